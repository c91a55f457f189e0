/**
 * Tightening: order facts narrow the intervals of events to what some world allows, in one
 * fixpoint. A connected set of events in which an interval would become empty keeps its times as
 * they were; its facts do not count, and it is reported with a smallest set that cannot hold.
 */
import type { OrderFacts } from "./temporal-graph.ts";

export interface EventTimes {
  low: Float64Array;
  high: Float64Array;
  lowBasis: Uint8Array;
  highBasis: Uint8Array;
}

/** `earliest` of one event cannot be reconciled with `latest` of another, by way of these edges. */
export interface OrderConflict {
  /** Event whose earliest bound is too late, and event whose latest bound is too early. */
  lowEvent: number;
  highEvent: number;
  /** Indexes into the view's edges that carry the order from the first to the second. */
  edges: readonly number[];
}

/** Per event: the event whose bound it took over, and the view's edge by which; -1 for its own. */
export interface Causes {
  event: Int32Array;
  edge: Int32Array;
}

export interface Tightened extends EventTimes {
  lowCause: Causes;
  highCause: Causes;
  conflicts: readonly OrderConflict[];
  /** Edges of the view whose order facts do not count. */
  brokenEdges: ReadonlySet<number>;
}

const NONE = -1;

function components(eventCount: number, facts: OrderFacts): Int32Array {
  const parent = Int32Array.from({ length: eventCount }, (_, i) => i);
  const find = (event: number): number => {
    let root = event;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = event; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (let f = 0; f < facts.before.length; f += 1) {
    parent[find(facts.before[f] ?? 0)] = find(facts.after[f] ?? 0);
  }
  return Int32Array.from({ length: eventCount }, (_, i) => find(i));
}

function factsBy(events: readonly number[]): Map<number, number[]> {
  const by = new Map<number, number[]>();
  events.forEach((event, fact) => {
    const facts = by.get(event);
    if (facts) facts.push(fact);
    else by.set(event, [fact]);
  });
  return by;
}

interface Direction {
  bound: Float64Array;
  basis: Uint8Array;
  /** The fact that last moved the bound of an event. */
  cause: Int32Array;
}

/**
 * Pushes bounds along facts until nothing moves: `raise` pushes earliest forward, else latest back.
 * Of several ways to the same bound the best founded counts.
 */
function propagate(
  direction: Direction,
  from: readonly number[],
  to: readonly number[],
  facts: OrderFacts,
  raise: boolean,
): void {
  const leaving = factsBy(from);
  const queue = [...leaving.keys()];
  const queued = new Set(queue);
  const { bound, basis, cause } = direction;
  for (let head = 0; head < queue.length; head += 1) {
    const event = queue[head] ?? 0;
    queued.delete(event);
    for (const fact of leaving.get(event) ?? []) {
      const target = to[fact] ?? 0;
      const [mine, theirs] = [bound[event] ?? 0, bound[target] ?? 0];
      const rank = Math.max(basis[event] ?? 0, facts.basis[fact] ?? 0);
      const moves = raise ? mine > theirs : mine < theirs;
      const isBetterFounded = mine === theirs && rank < (basis[target] ?? 0);
      if (!moves && !isBetterFounded) continue;
      bound[target] = mine;
      basis[target] = rank;
      cause[target] = fact;
      if (queued.has(target)) continue;
      queued.add(target);
      queue.push(target);
    }
  }
}

/** Walks the causes of a bound back to the event that had it of itself. */
function rootOf(event: number, cause: Int32Array, from: readonly number[]): number {
  let at = event;
  const seen = new Set<number>();
  while ((cause[at] ?? NONE) !== NONE && !seen.has(at)) {
    seen.add(at);
    at = from[cause[at] ?? 0] ?? at;
  }
  return at;
}

function causesOf({ cause }: Direction, from: readonly number[], facts: OrderFacts): Causes {
  return {
    event: cause.map((fact) => (fact === NONE ? NONE : (from[fact] ?? NONE))),
    edge: cause.map((fact) => (fact === NONE ? NONE : (facts.edge[fact] ?? NONE))),
  };
}

/** Edges of the fewest facts that lead from one event to another: without any one, they do not. */
function shortestChain(from: number, to: number, facts: OrderFacts): number[] {
  const leaving = factsBy(facts.before);
  const reachedBy = new Map<number, number>([[from, NONE]]);
  const queue = [from];
  for (let head = 0; head < queue.length && !reachedBy.has(to); head += 1) {
    for (const fact of leaving.get(queue[head] ?? 0) ?? []) {
      const next = facts.after[fact] ?? 0;
      if (reachedBy.has(next)) continue;
      reachedBy.set(next, fact);
      queue.push(next);
    }
  }
  const edges: number[] = [];
  for (let fact = reachedBy.get(to) ?? NONE; fact !== NONE; ) {
    edges.push(facts.edge[fact] ?? 0);
    fact = reachedBy.get(facts.before[fact] ?? 0) ?? NONE;
  }
  return edges.sort((a, b) => a - b);
}

/** Narrows event times by order facts. Does not change what it is given. */
export function tighten(times: EventTimes, facts: OrderFacts): Tightened {
  const count = times.low.length;
  const low: Direction = {
    bound: times.low.slice(),
    basis: times.lowBasis.slice(),
    cause: new Int32Array(count).fill(NONE),
  };
  const high: Direction = {
    bound: times.high.slice(),
    basis: times.highBasis.slice(),
    cause: new Int32Array(count).fill(NONE),
  };
  propagate(low, facts.before, facts.after, facts, true);
  propagate(high, facts.after, facts.before, facts, false);

  const component = components(count, facts);
  const broken = new Map<number, OrderConflict>();
  for (let event = 0; event < count; event += 1) {
    const set = component[event] ?? 0;
    if ((low.bound[event] ?? 0) <= (high.bound[event] ?? 0) || broken.has(set)) continue;
    const lowEvent = rootOf(event, low.cause, facts.before);
    const highEvent = rootOf(event, high.cause, facts.after);
    broken.set(set, { lowEvent, highEvent, edges: shortestChain(lowEvent, highEvent, facts) });
  }
  for (let event = 0; event < count; event += 1) {
    if (!broken.has(component[event] ?? 0)) continue;
    low.bound[event] = times.low[event] ?? Number.NEGATIVE_INFINITY;
    high.bound[event] = times.high[event] ?? Number.POSITIVE_INFINITY;
    low.basis[event] = times.lowBasis[event] ?? 0;
    high.basis[event] = times.highBasis[event] ?? 0;
    low.cause[event] = NONE;
    high.cause[event] = NONE;
  }
  const brokenEdges = new Set<number>();
  facts.before.forEach((before, fact) => {
    if (broken.has(component[before] ?? 0)) brokenEdges.add(facts.edge[fact] ?? 0);
  });
  return {
    low: low.bound,
    high: high.bound,
    lowBasis: low.basis,
    highBasis: high.basis,
    lowCause: causesOf(low, facts.before, facts),
    highCause: causesOf(high, facts.after, facts),
    conflicts: [...broken.values()],
    brokenEdges,
  };
}

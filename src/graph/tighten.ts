/**
 * Tightening: order facts narrow the intervals of events to what some world allows, in one
 * fixpoint. A connected set of events in which an interval would become empty keeps its times as
 * they were; its facts do not count, and it is reported with a smallest set that cannot hold.
 */
import {
  asFacts,
  type Causes,
  Direction,
  type EventTimes,
  type FactColumns,
  type Facts,
  NONE,
} from "./push-bounds.ts";
import { type Rows, rowsOf } from "./rows.ts";

/** `earliest` of one event cannot be reconciled with `latest` of another, by way of these edges. */
export interface OrderConflict {
  /** Event whose earliest bound is too late, and event whose latest bound is too early. */
  lowEvent: number;
  highEvent: number;
  /** Edges, as the facts name them, that carry the order from the first to the second. */
  edges: readonly number[];
}

export interface Tightened extends EventTimes {
  lowCause: Causes;
  highCause: Causes;
  conflicts: readonly OrderConflict[];
  /** Edges whose order facts do not count. */
  brokenEdges: ReadonlySet<number>;
}

/** Per event a number that all events share which facts, or other pairs, connect with it. */
export function connectedSets(
  eventCount: number,
  { before, after }: Pick<FactColumns, "before" | "after">,
): Int32Array {
  const parent = new Int32Array(eventCount);
  for (let event = 0; event < eventCount; event += 1) parent[event] = event;
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
  for (let f = 0; f < before.length; f += 1) parent[find(before[f] ?? 0)] = find(after[f] ?? 0);
  for (let event = 0; event < eventCount; event += 1) parent[event] = find(event);
  return parent;
}

/** Edges of the fewest facts that lead from one event to another: without any one, they do not. */
function shortestChain(from: number, to: number, facts: Facts, leaving: Rows): number[] {
  const reachedBy = new Map<number, number>([[from, NONE]]);
  const queue = [from];
  for (let head = 0; head < queue.length && !reachedBy.has(to); head += 1) {
    const event = queue[head] ?? 0;
    const end = leaving.start[event + 1] ?? 0;
    for (let i = leaving.start[event] ?? 0; i < end; i += 1) {
      const fact = leaving.places[i] ?? 0;
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

function hasEmpty(low: Direction, high: Direction): boolean {
  for (let event = 0; event < low.bound.length; event += 1) {
    if ((low.bound[event] ?? 0) > (high.bound[event] ?? 0)) return true;
  }
  return false;
}

/** Finds the connected sets in which an interval is empty, and takes all their times back. */
function breakSets(
  times: EventTimes,
  facts: Facts,
  low: Direction,
  high: Direction,
): Pick<Tightened, "conflicts" | "brokenEdges"> {
  if (!hasEmpty(low, high)) return { conflicts: [], brokenEdges: new Set() };
  const count = times.low.length;
  const leaving = rowsOf(facts.before, count);
  const component = connectedSets(count, facts);
  const broken = new Map<number, OrderConflict>();
  for (let event = 0; event < count; event += 1) {
    const set = component[event] ?? 0;
    if ((low.bound[event] ?? 0) <= (high.bound[event] ?? 0) || broken.has(set)) continue;
    const [lowEvent, highEvent] = [low.rootOf(event), high.rootOf(event)];
    const edges = shortestChain(lowEvent, highEvent, facts, leaving);
    broken.set(set, { lowEvent, highEvent, edges });
  }
  for (let event = 0; event < count; event += 1) {
    if (!broken.has(component[event] ?? 0)) continue;
    low.restore(event, times.low[event] ?? Number.NaN, times.lowBasis[event] ?? 0);
    high.restore(event, times.high[event] ?? Number.NaN, times.highBasis[event] ?? 0);
  }
  const brokenEdges = new Set<number>();
  for (let fact = 0; fact < facts.before.length; fact += 1) {
    if (broken.has(component[facts.before[fact] ?? 0] ?? 0)) brokenEdges.add(facts.edge[fact] ?? 0);
  }
  return { conflicts: [...broken.values()], brokenEdges };
}

/** Narrows event times by order facts. Does not change what it is given. */
export function tighten(times: EventTimes, columns: FactColumns): Tightened {
  const facts = asFacts(columns);
  const low = new Direction(times, facts, true);
  const high = new Direction(times, facts, false);
  low.propagate();
  high.propagate();
  const { conflicts, brokenEdges } = breakSets(times, facts, low, high);
  return {
    low: low.bound,
    high: high.bound,
    lowBasis: low.basis,
    highBasis: high.basis,
    conflicts,
    brokenEdges,
    // Made when they are asked for.
    get lowCause() {
      return low.causes();
    },
    get highCause() {
      return high.causes();
    },
  };
}

/** Which of several items stands first in all the worlds that their times and order facts allow, and on what that rests. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import { type Basis, basisOfRank, basisRank } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import { factsLeaving, neighboursOf, precedes } from "./engine/fact-order.ts";

export interface Standing {
  /** Those that are certainly first: one, or all that stand at one moment; else all that possibly are. */
  items: readonly number[];
  order: "certain" | "possible";
}

/** How an order fact puts an event no earlier than another: the weakest basis on the way, and the way. */
interface Follows {
  basis: number;
  /** The event before on the way; none at its start. */
  before: Follows | undefined;
  /** Index of the view's edge by which it follows that. */
  edge: number;
}

/** Events that order facts put no earlier than this one, each by the best founded way. */
function followers(graph: TemporalGraph, event: number): Map<number, Follows> {
  const after = factsLeaving(graph);
  const found = new Map<number, Follows>([[event, { basis: 0, before: undefined, edge: -1 }]]);
  const queue = [event];
  for (let head = 0; head < queue.length; head += 1) {
    const before = found.get(queue[head] ?? -1);
    for (const fact of after.get(queue[head] ?? -1) ?? []) {
      const next = graph.facts.after[fact] ?? 0;
      const basis = Math.max(before?.basis ?? 0, graph.facts.basis[fact] ?? 0);
      if (basis >= (found.get(next)?.basis ?? Number.POSITIVE_INFINITY)) continue;
      found.set(next, { basis, before, edge: graph.facts.edge[fact] ?? -1 });
      queue.push(next);
    }
  }
  return found;
}

export const lowAt = (graph: TemporalGraph, item: number) => graph.low[item] ?? Number.NaN;
export const highAt = (graph: TemporalGraph, item: number) => graph.high[item] ?? Number.NaN;

/** Guaranteed latest, then possible earliest: what has no time at all comes last. */
export const bySurest = (graph: TemporalGraph) => (a: number, b: number) =>
  compare(highAt(graph, a), highAt(graph, b)) || compare(lowAt(graph, a), lowAt(graph, b)) || a - b;

export function leastOf(items: readonly number[], of: (item: number) => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) least = Math.min(least, of(item));
  return least;
}

/**
 * Of items with the same bounds, those that no order fact puts after another of them, unless facts
 * put it before that one too. All that lie in a circle of facts stand or fall together.
 */
function notAfterEquals(graph: TemporalGraph, items: readonly number[]): number[] {
  const { after, before } = neighboursOf(graph);
  // No start leads to a later one; those to which no later one leads are led to by none.
  const starts = startsOf(after, items);
  const upstream = new Set<number>();
  for (const start of startsOf(after, starts.reverse())) walk(before, start, upstream);
  return items.filter((item) => upstream.has(item));
}

/** Those from which a walk has to be started anew, taken in this order. */
function startsOf(
  next: ReadonlyMap<number, readonly number[]>,
  events: readonly number[],
): number[] {
  const seen = new Set<number>();
  return events.filter((event) => {
    if (seen.has(event)) return false;
    walk(next, event, seen);
    return true;
  });
}

function walk(next: ReadonlyMap<number, readonly number[]>, from: number, seen: Set<number>): void {
  const stack = [from];
  seen.add(from);
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    for (const other of next.get(event) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      stack.push(other);
    }
  }
}

/**
 * Which of the items stands first; an item of unknown time may, so nothing is certain beside it.
 * What is before another in every world has bounds no later than that one's, so only one whose
 * bounds are both the least can be first for certain. Several are where they stand at one exact
 * moment, or in a circle of order facts; of these an item that facts put after another is none.
 */
export function standing(graph: TemporalGraph, items: readonly number[]): Standing | undefined {
  if (items.length === 0) return undefined;
  const earliestEnd = leastOf(items, (item) => highAt(graph, item));
  const rivals = items.filter((item) => lowAt(graph, item) <= earliestEnd);
  const earliest = leastOf(rivals, (item) => lowAt(graph, item));
  const least = rivals.filter(
    (item) => lowAt(graph, item) === earliest && highAt(graph, item) === earliestEnd,
  );
  const best = notAfterEquals(graph, least);
  const beatsAll = (one: number): boolean =>
    rivals.every(
      (other) => highAt(graph, one) <= lowAt(graph, other) || precedes(graph, one, other),
    );
  // Each of several has the same bounds and the same events after it: one speaks for all.
  const [one] = best;
  if (one !== undefined && beatsAll(one)) return { items: best, order: "certain" };
  return { items: rivals, order: "possible" };
}

interface Decided {
  basis: Basis;
  /** Indexes of the view's edges whose order facts decide. */
  edges: readonly number[];
}

/** What decides that an item stands before the others: times, or order facts where they are as well founded. */
export function decide(
  { graph, view }: { graph: TemporalGraph; view: View },
  items: readonly number[],
  first: number,
): Decided {
  const after = followers(graph, first);
  const edges = new Set<number>();
  // It stands on its own claims, and alone on its own time.
  const own = Math.max(graph.lowBasis[first] ?? 0, graph.highBasis[first] ?? 0);
  const attested = basisRank(view.nodes[first]?.attestedBy ?? "recorded");
  let rank = Math.max(attested, items.length === 1 ? own : 0);
  for (const item of items) {
    if (item === first) continue;
    const times = Math.max(graph.highBasis[first] ?? 0, graph.lowBasis[item] ?? 0);
    const byTimes = highAt(graph, first) <= lowAt(graph, item);
    const fact = after.get(item);
    const byFact = fact !== undefined && (!byTimes || fact.basis < times);
    rank = Math.max(rank, byFact ? fact.basis : times);
    for (let at = byFact ? fact : undefined; at?.before; at = at.before) edges.add(at.edge);
  }
  return { basis: basisOfRank(rank), edges: [...edges] };
}

/** Which of several items stands first in all the worlds that their times and order facts allow, and on what that rests. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import { type Basis, basisOfRank, basisRank } from "../model/basis.ts";

export interface Standing {
  /** One item that is certainly first, or all that possibly are. */
  items: readonly number[];
  order: "certain" | "possible";
}

/** How an order fact puts an event no earlier than another: the weakest basis on the way, and the way. */
interface Follows {
  basis: number;
  /** Indexes of the view's edges. */
  edges: readonly number[];
}

/** Events that order facts put no earlier than this one, each by the best founded way. */
function followers(graph: TemporalGraph, event: number): Map<number, Follows> {
  const after = new Map<number, number[]>();
  graph.facts.before.forEach((before, fact) => {
    const list = after.get(before);
    if (list) list.push(fact);
    else after.set(before, [fact]);
  });
  const found = new Map<number, Follows>([[event, { basis: 0, edges: [] }]]);
  const queue = [event];
  for (let head = 0; head < queue.length; head += 1) {
    const at = found.get(queue[head] ?? -1);
    for (const fact of after.get(queue[head] ?? -1) ?? []) {
      const next = graph.facts.after[fact] ?? 0;
      const basis = Math.max(at?.basis ?? 0, graph.facts.basis[fact] ?? 0);
      if (basis >= (found.get(next)?.basis ?? Number.POSITIVE_INFINITY)) continue;
      found.set(next, { basis, edges: [...(at?.edges ?? []), graph.facts.edge[fact] ?? -1] });
      queue.push(next);
    }
  }
  return found;
}

export const lowAt = (graph: TemporalGraph, item: number) => graph.low[item] ?? Number.NaN;
export const highAt = (graph: TemporalGraph, item: number) => graph.high[item] ?? Number.NaN;

export function leastOf(items: readonly number[], of: (item: number) => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) least = Math.min(least, of(item));
  return least;
}

/** Which of the items stands first; an item of unknown time may, so nothing is certain beside it. */
export function standing(graph: TemporalGraph, items: readonly number[]): Standing | undefined {
  if (items.length === 0) return undefined;
  const earliestEnd = leastOf(items, (item) => highAt(graph, item));
  const rivals = items.filter((item) => lowAt(graph, item) <= earliestEnd);
  for (const item of rivals) {
    if (rivals.length === 1) return { items: [item], order: "certain" };
    const after = followers(graph, item);
    const beatsAll = rivals.every(
      (other) => other === item || after.has(other) || highAt(graph, item) <= lowAt(graph, other),
    );
    if (beatsAll) return { items: [item], order: "certain" };
  }
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
    if (byFact) for (const edge of fact.edges) edges.add(edge);
  }
  return { basis: basisOfRank(rank), edges: [...edges] };
}

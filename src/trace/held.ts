/** When near copies of a thing came to have what is alike, and which are told. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { OrderOfCopies } from "../model/answer.ts";

/** Near copies that are told, those that had it first. */
export const MAX_TOLD = 10;

export interface Held {
  node: number;
  key: string;
  earliest: number;
  latest: number;
}

/** Between when and when the node came to have its text or picture. */
export function heldBy({ nodes, nearCopies }: View, graph: TemporalGraph, node: number): Held {
  const { key = "", cannotChange = false } = nodes[node] ?? {};
  const earliest = graph.low[node] ?? Number.NEGATIVE_INFINITY;
  const shown = nearCopies.shownBy.get(node)?.at ?? Number.POSITIVE_INFINITY;
  const latest = cannotChange ? (graph.high[node] ?? Number.POSITIVE_INFINITY) : shown;
  return { node, key, earliest, latest };
}

export function orderOf(own: Held, other: Held): OrderOfCopies {
  if (other.latest <= own.earliest && own.latest <= other.earliest) return "same moment";
  if (other.latest <= own.earliest) return "earlier";
  return own.latest <= other.earliest ? "later" : "not told by their times";
}

/** Those whose text or picture is a near copy of the node's, the earliest first. */
export function alikeTo(view: View, graph: TemporalGraph, node: number): Held[] {
  const others = new Set(view.nearCopies.sets.filter((set) => set.includes(node)).flat());
  others.delete(node);
  return [...others]
    .map((other) => heldBy(view, graph, other))
    .sort((a, b) => a.latest - b.latest || a.earliest - b.earliest || (a.key < b.key ? -1 : 1));
}

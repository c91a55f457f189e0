/** Which near copies of a thing are told, and how they stand to it in time. */
import { type Holder, holderOf } from "../graph/near-copies/holders.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { OrderOfCopies } from "../model/show-answer.ts";

/** Near copies that are told, those that had it first. */
export const MAX_TOLD = 10;

export function orderOf(own: Holder, other: Holder): OrderOfCopies {
  if (other.latest < own.earliest) return "earlier";
  if (own.latest < other.earliest) return "later";
  const arePoints = own.latest === own.earliest && other.latest === other.earliest;
  return arePoints ? "same moment" : "not told by their times";
}

/** Those whose text or picture is a near copy of the node's, the earliest first. */
export function alikeTo(view: View, graph: TemporalGraph, node: number): Holder[] {
  const others = new Set(view.nearCopies.sets.filter((set) => set.includes(node)).flat());
  others.delete(node);
  return [...others]
    .map((other) => holderOf(view, graph, other))
    .sort((a, b) => a.latest - b.latest || a.earliest - b.earliest || (a.key < b.key ? -1 : 1));
}

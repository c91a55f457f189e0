/** When nodes were published and edges taken, and on what basis, as cells. */
import { basisRank } from "../../model/basis.ts";
import { basisOfEdge, type MergedEdge } from "../../model/merged.ts";
import { withBases } from "../derive/bases.ts";
import { type TimedNode, timeOfEdge } from "../derive/timed-node.ts";
import { intervalCells } from "./rows.ts";

/** Cells of a node's traits, with the bases that decide its bounds, and of the bounds. */
export function traitCells(node: TimedNode): [number, number, number] {
  const { published } = node.resolved;
  return [withBases(node.traits, published), ...intervalCells(published)];
}

/** Cells of an edge's bounds, and of its basis with those that decide the bounds; null where nothing flows. */
export function timeCells(
  edge: MergedEdge,
  giver: () => TimedNode,
  receiver: () => TimedNode,
): [number, number, number] | [null, null, null] {
  const time = timeOfEdge(edge, giver, receiver);
  if (time === undefined) return [null, null, null];
  return [...intervalCells(time), withBases(basisRank(basisOfEdge(edge)), time)];
}

/** The times of edges as cells. */
import type { MergedEdge } from "../../model/merge.ts";
import { type TimedNode, timeOfEdge } from "../derive/timed-node.ts";
import { intervalCells } from "./rows.ts";

/** Cells of the edge's bounds; null where nothing flows. */
export function timeCells(
  edge: MergedEdge,
  giver: () => TimedNode,
  receiver: () => TimedNode,
): [number, number] | [null, null] {
  const time = timeOfEdge(edge, giver, receiver);
  return time === undefined ? [null, null] : intervalCells(time);
}

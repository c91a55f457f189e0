/** The times of edges as they are kept: at the default basis floor, before order facts. */
import { DEFAULT_FLOOR } from "../../model/basis.ts";
import { flows, RELATION } from "../../model/edge.ts";
import {
  edgeTime,
  type MergedEdge,
  type MergedNode,
  type ResolvedNode,
  resolveNode,
} from "../../model/merge.ts";
import { intervalCells } from "./rows.ts";

/** A node, resolved when it is first asked for. */
export class TimedNode {
  readonly node: MergedNode;
  #resolved: ResolvedNode | undefined;

  constructor(node: MergedNode) {
    this.node = node;
  }

  get resolved(): ResolvedNode {
    this.#resolved ??= resolveNode(this.node, DEFAULT_FLOOR);
    return this.#resolved;
  }

  /** Whether every edge has the same time with this node as with the other in its place. */
  timesAs(other: TimedNode): boolean {
    const [a, b] = [this.resolved, other.resolved];
    return (
      a.cannotChange === b.cannotChange &&
      a.published.earliest === b.published.earliest &&
      a.published.latest === b.published.latest
    );
  }
}

/** Cells of the edge's bounds; null where nothing flows. Asks for the giver only if the relation's time may be the giver's. */
export function timeCells(
  edge: MergedEdge,
  giver: () => TimedNode,
  receiver: () => TimedNode,
): [number, number] | [null, null] {
  if (!flows(edge.relation)) return [null, null];
  const taker = receiver().resolved;
  const time = edgeTime(
    edge,
    RELATION[edge.relation].atGiver ? giver().resolved : taker,
    taker,
    DEFAULT_FLOOR,
  );
  return intervalCells(time);
}

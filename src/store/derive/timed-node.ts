/** The times of edges as stores keep them: at the default basis floor, before order facts. */
import { DEFAULT_FLOOR } from "../../model/basis.ts";
import { flows, RELATION } from "../../model/edge.ts";
import {
  edgeTime,
  type MergedEdge,
  type MergedNode,
  type ResolvedNode,
  resolveNode,
} from "../../model/merge.ts";
import type { Interval } from "../../model/time.ts";

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

/** When the receiver took the thing; undefined where nothing flows. Asks for the giver only if the relation's time may be the giver's. */
export function timeOfEdge(
  edge: MergedEdge,
  giver: () => TimedNode,
  receiver: () => TimedNode,
): Interval | undefined {
  if (!flows(edge.relation)) return undefined;
  const taker = receiver().resolved;
  const from = RELATION[edge.relation].atGiver ? giver().resolved : taker;
  return edgeTime(edge, from, taker, DEFAULT_FLOOR);
}

/** The times of edges as stores keep them: at the default basis floor, before order facts. */
import { admits, BASES, DEFAULT_FLOOR } from "../../model/basis.ts";
import { flows, RELATION } from "../../model/edge.ts";
import { TRAIT } from "../../model/flow-columns.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import {
  edgeTime,
  type ResolvedNode,
  type ResolvedTime,
  resolveNode,
} from "../../model/resolve.ts";

const ADMITTED = BASES.filter((basis) => admits(DEFAULT_FLOOR, basis));

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

  /** Bits of TRAIT. */
  get traits(): number {
    const { cannotChange, attested, account } = this.resolved;
    const isCalled = ADMITTED.some((basis) => this.node.states[basis]?.account === true);
    return (
      (cannotChange ? TRAIT.cannotChange : 0) |
      (attested ? TRAIT.attested : 0) |
      (account ? TRAIT.account : 0) |
      (isCalled ? TRAIT.calledAccount : 0)
    );
  }

  /** Whether every edge has the same time with this node as with the other in its place. */
  timesAs(other: TimedNode): boolean {
    const [a, b] = [this.resolved, other.resolved];
    return (
      a.cannotChange === b.cannotChange &&
      a.published.earliest === b.published.earliest &&
      a.published.latest === b.published.latest &&
      a.published.earliestBasis === b.published.earliestBasis &&
      a.published.latestBasis === b.published.latestBasis
    );
  }
}

/** When the receiver took the thing; undefined where nothing flows. Asks for the giver only if the relation's time may be the giver's. */
export function timeOfEdge(
  edge: MergedEdge,
  giver: () => TimedNode,
  receiver: () => TimedNode,
): ResolvedTime | undefined {
  if (!flows(edge.relation)) return undefined;
  const taker = receiver().resolved;
  const from = RELATION[edge.relation].atGiver ? giver().resolved : taker;
  return edgeTime(edge, from, taker, DEFAULT_FLOOR);
}

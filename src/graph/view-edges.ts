/** Nodes and edges of a view as columns. */
import { basisRank } from "../model/basis.ts";
import { RELATIONS } from "../model/edge.ts";
import { TRAIT } from "../model/flow-columns.ts";
import { setTime } from "./time-columns.ts";
import type { TimedEdges } from "./timed-edges.ts";
import type { ViewEdge, ViewNode } from "./view.ts";

export function setNode(
  edges: TimedEdges,
  node: number,
  { cannotChange, published }: Pick<ViewNode, "cannotChange" | "published">,
): void {
  edges.traits[node] = cannotChange ? TRAIT.cannotChange : 0;
  setTime(edges.published, node, published);
}

/** After those that are there, between nodes by their numbers in the columns. */
export function addEdge(
  edges: TimedEdges,
  giver: number,
  receiver: number,
  { relation, basis, time }: ViewEdge,
): void {
  const at = edges.edgeCount;
  edges.giver[at] = giver;
  edges.receiver[at] = receiver;
  edges.relation[at] = RELATIONS.indexOf(relation);
  edges.basis[at] = basisRank(basis);
  setTime(edges.time, at, time);
  edges.edgeCount = at + 1;
}

/** What is left of a snapshot under a filter: nodes that a claim which counts names, edges that one states. */
import { admits, BASES, type Basis } from "../model/basis.ts";
import { edgeKey } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { basisOfEdge, type MergedEdge, type MergedNode } from "../model/merged.ts";
import { countedJoins } from "./joins.ts";
import type { Overlay } from "./overlay.ts";
import type { ClaimFilter, Snapshot } from "./snapshot.ts";

/** Whether a claim that the floor admits says anything of the node itself. */
export const isSaidAt = ({ attested, states }: MergedNode, floor: Basis): boolean =>
  [attested, ...BASES.filter((basis) => states[basis])].some(
    (basis) => basis !== undefined && admits(floor, basis),
  );

/** Nodes that a claim which counts names, as such claims merge. */
export function nodesLeft(
  snapshot: Snapshot,
  overlay: Overlay,
  filter: ClaimFilter,
): Map<Key, MergedNode> {
  const named = new Set<Key>();
  for (const edges of [snapshot.flowEdges, snapshot.otherEdges]) {
    for (const stored of edges) {
      const edge = edgeLeft(overlay, stored);
      if (edge && admits(filter.floor, basisOfEdge(edge))) named.add(edge.subject).add(edge.object);
    }
  }
  for (const { fact } of countedJoins(snapshot.joins, filter)) named.add(fact.a).add(fact.b);
  const left = new Map<Key, MergedNode>();
  for (const [key, stored] of snapshot.nodes) {
    const node = overlay.nodes.get(key) ?? stored;
    if (named.has(key) || isSaidAt(node, filter.floor)) left.set(key, node);
  }
  return left;
}

/** The edge as the claims that are left state it, if any does. */
export function edgeLeft(overlay: Overlay, stored: MergedEdge): MergedEdge | undefined {
  const key = edgeKey(stored);
  return overlay.edges.has(key) ? overlay.edges.get(key) : stored;
}

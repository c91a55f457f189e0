/** What is otherwise merged when some claims are taken out: the nodes and edges that they touch. */
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import { datedBy, edgeKey } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { mergeEdge, mergeNode } from "../model/merge.ts";
import type { MergedEdge, MergedNode } from "../model/merged.ts";
import type { GraphReader, Snapshot } from "./snapshot.ts";

/** Nodes and edges whose merged state may not be the stored one. */
export interface Overlay {
  nodes: Map<Key, MergedNode>;
  /** By edge key; undefined for one that no claim is left to state. */
  edges: Map<string, MergedEdge | undefined>;
  /** The claims taken out. */
  taken: readonly StoredClaim[];
}

const touchedEdges = (claim: StoredClaim): string[] =>
  claim.facts.flatMap((fact) => (fact.fact === "edge" ? [edgeKey(fact)] : []));

function touchedNodes(claim: StoredClaim): Key[] {
  const keys = claim.facts.flatMap((fact): Key[] => {
    switch (fact.fact) {
      case "item":
      case "time":
        return [fact.item];
      case "account":
        return [fact.account];
      case "edge":
        return [...datedBy(fact)];
      default:
        return [];
    }
  });
  return claim.subject === undefined ? keys : [...keys, claim.subject];
}

const keyed = new WeakMap<Snapshot, ReadonlyMap<string, MergedEdge>>();

/** The stored edges by their keys; made once for a snapshot. */
export function edgesByKey(snapshot: Snapshot): ReadonlyMap<string, MergedEdge> {
  const known = keyed.get(snapshot);
  if (known) return known;
  const made = new Map<string, MergedEdge>();
  for (const edges of [snapshot.flowEdges, snapshot.otherEdges]) {
    for (const edge of edges) made.set(edgeKey(edge), edge);
  }
  keyed.set(snapshot, made);
  return made;
}

export async function withoutClaims(
  snapshot: Snapshot,
  reader: GraphReader,
  without: ReadonlySet<ClaimId>,
): Promise<Overlay> {
  const overlay = { nodes: new Map<Key, MergedNode>(), edges: new Map(), taken: [] };
  if (without.size === 0) return overlay;
  const taken = await reader.claimsOf([...without]);
  const nodeKeys = [...new Set(taken.flatMap(touchedNodes))];
  const edgeKeys = [...new Set(taken.flatMap(touchedEdges))];
  const remaining = (await reader.claimsAbout(nodeKeys, edgeKeys)).filter(
    (claim) => !without.has(claim.id),
  );
  for (const key of nodeKeys) {
    if (snapshot.nodes.has(key)) overlay.nodes.set(key, mergeNode(key, remaining));
  }
  const stored = edgesByKey(snapshot);
  for (const key of edgeKeys) {
    const edge = stored.get(key);
    if (edge) overlay.edges.set(key, mergeEdge(edge, remaining));
  }
  return { ...overlay, taken };
}

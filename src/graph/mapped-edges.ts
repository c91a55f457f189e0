/** The edges that count, between the keys that stand for joined ones. */
import { admits } from "../model/basis.ts";
import { edgeKey } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { mergeEdge } from "../model/merge.ts";
import { basisOfEdge, type MergedEdge } from "../model/merged.ts";
import type { Joins } from "./joins.ts";
import type { Overlay } from "./overlay.ts";
import type { ClaimFilter, GraphReader } from "./snapshot.ts";
import { edgeLeft } from "./what-is-left.ts";

export interface MappedEdge {
  edge: MergedEdge;
  written: string[];
}

/** Edges that count, with their ends replaced by the keys that stand for them; those that become one are merged again. */
export async function mapEdges(
  edges: readonly MergedEdge[],
  overlay: Overlay,
  joins: Joins,
  reader: GraphReader,
  filter: ClaimFilter,
): Promise<MappedEdge[]> {
  const standing = (key: Key): Key => joins.of.get(key)?.key ?? key;
  const mapped: MappedEdge[] = [];
  const moved = new Map<string, MappedEdge[]>();
  for (const stored of edges) {
    const key = edgeKey(stored);
    const edge = edgeLeft(overlay, stored);
    if (!edge || !admits(filter.floor, basisOfEdge(edge))) continue;
    if (!joins.of.has(edge.subject) && !joins.of.has(edge.object)) {
      mapped.push({ edge, written: [key] });
      continue;
    }
    const at = { ...edge, subject: standing(edge.subject), object: standing(edge.object) };
    if (at.subject === at.object) continue;
    const together = moved.get(edgeKey(at)) ?? [];
    together.push({ edge: at, written: [key] });
    moved.set(edgeKey(at), together);
  }
  for (const together of moved.values()) {
    const [first] = together;
    if (!first) continue;
    const written = together.flatMap((one) => one.written).sort();
    if (together.length === 1) {
      mapped.push(first);
      continue;
    }
    const claims = (await reader.claimsAbout([], written)).filter(
      (claim) => !filter.without.has(claim.id),
    );
    const edge = mergeEdge(first.edge, claims, (fact) =>
      edgeKey({ ...fact, subject: standing(fact.subject), object: standing(fact.object) }),
    );
    if (edge) mapped.push({ edge, written });
  }
  return mapped;
}

/**
 * *Same-link*: a post that links to a thing took it, perhaps, from the earlier post that links to
 * the same: of those whose latest is before this one's earliest, the one with the greatest latest,
 * ties by key. At most one per post and thing; over recorded and reported links only.
 */
import { BASES } from "../model/basis.ts";
import { RELATIONS } from "../model/edge.ts";
import { type Dated, type InferredEdge, inOrderOfLatest, lastBefore } from "./inference.ts";
import type { SettledEdges, TimedEdges } from "./timed-edges.ts";
import type { View } from "./view.ts";

const LINKS_TO = RELATIONS.indexOf("LINKS_TO");

interface Link extends Dated {
  edge: number;
  post: number;
}

/** Links by what they lead to. */
function linksOf(view: View, edges: TimedEdges, { event, times }: SettledEdges): Link[][] {
  const linking = new Map<number, Link[]>();
  edges.relation.forEach((relation, edge) => {
    const post = edges.receiver[edge] ?? 0;
    const node = view.nodes[post];
    const basis = BASES[edges.basis[edge] ?? 0];
    if (relation !== LINKS_TO || basis === "inferred" || node?.type !== "post") return;
    const latest = times.high[event[edge] ?? 0] ?? Number.NaN;
    const target = edges.giver[edge] ?? 0;
    const links = linking.get(target) ?? [];
    links.push({ edge, post, key: node.key, latest });
    linking.set(target, links);
  });
  return [...linking.values()];
}

export function sameLinkEdges(
  view: View,
  edges: TimedEdges,
  settled: SettledEdges,
): InferredEdge[] {
  return linksOf(view, edges, settled).flatMap((links) => {
    const ordered = inOrderOfLatest(links);
    return links.flatMap((to): InferredEdge[] => {
      const event = settled.event[to.edge] ?? 0;
      const from = lastBefore(ordered, settled.times.low[event] ?? Number.NaN, to);
      if (from === undefined) return [];
      const why = { method: "same-link", links: [from.edge, to.edge] } as const;
      return [{ giver: from.post, receiver: to.post, event, why }];
    });
  });
}

/** Who posted what. */
import { basisRank } from "../model/basis.ts";
import { isPseudonym, type Key } from "../model/key.ts";
import { basisOfEdge, type MergedEdge } from "../model/merged.ts";
import type { MappedEdge } from "./mapped-edges.ts";

interface Authorship {
  accountOf: Int32Array;
  postsOf: Map<number, number[]>;
  postedBy: Map<number, string[]>;
  severalAuthors: number[];
}

export function authorship(
  edges: readonly MappedEdge[],
  indexOf: ReadonlyMap<Key, number>,
  nodeCount: number,
): Authorship {
  const accountOf = new Int32Array(nodeCount).fill(-1);
  const postsOf = new Map<number, number[]>();
  const postedBy = new Map<number, string[]>();
  const chosen = new Map<number, MergedEdge>();
  const several = new Set<number>();
  for (const { edge, written } of edges) {
    const item = indexOf.get(edge.subject);
    const account = indexOf.get(edge.object);
    if (item === undefined || account === undefined) continue;
    const posts = postsOf.get(account);
    if (posts) posts.push(item);
    else postsOf.set(account, [item]);
    const other = chosen.get(item);
    if (other) {
      const [hides, hid] = [isPseudonym(edge.object), isPseudonym(other.object)];
      if (hides === hid) several.add(item);
      const better =
        Number(hides) - Number(hid) ||
        basisRank(basisOfEdge(edge)) - basisRank(basisOfEdge(other)) ||
        (edge.object < other.object ? -1 : 1);
      if (better > 0) continue;
    }
    chosen.set(item, edge);
    accountOf[item] = account;
    postedBy.set(item, written);
  }
  return { accountOf, postsOf, postedBy, severalAuthors: [...several].sort((a, b) => a - b) };
}

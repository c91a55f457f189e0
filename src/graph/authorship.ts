/** Who posted what. */
import { basisRank } from "../model/basis.ts";
import { isOfOneThread, isPseudonym, type Key } from "../model/key.ts";
import { basisOfEdge, type MergedEdge } from "../model/merged.ts";
import type { MappedEdge } from "./mapped-edges.ts";

interface Authorship {
  accountOf: Int32Array;
  postsOf: Map<number, number[]>;
  postedBy: Map<number, string[]>;
  severalAuthors: number[];
}

/** Only names of one way contradict each other. */
const wayOfNaming = (account: Key): string =>
  isPseudonym(account) ? "cover" : isOfOneThread(account) ? "thread" : "account";

export function authorship(
  edges: readonly MappedEdge[],
  indexOf: ReadonlyMap<Key, number>,
  nodeCount: number,
): Authorship {
  const accountOf = new Int32Array(nodeCount).fill(-1);
  const postsOf = new Map<number, number[]>();
  const postedBy = new Map<number, string[]>();
  const chosen = new Map<number, MergedEdge>();
  /** How those with more than one author are named so far. */
  const waysOf = new Map<number, Set<string>>();
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
      const ways = waysOf.get(item) ?? new Set([wayOfNaming(other.object)]);
      const way = wayOfNaming(edge.object);
      if (ways.has(way)) several.add(item);
      waysOf.set(item, ways.add(way));
      const better =
        Number(isPseudonym(edge.object)) - Number(isPseudonym(other.object)) ||
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

/** What took a thing: the items that carry a tag, or those that a thing reached. */
import type { Basis } from "../model/basis.ts";
import { admits, basisOfRank, basisRank } from "../model/basis.ts";
import type { Key } from "../model/key.ts";
import { basisOfEdge } from "../model/merged.ts";
import type { Taker } from "./adoption-curve.ts";
import { edgesOf, type HopsEnd, type HopsFound, searchByHops } from "./engine/by-hops.ts";
import type { Loaded } from "./loaded.ts";
import { checkedPath, type Posed, stepOrder } from "./solve.ts";

export interface Taken {
  takers: readonly Taker[];
  /** Weakest of what the takers rest on. */
  basis: Basis | undefined;
  /** The edges by which an item came to it; none for what carries a tag. */
  pathTo(item: number): readonly number[] | undefined;
  /** Carriers that can change: a bound on their age is none on when they took the tag. */
  canChange: number;
}

/** Clipped to the window: undefined outside it, certain only wholly inside. */
function within({ window }: Posed, taker: Taker): Taker | undefined {
  const low = Math.max(taker.low, window.earliest);
  const inside = window.earliest <= taker.low && taker.high <= window.latest;
  if (low > Math.min(taker.high, window.latest)) return undefined;
  return inside
    ? { ...taker, low }
    : { ...taker, low, high: Number.POSITIVE_INFINITY, sure: false };
}

/**
 * Items that carry a tag, from their publication on; of one that can change nothing says by when.
 * Exact: all can be at their earliest in one world, and all at their latest.
 */
export function carriers(loaded: Loaded, posed: Posed, tag: Key): Taken {
  const { view, graph, sources } = posed;
  let rank = 0;
  const takers = sources.flatMap((item) => {
    const node = view.nodes[item];
    if (!node?.attested) return [];
    const high = node.cannotChange ? (graph.high[item] ?? Number.NaN) : Number.POSITIVE_INFINITY;
    const low = graph.low[item] ?? Number.NaN;
    const account = view.accountOf[item] ?? -1;
    const taker = within(posed, { item, account, low, high, sure: true });
    if (!taker) return [];
    if (Number.isFinite(low)) rank = Math.max(rank, graph.lowBasis[item] ?? 0);
    if (Number.isFinite(high)) rank = Math.max(rank, graph.highBasis[item] ?? 0);
    return taker;
  });
  const taking = new Set(takers.map(({ item }) => item));
  for (const edge of loaded.snapshot.otherEdges) {
    if (edge.relation !== "TAGGED" || edge.object !== tag) continue;
    const item = view.indexOf.get(edge.subject) ?? -1;
    const basis = basisOfEdge(edge);
    if (!taking.has(item) || !admits(view.filter.floor, basis)) continue;
    rank = Math.max(rank, basisRank(basis), basisRank(view.nodes[item]?.join?.basis ?? "recorded"));
  }
  return {
    takers,
    basis: takers.length > 0 ? basisOfRank(rank) : undefined,
    pathTo: () => undefined,
    canChange: takers.filter(({ item }) => !view.nodes[item]?.cannotChange).length,
  };
}

const arrivalAt = (reached: HopsFound, node: number): HopsEnd | undefined => {
  const end = reached.get(node)?.at(-1);
  return end?.edge === -1 ? undefined : end;
};

/** The weakest basis on the way to each end, worked out once for what ends share. */
function rankAlong({ graph }: Posed, end: HopsEnd, known: Map<HopsEnd, number>): number {
  const way: HopsEnd[] = [];
  let at: HopsEnd | undefined = end;
  for (; at && at.edge !== -1 && !known.has(at); at = at.parent) way.push(at);
  let rank = (at && known.get(at)) ?? 0;
  for (const one of way.reverse()) {
    const previous = one.parent && one.parent.edge !== -1 ? one.parent.edge : undefined;
    rank = Math.max(rank, stepOrder(graph, previous, one.edge).basisRank);
    known.set(one, rank);
  }
  return rank;
}

/**
 * Items that the sources reached, directly or onwards. By the guaranteed latest of each: exact, for
 * one world has all of them that late, and nothing else. By the possible earliest of each: no world
 * has more by then, though all of them may not be that early together.
 */
export function reachedBy(posed: Posed): Taken {
  const { view, graph, sources, targets, window } = posed;
  const possible = searchByHops(graph, sources, "possible", window);
  const certain = searchByHops(graph, sources, "certain", window);
  const known = new Map<HopsEnd, number>();
  const best = (item: number) => arrivalAt(certain, item) ?? arrivalAt(possible, item);
  let rank = 0;
  const takers = targets.flatMap((item): Taker[] => {
    const [may, must] = [arrivalAt(possible, item), arrivalAt(certain, item)];
    if (!may) return [];
    rank = Math.max(rank, rankAlong(posed, must ?? may, known));
    return [
      {
        item,
        account: view.accountOf[item] ?? -1,
        low: may.label,
        high: must?.label ?? Number.POSITIVE_INFINITY,
        sure: must !== undefined,
      },
    ];
  });
  // Order facts can refuse what times allow; if they refuse it all, there is no taker.
  const refused = takers.every(({ sure }) => !sure) && !checkedPath(posed, "earliest").path;
  return {
    takers: refused ? [] : takers,
    basis: takers.length > 0 && !refused ? basisOfRank(rank) : undefined,
    pathTo: (item) => {
      const end = best(item);
      return end && edgesOf(end);
    },
    canChange: 0,
  };
}

/** What the answer to a question hangs on: without it nothing is left, or nothing certain. */
import type { View } from "../graph/view.ts";
import { compare } from "../model/compare.ts";
import { GOES_ALONG, type Posed } from "./solve.ts";
import { type Without, withoutItems } from "./without.ts";

/** Items and accounts, by their index, ascending. */
export interface Things {
  items: readonly number[];
  accounts: readonly number[];
}

export interface Bottlenecks {
  /** Without it no possible path remains. */
  mandatory: Things;
  /** Without it what was certain is only possible. */
  pivotal: Things;
  /** Every item and account that could be one was tried, and each could be decided. */
  complete: boolean;
}

/** Items and accounts that are tried. */
const MAX_TRIED = 500;

const authors = new WeakMap<View, ReadonlyMap<number, readonly number[]>>();

/** All accounts that are said to have posted an item. */
export function accountsOf(view: View): ReadonlyMap<number, readonly number[]> {
  const known = authors.get(view);
  if (known) return known;
  const found = new Map<number, number[]>();
  for (const [account, items] of view.postsOf) {
    for (const item of items) found.set(item, [...(found.get(item) ?? []), account]);
  }
  authors.set(view, found);
  return found;
}

/** The items that taking out an item or an account names. */
export const itemsBehind = (view: View, one: number): readonly number[] =>
  view.nodes[one]?.account ? (view.postsOf.get(one) ?? []) : [one];

/** Items that take one of these along when they are taken out: it, and what it reshares or copies. */
export function itemsBelow(
  { graph }: Posed,
  grounds: ReadonlySet<number>,
  kept: Uint8Array,
): ReadonlySet<number> {
  const below = new Set([...grounds].filter((item) => !kept[item]));
  for (const item of below) {
    const end = graph.inStart[item + 1] ?? 0;
    for (let i = graph.inStart[item] ?? 0; i < end; i += 1) {
      const edge = graph.inEdges[i] ?? 0;
      if (!GOES_ALONG[graph.relation[edge] ?? -1]) continue;
      const giver = graph.giver[edge] ?? 0;
      if (!kept[giver]) below.add(giver);
    }
  }
  return below;
}

/** Items and accounts that could undo a path with these grounds, items first. */
function candidatesFor(posed: Posed, grounds: ReadonlySet<number>, kept: Uint8Array): number[] {
  const items = itemsBelow(posed, grounds, kept);
  const by = accountsOf(posed.view);
  const accounts = new Set([...items].flatMap((item) => by.get(item) ?? []));
  const ascending = (set: Iterable<number>) => [...set].sort((a, b) => a - b);
  return [...ascending(items), ...ascending(accounts)];
}

/** In the order of their keys. */
function sorted(view: View, ones: readonly number[]): Things {
  const key = (one: number): string => view.nodes[one]?.key ?? "";
  const inOrder = ones.toSorted((a, b) => compare(key(a), key(b)));
  return {
    items: inOrder.filter((one) => !view.nodes[one]?.account),
    accounts: inOrder.filter((one) => view.nodes[one]?.account),
  };
}

/**
 * Mandatory and pivotal items and accounts. Taking one out takes its items but for the ends, their
 * reshares and copies, and the order facts that rest on them; so mandatory accounts are the cuts of
 * one account. What is mandatory is not pivotal too.
 *
 * Only what takes out a ground of one possible path can be mandatory, only what takes out one of
 * one certain path pivotal, since that path stands otherwise (see grounds.ts). Each is then tried.
 * Exact if `complete`; within a window *certain* is sound, not complete, so that one called pivotal
 * may not be.
 */
export function bottlenecksOf(posed: Posed, without: Without = withoutItems(posed)): Bottlenecks {
  const { view } = posed;
  const whole = without.remains([], "possible");
  const nothing: Things = { items: [], accounts: [] };
  if (whole.is !== "path") {
    return { mandatory: nothing, pivotal: nothing, complete: whole.is === "none" };
  }
  const candidates = candidatesFor(posed, whole.grounds, without.kept);
  const tried = candidates.slice(0, MAX_TRIED);
  const remaining = tried.map((one) => without.remains(itemsBehind(view, one), "possible"));
  const mandatory = tried.filter((_, i) => remaining[i]?.is === "none");
  const surely = without.remains([], "certain");
  const hinges =
    surely.is === "path" ? candidatesFor(posed, surely.grounds, without.kept) : ([] as const);
  const known = new Set(mandatory);
  const pivotal = hinges.slice(0, MAX_TRIED).filter((one) => {
    if (known.has(one)) return false;
    return without.remains(itemsBehind(view, one), "certain").is === "none";
  });
  return {
    mandatory: sorted(view, mandatory),
    pivotal: sorted(view, pivotal),
    complete:
      Math.max(candidates.length, hinges.length) <= MAX_TRIED &&
      remaining.every(({ is }) => is !== "unknown"),
  };
}

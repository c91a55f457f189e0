/** Smallest sets of accounts without which no possible path remains. */
import { accountsOf, itemsBehind, itemsBelow } from "./bottlenecks.ts";
import type { Posed } from "./solve.ts";
import { type Without, withoutItems } from "./without.ts";

export const MAX_CUT = 3;
const MAX_TRIED = 5_000;

export interface Cuts {
  /** All of the least size, each ascending: accounts, and items that have none. */
  cuts: readonly (readonly number[])[];
  /** There is no smaller one, and of this size no other; none at all means none up to `MAX_CUT`. */
  complete: boolean;
}

/**
 * All smallest cuts of up to three accounts; an item without account stands for itself, the ends
 * always stay. Exact if `complete`.
 *
 * A cut must take out a ground of whatever path is left (see grounds.ts). So each set is widened
 * by the accounts behind the grounds of one path that it leaves, and by no others, until none is
 * left: every cut is met on the way that always takes one of its own.
 */
export function smallestCuts(posed: Posed, without: Without = withoutItems(posed)): Cuts {
  const { view } = posed;
  const by = accountsOf(view);
  let complete = true;
  let sets: number[][] = [[]];
  let tried = 0;
  for (let size = 0; size <= MAX_CUT; size += 1) {
    const cuts: number[][] = [];
    const wider = new Map<string, number[]>();
    for (const set of sets) {
      tried += 1;
      if (tried > MAX_TRIED) return { cuts, complete: false };
      const items = set.flatMap((one) => itemsBehind(view, one));
      const left = without.remains(items, "possible");
      if (left.is === "none") cuts.push(set);
      if (left.is === "unknown") complete = false;
      if (left.is !== "path" || cuts.length > 0 || size === MAX_CUT) continue;
      for (const item of itemsBelow(posed, left.grounds, without.kept)) {
        for (const unit of by.get(item) ?? [item]) {
          if (set.includes(unit)) continue;
          const next = [...set, unit].sort((a, b) => a - b);
          wider.set(next.join(" "), next);
        }
      }
    }
    if (cuts.length > 0) return { cuts: size === 0 ? [] : cuts, complete };
    sets = [...wider.values()];
  }
  return { cuts: [], complete };
}

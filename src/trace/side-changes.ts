/** What is otherwise on each side of each contradiction, for answers that are several facts at once. */
import type { View } from "../graph/view.ts";
import type { ClaimId } from "../model/claim.ts";
import { compare } from "../model/compare.ts";
import type { ChangingDispute } from "../model/journey-answer.ts";
import { MAX_DISPUTES, relevantContradictions } from "./disputes.ts";
import type { Loaded } from "./loaded.ts";

/** What a question comes to: what is asked about, in words, to how it comes out. */
export type Outcome = ReadonlyMap<string, string>;

/** What the order of the whole answer is called: told before all else. */
export const ORDER = "order";

function changesBetween(granted: Outcome, taken: Outcome) {
  const names = [...new Set([...granted.keys(), ...taken.keys()])].sort(
    (a, b) => Number(b === ORDER) - Number(a === ORDER) || compare(a, b),
  );
  return names
    .filter((what) => granted.get(what) !== taken.get(what))
    .map((what) => ({
      what,
      granted: granted.get(what) ?? null,
      taken: taken.get(what) ?? null,
    }));
}

/** Changes told of one side. */
const MAX_CHANGES = 100;

/** Contradictions that bear on the items, those of which some side changes the outcome. */
export async function sideChanges(
  loaded: Loaded,
  view: View,
  items: readonly number[],
  granted: Outcome,
  take: (without: ReadonlySet<ClaimId>) => Promise<Outcome>,
): Promise<{ disputed: boolean; disputes: ChangingDispute[]; disputesNotTried: number }> {
  const relevant = await relevantContradictions(loaded, { view }, items);
  const disputes: ChangingDispute[] = [];
  for (const { name, kind, about, says, sides } of relevant.slice(0, MAX_DISPUTES)) {
    const tried: ChangingDispute["sides"] = [];
    for (const side of sides) {
      const changes = changesBetween(granted, await take(new Set(side.removes)));
      tried.push({
        says: side.says,
        sources: [...side.sources],
        claims: [...side.claims],
        removes: [...side.removes],
        changes: changes.slice(0, MAX_CHANGES),
        changesOmitted: Math.max(0, changes.length - MAX_CHANGES),
      });
    }
    if (tried.every(({ changes }) => changes.length === 0)) continue;
    disputes.push({ name, kind, about: [...about], says, sides: tried });
  }
  const disputesNotTried = Math.max(0, relevant.length - MAX_DISPUTES);
  return { disputed: disputes.length > 0, disputes, disputesNotTried };
}

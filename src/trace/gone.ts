/**
 * Pages of which a copy shows that they were there, and of which an archive was told later that they are
 * not. Where a later copy shows a page again, it was gone for a while only, or for the archive alone, and
 * nothing is said. An answer of "not found" may be meant for the archive's robot, so none is a deletion.
 */
import { countsUnder } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import { NOT_FOUND } from "../model/captured.ts";
import type { Finding } from "../model/case-answer.ts";
import type { ClaimId } from "../model/claim.ts";
import { findKey, type Key } from "../model/key.ts";
import { spokenBy } from "../model/spoken-time.ts";
import { highOf, lowOf } from "../model/time.ts";
import type { Loaded } from "./loaded.ts";

interface Look {
  about: Key;
  from: number;
  to: number;
  claim: ClaimId;
}

/** When archives found nothing, by what was looked for. */
function looksInVain({ snapshot }: Loaded, { filter, indexOf }: View): Map<number, Look[]> {
  const grants = countsUnder(filter);
  const looks = new Map<number, Look[]>();
  for (const { claim, fact } of snapshot.remarks) {
    if (fact.relation !== NOT_FOUND || fact.time === undefined || !grants(claim)) continue;
    const about = findKey(fact.subject);
    const node = about && indexOf.get(about);
    if (about === undefined || node === undefined) continue;
    const look = { about, from: lowOf(fact.time), to: highOf(fact.time), claim: claim.id };
    looks.set(node, [...(looks.get(node) ?? []), look]);
  }
  return looks;
}

interface Shown {
  by: number;
  copy: Key;
}

/** The last copy of each: of what has none, nothing says when it was there last. */
function lastShown(view: View, wanted: ReadonlyMap<number, unknown>): Map<number, Shown> {
  const shown = new Map<number, Shown>();
  for (const { relation, giver, receiver } of view.edges) {
    const copy = wanted.has(giver) && relation === "COPY_OF" ? view.nodes[receiver] : undefined;
    const by = copy?.published.latest ?? null;
    if (copy === undefined || by === null || by < (shown.get(giver)?.by ?? by)) continue;
    shown.set(giver, { by, copy: copy.key });
  }
  return shown;
}

const HOW = "taken down in between, or kept from the archive";

export function goneFindings(loaded: Loaded, view: View): Finding[] {
  const looks = looksInVain(loaded, view);
  const shown = lastShown(view, looks);
  return [...looks].flatMap(([node, all]): Finding[] => {
    const last = shown.get(node);
    const after = all.filter(({ from }) => last !== undefined && from > last.by);
    const [first] = after.sort((a, b) => a.to - b.to || (a.claim < b.claim ? -1 : 1));
    if (last === undefined || first === undefined) return [];
    const { about, to, claim } = first;
    const taken = `was there when ${last.copy} was taken, ${spokenBy(last.by)}`;
    const says = `${about} ${taken}, and was looked for in vain ${spokenBy(to)}: ${HOW}`;
    return [{ kind: "gone in a later capture", about: [about], says, claims: [claim] }];
  });
}

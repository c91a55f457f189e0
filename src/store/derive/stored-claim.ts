/** Claims as stores keep them: as JSON, and on lists by what they state. */
import { type Claim, claimSchema } from "../../model/claim.ts";

/** Half a character, as broken sources have it, cannot be stored as text: it becomes U+FFFD. */
const HALF_CHARACTER = "\\ud";
const wellFormed = (body: string): Claim =>
  claimSchema.parse(
    JSON.parse(body, (_, value: unknown) =>
      typeof value === "string" ? value.toWellFormed() : value,
    ),
  );

/** The claim as it can be stored, and its JSON. */
export function storable(claim: Claim): { claim: Claim; body: string } {
  const body = JSON.stringify(claim);
  if (!body.includes(HALF_CHARACTER)) return { claim, body };
  const mended = wellFormed(body);
  return { claim: mended, body: JSON.stringify(mended) };
}

const STATED_LISTS = ["join", "member", "remark", "dispute"] as const;
export type StatedList = (typeof STATED_LISTS)[number];

/** The lists that the claim is on. */
export function listsOf(claim: Claim): Set<StatedList> {
  const lists = new Set<StatedList>();
  if (claim.dispute !== undefined) lists.add("dispute");
  for (const { fact } of claim.facts) {
    if (fact === "same-as" || fact === "not-same") lists.add("join");
    else if (fact === "member" || fact === "remark") lists.add(fact);
  }
  return lists;
}

/** By what the claim is found although it makes no node of it: subjects of its attributes, and addresses that it says lead on. */
export const describedBy = (claim: Claim): string[] => [
  ...new Set(
    claim.facts.flatMap((fact): string[] => {
      if (fact.fact === "leads-to") return [fact.a];
      return fact.fact === "remark" && fact.kind === "attribute" ? [fact.subject] : [];
    }),
  ),
];

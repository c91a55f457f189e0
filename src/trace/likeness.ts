/** Near copies of a thing, told side by side. */
import type { Compared } from "../graph/near-copies/compare.ts";
import { RUN } from "../graph/near-copies/words.ts";
import type { Likeness } from "../model/answer.ts";
import type { StoredClaim } from "../model/claim.ts";

const rounded = (part: number): number => Math.round(part * 1000) / 1000;

export const likenessOf = ({ runsShared, ofEither, ofShorter }: Compared): Likeness => ({
  run: RUN,
  runsShared,
  ofEither: rounded(ofEither),
  ofShorter: rounded(ofShorter),
});

/** Where in the slice the claim tells a text. */
export const textAt = (claim: StoredClaim): string | undefined =>
  claim.facts.find((fact) => fact.fact === "item" && fact.text !== undefined)?.at;

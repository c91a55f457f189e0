/** Numbered citations: each claim that an answer uses, with its evidence, place and words. */

import type { Citation } from "../model/answer.ts";
import { basisRank } from "../model/basis.ts";
import type { StoredClaim } from "../model/claim.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";

/** Citations of one hop or fact; further claims say the same. */
const MAX_PER_FACT = 8;

/** The best-founded claims first, each source's first before its second. */
export function leadingClaims(claims: readonly StoredClaim[]): StoredClaim[] {
  return [...claims]
    .sort((a, b) => basisRank(a.basis) - basisRank(b.basis) || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_PER_FACT);
}

/** Roots that claims go back to: what a source relays counts as its root, a record as its file. */
export const rootsOf = (claims: readonly StoredClaim[]): Set<string> =>
  new Set(
    claims.map((claim) =>
      claim.source ? (claim.source.via ?? claim.source.name) : `file ${claim.evidence}`,
    ),
  );

export class CitationList {
  readonly #loaded: Loaded;
  readonly #entries = new Map<string, { claim: StoredClaim; at: string | undefined }>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  /** The number of a claim's citation, with the words at `at`; a statement is quoted where it quotes. */
  cite(claim: StoredClaim, at?: string): number {
    const where = claim.place.as === "csv" ? claim.quoteAt : (at ?? claim.quoteAt);
    const name = `${claim.id} ${where ?? ""}`;
    if (!this.#entries.has(name)) this.#entries.set(name, { claim, at: where });
    return [...this.#entries.keys()].indexOf(name) + 1;
  }

  /** All citations in order of number, with their quotes read back from the evidence. */
  async read(readQuote: ReadQuote): Promise<Citation[]> {
    const citations: Citation[] = [];
    for (const { claim, at } of this.#entries.values()) {
      const evidence = this.#loaded.evidence.get(claim.evidence);
      const quote = await readQuote(claim.evidence, claim.place, at);
      citations.push({
        number: citations.length + 1,
        claim: claim.id,
        evidence: {
          hash: claim.evidence,
          name: evidence?.name ?? claim.evidence,
          provenance: evidence?.manifest ? "known" : "unknown",
          origin: evidence?.manifest?.origin ?? null,
          collected: evidence?.manifest?.collected ?? null,
          collectedBy: evidence?.manifest?.collectedBy ?? null,
          reconstruction: evidence?.reconstruction ?? false,
        },
        place: claim.place,
        at: at ?? null,
        quote: quote.text,
        quoteState: quote.state,
        basis: claim.basis,
        source: claim.source ?? null,
        cites: claim.cites ?? null,
      });
    }
    return citations;
  }
}

/** Numbered citations: each claim that an answer uses, with its evidence, place and words. */

import type { Citation } from "../model/answer.ts";
import { basisRank } from "../model/basis.ts";
import type { StoredClaim } from "../model/claim.ts";
import { platformOfKey } from "../model/key.ts";
import { siteOf } from "../model/platform.ts";
import type { Loaded, Quote, ReadQuote } from "./loaded.ts";

/** Citations of one hop or fact; further claims say the same. */
const MAX_PER_FACT = 8;

/** The best-founded claims first, each file's first before its second. */
export function leadingClaims(claims: readonly StoredClaim[]): StoredClaim[] {
  const turns = new Map<string, number>();
  return [...claims]
    .sort((a, b) => basisRank(a.basis) - basisRank(b.basis) || (a.id < b.id ? -1 : 1))
    .map((claim) => {
      const file = `${claim.basis} ${claim.evidence}`;
      const turn = turns.get(file) ?? 0;
      turns.set(file, turn + 1);
      return { claim, turn };
    })
    .sort((a, b) => basisRank(a.claim.basis) - basisRank(b.claim.basis) || a.turn - b.turn)
    .map(({ claim }) => claim)
    .slice(0, MAX_PER_FACT);
}

function rootOf({ source, basis, subject, evidence }: StoredClaim): string {
  if (source) return source.via ?? source.name;
  const platform = subject && basis === "recorded" ? platformOfKey(subject) : undefined;
  return platform ? `platform ${siteOf(platform)}` : `file ${evidence}`;
}

/**
 * Roots that claims go back to: what a source relays counts as its root, and what a platform
 * recorded as the platform's word, whoever collected it and how often.
 */
export const rootsOf = (claims: readonly StoredClaim[]): Set<string> => new Set(claims.map(rootOf));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file, then where in it. */
function comparePlaces(a: StoredClaim, b: StoredClaim): number {
  const path = ({ place }: StoredClaim) => (place.path ?? []).join("\0");
  return (
    compare(a.evidence, b.evidence) ||
    compare(path(a), path(b)) ||
    a.place.bytes[0] - b.place.bytes[0]
  );
}

/** Rows of other tables name their delimiter. */
const isStatement = ({ place }: StoredClaim): boolean =>
  place.as === "csv" && place.delimiter === undefined;

export class CitationList {
  readonly #loaded: Loaded;
  readonly #entries = new Map<
    string,
    { number: number; claim: StoredClaim; at: string | undefined }
  >();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  /** The number of a claim's citation, with the words at `at`; a statement is quoted where it quotes. */
  cite(claim: StoredClaim, at?: string): number {
    const where = isStatement(claim) ? claim.quoteAt : (at ?? claim.quoteAt);
    const name = `${claim.id} ${where ?? ""}`;
    const known = this.#entries.get(name);
    if (known) return known.number;
    const number = this.#entries.size + 1;
    this.#entries.set(name, { number, claim, at: where });
    return number;
  }

  /** Their quotes, read file by file from its beginning on, as packed bytes can be read. */
  async #quotes(readQuote: ReadQuote): Promise<ReadonlyMap<string, Quote>> {
    const quotes = new Map<string, Quote>();
    const inOrder = [...this.#entries].sort(([, a], [, b]) => comparePlaces(a.claim, b.claim));
    for (const [name, { claim, at }] of inOrder) {
      quotes.set(name, await readQuote(claim.evidence, claim.place, at));
    }
    return quotes;
  }

  /** All citations in order of number, with their quotes read back from the evidence. */
  async read(readQuote: ReadQuote): Promise<Citation[]> {
    const citations: Citation[] = [];
    const quotes = await this.#quotes(readQuote);
    for (const [name, { number, claim, at }] of this.#entries) {
      const evidence = this.#loaded.evidence.get(claim.evidence);
      const quote = quotes.get(name) ?? { text: null, state: "not here" };
      citations.push({
        number,
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
        isParaphrase: claim.isParaphrase === true && at === claim.quoteAt,
        basis: claim.basis,
        source: claim.source ?? null,
        root: rootOf(claim),
        cites: claim.cites ?? null,
      });
    }
    return citations;
  }
}

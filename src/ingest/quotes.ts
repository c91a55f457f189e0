/** Quotes read back from the kept bytes: the slice at a place, decoded. */
import { QuoteError, readQuote } from "../importers/quote.ts";
import type { Place } from "../model/claim.ts";
import type { Hash } from "../model/evidence.ts";
import type { EvidenceFolder } from "./evidence-folder.ts";

export interface ReadBack {
  text: string | null;
  state: "read" | "not here";
}

/** A reader of quotes from a folder; bytes that are absent or do not hold the place give "not here". */
export const quotesFrom =
  (folder: EvidenceFolder) =>
  async (hash: Hash, place: Place, at: string | undefined): Promise<ReadBack> => {
    const [from, to] = place.bytes;
    const slice = await folder.slice(hash, from, to);
    if (!slice) return { text: null, state: "not here" };
    try {
      return { text: readQuote(slice, place.as, at), state: "read" };
    } catch (error) {
      // The kept bytes were changed since they were read: `evidence verify` says so.
      if (error instanceof QuoteError) return { text: null, state: "not here" };
      throw error;
    }
  };

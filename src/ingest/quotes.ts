/** Quotes read back from the kept bytes: the slice at a place, decoded. */
import { readQuote } from "../importers/quote.ts";
import type { Place } from "../model/claim.ts";
import type { Hash } from "../model/evidence.ts";
import type { BytesState } from "../model/report.ts";
import type { EvidenceFolder } from "./evidence-folder.ts";

export interface ReadBack {
  text: string | null;
  state: "read" | "not here" | "altered";
}

/**
 * A reader of quotes from a folder. The bytes of a file are hashed again before the first quote
 * from it, and when the file was touched since: those that are absent give "not here", those that
 * were changed "altered".
 */
export function quotesFrom(folder: EvidenceFolder) {
  const states = new Map<Hash, { mark: string | undefined; state: Promise<BytesState> }>();
  const stateOf = async (hash: Hash): Promise<BytesState> => {
    const mark = await folder.mark(hash);
    const known = states.get(hash);
    if (known && known.mark === mark) return known.state;
    const state = folder.verify(hash);
    states.set(hash, { mark, state });
    return state;
  };
  return async (hash: Hash, place: Place, at: string | undefined): Promise<ReadBack> => {
    const state = await stateOf(hash);
    if (state === "differ") return { text: null, state: "altered" };
    const [from, to] = place.bytes;
    const slice = await folder.slice(hash, from, to);
    if (!slice) return { text: null, state: "not here" };
    return { text: readQuote(slice, place, at), state: "read" };
  };
}

/** Quotes read back from the kept bytes: the slice at a place, decoded. */
import { readPageBytes } from "../importers/reading/html.ts";
import { readQuote } from "../importers/reading/quote.ts";
import type { Place } from "../model/claim.ts";
import type { EvidenceRecord, Hash } from "../model/evidence.ts";
import type { BytesState } from "../model/report.ts";
import type { EvidenceFolder } from "./evidence-folder.ts";
import { memberSlices } from "./member-slices.ts";
import { mhtmlSlices } from "./mhtml-slices.ts";

export interface ReadBack {
  text: string | null;
  state: "read" | "not here" | "altered" | "not kept";
}

/**
 * A reader of quotes from a folder. The bytes of a file are hashed again before the first quote
 * from it, and when the file was touched since: those that are absent give "not here", those that
 * were changed "altered", and those of which only the hash is kept "not kept".
 */
export function quotesFrom(folder: EvidenceFolder, evidence: ReadonlyMap<Hash, EvidenceRecord>) {
  const states = new Map<Hash, { mark: string | undefined; state: Promise<BytesState> }>();
  const sliceOfMember = memberSlices();
  const sliceOfPart = mhtmlSlices();

  const stateOf = async (hash: Hash): Promise<BytesState> => {
    const mark = await folder.mark(hash);
    const known = states.get(hash);
    if (known && known.mark === mark) return known.state;
    const state = folder.verify(hash);
    states.set(hash, { mark, state });
    return state;
  };

  async function sliceAt(hash: Hash, { path = [], bytes }: Place) {
    if (path.length === 0) return folder.slice(hash, ...bytes);
    const file = folder.pathOf(hash);
    const inPart = await sliceOfPart(file, path, bytes, (outer) =>
      outer.length === 0
        ? readPageBytes(folder.read(hash))
        : sliceOfMember(file, outer, [0, Number.POSITIVE_INFINITY]),
    );
    return inPart ?? sliceOfMember(file, path, bytes);
  }

  return async (hash: Hash, place: Place, at: string | undefined): Promise<ReadBack> => {
    if (evidence.get(hash)?.hashOnly) return { text: null, state: "not kept" };
    const state = await stateOf(hash);
    if (state === "differ") return { text: null, state: "altered" };
    const slice = state === "intact" ? await sliceAt(hash, place) : undefined;
    if (!slice) return { text: null, state: "not here" };
    return { text: readQuote(slice, place, at), state: "read" };
  };
}

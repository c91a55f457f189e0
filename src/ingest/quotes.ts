/** Quotes read back from the kept bytes: the slice at a place, decoded. */
import { readPageBytes } from "../importers/reading/html.ts";
import { quoteAt } from "../importers/reading/quote.ts";
import {
  contextInRecord,
  contextOfRecord,
  type QuoteContext,
  SIDE_BYTES,
} from "../importers/reading/quote-context.ts";
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

type SliceAt = (
  hash: Hash,
  place: Pick<Place, "path" | "bytes">,
) => Promise<Uint8Array | undefined>;

/** Reads slices of files, of members of containers and of parts of pages saved as one file. */
function slicesFrom(folder: EvidenceFolder): SliceAt {
  const sliceOfMember = memberSlices();
  const sliceOfPart = mhtmlSlices();
  return async (hash, { path = [], bytes }) => {
    if (path.length === 0) return folder.slice(hash, ...bytes);
    const file = folder.pathOf(hash);
    const inPart = await sliceOfPart(file, path, bytes, (outer) =>
      outer.length === 0
        ? readPageBytes(folder.read(hash))
        : sliceOfMember(file, outer, [0, Number.POSITIVE_INFINITY]),
    );
    return inPart ?? sliceOfMember(file, path, bytes);
  };
}

/**
 * A reader of quotes from a folder. The bytes of a file are hashed again before the first quote
 * from it, and when the file was touched since: those that are absent give "not here", those that
 * were changed "altered", and those of which only the hash is kept "not kept".
 */
export function quotesFrom(folder: EvidenceFolder, evidence: ReadonlyMap<Hash, EvidenceRecord>) {
  const states = new Map<Hash, { mark: string | undefined; state: Promise<BytesState> }>();
  const sliceAt = slicesFrom(folder);

  const stateOf = async (hash: Hash): Promise<BytesState> => {
    const mark = await folder.mark(hash);
    const known = states.get(hash);
    if (known && known.mark === mark) return known.state;
    const state = folder.verify(hash);
    states.set(hash, { mark, state });
    return state;
  };

  return async (hash: Hash, place: Place, at: string | undefined): Promise<ReadBack> => {
    if (evidence.get(hash)?.hashOnly) return { text: null, state: "not kept" };
    const state = await stateOf(hash);
    if (state === "differ") return { text: null, state: "altered" };
    const slice = state === "intact" ? await sliceAt(hash, place) : undefined;
    if (!slice) return { text: null, state: "not here" };
    return { text: await quoteAt(slice, place, at), state: "read" };
  };
}

const STATES = {
  differ: "altered",
  "not here": "not here",
  "not kept": "not kept",
} as const satisfies Record<Exclude<BytesState, "intact">, ReadBack["state"]>;

export interface Surroundings {
  state: ReadBack["state"];
  /** Null where nothing is told: nothing stands there, or it is no text. */
  context: QuoteContext | null;
}

/** Around a record that is quoted whole, in the file itself; what is packed is not read twice. */
async function aroundRecord(sliceAt: SliceAt, record: EvidenceRecord, { path = [], bytes }: Place) {
  if (path.length > 0) return undefined;
  const [from, to] = bytes;
  const before = await sliceAt(record.hash, { bytes: [Math.max(0, from - SIDE_BYTES), from] });
  const end = Math.min(record.size, to + SIDE_BYTES);
  const after = await sliceAt(record.hash, { bytes: [to, Math.max(to, end)] });
  return before && after && contextOfRecord(before, after);
}

/** What stands around a quote, from the kept bytes, which are hashed again before. */
export async function surroundings(
  folder: EvidenceFolder,
  record: EvidenceRecord,
  place: Place,
  at: string | undefined,
): Promise<Surroundings> {
  const bytes = record.hashOnly ? "not kept" : await folder.verify(record.hash);
  if (bytes !== "intact") return { state: STATES[bytes], context: null };
  const sliceAt = slicesFrom(folder);
  if (at === undefined) {
    const context = await aroundRecord(sliceAt, record, place);
    return { state: "read", context: context ?? null };
  }
  const slice = await sliceAt(record.hash, place);
  if (!slice) return { state: "not here", context: null };
  return { state: "read", context: contextInRecord(slice, place, at) ?? null };
}

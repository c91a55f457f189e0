/**
 * A list of captures, told when so much of it is read that the status of a revisit can be looked up
 * further down; memory stays the same however long the list is.
 */
import type { Place } from "../../model/claim.ts";
import type { FieldNote } from "../../model/evidence.ts";
import type { RecordResult } from "../importer.ts";
import { readingResult } from "../reading/told.ts";
import type { ReadCapture } from "./capture.ts";
import type { CaptureIndex } from "./capture-index.ts";
import { createCaptureTeller } from "./capture-told.ts";

export interface CaptureRow {
  place: Place;
  notes: readonly FieldNote[];
  capture: ReadCapture;
}

interface Listed {
  index: CaptureIndex;
  /** By when the list was collected, in UTC milliseconds. */
  shownBy: number | undefined;
}

const MAX_ROWS_AHEAD = 100_000;
const MAX_BYTES_AHEAD = 32 * 2 ** 20;
const BATCH_SIZE = 256;

const sizeOf = ({ place: { bytes } }: CaptureRow): number => bytes[1] - bytes[0];

/** The rows in parts, each small enough to be held. */
async function* inParts(batches: AsyncIterable<CaptureRow[]>): AsyncIterable<CaptureRow[]> {
  let part: CaptureRow[] = [];
  let size = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      part.push(row);
      size += sizeOf(row);
      if (part.length < MAX_ROWS_AHEAD && size < MAX_BYTES_AHEAD) continue;
      yield part;
      part = [];
      size = 0;
    }
  }
  yield part;
}

/** What each row tells, in their order. */
export async function* tellCaptures(
  batches: AsyncIterable<CaptureRow[]>,
  { index, shownBy }: Listed,
): AsyncIterable<RecordResult[]> {
  const teller = createCaptureTeller(index);
  for await (const part of inParts(batches)) {
    teller.lookAhead(part.map(({ capture }) => capture));
    for (let from = 0; from < part.length; from += BATCH_SIZE) {
      yield part
        .slice(from, from + BATCH_SIZE)
        .map(({ place, notes, capture }) =>
          readingResult({ place, shownBy }, notes, () => teller.tell(capture())),
        );
    }
  }
}

/** Which trace questions are answered from a part of a store, and what from. */
import { Loaded } from "../loaded.ts";
import type { TraceQuestion } from "../question.ts";
import type { PartReader } from "./fetched.ts";
import { type Frame, readFrame } from "./frame.ts";
import { readPart } from "./part.ts";

/**
 * Flow edges of the largest store that is read whole: half a million posts with a million edges
 * take 1 GB of memory, with texts and accounts about twice that, which a process of Node has by
 * default.
 */
export const WHOLE_UP_TO = 1_000_000;

interface SizedReader extends PartReader {
  /** Never fewer flow edges than there are. */
  mostFlowEdges(): Promise<number>;
}

/**
 * Reads what a question needs of a store that is too large to be read whole; undefined where it is
 * not. What all questions need is read once for a version.
 */
export function partsOf(
  reader: SizedReader,
): (asked: TraceQuestion) => Promise<Loaded | undefined> {
  let frame: Frame | undefined;
  return async (asked) => {
    if ((await reader.mostFlowEdges()) <= WHOLE_UP_TO) return undefined;
    if (frame?.version !== (await reader.version())) frame = await readFrame(reader);
    return (await readPart(reader, frame, asked)).loaded;
  };
}

/** All of a store, or of one too large for that the part which the question needs. */
export const loadedFor = async (reader: SizedReader, asked: TraceQuestion): Promise<Loaded> =>
  (await partsOf(reader)(asked)) ?? Loaded.from(reader);

/** Which questions are answered from a part of a store, and what from. */
import { getHeapStatistics } from "node:v8";
import { HeadwaterError } from "../../model/errors.ts";
import { Loaded } from "../loaded.ts";
import type { PartReader } from "./fetched.ts";
import { type Frame, readFrame } from "./frame.ts";
import { readPart } from "./part.ts";
import type { PartQuestion } from "./wanted.ts";

/** Flow edges of the largest store that is read whole for every question: it takes half a minute. */
export const WHOLE_UP_TO = 1_000_000;
/**
 * Memory that a store takes for each flow edge when it is read whole: half a million posts with a
 * million edges take 1 GB, with texts and accounts about twice that.
 */
const BYTES_OF_EDGE = 2048;

export interface SizedReader extends PartReader {
  /** Never fewer flow edges than there are. */
  mostFlowEdges(): Promise<number>;
}

const fits = (edges: number): boolean =>
  edges * BYTES_OF_EDGE <= getHeapStatistics().heap_size_limit;

const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

const tooLarge = (edges: number): HeadwaterError =>
  new HeadwaterError(
    "too-long",
    `this needs all of the store, whose ${edges} edges may take ${gigabytes(edges * BYTES_OF_EDGE)} GB of memory, more than this process may use: ask about single items, or start it with NODE_OPTIONS=--max-old-space-size=${Math.ceil((edges * BYTES_OF_EDGE) / 2 ** 20)}`,
  );

/** @throws HeadwaterError `too-long` when there is no memory for it */
export async function loadWhole(reader: SizedReader): Promise<Loaded> {
  const edges = await reader.mostFlowEdges();
  if (edges > WHOLE_UP_TO && !fits(edges)) throw tooLarge(edges);
  return Loaded.from(reader);
}

const isTooLong = (error: unknown): boolean =>
  error instanceof HeadwaterError && error.code === "too-long";

/** Without a file times may be wider, so that other things are on the way. */
const leavesFilesOut = (asked: PartQuestion): boolean =>
  (asked.kind === "trace" || asked.kind === "what-if") && asked.question.withoutEvidence.length > 0;

/**
 * Reads what a question needs of a store that is too large to be read whole in passing; undefined
 * where all of it is wanted, because it is small or because only that can answer. What all
 * questions need is read once for a version.
 * @throws HeadwaterError `too-long` where neither a part can answer nor memory holds the whole
 */
export function partsOf(reader: SizedReader): (asked: PartQuestion) => Promise<Loaded | undefined> {
  let frame: Frame | undefined;
  return async (asked) => {
    const edges = await reader.mostFlowEdges();
    if (edges <= WHOLE_UP_TO || leavesFilesOut(asked)) return undefined;
    if (frame?.version !== (await reader.version())) frame = await readFrame(reader);
    try {
      return (await readPart(reader, frame, asked)).loaded;
    } catch (error) {
      if (isTooLong(error) && fits(edges)) return undefined;
      throw error;
    }
  };
}

/** All of a store, or of one too large for that the part which the question needs. */
export const loadedFor = async (reader: SizedReader, asked: PartQuestion): Promise<Loaded> =>
  (await partsOf(reader)(asked)) ?? loadWhole(reader);

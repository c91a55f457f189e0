/**
 * When two texts are near copies. What they do not share, 1 - |A and B| / |A or B|, is a metric
 * (Jaccard distance), as families need it.
 */
import { BANDS, keysOfTexts, ROWS } from "./banding.ts";
import { type Alike, findFamilies } from "./families.ts";
import { type RunSets, type Shared, sharedBy } from "./runs.ts";
import { RUN } from "./words.ts";

/** Of all runs of two texts, the part that near copies share. */
const LEAST_SHARED = 0.5;
/** Or of those of the shorter, where it is no shorter than a part of the longer. */
const LEAST_CONTAINED = 0.8;
const LEAST_LENGTH = 0.4;
/** A text with fewer different runs says too little for a likeness to mean anything. */
export const LEAST_RUNS = 8;

/** The method with its parameters, as answers name it. */
export const HOW = `MinHash over runs of ${RUN} words, ${BANDS} bands of ${ROWS}; compared run by run: ${LEAST_SHARED * 100}% of all runs shared, or ${LEAST_CONTAINED * 100}% of the shorter's where it has ${LEAST_LENGTH * 100}% as many; ${LEAST_RUNS} runs or more`;

/** Of a family, what its texts share with the first of it: those that do share half with each other. */
const CLOSE = 1 - (1 - LEAST_SHARED) / 2;

export function areAlike({ common, either, shorter }: Shared): boolean {
  if (common >= LEAST_SHARED * either) return true;
  const longer = either - shorter + common;
  return common >= LEAST_CONTAINED * shorter && shorter >= LEAST_LENGTH * longer;
}

/** Which texts are near copies; each has `LEAST_RUNS` or more. */
export const findAlike = (sets: RunSets): Alike =>
  findFamilies(sets.count, keysOfTexts(sets), (a, b) => {
    const shared = sharedBy(sets, a, b);
    if (!areAlike(shared)) return "apart";
    return shared.common >= CLOSE * shared.either ? "close" : "alike";
  });

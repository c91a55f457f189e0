/** How alike two texts are, in words. */
import type { Likeness } from "./answer.ts";

const percent = (part: number): string => `${Math.floor(part * 100)}%`;

/** `in the same words`, or how much of them. */
export function spokenLikeness({ ofEither, ofShorter, run }: Likeness): string {
  if (ofEither === 1) return "in the same words";
  return ofEither >= 0.5
    ? `in much the same words (${percent(ofEither)} of all runs of ${run} words shared)`
    : `the one in the other (${percent(ofShorter)} of the shorter's runs of ${run} words shared)`;
}

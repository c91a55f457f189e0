/** How alike two texts are, in words. */
import type { Likeness, ShowAnswer } from "./answer.ts";

const percent = (part: number): string => `${Math.floor(part * 100)}%`;

/** `in the same words`, or how much of them. */
export function spokenLikeness({ ofEither, ofShorter, run }: Likeness): string {
  if (ofEither === 1) return "in the same words";
  return ofEither >= 0.5
    ? `in much the same words (${percent(ofEither)} of all runs of ${run} words shared)`
    : `the shorter for the most part in the longer (${percent(ofShorter)} of its runs of ${run} words)`;
}

/** Which of two near copies had the text first. */
export const SPOKEN_ORDER: Readonly<Record<ShowAnswer["nearCopies"][number]["order"], string>> = {
  earlier: "it had the text before this",
  later: "it had the text after this",
  "same moment": "both had it at one moment",
  "not told by their times": "their times do not tell which had it first",
};

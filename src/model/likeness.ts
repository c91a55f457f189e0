/** How alike two texts or pictures are, in words. */
import type { Likeness, LookAlike, ToldEdge } from "./answer.ts";
import { digitsOf } from "./picture-look.ts";
import type { OrderOfCopies, ToldPicture } from "./show-answer.ts";

const percent = (part: number): string => `${Math.floor(part * 100)}%`;

/** `in the same words`, or how much of them. */
export function spokenLikeness({ ofEither, ofShorter, run }: Likeness): string {
  if (ofEither === 1) return "in the same words";
  return ofEither >= 0.5
    ? `in much the same words (${percent(ofEither)} of all runs of ${run} words shared)`
    : `the shorter for the most part in the longer (${percent(ofShorter)} of its runs of ${run} words)`;
}

/** What is said of two pictures, neither of which is shown. */
export const spokenLookAlike = ({ bits, differing }: LookAlike): string =>
  differing === 0
    ? `looking the same (none of ${bits} bits differs)`
    : `looking much the same (${differing} of ${bits} bits ${differing === 1 ? "differs" : "differ"})`;

type NearCopy = Exclude<NonNullable<ToldEdge["inferred"]>, { method: "same-link" }>;

/** How alike the two ends of an edge are that was inferred from it. */
export const spokenNearness = (inferred: NearCopy): string =>
  inferred.method === "near-copy"
    ? spokenLikeness(inferred.likeness)
    : spokenLookAlike(inferred.likeness);

/** `hash 3c62…, 160 × 120 pixels`. */
export function spokenPicture({ look, width, height }: ToldPicture): string {
  const size = width === null || height === null ? "" : `, ${width} × ${height} pixels`;
  return `hash ${digitsOf(look)}${size}`;
}

/** Which of two near copies had the text first. */
export const SPOKEN_ORDER: Readonly<Record<OrderOfCopies, string>> = {
  earlier: "it had the text before this",
  later: "it had the text after this",
  "same moment": "both had it at one moment",
  "not told by their times": "their times do not tell which had it first",
};

/** Which of two pictures was there first. */
export const SPOKEN_ORDER_OF_PICTURES: Readonly<Record<OrderOfCopies, string>> = {
  earlier: "it was there before this",
  later: "it was there after this",
  "same moment": "both were there at one moment",
  "not told by their times": "their times do not tell which was there first",
};

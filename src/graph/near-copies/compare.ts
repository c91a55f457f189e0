/** Two texts side by side: how much they share, and which of their words. */
import { RUN, type Word, wordsOf } from "./words.ts";

/** A stretch of a text, and whether the other text has it too. */
export interface Part {
  text: string;
  common: boolean;
}

export interface Compared {
  /** Different runs of words that both have, of those that either has, and of those of the shorter. */
  ofEither: number;
  ofShorter: number;
  runsShared: number;
  own: Part[];
  other: Part[];
}

const runAt = (words: readonly Word[], at: number): string =>
  words
    .slice(at, at + RUN)
    .map(({ word }) => word)
    .join(" ");

const runsIn = (words: readonly Word[]): string[] =>
  Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, at) => runAt(words, at));

/** The text in stretches: from the first word of runs that both have to the last. */
function partsOf(text: string, words: readonly Word[], common: ReadonlySet<string>): Part[] {
  const shared = new Uint8Array(words.length);
  runsIn(words).forEach((run, at) => {
    if (common.has(run)) shared.fill(1, at, at + RUN);
  });
  const parts: Part[] = [];
  let done = 0;
  const put = (to: number, isCommon: boolean): void => {
    if (to > done) parts.push({ text: text.slice(done, to), common: isCommon });
    done = Math.max(done, to);
  };
  for (let at = 0; at < words.length; at += 1) {
    if (shared[at] === 0) continue;
    let last = at;
    while (shared[last + 1] === 1) last += 1;
    put(words[at]?.from ?? done, false);
    put(words[last]?.to ?? done, true);
    at = last;
  }
  put(text.length, false);
  return parts;
}

export function compareTexts(own: string, other: string): Compared {
  const [words, otherWords] = [wordsOf(own), wordsOf(other)];
  const [runs, otherRuns] = [new Set(runsIn(words)), new Set(runsIn(otherWords))];
  const common = new Set([...runs].filter((run) => otherRuns.has(run)));
  const either = runs.size + otherRuns.size - common.size;
  const shorter = Math.min(runs.size, otherRuns.size);
  return {
    ofEither: either === 0 ? 0 : common.size / either,
    ofShorter: shorter === 0 ? 0 : common.size / shorter,
    runsShared: common.size,
    own: partsOf(own, words, common),
    other: partsOf(other, otherWords, common),
  };
}

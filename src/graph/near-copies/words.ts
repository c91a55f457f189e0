/**
 * Texts as near copies see them: words without case, punctuation or white space, addresses whole.
 * Chinese, Japanese and Thai, which write no spaces, are read character by character.
 */

/** Words of a run that is compared; words and characters of a text that are looked at. */
export const RUN = 3;
export const MAX_WORDS = 10_000;
/** A word of millions of letters is more than the regular expressions can match. */
const MAX_LENGTH = 1_000_000;

const SPACELESS =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const PATTERN = new RegExp(
  `https?:\\/\\/[^\\s<>"]+|[${SPACELESS}]\\p{M}*|(?:(?![${SPACELESS}])[\\p{L}\\p{M}\\p{N}_])+`,
  "giu",
);
/** Whom a post answers, which platforms write before its own words. */
const ADDRESSED = /^(?:\s*@[\p{L}\p{N}_.]+)+/u;
/** What ends a sentence, not the address in it. */
const AFTER_ADDRESS = /[).,;:!?'\]…]+$/u;

/** A word as it is compared, and where it stands in the text. */
export interface Word {
  word: string;
  from: number;
  to: number;
}

const normalOf = (written: string): string => {
  const word = written.normalize("NFKC").toLowerCase();
  return word.startsWith("http") ? word.replace(AFTER_ADDRESS, "") : word;
};

/** The words of a text in their order, no more than `MAX_WORDS` of its first `MAX_LENGTH` characters. */
export function wordsOf(whole: string): Word[] {
  const text = whole.slice(0, MAX_LENGTH);
  const words: Word[] = [];
  const beginning = ADDRESSED.exec(text)?.[0].length ?? 0;
  for (const { 0: written, index } of text.slice(beginning).matchAll(PATTERN)) {
    const word = normalOf(written);
    const length = word.startsWith("http") ? written.replace(AFTER_ADDRESS, "").length : undefined;
    const from = beginning + index;
    words.push({ word, from, to: from + (length ?? written.length) });
    if (words.length === MAX_WORDS) break;
  }
  return words;
}

/** The words of a text as they are compared, with one space between. */
export const normalText = (text: string): string =>
  wordsOf(text)
    .map(({ word }) => word)
    .join(" ");

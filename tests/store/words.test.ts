import { expect, it } from "vitest";
import { phrasesOf } from "../../src/store/derive/words.ts";

const tokensIn = (text: string): string[] =>
  phrasesOf(text).flatMap((line) => line.trim().split(" "));

it.each([
  ["as long as a piece", `${"c".repeat(5_000)}漢d`],
  ["longer by one letter", `${"c".repeat(5_001)}漢漢d`],
  ["shorter by one letter", `${"c".repeat(4_999)}漢cd`],
  ["of letters beyond 16 bits", `${"𐐨".repeat(2_500)}漢𐐨`],
  ["of many pieces", `${"c".repeat(20_000)}漢d`],
])(
  "finds the same words in a text of half a million letters as in its parts: runs %s",
  (_, part) => {
    const times = Math.ceil(600_000 / part.length);
    const long = tokensIn(Array.from({ length: times }, () => part).join("漢,"));
    const each = tokensIn(`${part}漢`);
    expect(long.slice(0, each.length)).toEqual(each);
    expect(long.length).toBe(times * each.length - 1);
  },
);

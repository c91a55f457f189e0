import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTexts } from "../../../src/graph/near-copies/compare.ts";
import { runsOf } from "../../../src/graph/near-copies/runs.ts";
import { normalText } from "../../../src/graph/near-copies/words.ts";
import { shownParts } from "../../../src/trace/stretches.ts";

test("the parts of a text are the text, and what is marked is in both", () => {
  const words = fc.array(
    fc.constantFrom("a", "b", "c", "d", "E!", "é", "你好", ", ", "http://x.y/z."),
  );
  fc.assert(
    fc.property(words, words, (own, other) => {
      const compared = compareTexts(own.join(" "), other.join("  "));
      const text = (parts: typeof compared.own) => parts.map((part) => part.text).join("");
      expect(text(compared.own)).toBe(own.join(" "));
      expect(text(compared.other)).toBe(other.join("  "));
      const runs = new Set(runsOf(normalText(other.join(" "))));
      for (const { text: stretch } of compared.own.filter(({ common }) => common)) {
        for (const run of runsOf(normalText(stretch))) expect(runs.has(run)).toBe(true);
      }
    }),
    { seed: 14 },
  );
});

test("the part that is shared is counted in runs of three words", () => {
  const compared = compareTexts("one two three four five", "zero one two three four");
  expect(compared).toMatchObject({ runsShared: 2, ofEither: 2 / 4, ofShorter: 2 / 3 });
  expect(compared.own).toEqual([
    { text: "one two three four", common: true },
    { text: " five", common: false },
  ]);
});

test("a stretch is never half an address of a person", () => {
  const { own } = compareTexts(
    "write to me at joe.smith@mail.example today",
    "write to me at joe and no more",
  );
  expect(own.some(({ text }) => /joe$/.test(text))).toBe(true);
  const shown = shownParts(own);
  expect(shown.map(({ text }) => text).join("")).toBe(
    "write to me at joe.smith@mail.example today",
  );
  expect(shown.filter(({ text }) => text.includes("joe"))).toMatchObject([
    { text: expect.stringContaining("joe.smith@mail.example") },
  ]);
});

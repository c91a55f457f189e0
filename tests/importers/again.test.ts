import { expect, it } from "vitest";
import { createAgainWatch } from "../../src/importers/reading/again.ts";

it("says how a message differs from the last that had its id", () => {
  const watch = createAgainWatch();
  expect([
    watch("1", "words", "09:00"),
    watch("2", "words"),
    watch("1", "words", "09:00"),
    watch("1", "words", "09:05"),
    watch("1", "others", "09:05"),
    watch("1", "words", "09:00"),
    watch("2", "words"),
  ]).toEqual([
    ...[undefined, undefined, undefined],
    ...["another edit", "other words", "other words"],
    undefined,
  ]);
});

it("remembers the last messages only, however many there are", () => {
  const watch = createAgainWatch();
  for (let id = 0; id < 500_000; id += 1) watch(String(id), "words");
  expect([watch("450000", "others"), watch("399999", "others")]).toEqual([
    "other words",
    undefined,
  ]);
});

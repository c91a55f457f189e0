/** Questions to begin with are of what is loaded, and each is one that the box reads. */
import { expect, test } from "vitest";
import { examplesOf, OF_MACRON_LEAKS } from "../../src/web/ask/examples.ts";
import { addressOf } from "../../src/web/ask/sentences.ts";

const platform = (name: string, from: number | null, count: number) => ({
  ...{ platform: name, from, to: from, items: [{ type: "post" as const, count }] },
});

const COVERAGE = [
  platform("8kun/x", null, 90),
  platform("gab", 20, 5),
  platform("telegram", 10, 1),
  platform("twitter", 30, 50),
];

test("from where it begins by known times to where most of the rest stands", () => {
  expect(examplesOf(COVERAGE).map(({ typed }) => typed)).toEqual([
    "How did telegram reach 8kun/x?",
    "What did telegram reach?",
    "Where did telegram cross?",
  ]);
});

test("of one platform, no way to another; of none, nothing", () => {
  expect(examplesOf(COVERAGE.slice(0, 1)).map(({ typed }) => typed)).toEqual([
    "What did 8kun/x reach?",
    "Where did 8kun/x cross?",
  ]);
  expect(examplesOf([])).toEqual([]);
});

test("each leads to an answer, and none to a search", () => {
  for (const { typed } of [...examplesOf(COVERAGE), ...OF_MACRON_LEAKS]) {
    expect(addressOf(typed, (name) => !name.includes(" "))).not.toMatch(/search|%22/);
  }
});

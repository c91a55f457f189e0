import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { importFile } from "../store/check.ts";
import { HASH } from "./ask.ts";
import { flowingClaims, ITEMS } from "./claims.ts";
import { store } from "./claims-reader.ts";
import { askedCases, comparedAnswers, several } from "./part-questions.ts";
import { PartClaimsReader } from "./part-reader.ts";

const RUNS = Number(process.env["HEADWATER_PARTS"] ?? 300);
/** Answers that come up often enough to say something. */
const ANSWERED = [
  ...["what-if certain", "what-if possible", "what-if none", "reach certain", "reach possible"],
  ...["crossings certain", "adoption certain", "adoption possible", "first certain"],
  ...["first possible", "latency certain"],
];

describe("a part answers every question as the whole does", () => {
  test("on drawn graphs", { timeout: 600_000 }, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(askedCases, async ({ claims, asked }) => {
        const reader = await PartClaimsReader.over(store(HASH, claims));
        const read = () => reader.given.splice(0);
        for (const { asked: one, order, ...rest } of await comparedAnswers(reader, asked, read)) {
          expect(rest.got, JSON.stringify(one)).toEqual(rest.wanted);
          expect(new Set(rest.read).size).toBe(rest.read.length);
          const name = `${one.kind} ${order}`;
          seen.set(name, (seen.get(name) ?? 0) + 1);
        }
      }),
      { numRuns: RUNS, seed: 20_170_505 },
    );
    for (const name of ANSWERED) expect(seen.get(name), name).toBeGreaterThan(RUNS / 100);
  });

  test("over a SQLite store", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headwater-parts-"));
    let made = 0;
    try {
      await fc.assert(
        fc.asyncProperty(askedCases, async ({ claims, asked }) => {
          made += 1;
          const sqlite = openSqliteStore(join(folder, `${made}.db`));
          try {
            await importFile(sqlite, { hash: HASH, claims });
            for (const { asked: one, wanted, got } of await comparedAnswers(sqlite, asked)) {
              expect(got, JSON.stringify(one)).toEqual(wanted);
            }
          } finally {
            await sqlite.close();
          }
        }),
        { numRuns: Math.ceil(RUNS / 20), seed: 20_170_505 },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("on claims that join, lead on and contradict", { timeout: 600_000 }, async () => {
    const ends = [...ITEMS.slice(0, 8), "twitter:user/1", "twitter:@a", "twitter:@b"];
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(flowingClaims, several(ends, ends, [0, 6]), async (claims, asked) => {
        const reader = await PartClaimsReader.over(store(HASH, claims));
        for (const { asked: one, order, wanted, got } of await comparedAnswers(reader, asked)) {
          expect(got, JSON.stringify(one)).toEqual(wanted);
          if (order !== "none") answered += 1;
        }
      }),
      { numRuns: RUNS, seed: 20_170_505 },
    );
    expect(answered).toBeGreaterThan(RUNS / 10);
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { readFrame } from "../../src/trace/part/frame.ts";
import { loadedFor, loadWhole, WHOLE_UP_TO } from "../../src/trace/part/over-store.ts";
import { readPart } from "../../src/trace/part/part.ts";
import { latencyQuestionSchema, traceQuestionSchema } from "../../src/trace/question.ts";
import { importFile } from "../store/check.ts";
import { edge, HASH, thing } from "./ask.ts";
import { flowingClaims, ITEMS, PLACE } from "./claims.ts";
import { store } from "./claims-reader.ts";
import { cases } from "./part-cases.ts";
import { compared, essence, type Question, questions, several } from "./part-compared.ts";
import { PartClaimsReader } from "./part-reader.ts";

const RUNS = Number(process.env["HEADWATER_PARTS"] ?? 500);

async function comparedIn(claims: readonly Claim[], asked: readonly Question[]) {
  const reader = await PartClaimsReader.over(store(HASH, claims));
  return compared(reader, asked, () => reader.given.splice(0));
}

/** Cases with questions from what comes early in them to what comes late. */
const drawn = cases(14).chain(({ claims, keys }) =>
  several(questions(keys.slice(0, 3), keys.slice(1).reverse(), [-4, 34])).map((asked) => ({
    claims,
    asked,
  })),
);

describe("a part answers as the whole does", () => {
  test("on drawn graphs, each edge read once", { timeout: 600_000 }, async () => {
    const seen = { certain: 0, possible: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(drawn, async ({ claims, asked }) => {
        for (const { wanted, got, read } of await comparedIn(claims, asked)) {
          expect(essence(got)).toEqual(essence(wanted));
          expect(new Set(read).size).toBe(read.length);
          seen[wanted.order] += 1;
        }
      }),
      { numRuns: RUNS, seed: 20_170_505 },
    );
    expect(Math.min(seen.certain, seen.possible, seen.none)).toBeGreaterThan(RUNS / 10);
  });

  test("on claims that join, lead on and contradict", { timeout: 600_000 }, async () => {
    const keys = ITEMS.slice(0, 6);
    const accounts = ["twitter:user/1", "twitter:@a", "twitter:@b"];
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        flowingClaims,
        several(questions(keys, [...keys, ...accounts], [0, 6])),
        async (claims, asked) => {
          for (const { wanted, got } of await comparedIn(claims, asked)) {
            expect(essence(got)).toEqual(essence(wanted));
            if (wanted.order !== "none") answered += 1;
          }
        },
      ),
      { numRuns: RUNS, seed: 20_170_505 },
    );
    expect(answered).toBeGreaterThan(RUNS / 10);
  });

  describe("of a SQLite store", () => {
    let folder = "";
    let made = 0;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "headwater-part-"));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test("on drawn graphs", { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(drawn, async ({ claims, asked }) => {
          made += 1;
          const sqlite = openSqliteStore(join(folder, `${made}.db`));
          try {
            await importFile(sqlite, { hash: HASH, claims });
            for (const { wanted, got } of await compared(sqlite, asked, () => [])) {
              expect(essence(got)).toEqual(essence(wanted));
            }
          } finally {
            await sqlite.close();
          }
        }),
        { numRuns: Math.ceil(RUNS / 40), seed: 20_170_505 },
      );
    });
  });
});

const post = (number: number): string => `4chan:pol/${number}`;
const question = (from: string, to: string, rest: object = {}) => ({
  kind: "trace" as const,
  question: traceQuestionSchema.parse({ from, to, ...rest }),
});

/** Posts one after the other, each linked to by the next, with others that lead nowhere. */
const chain = (length: number): Claim[] =>
  Array.from({ length }, (_, n) => [
    thing(post(n + 1), n, { by: "twitter:user/1" }),
    thing(post(1_000 + n), n),
    ...(n > 0
      ? [
          edge(post(n + 1), "LINKS_TO", post(n), { basis: "recorded" as const }),
          edge(post(1_000 + n), "LINKS_TO", post(n), { basis: "recorded" as const }),
        ]
      : []),
  ]).flat();

const says = (a: string, b: string): Claim => ({
  place: PLACE,
  basis: "reported",
  facts: [{ fact: "same-as", a: parseKey(a), b: parseKey(b) }],
});

async function readerOf(claims: readonly Claim[]) {
  const reader = await PartClaimsReader.over(store(HASH, claims));
  return { reader, frame: await readFrame(reader) };
}

describe("a part", () => {
  test.each([2, 3, 8, 15])("of a chain of %i takes two reads more than levels", async (length) => {
    const { reader, frame } = await readerOf(chain(length));
    const part = await readPart(reader, frame, question(post(1), post(length)));
    expect(part.roundTrips).toBe(reader.trips);
    expect(part.levels).toBe(length - 1);
    expect(part.roundTrips).toBeLessThanOrEqual(part.levels + 2);
    expect(part.loaded.snapshot.flowEdges).toHaveLength(length - 1);
  });

  test("holds what is on a chat's platform, by whichever name of the chat", async () => {
    const [byId, byName] = ["telegram:1712345678", "telegram:some_channel"].map(parseKey);
    if (!byId || !byName) throw new Error("two keys");
    const { reader, frame } = await readerOf([
      thing(byId, 0),
      thing(byName),
      {
        place: PLACE,
        basis: "recorded",
        facts: [{ fact: "leads-to", a: byName, b: byId, at: "" }],
      },
      thing(`${byId}/55`, 1),
      thing(post(1), 2),
      edge(post(1), "LINKS_TO", `${byId}/55`),
    ]);
    const asked = question("telegram/some_channel", post(1));
    const { loaded } = await readPart(reader, frame, asked);
    expect(loaded.snapshot.flowEdges).toHaveLength(1);
  });

  test("ends with the smaller side when nothing flows between the two", async () => {
    const { reader, frame } = await readerOf([...chain(8), thing(post(99), 20)]);
    const part = await readPart(reader, frame, question(post(1), post(99)));
    expect(part.edgesRead).toBeLessThanOrEqual(2);
  });

  test("leaves out what lies outside the times of its ends", async () => {
    const far = [thing(post(500), 50), edge(post(500), "LINKS_TO", post(1), { basis: "recorded" })];
    const { reader, frame } = await readerOf([...chain(4), ...far]);
    await readPart(reader, frame, question(post(1), post(4)));
    expect(reader.given).not.toContain(`LINKS_TO ${post(500)} ${post(1)}`);
  });

  const page = "web:https://news.example/";
  const recorded = { basis: "recorded" } as const;
  const sameOnBoth = async (claims: readonly Claim[], asked: Partial<Question>) => {
    const all: Question = {
      from: post(1),
      to: post(9),
      by: "earliest",
      basis: "reported",
      without: [],
      between: undefined,
      ...asked,
    };
    const [found] = await comparedIn(claims, [all]);
    expect(found && essence(found.got)).toEqual(found && essence(found.wanted));
    return found?.got.order;
  };
  const ends = [thing(post(1), 1), thing(post(9), 9), thing(page)];

  test("at another floor does not go by the times that a store keeps", async () => {
    const claims = [
      ...ends,
      edge(page, "LINKS_TO", post(1), recorded),
      edge(page, "LINKS_TO", post(1), { at: 20 }),
      edge(post(9), "LINKS_TO", page, recorded),
    ];
    expect(await sameOnBoth(claims, {})).toBe("none");
    expect(await sameOnBoth(claims, { basis: "recorded" })).toBe("possible");
  });

  test("knows that what has two names may have another time than either", async () => {
    const name = "case:t/page";
    const claims = [
      ...ends,
      thing(name),
      says(name, page),
      edge(page, "LINKS_TO", post(1), { at: 0 }),
      edge(name, "LINKS_TO", post(1), { at: 20 }),
      edge(post(9), "LINKS_TO", page, recorded),
    ];
    expect(await sameOnBoth(claims, {})).toBe("possible");
  });

  test("goes on from a thing under its other names", async () => {
    const names = Array.from({ length: 5 }, (_, n) => post(2 + n));
    const claims = [
      ...ends,
      thing("case:t/page"),
      says("case:t/page", page),
      edge("case:t/page", "LINKS_TO", post(1), { at: 2 }),
      ...names.map((name, n) => thing(name, 3 + n)),
      ...names.map((name, n) => edge(name, "LINKS_TO", names[n - 1] ?? page, recorded)),
      edge(post(9), "LINKS_TO", post(6), recorded),
      // So much gives to the target that going back from it looks costly.
      ...Array.from({ length: 40 }, (_, n) => thing(post(100 + n), 1)),
      ...Array.from({ length: 40 }, (_, n) => edge(post(9), "LINKS_TO", post(100 + n), recorded)),
    ];
    expect(await sameOnBoth(claims, {})).toBe("certain");
  });

  test("takes out reshares of reshares of what is taken out", async () => {
    const claims = [
      ...ends,
      thing(post(2), 2),
      thing(post(3), 3),
      thing(post(4), 4),
      edge(post(2), "RESHARED_BY", post(3)),
      edge(post(3), "RESHARED_BY", post(4)),
      edge(post(4), "LINKS_TO", post(1)),
      edge(post(9), "LINKS_TO", post(4)),
    ];
    expect(await sameOnBoth(claims, {})).toBe("certain");
    expect(await sameOnBoth(claims, { without: [post(2)] })).toBe("none");
  });

  test("has a limit, which its error tells how to keep", async () => {
    const { reader, frame } = await readerOf(chain(8));
    const reading = readPart(reader, frame, question(post(1), post(8)), 3);
    await expect(reading).rejects.toThrow(/more than 3 edges.*--between/);
  });

  test("cannot tell delays between all platforms", async () => {
    const { reader, frame } = await readerOf(chain(3));
    const question = latencyQuestionSchema.parse({});
    const reading = readPart(reader, frame, { kind: "latency", question });
    await expect(reading).rejects.toThrow(/all of the store.*--from/);
  });

  describe("of a store", () => {
    const asked = question(post(1), post(3));
    const sized = async (edges: number) => {
      const { reader } = await readerOf(chain(3));
      return Object.assign(reader, { mostFlowEdges: async () => edges });
    };

    test("says in the answer's limits that it is one; a store of few edges is read whole", async () => {
      expect((await loadedFor(await sized(WHOLE_UP_TO), asked)).limits).toEqual([]);
      const [limit] = (await loadedFor(await sized(WHOLE_UP_TO + 1), asked)).limits;
      expect(limit).toMatch(/too large to be read whole.*coverage/);
    });

    const all = { kind: "latency" as const, question: latencyQuestionSchema.parse({}) };
    test("gives way to the whole where that alone can answer and memory holds it", async () => {
      expect((await loadedFor(await sized(WHOLE_UP_TO + 1), all)).limits).toEqual([]);
    });

    test("is refused where memory does not hold the whole, saying what would", async () => {
      const reader = await sized(1e12);
      await expect(loadedFor(reader, all)).rejects.toMatchObject({ code: "too-long" });
      await expect(loadWhole(reader)).rejects.toThrow(/max-old-space-size/);
    });
  });
});

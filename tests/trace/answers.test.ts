import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASES } from "../../src/model/basis.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { digestOf } from "../../src/trace/digest.ts";
import { ask, askFirst, HASH, loadStored, pathsOf, type When } from "./ask.ts";
import { flowingClaims } from "./claims.ts";
import { store } from "./claims-reader.ts";

const RUNS = Number(process.env["HEADWATER_VIEWS"] ?? 600);

const end = fc.constantFrom(
  "4chan",
  "4chan",
  "reddit",
  "pastebin:aaaaaaaa",
  "web:https://a.example/",
  "4chan:pol/1",
  "4chan:pol/thread/1",
  "twitter:user/1",
  "tier:fringe",
);
const floors = fc.constantFrom(...BASES);
const asked = fc.record({
  from: end,
  to: end,
  without: fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.tuple(end) },
  ),
  between: fc.constantFrom<When>([null, null], [null, null], [1 / 60_000, 5 / 60_000]),
  basis: floors,
  by: fc.constantFrom("earliest" as const, "fewest-hops" as const, "best-basis" as const),
  paths: fc.constantFrom(1, 3),
});

/** What a side of a dispute says of an answer. */
const outcome = (answer: TraceAnswer) => ({
  order: answer.order,
  basis: answer.basis,
  path: pathsOf(answer)[0] ?? null,
  times: answer.paths[0]?.hops.map(({ time }) => time) ?? null,
  elapsed: answer.paths[0]?.elapsed ?? null,
  arrival: answer.arrival,
});

describe("every answer", () => {
  test("cites a claim for every hop, and has paths if and only if its order is not none", async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(flowingClaims, asked, async (facts, question) => {
        const claims = store(HASH, facts);
        const answer = await ask(await loadStored(claims), question);
        const ids = new Set<string>(claims.map(({ id }) => id));
        expect(answer.paths.length > 0).toBe(answer.order !== "none");
        expect(answer.basis !== null).toBe(answer.order !== "none");
        expect(answer.arrival !== null).toBe(answer.order !== "none");
        if (answer.order !== "none") expect(answer.nearMiss).toBeNull();
        expect(answer.paths.length).toBeLessThanOrEqual(question.paths);
        if (answer.order !== "none") expect(answer.paths[0]?.order).toBe(answer.order);
        if (answer.order === "possible") {
          expect(answer.paths.map(({ order }) => order)).not.toContain("certain");
        }
        for (const [i, citation] of answer.citations.entries()) {
          expect(citation.number).toBe(i + 1);
          expect(ids.has(citation.claim)).toBe(true);
        }
        for (const { hops } of answer.paths) {
          answered += 1;
          for (const [i, hop] of hops.entries()) {
            expect(hop.claims).not.toEqual([]);
            for (const number of [...hop.claims, ...hop.timeClaims]) {
              expect(answer.citations[number - 1]).toBeDefined();
            }
            if (i > 0) expect(hop.from.key).toBe(hops[i - 1]?.to.key);
          }
          expect(hops.at(-1)?.to.attested).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 31 },
    );
    expect(answered).toBeGreaterThan(RUNS / 20);
  });

  test("has on each side of a dispute what the claims without the other sides give", async () => {
    let sides = 0;
    await fc.assert(
      fc.asyncProperty(flowingClaims, asked, async (facts, question) => {
        const claims = store(HASH, facts);
        const answer = await ask(await loadStored(claims), question);
        expect(answer.disputed).toBe(answer.disputes.length > 0);
        const granted = outcome(answer);
        for (const dispute of answer.disputes) {
          for (const side of dispute.sides) {
            sides += 1;
            const left = claims.filter(({ id }) => !side.removes.includes(id));
            const taken = outcome(await ask(await loadStored(left), question));
            expect(side).toMatchObject(taken);
            const changed = (
              ["order", "basis", "path", "times", "elapsed", "arrival"] as const
            ).filter((name) => JSON.stringify(taken[name]) !== JSON.stringify(granted[name]));
            expect(side.changes).toEqual(changed);
          }
          expect(dispute.sides.some((side) => side.changes.length > 0)).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 32 },
    );
    expect(sides).toBeGreaterThan(RUNS / 100);
  });

  test("of what stands first has sides in the same way", async () => {
    let sides = 0;
    await fc.assert(
      fc.asyncProperty(flowingClaims, end, end, floors, async (facts, a, b, floor) => {
        const claims = store(HASH, facts);
        const answer = await askFirst(await loadStored(claims), [a, b], floor);
        expect(answer.order === "none").toBe(answer.first.length === 0);
        for (const { claims: cited } of answer.first) {
          expect(cited.every((number) => answer.citations[number - 1])).toBe(true);
        }
        for (const side of answer.disputes.flatMap((dispute) => dispute.sides)) {
          sides += 1;
          const left = claims.filter(({ id }) => !side.removes.includes(id));
          const { order, first } = await askFirst(await loadStored(left), [a, b], floor);
          expect(side).toMatchObject({ order, first: first.map(({ item }) => item.key) });
        }
      }),
      { numRuns: RUNS, seed: 34 },
    );
    expect(sides).toBeGreaterThan(RUNS / 100);
  });

  test("is the same, digest and all, in whatever order the claims come", async () => {
    const shuffled = flowingClaims.chain((facts) => {
      const claims = store(HASH, facts);
      return fc.tuple(
        fc.constant(claims),
        fc.shuffledSubarray(claims, { minLength: claims.length }),
      );
    });
    await fc.assert(
      fc.asyncProperty(shuffled, asked, async ([claims, other], question) => {
        const answer = await ask(await loadStored(claims), question);
        const again = await ask(await loadStored(other), question);
        expect(again).toEqual(answer);
        const { digest, ...rest } = answer;
        expect(digest).toBe(digestOf(rest));
      }),
      { numRuns: Math.ceil(RUNS / 4), seed: 33 },
    );
  });
});

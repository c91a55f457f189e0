import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_DIFFERING } from "../../../src/graph/near-copies/picture-bands.ts";
import { bitsBetween, copiesAmongLooks } from "../../../src/graph/near-copies/pictures.ts";
import { LOOK_BITS } from "../../../src/model/picture-look.ts";

const written = (hash: bigint): string => `phash-1:${hash.toString(16).padStart(16, "0")}`;

const turned = (hash: bigint, bits: readonly number[]): bigint =>
  bits.reduce((left, bit) => left ^ (1n << BigInt(bit)), hash);

/** Hashes, most of them one drawn before with a few bits turned, some of them twice. */
const drawnLooks = fc
  .array(
    fc.record({
      hash: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      from: fc.option(fc.nat(), { freq: 4 }),
      bits: fc.uniqueArray(fc.nat(LOOK_BITS - 1), { maxLength: 8 }),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((drawn) => {
    const hashes: bigint[] = [];
    for (const { hash, from, bits } of drawn) {
      const before = from === null ? undefined : hashes[from % Math.max(1, hashes.length)];
      hashes.push(before === undefined ? hash : turned(before, bits));
    }
    return hashes;
  });

const pairsIn = (sets: readonly (readonly number[])[]): Set<string> =>
  new Set(
    sets.flatMap((set) => set.flatMap((a) => set.flatMap((b) => (a < b ? [`${a} ${b}`] : [])))),
  );

const pairsAmong = (hashes: readonly bigint[]): string[] =>
  [...pairsIn(copiesAmongLooks(hashes.map(written)).sets)].sort();

const onesIn = (hash: bigint): number => [...hash.toString(2)].filter((bit) => bit === "1").length;

describe("pictures that look alike", () => {
  test("are those that comparing every pair finds, and none is missed", () => {
    let expected = 0;
    fc.assert(
      fc.property(drawnLooks, (hashes) => {
        const alike = hashes.flatMap((one, a) =>
          hashes.flatMap((other, b) =>
            a < b && onesIn(one ^ other) <= MOST_DIFFERING ? [`${a} ${b}`] : [],
          ),
        );
        expect(pairsAmong(hashes)).toEqual(alike.sort());
        expected += alike.length;
      }),
      { numRuns: 2000, seed: 21 },
    );
    expect(expected).toBeGreaterThan(2000);
  });

  test("are found wherever the bits stand that differ", () => {
    const hash = 0x0123_4567_89ab_cdefn;
    for (let a = 0; a < LOOK_BITS; a += 1) {
      for (let b = a + 1; b < LOOK_BITS; b += 1) {
        const other = turned(hash, [a, b, (a + 21) % LOOK_BITS, (b + 43) % LOOK_BITS]);
        const isAlike = onesIn(hash ^ other) <= MOST_DIFFERING;
        expect(pairsAmong([hash, other])).toEqual(isAlike ? ["0 1"] : []);
      }
    }
  });

  test("are the same whatever the order of the pictures", () => {
    fc.assert(
      fc.property(drawnLooks, (hashes) => {
        const last = hashes.length - 1;
        const back = pairsAmong(hashes.toReversed()).map((pair) => {
          const [a = 0, b = 0] = pair.split(" ").map(Number);
          return `${last - b} ${last - a}`;
        });
        expect(back.sort()).toEqual(pairsAmong(hashes));
      }),
      { numRuns: 300, seed: 22 },
    );
  });

  test("are the same without one as if it had never been there", () => {
    fc.assert(
      fc.property(drawnLooks, (hashes) => {
        const looks = hashes.map(written);
        const without = looks.map((look, i) => (i === 0 ? undefined : look));
        const left = pairsAmong(hashes).filter((pair) => !pair.startsWith("0 "));
        expect([...pairsIn(copiesAmongLooks(without).sets)].sort()).toEqual(left);
      }),
      { numRuns: 300, seed: 23 },
    );
  });

  test("differ in as many bits as are told", () => {
    fc.assert(
      fc.property(drawnLooks, ([one = 0n, other = 0n]) => {
        expect(bitsBetween(written(one), written(other))).toBe(onesIn(one ^ other));
      }),
    );
  });
});

test("a picture that thousands vary costs no more than it has copies, and what was passed over is said", () => {
  const hash = 0xfedc_ba98_7654_3210n;
  const varied = Array.from({ length: 4000 }, (_, i) =>
    turned(hash, [i % 64, (i >> 6) % 64, (i * 7) % 64]),
  );
  const { sets, limits } = copiesAmongLooks(varied.map(written));
  expect(new Set(sets.flat()).size).toBeGreaterThan(3900);
  expect(sets.flat().length).toBeLessThan(2 * 17 * varied.length);
  expect(limits.join()).toContain("a picture that is much varied was not compared with all");
  for (const [a, b] of [...pairsIn(sets)].map((pair) => pair.split(" ").map(Number))) {
    const bits = (varied[a ?? 0] ?? 0n) ^ (varied[b ?? 0] ?? 0n);
    expect(onesIn(bits)).toBeLessThanOrEqual(MOST_DIFFERING);
  }
});

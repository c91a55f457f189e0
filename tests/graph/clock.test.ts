/** Instants as codes: they order as the instants do, and a code is its instant. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode, instantOf, lastCodeUpTo } from "../../src/graph/clock.ts";

const few = (of: (step: number) => number) => fc.nat(9).map(of);
/** Instants of one sort each: close together or far apart, whole or broken, and past 2^53. */
const SORTS: [string, "steps" | "table", fc.Arbitrary<number>][] = [
  ["seconds before 1970", "steps", few((step) => 1000 * (step - 9))],
  ["milliseconds", "steps", few((step) => 1.4e12 + step)],
  ["as many seconds apart as are counted", "steps", fc.constantFrom(0, (2 ** 31 - 5) * 1000)],
  ["one second more", "table", fc.constantFrom(0, (2 ** 31 - 4) * 1000)],
  ["parts of a millisecond", "table", few((step) => step / 10 + 0.05)],
  ["at the last that are whole", "steps", few((step) => Number.MAX_SAFE_INTEGER - step)],
  ["past 2^53", "table", few((step) => 2 ** 53 + 2 * step)],
  ["far past 2^53", "table", few((step) => 2 ** 60 + 256 * step)],
  ["far before", "table", few((step) => -(2 ** 60) - 256 * step)],
];
const UNKNOWN = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

describe.each(SORTS)("instants %s", (_, kind, instant) => {
  const columns = fc.array(fc.array(fc.oneof(instant, instant, fc.constantFrom(...UNKNOWN))), {
    minLength: 1,
    maxLength: 3,
  });

  test("come back from their codes, and the last code up to one is its own", () => {
    fc.assert(
      fc.property(columns, instant, instant, (drawn, one, other) => {
        const coded = encode([...drawn, [one, other]].map((column) => Float64Array.from(column)));
        const { clock } = coded;
        const codes = coded.columns.flatMap((column) => [...column]);
        const instants = [...drawn.flat(), one, other];
        expect(codes.map((code) => instantOf(clock, code))).toEqual(instants);
        expect(instants.map((at) => lastCodeUpTo(clock, at))).toEqual(codes);
        if (one !== other) expect(clock.kind).toBe(kind);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

test("a moment between two instants has the code of the earlier", () => {
  const { clock, columns } = encode([Float64Array.of(-1000, 0, 3000)]);
  const [before, at] = columns[0] ?? [];
  expect([-1001, -1, 500].map((moment) => lastCodeUpTo(clock, moment))).toEqual([0, before, at]);
});

test("where no instant is known there are two codes", () => {
  const { clock, columns } = encode([Float64Array.from(UNKNOWN), new Float64Array(0)]);
  expect(clock.codes).toBe(2);
  expect(columns).toEqual([Int32Array.of(0, 1), new Int32Array(0)]);
});

/** Orders of columns, of few numbers and of many, which are sorted in two ways. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { identity, orderOfCodes, orderOfNumbers } from "../../src/graph/radix.ts";

const SIZES = { few: [0, 300], many: [250, 2_000] } as const;

/** As many as a size says, of one number drawn and of what a simple generator makes of it: many are alike. */
const columns = ([least, most]: readonly [number, number], values: readonly number[]) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 1, max: 0x7fff_fffe }))
    .map(([length, seed]) => {
      let state = seed;
      return Array.from({ length }, () => {
        state = (state * 48_271) % 0x7fff_ffff;
        return state % 3 === 0 ? state : (values[state % values.length] ?? 0);
      });
    });

const sorted = (values: readonly number[], order: readonly number[]): number[] =>
  order.toSorted((a, b) => {
    const [one, other] = [values[a] ?? 0, values[b] ?? 0];
    return one === other ? 0 : one < other ? -1 : 1;
  });

test.each(["few", "many"] as const)(
  "codes that are %s are ordered, equal ones as given",
  (size) => {
    fc.assert(
      fc.property(columns(SIZES[size], [0, 1, 65_535, 65_536, 0x7fff_ffff]), (values) => {
        const codes = Int32Array.from(values);
        const given = [...identity(codes.length)];
        expect([...orderOfCodes(codes)]).toEqual(sorted(values, given));
        const reverse = given.toReversed();
        const after = orderOfCodes(codes, Uint32Array.from(reverse));
        expect([...after]).toEqual(sorted(values, reverse));
      }),
      { numRuns: 60, seed: 20_170_505 },
    );
  },
);

test.each(["few", "many"] as const)("numbers that are %s are ordered, endless ones too", (size) => {
  const special = [Number.NEGATIVE_INFINITY, -1.5e12, -1, 0, 0.5, 1.4e12, Number.POSITIVE_INFINITY];
  fc.assert(
    fc.property(columns(SIZES[size], special), (values) => {
      const order = orderOfNumbers(Float64Array.from(values));
      expect([...order]).toEqual(sorted(values, [...identity(values.length)]));
    }),
    { numRuns: 60, seed: 20_170_505 },
  );
});

/**
 * Instants as small integers that order as they do. Where all instants are multiples of one unit
 * within 2^31 of it, and none is beyond 2^53, they are counted in that unit; else they are ranks in
 * a table.
 */
import { orderOfNumbers } from "./radix.ts";

/** Code 0 is -Infinity and the last code +Infinity. `table` holds the instant of each code, UTC ms. */
export type Clock =
  | { kind: "steps"; start: number; unit: number; codes: number }
  | { kind: "table"; table: Float64Array; codes: number };

const MAX_CODES = 2 ** 31 - 2;

/** The instant of a code, UTC ms. */
export function instantOf(clock: Clock, code: number): number {
  if (code <= 0) return Number.NEGATIVE_INFINITY;
  if (code >= clock.codes - 1) return Number.POSITIVE_INFINITY;
  if (clock.kind === "steps") return clock.start + (code - 1) * clock.unit;
  return clock.table[code] ?? Number.NaN;
}

/** The greatest code whose instant is at most `instant`. */
export function lastCodeUpTo(clock: Clock, instant: number): number {
  if (instant === Number.POSITIVE_INFINITY) return clock.codes - 1;
  let low = 0;
  let high = clock.codes - 2;
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (instantOf(clock, middle) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Span {
  least: number;
  greatest: number;
  /** All finite instants are whole multiples of it, ms. */
  unit: 1000 | 1 | undefined;
}

function spanOf(columns: readonly Float64Array[]): Span {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let seconds = true;
  let whole = true;
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) {
      const instant = column[i] ?? 0;
      if (instant === Number.NEGATIVE_INFINITY || instant === Number.POSITIVE_INFINITY) continue;
      if (instant < least) least = instant;
      if (instant > greatest) greatest = instant;
      if (seconds && Math.floor(instant / 1000) * 1000 !== instant) seconds = false;
      if (!seconds && Math.floor(instant) !== instant) whole = false;
    }
  }
  return { least, greatest, unit: seconds ? 1000 : whole ? 1 : undefined };
}

/** Ranks of all instants, in one sort. */
function ranked(columns: readonly Float64Array[]): Coded {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 2));
  all[0] = Number.NEGATIVE_INFINITY;
  all[1] = Number.POSITIVE_INFINITY;
  let filled = 2;
  for (const column of columns) {
    all.set(column, filled);
    filled += column.length;
  }
  const order = orderOfNumbers(all);
  const table = new Float64Array(all.length);
  const ranks = new Int32Array(all.length);
  let codes = 0;
  for (let i = 0; i < order.length; i += 1) {
    const at = order[i] ?? 0;
    const instant = all[at] ?? 0;
    if (codes === 0 || table[codes - 1] !== instant) {
      table[codes] = instant;
      codes += 1;
    }
    ranks[at] = codes - 1;
  }
  let start = 2;
  return {
    clock: { kind: "table", table: table.slice(0, codes), codes },
    columns: columns.map(({ length }) => {
      start += length;
      return ranks.subarray(start - length, start);
    }),
  };
}

function stepped(columns: readonly Float64Array[], start: number, unit: number, codes: number) {
  return columns.map((column) => {
    const coded = new Int32Array(column.length);
    for (let i = 0; i < column.length; i += 1) {
      const instant = column[i] ?? 0;
      if (instant === Number.NEGATIVE_INFINITY) coded[i] = 0;
      else if (instant === Number.POSITIVE_INFINITY) coded[i] = codes - 1;
      else coded[i] = (instant - start) / unit + 1;
    }
    return coded;
  });
}

/** A clock, and columns of instants in its codes. */
export interface Coded {
  clock: Clock;
  columns: Int32Array[];
}

/** The clock of all instants in some columns (UTC ms, ±Infinity for unknown bounds), and their codes. */
export function encode(columns: readonly Float64Array[]): Coded {
  const { least, greatest, unit } = spanOf(columns);
  const known = least <= greatest;
  // Beyond 2^53 not every step of a unit is a number.
  const isSafe = Math.max(-least, greatest) <= Number.MAX_SAFE_INTEGER;
  const steps = unit === undefined ? Number.POSITIVE_INFINITY : (greatest - least) / unit + 3;
  if (unit === undefined || (known && !(isSafe && steps <= MAX_CODES))) return ranked(columns);
  const [start, codes] = known ? [least, steps] : [0, 2];
  return {
    clock: { kind: "steps", start, unit, codes },
    columns: stepped(columns, start, unit, codes),
  };
}

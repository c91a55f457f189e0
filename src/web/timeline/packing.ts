/** In which row of its band each mark stands, so that none covers another. */
import { type Axis, FADE, POINT } from "./extent.ts";
import type { Bounds, Line } from "./line.ts";

const SPACE = 3;

function start({ low, high }: Bounds, item: number, axis: Axis): number {
  const [earliest, latest] = [low[item] ?? Number.NaN, high[item] ?? Number.NaN];
  if (Number.isFinite(earliest)) return axis(earliest);
  return Number.isFinite(latest) ? axis(latest) - FADE : Number.POSITIVE_INFINITY;
}

function end({ low, high }: Bounds, item: number, axis: Axis): number {
  const [earliest, latest] = [low[item] ?? Number.NaN, high[item] ?? Number.NaN];
  if (Number.isFinite(latest)) return axis(latest);
  return Number.isFinite(earliest) ? axis(earliest) + FADE : Number.NEGATIVE_INFINITY;
}

/** Where a mark begins, and where it ends, wings included. */
export const startOf = ({ at, stated }: Line, item: number, axis: Axis): number =>
  Math.min(start(at, item, axis), start(stated, item, axis)) - POINT / 2;
export const endOf = ({ at, stated }: Line, item: number, axis: Axis): number =>
  Math.max(end(at, item, axis), end(stated, item, axis)) + POINT / 2;

/**
 * A row for each of a band's items, -1 where none was free. It depends on the scale, not on where
 * the window lies, so that marks keep their rows while it moves.
 */
export function pack(
  line: Line,
  items: Int32Array,
  rows: number,
  axis: Axis,
  wordsOf: (item: number) => number,
): Int8Array {
  const ends = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY);
  const row = new Int8Array(items.length).fill(-1);
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i] ?? 0;
    const from = startOf(line, item, axis) - SPACE;
    for (let free = 0; free < rows; free += 1) {
      if ((ends[free] ?? 0) > from) continue;
      row[i] = free;
      ends[free] = endOf(line, item, axis) + wordsOf(item);
      break;
    }
  }
  return row;
}

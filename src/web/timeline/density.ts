/** How many items fall where, when they are too many to be drawn one by one. */
import type { Axis } from "./extent.ts";
import type { Bounds } from "./line.ts";

/** Width of a column. */
export const COLUMN = 6;

export interface Density {
  /** Items that lie in the column in every world. */
  certain: Int32Array;
  /** Items that may lie in it: those above, and those whose bounds overlap it. */
  possible: Int32Array;
  /** The most that may lie in one column. */
  most: number;
}

/** Columns over `width` pixels of the axis. */
export function densityOf(
  { low, high }: Bounds,
  items: Int32Array,
  axis: Axis,
  width: number,
): Density {
  const columns = Math.max(1, Math.ceil(width / COLUMN));
  const certain = new Int32Array(columns);
  const change = new Int32Array(columns + 1);
  for (const item of items) {
    const [from, to] = [axis(low[item] ?? Number.NaN), axis(high[item] ?? Number.NaN)];
    if (to < 0 || from >= columns * COLUMN) continue;
    const first = Math.max(0, Math.floor(from / COLUMN));
    const last = Math.min(columns - 1, Math.floor(to / COLUMN));
    if (first === last && from >= 0 && to < columns * COLUMN) {
      certain[first] = (certain[first] ?? 0) + 1;
    }
    change[first] = (change[first] ?? 0) + 1;
    change[last + 1] = (change[last + 1] ?? 0) - 1;
  }
  const possible = new Int32Array(columns);
  let [open, most] = [0, 0];
  for (let i = 0; i < columns; i += 1) {
    open += change[i] ?? 0;
    possible[i] = open;
    most = Math.max(most, open);
  }
  return { certain, possible, most };
}

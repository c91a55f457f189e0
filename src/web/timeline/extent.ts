/** Where marks lie on the axis, in pixels. */
import type { Bounds } from "./line.ts";

/** A time axis: pixels from milliseconds. */
export type Axis = (ms: number) => number;

/** Length of the fading end of what is open: no date is made up for it. */
export const FADE = 36;
/** Known to the second: drawn as a point. */
const POINT_MS = 999;
export const POINT = 8;

export interface Extent {
  from: number;
  to: number;
  openFrom: boolean;
  openTo: boolean;
}

/** Of one time; undefined if it is open on both sides. */
export function extentOf({ low, high }: Bounds, item: number, axis: Axis): Extent | undefined {
  const [earliest, latest] = [low[item] ?? Number.NaN, high[item] ?? Number.NaN];
  const [openFrom, openTo] = [!Number.isFinite(earliest), !Number.isFinite(latest)];
  if (openFrom && openTo) return undefined;
  const from = openFrom ? axis(latest) - FADE : axis(earliest);
  const to = openTo ? axis(earliest) + FADE : axis(latest);
  return { from, to, openFrom, openTo };
}

export const isPoint = ({ low, high }: Bounds, item: number): boolean =>
  (high[item] ?? Number.NaN) - (low[item] ?? Number.NaN) <= POINT_MS;

/** Where arrows meet a mark: the middle of a bar, the known end of one that is open. */
export function middleOf({ from, to, openFrom, openTo }: Extent): number {
  if (openFrom) return to;
  return openTo ? from : (from + to) / 2;
}

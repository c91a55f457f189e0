/** The one axis of time that all bars are drawn on. */
import type { Coverage } from "../../model/answer.ts";
import { offsetAt } from "../timeline/ticks.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const STEPS = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000];
const MOST_TICKS = 5;
/** What is a moment long is seen nevertheless. */
const LEAST_WIDTH = 0.006;

export interface Axis {
  from: number;
  to: number;
  ticks: readonly { ms: number; at: number }[];
  isOfDays: boolean;
}

/** Multiples of a step, or the first days of months or years. */
function marksIn(low: number, high: number): { marks: number[]; isOfDays: boolean } {
  const isFew = (step: number) => (high - low) / step <= MOST_TICKS;
  const marks: number[] = [];
  const step = STEPS.find(isFew);
  if (step !== undefined) {
    for (let ms = Math.ceil(low / step) * step; ms <= high; ms += step) marks.push(ms);
    return { marks, isOfDays: step >= DAY };
  }
  const months = MONTHS.find((count) => isFew(count * MONTH)) ?? 12_000;
  const first = new Date(low).getUTCFullYear();
  const years = Math.max(1, months / 12);
  const start = Math.floor(first / years) * years;
  for (let month = 0; ; month += months) {
    const ms = new Date(0).setUTCFullYear(start, month, 1);
    // Beyond what a date can be, too.
    if (!(ms <= high)) return { marks, isOfDays: true };
    if (ms >= low) marks.push(ms);
  }
}

/** An hour where nothing is known. Its ticks are round on the zone's clocks. */
export function axisOf(coverage: Coverage, zone: string): Axis {
  const known = coverage.flatMap(({ from, to }) => [from, to]).filter((ms) => ms !== null);
  const [from, to] = [Math.min(...known), Math.max(...known)];
  if (known.length === 0) return { from: 0, to: HOUR, ticks: [], isOfDays: true };
  const pad = Math.max((to - from) * 0.02, HOUR / 2);
  const [low, high] = [from - pad, to + pad];
  const ahead = offsetAt(low, zone);
  const { marks, isOfDays } = marksIn(low + ahead, high + offsetAt(high, zone));
  const ticks = marks.flatMap((wall) => {
    const ms = wall - offsetAt(wall - ahead, zone);
    return ms < low || ms > high ? [] : [{ ms, at: (ms - low) / (high - low) }];
  });
  return { from: low, to: high, ticks, isOfDays };
}

export interface SpanBar {
  start: number;
  width: number;
  /** One end is not known: the bar runs to the edge. */
  isOpen: boolean;
}

/** Shares of the axis; undefined where no time is known. */
export function barOf(
  { from, to }: Pick<Coverage[number], "from" | "to">,
  axis: Axis,
): SpanBar | undefined {
  if (from === null && to === null) return undefined;
  const share = (ms: number) => (ms - axis.from) / (axis.to - axis.from);
  const start = share(from ?? axis.from);
  const width = Math.max(LEAST_WIDTH, share(to ?? axis.to) - start);
  return { start: Math.min(start, 1 - LEAST_WIDTH), width, isOpen: from === null || to === null };
}

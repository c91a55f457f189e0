/** A straight axis of time: where an instant stands on it, and which instants are written below. */
import { type Interval, intervalOf } from "../../model/time.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((n) => n),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30, 90].map((n) => n * DAY),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((n) => n * 365 * DAY),
];
const MOST_TICKS = 7;
/** How much of the axis lies beyond what is drawn, at each end. */
const MARGIN = 0.06;
const LEAST_SPAN_MS = 10;

export interface Tick {
  at: number;
  /** Of the day, where the steps are shorter than one. */
  clock: string;
  /** Where it is another day than at the tick before. */
  date: string;
}

export interface TimeAxis {
  low: number;
  high: number;
  ticks: readonly Tick[];
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, -14);

function clockOf(ms: number, step: number): string {
  if (step >= DAY) return "";
  const clock = new Date(ms).toISOString().slice(-13, -1);
  return clock.slice(0, step >= MINUTE ? 5 : step >= SECOND ? 8 : 12);
}

function ticksOf(low: number, high: number): Tick[] {
  const step = STEPS.find((one) => (high - low) / one <= MOST_TICKS) ?? high - low;
  const first = Math.ceil(low / step) * step;
  const count = Math.floor((high - first) / step) + 1;
  return Array.from({ length: count }, (_, i) => first + i * step).map((at, i) => {
    const date = dateOf(at);
    const isNew = i === 0 || date !== dateOf(at - step);
    return { at, clock: clockOf(at, step), date: isNew ? date : "" };
  });
}

/** Wide enough for all bounds that are known; undefined when none is. */
export function axisOver(intervals: readonly Interval[]): TimeAxis | undefined {
  const bounds = intervals
    .flatMap(({ earliest, latest }) => [earliest, latest])
    .filter((one) => one !== null);
  if (bounds.length === 0) return undefined;
  const [from, to] = [Math.min(...bounds), Math.max(...bounds)];
  const margin = Math.max(to - from, LEAST_SPAN_MS) * MARGIN;
  const { earliest, latest } = intervalOf(Math.floor(from - margin), Math.ceil(to + margin));
  const [low, high] = [earliest ?? from, latest ?? to];
  return { low, high, ticks: ticksOf(low, high) };
}

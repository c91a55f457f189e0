/** The one axis of time that all bars are drawn on. */
import type { Coverage } from "../../model/answer.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [
  ...[HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
  ...[DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY, 365 * DAY],
];
const MOST_TICKS = 5;
/** What is a moment long is seen nevertheless. */
const LEAST_WIDTH = 0.006;

export interface Axis {
  from: number;
  to: number;
  ticks: readonly { ms: number; at: number }[];
  isOfDays: boolean;
}

const stepFor = (span: number): number => {
  const step = STEPS.find((one) => span / one <= MOST_TICKS);
  return step ?? Math.ceil(span / MOST_TICKS / (365 * DAY)) * 365 * DAY;
};

/** An hour where nothing is known. */
export function axisOf(coverage: Coverage): Axis {
  const known = coverage.flatMap(({ from, to }) => [from, to]).filter((ms) => ms !== null);
  const [from, to] = [Math.min(...known), Math.max(...known)];
  if (known.length === 0) return { from: 0, to: HOUR, ticks: [], isOfDays: true };
  const pad = Math.max((to - from) * 0.02, HOUR / 2);
  const [low, high] = [from - pad, to + pad];
  const step = stepFor(high - low);
  const ticks: { ms: number; at: number }[] = [];
  for (let ms = Math.ceil(low / step) * step; ms <= high; ms += step) {
    ticks.push({ ms, at: (ms - low) / (high - low) });
  }
  return { from: low, to: high, ticks, isOfDays: step >= DAY };
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

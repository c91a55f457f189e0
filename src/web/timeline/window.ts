/** Windows of time, UTC milliseconds. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** The narrowest. */
export const LEAST_MS = 20;

/** No narrower than can be told, no wider than there is, and nowhere beyond that. */
export function within(whole: TimeWindow, { from, to }: TimeWindow): TimeWindow {
  const span = Math.min(whole.to - whole.from, Math.max(LEAST_MS, to - from));
  const start = (from + to - span) / 2;
  const kept = Math.max(whole.from, Math.min(whole.to - span, start));
  return { from: kept, to: kept + span };
}

/** Lengths of time as texts and answers write them. */
import type { Elapsed } from "./answer.ts";

/** `41 min 34.980 s`. */
export function formatDuration(ms: number): string {
  const seconds = (ms % 60_000) / 1000;
  const minutes = Math.floor(ms / 60_000) % 60;
  const hours = Math.floor(ms / 3_600_000) % 24;
  const days = Math.floor(ms / 86_400_000);
  const parts = [
    days > 0 ? `${days} d` : "",
    days > 0 || hours > 0 ? `${hours} h` : "",
    days > 0 || hours > 0 || minutes > 0 ? `${minutes} min` : "",
    `${seconds.toFixed(3)} s`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** `35 min` of what is longer by the millisecond by which two whole minutes or seconds lie apart. */
const brief = (ms: number): string =>
  formatDuration(ms)
    .replace(/(?<=min) 0\.000 s$/, "")
    .replace(/\.000 s$/, " s");

const isAbove = (least: number): boolean => least > 1 && (least - 1) % 1000 === 0;
const isBelow = (most: number): boolean => (most + 1) % 1000 === 0;

/** Of a way that is gone in one moment, as a hop is and the part that brings its whole: nothing elapsed that could be told. */
export const isOneMoment = ({ least, most }: Elapsed): boolean => least === 0 && most === 0;

/** Bounds that come of whole minutes or seconds are told without the millisecond that they leave out. */
export function formatElapsed({ least, most }: Elapsed): string {
  if (least === null && most === null) return "unknown";
  if (least !== null && least === most) return `exactly ${formatDuration(least)}`;
  const from = least === null ? "" : isAbove(least) ? brief(least - 1) : formatDuration(least);
  const to = most === null ? "" : isBelow(most) ? brief(most + 1) : formatDuration(most);
  if (most === null) return `${isAbove(least ?? 0) ? "more than" : "at least"} ${from}`;
  if (least === null) return `${isBelow(most) ? "less than" : "at most"} ${to}`;
  return `${from} to ${to}`;
}

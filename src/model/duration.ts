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

export function formatElapsed({ least, most }: Elapsed): string {
  if (least === null && most === null) return "unknown";
  if (most === null) return `at least ${formatDuration(least ?? 0)}`;
  if (least === null) return `at most ${formatDuration(most)}`;
  if (least === most) return `exactly ${formatDuration(least)}`;
  return `${formatDuration(least)} to ${formatDuration(most)}`;
}

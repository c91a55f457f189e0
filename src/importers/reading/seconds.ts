/** Seconds since 1970, as records write them. */
import { instant, type Time } from "../../model/time.ts";
import { type Fields, RecordError, scalarText } from "./records.ts";
import type { Said } from "./said.ts";

/** From the year 10000 on: no time of seconds. */
export const MAX_SECONDS = 253_402_300_800;

/**
 * UTC seconds in digits or as a number; undefined where there is none, or 0.
 * @throws RecordError for what is no such time
 */
export function secondsAt(fields: Fields, name: string, at: string): Said<Time> | undefined {
  const written = fields[name];
  if (written === undefined || written === null || written === "") return undefined;
  const digits = typeof written === "string" || typeof written === "number" ? `${written}` : "";
  const seconds = /^\d{1,12}(?:\.\d{1,9})?$/.test(digits) ? Math.floor(Number(digits)) : -1;
  if (seconds < 0 || seconds >= MAX_SECONDS) {
    const shown = scalarText(written).slice(0, 80).toWellFormed();
    throw new RecordError("bad-time", `"${shown}" is no time in seconds`, `${at}/${name}`);
  }
  if (seconds === 0) return undefined;
  return { value: instant(seconds * 1000, "second", digits), at: `${at}/${name}` };
}

/**
 * Times of tdesktop's exports: a local clock without its zone, and since version 3.7.6 the seconds
 * of UTC beside it.
 */
import { instant, parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { type Fields, quoted, RecordError } from "../reading/records.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import type { Warning } from "../reading/told.ts";

const HOUR = 3_600_000;

export function findUnixTime(value: unknown): Time | undefined {
  const written = typeof value === "number" ? String(value) : value;
  if (typeof written !== "string" || !/^[1-9]\d{0,11}(?:\.0)?$/.test(written)) return undefined;
  const seconds = Number(written);
  return seconds < MAX_SECONDS ? instant(seconds * 1000, "second", written) : undefined;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === "";

/** @throws RecordError for a time that does not exist */
export function readTime(value: unknown, zone: Zone, at: string): Time {
  try {
    return parseTime(typeof value === "string" ? value : quoted(value), zone);
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", error.message, at);
  }
}

/** Whether a local clock can show that moment in some zone that is in use. */
function canShow(local: unknown, { earliest }: Time): boolean {
  if (typeof local !== "string" || earliest === null) return false;
  const ahead = Date.parse(`${local}Z`) - earliest;
  return ahead >= -12 * HOUR && ahead <= 14 * HOUR;
}

/** Versions before 2.8 write the beginning of 1970 where nothing was edited. */
const isNever = ({ latest }: Time): boolean => latest !== null && latest < 48 * HOUR;

interface Dated {
  times: { value: Time; at: string }[];
  warnings: Warning[];
}

/**
 * The time at `date` and `date_unixtime`, or `edited` and `edited_unixtime`; both where they disagree.
 * @throws RecordError for a time that does not exist
 */
export function datesAt(fields: Fields, name: "date" | "edited", zone: Zone): Dated {
  const [local, seconds] = [fields[name], fields[`${name}_unixtime`]];
  const [localAt, secondsAt] = [`/${name}`, `/${name}_unixtime`];
  const dated: Dated = { times: [], warnings: [] };
  if (!isAbsent(seconds)) {
    const value = findUnixTime(seconds);
    if (value === undefined) {
      throw new RecordError("bad-time", `${quoted(seconds)} is no time in seconds`, secondsAt);
    }
    dated.times.push({ value, at: secondsAt });
    if (isAbsent(local) || canShow(local, value)) return dated;
    const words = `${name} is no clock's time at ${name}_unixtime`;
    dated.warnings.push(["time-disagrees", words, localAt]);
  }
  if (isAbsent(local)) return dated;
  const value = readTime(local, zone, localAt);
  if (!isNever(value)) dated.times.push({ value, at: localAt });
  return dated;
}

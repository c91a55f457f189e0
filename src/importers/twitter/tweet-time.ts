/** The time of a v1.1 tweet: `created_at`, a clock of seconds with its offset beside it. */
import type { TimeFact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import type { Key } from "../../model/key.ts";
import { instant, type Time } from "../../model/time.ts";
import { type Fields, RecordError, scalarText } from "../reading/records.ts";
import { shortened } from "./tweet-ids.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const CREATED_AT =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}):([0-5]\d):([0-5]\d) ([+-])(\d{2})([0-5]\d) (\d{4})$/;

/** UTC milliseconds of `Fri May 05 18:49:30 +0000 2017`; undefined for a time that cannot be. */
function findMoment(text: string): { ms: number; offset: string } | undefined {
  const match = CREATED_AT.exec(text);
  if (!match) return undefined;
  const [, name = "", day, hour, minute, second, sign, zoneHours, zoneMinutes, year] = match;
  const month = MONTHS.indexOf(name);
  const local = Date.UTC(
    Number(year),
    month,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const date = new Date(local);
  const exists =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === month &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24;
  if (!exists || Number(zoneHours) > 14) return undefined;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return {
    ms: local - (sign === "-" ? -zone : zone),
    offset: `${sign}${zoneHours}:${zoneMinutes}`,
  };
}

/** The second that `created_at` names; undefined for what is no such time. */
export function findSecond(written: unknown): Time | undefined {
  const moment = findMoment(scalarText(written));
  return (
    moment && {
      earliest: moment.ms,
      latest: moment.ms + 999,
      precision: "second",
      zone: { name: moment.offset, reason: "explicit" },
      asWritten: scalarText(written),
    }
  );
}

/** @throws RecordError for a time that does not exist */
export function findPublication(item: Key, tweet: Fields, at: string): TimeFact | undefined {
  const written = tweet["created_at"];
  if (written === undefined || written === null) return undefined;
  const time = findSecond(written);
  if (time === undefined) {
    throw new RecordError(
      "bad-time",
      `"${shortened(scalarText(written))}" is no time that exists: v1.1 writes Fri May 05 18:49:30 +0000 2017`,
      `${at}/created_at`,
    );
  }
  return { fact: "time", item, kind: "published", ...time, at: `${at}/created_at` };
}

/** `timestamp_ms` of a stream; undefined for what is no such time. */
export function findStamp(item: Key, tweet: Fields, at: string): TimeFact | undefined {
  const ms = findMilliseconds(tweet["timestamp_ms"]);
  if (ms === undefined) return undefined;
  const time = instant(ms, "millisecond", String(ms));
  return { fact: "time", item, kind: "published", ...time, at: `${at}/timestamp_ms` };
}

/** Milliseconds since 1970 in digits, before the year 10000. */
export function findMilliseconds(written: unknown): number | undefined {
  const digits = typeof written === "string" || typeof written === "number" ? `${written}` : "";
  return /^\d{12,14}$/.test(digits) ? Number(digits) : undefined;
}

/** More than a second between the clock and the id: one of them was not made by Twitter. */
export function disagreesWithId(time: TimeFact, item: Key): boolean {
  const byId = publishedByKey(item);
  if (byId === undefined || time.earliest === null || time.latest === null) return false;
  return byId < time.earliest - 1000 || byId > time.latest + 1000;
}

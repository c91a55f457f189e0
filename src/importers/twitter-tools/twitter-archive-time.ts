/** Times in account archives: as in API v1.1, in ISO, and until 2018 as `2017-05-05 18:49:30 +0000`. */
import type { TimeFact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import type { Key } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError, timeSchema } from "../../model/time.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { publishedAt } from "../twitter/tweet-said.ts";
import { CREATED_AT, findPublication } from "../twitter/tweet-time.ts";

/** Undefined for what is no time. */
export function findArchiveTime(key: Key, written: string): Time | undefined {
  try {
    const time = CREATED_AT.test(written)
      ? findPublication(key, { created_at: written }, "")
      : parseTime(written);
    return time && timeSchema.parse(time);
  } catch (error) {
    if (error instanceof TimeFormatError || error instanceof RecordError) return undefined;
    throw error;
  }
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2}) 00:00:00 \+0000$/;

/**
 * Midnight of an early tweet, whose id holds no time, may stand for a day of which no more was kept:
 * it is told as the day, in which midnight lies.
 * @throws RecordError for a time that does not exist
 */
export function archivePublication(key: Key, { value, at }: Said): TimeFact {
  if (CREATED_AT.test(value)) {
    const time = findPublication(key, { created_at: value }, at.replace(/\/created_at$/, ""));
    if (time) return time;
  }
  const day = publishedByKey(key) === undefined ? MIDNIGHT.exec(value)?.[1] : undefined;
  if (day === undefined) return publishedAt(key, { value, at });
  const zone = { name: "+0000", reason: "explicit" } as const;
  return { ...publishedAt(key, { value: day, at }, zone), asWritten: value };
}

/** Times of Twitter's v2 answers: ISO 8601 in UTC, of seconds although milliseconds are written. */
import type { TimeFact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { type Fields, findFields, RecordError, scalarText } from "../reading/records.ts";
import { shortened } from "./tweet-ids.ts";

/** Where the zone is written and the last three digits are only filled up, they say nothing. */
const FILLED = /^(.{19})\.000(Z)$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

export const isV2Time = (value: unknown): boolean => typeof value === "string" && ISO.test(value);

/**
 * @throws RecordError for a time that does not exist
 */
export function findTime(value: unknown, at: string): Time | undefined {
  if (value === undefined || value === null) return undefined;
  const text = scalarText(value);
  try {
    if (isV2Time(text)) return { ...parseTime(text.replace(FILLED, "$1$2")), asWritten: text };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
  }
  throw new RecordError(
    "bad-time",
    `"${shortened(text)}" is no time that exists: v2 writes 2017-05-05T18:49:30.000Z`,
    at,
  );
}

/** @throws RecordError for a time that does not exist */
export function findPublished(item: Key, record: Fields, at: string): TimeFact | undefined {
  const time = findTime(record["created_at"], `${at}/created_at`);
  return time && { fact: "time", item, kind: "published", ...time, at: `${at}/created_at` };
}

/** Undefined for a time that does not exist too. */
export function findSoundTime(value: unknown): Time | undefined {
  try {
    return findTime(value, "");
  } catch (error) {
    if (error instanceof RecordError) return undefined;
    throw error;
  }
}

/** The end of the second in which twarc wrote that it was given the page; undefined for none. */
export const retrievedBy = (page: Fields): number | undefined =>
  findSoundTime(findFields(page["__twarc"])?.["retrieved_at"])?.latest ?? undefined;

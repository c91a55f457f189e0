/** When a film or comment was published, as yt-dlp tells it. */
import { type Precision, parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { type Said, scalarAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";

const UTC = { name: "UTC", reason: "documented" } as const;
const CALIFORNIA = { name: "America/Los_Angeles", reason: "documented" } as const;
const EITHER = "UTC, or California's where YouTube's page says no hour (yt-dlp, extractor/youtube)";

/**
 * A day written YYYYMMDD, in UTC as yt-dlp documents it; on YouTube, where it may be California's, as wide as
 * both. @throws RecordError for a day that does not exist
 */
export function dayAt(
  fields: Fields,
  name: string,
  at: string,
  isYouTube: boolean,
): Said<Time> | undefined {
  const said = scalarAt(fields, name, at);
  if (said === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(said.value) ?? [];
  const written = `${year}-${month}-${day}`;
  try {
    const time: Time = { ...parseTime(written, UTC), asWritten: said.value };
    if (!isYouTube) return { value: time, at: said.at };
    const { latest } = parseTime(written, CALIFORNIA);
    return { value: { ...time, latest, zone: { ...UTC, note: EITHER } }, at: said.at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", `"${said.value.slice(0, 80)}" is no day`, said.at);
  }
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Unit {
  /** No such unit is longer. */
  width: number;
  /** By how much yt-dlp's rounding and a unit of other length may put the estimate too early, for each unit. */
  drift: number;
  /** yt-dlp rounds to the nearest of these. */
  rounded: number;
  precision: Precision;
}

const UNITS = {
  second: { width: SECOND, drift: 0, rounded: SECOND, precision: "second" },
  minute: { width: MINUTE, drift: 0, rounded: MINUTE, precision: "minute" },
  hour: { width: HOUR, drift: 0, rounded: HOUR, precision: "hour" },
  day: { width: DAY, drift: 0, rounded: DAY, precision: "day" },
  week: { width: 7 * DAY, drift: 0, rounded: DAY, precision: "month" },
  month: { width: 31 * DAY, drift: DAY, rounded: DAY, precision: "month" },
  year: { width: 366 * DAY, drift: DAY, rounded: DAY, precision: "year" },
} satisfies Record<string, Unit>;

/** As yt-dlp reads them (extractor/youtube/_base.py, extract_relative_time); months before minutes. */
const NAMES: readonly (readonly [RegExp, keyof typeof UNITS])[] = [
  [/^mo/, "month"],
  [/^mi/, "minute"],
  [/^s/, "second"],
  [/^h/, "hour"],
  [/^d/, "day"],
  [/^w/, "week"],
  [/^y/, "year"],
];
const AGO = /(\d{1,4})\s*([a-z]{1,7}?)s?\s*ago/i;

interface Age {
  unit: keyof typeof UNITS;
  count: number;
}

function ageIn(text: string): Age | undefined {
  if (/\b(?:today|yesterday|now)\b/i.test(text)) return { unit: "day", count: 1 };
  const [, count = "", name = ""] = AGO.exec(text) ?? [];
  const unit = NAMES.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
  return unit && { unit, count: Number(count) };
}

/** As "12 months ago" may be a year by the calendar. */
const LEAST_DRIFTS = 13;

/** What the words must have been, where they were not kept: the coarsest unit that fits the age. */
function ageBy(posted: number, collected: number | undefined): Age {
  const days = collected === undefined ? Number.POSITIVE_INFINITY : (collected - posted) / DAY;
  // Where nothing says when it was collected, as wide as the coarsest.
  if (!Number.isFinite(days)) return { unit: "year", count: 30 };
  if (days >= 355) return { unit: "year", count: Math.max(LEAST_DRIFTS, Math.ceil(days / 365)) };
  if (days >= 27) return { unit: "month", count: Math.ceil(days / 30) };
  if (days >= 6.5) return { unit: "week", count: 1 };
  if (days >= 0.45) return { unit: "day", count: 1 };
  return { unit: "hour", count: 1 };
}

export interface Estimate {
  /** As the site wrote it, such as "2 years ago (edited)". */
  words: string | undefined;
  /** By when it was collected, in UTC milliseconds. */
  collected: number | undefined;
}

/**
 * yt-dlp makes a time out of "2 years ago": its own clock less two years, rounded to the unit, and to days from
 * weeks on (utils, datetime_from_str). What was posted two years ago, and not three, was posted up to a year
 * before that, and surely before it was collected. The site does not say how long its months and years are,
 * so a day is granted for each. @throws RecordError for what is no time
 */
export function estimateAt(fields: Fields, at: string, estimate: Estimate): Said<Time> | undefined {
  const said = secondsAt(fields, "timestamp", at);
  const posted = said?.value.earliest;
  if (said === undefined || posted === null || posted === undefined) return undefined;
  const { words, collected } = estimate;
  const { unit, count } = ageIn(words ?? "") ?? ageBy(posted, collected);
  const { width, drift, rounded, precision } = UNITS[unit];
  const slack = rounded / 2 + drift * count;
  const latest = posted + slack + SECOND - 1;
  const value: Time = {
    earliest: posted - width - slack,
    latest: collected !== undefined && collected >= posted ? Math.min(latest, collected) : latest,
    precision,
    zone: { ...UTC, note: "estimated by the collector out of how long ago the site said it was" },
    asWritten: words ?? said.value.asWritten ?? "",
  };
  return { value, at: said.at };
}

/**
 * Times as intervals of UTC milliseconds. Nothing here invents a time: what is written narrows,
 * what is not written stays open.
 */
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** Inclusive bounds in UTC milliseconds; null is unbounded. */
export const intervalSchema = z.object({
  earliest: z.number().int().nullable(),
  latest: z.number().int().nullable(),
});
export type Interval = z.infer<typeof intervalSchema>;

export const TIME_KINDS = ["published", "captured", "edited"] as const;
export const timeKindSchema = z.enum(TIME_KINDS);

export const PRECISIONS = [
  "millisecond",
  "second",
  "minute",
  "hour",
  "day",
  "month",
  "year",
] as const;
const precisionSchema = z.enum(PRECISIONS);
export type Precision = z.infer<typeof precisionSchema>;

/** Why a zone is believed: written beside the time, documented for the format, granted by a person, or not known. */
const zoneReasonSchema = z.enum(["explicit", "documented", "granted", "unknown"]);
export const zoneSchema = z.object({
  /** `UTC`, an offset such as `+02:00`, or an IANA name; absent when unknown. */
  name: z.string().min(1).optional(),
  reason: zoneReasonSchema,
  note: z.string().optional(),
});
export type Zone = z.infer<typeof zoneSchema>;

/** An interval with how it was written and read. */
export const timeSchema = intervalSchema.extend({
  precision: precisionSchema.optional(),
  zone: zoneSchema.optional(),
  asWritten: z.string().optional(),
});
export type Time = z.infer<typeof timeSchema>;

export const OPEN: Interval = { earliest: null, latest: null };

/** Bounds as numbers with infinities, for arithmetic. */
export const lowOf = (interval: Interval): number => interval.earliest ?? Number.NEGATIVE_INFINITY;
export const highOf = (interval: Interval): number => interval.latest ?? Number.POSITIVE_INFINITY;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
export const intervalOf = (low: number, high: number): Interval => ({
  earliest: finite(low),
  latest: finite(high),
});

export const isEmpty = (interval: Interval): boolean => lowOf(interval) > highOf(interval);

export const intersect = (a: Interval, b: Interval): Interval =>
  intervalOf(Math.max(lowOf(a), lowOf(b)), Math.min(highOf(a), highOf(b)));

export const hull = (a: Interval, b: Interval): Interval =>
  intervalOf(Math.min(lowOf(a), lowOf(b)), Math.max(highOf(a), highOf(b)));

/** True when `outer` contains `inner` and is wider. */
export const strictlyContains = (outer: Interval, inner: Interval): boolean =>
  lowOf(outer) <= lowOf(inner) &&
  highOf(outer) >= highOf(inner) &&
  (lowOf(outer) < lowOf(inner) || highOf(outer) > highOf(inner));

const WRITTEN =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

const HOUR = 3_600_000;
/** Zones in use range from UTC-12 to UTC+14, so a local time of unknown zone is that uncertain. */
const WESTMOST = -12 * HOUR;
const EASTMOST = 14 * HOUR;

export class TimeFormatError extends Error {}

/** A local time, in milliseconds as if its clock were UTC's. */
interface WrittenTime {
  first: number;
  last: number;
  precision: Precision;
  offset: string | undefined;
}

type Calendar = readonly [year: number, month: number, day: number];
type Clock = readonly [hour: number, minute: number, second: number, millisecond: number];

/** Milliseconds of a date of the proleptic Gregorian calendar; undefined for one that does not exist. */
function findMs([year, month, day]: Calendar, clock: Clock = [0, 0, 0, 0]): number | undefined {
  const [hour, minute, second, millisecond] = clock;
  const date = new Date(0);
  // Not Date.UTC, which takes years below 100 for years of the last century.
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  return date.setUTCHours(hour, minute, second, millisecond);
}

const MINUTE = 60_000;
const WIDTHS = { day: 24 * HOUR, hour: HOUR, minute: MINUTE, second: 1000 } as const;

/** How long the moment or period is that was written. */
function widthOf(
  [year, month]: Calendar,
  first: number,
  precision: Precision,
  fraction: string | undefined,
): number {
  if (precision === "millisecond") return 10 ** Math.max(0, 3 - (fraction ?? "").length);
  if (precision !== "month" && precision !== "year") return WIDTHS[precision];
  const isLast = precision === "year" || month === 12;
  const next = findMs(isLast ? [year + 1, 1, 1] : [year, month + 1, 1]);
  return (next ?? Number.NaN) - first;
}

function precisionOf([month, day, minute, second, fraction]: readonly (
  | string
  | undefined
)[]): Precision {
  if (fraction !== undefined) return "millisecond";
  if (second !== undefined) return "second";
  if (minute !== undefined) return "minute";
  if (day !== undefined) return "day";
  return month === undefined ? "year" : "month";
}

function parseWritten(text: string): WrittenTime {
  const match = WRITTEN.exec(text.trim());
  if (!match) {
    throw new TimeFormatError(
      `"${text}" is not a time: write YYYY-MM-DD, YYYY-MM-DD HH:MM or YYYY-MM-DD HH:MM:SS`,
    );
  }
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const calendar: Calendar = [Number(year), Number(month ?? 1), Number(day ?? 1)];
  const millisecond = fraction === undefined ? 0 : Number(fraction.padEnd(3, "0").slice(0, 3));
  const clock: Clock = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), millisecond];
  const first = findMs(calendar, clock);
  if (first === undefined) throw new TimeFormatError(`"${text}" is not a date that exists`);
  const precision = precisionOf([month, day, minute, second, fraction]);
  const last = first + widthOf(calendar, first, precision, fraction) - 1;
  return { first, last, precision, offset };
}

const OFFSET = /^(?:UTC|GMT|Z)$|^([+-])(\d{2}):?(\d{2})$/;

function offsetMs(name: string): number | undefined {
  const match = OFFSET.exec(name);
  if (!match) return undefined;
  const [, sign, hours, minutes] = match;
  if (sign === undefined) return 0;
  const size = Number(hours) * HOUR + Number(minutes) * 60_000;
  const offset = sign === "-" ? -size : size;
  if (Number(minutes) > 59 || offset < WESTMOST || offset > EASTMOST) {
    throw new TimeFormatError(`"${name}" is not an offset that is in use`);
  }
  return offset;
}

/** Names of the tz database; Temporal would also take the zone out of a whole date-time. */
const ZONE_NAME = /^[A-Za-z][\w+/-]*$/;

const noZone = (zone: string, cause?: unknown): TimeFormatError =>
  new TimeFormatError(
    `"${zone}" is not a zone: write UTC, an offset such as +02:00, or a name such as Europe/Paris`,
    cause === undefined ? {} : { cause },
  );

/** Epoch milliseconds of a local time in a zone; an hour that occurs twice or never gives its outermost reading. */
function instantMs(local: number, zone: string, side: "earliest" | "latest"): number {
  const offset = offsetMs(zone);
  if (offset !== undefined) return local - offset;
  if (!ZONE_NAME.test(zone)) throw noZone(zone);
  const written = Temporal.Instant.fromEpochMilliseconds(local)
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime();
  const read = (disambiguation: "earlier" | "later") =>
    written.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  try {
    const both = [read("earlier"), read("later")];
    return side === "earliest" ? Math.min(...both) : Math.max(...both);
  } catch (cause) {
    throw noZone(zone, cause);
  }
}

/**
 * The interval that a written time stands for: as wide as its precision, and as wide as all zones
 * if its zone is unknown. An offset written beside the time wins over `zone`.
 * @throws TimeFormatError if the text is no time, the date does not exist, or the zone is unknown to the tz database
 */
export function parseTime(text: string, zone: Zone = { reason: "unknown" }): Time {
  const { first, last, precision, offset } = parseWritten(text);
  const used: Zone = offset === undefined ? zone : { name: offset, reason: "explicit" };
  if (used.name === undefined) {
    return {
      earliest: instantMs(first, "UTC", "earliest") - EASTMOST,
      latest: instantMs(last, "UTC", "latest") - WESTMOST,
      precision,
      zone: { ...used, reason: "unknown" },
      asWritten: text,
    };
  }
  return {
    earliest: instantMs(first, used.name, "earliest"),
    latest: instantMs(last, used.name, "latest"),
    precision,
    zone: used,
    asWritten: text,
  };
}

/** An exact instant of UTC milliseconds, as platforms record it. */
export function instant(ms: number, precision: "second" | "millisecond", asWritten?: string): Time {
  return {
    earliest: ms,
    latest: precision === "second" ? ms + 999 : ms,
    precision,
    zone: { name: "UTC", reason: "documented" },
    ...(asWritten === undefined ? {} : { asWritten }),
  };
}

/** `2017-05-05 18:35:00.000 UTC`, or `unknown`. */
export const formatInstant = (ms: number | null): string =>
  ms === null || !Number.isFinite(ms)
    ? "unknown"
    : `${new Date(ms).toISOString().replace("T", " ").replace("Z", "")} UTC`;

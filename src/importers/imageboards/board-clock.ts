/**
 * By which clock a collection's times of 4chan's posts are. Asagi and FoolFuuka, and so the dumps of
 * 4plebs and whatever was made of them, keep the clock of New York written as if it were UTC
 * (FoolCode/FoolFuuka, src/Model/Comment.php, `setBulk`). The name of a post's picture, the millisecond
 * of its upload, shows which of the two a clock is.
 */
import { hull, parseTime, type Time, type Zone } from "../../model/time.ts";
import type { Warning } from "../reading/told.ts";

export type BoardClock = "utc" | "new-york";

const NEW_YORK = {
  name: "America/New_York",
  reason: "documented",
  note: "dumps of 4plebs hold New York's clock, and the picture's name shows that this is one",
} as const;

export const OTHER_MOMENT =
  "the name of the picture shows another moment than the time of the post";
const EITHER = "the file holds posts by UTC and by New York's clock: this one may have either";
const NOT_SHOWN =
  "no picture shows whether the clock is UTC or, as in dumps of 4plebs, New York's: grant a zone";

const MINUTE = 60_000;
const UPLOAD = /^(\d{13})(?:\d{3})?(?:\.\w{1,5})?$/;

/** The moment in the name that 4chan gives a picture: milliseconds, later microseconds. */
export const uploadMs = (image: string | undefined): number | undefined => {
  const digits = UPLOAD.exec(image ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export const isNear = (time: Time, ms: number): boolean =>
  time.earliest !== null &&
  time.latest !== null &&
  ms >= time.earliest - 2 * MINUTE &&
  ms <= time.latest + 2 * MINUTE;

const asWritten = ({ asWritten: written }: Time) =>
  written === undefined ? {} : { asWritten: written };

/** The same figures read as the clock of a zone. */
function asIn(time: Time, zone: Zone): Time {
  const figures = new Date(time.earliest ?? 0).toISOString().slice(0, 19);
  return { ...parseTime(figures, zone), ...asWritten(time) };
}

/** What a picture shows of the clock of a time that is read as UTC; undefined without one, or where it shows neither. */
export function clockOf(time: Time, upload: number | undefined): BoardClock | undefined {
  if (upload === undefined) return undefined;
  if (isNear(time, upload)) return "utc";
  return isNear(asIn(time, NEW_YORK), upload) ? "new-york" : undefined;
}

export interface BoardClocks {
  /** By which clocks the posts of the file are, as far as their pictures have shown it. */
  clocks: Set<BoardClock>;
  /** Of clocks that write none. */
  zone: Zone;
}

export interface ReadClock {
  time: Time;
  /** By which clock it was read; undefined where it may be either, or a person granted the zone. */
  clock?: BoardClock;
  warning?: Warning;
}

/** The moment as the clock shows it, and what a person should know of that. @param time read as UTC */
export function readClock(
  time: Time,
  upload: number | undefined,
  { clocks: all, zone }: BoardClocks,
  at: string | undefined,
): ReadClock {
  const shown = clockOf(time, upload);
  if (shown !== undefined) all.add(shown);
  const clocks = shown === undefined ? all : new Set([shown]);
  if (clocks.size === 0 && zone.reason === "granted") return { time: asIn(time, zone) };
  if (clocks.size !== 1) {
    const either = { ...hull(time, asIn(time, NEW_YORK)), precision: "second" } as const;
    const read = { ...either, zone: { reason: "unknown" }, ...asWritten(time) } as const;
    return { time: read, warning: ["clock-unsure", clocks.size === 0 ? NOT_SHOWN : EITHER, at] };
  }
  const isNewYork = clocks.has("new-york");
  const agrees = shown !== undefined || upload === undefined;
  return {
    time: isNewYork ? asIn(time, NEW_YORK) : time,
    clock: isNewYork ? "new-york" : "utc",
    ...(agrees ? {} : { warning: ["time-disagrees", OTHER_MOMENT, at] }),
  };
}

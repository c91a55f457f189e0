/**
 * Times of Pastebin's pages: `Friday 5th of July 2013 01:57:35 AM CDT` in the title of a date, US
 * Central with its abbreviation beside it; the date itself is a day only, `Jul 5th, 2013`.
 */
import { parseTime, type Time, TimeFormatError, type Zone } from "../model/time.ts";
import { RecordError } from "./records.ts";

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

const MOMENT =
  /^(?:Last edit on: )?[A-Z][a-z]+day (\d{1,2})(?:st|nd|rd|th) of ([A-Z][a-z]+),? (\d{4}) (\d{1,2}):([0-5]\d):([0-5]\d) ([AP])M(?: ([A-Z]{2,5}))?$/;
const DAY = /^([A-Z][a-z]{2}) (\d{1,2})(?:st|nd|rd|th), (\d{4})$/;

/** Offsets of the abbreviations that the site writes. Others mean several zones. */
const OFFSETS: ReadonlyMap<string, string> = new Map([
  ["CDT", "-05:00"],
  ["CST", "-06:00"],
  ["UTC", "+00:00"],
  ["GMT", "+00:00"],
]);

const two = (digits: number | string): string => String(digits).padStart(2, "0");

function monthOf(name: string): string {
  return two(MONTHS.findIndex((month) => month === name || month.slice(0, 3) === name) + 1);
}

function read(iso: string, zone: Zone, asWritten: string, at: string): Time {
  try {
    return { ...parseTime(iso, zone), asWritten };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", `"${asWritten}" is no time that exists`, at);
  }
}

/**
 * The time in the title of a date; undefined for other words. Without an abbreviation that is known
 * its zone is the one granted, or all.
 * @throws RecordError for a time that does not exist
 */
export function findMoment(title: string, granted: Zone, at: string): Time | undefined {
  const [, day = "", month = "", year = "", hour = "", minute = "", second = "", half, name] =
    MOMENT.exec(title.trim()) ?? [];
  if (day === "") return undefined;
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  const offset = OFFSETS.get(name ?? "");
  const iso = `${year}-${monthOf(month)}-${two(day)} ${two(Number(hour) > 12 ? 99 : hours)}:${minute}:${second}`;
  const zone: Zone =
    offset === undefined
      ? granted
      : { name: offset, reason: "explicit", ...(name === undefined ? {} : { note: name }) };
  return read(iso, zone, title.trim(), at);
}

/** The day that a date shows; undefined for other words. */
export function findDay(words: string, granted: Zone, at: string): Time | undefined {
  const [, month = "", day = "", year = ""] = DAY.exec(words.trim()) ?? [];
  if (day === "") return undefined;
  return read(`${year}-${monthOf(month)}-${two(day)}`, granted, words.trim(), at);
}

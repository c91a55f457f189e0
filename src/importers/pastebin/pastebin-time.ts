/**
 * Times of Pastebin's pages: `Friday 5th of July 2013 01:57:35 AM CDT` in the title of a date, US
 * Central with its abbreviation beside it; the date itself is a day only, `Jul 5th, 2013`.
 */
import { hull, OPEN, parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { RecordError } from "../reading/records.ts";

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

const MOMENT =
  /^(?:Last edit on: )?([A-Z][a-z]+day) (\d{1,2})(?:st|nd|rd|th) of ([A-Z][a-z]+),? (\d{4}) (\d{1,2}):([0-5]\d):([0-5]\d) ([AP])M(?: ([A-Z]{2,5}))?$/;
const DAY = /^([A-Z][a-z]{2}) (\d{1,2})(?:st|nd|rd|th), (\d{4})$/;

const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** Offsets of the abbreviations that the site writes. Others mean several zones. */
const OFFSETS: ReadonlyMap<string, string> = new Map([
  ["CDT", "-05:00"],
  ["CST", "-06:00"],
  ["UTC", "+00:00"],
  ["GMT", "+00:00"],
]);

/** US Central, whose abbreviation goes by the calendar. */
const CENTRAL: Zone = { name: "America/Chicago", reason: "documented" };

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

/** What the parts of a title say, each by itself; undefined for other words. */
interface Written {
  weekday: string;
  iso: string;
  zoneName: string | undefined;
}

function findWritten(title: string): Written | undefined {
  const [all, weekday = "", day = "", month = "", year = "", hour, minute, second, half, zoneName] =
    MOMENT.exec(title.trim()) ?? [];
  if (all === undefined) return undefined;
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  const clock = `${two(Number(hour) > 12 ? 99 : hours)}:${minute}:${second}`;
  return { weekday, iso: `${year}-${monthOf(month)}-${two(day)} ${clock}`, zoneName };
}

const isOnWeekday = ({ weekday, iso }: Written): boolean =>
  DAYS[new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay()] === weekday;

/** Both readings of a clock whose abbreviation (CDT in January) is not the calendar's; else undefined. */
function againstCalendar({ iso, zoneName }: Written, time: Time): Time | undefined {
  if (zoneName !== "CDT" && zoneName !== "CST") return undefined;
  const central = parseTime(iso, CENTRAL);
  if (time.earliest === central.earliest || time.latest === central.latest) return undefined;
  const note = `${zoneName}, against the calendar`;
  return { ...time, ...hull(time, central), zone: { ...CENTRAL, note } };
}

/**
 * The time in the title of a date; undefined for other words. Without an abbreviation that is known
 * its zone is the one granted, or all; with one against the calendar it spans both offsets; with
 * another weekday than the date's it is open, since nothing says which of the two is wrong.
 * @throws RecordError for a time that does not exist
 */
export function findMoment(title: string, granted: Zone, at: string): Time | undefined {
  const written = findWritten(title);
  if (written === undefined) return undefined;
  const { iso, zoneName: name } = written;
  const offset = OFFSETS.get(name ?? "");
  const zone: Zone =
    offset === undefined
      ? granted
      : { name: offset, reason: "explicit", ...(name === undefined ? {} : { note: name }) };
  const time = read(iso, zone, title.trim(), at);
  if (!isOnWeekday(written)) return { ...OPEN, asWritten: title.trim() };
  return againstCalendar(written, time) ?? time;
}

/** What makes the time in a title doubtful, where `findMoment` reads one. */
export function findDoubt(title: string): string | undefined {
  const written = findWritten(title);
  if (written === undefined) return undefined;
  const { weekday, iso, zoneName } = written;
  if (!isOnWeekday(written)) {
    return `${iso.slice(0, 10)} was no ${weekday}: the time is taken as not known`;
  }
  const offset = OFFSETS.get(zoneName ?? "");
  const time =
    offset === undefined ? undefined : parseTime(iso, { name: offset, reason: "explicit" });
  if (time === undefined || againstCalendar(written, time) === undefined) return undefined;
  return `${zoneName} was not in force on ${iso.slice(0, 10)}: the time spans both offsets of US Central`;
}

/** The day that a date shows; undefined for other words. */
export function findDay(words: string, granted: Zone, at: string): Time | undefined {
  const [, month = "", day = "", year = ""] = DAY.exec(words.trim()) ?? [];
  if (day === "") return undefined;
  return read(`${year}-${monthOf(month)}-${two(day)}`, granted, words.trim(), at);
}

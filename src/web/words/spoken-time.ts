/** What clocks show, in any zone. */
import type { Clocks, Shown } from "../../model/spoken-time.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, hourCycle: "h23", timeZoneName: "longOffset" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit", era: "short" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
  });
  formats.set(zone, made);
  return made;
}

/** As ISO 8601 writes it: the year before 1 is 0, and one of other than four digits has six and a sign. */
export function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, "0");
  return `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
}

/** The last instant that a date can be. */
const LAST = 8.64e15;

const within = (ms: number): number => Math.max(-LAST, Math.min(LAST, ms));

/** What a zone's clocks and calendars show, part by part. */
export function wallParts(ms: number, zone: string) {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(within(ms))
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const year = Number(of("year"));
  return { of, year: of("era").startsWith("B") ? 1 - year : year };
}

export function shown(ms: number, zone: string): Shown {
  if (zone === "UTC") {
    const iso = new Date(within(ms)).toISOString();
    const split = iso.indexOf("T");
    return { date: iso.slice(0, split), clock: iso.slice(split + 1, -1), offset: "UTC" };
  }
  const { of, year } = wallParts(ms, zone);
  return {
    date: `${isoYear(year)}-${of("month")}-${of("day")}`,
    clock: `${of("hour")}:${of("minute")}:${of("second")}.${of("fractionalSecond")}`,
    offset: of("timeZoneName").replace("GMT", "UTC"),
  };
}

/** An instant as far as the first so many characters of its clock, `18:35` being five. */
export function spokenUpTo(ms: number, zone: string, length: number): string {
  const { date, clock, offset } = shown(ms, zone);
  return `${date} ${clock.slice(0, length)} ${offset}`;
}

export const clocksIn =
  (zone: string): Clocks =>
  (ms) =>
    shown(ms, zone);

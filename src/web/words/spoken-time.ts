/** Times in words, in any zone. Nothing is rounded: what is a minute wide is told as that minute. */
import type { Interval } from "../../model/time.ts";

interface Shown {
  date: string;
  /** `18:35:00.000`. */
  clock: string;
  /** `UTC`, `UTC+02:00`. */
  offset: string;
}

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

export function spokenInstant(ms: number, zone: string): string {
  const { date, clock, offset } = shown(ms, zone);
  return `${date} ${clock} ${offset}`;
}

const MINUTE = 60_000;
const SECOND = 1000;

function spokenUnit(earliest: number, latest: number, zone: string): string | undefined {
  const { date, clock, offset } = shown(earliest, zone);
  const width = latest - earliest + 1;
  if (width === MINUTE && clock.endsWith(":00.000")) {
    return `in the minute ${date} ${clock.slice(0, 5)} ${offset}`;
  }
  if (width === SECOND && clock.endsWith(".000")) {
    return `in the second ${date} ${clock.slice(0, 8)} ${offset}`;
  }
  return undefined;
}

function spokenBetween(earliest: number, latest: number, zone: string): string {
  const [from, to] = [shown(earliest, zone), shown(latest, zone)];
  const start = `${from.date} ${from.clock}${from.offset === to.offset ? "" : ` ${from.offset}`}`;
  const end = from.date === to.date ? to.clock : `${to.date} ${to.clock}`;
  return `between ${start} and ${end} ${to.offset}`;
}

export function spokenTime({ earliest, latest }: Interval, zone: string): string {
  if (earliest === null && latest === null) return "at an unknown time";
  if (earliest === null) return `by ${spokenInstant(latest ?? 0, zone)}`;
  if (latest === null) return `no earlier than ${spokenInstant(earliest, zone)}`;
  if (earliest === latest) return `at ${spokenInstant(earliest, zone)}`;
  return spokenUnit(earliest, latest, zone) ?? spokenBetween(earliest, latest, zone);
}

/** Until when it could leave: possibly, and in every world. */
export function spokenDeparture({ earliest, latest }: Interval, zone: string): string {
  const sure = earliest === null ? "" : `, in every world until ${spokenInstant(earliest, zone)}`;
  const until = latest === null ? "without a bound" : `until ${spokenInstant(latest, zone)}`;
  return `possibly ${until}${sure}`;
}

/** A bound of a question, which closes one end or both; nothing for one that is open. */
export function spokenWindow({ earliest, latest }: Interval, zone: string): string {
  if (earliest === null && latest === null) return "";
  if (latest === null) return `from ${spokenInstant(earliest ?? 0, zone)} on`;
  if (earliest === null) return `until ${spokenInstant(latest, zone)}`;
  return `between ${spokenInstant(earliest, zone)} and ${spokenInstant(latest, zone)}`;
}

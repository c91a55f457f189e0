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

function shown(ms: number, zone: string): Shown {
  if (zone === "UTC") {
    const iso = new Date(ms).toISOString();
    const split = iso.indexOf("T");
    return { date: iso.slice(0, split), clock: iso.slice(split + 1, -1), offset: "UTC" };
  }
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  return {
    date: `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}`,
    clock: `${of("hour")}:${of("minute")}:${of("second")}.${of("fractionalSecond")}`,
    offset: of("timeZoneName").replace("GMT", "UTC"),
  };
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

/** Until when it could leave: possibly, and for certain. */
export function spokenDeparture({ earliest, latest }: Interval, zone: string): string {
  const sure = earliest === null ? "" : `, and for certain until ${spokenInstant(earliest, zone)}`;
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

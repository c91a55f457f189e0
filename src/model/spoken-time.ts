/**
 * Times in words: no finer than they are known, and nothing rounded. A bound that is the last millisecond
 * of a minute or second is told by the one after it (`before 18:37`), so that no figure is made up.
 */
import { formatInstant, type Interval } from "./time.ts";

/** What clocks and calendars show at an instant. */
export interface Shown {
  date: string;
  /** `18:35:00.000`. */
  clock: string;
  /** `UTC`, `UTC+02:00`. */
  offset: string;
}

export type Clocks = (ms: number) => Shown;

const utc: Clocks = (ms) => {
  const [date = "", clock = "", offset = ""] = formatInstant(ms).split(" ");
  return { date, clock, offset };
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** `18:35` of `18:35:00.000`. */
const brief = (clock: string): string => clock.replace(/(?::00)?\.000$/, "");

const whole = ({ date, clock, offset }: Shown): string =>
  [date, clock, offset].filter((part) => part !== "").join(" ");

const briefly = (shown: Shown): Shown => ({ ...shown, clock: brief(shown.clock) });

/** Of a bound from above that belongs to the time itself: the instant after it, where it ends a second. */
const endsSecond = (ms: number): boolean => (ms + 1) % SECOND === 0;

const endOf = (ms: number, clocks: Clocks): Shown =>
  endsSecond(ms) ? briefly(clocks(ms + 1)) : clocks(ms);

/** A bound from below: `2017-05-05 18:35 UTC`. */
export const spokenSince = (ms: number, clocks = utc): string => whole(briefly(clocks(ms)));

/** A bound from above, as the end of a time: `2017-05-05 18:37 UTC` of what is over with 18:36. */
export const spokenEnd = (ms: number, clocks = utc): string => whole(endOf(ms, clocks));

/** A bound from above, with its word: `before 2017-05-05 18:37 UTC`. */
export const spokenBy = (ms: number, clocks = utc): string =>
  `${endsSecond(ms) ? "before" : "by"} ${spokenEnd(ms, clocks)}`;

/** A bound that may be from below or from above: `2017-05-05 18:35 UTC`, `before 2017-05-05 18:37 UTC`. */
export const spokenStep = (ms: number, clocks = utc): string =>
  endsSecond(ms) ? spokenBy(ms, clocks) : spokenSince(ms, clocks);

/** As exact as it is written down here, such as when a file was loaded. */
export const spokenInstant = (ms: number, clocks = utc): string => whole(clocks(ms));

/** A minute or second that is one of the clock, as it was written. */
function unitOf(earliest: number, latest: number, clocks: Clocks): string | undefined {
  const { date, clock, offset } = clocks(earliest);
  const width = latest - earliest + 1;
  if (width === MINUTE && clock.endsWith(":00.000")) {
    return `in the minute ${date} ${clock.slice(0, 5)} ${offset}`;
  }
  if (width === SECOND && clock.endsWith(".000")) {
    return `in the second ${date} ${clock.slice(0, 8)} ${offset}`;
  }
  return undefined;
}

function spokenDay(earliest: number, latest: number, clocks: Clocks): string | undefined {
  const { date, clock, offset } = clocks(earliest);
  const next = clocks(latest + 1);
  const isDay = clock === "00:00:00.000" && latest - earliest + 1 === DAY && next.offset === offset;
  return isDay ? `on ${date} ${offset}` : undefined;
}

function spokenBetween(earliest: number, latest: number, clocks: Clocks): string {
  const [from, to] = [briefly(clocks(earliest)), endOf(latest, clocks)];
  const start = `${from.date} ${from.clock}${from.offset === to.offset ? "" : ` ${from.offset}`}`;
  const end = from.date === to.date ? to.clock : `${to.date} ${to.clock}`;
  return `between ${start} and ${end} ${to.offset}`;
}

/** Null where a bound is open on either side, or both are one instant. */
function spokenAlone({ earliest, latest }: Interval, clocks: Clocks): string | null {
  if (earliest === null && latest === null) return "at an unknown time";
  if (earliest === null) return spokenBy(latest ?? 0, clocks);
  if (latest === null) return `no earlier than ${spokenSince(earliest, clocks)}`;
  return earliest === latest ? `at ${whole(clocks(earliest))}` : null;
}

export function spokenTime(interval: Interval, clocks = utc): string {
  const [earliest, latest] = [interval.earliest ?? 0, interval.latest ?? 0];
  return (
    spokenAlone(interval, clocks) ??
    unitOf(earliest, latest, clocks) ??
    spokenDay(earliest, latest, clocks) ??
    spokenBetween(earliest, latest, clocks)
  );
}

/** For a sentence whose instants are told in another zone later: each is whole by itself. */
export function spokenBounds(interval: Interval): string {
  const [earliest, latest] = [interval.earliest ?? 0, interval.latest ?? 0];
  return (
    spokenAlone(interval, utc) ??
    unitOf(earliest, latest, utc) ??
    `between ${spokenSince(earliest)} and ${spokenEnd(latest)}`
  );
}

/** Until when it could leave: possibly, and in every world. */
export function spokenDeparture({ earliest, latest }: Interval, clocks = utc): string {
  const sure = earliest === null ? "" : `, in every world until ${spokenSince(earliest, clocks)}`;
  const until = latest === null ? "without a bound" : `until ${spokenEnd(latest, clocks)}`;
  return `possibly ${until}${sure}`;
}

/** A bound of a question, which closes one end or both, led by a comma; nothing for one that is open. */
export function spokenWindow({ earliest, latest }: Interval, clocks = utc): string {
  if (earliest === null && latest === null) return "";
  if (latest === null) return `, from ${spokenSince(earliest ?? 0, clocks)} on`;
  if (earliest === null) return `, until ${spokenEnd(latest, clocks)}`;
  return `, between ${spokenSince(earliest, clocks)} and ${spokenEnd(latest, clocks)}`;
}

/** When a post of LinkedIn was published, by the age that it shows and by the number that it has. */
import type { Precision, Time } from "../../model/time.ts";

/** In milliseconds: the shortest and the longest that a unit can be. */
interface Unit {
  shortest: number;
  longest: number;
  precision: Precision;
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
const unit = (size: number, precision: Precision): Unit => ({
  shortest: size,
  longest: size,
  precision,
});
const MONTH: Unit = { shortest: 28 * DAY, longest: 31 * DAY, precision: "month" };
const YEAR: Unit = { shortest: 365 * DAY, longest: 366 * DAY, precision: "year" };

/** As the English and the Dutch site write them. */
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ["s", unit(SECOND, "second")],
  ["m", unit(MINUTE, "minute")],
  ["min", unit(MINUTE, "minute")],
  ["h", unit(HOUR, "hour")],
  ["u", unit(HOUR, "hour")],
  ["d", unit(DAY, "day")],
  ["w", unit(7 * DAY, "day")],
  ["mo", MONTH],
  ["mnd", MONTH],
  ["y", YEAR],
  ["yr", YEAR],
  ["j", YEAR],
]);

/** When a post of that age was published, seen then; undefined where no age is written. */
export function timeBefore(seen: number, age: string): Time | undefined {
  const [, digits, name = ""] = /^\s*(\d{1,3})\s?([a-z]{1,3})(?![a-z])/.exec(age) ?? [];
  const { shortest, longest, precision } = UNITS.get(name) ?? {};
  if (digits === undefined || !shortest || !longest || !precision) return undefined;
  const count = Number(digits);
  return {
    earliest: seen - (count + 1) * longest,
    latest: seen - Math.max(0, count - 1) * shortest,
    precision,
    asWritten: age.split("•", 1)[0]?.trim() ?? age,
  };
}

/** Ids below it are older than LinkedIn's numbers of this kind. */
const FIRST_ID = 5_000_000_000_000_000_000n;
const LAST_ID = 2n ** 63n;

/** The milliseconds above the last 22 bits of an activity's number, which is known by experience only. */
export function timeOfActivity(digits: string): Time | undefined {
  const id = BigInt(digits);
  if (id < FIRST_ID || id >= LAST_ID) return undefined;
  const ms = Number(id >> 22n);
  return { earliest: ms, latest: ms, precision: "millisecond" };
}

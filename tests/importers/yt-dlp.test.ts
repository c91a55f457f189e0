import fc from "fast-check";
import { expect, it } from "vitest";
import { estimateAt } from "../../src/importers/yt-dlp/yt-dlp-time.ts";

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const SIZES = {
  second: SECOND,
  minute: 60 * SECOND,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
} as const;
type Unit = keyof typeof SIZES;

/** Whole units between two moments, by the calendar where it counts months. */
function wholeUnits(posted: number, now: number, unit: Unit, byCalendar: boolean): number {
  if (!byCalendar || (unit !== "month" && unit !== "year")) {
    return Math.floor((now - posted) / SIZES[unit]);
  }
  const step = unit === "year" ? 12 : 1;
  let count = 0;
  while (lessMonths(now, (count + 1) * step) >= posted) count += 1;
  return count;
}

/** As yt-dlp's datetime_add_months: the day of the month, or its last. */
function lessMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), last);
  return Date.UTC(year, month, day) + (ms % DAY);
}

/** As yt-dlp's datetime_from_str reckons `now-2year`, rounded. */
function reckoned(now: number, unit: Unit, count: number): number {
  const isLong = unit === "month" || unit === "year";
  const moment = isLong
    ? lessMonths(now, unit === "year" ? 12 * count : count)
    : now - count * SIZES[unit];
  const rounded = isLong || unit === "week" ? DAY : SIZES[unit];
  return Math.floor((moment + rounded / 2) / rounded) * rounded;
}

const unitOf = (age: number): Unit => {
  if (age < SIZES.minute) return "second";
  if (age < HOUR) return "minute";
  if (age < DAY) return "hour";
  if (age < 7 * DAY) return "day";
  if (age < 31 * DAY) return "week";
  return age < 366 * DAY ? "month" : "year";
};

const ages = fc.oneof(
  fc.integer({ min: 1, max: 3600 }).map((seconds) => seconds * SECOND),
  fc.integer({ min: 1, max: 40 * 24 }).map((hours) => hours * HOUR),
  fc.integer({ min: 1, max: 15 * 365 }).map((days) => days * DAY),
);
const nows = fc.integer({ min: Date.UTC(2020, 0, 1) / SECOND, max: Date.UTC(2027, 0, 1) / SECOND });

it.each([
  ["with the site's words", true],
  ["without them", false],
])("holds the moment of a comment %s, however long the site's months are", (_, hasWords) => {
  fc.assert(
    fc.property(ages, nows, fc.boolean(), fc.nat({ max: 999 }), (age, seconds, byCalendar, ms) => {
      const now = seconds * SECOND + ms;
      const posted = now - age;
      const unit = unitOf(age);
      const count = wholeUnits(posted, now, unit, byCalendar);
      const timestamp = reckoned(now, unit, count) / SECOND;
      const words = hasWords ? `${count} ${unit}${count === 1 ? "" : "s"} ago` : undefined;
      const collected = now + 5 * SECOND;
      const said = estimateAt({ timestamp }, "", { words, collected });
      expect(said?.value.earliest).toBeLessThanOrEqual(posted);
      expect(said?.value.latest).toBeGreaterThanOrEqual(posted);
      if (timestamp * SECOND <= collected) {
        expect(said?.value.latest).toBeLessThanOrEqual(collected);
      }
    }),
    // Twelve months of thirty days each, which end in a year's last days by the calendar.
    { numRuns: 3000, examples: [[360 * DAY, Date.UTC(2020, 0, 1) / SECOND, false, 0]] },
  );
});

it("is as wide as the unit of the words", () => {
  const wide = (words: string) => {
    const said = estimateAt({ timestamp: 1_710_374_400 }, "", { words, collected: undefined });
    return Math.round(((said?.value.latest ?? 0) - (said?.value.earliest ?? 0)) / DAY);
  };
  expect(wide("2 years ago (edited)")).toBe(371);
  expect(wide("8 yr ago")).toBe(383);
  expect(wide("3 months ago")).toBe(38);
  expect(wide("2 weeks ago")).toBe(8);
  expect(wide("4 days ago")).toBe(2);
  expect(wide("5 minutes ago")).toBe(0);
});

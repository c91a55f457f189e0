import { expect, it } from "vitest";
import { findDay, findDoubt, findMoment } from "../../src/importers/pastebin/pastebin-time.ts";
import { RecordError } from "../../src/importers/reading/records.ts";

const unknown = { reason: "unknown" } as const;
const central = { name: "America/Chicago", reason: "granted" } as const;
const iso = (ms: number | null | undefined) =>
  typeof ms === "number" ? new Date(ms).toISOString() : ms;

it.each([
  ["Friday 5th of July 2013 01:57:35 AM CDT", "2013-07-05T06:57:35.000Z"],
  ["Friday 5th of July 2013 12:00:00 AM CDT", "2013-07-05T05:00:00.000Z"],
  ["Friday 5th of July 2013 12:59:59 PM CDT", "2013-07-05T17:59:59.000Z"],
  ["Tuesday 1st of January 2013 11:57:35 PM CST", "2013-01-02T05:57:35.000Z"],
  [" Last edit on: Saturday 2nd of March, 2013 1:05:00 PM UTC ", "2013-03-02T13:05:00.000Z"],
  // The hour that occurs twice: the abbreviation says which.
  ["Sunday 3rd of November 2013 01:30:00 AM CDT", "2013-11-03T06:30:00.000Z"],
  ["Sunday 3rd of November 2013 01:30:00 AM CST", "2013-11-03T07:30:00.000Z"],
])("reads %s, a second wide", (title, earliest) => {
  const time = findMoment(title, unknown, "x");
  expect([iso(time?.earliest), time?.zone?.reason]).toEqual([earliest, "explicit"]);
  expect(time?.latest).toBe((time?.earliest ?? 0) + 999);
  expect(time?.asWritten).toBe(title.trim());
});

it.each([
  "Friday 5th of July 2013 01:57:35 AM",
  "Friday 5th of July 2013 01:57:35 AM EST",
  "Friday 5th of July 2013 01:57:35 AM IST",
])("is as wide as all zones, or has the one granted: %s", (title) => {
  const time = findMoment(title, unknown, "x");
  expect([iso(time?.earliest), iso(time?.latest), time?.zone?.reason]).toEqual([
    "2013-07-04T11:57:35.000Z",
    "2013-07-05T13:57:35.999Z",
    "unknown",
  ]);
  expect(iso(findMoment(title, central, "x")?.earliest)).toBe("2013-07-05T06:57:35.000Z");
});

it.each([
  // US Central on summer time in winter, and the reverse.
  [
    "Friday 6th of January 2017 01:57:35 PM CDT",
    "2017-01-06T18:57:35.000Z",
    "2017-01-06T19:57:35.999Z",
  ],
  [
    "Friday 5th of May 2017 01:57:35 PM CST",
    "2017-05-05T18:57:35.000Z",
    "2017-05-05T19:57:35.999Z",
  ],
])("spans both offsets for an abbreviation against the calendar: %s", (title, earliest, latest) => {
  const time = findMoment(title, unknown, "x");
  expect([iso(time?.earliest), iso(time?.latest)]).toEqual([earliest, latest]);
  expect(findDoubt(title)).toContain("was not in force");
});

it("takes a time as not known whose weekday is not the date's", () => {
  const title = "Monday 5th of May 2017 01:57:35 PM CDT";
  expect(findMoment(title, unknown, "x")).toEqual({
    earliest: null,
    latest: null,
    asWritten: title,
  });
  expect(findDoubt(title)).toContain("2017-05-05 was no Monday");
});

it.each([
  "Friday 5th of May 2017 01:57:35 PM CDT",
  "Sunday 3rd of November 2013 01:30:00 AM CST",
  "Friday 6th of January 2017 01:57:35 PM UTC",
  "Friday 6th of January 2017 01:57:35 PM",
  "words",
])("doubts nothing in %s", (title) => {
  expect(findDoubt(title)).toBeUndefined();
});

it("reads a day, of the zone granted or of all", () => {
  const day = findDay("Jul 5th, 2013", unknown, "x");
  expect([iso(day?.earliest), iso(day?.latest)]).toEqual([
    "2013-07-04T10:00:00.000Z",
    "2013-07-06T11:59:59.999Z",
  ]);
  expect(iso(findDay("May 1st, 2013", central, "x")?.earliest)).toBe("2013-05-01T05:00:00.000Z");
});

it.each(["", "14 hours ago", "Friday", "5 July 2013", "2013-07-05 01:57:35", "x Jul 5th, 2013"])(
  "takes no time from %j",
  (words) => {
    expect(findMoment(words, unknown, "x")).toBeUndefined();
    expect(findDay(words, unknown, "x")).toBeUndefined();
  },
);

it.each([
  "Friday 31st of June 2013 01:57:35 AM CDT",
  "Friday 5th of Juli 2013 01:57:35 AM CDT",
  "Friday 5th of July 2013 13:57:35 PM CDT",
])("fails for a time that does not exist: %s", (title) => {
  expect(() => findMoment(title, unknown, "x")).toThrow(RecordError);
});

it("fails for a day that does not exist", () => {
  expect(() => findDay("Feb 30th, 2013", unknown, "x")).toThrow(RecordError);
});

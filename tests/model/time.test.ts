import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hull,
  type Interval,
  instant,
  intersect,
  isEmpty,
  OPEN,
  parseTime,
  strictlyContains,
  TimeFormatError,
  type Zone,
} from "../../src/model/time.ts";

const UTC: Zone = { name: "UTC", reason: "explicit" };
const zone = (name: string): Zone => ({ name, reason: "explicit" });

const iso = (ms: number | null): string => (ms === null ? "open" : new Date(ms).toISOString());

/** Bounds as ISO 8601. */
function bounds(text: string, of?: Zone): [string, string] {
  const { earliest, latest } = parseTime(text, of);
  return [iso(earliest), iso(latest)];
}

describe("a written time is as wide as its precision", () => {
  it.each([
    ["2016", "year", "2016-01-01T00:00:00.000Z", "2016-12-31T23:59:59.999Z"],
    ["2016-02", "month", "2016-02-01T00:00:00.000Z", "2016-02-29T23:59:59.999Z"],
    ["2017-02-28", "day", "2017-02-28T00:00:00.000Z", "2017-02-28T23:59:59.999Z"],
    ["2017-05-05 19:35", "minute", "2017-05-05T19:35:00.000Z", "2017-05-05T19:35:59.999Z"],
    ["2017-05-05 19:35:07", "second", "2017-05-05T19:35:07.000Z", "2017-05-05T19:35:07.999Z"],
    [
      "2017-05-05T19:35:07.1",
      "millisecond",
      "2017-05-05T19:35:07.100Z",
      "2017-05-05T19:35:07.199Z",
    ],
    [
      "2017-05-05T19:35:07,12",
      "millisecond",
      "2017-05-05T19:35:07.120Z",
      "2017-05-05T19:35:07.129Z",
    ],
    [
      "2017-05-05T19:35:07.123",
      "millisecond",
      "2017-05-05T19:35:07.123Z",
      "2017-05-05T19:35:07.123Z",
    ],
    [
      "2017-05-05T19:35:07.123456789",
      "millisecond",
      "2017-05-05T19:35:07.123Z",
      "2017-05-05T19:35:07.123Z",
    ],
    [" 2017-12-31 23:59 ", "minute", "2017-12-31T23:59:00.000Z", "2017-12-31T23:59:59.999Z"],
  ])("%s is a %s", (text, precision, earliest, latest) => {
    expect(bounds(text, UTC)).toEqual([earliest, latest]);
    expect(parseTime(text, UTC)).toMatchObject({ precision, asWritten: text, zone: UTC });
  });
});

describe("zones", () => {
  it.each([
    ["2017-05-05 20:35", "Europe/Paris", "2017-05-05T18:35:00.000Z"],
    ["2017-01-05 20:35", "Europe/Paris", "2017-01-05T19:35:00.000Z"],
    ["2017-05-05 14:35", "America/New_York", "2017-05-05T18:35:00.000Z"],
    ["2017-05-05 20:35", "+02:00", "2017-05-05T18:35:00.000Z"],
    ["2017-05-05 20:35", "+0200", "2017-05-05T18:35:00.000Z"],
    ["2017-05-05 20:35", "-05:30", "2017-05-06T02:05:00.000Z"],
    ["2017-05-05 20:35", "GMT", "2017-05-05T20:35:00.000Z"],
    ["2017-05-05 20:35", "Asia/Kathmandu", "2017-05-05T14:50:00.000Z"],
  ])("%s in %s", (text, name, earliest) => {
    expect(bounds(text, zone(name))[0]).toBe(earliest);
  });

  it("prefers the offset beside the time", () => {
    const time = parseTime("2017-05-05T20:35:00+02:00", zone("America/New_York"));
    expect(iso(time.earliest)).toBe("2017-05-05T18:35:00.000Z");
    expect(time.zone).toEqual({ name: "+02:00", reason: "explicit" });
    expect(bounds("2017-05-05T20:35:00Z", zone("Europe/Paris"))[0]).toBe(
      "2017-05-05T20:35:00.000Z",
    );
  });

  it("makes the hour that occurs twice wide enough for both", () => {
    expect(bounds("2017-10-29 02:30", zone("Europe/Paris"))).toEqual([
      "2017-10-29T00:30:00.000Z",
      "2017-10-29T01:30:59.999Z",
    ]);
  });

  it("reads the hour that never was both ways", () => {
    expect(bounds("2017-03-26 02:30", zone("Europe/Paris"))).toEqual([
      "2017-03-26T00:30:00.000Z",
      "2017-03-26T01:30:59.999Z",
    ]);
  });

  it("counts the hours of a day that has 23 or 25", () => {
    expect(bounds("2017-03-26", zone("Europe/Paris"))).toEqual([
      "2017-03-25T23:00:00.000Z",
      "2017-03-26T21:59:59.999Z",
    ]);
    expect(bounds("2017-10-29", zone("Europe/Paris"))).toEqual([
      "2017-10-28T22:00:00.000Z",
      "2017-10-29T22:59:59.999Z",
    ]);
  });

  it("widens a time of unknown zone over all zones, from UTC+14 to UTC-12", () => {
    for (const unknown of [undefined, { reason: "unknown" }, { reason: "granted" }] as const) {
      expect(bounds("2017-05-05 11:17:39", unknown)).toEqual([
        "2017-05-04T21:17:39.000Z",
        "2017-05-05T23:17:39.999Z",
      ]);
      expect(parseTime("2017-05-05 11:17:39", unknown).zone?.reason).toBe("unknown");
    }
  });

  it("covers every zone when the zone is unknown", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
        fc.date({
          min: new Date("1990-01-01T00:00:00Z"),
          max: new Date("2030-01-01T00:00:00Z"),
          noInvalidDate: true,
        }),
        (name, date) => {
          const text = date.toISOString().slice(0, 16).replace("T", " ");
          const wide = parseTime(text);
          const narrow = parseTime(text, zone(name));
          expect(strictlyContains(wide, narrow)).toBe(true);
          expect(isEmpty(narrow)).toBe(false);
        },
      ),
    ));
});

describe("what is no time", () => {
  it.each([
    "",
    "5 May",
    "yesterday",
    "20170505",
    "2017-5-5",
    "05/05/2017",
    "2017-05-05 20",
    "2017-05-05 20h35",
    "2017-05-05T20:35:00 CET",
    "2017-05-05 20:35 +02",
    "1494009570",
    "2017-05-05\n",
  ])("%j", (text) => {
    if (text.trim() === "2017-05-05") expect(parseTime(text).precision).toBe("day");
    else expect(() => parseTime(text)).toThrow(TimeFormatError);
  });

  it.each([
    "2017-02-29",
    "2017-02-30",
    "2017-13-01",
    "2017-00-10",
    "2017-04-31",
    "2017-05-05 24:00",
    "2017-05-05 23:60",
    "2017-05-05 23:59:60",
    "1900-02-29",
  ])("%s does not exist", (text) => {
    expect(() => parseTime(text, UTC)).toThrow(TimeFormatError);
  });

  it.each([
    "Middle/Earth",
    "CEST+1",
    "UTC+2",
    "x",
    "+15:00",
    "+14:01",
    "-12:01",
    "-13:00",
    "+02:99",
    "+02:60",
    "2017-05-05T18:00+05:00",
    "2017-05-05T18:00[Europe/Paris]",
    "[Europe/Paris]",
    `a${"-".repeat(5000)}!`,
  ])("zone %s", (name) => {
    expect(() => parseTime("2017-05-05 20:35", zone(name))).toThrow(TimeFormatError);
  });

  it.each(["+02:99", "+15:00", "-12:30", "+1460"])("the offset %s beside a time", (offset) => {
    expect(() => parseTime(`2017-05-05 20:35${offset}`)).toThrow(TimeFormatError);
  });
});

it.each(["+14:00", "-12:00", "+05:45", "EST5EDT", "Etc/GMT+5", "America/Port-au-Prince"])(
  "knows the zone %s",
  (name) => {
    expect(parseTime("2017-05-05 20:35", zone(name)).zone?.name).toBe(name);
  },
);

it("takes an instant as wide as the platform's clock", () => {
  expect(instant(1000, "second", "1")).toEqual({
    earliest: 1000,
    latest: 1999,
    precision: "second",
    zone: { name: "UTC", reason: "documented" },
    asWritten: "1",
  });
  expect(instant(1000, "millisecond")).toMatchObject({ earliest: 1000, latest: 1000 });
});

describe("intervals", () => {
  const bound = fc.option(fc.integer({ min: -5, max: 5 }), { nil: null });
  const interval: fc.Arbitrary<Interval> = fc
    .record({ earliest: bound, latest: bound })
    .filter((one) => !isEmpty(one));
  const has = ({ earliest, latest }: Interval, at: number): boolean =>
    (earliest ?? at) <= at && at <= (latest ?? at);
  const points = Array.from({ length: 21 }, (_, index) => index - 10);

  it("intersect and hull as sets do", () =>
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        for (const at of points) {
          expect(has(intersect(a, b), at)).toBe(has(a, at) && has(b, at));
          if (has(a, at) || has(b, at)) expect(has(hull(a, b), at)).toBe(true);
        }
        expect(strictlyContains(a, a)).toBe(false);
        expect(strictlyContains(hull(a, b), a)).toBe(
          points.some((at) => has(hull(a, b), at) && !has(a, at)),
        );
      }),
    ));

  it("are open where nothing is known", () => {
    expect(intersect(OPEN, { earliest: 1, latest: null })).toEqual({ earliest: 1, latest: null });
  });
});

/** Times in words: the same moment in any zone, nothing rounded. */
import { describe, expect, it } from "vitest";
import { spokenTime } from "../../src/model/spoken-time.ts";
import { clocksIn } from "../../src/web/words/spoken-time.ts";

const ms = (iso: string): number => Date.parse(iso);
const between = (from: string, to: string) => ({ earliest: ms(from), latest: ms(to) });
const MINUTE = between("2017-05-05T18:35:00.000Z", "2017-05-05T18:35:59.999Z");

it.each([
  ["UTC", "at -000043-03-15 11:30:00.000 UTC"],
  ["Asia/Kolkata", "at -000043-03-15 17:23:28.000 UTC+05:53:28"],
])("a year before 1 is told as such in %s too", (zone, says) => {
  const ides = ms("-000043-03-15T11:30:00.000Z");
  expect(spokenTime({ earliest: ides, latest: ides }, clocksIn(zone))).toBe(says);
});

describe("an interval", () => {
  it.each([
    [MINUTE, "UTC", "in the minute 2017-05-05 18:35 UTC"],
    [MINUTE, "Europe/Paris", "in the minute 2017-05-05 20:35 UTC+02:00"],
    [MINUTE, "Asia/Kathmandu", "in the minute 2017-05-06 00:20 UTC+05:45"],
    [
      between("2017-05-05T11:17:39.000Z", "2017-05-05T11:17:39.999Z"),
      "UTC",
      "in the second 2017-05-05 11:17:39 UTC",
    ],
    [
      between("2017-05-05T18:49:30.104Z", "2017-05-05T18:49:30.104Z"),
      "America/New_York",
      "at 2017-05-05 14:49:30.104 UTC-04:00",
    ],
    [
      between("2017-05-05T17:30:00.000Z", "2017-05-05T17:59:59.999Z"),
      "UTC",
      "between 2017-05-05 17:30 and 18:00 UTC",
    ],
    [
      between("2017-05-05T18:35:01.000Z", "2017-05-05T18:36:00.999Z"),
      "UTC",
      "between 2017-05-05 18:35:01 and 18:36:01 UTC",
    ],
    [
      between("2017-03-26T00:30:00.000Z", "2017-03-26T02:00:00.000Z"),
      "Europe/Paris",
      "between 2017-03-26 01:30 UTC+01:00 and 04:00:00.000 UTC+02:00",
    ],
    [{ earliest: null, latest: MINUTE.latest }, "UTC", "before 2017-05-05 18:36 UTC"],
    [{ earliest: MINUTE.earliest, latest: null }, "UTC", "no earlier than 2017-05-05 18:35 UTC"],
    [
      between("2017-05-04T22:00:00.000Z", "2017-05-05T21:59:59.999Z"),
      "Europe/Paris",
      "on 2017-05-05 UTC+02:00",
    ],
    [
      between("2017-03-25T23:00:00.000Z", "2017-03-26T22:59:59.999Z"),
      "Europe/Paris",
      "between 2017-03-26 00:00 UTC+01:00 and 2017-03-27 01:00 UTC+02:00",
    ],
    [{ earliest: null, latest: null }, "UTC", "at an unknown time"],
  ])("%j in %s", (interval, zone, said) => {
    expect(spokenTime(interval, clocksIn(zone))).toBe(said);
  });
});

/** Times in words: no finer than they are known, nothing rounded, each interval in words of its own. */
import { describe, expect, it, test } from "vitest";
import {
  spokenBounds,
  spokenBy,
  spokenDeparture,
  spokenStep,
  spokenTime,
  spokenWindow,
} from "../../src/model/spoken-time.ts";

const ms = (clock: string): number => Date.parse(`2017-05-05T${clock}Z`);
const between = (from: string, to: string) => ({ earliest: ms(from), latest: ms(to) });

describe("an interval", () => {
  it.each([
    [between("18:35:00.000", "18:35:00.000"), "at 2017-05-05 18:35:00.000 UTC"],
    [between("18:35:00.000", "18:35:59.999"), "in the minute 2017-05-05 18:35 UTC"],
    [between("18:35:00.000", "18:36:59.999"), "between 2017-05-05 18:35 and 18:37 UTC"],
    [between("11:17:39.000", "11:17:39.999"), "in the second 2017-05-05 11:17:39 UTC"],
    [between("11:17:39.000", "11:18:00.999"), "between 2017-05-05 11:17:39 and 11:18:01 UTC"],
    [between("18:49:30.104", "21:40:59.999"), "between 2017-05-05 18:49:30.104 and 21:41 UTC"],
    [between("18:35:00.000", "18:37:00.000"), "between 2017-05-05 18:35 and 18:37:00.000 UTC"],
    [between("00:00:00.000", "23:59:59.999"), "on 2017-05-05 UTC"],
    [between("12:00:00.000", "23:59:59.999"), "between 2017-05-05 12:00 and 2017-05-06 00:00 UTC"],
    [{ earliest: null, latest: ms("18:36:59.999") }, "before 2017-05-05 18:37 UTC"],
    [{ earliest: null, latest: ms("18:36:59.998") }, "by 2017-05-05 18:36:59.998 UTC"],
    [{ earliest: ms("18:35:00.000"), latest: null }, "no earlier than 2017-05-05 18:35 UTC"],
    [{ earliest: null, latest: null }, "at an unknown time"],
  ])("%j is %s", (time, spoken) => {
    expect(spokenTime(time)).toBe(spoken);
  });
});

test("in a sentence, each instant is whole by itself", () => {
  expect(spokenBounds(between("18:35:00.000", "18:36:59.999"))).toBe(
    "between 2017-05-05 18:35 UTC and 2017-05-05 18:37 UTC",
  );
  expect(spokenBounds(between("18:35:00.000", "18:35:59.999"))).toBe(
    "in the minute 2017-05-05 18:35 UTC",
  );
});

test("a bound that is not known is told so", () => {
  expect(spokenBy(Number.NaN)).toBe("by unknown");
});

test("of two steps, one that ends a minute is not taken for one that begins the next", () => {
  expect(spokenStep(ms("18:36:59.999"))).toBe("before 2017-05-05 18:37 UTC");
  expect(spokenStep(ms("18:37:00.000"))).toBe("2017-05-05 18:37 UTC");
});

test("a departure says until when, possibly and in every world", () => {
  expect(spokenDeparture(between("18:35:00.000", "18:36:59.999"))).toBe(
    "possibly until 2017-05-05 18:37 UTC, in every world until 2017-05-05 18:35 UTC",
  );
});

test.each([
  [{ earliest: null, latest: null }, ""],
  [{ earliest: ms("18:35:00.000"), latest: null }, ", from 2017-05-05 18:35 UTC on"],
  [{ earliest: null, latest: ms("18:35:59.999") }, ", until 2017-05-05 18:36 UTC"],
  [
    between("18:35:00.000", "18:35:00.001"),
    ", between 2017-05-05 18:35 UTC and 2017-05-05 18:35:00.001 UTC",
  ],
])("a question about %j says %j", (window, spoken) => {
  expect(spokenWindow(window)).toBe(spoken);
});

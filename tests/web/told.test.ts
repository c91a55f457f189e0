/** Sentences of the server in the zone that is chosen. */
import { expect, it } from "vitest";
import { toldIn } from "../../src/web/words/told-in.ts";

const SAID = "pastebin:a had it by 2017-05-05 18:36:59.999 UTC, b took it no earlier than unknown";

it("tells instants in a zone by its name and its offset then", () => {
  expect(toldIn(SAID, "Europe/Paris")).toBe(
    "pastebin:a had it by 2017-05-05 20:36:59.999 (Europe/Paris, UTC+02:00), b took it no earlier than unknown",
  );
  expect(toldIn("2017-01-05 23:36:59.999 UTC to 2017-05-05 00:00:00.000 UTC", "Europe/Paris")).toBe(
    "2017-01-06 00:36:59.999 (Europe/Paris, UTC+01:00) to 2017-05-05 02:00:00.000 (Europe/Paris, UTC+02:00)",
  );
});

it("tells them no finer than they are written", () => {
  expect(
    toldIn("before 2017-05-05 18:37 UTC, in the second 2017-05-05 18:36:07 UTC", "Europe/Paris"),
  ).toBe(
    "before 2017-05-05 20:37 (Europe/Paris, UTC+02:00), in the second 2017-05-05 20:36:07 (Europe/Paris, UTC+02:00)",
  );
});

it("cuts nothing off a clock whose offset has seconds", () => {
  expect(toldIn("before 1900-05-05 18:37 UTC", "Europe/Paris")).toBe(
    "before 1900-05-05 18:46:21.000 (Europe/Paris, UTC+00:09:21)",
  );
});

it("leaves them in UTC where that is the zone", () => {
  expect(toldIn(SAID, "UTC")).toBe(SAID);
});

it("leaves quotes of evidence, and what is no instant, as they are", () => {
  for (const text of [
    "says “at 2017-05-05 18:36:59.999 UTC”",
    "2017-05-05 UTC",
    "2017-13-45 18:36:59.999 UTC",
  ]) {
    expect(toldIn(text, "Europe/Paris")).toBe(text);
  }
});

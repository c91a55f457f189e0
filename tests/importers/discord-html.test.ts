/** What no fixture is large enough for, and how dates are read. */
import { describe, expect, it } from "vitest";
import { discordHtml } from "../../src/importers/discord/discord-html.ts";
import { findShownTime } from "../../src/importers/discord/discord-shown-time.ts";
import { contextFrom } from "../../src/importers/importer.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { formatInstant, TimeFormatError } from "../../src/model/time.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const CONTEXT = contextFrom(manifestSchema.parse({ origin: "https://discord.com/channels/1/2" }));
const GROUP = "<div class=chatlog__message-group>";
const MESSAGE = "<div class=chatlog__message data-message-id=310122224449224705>";

const read = (groups: string) =>
  collect(discordHtml.parse(inChunks(utf8(`<!DOCTYPE html>${groups}`), 65_536), CONTEXT));

describe("reads", () => {
  it.each([
    ["messages of one group", `${MESSAGE}</div>`],
    [
      "files",
      '<div class=chatlog__attachment><a href="https://cdn.discordapp.com/attachments/2/1/a"></a></div>',
    ],
    ["contents", "<div class=chatlog__content>x</div>"],
    ["reactions", "<div class=chatlog__reactions><div class=chatlog__reaction>"],
    ["links", '<div class=chatlog__content><a href="https://example.org/">x</a></div>'],
    ["opening tags", "<div>"],
  ])("a great many %s", async (_, one) => {
    const outer = one.startsWith(MESSAGE) ? GROUP : `${GROUP}${MESSAGE}`;
    const records = await read(outer + one.repeat(20_000));
    expect(records.every(({ outcome }) => outcome === "imported")).toBe(true);
  });
});

it("reads a group however long before the next begins", async () => {
  const long = `${GROUP}${MESSAGE}<div class=chatlog__content>${"x".repeat(1_000_000)}</div></div></div>`;
  const records = await read(long.repeat(3));
  expect(records.map(({ claims }) => claims.at(-1)?.place.bytes)).toEqual([
    [15, 15 + long.length],
    [15 + long.length, 15 + 2 * long.length],
    [15 + 2 * long.length, 15 + 3 * long.length],
  ]);
});

it("fails a group of more than a million elements, and reads on", async () => {
  const large = `${GROUP}${MESSAGE}${"<b>".repeat(1_000_001)}`;
  const records = await read(large + GROUP + MESSAGE);
  expect(records.map(({ outcome }) => outcome)).toEqual(["failed", "imported"]);
});

const UTC = { name: "UTC", reason: "granted" } as const;

it.each([
  ["11-Dec-18 11:41 AM", "2018-12-11 11:41:00"],
  ["01-Jan-20 12:33 AM", "2020-01-01 00:33:00"],
  ["01-Jan-20 12:33 PM", "2020-01-01 12:33:00"],
  ["Friday, January 6, 2023 2:03\u202fPM", "2023-01-06 14:03:00"],
  ["Friday, 6 January 2023 14:03", "2023-01-06 14:03:00"],
  ["13/01/2023 14:03", "2023-01-13 14:03:00"],
  ["1/13/2023 2:03 PM", "2023-01-13 14:03:00"],
  ["06.01.2023 14:03", "2023-01-06 14:03:00"],
  ["2023-11-08T09:30:00.1230000+01:00", "2023-11-08 08:30:00"],
])("reads the date %s", (written, expected) => {
  const time = findShownTime(written, UTC);
  expect(formatInstant(time?.earliest ?? null)).toContain(expected);
  expect(time?.asWritten).toBe(written);
});

it.each([
  ...["1/6/2023 2:03 PM", "06/01/2023 14:03", "yesterday", "01-Foo-20 01:00 AM", ""],
  ...["13/1/2566 14:03", "13/06/1444 02:03 PM", "24.10.1401 14:03", "11-Dec-14 11:41 AM"],
])("leaves out the date %j", (written) => expect(findShownTime(written, UTC)).toBeUndefined());

it.each(["32-Jan-20 01:00 PM", "01-Jan-20 13:00 PM", "30.02.2020 01:00"])(
  "knows no date %s",
  (written) => expect(() => findShownTime(written, UTC)).toThrow(TimeFormatError),
);

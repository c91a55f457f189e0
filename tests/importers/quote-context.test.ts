/** What is told around a quote: text of its record, bounded, and nothing where it is no text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contextInRecord,
  contextOfRecord,
  SIDE_BYTES,
} from "../../src/importers/reading/quote-context.ts";
import { utf8 } from "./chunks.ts";

const NO_MORE = { before: false, after: false };

describe("around a place in a record", () => {
  test.each([
    [
      "a JSON string, as it is written",
      ...['{"a":{"words":"he said \\"so\\""},"by":"x"}', "json", "/a/words"],
      { before: '{"a":{"words":', after: '},"by":"x"}' },
    ],
    [
      "a cell among those that hold something",
      ...["edge,,one,the words,, ,Agency", "csv", "3"],
      { before: "edge | one | ", after: " | Agency" },
    ],
    [
      "an XML element among the others",
      ...["<m><id>a &amp; b</id><date>2017</date><by>x</by></m>", "xml", "m/date"],
      { before: "m/id: a & b\nm/date: ", after: "\nm/by: x" },
    ],
    [
      "words of a page, without its markup",
      ...[
        "<main><p>Before it <b>the words</b> stand.</p><script>alert(1)</script></main>",
        ...["html", "main:nth-of-type(1) > p:nth-of-type(1) > b:nth-of-type(1)"],
      ],
      { before: "Before it ", after: " stand." },
    ],
  ] as const)("%s", (_, record, as, at, { before, after }) => {
    const delimiter = as === "csv" ? { delimiter: "," as const } : {};
    expect(contextInRecord(utf8(record), { as, ...delimiter }, at)).toEqual({
      ...{ before, after, more: NO_MORE },
    });
  });

  test("a cell of a dump of MySQL, where a backslash stands before a quote", () => {
    const record = utf8(String.raw`"one","he said \"so, then\"","the words",\N,"Agency"`);
    const reading = { as: "csv", delimiter: ",", escape: "\\" } as const;
    const sides = { before: 'one | he said "so, then" | ', after: " | Agency" };
    expect(contextInRecord(record, reading, "2")).toEqual({ ...sides, more: NO_MORE });
  });

  test("is a few lines, and no part of a word", () => {
    const record = JSON.stringify([`${"lead ".repeat(5000)}`, "here", `${"rest ".repeat(5000)}`]);
    const found = contextInRecord(utf8(record), { as: "json" }, "/1");
    expect(found?.more).toEqual({ before: true, after: true });
    expect(found?.before).toMatch(/^(?: lead)+ ",$/);
    expect(found?.after).toMatch(/^,"(?:rest )+$/);
    for (const side of [found?.before ?? "", found?.after ?? ""]) {
      expect(side.length).toBeLessThanOrEqual(500);
      expect(side.length).toBeGreaterThan(450);
    }
  });

  test("an address that is cut is left out whole", () => {
    const record = JSON.stringify([
      `${"x".repeat(490)} someone.long@example.org ${"y".repeat(480)}`,
      "q",
    ]);
    expect(contextInRecord(utf8(record), { as: "json" }, "/1")?.before).not.toContain("example");
  });

  test.each([
    ["no place of it", '{"a":1}', "json", "/b"],
    ["no JSON", "{broken", "json", "/a"],
    ["no UTF-8", "\xff", "json", "/a"],
    ["a column that is none", "a,b", "csv", "x"],
    ["an attribute", "<a href=x>y</a>", "html", ":root@href"],
    ["a document type", "<!DOCTYPE m [<!ENTITY e 'x'>]><m><a>&e;</a></m>", "xml", "m/a"],
    ["plain text, which has no places", "words", "text", "1"],
  ] as const)("is nothing for %s", (_, record, as, at) => {
    const bytes = Uint8Array.from(record, (char) => char.charCodeAt(0));
    expect(contextInRecord(bytes, { as }, at)).toBeUndefined();
  });

  test("hostile bytes give text or nothing, never more than is allowed", () => {
    const place = fc.constantFrom(
      "/",
      "/a",
      "0",
      "m/a",
      ":root",
      "comment 1",
      "#x > p:nth-of-type(1)",
    );
    const seeds = fc.constantFrom('{"a":', "<m><a>", "<p>x<b>", '"', "\ufeff", "[[[[");
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(seeds, { maxLength: 60 }).map((some) => utf8(some.join(""))),
    );
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom("json", "csv", "xml", "html", "text"),
        place,
        (b, as, at) => {
          const found = contextInRecord(b, { as }, at);
          if (found === undefined) return;
          expect(found.before.length).toBeLessThanOrEqual(500);
          expect(found.after.length).toBeLessThanOrEqual(500);
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe("around a record that is quoted whole", () => {
  test("the bytes before and after it are told, without broken characters", () => {
    const found = contextOfRecord(utf8("a line\n"), utf8("the next – ").subarray(0, 11));
    expect(found).toEqual({ before: "a line\n", after: "the next ", more: NO_MORE });
    const wide = utf8(`${"é".repeat(SIDE_BYTES)}a`).slice(-SIDE_BYTES);
    expect(contextOfRecord(wide, utf8(""))).toEqual({
      ...{ before: `${"é".repeat(499)}a`, after: "", more: { before: true, after: false } },
    });
  });

  test("nothing around it is nothing, and so are bytes that are no text", () => {
    expect(contextOfRecord(utf8(""), utf8(""))).toBeUndefined();
    expect(contextOfRecord(Uint8Array.of(0x61, 0xff), utf8("a"))).toBeUndefined();
    expect(contextOfRecord(utf8("a"), Uint8Array.of(0xc3, 0x28))).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CsvRecordError,
  findCsvRecords,
  parseCsvRecord,
  readCsvSlices,
} from "../../src/importers/reading/csv.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const cell = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.toWellFormed()),
  fc.constantFrom("", '"', '""', ",", "\n", "\r\n", "a\nb", ' "x" ', "\uFEFF"),
);
const quoted = (text: string, always: boolean): string =>
  always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), {
  minLength: 1,
  maxLength: 6,
});

describe("readCsvSlices", () => {
  it("gives every row back, with exactly its bytes, in chunks of any size", () =>
    fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        async (written, end, always, last, bom, size) => {
          const lines = written.map((cells) => cells.map((text) => quoted(text, always)).join(","));
          const bytes = utf8(`${bom ? "\uFEFF" : ""}${lines.join(end)}${last ? end : ""}`);
          fc.pre(bom || !lines[0]?.startsWith("\uFEFF"));
          const slices = await collect(readCsvSlices(inChunks(bytes, size)));
          expect(slices.map(({ slice }) => parseCsvRecord(slice))).toEqual(written);
          expect(findCsvRecords(slices, ",")).toEqual(written);
          expect(slices.map(({ bytes: range }) => bytes.subarray(...range))).toEqual(
            slices.map(({ slice }) => slice),
          );
        },
      ),
      { numRuns: 500 },
    ));

  it("leaves out blank lines", async () => {
    const slices = await collect(readCsvSlices(inChunks(utf8("a,b\n\n\r\nc,d"), 2)));
    expect(slices.map(({ bytes }) => bytes)).toEqual([
      [0, 3],
      [7, 10],
    ]);
  });

  it("fails a quoted cell that is never closed", async () => {
    await expect(
      collect(readCsvSlices(inChunks(utf8('a,b\n"c,d\ne,f\n'), 3))),
    ).rejects.toMatchObject({
      code: "bad-structure",
      message: "a quoted cell of the row at byte 4 is never closed",
    });
  });
});

it.each(['a"b,c', '"a"b,c', "", "a\nb"])("parseCsvRecord refuses %j", (text) => {
  expect(() => parseCsvRecord(utf8(text))).toThrow(CsvRecordError);
});

it("reads many records at once only as each would be read alone", () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ") }),
      async (text) => {
        const { slices } = await slicesOf(text);
        const cells = findCsvRecords(slices, ",");
        if (cells === undefined) return;
        expect(cells).toEqual(slices.map(({ slice }) => parseCsvRecord(slice)));
      },
    ),
    { numRuns: 2000 },
  ));

/** As many as stand before one that never ends. */
async function slicesOf(text: string) {
  try {
    return { slices: await collect(readCsvSlices(inChunks(utf8(text), 100))) };
  } catch {
    return { slices: [] };
  }
}

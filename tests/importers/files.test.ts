/** Documents and pictures: what they say of themselves dates nothing, and none is too much. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pdf } from "../../src/importers/files/pdf.ts";
import { picture } from "../../src/importers/files/picture.ts";
import { contextFrom, type Importer } from "../../src/importers/importer.ts";
import { QuoteError, quoteAt } from "../../src/importers/reading/quote.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const MEGABYTE = 2 ** 20;

async function recordOf(importer: Importer, bytes: AsyncIterable<Uint8Array>) {
  const [record] = await collect(importer.parse(bytes, contextFrom(null)));
  if (record === undefined) throw new Error("no record");
  return record;
}

const codesOf = async (importer: Importer, bytes: AsyncIterable<Uint8Array>) => {
  const { outcome, diagnostics } = await recordOf(importer, bytes);
  return [outcome, ...diagnostics.map(({ code }) => code)];
};

const inputOf = (id: string, name: string): Uint8Array => {
  const folder = join(import.meta.dirname, id, name);
  const file = readdirSync(folder).find((one) => one.startsWith("input."));
  return readFileSync(join(folder, file ?? ""));
};

describe.each([pdf, picture])("$id", (importer) => {
  it("gives no time of any item, whatever dates a file says of itself", async () => {
    let remarks = 0;
    for (const name of readdirSync(join(import.meta.dirname, importer.id))) {
      const bytes = inputOf(importer.id, name);
      const { claims } = await recordOf(importer, inChunks(bytes, 4096));
      for (const { basis, facts, place } of claims) {
        expect(basis).toBe(place.as === "picture" ? "inferred" : "reported");
        for (const fact of facts) {
          expect(fact.fact).not.toBe("time");
          if (fact.fact === "remark" && fact.time) remarks += 1;
        }
      }
    }
    expect(remarks).toBeGreaterThan(5);
  });

  it("keeps a file of more than 64 MB unread", async () => {
    async function* large() {
      for (let i = 0; i < 65; i += 1) yield new Uint8Array(MEGABYTE);
    }
    expect(await codesOf(importer, large())).toEqual(["failed", "too-large"]);
  });
});

it("keeps of a picture neither where it was taken nor with which device or by whom", async () => {
  const record = await recordOf(picture, inChunks(inputOf("picture", "jpeg"), 4096));
  const kept = JSON.stringify(record.claims);
  for (const word of ["123456789", "Miller", "48,51", "Maker"]) expect(kept).not.toContain(word);
  expect(record.fields?.map(({ field }) => field)).toEqual(["GPS", "device", "all but dates"]);
});

it("decodes neither HEIC nor TIFF", async () => {
  for (const name of ["tiff", "heic"]) {
    const bytes = inputOf("picture", name);
    const { claims, diagnostics } = await recordOf(picture, inChunks(bytes, 4096));
    expect(diagnostics.map(({ code }) => code)).toContain("not-decoded");
    expect(claims.map(({ basis }) => basis)).not.toContain("inferred");
    expect(claims.length).toBeGreaterThan(0);
  }
});

/** A document whose metadata are a packed stream. */
function documentWith(packed: Uint8Array, dictionary: string): Uint8Array {
  const objects = [
    utf8("1 0 obj << /Type /Catalog /Pages 2 0 R /Metadata 3 0 R >> endobj\n"),
    utf8("2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n"),
    Buffer.concat([
      utf8(`3 0 obj << /Type /Metadata ${dictionary} /Length ${packed.length} >>\nstream\n`),
      packed,
      utf8("\nendstream endobj\n"),
    ]),
  ];
  const parts: Uint8Array[] = [utf8("%PDF-1.7\n")];
  let table = "xref\n0 4\n0000000000 65535 f \n";
  let at = 9;
  for (const object of objects) {
    table += `${String(at).padStart(10, "0")} 00000 n \n`;
    at += object.length;
    parts.push(object);
  }
  const end = `${table}trailer << /Size 4 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF`;
  return Buffer.concat([...parts, utf8(end)]);
}

it.each([
  ["too-large", deflateSync(new Uint8Array(100 * MEGABYTE)), "/Filter /FlateDecode"],
  [
    "too-large",
    inLetters(deflateSync(new Uint8Array(100 * MEGABYTE))),
    "/Filter [/ASCII85Decode/FlateDecode]",
  ],
  ["packed-oddly", deflateSync(utf8("x")), "/Filter [/FlateDecode /FlateDecode]"],
  ["packed-oddly", utf8("78"), "/Filter [/ASCIIHexDecode /FlateDecode]"],
  ["packed-oddly", utf8("x"), "/F#69lter /LZW#44ecode"],
  ["packed-oddly", utf8("x"), "/Filter 4 0 R"],
  ["packed-oddly", utf8("x"), "/Filter /LZWDecode"],
])("does not unpack a document without a bound: %s", async (code, packed, dictionary) => {
  const bytes = documentWith(packed, dictionary);
  expect(await codesOf(pdf, inChunks(bytes, MEGABYTE))).toEqual(["failed", code]);
});

it.each([
  ["spaces", `${"stream\n".repeat(400)}${" ".repeat(1_000_000)}`],
  [
    "empty blocks",
    `${"stream\nx\x9c\0\x09\0\xf6\xff".repeat(4000)}         ${"\0\0\0\xff\xff".repeat(200_000)}`,
  ],
])("does not look at the same bytes again and again: %s", async (_, words) => {
  const bytes = documentWith(Buffer.from(words, "latin1"), "/A85");
  expect(await codesOf(pdf, inChunks(bytes, MEGABYTE))).toEqual(["failed", "too-large"]);
});

it("reads a document of many small streams", async () => {
  const streams = `stream\n${deflateSync(utf8("x")).toString("latin1")}\nendstream\n`.repeat(5000);
  const bytes = documentWith(Buffer.from(streams, "latin1"), "");
  expect((await codesOf(pdf, inChunks(bytes, MEGABYTE)))[1]).not.toBe("too-large");
});

const PACKED = deflateSync(utf8('<x xmp:CreateDate="2017-05-05"/>'));

/** As ASCII85 writes bytes. */
function inLetters(bytes: Uint8Array): Uint8Array {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const part = [...bytes.subarray(at, at + 4)];
    const missing = 4 - part.length;
    let value = [...part, 0, 0, 0].slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
    let group = "";
    for (let i = 0; i < 5; i += 1) {
      group = String.fromCharCode(33 + (value % 85)) + group;
      value = Math.floor(value / 85);
    }
    text += value === 0 && group === "!!!!!" && missing === 0 ? "z" : group.slice(0, 5 - missing);
  }
  return utf8(`${text}~>`);
}

it.each([
  ["imported", PACKED, "/Subtype /XML /Filter /FlateDecode"],
  ["imported", inLetters(PACKED), "/Subtype /XML /Filter [ /ASCII85Decode /FlateDecode ]"],
  ["skipped", deflateSync(utf8("x")), "/Filter [/FlateDecode /DCTDecode]"],
])("reads what is packed once, in letters too: %s", async (expected, packed, dictionary) => {
  const { outcome } = await recordOf(pdf, inChunks(documentWith(packed, dictionary), 512));
  expect(outcome).toBe(expected);
});

it("quotes an entry of a document, and nothing that is not there", async () => {
  const bytes = inputOf("pdf", "report");
  const place = { as: "pdf" } as const;
  expect(await quoteAt(bytes, place, "info/Title")).toBe("The mill (a report)");
  expect(await quoteAt(bytes, place, "page 1/link 2")).toBe("https://gazette.example/news/still");
  await expect(quoteAt(bytes, place, "page 1/link 9")).rejects.toThrow(QuoteError);
  await expect(quoteAt(bytes.subarray(0, 99), place, "info/Title")).rejects.toThrow(QuoteError);
});

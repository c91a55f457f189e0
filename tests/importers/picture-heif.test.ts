/** Where a HEIC file says that its Exif and XMP stand, made byte by byte. */
import { describe, expect, it } from "vitest";
import { findBlocks } from "../../src/importers/files/picture-blocks.ts";
import { utf8 } from "./chunks.ts";

const number = (value: number, bytes: number): Uint8Array => {
  const written = Buffer.alloc(bytes);
  written.writeUIntBE(value, 0, bytes);
  return written;
};

const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = Buffer.concat(parts);
  return Buffer.concat([number(8 + content.length, 4), utf8(type), content]);
};

interface Place {
  id: number;
  base: number;
  offset: number;
  length: number;
}

/** Numbers of four bytes each: where an item begins, from its base on, and how long it is. */
const placeOf = ({ id, base, offset, length }: Place): Uint8Array =>
  Buffer.concat([
    number(id, 2),
    number(0, 2),
    number(base, 4),
    number(1, 2),
    number(offset, 4),
    number(length, 4),
  ]);

function heic(ids: readonly number[], places: readonly Place[], rest: Uint8Array): Uint8Array {
  const version = new Uint8Array(4);
  const items = ids.map((id) =>
    box(
      "infe",
      number(2, 1),
      number(0, 3),
      number(id, 2),
      number(0, 2),
      utf8("mime\0application/rdf+xml\0"),
    ),
  );
  const meta = box(
    "meta",
    version,
    box("iinf", version, number(ids.length, 2), ...items),
    box(
      "iloc",
      version,
      number(0x44, 1),
      number(0x40, 1),
      number(places.length, 2),
      ...places.map(placeOf),
    ),
  );
  return Buffer.concat([box("ftyp", utf8("heic"), number(0, 4)), meta, rest]);
}

const REST = utf8("....<xmp/>");

describe("a HEIC file", () => {
  const at = { id: 1, base: 0, offset: 4, length: 6 };

  it("gives an item where its offset leads from its base", () => {
    const { length: all } = heic([1], [at], REST);
    const bytes = heic([1], [{ ...at, base: all - REST.length }], REST);
    const [block] = findBlocks(bytes);
    expect(block?.kind).toBe("xmp");
    expect(Buffer.from(bytes.subarray(block?.from, block?.to)).toString()).toBe("<xmp/>");
  });

  it("gives an item once, however often it names its place", () => {
    const places = Array.from({ length: 5000 }, () => at);
    expect(findBlocks(heic([1], places, REST))).toHaveLength(1);
  });

  it("gives few items, which may all stand in one place", () => {
    const ids = Array.from({ length: 5000 }, (_, i) => i + 1);
    const places = ids.map((id) => ({ ...at, id }));
    expect(findBlocks(heic(ids, places, REST))).toHaveLength(16);
  });
});

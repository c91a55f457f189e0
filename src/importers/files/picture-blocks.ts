/**
 * Where in a picture something is said of it: the segments of JPEG (ITU T.81, with Exif, XMP and
 * Photoshop's resources), the chunks of PNG (third edition) and WebP (RIFF), the extensions of GIF, the
 * items of HEIC and AVIF (picture-heif.ts), the directory of TIFF (6.0), which is Exif's own form.
 * Lengths that lead out of the file end the search; nothing is unpacked.
 */

import { findTiffValue } from "./exif.ts";
import { blocksOfHeif, isHeif } from "./picture-heif.ts";

export interface Block {
  kind: "exif" | "xmp" | "iptc" | "png-text" | "png-time" | "packed";
  /** First byte and the byte after the last. */
  from: number;
  to: number;
}

const MAX_BLOCKS = 10_000;

const asciiAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));
const startsAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  at + text.length <= bytes.length && asciiAt(bytes, at, text.length) === text;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** What stands at the beginning of a segment of JPEG, by its marker. */
const SEGMENTS: readonly (readonly [marker: number, start: string, kind: Block["kind"]])[] = [
  [0xe1, "Exif\0\0", "exif"],
  [0xe1, "http://ns.adobe.com/xap/1.0/\0", "xmp"],
  [0xed, "Photoshop 3.0\0", "iptc"],
];
const SCAN = 0xda;
const END = 0xd9;

function* blocksOfJpeg(bytes: Uint8Array): Iterable<Block> {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || marker === SCAN || marker === END) return;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const to = at + 2 + view.getUint16(at + 2);
    if (to > bytes.length) return;
    const found = SEGMENTS.find(([of, start]) => of === marker && startsAt(bytes, at + 4, start));
    if (found) yield { kind: found[2], from: at + 4 + found[1].length, to };
    at = Math.max(to, at + 4);
  }
}

/** Of an international text: whether it is packed, and where it begins behind language and translation. */
function xmpInText(bytes: Uint8Array, from: number, to: number): Block[] {
  const name = "XML:com.adobe.xmp\0";
  if (!startsAt(bytes, from, name)) return [];
  const flag = from + name.length;
  const language = bytes.indexOf(0, flag + 2);
  const translation = language === -1 ? -1 : bytes.indexOf(0, language + 1);
  if (translation === -1 || translation >= to) return [];
  return [{ kind: bytes[flag] === 0 ? "xmp" : "packed", from: translation + 1, to }];
}

function blocksOfChunk(bytes: Uint8Array, type: string, from: number, to: number): Block[] {
  if (type === "eXIf") return [{ kind: "exif", from, to }];
  if (type === "iTXt") return xmpInText(bytes, from, to);
  if (type === "tEXt") return [{ kind: "png-text", from, to }];
  if (type === "tIME" && to - from === 7) return [{ kind: "png-time", from, to }];
  return type === "zTXt" && startsAt(bytes, from, "Raw profile type")
    ? [{ kind: "packed", from, to }]
    : [];
}

function* blocksOfPng(bytes: Uint8Array): Iterable<Block> {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const from = at + 8;
    const to = from + view.getUint32(at);
    if (to + 4 > bytes.length) return;
    yield* blocksOfChunk(bytes, asciiAt(bytes, at + 4, 4), from, to);
    at = to + 4;
  }
}

function* blocksOfWebp(bytes: Uint8Array): Iterable<Block> {
  const view = viewOf(bytes);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const from = at + 8;
    const to = from + view.getUint32(at + 4, true);
    if (to > bytes.length) return;
    const type = asciiAt(bytes, at, 4);
    // Some writers put JPEG's start before it.
    const start = startsAt(bytes, from, "Exif\0\0") ? from + 6 : from;
    if (type === "EXIF") yield { kind: "exif", from: start, to };
    if (type === "XMP ") yield { kind: "xmp", from, to };
    at = to + ((to - from) % 2);
  }
}

/** XMP alone is kept in GIF, as it is and with its end found by what ends it everywhere. */
function* blocksOfGif(bytes: Uint8Array): Iterable<Block> {
  const mark = new TextEncoder().encode("!\xff\x0bXMP DataXMP");
  for (let at = bytes.indexOf(0x21); at !== -1; at = bytes.indexOf(0x21, at + 1)) {
    if (bytes[at + 1] !== 0xff || bytes[at + 2] !== 0x0b) continue;
    const from = at + mark.length - 1;
    if (!startsAt(bytes, at + 3, "XMP DataXMP")) continue;
    const text = new TextDecoder("latin1").decode(bytes.subarray(from));
    const end = text.indexOf("<?xpacket end=");
    if (end !== -1) yield { kind: "xmp", from, to: from + end };
    return;
  }
}

/** XMP, IPTC-IIM as it is, and in Photoshop's resources. */
const IN_TIFF = [
  { tag: 0x02bc, kind: "xmp" },
  { tag: 0x83bb, kind: "iptc" },
  { tag: 0x8649, kind: "iptc" },
] as const;

function* blocksOfTiff(bytes: Uint8Array): Iterable<Block> {
  yield { kind: "exif", from: 0, to: bytes.length };
  for (const { tag, kind } of IN_TIFF) {
    const value = findTiffValue(bytes, tag);
    if (value) yield { kind, ...value };
  }
}

export const isTiff = (bytes: Uint8Array): boolean =>
  startsAt(bytes, 0, "II*\0") || startsAt(bytes, 0, "MM\0*");

interface Format {
  is: (bytes: Uint8Array) => boolean;
  blocks: (bytes: Uint8Array) => Iterable<Block>;
}

const FORMATS: readonly Format[] = [
  { is: (bytes) => startsAt(bytes, 0, "\xff\xd8\xff"), blocks: blocksOfJpeg },
  { is: (bytes) => startsAt(bytes, 0, "\x89PNG\r\n\x1a\n"), blocks: blocksOfPng },
  {
    is: (bytes) => startsAt(bytes, 0, "GIF87a") || startsAt(bytes, 0, "GIF89a"),
    blocks: blocksOfGif,
  },
  { is: (bytes) => startsAt(bytes, 0, "RIFF") && startsAt(bytes, 8, "WEBP"), blocks: blocksOfWebp },
  { is: isHeif, blocks: blocksOfHeif },
  { is: isTiff, blocks: blocksOfTiff },
];

export const isPicture = (bytes: Uint8Array): boolean => FORMATS.some(({ is }) => is(bytes));

/** At most 10,000. */
export function findBlocks(bytes: Uint8Array): Block[] {
  const found: Block[] = [];
  for (const block of FORMATS.find(({ is }) => is(bytes))?.blocks(bytes) ?? []) {
    found.push(block);
    if (found.length === MAX_BLOCKS) break;
  }
  return found;
}

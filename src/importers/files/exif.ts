/**
 * Dates in Exif (CIPA DC-008, a TIFF file of its own), with where they stand. A clock of a camera has a
 * zone only where one of the offset tags of Exif 2.31 says it. Of what else may stand there nothing is
 * kept: where a picture was taken and with which device are no business of a claim.
 */
import type { WrittenDate } from "./file-claims.ts";

/** With where in the file it stands. */
export interface EmbeddedDate extends WrittenDate {
  from: number;
  to: number;
}

export interface DatesRead {
  dates: EmbeddedDate[];
  hasPlace: boolean;
  hasDevice: boolean;
}

interface Entry {
  tag: number;
  type: number;
  count: number;
  /** Where its value or the offset of that stands. */
  at: number;
}

const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
/** Serial numbers of body and lens, owner, identity of the picture, notes of the maker. */
const OF_DEVICE = new Set([0xa431, 0xa435, 0xa430, 0xa420, 0xc62f, 0x927c]);
const DATES = [
  { tag: 0x9003, offset: 0x9011, kind: "taken" },
  { tag: 0x9004, offset: 0x9012, kind: "digitised" },
  { tag: 0x0132, offset: 0x9010, kind: "changed" },
] as const;
const ASCII = 2;
const LONG = 4;
const MAX_ENTRIES = 2000;
const MAX_DATE = 40;

class Tiff {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #little: boolean;

  constructor(block: Uint8Array) {
    this.#bytes = block;
    this.#view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    this.#little = block[0] === 0x49;
  }

  long(at: number): number | undefined {
    return at + 4 <= this.#bytes.length ? this.#view.getUint32(at, this.#little) : undefined;
  }

  short(at: number): number | undefined {
    return at + 2 <= this.#bytes.length ? this.#view.getUint16(at, this.#little) : undefined;
  }

  /** Those of a directory, as far as the block goes. */
  entries(directory: number): Entry[] {
    const found: Entry[] = [];
    const count = Math.min(this.short(directory) ?? 0, MAX_ENTRIES);
    for (let at = directory + 2; found.length < count; at += 12) {
      const [tag, type, size] = [this.short(at), this.short(at + 2), this.long(at + 4)];
      if (tag === undefined || type === undefined || size === undefined) break;
      found.push({ tag, type, count: size, at: at + 8 });
    }
    return found;
  }

  /** A text up to its end, with where it stands. */
  text({ type, count, at }: Entry): { text: string; from: number; to: number } | undefined {
    if (type !== ASCII || count > MAX_DATE) return undefined;
    const from = count <= 4 ? at : this.long(at);
    if (from === undefined || from + count > this.#bytes.length) return undefined;
    const [text = ""] = String.fromCharCode(...this.#bytes.subarray(from, from + count)).split(
      "\0",
    );
    return { text, from, to: from + text.length };
  }
}

const WRITTEN = /^(\d{4})[:-](\d{2})[:-](\d{2}) (\d{2}:\d{2}:\d{2})$/;
const OFFSET = /^(?:[+-]\d{2}:\d{2}|Z)$/;

/** Clocks that were never set are no dates. */
const isUnset = (text: string): boolean => /^[\s:0-]*$/.test(text);

/** As `YYYY-MM-DD HH:MM:SS`; other words as they are. */
const normal = (text: string): string => text.trim().replace(WRITTEN, "$1-$2-$3 $4");

/** Where the value of a tag of the first directory stands; undefined where the file has no such. */
export function findTiffValue(
  file: Uint8Array,
  tag: number,
): { from: number; to: number } | undefined {
  const tiff = new Tiff(file);
  const entry = tiff.entries(tiff.long(4) ?? file.length).find((one) => one.tag === tag);
  if (entry === undefined) return undefined;
  // Some writers count bytes of other metadata in fours.
  const size = entry.type === LONG ? entry.count * 4 : entry.count;
  const from = size <= 4 ? entry.at : tiff.long(entry.at);
  return from === undefined || from + size > file.length ? undefined : { from, to: from + size };
}

/** @param base where in the file the block begins */
export function readExif(block: Uint8Array, base: number): DatesRead {
  const tiff = new Tiff(block);
  const first = tiff.entries(tiff.long(4) ?? block.length);
  const pointer = first.find(({ tag }) => tag === EXIF_IFD);
  const inner = pointer ? tiff.entries(tiff.long(pointer.at) ?? block.length) : [];
  const all = [...first, ...inner];
  const textOf = (tag: number) => {
    const entry = all.find((one) => one.tag === tag);
    return entry && tiff.text(entry);
  };
  const dates = DATES.flatMap(({ tag, offset, kind }): EmbeddedDate[] => {
    const written = textOf(tag);
    if (written === undefined || isUnset(written.text)) return [];
    const zone = textOf(offset)?.text.trim() ?? "";
    const suffix = OFFSET.test(zone) ? zone : "";
    const [from, to] = [base + written.from, base + written.to];
    const asWritten = `${written.text}${suffix}`;
    return [{ kind, text: `${normal(written.text)}${suffix}`, asWritten, from, to }];
  });
  return {
    dates,
    hasPlace: all.some(({ tag }) => tag === GPS_IFD),
    hasDevice: all.some(({ tag }) => OF_DEVICE.has(tag)),
  };
}

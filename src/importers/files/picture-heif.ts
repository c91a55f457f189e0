/**
 * Where in a HEIC or AVIF file its Exif and XMP stand (ISO/IEC 23008-12: boxes as in ISO/IEC 14496-12, where
 * `iinf` says what the items are and `iloc` where). Lengths that lead out of the file end the search.
 */
import type { Block } from "./picture-blocks.ts";

const AVIF = new Set(["avif", "avis"]);
const HEIC = new Set("heic heix heim heis hevc hevx hevm hevs mif1 msf1".split(" "));
const MAX_ITEMS = 10_000;
const MAX_BRANDS = 32;
/** Of one picture: each may be all of the file. */
const MAX_BLOCKS = 16;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const asciiAt = (bytes: Uint8Array, from: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

function brandsOf(bytes: Uint8Array): string[] {
  if (bytes.length < 16 || asciiAt(bytes, 4) !== "ftyp") return [];
  const end = Math.min(viewOf(bytes).getUint32(0), bytes.length, 16 + 4 * MAX_BRANDS);
  const brands = [asciiAt(bytes, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(asciiAt(bytes, at));
  return brands;
}

export function isHeif(bytes: Uint8Array): boolean {
  const [first = ""] = brandsOf(bytes);
  return AVIF.has(first) || HEIC.has(first);
}

/** Packed by HEVC, as phones do. */
export const isHeic = (bytes: Uint8Array): boolean =>
  isHeif(bytes) && !brandsOf(bytes).some((brand) => AVIF.has(brand));

interface Box {
  type: string;
  from: number;
  to: number;
}

function* boxesIn(view: DataView, bytes: Uint8Array, from: number, to: number): Iterable<Box> {
  for (let at = from; at + 8 <= to; ) {
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    if (size < head || at + size > to) return;
    yield { type: asciiAt(bytes, at + 4), from: at + head, to: at + size };
    at += size;
  }
}

/** Reads numbers one after the other. @throws RangeError where the file ends */
class Cursor {
  readonly #view: DataView;
  at: number;

  constructor(view: DataView, at: number) {
    this.#view = view;
    this.at = at;
  }

  /** Of so many bytes, of which there may be none. */
  next(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i += 1) value = value * 256 + this.#view.getUint8(this.at + i);
    this.at += size;
    return value;
  }
}

/** By their ids, those items that say something of the picture. */
function kindsIn(view: DataView, bytes: Uint8Array, { from, to }: Box): Map<number, Block["kind"]> {
  const kinds = new Map<number, Block["kind"]>();
  const entries = from + (view.getUint8(from) === 0 ? 6 : 8);
  let seen = 0;
  for (const { type, from: at, to: end } of boxesIn(view, bytes, entries, to)) {
    seen += 1;
    if (seen > MAX_ITEMS) break;
    const version = view.getUint8(at);
    if (type !== "infe" || version < 2) continue;
    const cursor = new Cursor(view, at + 4);
    const id = cursor.next(version === 2 ? 2 : 4);
    const kind = asciiAt(bytes, cursor.at + 2);
    const words = asciiAt(bytes, cursor.at + 6, Math.min(200, end - cursor.at - 6));
    if (kind === "Exif") kinds.set(id, "exif");
    if (kind === "mime" && words.includes("application/rdf+xml")) kinds.set(id, "xmp");
  }
  return kinds;
}

interface Location {
  id: number;
  from: number;
  length: number;
}

/** Items that stand in the file, or in `idat`, in one piece. */
function* locationsIn(view: DataView, { from }: Box, idat: Box | undefined): Iterable<Location> {
  const cursor = new Cursor(view, from);
  const version = cursor.next(1);
  cursor.at += 3;
  const [sizes, more] = [cursor.next(1), cursor.next(1)];
  const [ofOffset, ofLength, ofBase] = [sizes >> 4, sizes & 15, more >> 4];
  const ofIndex = version === 0 ? 0 : more & 15;
  const count = cursor.next(version < 2 ? 2 : 4);
  for (let i = 0; i < Math.min(count, MAX_ITEMS); i += 1) {
    const id = cursor.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : cursor.next(2) & 15;
    cursor.at += 2;
    const base = cursor.next(ofBase);
    const extents = cursor.next(2);
    const first = cursor.at + ofIndex;
    cursor.at += extents * (ofIndex + ofOffset + ofLength);
    if (extents !== 1 || method > 1 || (method === 1 && idat === undefined)) continue;
    const extent = new Cursor(view, first);
    const start = base + extent.next(ofOffset) + (method === 1 ? (idat?.from ?? 0) : 0);
    yield { id, from: start, length: extent.next(ofLength) };
  }
}

/** Exif stands behind a number that says how far behind. */
function blockAt(view: DataView, bytes: Uint8Array, kind: Block["kind"], at: Location): Block {
  const to = at.from + at.length;
  if (kind !== "exif") return { kind, from: at.from, to };
  const from = at.from + 4 + view.getUint32(at.from);
  return { kind, from: asciiAt(bytes, from, 6) === "Exif\0\0" ? from + 6 : from, to };
}

function* blocksIn(view: DataView, bytes: Uint8Array): Iterable<Block> {
  const outer = [...boxesIn(view, bytes, 0, bytes.length)].find(({ type }) => type === "meta");
  if (outer === undefined) return;
  const boxes = [...boxesIn(view, bytes, outer.from + 4, outer.to)];
  const named = (name: string) => boxes.find(({ type }) => type === name);
  const [items, places] = [named("iinf"), named("iloc")];
  if (items === undefined || places === undefined) return;
  const kinds = kindsIn(view, bytes, items);
  let found = 0;
  for (const at of locationsIn(view, places, named("idat"))) {
    const kind = kinds.get(at.id);
    if (kind === undefined || at.from + at.length > bytes.length) continue;
    const block = blockAt(view, bytes, kind, at);
    if (block.from >= block.to) continue;
    kinds.delete(at.id);
    yield block;
    found += 1;
    if (found === MAX_BLOCKS) return;
  }
}

export function* blocksOfHeif(bytes: Uint8Array): Iterable<Block> {
  try {
    yield* blocksIn(viewOf(bytes), bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

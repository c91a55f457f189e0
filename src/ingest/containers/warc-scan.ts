/**
 * The records of a WARC file on disk (WARC 1.0 and 1.1, ISO 28500), one after the other. A length that is
 * wrong, a record that is cut off and what is no record cost only themselves: the next record is found
 * by how it begins. A page may hold such a beginning among its words: so none counts that stands within
 * the length that a record says it has.
 */
import { randomUUID } from "node:crypto";
import { findHead, type Head } from "../../importers/reading/message-head.ts";
import { beginsWarcRecord } from "../../importers/reading/warc-head.ts";
import type { ReadAt } from "./on-disk.ts";

export interface WarcRecord {
  /** Where its header begins. */
  offset: number;
  fields: Head["fields"];
  /** Of what it holds: first byte, and the byte after the last. */
  block: readonly [number, number];
  /** Its length is not the one that its header says, or the file ends within it. */
  flaw?: "wrong-length" | "cut-off";
}

/** A record, or bytes that are none; or that may be records, or what a page shows. */
export type Scanned =
  | { record: WarcRecord }
  | { lost: readonly [number, number]; isWithinLength?: true };

const MAX_HEAD_BYTES = 1 << 18;
const SEARCH_BYTES = 1 << 18;
/** Of what is looked at first: beginnings may stand close together. */
const FIRST_BYTES = 1 << 8;
const MAX_BREAKS = 1 << 12;
const LENGTH = /^\d{1,15}$/;

/** Type of a record that stands for packed bytes that could not be unpacked: nobody else can write it. */
export const LOST_TYPE = `headwater-lost-${randomUUID()}`;
const LOST_BEGINNING = `WARC/1.0\nWARC-Type: ${LOST_TYPE}\n`;
export const LOST_RECORD = `\n\n${LOST_BEGINNING}Content-Length: 0\n\n\n\n`;

const isBreak = (byte: number | undefined): boolean => byte === 10 || byte === 13;

const beginsLost = (bytes: Uint8Array): boolean =>
  new TextDecoder("latin1").decode(bytes).startsWith(LOST_BEGINNING);

/** Whether a file is one, perhaps with line breaks before its first record. */
export function beginsAsWarc(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64).findIndex((byte) => !isBreak(byte));
  return start !== -1 && beginsWarcRecord(bytes.subarray(start));
}

interface Source {
  readAt: ReadAt;
  size: number;
}

/** Where the next record begins, at the beginning of a line; the end of the file where none does. */
async function findNext(
  { readAt, size }: Source,
  from: number,
  begins: (bytes: Uint8Array) => boolean = beginsWarcRecord,
): Promise<number> {
  let step = FIRST_BYTES;
  for (let at = from; at < size; step = Math.min(step * 4, SEARCH_BYTES)) {
    const bytes = Buffer.from(await readAt(at, step));
    for (let hit = bytes.indexOf("\nWARC/"); hit !== -1; hit = bytes.indexOf("\nWARC/", hit + 1)) {
      if (begins(await readAt(at + hit + 1, LOST_BEGINNING.length))) return at + hit + 1;
    }
    if (bytes.length < step) break;
    at += step - "\nWARC/".length;
  }
  return size;
}

/** Behind the line breaks. */
async function skipBreaks({ readAt, size }: Source, from: number, to = size): Promise<number> {
  for (let at = from; at < to; ) {
    const bytes = await readAt(at, Math.min(1024, to - at));
    const found = bytes.findIndex((byte) => !isBreak(byte));
    if (found !== -1) return at + found;
    at += bytes.length;
  }
  return to;
}

/** Less the two line breaks that close a record. */
async function withoutBreaks({ readAt }: Source, from: number, to: number): Promise<number> {
  const last = Buffer.from(await readAt(Math.max(from, to - 4), Math.min(4, to - from)));
  const breaks = /(?:\r?\n){0,2}$/.exec(last.toString("latin1"))?.[0].length ?? 0;
  return to - breaks;
}

/** Undefined where it does not end, or not before the next record begins. */
async function headAt({ readAt }: Source, offset: number): Promise<Head | undefined> {
  for (let size = FIRST_BYTES; size <= MAX_HEAD_BYTES; size *= 4) {
    const bytes = Buffer.from(await readAt(offset, size));
    const head = findHead(bytes);
    const next = bytes.indexOf("\nWARC/");
    if (next !== -1 && (head === undefined || next < head.size - 1)) return undefined;
    if (head !== undefined || bytes.length < size) return head;
  }
  return undefined;
}

/** Whether the block ends there, since a record or the end of the file follows. */
async function isEnd(source: Source, end: number): Promise<boolean> {
  if (end > source.size) return false;
  const next = await skipBreaks(source, end, Math.min(end + MAX_BREAKS, source.size));
  return next === source.size || beginsWarcRecord(await source.readAt(next, 16));
}

/** Two line breaks close a record: where they stand, what follows them is no part of it. */
async function isClosed({ readAt }: Source, end: number): Promise<boolean> {
  return /^\r?\n\r?\n/.test(Buffer.from(await readAt(end, 4)).toString("latin1"));
}

/** Where the HTTP message in a block ends by its own headers, and the record with it. */
async function endOfMessage(source: Source, start: number): Promise<number | undefined> {
  const head = findHead(await source.readAt(start, 1 << 14));
  const length = head?.fields.get("content-length") ?? "";
  if (!head?.line.startsWith("HTTP/") || !LENGTH.test(length)) return undefined;
  const end = start + head.size + Number(length);
  return (await isClosed(source, end)) && (await isEnd(source, end)) ? end : undefined;
}

interface Extent extends Pick<WarcRecord, "block" | "flaw"> {
  /** What follows it within its length, and may be records or what a page shows. */
  unclear?: readonly [number, number];
}

/** Of a block that does not end where its record says; `end` is where that is. */
async function extentOf(source: Source, start: number, end: number | undefined): Promise<Extent> {
  const { size } = source;
  const message = await endOfMessage(source, start);
  if (message !== undefined) return { block: [start, message], flaw: "wrong-length" };
  // The line break before the next record may be the one that ends the header.
  const next = await findNext(source, start - 1);
  const flaw = end !== undefined && end > size ? "cut-off" : "wrong-length";
  if (next === size && flaw === "cut-off") return { block: [start, size], flaw };
  const last = Math.max(start, await withoutBreaks(source, start, next));
  if (end === undefined || next >= end) return { block: [start, last], flaw };
  const lost = await findNext({ ...source, size: Math.min(end, size) }, next - 1, beginsLost);
  if (lost < Math.min(end, size)) {
    const before = await withoutBreaks(source, start, lost);
    return { block: [start, before], flaw };
  }
  return { block: [start, last], flaw, unclear: [next, await findNext(source, end)] };
}

async function blockOf(source: Source, start: number, written = ""): Promise<Extent> {
  const end = LENGTH.test(written) ? start + Number(written) : undefined;
  const isRight =
    end !== undefined && ((await isEnd(source, end)) || (await isClosed(source, end)));
  return isRight ? { block: [start, end] } : extentOf(source, start, end);
}

export async function* scanWarc(readAt: ReadAt, size: number): AsyncGenerator<Scanned, void, void> {
  const source = { readAt, size };
  let lostFrom: number | undefined;
  for (let at = await skipBreaks(source, 0); at < size; at = await skipBreaks(source, at)) {
    const head = beginsWarcRecord(await readAt(at, 16)) ? await headAt(source, at) : undefined;
    if (head === undefined) {
      lostFrom ??= at;
      at = await findNext(source, at);
      continue;
    }
    if (lostFrom !== undefined) yield { lost: [lostFrom, at] };
    lostFrom = undefined;
    const { fields, size: headSize } = head;
    const { unclear, ...found } = await blockOf(
      source,
      at + headSize,
      fields.get("content-length"),
    );
    yield { record: { offset: at, fields, ...found } };
    if (unclear !== undefined) yield { lost: unclear, isWithinLength: true };
    at = unclear?.[1] ?? found.block[1];
  }
  if (lostFrom !== undefined) yield { lost: [lostFrom, size] };
}

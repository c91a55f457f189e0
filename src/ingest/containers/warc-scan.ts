/**
 * The records of a WARC file on disk (WARC 1.0 and 1.1, ISO 28500), one after the other. A length that is
 * wrong, a record that is cut off and what is no record cost only themselves: the next record is found
 * by how it begins.
 */
import { findHead, type Head } from "../../importers/reading/message-head.ts";
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

/** A record, or bytes that are none. */
export type Scanned = { record: WarcRecord } | { lost: readonly [number, number] };

const MAX_HEAD_BYTES = 1 << 18;
const SEARCH_BYTES = 1 << 18;
const BEGINNING = /^WARC\/\d{1,2}\.\d{1,2}[ \t]*\r?\n/;
const LENGTH = /^\d{1,15}$/;

const isBreak = (byte: number | undefined): boolean => byte === 10 || byte === 13;

const beginsRecord = (bytes: Uint8Array): boolean =>
  BEGINNING.test(new TextDecoder("latin1").decode(bytes.subarray(0, 16)));

/** Whether a file is one, perhaps with line breaks before its first record. */
export function beginsAsWarc(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64).findIndex((byte) => !isBreak(byte));
  return start !== -1 && beginsRecord(bytes.subarray(start));
}

interface Source {
  readAt: ReadAt;
  size: number;
}

/** Where the next record begins, at the beginning of a line; the end of the file where none does. */
async function findNext({ readAt, size }: Source, from: number): Promise<number> {
  for (let at = from; at < size; ) {
    const bytes = Buffer.from(await readAt(at, SEARCH_BYTES));
    for (let hit = bytes.indexOf("\nWARC/"); hit !== -1; hit = bytes.indexOf("\nWARC/", hit + 1)) {
      if (beginsRecord(await readAt(at + hit + 1, 16))) return at + hit + 1;
    }
    if (bytes.length < SEARCH_BYTES) break;
    at += SEARCH_BYTES - "\nWARC/".length;
  }
  return size;
}

/** Behind the line breaks. */
async function skipBreaks({ readAt, size }: Source, from: number): Promise<number> {
  for (let at = from; at < size; ) {
    const bytes = await readAt(at, 64);
    const found = bytes.findIndex((byte) => !isBreak(byte));
    if (found !== -1) return at + found;
    at += bytes.length;
  }
  return size;
}

/** Less the two line breaks that close a record. */
async function withoutBreaks({ readAt }: Source, from: number, to: number): Promise<number> {
  const last = Buffer.from(await readAt(Math.max(from, to - 4), Math.min(4, to - from)));
  const breaks = /(?:\r?\n){0,2}$/.exec(last.toString("latin1"))?.[0].length ?? 0;
  return to - breaks;
}

/** Undefined where it does not end, or not before the next record begins. */
async function headAt({ readAt }: Source, offset: number): Promise<Head | undefined> {
  for (let size = 4096; size <= MAX_HEAD_BYTES; size *= 4) {
    const bytes = Buffer.from(await readAt(offset, size));
    const head = findHead(bytes);
    if (head === undefined && bytes.length === size) continue;
    const next = bytes.indexOf("\nWARC/");
    return head !== undefined && next !== -1 && next < head.size - 1 ? undefined : head;
  }
  return undefined;
}

/** Whether the block ends there, since a record or the end of the file follows. */
async function isEnd(source: Source, end: number): Promise<boolean> {
  if (end > source.size) return false;
  const next = await skipBreaks(source, end);
  return next === source.size || beginsRecord(await source.readAt(next, 16));
}

/** Two line breaks close a record: where they stand, what follows them is no part of it. */
async function isClosed({ readAt }: Source, end: number): Promise<boolean> {
  return /^\r?\n\r?\n/.test(Buffer.from(await readAt(end, 4)).toString("latin1"));
}

async function blockOf(
  source: Source,
  start: number,
  written = "",
): Promise<Pick<WarcRecord, "block" | "flaw">> {
  const end = LENGTH.test(written) ? start + Number(written) : undefined;
  if (end !== undefined && (await isEnd(source, end))) return { block: [start, end] };
  // The line break before the next record may be the one that ends the header.
  const next = await findNext(source, start - 1);
  if (next === source.size && end !== undefined && end > next) {
    return { block: [start, next], flaw: "cut-off" };
  }
  const last = Math.max(start, await withoutBreaks(source, start, next));
  if (end !== undefined && end < last && (await isClosed(source, end))) {
    return { block: [start, end] };
  }
  return { block: [start, last], flaw: "wrong-length" };
}

export async function* scanWarc(readAt: ReadAt, size: number): AsyncGenerator<Scanned, void, void> {
  const source = { readAt, size };
  for (let at = await skipBreaks(source, 0); at < size; at = await skipBreaks(source, at)) {
    const head = beginsRecord(await readAt(at, 16)) ? await headAt(source, at) : undefined;
    if (head === undefined) {
      const next = await findNext(source, at);
      yield { lost: [at, next] };
      at = next;
      continue;
    }
    const { fields, size: headSize } = head;
    const found = await blockOf(source, at + headSize, fields.get("content-length"));
    yield { record: { offset: at, fields, ...found } };
    at = found.block[1];
  }
}

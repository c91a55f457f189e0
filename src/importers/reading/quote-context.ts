/**
 * What stands around a quote, as text: the rest of its record, read as the quote is, and around a
 * record that is quoted whole the bytes of the file. Never more than a few lines on either side, and
 * no part of a word.
 */
import type { Place } from "../../model/claim.ts";
import { findUtf8 } from "./bytes.ts";
import { parseCsvRecord } from "./csv.ts";
import { parseEscapedRecord } from "./escaped-csv.ts";
import { findAroundInHtml, type Standing } from "./html-place.ts";
import { findJsonSpan } from "./json-pointer.ts";
import { readXml } from "./xml.ts";

/** Characters told on either side. */
const MAX_SIDE = 500;
/** Bytes to be read on either side of a record, for so many characters and a broken one. */
export const SIDE_BYTES = 4 * MAX_SIDE;
const BETWEEN_CELLS = " | ";

export interface QuoteContext {
  before: string;
  after: string;
  /** Something stands further out that is not told. */
  more: { before: boolean; after: boolean };
}

/** A cut goes to what cannot stand in a word or address, so that no half of one stands there. */
function cutBefore(text: string): { told: string; more: boolean } {
  if (text.length <= MAX_SIDE) return { told: text, more: false };
  const told = text.slice(-MAX_SIDE).replace(/^[\udc00-\udfff]/, "");
  const end = told.search(/[^\w.+%@-]/);
  return { told: end === -1 ? "" : told.slice(end), more: true };
}

function cutAfter(text: string): { told: string; more: boolean } {
  if (text.length <= MAX_SIDE) return { told: text, more: false };
  const told = text.slice(0, MAX_SIDE).replace(/[\ud800-\udbff]$/, "");
  return { told: /^[\s\S]*[^\w.+%@-]/.exec(told)?.[0] ?? "", more: true };
}

function within({ text, from, to }: Standing): QuoteContext {
  const before = cutBefore(text.slice(0, from));
  const after = cutAfter(text.slice(to));
  return {
    before: before.told,
    after: after.told,
    more: { before: before.more, after: after.more },
  };
}

/** Cells that hold nothing are left out. */
function amongCells(cells: readonly string[], column: number): Standing | undefined {
  const cell = cells[column];
  if (cell === undefined) return undefined;
  const filled = (some: readonly string[]) => some.filter((one) => one.trim() !== "");
  const lead = filled(cells.slice(0, column)).map((one) => `${one}${BETWEEN_CELLS}`);
  const rest = filled(cells.slice(column + 1)).map((one) => `${BETWEEN_CELLS}${one}`);
  const from = lead.join("").length;
  const text = [...lead, cell, ...rest].join("");
  return { text, from, to: from + cell.length };
}

/** Elements that hold others, each of which comes next, say nothing of their own. */
function amongElements(xml: string, path: string): Standing | undefined {
  const all = readXml(xml);
  const leaves = all.filter((one, i) => !all[i + 1]?.path.startsWith(`${one.path}/`));
  const lines = leaves.map((one) => ({ ...one, name: `${one.path}: ` }));
  const index = lines.findIndex((one) => one.path === path);
  const own = lines[index];
  if (own === undefined) return undefined;
  const lead = lines.slice(0, index).map(({ name, text }) => `${name}${text}\n`);
  const from = lead.join("").length + own.name.length;
  const whole = lines.map(({ name, text }) => `${name}${text}`).join("\n");
  return { text: whole, from, to: from + own.text.length };
}

function inJson(text: string, pointer: string): Standing | undefined {
  JSON.parse(text);
  const span = findJsonSpan(text, pointer);
  return span && { text, from: span[0], to: span[1] };
}

type Reading = Pick<Place, "as" | "delimiter" | "escape" | "encoding">;

function standingAt(slice: Uint8Array, reading: Reading, at: string): Standing | undefined {
  if (reading.as === "html") return findAroundInHtml(slice, at, reading.encoding);
  if (reading.as === "csv") {
    if (!/^\d+$/.test(at)) return undefined;
    const cells = reading.escape
      ? parseEscapedRecord(slice)
      : parseCsvRecord(slice, reading.delimiter);
    return amongCells(cells, Number(at));
  }
  if (["pdf", "picture", "bytes"].includes(reading.as)) return undefined;
  const text = findUtf8(slice);
  if (text === undefined || reading.as === "text") return undefined;
  return reading.as === "json" ? inJson(text, at) : amongElements(text, at);
}

/** What of the record stands around the place; undefined where nothing does, or the record does not read so. */
export function contextInRecord(
  slice: Uint8Array,
  reading: Reading,
  at: string,
): QuoteContext | undefined {
  try {
    const found = standingAt(slice, reading, at);
    return found && within(found);
  } catch {
    return undefined;
  }
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x80 && byte < 0xc0;

/** Without the rest of a character that begins before. */
function fromCharacter(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start += 1;
  return bytes.subarray(start);
}

/** Without a character that ends after; undefined where the bytes are no text. */
function textUpTo(bytes: Uint8Array): string | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** Around a record: the bytes before and after it, at most SIDE_BYTES of each. */
export function contextOfRecord(before: Uint8Array, after: Uint8Array): QuoteContext | undefined {
  const isWhole = before.length < SIDE_BYTES;
  const lead = findUtf8(isWhole ? before : fromCharacter(before));
  const rest = textUpTo(after);
  if (lead === undefined || rest === undefined || lead.length + rest.length === 0) return undefined;
  return within({ text: lead + rest, from: lead.length, to: lead.length });
}

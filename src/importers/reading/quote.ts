/** Reads back what a claim says, from the bytes at its place. */
import type { Place } from "../../model/claim.ts";
import { findUtf8 } from "./bytes.ts";
import { parseCsvRecord } from "./csv.ts";
import { parseEscapedRecord } from "./escaped-csv.ts";
import { findInHtml } from "./html-place.ts";
import { findJsonText } from "./json-pointer.ts";
import { RecordError } from "./records.ts";
import { readXml } from "./xml.ts";

export class QuoteError extends Error {}

/** The records read last: answers quote many places of one record. */
let lastJson: string | undefined;
let lastCsv: { text: string; reading: Reading; cells: readonly string[] } | undefined;

function checkJson(text: string): void {
  if (text === lastJson) return;
  JSON.parse(text);
  lastJson = text;
}

function jsonQuote(text: string, pointer: string): string {
  checkJson(text);
  const found = findJsonText(text, pointer);
  if (found === undefined) throw new QuoteError(`there is nothing at ${pointer || "the root"}`);
  return found.startsWith('"') ? String(JSON.parse(found)) : found;
}

function cellsOf(slice: Uint8Array, reading: Reading): readonly string[] {
  const text = findUtf8(slice);
  if (
    text !== undefined &&
    text === lastCsv?.text &&
    reading.delimiter === lastCsv.reading.delimiter &&
    reading.escape === lastCsv.reading.escape
  ) {
    return lastCsv.cells;
  }
  const cells = reading.escape
    ? parseEscapedRecord(slice)
    : parseCsvRecord(slice, reading.delimiter);
  if (text !== undefined) lastCsv = { text, reading, cells };
  return cells;
}

function csvQuote(slice: Uint8Array, place: Reading, column: string): string {
  const cells = cellsOf(slice, place);
  const cell = /^\d+$/.test(column) ? cells[Number(column)] : undefined;
  if (cell === undefined) throw new QuoteError(`there is no column ${column}`);
  return cell;
}

function xmlQuote(text: string, at: string): string {
  const [path, attribute] = at.split("@", 2);
  const element = readXml(text).find((candidate) => candidate.path === path);
  if (element === undefined) throw new QuoteError(`there is no element ${path}`);
  if (attribute === undefined) return element.text;
  const value = Object.hasOwn(element.attributes, attribute)
    ? element.attributes[attribute]
    : undefined;
  if (value === undefined) throw new QuoteError(`there is no attribute ${attribute} at ${path}`);
  return value;
}

function htmlQuote(slice: Uint8Array, { encoding }: Reading, at: string | undefined): string {
  const found = findInHtml(slice, at, encoding);
  if (found === undefined) throw new QuoteError(`there is nothing at ${at}`);
  return found;
}

type Reading = Pick<Place, "as" | "delimiter" | "escape" | "encoding">;

function read(slice: Uint8Array, place: Reading, at: string | undefined): string {
  const { as } = place;
  if (as === "html") return htmlQuote(slice, place, at);
  if (as === "bytes" && at === undefined) return inHexadecimal(slice);
  if (at === undefined) return decoded(slice);
  if (as === "csv") return csvQuote(slice, place, at);
  const text = decoded(slice);
  switch (as) {
    case "json":
      return jsonQuote(text, at);
    case "xml":
      return xmlQuote(text, at);
    case "pdf":
    case "picture":
      throw new Error(`what is read as ${as} is read by quoteAt`);
    case "text":
    case "bytes":
      throw new QuoteError(`what is no record has no place "${at}"`);
  }
}

const inHexadecimal = (slice: Uint8Array): string =>
  Array.from(slice, (byte) => byte.toString(16).padStart(2, "0")).join(" ");

function decoded(slice: Uint8Array): string {
  const text = findUtf8(slice);
  if (text === undefined) throw new QuoteError("the bytes are not valid UTF-8");
  return text;
}

/**
 * What stands at a place: the text of a JSON string, CSV cell, XML or HTML element, an attribute's
 * value, other JSON as it is written; the whole slice when `at` is undefined.
 * @throws QuoteError when the slice is not of that kind or the place is not in it
 */
export function readQuote(slice: Uint8Array, place: Reading, at: string | undefined): string {
  try {
    return read(slice, place, at);
  } catch (cause) {
    if (cause instanceof QuoteError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new QuoteError(`the bytes do not read as ${place.as}: ${reason}`, { cause });
  }
}

async function pdfQuote(slice: Uint8Array, at: string | undefined): Promise<string> {
  const { readPdf } = await import("../files/pdf-entries.ts");
  try {
    const found = at === undefined ? undefined : (await readPdf(slice)).get(at);
    if (found !== undefined) return found;
  } catch (cause) {
    if (!(cause instanceof RecordError)) throw cause;
    throw new QuoteError(`the bytes do not read as pdf: ${cause.message}`, { cause });
  }
  throw new QuoteError(`there is nothing at ${at}`);
}

/** Computed from the picture anew. */
async function pictureQuote(slice: Uint8Array, at: string | undefined): Promise<string> {
  const { findInPicture } = await import("../files/picture-look.ts");
  const found = await findInPicture(slice, at);
  if (found !== undefined) return found;
  throw new QuoteError(`there is nothing at ${at}`);
}

/** As `readQuote`, of all kinds of slices, documents and pictures too. @throws QuoteError */
export const quoteAt = async (
  slice: Uint8Array,
  place: Reading,
  at: string | undefined,
): Promise<string> => {
  if (place.as === "pdf") return pdfQuote(slice, at);
  return place.as === "picture" ? pictureQuote(slice, at) : readQuote(slice, place, at);
};

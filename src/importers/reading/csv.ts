/**
 * Splits CSV (RFC 4180) into records with the bytes of each. Records end at CRLF, LF or CR outside
 * of quotes; the cells of one record are read by csv-parse, here and when its quote is read back.
 */
import { CsvError, parse } from "csv-parse/sync";
import type { CsvDelimiter } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import { bomLength, findUtf8, joinBytes, MAX_RECORD_BYTES } from "./bytes.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

export interface CsvSlice {
  /** First byte and the byte after the last, without the end of line. */
  bytes: [number, number];
  slice: Uint8Array;
}

export class CsvRecordError extends Error {}

const reasonOf = ({ code, message }: CsvError): string =>
  /QUOTE/.test(code)
    ? "a quote stands within a cell: double it, and put the cell in quotes"
    : message;

/** @throws CsvRecordError when the slice is not one CSV record */
export function parseCsvRecord(slice: Uint8Array, delimiter: CsvDelimiter = ","): string[] {
  const text = findUtf8(slice);
  if (text === undefined) throw new CsvRecordError("it is not valid UTF-8");
  try {
    const records = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    if (records.length === 1) return records[0] ?? [];
    throw new CsvRecordError(`it holds ${records.length} records instead of one`);
  } catch (cause) {
    if (cause instanceof CsvError) throw new CsvRecordError(reasonOf(cause), { cause });
    throw cause;
  }
}

/** The cells of many records in one pass, which is faster; undefined where one of them is none. */
export function findCsvRecords(
  slices: readonly CsvSlice[],
  delimiter: CsvDelimiter,
): string[][] | undefined {
  const texts = slices.map(({ slice }) => findUtf8(slice));
  if (texts.includes(undefined)) return undefined;
  try {
    const records = parse(texts.join("\n"), {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
    });
    return records.length === slices.length ? records : undefined;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

interface CsvSplitter {
  push(chunk: Uint8Array): Iterable<CsvSlice>;
  end(): Iterable<CsvSlice>;
}

export function createCsvSplitter(delimiter: CsvDelimiter = ","): CsvSplitter {
  const between = delimiter.charCodeAt(0);
  let parts: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  let offset = 0;
  let inQuotes = false;
  let cellStart = true;
  /** The byte before closed a quoted cell, or is the first of a doubled quote. */
  let closed = false;

  function keep(part: Uint8Array): void {
    if (part.length === 0) return;
    size += part.length;
    if (size > MAX_RECORD_BYTES) {
      throw new ImportError("bad-structure", `the row at byte ${start} is too long`, {
        where: `byte ${start}`,
      });
    }
    parts.push(part);
  }

  function* finish(end: number): Iterable<CsvSlice> {
    const whole = joinBytes(parts);
    const skipped = start === 0 ? bomLength(whole) : 0;
    const slice = whole.subarray(skipped);
    const bytes: [number, number] = [start + skipped, end];
    parts = [];
    size = 0;
    start = end + 1;
    cellStart = true;
    if (slice.length > 0) yield { bytes, slice };
  }

  return {
    *push(chunk) {
      let from = 0;
      for (let i = 0; i < chunk.length; i += 1) {
        const byte = chunk[i];
        if (byte === QUOTE) {
          const opens = !inQuotes && (cellStart || closed);
          closed = inQuotes;
          inQuotes = opens;
          cellStart = false;
          continue;
        }
        closed = false;
        if (inQuotes) continue;
        if (byte === LF || byte === CR) {
          keep(chunk.subarray(from, i));
          yield* finish(offset + i);
          from = i + 1;
        } else {
          cellStart = byte === between || (cellStart && isBom(byte, offset + i));
        }
      }
      keep(chunk.subarray(from));
      offset += chunk.length;
    },
    *end() {
      if (inQuotes) {
        throw new ImportError(
          "bad-structure",
          `a quoted cell of the row at byte ${start} is never closed`,
          { where: `byte ${start}` },
        );
      }
      yield* finish(offset);
    },
  };
}

const isBom = (byte: number | undefined, at: number): boolean =>
  at < 3 && byte === [0xef, 0xbb, 0xbf][at];

/** @throws ImportError `bad-structure` when a quoted cell is never closed or a row is too long */
export async function* readCsvSlices(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: CsvDelimiter = ",",
): AsyncIterable<CsvSlice[]> {
  const splitter = createCsvSplitter(delimiter);
  for await (const chunk of chunks) yield [...splitter.push(chunk)];
  yield [...splitter.end()];
}

/**
 * CSV as MySQL writes it (SELECT … INTO OUTFILE, ENCLOSED BY '"', ESCAPED BY '\\'): a backslash stands
 * before a quote, a line end and itself; `\N` is no value. Records end at a line feed that is neither
 * quoted nor escaped.
 */
import { ImportError } from "../../model/errors.ts";
import { bomLength, findUtf8, joinBytes, MAX_RECORD_BYTES } from "./bytes.ts";
import { CsvRecordError, type CsvSlice } from "./csv.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 0x0a;
const CR = 0x0d;

const CELL = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|([^",\\]*(?:\\[\s\S][^",\\]*)*)/y;
const NO_VALUE = "\\N";
const MEANT: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
};

const meantIn = (cell: string): string =>
  cell.includes("\\")
    ? cell.replace(/\\([\s\S])/g, (_, escaped: string) => MEANT[escaped] ?? escaped)
    : cell;

/**
 * The cells of one record; of one that has no value the empty text.
 * @throws CsvRecordError when the slice is not one record
 */
export function parseEscapedRecord(slice: Uint8Array): string[] {
  const text = findUtf8(slice);
  if (text === undefined) throw new CsvRecordError("it is not valid UTF-8");
  const cells: string[] = [];
  const cell = new RegExp(CELL);
  for (;;) {
    const [, enclosed, bare = ""] = cell.exec(text) ?? [];
    const written = enclosed ?? bare;
    cells.push(written === NO_VALUE ? "" : meantIn(written));
    if (cell.lastIndex === text.length) return cells;
    if (text[cell.lastIndex] !== ",") {
      throw new CsvRecordError("a quote or a backslash stands where none can");
    }
    cell.lastIndex += 1;
  }
}

function createSplitter() {
  let parts: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  let offset = 0;
  let inQuotes = false;
  let escaped = false;

  function keep(part: Uint8Array): void {
    size += part.length;
    if (size > MAX_RECORD_BYTES) {
      const where = `byte ${start}`;
      throw new ImportError("bad-structure", `the row at ${where} is too long`, { where });
    }
    if (part.length > 0) parts.push(part);
  }

  function* finish(end: number): Iterable<CsvSlice> {
    const whole = joinBytes(parts);
    const skipped = start === 0 ? bomLength(whole) : 0;
    const trimmed = whole.at(-1) === CR ? 1 : 0;
    const slice = whole.subarray(skipped, whole.length - trimmed);
    const bytes: [number, number] = [start + skipped, end - trimmed];
    parts = [];
    size = 0;
    start = end + 1;
    if (slice.length > 0) yield { bytes, slice };
  }

  return {
    *push(chunk: Uint8Array): Iterable<CsvSlice> {
      let from = 0;
      for (let i = 0; i < chunk.length; i += 1) {
        const byte = chunk[i];
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inQuotes = !inQuotes;
        else if (byte === LF && !inQuotes) {
          keep(chunk.subarray(from, i));
          yield* finish(offset + i);
          from = i + 1;
        }
      }
      keep(chunk.subarray(from));
      offset += chunk.length;
    },
    *end(): Iterable<CsvSlice> {
      if (inQuotes) {
        const where = `byte ${start}`;
        const message = `a quoted cell of the row at ${where} is never closed`;
        throw new ImportError("bad-structure", message, { where });
      }
      yield* finish(offset);
    },
  };
}

/** @throws ImportError `bad-structure` when a quoted cell is never closed or a row is too long */
export async function* readEscapedSlices(
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<CsvSlice[]> {
  const splitter = createSplitter();
  for await (const chunk of chunks) yield [...splitter.push(chunk)];
  yield [...splitter.end()];
}

/** The records that stand whole in the first bytes of a file. */
export function sampleEscapedSlices(sample: Uint8Array, whole: boolean): CsvSlice[] {
  const splitter = createSplitter();
  const slices = [...splitter.push(sample)];
  try {
    if (whole) slices.push(...splitter.end());
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
  }
  return slices;
}

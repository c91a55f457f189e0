/** A CSV file with a header: each row read by its importer, by the names of its columns. */
import type { CsvDelimiter } from "../../model/claim.ts";
import { type Diagnostic, ImportError } from "../../model/errors.ts";
import type { RecordResult } from "../importer.ts";
import { roughUtf8 } from "./bytes.ts";
import {
  CsvRecordError,
  type CsvSlice,
  createCsvSplitter,
  findCsvRecords,
  parseCsvRecord,
  readCsvSlices,
} from "./csv.ts";
import { createColumnWatch, type FieldTable } from "./fields.ts";
import { findText, RecordError } from "./records.ts";
import { type Reading, readingResult, type Skip } from "./told.ts";

export interface Row {
  /** The cell as it is written, well-formed; undefined where it is empty or there is no such column. */
  find: (column: string) => string | undefined;
  /** Where the cell stands, for a claim's `at`; only of a column that there is. */
  at: (column: string) => string;
  columns: readonly string[];
}

export interface TableReader {
  delimiter: CsvDelimiter;
  /** May depend on the columns. @throws ImportError when the file cannot be read with such columns */
  fields: FieldTable | ((columns: readonly string[]) => FieldTable);
  /** @throws RecordError when the row cannot be read */
  read: (row: Row) => Reading | Skip;
  /** By when the file showed what it holds, in UTC milliseconds. */
  shownBy: number | undefined;
  /** Rows may end in one more delimiter than the header. */
  emptyLast?: true;
}

function namesIn(slice: Uint8Array, delimiter: CsvDelimiter): string[] {
  return parseCsvRecord(slice, delimiter).map((name) => name.trim());
}

/** What was found in a sample, which many importers look at one after the other. */
const found = new WeakMap<Uint8Array, Map<string, readonly string[]>>();

const LESS_THAN = 0x3c;
const WHITE = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** Looked at as tables, pages would take longer than all else that is done with them. */
const isMarkup = (sample: Uint8Array): boolean =>
  sample.find((byte) => !WHITE.has(byte)) === LESS_THAN;

/** In a cell that begins with a bracket a quote cannot stand, which is told of it only once its row is read. */
const BEGINS_JSON = /^\s*[[{][[{ ]*"/;
const isJson = (sample: Uint8Array): boolean => BEGINS_JSON.test(roughUtf8(sample.subarray(0, 64)));

/** The names in the first row of a file's first bytes; none when there is no such row, as in HTML and XML. */
export function findColumns(
  sample: Uint8Array,
  whole: boolean,
  delimiter: CsvDelimiter = ",",
): readonly string[] {
  const known = found.get(sample) ?? new Map<string, readonly string[]>();
  found.set(sample, known);
  const way = `${delimiter}${whole}`;
  const columns =
    known.get(way) ??
    (isMarkup(sample) || isJson(sample) ? [] : readColumns(sample, whole, delimiter));
  known.set(way, columns);
  return columns;
}

function readColumns(sample: Uint8Array, whole: boolean, delimiter: CsvDelimiter): string[] {
  const splitter = createCsvSplitter(delimiter);
  try {
    for (const { slice } of splitter.push(sample)) return namesIn(slice, delimiter);
    if (whole) for (const { slice } of splitter.end()) return namesIn(slice, delimiter);
  } catch (error) {
    if (!(error instanceof CsvRecordError) && !(error instanceof ImportError)) throw error;
  }
  return [];
}

function headerOf({ slice }: CsvSlice, delimiter: CsvDelimiter): string[] {
  try {
    return namesIn(slice, delimiter);
  } catch (cause) {
    if (!(cause instanceof CsvRecordError)) throw cause;
    throw new ImportError("bad-structure", `the header row cannot be read: ${cause.message}`, {
      where: "row 0",
      cause,
    });
  }
}

/** @throws RecordError when the slice is not one row */
export function readCells(slice: Uint8Array, delimiter: CsvDelimiter): string[] {
  try {
    return parseCsvRecord(slice, delimiter);
  } catch (cause) {
    if (!(cause instanceof CsvRecordError)) throw cause;
    throw new RecordError("bad-row", `the row cannot be read: ${cause.message}`);
  }
}

/** @param known the cells, where they were read with those of other rows */
function cellsOf(
  { slice }: CsvSlice,
  known: string[] | undefined,
  { delimiter, emptyLast }: TableReader,
  count: number,
): string[] {
  const cells = known ?? readCells(slice, delimiter);
  if (cells.length === count) return cells;
  if (emptyLast && cells.length === count + 1 && cells.at(-1) === "") return cells.slice(0, count);
  throw new RecordError("bad-row", `the row has ${cells.length} cells instead of ${count}`);
}

function rowOf(
  cells: readonly string[],
  columns: readonly string[],
  places: ReadonlyMap<string, number>,
): Row {
  return {
    columns,
    find: (column) => {
      const index = places.get(column);
      return index === undefined ? undefined : findText(cells[index]);
    },
    at: (column) => {
      const index = places.get(column);
      if (index === undefined) throw new Error(`there is no column "${column}"`);
      return String(index);
    },
  };
}

/** A column by its name, where the diagnostic has its number. */
function namingColumn(diagnostic: Diagnostic, names: readonly string[]): Diagnostic {
  const [number] = /(?<=^record \d+, )\d+$/.exec(diagnostic.place) ?? [];
  const name = number === undefined ? undefined : names[Number(number)];
  if (name === undefined) return diagnostic;
  const place = diagnostic.place.replace(/\d+$/, () => `column ${name.toWellFormed()}`);
  return { ...diagnostic, place };
}

/**
 * Of columns of one name the first counts.
 * @throws ImportError `bad-structure` when there is no header, or a quoted cell is never closed
 */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  reader: TableReader,
): AsyncIterable<RecordResult[]> {
  const { delimiter, fields, read, shownBy } = reader;
  let header: string[] | undefined;
  const places = new Map<string, number>();
  let watch = createColumnWatch({ root: { below: new Map() } });
  let record = 0;

  function rowResult(
    slice: CsvSlice,
    known: string[] | undefined,
    names: readonly string[],
  ): RecordResult {
    record += 1;
    const place = { bytes: slice.bytes, record, as: "csv", delimiter } as const;
    let cells: string[] = [];
    let error: unknown;
    try {
      cells = cellsOf(slice, known, reader, names.length);
    } catch (cause) {
      error = cause;
    }
    const result = readingResult({ place, shownBy }, watch(names, cells), () => {
      if (error !== undefined) throw error;
      return read(rowOf(cells, names, places));
    });
    return { ...result, diagnostics: result.diagnostics.map((one) => namingColumn(one, names)) };
  }

  for await (const slices of readCsvSlices(bytes, delimiter)) {
    const results: RecordResult[] = [];
    const cells = findCsvRecords(slices, delimiter);
    for (const [index, slice] of slices.entries()) {
      if (header === undefined) {
        header = headerOf(slice, delimiter);
        watch = createColumnWatch(typeof fields === "function" ? fields(header) : fields);
        for (const [at, name] of header.entries()) if (!places.has(name)) places.set(name, at);
      } else results.push(rowResult(slice, cells?.[index], header));
    }
    yield results;
  }
  if (header === undefined) throw new ImportError("bad-structure", "the file has no header row");
}

/** A CSV file with a header: each row read by its importer, by the names of its columns. */
import type { CsvDelimiter } from "../model/claim.ts";
import { ImportError } from "../model/errors.ts";
import {
  CsvRecordError,
  type CsvSlice,
  createCsvSplitter,
  parseCsvRecord,
  readCsvSlices,
} from "./csv.ts";
import { createColumnWatch, type FieldTable } from "./fields.ts";
import type { RecordResult } from "./importer.ts";
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
  fields: FieldTable;
  /** @throws RecordError when the row cannot be read */
  read: (row: Row) => Reading | Skip;
  /** By when the file showed what it holds, in UTC milliseconds. */
  shownBy: number | undefined;
}

function namesIn(slice: Uint8Array, delimiter: CsvDelimiter): string[] {
  return parseCsvRecord(slice, delimiter).map((name) => name.trim());
}

/** The names in the first row of a file's first bytes; none when there is no such row. */
export function findColumns(
  sample: Uint8Array,
  whole: boolean,
  delimiter: CsvDelimiter = ",",
): string[] {
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

function cellsOf({ slice }: CsvSlice, delimiter: CsvDelimiter, count: number): string[] {
  let cells: string[];
  try {
    cells = parseCsvRecord(slice, delimiter);
  } catch (cause) {
    if (!(cause instanceof CsvRecordError)) throw cause;
    throw new RecordError("bad-row", `the row cannot be read: ${cause.message}`);
  }
  if (cells.length === count) return cells;
  throw new RecordError("bad-row", `the row has ${cells.length} cells instead of ${count}`);
}

function rowOf(cells: readonly string[], places: ReadonlyMap<string, number>): Row {
  return {
    columns: [...places.keys()],
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

/**
 * Of columns of one name the first counts.
 * @throws ImportError `bad-structure` when there is no header, or a quoted cell is never closed
 */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  { delimiter, fields, read, shownBy }: TableReader,
): AsyncIterable<RecordResult[]> {
  let header: string[] | undefined;
  const places = new Map<string, number>();
  const watch = createColumnWatch(fields);
  let record = 0;

  function rowResult(slice: CsvSlice, names: readonly string[]): RecordResult {
    record += 1;
    const place = { bytes: slice.bytes, record, as: "csv", delimiter } as const;
    let cells: string[] = [];
    let error: unknown;
    try {
      cells = cellsOf(slice, delimiter, names.length);
    } catch (cause) {
      error = cause;
    }
    return readingResult({ place, shownBy }, watch(names, cells), () => {
      if (error !== undefined) throw error;
      return read(rowOf(cells, places));
    });
  }

  for await (const slices of readCsvSlices(bytes, delimiter)) {
    const results: RecordResult[] = [];
    for (const slice of slices) {
      if (header === undefined) {
        header = headerOf(slice, delimiter);
        for (const [index, name] of header.entries())
          if (!places.has(name)) places.set(name, index);
      } else results.push(rowResult(slice, header));
    }
    yield results;
  }
  if (header === undefined) throw new ImportError("bad-structure", "the file has no header row");
}

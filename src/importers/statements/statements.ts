/**
 * Statements: a CSV (RFC 4180, UTF-8) in which an investigator writes down what a source reports,
 * one statement a row; statement-facts.ts says what each kind means. The header names exactly the columns of
 * STATEMENT_COLUMNS, in any order. A row that cannot be read fails alone.
 */
import type { Claim } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { Importer, RecordResult } from "../importer.ts";
import { CsvRecordError, type CsvSlice, parseCsvRecord, readCsvSlices } from "../reading/csv.ts";
import { imported, RecordError, recordResult, skipped, warning } from "../reading/records.ts";
import { findColumns, readCells } from "../reading/table.ts";
import { readStatement } from "./statement-facts.ts";
import { STATEMENT_COLUMNS, type StatementColumn, type StatementRow } from "./statement-row.ts";

export { STATEMENT_COLUMNS, type StatementColumn, type StatementRow };

/** Column by its place in this file. */
type Header = readonly StatementColumn[];

const isColumn = (name: string): name is StatementColumn =>
  STATEMENT_COLUMNS.some((column) => column === name);

const MAY_BE_EMPTY = "all must be there, and what a statement does not need may be empty";

function readHeader(cells: readonly string[]): Header {
  const names = cells.map((cell) => cell.trim());
  const wrong = (message: string) =>
    new ImportError("bad-structure", `the header row ${message}`, { where: "row 0" });
  const unknown = names.find((name) => !isColumn(name));
  if (unknown !== undefined) throw wrong(`has an unknown column "${unknown}"`);
  const missing = STATEMENT_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const which = missing.map((column) => `"${column}"`).join(", ");
    throw wrong(`lacks the column${missing.length > 1 ? "s" : ""} ${which}: ${MAY_BE_EMPTY}`);
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw wrong(`has the column "${twice}" twice`);
  return names.filter(isColumn);
}

function headerOf({ slice }: CsvSlice): Header {
  try {
    return readHeader(parseCsvRecord(slice));
  } catch (cause) {
    if (!(cause instanceof CsvRecordError)) throw cause;
    throw new ImportError("bad-structure", `the header row cannot be read: ${cause.message}`, {
      cause,
    });
  }
}

function cellsOf(slice: Uint8Array, header: Header): string[] {
  const cells = readCells(slice, ",");
  if (cells.length === header.length) return cells;
  throw new RecordError("bad-row", `the row has ${cells.length} cells instead of ${header.length}`);
}

function rowOf(cells: readonly string[], header: Header): StatementRow {
  const filled = header.flatMap((column, index): [StatementColumn, string][] => {
    const value = cells[index]?.trim() ?? "";
    return value === "" ? [] : [[column, value.toWellFormed()]];
  });
  return Object.fromEntries(filled);
}

/** The words as the source has them, else as whoever wrote the statement gives them. */
const QUOTED = ["quote", "as_written", "value"] as const;

function quoteAtOf(row: StatementRow, header: Header): Pick<Claim, "quoteAt" | "isParaphrase"> {
  const column = QUOTED.find((name) => row[name] !== undefined);
  if (column === undefined) return {};
  const quoteAt = String(header.indexOf(column));
  return column === "value" ? { quoteAt, isParaphrase: true } : { quoteAt };
}

function rowResult(record: number, { slice, bytes }: CsvSlice, header: Header): RecordResult {
  return recordResult(record, () => {
    const row = rowOf(cellsOf(slice, header), header);
    if (Object.keys(row).length === 0) return skipped(record, "empty-row", "the row is empty");
    const { unused, ...statement } = readStatement(row);
    const claim: Claim = {
      ...statement,
      place: { bytes, record, as: "csv" },
      ...quoteAtOf(row, header),
    };
    const warnings = unused.map((column) =>
      warning(
        record,
        "unused-column",
        `"${column}" says nothing in a row of kind ${row.kind}`,
        `column ${column}`,
      ),
    );
    return imported(record, [claim], warnings);
  });
}

/** A header this close is meant to be one, and its error names the columns. */
const ENOUGH_COLUMNS = 12;
const FIRST_COLUMNS = STATEMENT_COLUMNS.slice(0, 3);

function isMeant(columns: readonly string[]): boolean {
  const begins = FIRST_COLUMNS.every((column, index) => columns[index]?.trim() === column);
  return begins || new Set(columns.filter(isColumn)).size >= ENOUGH_COLUMNS;
}

const quotedCell = (text: string): string =>
  /^\s|\s$|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const csvRow = (cells: readonly string[]): string => `${cells.map(quotedCell).join(",")}\n`;

/** A statements file of these rows; reading it gives the rows back. */
export const writeStatements = (rows: readonly StatementRow[]): string =>
  csvRow(STATEMENT_COLUMNS) +
  rows.map((row) => csvRow(STATEMENT_COLUMNS.map((column) => row[column] ?? ""))).join("");

export const statements: Importer = {
  id: "statements",
  version: 3,
  label: "Statements (CSV)",
  reads: "What sources report, written down by an investigator: a CSV with one statement a row.",
  example: "kind,subject,relation,object,not_before,not_after,… (`headwater note` writes it)",
  checkedAgainst: "real files",

  detects: (sample, whole) => isMeant(findColumns(sample, whole)),

  async *parse(bytes) {
    let header: Header | undefined;
    let record = 0;
    for await (const slices of readCsvSlices(bytes)) {
      const results: RecordResult[] = [];
      for (const slice of slices) {
        if (header === undefined) {
          header = headerOf(slice);
          continue;
        }
        record += 1;
        results.push(rowResult(record, slice, header));
      }
      yield results;
    }
    if (header === undefined) throw new ImportError("bad-structure", "the file has no header row");
  },
};

/**
 * CSV, NDJSON and JSON of no known format, by a mapping that a person writes: which field is the item,
 * its account, times, words and relations (src/model/mapping.ts, docs/mapping.md). The mapping is
 * checked against the file: a field that it names must be there. Chosen by a person only, since any
 * file may be read so.
 */
import { ImportError } from "../../model/errors.ts";
import type { Mapping } from "../../model/mapping.ts";
import { TimeFormatError } from "../../model/time.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { looksUtf16, peekBytes } from "../reading/bytes.ts";
import { type FieldTable, fieldTableOf } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { collectedBy, type Fields, findText, isFields, listOf } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { type Row, readTable } from "../reading/table.ts";
import { type MappedRecord, readMapped } from "./mapped-record.ts";
import { checkZones } from "./mapped-time.ts";

const NO_MAPPING =
  'nothing says which field is what: give a mapping with --mapping, as <name>.mapping.json beside <name>.csv or <name>.json, or as "mapping" in the manifest (docs/mapping.md)';

/** Every field that a mapping reads, once. */
function fieldsOf(mapping: Mapping): string[] {
  const { item, account, published, edited, captured, title, text, relations } = mapping;
  const named = [
    item.field,
    account?.field,
    account?.name,
    account?.handle?.field,
    published?.field,
    edited?.field,
    captured?.field,
    title,
    text,
    ...relations.map(({ field }) => field),
  ];
  return [...new Set(named.filter((field) => field !== undefined))];
}

const tableOf = (mapping: Mapping): FieldTable =>
  fieldTableOf(fieldsOf(mapping), Object.entries(mapping.ignored));

const MAX_SHOWN = 60;

function missing(
  names: readonly string[],
  there: readonly string[],
  of: string,
  hint = "",
): ImportError {
  const list = (some: readonly string[]): string =>
    some
      .slice(0, MAX_SHOWN)
      .map((name) => JSON.stringify(name.slice(0, 80).toWellFormed()))
      .join(", ");
  return new ImportError(
    "bad-structure",
    `the mapping names ${list(names)}, but ${of} only ${list(there) || "nothing"}${hint}`,
  );
}

function hintOfDelimiter(columns: readonly string[]): string {
  const between = columns.length === 1 ? /[;\t|]/.exec(columns[0] ?? "")?.[0] : undefined;
  return between === undefined
    ? ""
    : `; if that is several, say "delimiter": ${JSON.stringify(between)} in the mapping`;
}

function hintOfRecords(record: Fields): string {
  const [name] = Object.entries(record).find(([, value]) => listOf(value).some(isFields)) ?? [];
  return name === undefined
    ? ""
    : `; if ${JSON.stringify(name.slice(0, 80).toWellFormed())} holds the records, say so in the mapping's "records"`;
}

function recordOfRow(row: Row): MappedRecord {
  return {
    values(column) {
      const value = row.find(column);
      return value === undefined || value.trim() === "" ? [] : [{ value, at: row.at(column) }];
    },
  };
}

function readCsv(
  bytes: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  { manifest, zone }: ImportContext,
): AsyncIterable<RecordResult[]> {
  const shownBy = collectedBy(manifest);
  return readTable(bytes, {
    delimiter: mapping.delimiter ?? ",",
    fields(columns) {
      const absent = fieldsOf(mapping).filter((name) => !columns.includes(name));
      if (absent.length > 0) {
        throw missing(absent, columns, "the file has the columns", hintOfDelimiter(columns));
      }
      const twice = fieldsOf(mapping).find(
        (name) => columns.indexOf(name) !== columns.lastIndexOf(name),
      );
      if (twice !== undefined) {
        const message = `the mapping names ${JSON.stringify(twice)}, of which there are several columns`;
        throw new ImportError("bad-structure", message);
      }
      return tableOf(mapping);
    },
    read: (row) => readMapped(recordOfRow(row), mapping, zone, shownBy),
    shownBy,
  });
}

const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

const MAX_VALUES = 10_000;

/** A number that is rounded stays in a form that is no id. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value !== "number") {
    return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
  }
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? value.toExponential() : String(value);
}

/** What stands at a path; `saw` is told when it is there at all. */
function valuesAt(
  value: unknown,
  path: readonly string[],
  at: string,
  found: Said[],
  saw: () => void,
): void {
  if (found.length >= MAX_VALUES) return;
  const [name, ...rest] = path;
  if (Array.isArray(value)) {
    if (name === undefined) saw();
    for (const [index, element] of value.entries()) {
      valuesAt(element, path, `${at}/${index}`, found, saw);
    }
  } else if (name === undefined) {
    saw();
    const text = findText(wordsOf(value));
    if (text !== undefined && text.trim() !== "") found.push({ value: text, at });
  } else if (isFields(value) && Object.hasOwn(value, name)) {
    valuesAt(value[name], rest, `${at}/${escaped(name)}`, found, saw);
  }
}

function recordOfObject(fields: Fields, at: string, seen: Set<string>): MappedRecord {
  return {
    values(field) {
      const found: Said[] = [];
      valuesAt(fields, field.split("."), at, found, () => seen.add(field));
      return found;
    },
  };
}

async function* readJson(
  bytes: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  { manifest, zone }: ImportContext,
): AsyncIterable<RecordResult[]> {
  const seen = new Set<string>();
  let first: Fields | undefined;
  let isOne = true;
  const named = fieldsOf(mapping);
  const shownBy = collectedBy(manifest);
  yield* readJsonFile(bytes, {
    ...(mapping.records === undefined ? {} : { paths: [mapping.records.split(".")] }),
    fields: tableOf(mapping),
    read(fields, at) {
      isOne = first === undefined;
      first ??= fields;
      const record = recordOfObject(fields, at, seen);
      if (seen.size < named.length) for (const field of named) record.values(field);
      return readMapped(record, mapping, zone, shownBy);
    },
    shownBy,
  });
  const absent = named.filter((field) => !seen.has(field));
  if (first !== undefined && absent.length > 0) {
    const there = Object.keys(first);
    throw missing(
      absent,
      there,
      "no record has them; the first has",
      isOne ? hintOfRecords(first) : "",
    );
  }
}

const BEGINS_AS_JSON = /^[\uFEFF\s]*[[{]/;

/** @throws ImportError */
function checkTimes({ published, edited, captured }: Mapping): void {
  for (const field of [published, edited, captured]) {
    try {
      if (field !== undefined) checkZones(field);
    } catch (cause) {
      if (!(cause instanceof TimeFormatError)) throw cause;
      throw new ImportError("bad-structure", `in the mapping ${cause.message}`, { cause });
    }
  }
}

/** By the mapping, else by the first byte. */
async function* read(bytes: AsyncIterable<Uint8Array>, context: ImportContext) {
  const { mapping } = context;
  if (mapping === undefined) throw new ImportError("bad-structure", NO_MAPPING);
  checkTimes(mapping);
  const { start, all } = await peekBytes(bytes, 1024);
  if (looksUtf16(start)) {
    throw new ImportError("bad-structure", "the file is UTF-16: save it as UTF-8");
  }
  const isCsv = mapping.delimiter !== undefined;
  const isJson =
    mapping.records !== undefined || BEGINS_AS_JSON.test(new TextDecoder().decode(start));
  yield* !isCsv && isJson ? readJson(all, mapping, context) : readCsv(all, mapping, context);
}

export const mapped: Importer = {
  id: "mapped",
  version: 3,
  label: "Any CSV, NDJSON or JSON, by a mapping",
  reads: "Records of no known format, by a mapping file that says which field is what.",
  example: "any table with a header, or JSON objects (with --mapping)",
  checkedAgainst: "real files",
  detects: () => false,
  parse: read,
};

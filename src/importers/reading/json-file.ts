/** A JSON file of many records: each read by its importer, each to a result. */
import type { FieldNote } from "../../model/evidence.ts";
import type { RecordResult } from "../importer.ts";
import { createFieldWatch, type FieldTable } from "./fields.ts";
import { exactValue } from "./json-exact.ts";
import { type JsonRecord, readJsonRecords } from "./json-records.ts";
import type { JsonPath } from "./json-structure.ts";
import { type Fields, isFields, RecordError } from "./records.ts";
import { type Reading, readingResult, type Skip } from "./told.ts";

/** A record within a page that a file holds, with its JSON Pointer in the page. */
export interface Part {
  value: unknown;
  at: string;
}

export interface JsonReader {
  /** For all pages, or by page where a file holds several formats: always one of a few tables. */
  fields: FieldTable | ((page: Fields) => FieldTable);
  /** Property of the one top-level object whose elements are the pages. */
  property?: string | undefined;
  /** The same for several arrays, or for arrays further in. */
  paths?: readonly JsonPath[];
  /** Bytes before the JSON. */
  startsAt?: number;
  /** The records in a page, such as an API's answer; absent where a page is one record. */
  partsOf?: (page: Fields) => readonly Part[];
  /** @throws RecordError when the record cannot be read */
  read: (record: Fields, at: string, page: Fields) => Reading | Skip;
  /** By when the file showed what it holds, in UTC milliseconds. */
  shownBy: number | undefined;
}

function pageOf(record: JsonRecord): Fields {
  if (record.error !== undefined) {
    throw new RecordError("not-json", `the record is not JSON: ${record.error}`);
  }
  const value = exactValue(record);
  if (isFields(value)) return value;
  throw new RecordError("not-an-object", "the record is no JSON object");
}

/**
 * Numbers are exact: those beyond 2^53 come as strings of their digits. A page without records is
 * one that is skipped.
 * @throws ImportError `bad-structure` when the file as a whole is no such JSON
 */
export async function* readJsonFile(
  bytes: AsyncIterable<Uint8Array>,
  reader: JsonReader,
): AsyncIterable<RecordResult[]> {
  const { fields, property, paths, startsAt = 0, partsOf, read, shownBy } = reader;
  const watches = new Map<FieldTable, ReturnType<typeof createFieldWatch>>();
  let count = 0;

  function watch(page: Fields): FieldNote[] {
    const table = typeof fields === "function" ? fields(page) : fields;
    const watching = watches.get(table) ?? createFieldWatch(table);
    watches.set(table, watching);
    return watching(page);
  }

  function placed(slice: JsonRecord, notes: FieldNote[], told: () => Reading | Skip) {
    count += 1;
    const place = { bytes: slice.bytes, record: count, as: "json" } as const;
    return readingResult({ place, shownBy }, notes, told);
  }

  function* pageResults(slice: JsonRecord): Iterable<RecordResult> {
    let page: Fields;
    try {
      page = pageOf(slice);
    } catch (error) {
      yield placed(slice, [], () => {
        throw error;
      });
      return;
    }
    const parts = partsOf === undefined ? [{ value: page, at: "" }] : partsOf(page);
    let notes = watch(page);
    if (parts.length === 0) {
      yield placed(slice, notes, () => ({ skip: "empty-page", why: "the page holds no record" }));
    }
    for (const { value, at } of parts) {
      yield placed(slice, notes, () => {
        if (isFields(value)) return read(value, at, page);
        throw new RecordError("not-an-object", "the record is no JSON object", at);
      });
      notes = [];
    }
  }

  const options = {
    startsAt,
    ...(property === undefined ? {} : { property }),
    ...(paths === undefined ? {} : { paths }),
  };
  for await (const batch of readJsonRecords(bytes, options)) {
    yield batch.flatMap((slice) => [...pageResults(slice)]);
  }
}

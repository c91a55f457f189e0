/**
 * Indexes of captures in JSON: the rows of the Wayback Machine's server (`output=json`, also its
 * `timemap/json`), of which the first names the columns and an empty one stands before the key by which the
 * list goes on; and one object a line, as pywb and Common Crawl answer.
 */
import { ImportError } from "../../model/errors.ts";
import type { Importer } from "../importer.ts";
import { createColumnWatch, createFieldWatch } from "../reading/fields.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import { type JsonRecord, readJsonRecords, sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, findScalar, isFields, RecordError } from "../reading/records.ts";
import type { Skip } from "../reading/told.ts";
import { CAPTURE_FIELDS, type FindColumn, readCapture } from "./capture.ts";
import { captureIndexOf } from "./capture-index.ts";
import { type CaptureRow, tellCaptures } from "./capture-list.ts";

/** Other tables have times and addresses too. */
const TELLING = ["urlkey", "statuscode", "status", "mimetype", "mime", "digest"];

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.every((name) => typeof name === "string") &&
  value.includes("timestamp") &&
  (value.includes("original") ||
    (value.includes("url") && TELLING.some((name) => value.includes(name))));

const isCapture = (value: unknown): boolean =>
  isFields(value) &&
  typeof value["urlkey"] === "string" &&
  typeof value["url"] === "string" &&
  /^\d{14}(?:\d{3})?$/.test(findScalar(value["timestamp"]) ?? "");

const finder = (
  pointerOf: (name: string) => string | undefined,
  read: (name: string) => unknown,
) => {
  const find: FindColumn = (...names) => {
    for (const name of names) {
      const value = findScalar(read(name));
      const at = pointerOf(name);
      if (value !== undefined && value !== "-" && at !== undefined) return { value, at };
    }
    return undefined;
  };
  return find;
};

const ofRow = (names: readonly string[], row: readonly unknown[]): FindColumn =>
  finder(
    (name) => (names.includes(name) ? `/${names.indexOf(name)}` : undefined),
    (name) => (names.includes(name) ? row[names.indexOf(name)] : undefined),
  );

const ofObject = (fields: Fields): FindColumn =>
  finder(
    (name) => `/${pointerToken(name)}`,
    (name) => fields[name],
  );

type Read = Omit<CaptureRow, "place">;

const RESUME: Skip = {
  skip: "resume-key",
  why: "the list goes on where this row says (resumeKey), and was not saved further",
};
const EMPTY: Skip = { skip: "empty-row", why: "the row is empty" };

const cellsOf = (row: readonly unknown[]): string[] =>
  row.map((cell) => {
    const text = findScalar(cell) ?? "";
    return text === "-" ? "" : text;
  });

const failing = (code: string, message: string): Read => ({
  notes: [],
  capture: () => {
    throw new RecordError(code, message);
  },
});

/** Reads values in the order of the file, by the names in its first row. */
function createValueReader() {
  const watchFields = createFieldWatch(CAPTURE_FIELDS);
  const watchColumns = createColumnWatch(CAPTURE_FIELDS);
  let names: readonly string[] | undefined;

  function ofArray(row: readonly unknown[]): Read {
    if (row.length === 0) return { notes: [], capture: () => EMPTY };
    if (names === undefined) return failing("no-header", "no row before names the columns");
    if (row.length === 1 && names.length !== 1) return { notes: [], capture: () => RESUME };
    if (row.length !== names.length) {
      const message = `the row has ${row.length} cells instead of ${names.length}`;
      return failing("bad-row", message);
    }
    const find = ofRow(names, row);
    return { notes: watchColumns(names, cellsOf(row)), capture: () => readCapture(find) };
  }

  /** Undefined for the row of names, which is no record. */
  return (slice: JsonRecord): Read | undefined => {
    if (slice.error !== undefined) {
      return failing("not-json", `the record is not JSON: ${slice.error}`);
    }
    const { value } = slice;
    if (names === undefined && isNames(value)) {
      names = value.map((name) => name.toWellFormed());
      return undefined;
    }
    if (Array.isArray(value)) return ofArray(value);
    if (!isFields(value)) return failing("not-an-object", "the record is no capture");
    return { notes: watchFields(value), capture: () => readCapture(ofObject(value)) };
  };
}

export const cdxJson: Importer = {
  id: "cdx-json",
  version: 2,
  label: "Index of captures (JSON)",
  reads:
    "What a web archive captured and when, in JSON: the Wayback Machine's CDX server and timemap/json, pywb, Common Crawl.",
  example:
    '[["urlkey", "timestamp", "original", …], […]] with https://web.archive.org/cdx/… as origin in its manifest, or {"urlkey": "org,example)/", "timestamp": "20170505183502", "url": …}',
  checkedAgainst: "documentation only",

  recordedByOrigin: true,

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first === undefined || first.error !== undefined) return false;
    return isNames(first.value) || isCapture(first.value);
  },

  async *parse(bytes, { manifest }) {
    const read = createValueReader();
    let record = 0;
    async function* rows(): AsyncIterable<CaptureRow[]> {
      for await (const batch of readJsonRecords(bytes)) {
        yield batch.flatMap((slice): CaptureRow[] => {
          const found = read(slice);
          if (found === undefined) return [];
          record += 1;
          return [{ place: { bytes: slice.bytes, record, as: "json" }, ...found }];
        });
      }
    }
    yield* tellCaptures(rows(), {
      index: captureIndexOf(manifest),
      shownBy: collectedBy(manifest),
    });
    if (record === 0) throw new ImportError("bad-structure", "the list holds no capture");
  },
};

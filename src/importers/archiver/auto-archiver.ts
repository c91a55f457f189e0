/**
 * What Bellingcat's Auto Archiver keeps of each address that it archived: `metadata.json` (its module
 * json_enricher), one object per file, and the CSV of its module csv_db, whose columns `metadata` and
 * `media` are Python literals. Both are written before the files are uploaded or after: `urls` may be
 * empty. The hash of each kept file is told, but nobody checks it here.
 */

import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { createFieldWatch, type FieldTable, fieldTableOf } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { PythonReprError, readPythonRepr } from "../reading/python-repr.ts";
import { collectedBy, type Fields, findText, isFields, RecordError } from "../reading/records.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { METADATA_READ, readArchived } from "./archiver-item.ts";
import { MEDIA_READ, type PlaceOf } from "./archiver-remarks.ts";

const IGNORED: readonly (readonly [path: string, reason: string])[] = [
  ["metadata.check wayback", "leads to the archive's calendar of the address, which is read"],
  ["metadata.fulltitle", "repeats the title"],
  ["metadata.description", "repeats the content"],
  ["metadata.comments.*", "what others said below it: only counted"],
  ["metadata.archive_duration_seconds", "how long the archiver took"],
  ["metadata.total_bytes", "how much the archiver kept"],
  ["metadata.total_size", "how much the archiver kept"],
  ["media.filename", "a path on the archiver's machine"],
  ["media.key", "a path in the archiver's storage, to which its addresses lead"],
  ["media._key", "a path in the archiver's storage, to which its addresses lead"],
  ["media.properties.id", "what the archiver calls the file, such as screenshot"],
  ["media._mimetype", "of a file that is evidence of its own, if it was kept"],
];

const FIELDS: FieldTable = fieldTableOf(
  [
    "status",
    ...METADATA_READ.map((name) => `metadata.${name}`),
    ...MEDIA_READ.split(" ").map((path) => `media.${path}`),
  ],
  IGNORED,
);

const escaped = (step: string | number): string =>
  String(step).replaceAll("~", "~0").replaceAll("/", "~1");

const inJson =
  (pointer: string): PlaceOf =>
  (path) =>
    `${pointer}${path.map((step) => `/${escaped(step)}`).join("")}`;

const isArchived = (value: unknown): boolean =>
  isFields(value) &&
  typeof value["status"] === "string" &&
  isFields(value["metadata"]) &&
  typeof value["metadata"]["url"] === "string" &&
  "_processed_at" in value["metadata"];

/** A first object that is longer than the sample, or breaks off. */
const BEGINS_AS_ARCHIVED =
  /^[\uFEFF\s]*(?:\[\s*)?\{\s*"status"\s*:\s*"[^"]{0,200}"\s*,\s*"metadata"\s*:\s*\{[^{}]{0,2000}"_processed_at"/;

export const autoArchiverMetadata: Importer = {
  id: "auto-archiver-metadata",
  version: 1,
  label: "Auto Archiver metadata (JSON)",
  reads: "The metadata.json that Bellingcat's Auto Archiver keeps with what it archived.",
  example:
    '{"status": "…: success", "metadata": {"_processed_at": "…", "url": "https://…"}, "media": […]}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first !== undefined && first.error === undefined) return isArchived(first.value);
    return BEGINS_AS_ARCHIVED.test(roughUtf8(sample.subarray(0, 4096)));
  },

  parse: (bytes, { manifest, zone }) =>
    readJsonFile(bytes, {
      fields: FIELDS,
      read: (record, at) => readArchived(record, inJson(at), zone),
      shownBy: collectedBy(manifest),
    }),
};

const COLUMNS = ["status", "metadata", "media"];
const LEFT_OUT = [["rearchivable", "whether the archiver may try again"]] as const;

function literal(row: Row, column: string): unknown {
  const written = row.find(column);
  if (written === undefined) return undefined;
  try {
    return readPythonRepr(written);
  } catch (error) {
    if (!(error instanceof PythonReprError)) throw error;
    const message = `the cell is no Python literal: ${error.message}`;
    throw new RecordError("bad-cell", message, column);
  }
}

function recordOf(row: Row): Fields {
  const metadata = literal(row, "metadata");
  if (!isFields(metadata)) throw new RecordError("bad-cell", "the cell is no dict", "metadata");
  return { status: findText(row.find("status")), metadata, media: literal(row, "media") };
}

/** Of a cell all that is in it stands at its column. */
const inRow =
  (row: Row): PlaceOf =>
  ([column]) =>
    row.at(String(column));

export const autoArchiverCsv: Importer = {
  id: "auto-archiver-csv",
  version: 1,
  label: "Auto Archiver results (CSV)",
  reads:
    "The CSV in which Bellingcat's Auto Archiver (csv_db) writes its results as Python literals.",
  example: "status,metadata,media",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const columns = findColumns(sample, whole);
    return COLUMNS.every((name, index) => columns[index] === name);
  },

  parse(bytes, { manifest, zone }) {
    const watch = createFieldWatch(FIELDS);
    return readTable(bytes, {
      delimiter: ",",
      fields: fieldTableOf(COLUMNS, LEFT_OUT),
      read(row): Reading | Skip {
        const record = recordOf(row);
        const fields = watch(record);
        const reading = readArchived(record, inRow(row), zone);
        return "skip" in reading ? reading : { ...reading, fields };
      },
      shownBy: collectedBy(manifest),
    });
  },
};

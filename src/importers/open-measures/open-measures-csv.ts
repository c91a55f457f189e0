/**
 * Posts of Open Measures as rows: the fields of its index under their paths, `account.acct` or
 * `account_acct`, with `_index` and `_id` where the extractor keeps them; lists and objects as JSON
 * or as Python's repr. Of which site they are says the index, else the columns, else the manifest's
 * `platform`. See `open-measures` for what is documented.
 */
import type { CsvDelimiter } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import type { Zone } from "../../model/time.ts";
import { type ImportContext, type Importer, type RecordResult, SAMPLE_BYTES } from "../importer.ts";
import { peekBytes } from "../reading/bytes.ts";
import { CsvRecordError, createCsvSplitter, parseCsvRecord } from "../reading/csv.ts";
import { fieldTable } from "../reading/fields.ts";
import { collectedBy } from "../reading/records.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading, Skip } from "../reading/told.ts";
import {
  joinedPaths,
  pathOfColumn,
  readPlaced,
  siteOfColumns,
  tableOfRow,
  unflatten,
} from "./openmeasures-flat.ts";
import { readHit } from "./openmeasures-post.ts";
import type { OpenMeasuresSite } from "./openmeasures-site.ts";
import { SITES, siteOfIndex } from "./openmeasures-sites.ts";

const AROUND = fieldTable("_index _id", {
  "_score _type _version sort": "of the search, not of a post",
});

interface Form {
  delimiter: CsvDelimiter;
  columns: readonly string[];
}

/** Columns that only rows out of an index have, or any with an `_id` where the site is known without them. */
function findForm(sample: Uint8Array, whole: boolean, isKnown = false): Form | undefined {
  for (const delimiter of [",", ";", "\t"] as const) {
    const columns = findColumns(sample, whole, delimiter);
    const isOfIndex = columns.includes("_index") && columns.includes("_id");
    const isOfSite = columns.includes("_id") && (isKnown || siteOfColumns(columns) !== undefined);
    if (columns.length > 2 && (isOfIndex || isOfSite)) return { delimiter, columns };
  }
  return undefined;
}

const siteOfManifest = (manifest: Manifest | null): OpenMeasuresSite | undefined =>
  SITES.find(({ name, platform }) => [name, platform].includes(manifest?.platform ?? ""));

const NO_SITE: Skip = {
  skip: "unknown-site",
  why: "neither the index nor the columns say of which known site the post is: name it as the manifest's platform, such as gab",
};
const NOT_OF_AN_INDEX =
  "the columns are not those of an index: _index and _id, or _id and a site that the manifest names as its platform, such as gab";

function createReader({ columns }: Form, ofFile: OpenMeasuresSite | undefined, zone: Zone) {
  const paths = new Map<OpenMeasuresSite, ReadonlyMap<string, string>>();
  return (row: Row): Reading | Skip => {
    const site = siteOfIndex(row.find("_index") ?? "") ?? ofFile;
    if (site === undefined) return NO_SITE;
    const joined = paths.get(site) ?? joinedPaths(site);
    paths.set(site, joined);
    const cells = columns.flatMap((column) => {
      const value = row.find(column);
      if (value === undefined || column === "_index" || column === "_id") return [];
      return [{ path: pathOfColumn(column, joined), value, at: row.at(column) }];
    });
    const { source, placeOf } = unflatten(cells, site);
    const value = row.find("_id");
    const id = value === undefined ? undefined : { value, at: row.at("_id") };
    return readPlaced(() => readHit({ id, source, at: "" }, site, {}, zone), placeOf);
  };
}

/** The site of a table by its first row, whose fields are watched. */
async function* parseRows(
  bytes: AsyncIterable<Uint8Array>,
  { manifest, zone }: ImportContext,
): AsyncIterable<RecordResult[]> {
  const { start, all } = await peekBytes(bytes, SAMPLE_BYTES + 1);
  const head = start.subarray(0, SAMPLE_BYTES);
  const ofManifest = siteOfManifest(manifest);
  const form = findForm(head, start.length <= SAMPLE_BYTES, ofManifest !== undefined);
  if (form === undefined) {
    throw new ImportError("bad-structure", NOT_OF_AN_INDEX, { where: "row 0" });
  }
  const ofFile = siteOfColumns(form.columns) ?? ofManifest;
  const first = ofFile ?? siteInRows(head, form);
  yield* readTable(all, {
    delimiter: form.delimiter,
    fields: first === undefined ? AROUND : tableOfRow(AROUND, first),
    read: createReader(form, ofFile, zone),
    shownBy: collectedBy(manifest),
  });
}

/** The site by the index of the first row that can be read. */
function siteInRows(head: Uint8Array, { columns, delimiter }: Form): OpenMeasuresSite | undefined {
  const at = columns.indexOf("_index");
  try {
    for (const { slice } of createCsvSplitter(delimiter).push(head)) {
      const site = siteOfIndex(parseCsvRecord(slice, delimiter)[at] ?? "");
      if (site !== undefined) return site;
    }
  } catch (error) {
    if (!(error instanceof CsvRecordError) && !(error instanceof ImportError)) throw error;
  }
  return undefined;
}

export const openMeasuresCsv: Importer = {
  id: "open-measures-csv",
  version: 4,
  label: "Open Measures posts (CSV)",
  reads:
    "Posts of Open Measures as rows of a table, with the index's fields as columns. All sites but bluesky from documentation only.",
  example: "_index,_id,author,createdAt,text,authorProfile.handle,…",
  checkedAgainst: "real files",
  detects: (sample, whole) => findForm(sample, whole) !== undefined,
  parse: parseRows,
};

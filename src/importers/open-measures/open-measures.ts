/**
 * Posts of Open Measures (formerly SMAT) in JSON: an answer of its API, {"hits": {"hits": [...]}}
 * with `created_key` and `content_key` for the fields that it was searched by; several answers; the
 * hits alone, as an array or line by line; or rows under dotted names, as extractors write them.
 * Documented in Open Measures' guides "Public API", "Sources" and "Data guide". A clock without a
 * zone is of none that is documented, and so of any. Not read: counts by day (`timeseries`,
 * `activity`).
 */
import type { Zone } from "../../model/time.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  findJson,
  findText,
  isFields,
  listOf,
} from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import {
  joinedPaths,
  pathOfColumn,
  readPlaced,
  siteOfColumns,
  tableOfRow,
  unflatten,
} from "./openmeasures-flat.ts";
import type { Keys } from "./openmeasures-hit.ts";
import { fieldsOf, readHit } from "./openmeasures-post.ts";
import type { OpenMeasuresSite } from "./openmeasures-site.ts";
import { SITES, siteOfIndex } from "./openmeasures-sites.ts";

/** An answer of up to this size is asked which fields it names, which stand behind its hits. */
const WHOLE_ANSWER_BYTES = 32 * 1024 * 1024;
const HITS = [["hits", "hits"]];

const aroundHits = () =>
  fieldTable("created_key content_key", {
    "took timed_out _shards hits.total hits.max_score _scroll_id": "of the search, not of a post",
  });
const OF_HIT = "_index _id";
const HIT_LEFT_OUT = {
  "_score _type _version _ignored _routing highlight _explanation": "of the search, not of a post",
  sort: "the time that the index sorts by, which it took a field of the post for",
};

const siteOf = (index: unknown): OpenMeasuresSite | undefined => siteOfIndex(findText(index) ?? "");

const isHit = (value: unknown): value is Fields =>
  isFields(value) && typeof value["_index"] === "string" && isFields(value["_source"]);

const siteOfRow = (row: Fields): OpenMeasuresSite | undefined =>
  siteOf(row["_index"]) ?? siteOfColumns(Object.keys(row));

const isRow = (value: unknown): value is Fields =>
  isFields(value) &&
  typeof value["_id"] === "string" &&
  value["_source"] === undefined &&
  siteOfRow(value) !== undefined;

const hitsOf = (page: Fields): readonly unknown[] | undefined => {
  const hits = findFields(page["hits"])?.["hits"];
  return Array.isArray(hits) ? hits : undefined;
};

const isAnswer = (value: unknown): boolean =>
  isFields(value) &&
  hitsOf(value) !== undefined &&
  (typeof value["created_key"] === "string" || listOf(hitsOf(value)).some(isKnownHit));

const isKnownHit = (value: unknown): boolean =>
  isHit(value) &&
  (siteOf(value["_index"]) !== undefined ||
    findFields(value["_source"])?.["openmeasures_meta"] !== undefined);

/** A site that the guides do not name, by the fields that the answer does. */
const unnamed = (index: string): OpenMeasuresSite => ({
  name: index,
  platform:
    index
      .toLowerCase()
      .replace(/^smat[-_]/, "")
      .replace(/[-_](?:data)?[-_]?\d*$/, "") || "openmeasures",
  text: [],
  time: [],
});

const keysOf = (page: Fields): Keys => ({
  created: findText(page["created_key"]),
  content: findText(page["content_key"]),
});

function partsOf(page: Fields): Part[] {
  const hits = hitsOf(page);
  if (hits === undefined) return [{ value: page, at: "" }];
  return hits.map((value, index) => ({ value, at: `/hits/hits/${index}` }));
}

function readRow(row: Fields, at: string, site: OpenMeasuresSite, zone: Zone): Reading {
  const joined = joinedPaths(site);
  const cells = Object.entries(row).flatMap(([name, value]) => {
    const text = typeof value === "object" && value !== null ? findJson(value) : value;
    const written = typeof text === "number" ? String(text) : findText(text);
    if (written === undefined || name === "_index" || name === "_id") return [];
    const path = pathOfColumn(name, joined);
    return [{ path, value: written, at: `${at}/${pointerToken(name)}` }];
  });
  const { source, placeOf } = unflatten(cells, site);
  const value = findText(row["_id"]);
  const hit = { source, at: "", id: value === undefined ? undefined : { value, at: `${at}/_id` } };
  return readPlaced(() => readHit(hit, site, {}, zone), placeOf);
}

const NOT_A_HIT: Skip = { skip: "not-a-hit", why: "the record is no hit of the index" };

function createReader(zone: Zone, ofFile: Keys) {
  return (value: Fields, at: string, page: Fields): Reading | Skip => {
    const keys = hitsOf(page) === undefined ? ofFile : keysOf(page);
    if (isHit(value)) {
      const id = findText(value["_id"]);
      const source = findFields(value["_source"]) ?? {};
      const said = id === undefined ? undefined : { value: id, at: `${at}/_id` };
      const index = findText(value["_index"]) ?? "";
      const site = siteOf(index) ?? unnamed(index);
      return readHit({ id: said, source, at: `${at}/_source` }, site, keys, zone);
    }
    const site = isRow(value) ? siteOfRow(value) : undefined;
    return site === undefined ? NOT_A_HIT : readRow(value, at, site, zone);
  };
}

/** One table for each site, and one for whole answers of it. */
function createTables(ofFile: Keys) {
  const tables = new Map<string, FieldTable>();
  return (page: Fields): FieldTable => {
    const hits = hitsOf(page);
    const first = findFields(hits === undefined ? page : hits[0]) ?? {};
    const index = findText(first["_index"]) ?? "";
    const site = siteOf(index) ?? siteOfColumns(Object.keys(first)) ?? unnamed("openmeasures");
    const kind = hits !== undefined ? "answer" : isFields(first["_source"]) ? "hit" : "row";
    const name = `${kind} ${site.name}`;
    const known =
      tables.get(name) ?? tableOf(kind, site, hits === undefined ? ofFile : keysOf(page));
    tables.set(name, known);
    return known;
  };
}

function tableOf(kind: "answer" | "hit" | "row", site: OpenMeasuresSite, keys: Keys): FieldTable {
  const hit = fieldTable(OF_HIT, HIT_LEFT_OUT);
  if (kind === "row") return tableOfRow(hit, site);
  placeTable(hit, "_source", fieldsOf(site, keys));
  if (kind === "hit") return hit;
  const answer = aroundHits();
  placeTable(answer, "hits.hits", hit);
  return answer;
}

const BEGINS_WITH_ANSWER = /^[\uFEFF\s]*\{\s*"(?:created_key|content_key|took|hits)"\s*:/;
const BEGINS_WITH_HIT =
  /^[\uFEFF\s]*(?:\{[\s\S]{0,400}"hits"\s*:\s*\{[\s\S]{0,200}"hits"\s*:\s*)?\[?\s*\{\s*"_index"\s*:\s*"([\w.-]{1,80})"/;

/** Whether the file is one answer, and what that says behind its hits when it is not too large. */
function oneAnswerIn(start: Uint8Array): Keys | undefined {
  if (!BEGINS_WITH_ANSWER.test(roughUtf8(start.subarray(0, 256)))) return undefined;
  const whole = start.length <= WHOLE_ANSWER_BYTES;
  const records = sampleJsonRecords(start.subarray(0, WHOLE_ANSWER_BYTES), whole);
  const [only] = records;
  if (!whole && only === undefined) return {};
  const isOne = records.length === 1 && whole && only?.error === undefined;
  return isOne && isFields(only?.value) && isAnswer(only.value) ? keysOf(only.value) : undefined;
}

async function* parseHits(
  bytes: AsyncIterable<Uint8Array>,
  { manifest, zone }: ImportContext,
): AsyncIterable<RecordResult[]> {
  const { start, all } = await peekBytes(bytes, WHOLE_ANSWER_BYTES + 1);
  const one = oneAnswerIn(start.subarray(0, WHOLE_ANSWER_BYTES + 1));
  const keys = one ?? {};
  yield* readJsonFile(all, {
    ...(one === undefined ? { partsOf } : { paths: HITS }),
    fields: createTables(keys),
    read: createReader(zone, keys),
    shownBy: collectedBy(manifest),
  });
}

export const openMeasures: Importer = {
  id: "open-measures",
  version: 3,
  label: "Open Measures posts (JSON)",
  reads: `Posts in answers of Open Measures' API, or the hits alone: ${SITES.map(({ name }) => name).join(", ")}. All but bluesky from documentation only.`,
  example:
    '{"hits": {"hits": [{"_index": "smat-bluesky-data-…", "_id": "…", "_source": {…}}]}, "created_key": "…"}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    if (values.some((value) => isKnownHit(value) || isRow(value) || isAnswer(value))) return true;
    if (values.length > 0) return false;
    const index = BEGINS_WITH_HIT.exec(roughUtf8(sample.subarray(0, 2048)))?.[1];
    return index !== undefined && siteOf(index) !== undefined;
  },

  parse: parseHits,
};

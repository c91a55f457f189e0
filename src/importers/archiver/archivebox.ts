/**
 * ArchiveBox's index.json: of one snapshot, and the list of all (archivebox/index/schema.py and json.py,
 * 0.4 to 0.7; `archive_results` in place of `history` since 0.8). `timestamp` is when the address was added,
 * which says nothing of the page; a method that succeeded had it between its start and its end. Times of
 * older versions have no zone. index.jsonl of the newest versions is read by archivebox-lines.ts.
 */
import { keyOfUrl, kindOfKey } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { type Importer, SAMPLE_BYTES } from "../importer.ts";
import { peekBytes } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import { findPreamble } from "../reading/json-preamble.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  quoted,
  RecordError,
} from "../reading/records.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import { captureOf, copyOf, type Result, SOURCE, wordFacts } from "./archivebox-facts.ts";
import { isTyped, readTyped } from "./archivebox-lines.ts";

const FIELDS = fieldTable(
  `url title tags timestamp updated history.*.status history.*.start_ts history.*.end_ts
  history.*.output archive_results.plugin archive_results.extractor archive_results.status
  archive_results.start_ts archive_results.end_ts archive_results.output`,
  {
    "schema type": "what kind of record it is",
    "id abid snapshot_id snapshot_old_id snapshot_abid hash archive_path link_dir":
      "the archive's own names of the snapshot",
    sources: "the archivist's own lists, from which the address was taken",
    "bookmarked_at bookmarked_date created_at modified_at downloaded_at updated_date oldest_archive_date newest_archive_date":
      "times of the archive's own index, or the other fields' in other words",
    "base_url scheme domain path basename extension is_static": "the address in parts",
    tags_str: "the tags once more",
    icons: "pictures: no link that anybody posted",
    "is_archived num_outputs num_failures archive_size status": "how far the archive's work went",
    "latest canonical": "names of the files; history says which are there",
    "history.*.schema history.*.cmd history.*.cmd_version history.*.pwd archive_results.id archive_results.cmd archive_results.cmd_version archive_results.pwd":
      "how the archive ran its programs",
    "history.*.index_texts":
      "words taken from the page to be searched; the page's own file holds them",
  },
);

function resultsOf(record: Fields): Result[] {
  const history = findFields(record["history"]) ?? {};
  const ofHistory = Object.entries(history).flatMap(([method, results]) =>
    listOf(results).flatMap((fields, i): Result[] =>
      isFields(fields) ? [{ method, fields, at: `/history/${pointerToken(method)}/${i}` }] : [],
    ),
  );
  const ofList = listOf(record["archive_results"]).flatMap((fields, i): Result[] => {
    if (!isFields(fields)) return [];
    const method = findText(fields["plugin"]) ?? findText(fields["extractor"]) ?? "";
    return [{ method, fields, at: `/archive_results/${i}` }];
  });
  return [...ofHistory, ...ofList].filter(({ fields }) => fields["status"] === "succeeded");
}

/** None proves that the page was there. */
const NO_CAPTURE = new Set(["favicon", "archive_org", "headers", "responses"]);

const copiedBy = (result: Result) => ({
  output: result.method === "archive_org" ? findText(result.fields["output"]) : undefined,
  at: `${result.at}/output`,
});

function read(record: Fields, zone: Zone): Reading | Skip {
  const url = findText(record["url"]);
  const key = url === undefined ? undefined : keyOfUrl(url);
  if (key === undefined) {
    throw new RecordError("no-address", `${quoted(record["url"])} is no address`, "/url");
  }
  const results = resultsOf(record);
  if (results.length === 0) {
    return { skip: "not-archived", why: "the address was added, and nothing of it was archived" };
  }
  if (kindOfKey(key) === "account") {
    return {
      skip: "profile",
      why: "the address is of an account: what was found there is not told",
    };
  }
  const warnings: Warning[] = [];
  const captures = results
    .filter(({ method }) => !NO_CAPTURE.has(method))
    .flatMap((result) => captureOf(key, result, zone, warnings));
  if (captures.length === 0) {
    warnings.push(["no-capture", "nothing says when the page was there", "/url"]);
  }
  const written = isoTimeAt(record, "updated", "", zone)?.value.latest ?? undefined;
  const shownBy = written === undefined ? {} : { shownBy: written };
  const facts = [...wordFacts(key, record), ...captures];
  const own: Told = { subject: key, basis: "reported", source: SOURCE, quoteAt: "/url", facts };
  const copies = results.flatMap((result) => copyOf(key, copiedBy(result), warnings));
  return { told: [own, ...copies].map((told) => ({ ...told, ...shownBy })), warnings };
}

function isSnapshot(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { url, timestamp, history, archive_results: results } = value;
  return (
    typeof url === "string" &&
    /^\d{9,}(?:\.\d+)?$/.test(typeof timestamp === "string" ? timestamp : "") &&
    (isFields(history) || Array.isArray(results))
  );
}

const LIST = "links";

export const archivebox: Importer = {
  id: "archivebox",
  version: 3,
  label: "ArchiveBox index",
  reads:
    "The index.json, or of newer versions index.jsonl, that ArchiveBox keeps of one snapshot, and its list of all.",
  example:
    '{"history": {"wget": [{"status": "succeeded", …}]}, "timestamp": "1494009300.0", "url": "…"}',
  checkedAgainst: "documentation only",

  detects: (sample, whole) =>
    [{}, { property: LIST }].some((options) => {
      const [first] = sampleJsonRecords(sample, whole, options);
      return first?.error === undefined && (isSnapshot(first?.value) || isTyped(first?.value));
    }),

  async *parse(bytes, { manifest, zone }) {
    const { start, all } = await peekBytes(bytes, SAMPLE_BYTES);
    const [first] = sampleJsonRecords(start, start.length < SAMPLE_BYTES);
    if (first?.error === undefined && isTyped(first?.value)) {
      yield* readTyped(all, zone, collectedBy(manifest));
      return;
    }
    const isList = findPreamble(start, LIST) !== undefined;
    yield* readJsonFile(all, {
      fields: FIELDS,
      ...(isList ? { property: LIST } : {}),
      read: (record) => read(record, zone),
      shownBy: collectedBy(manifest),
    });
  },
};

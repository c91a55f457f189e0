/**
 * ArchiveBox's index.jsonl (archivebox/core/models.py, `write_index_jsonl`, since 0.9): a record a line, of
 * which each says its type. The address stands in the Snapshot alone, before the results that were made of
 * it. Some of its programs only look at files that others made: what they did shows no page.
 */
import { type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import type { RecordResult } from "../importer.ts";
import { type FieldTable, fieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { type Fields, findText, isFields, quoted, RecordError } from "../reading/records.ts";
import type { Reading, Skip, Warning } from "../reading/told.ts";
import { captureOf, copyOf, SOURCE, wordFacts } from "./archivebox-facts.ts";

const SNAPSHOT = fieldTable("type url title tags timestamp id", {
  "schema_version fs_version": "the version of the archive",
  crawl_id: "the archive's own name of the run that the snapshot is of",
  "bookmarked_at created_at": "times of the archive's own index",
  depth: "how far from the address that was asked for",
  "archive_size output_size status": "how far the archive's work went",
});

const RESULT = fieldTable("type snapshot_id plugin status output_str start_ts end_ts", {
  "schema_version id process_id": "the archive's own names and version",
  "hook_name cmd cmd_version": "how the archive ran its programs",
  "output_json output_files output_size output_mimetypes":
    "the files, which are evidence of their own",
});

const OTHER = fieldTable("type", {
  "schema_version id machine_id binary_id process_id parent_id iface_id snapshot_id crawl_id":
    "the archive's own names and version",
  "cmd pwd env timeout pid exit_code status started_at ended_at worker_type process_type stdout stderr":
    "how the archive ran its programs",
  "name abspath version sha256 binprovider binproviders min_version overrides config":
    "which programs the archive ran",
});

const tableOf = ({ type }: Fields): FieldTable =>
  type === "Snapshot" ? SNAPSHOT : type === "ArchiveResult" ? RESULT : OTHER;

/** Those that fetch or show the page; the headers and answers of a server may say that there is none. */
const CAPTURES = new Set(
  "chrome dom forumdl gallerydl git media mercury papersdl pdf screenshot singlefile staticfile title wget ytdlp".split(
    " ",
  ),
);
const WAYBACK = new Set(["archivedotorg", "archive_org"]);

/**
 * Its words, as the archive lists them, date nothing: that an address was added, or asked for, does not show that its
 * page was there. How far the archive's work went is written before its results are.
 */
function readSnapshot(record: Fields, known: Map<string, Key>): Reading | Skip {
  const url = findText(record["url"]);
  const key = url === undefined ? undefined : keyOfUrl(url);
  if (key === undefined) {
    throw new RecordError("no-address", `${quoted(record["url"])} is no address`, "/url");
  }
  const id = findText(record["id"]);
  if (id !== undefined) known.set(id, key);
  if (kindOfKey(key) === "account") return PROFILE;
  const facts = wordFacts(key, record);
  const told = { basis: "reported", source: SOURCE, quoteAt: "/url", facts } as const;
  return { told: [told], warnings: [] };
}

const PROFILE: Skip = {
  skip: "profile",
  why: "the address is of an account: what was found there is not told",
};

function readResult(record: Fields, known: ReadonlyMap<string, Key>, zone: Zone): Reading | Skip {
  const method = findText(record["plugin"]) ?? "";
  if (record["status"] !== "succeeded") {
    return { skip: "not-succeeded", why: "the program did not succeed, or found nothing" };
  }
  const key = known.get(findText(record["snapshot_id"]) ?? "");
  if (key === undefined) {
    const message = "no snapshot before it says of which address the result is";
    throw new RecordError("no-snapshot", message, "/snapshot_id");
  }
  if (kindOfKey(key) === "account") return PROFILE;
  const warnings: Warning[] = [];
  const facts = CAPTURES.has(method)
    ? captureOf(key, { method, fields: record, at: "" }, zone, warnings)
    : [];
  const own =
    facts.length === 0
      ? []
      : [{ subject: key, basis: "reported", source: SOURCE, quoteAt: "/start_ts", facts } as const];
  const output = WAYBACK.has(method) ? findText(record["output_str"]) : undefined;
  const told = [...own, ...copyOf(key, { output, at: "/output_str" }, warnings)];
  if (told.length > 0) return { told, warnings };
  const [warned] = warnings;
  if (warned !== undefined) return { skip: warned[0], why: warned[1] };
  return { skip: "no-capture", why: "what the program made does not say when the page was there" };
}

/** A snapshot as the first line of such an index. */
export function isTyped(value: unknown): boolean {
  if (!isFields(value) || value["type"] !== "Snapshot") return false;
  const { url, timestamp, id } = value;
  const isStamp = typeof timestamp === "string" && /^\d{9,}(?:\.\d+)?$/.test(timestamp);
  return typeof url === "string" && typeof id === "string" && isStamp;
}

const OWN: Skip = { skip: "archive-own", why: "it tells how the archive ran its programs" };

export function readTyped(
  bytes: AsyncIterable<Uint8Array>,
  zone: Zone,
  shownBy: number | undefined,
): AsyncIterable<RecordResult[]> {
  const known = new Map<string, Key>();
  const read = (record: Fields): Reading | Skip => {
    if (record["type"] === "Snapshot") return readSnapshot(record, known);
    return record["type"] === "ArchiveResult" ? readResult(record, known, zone) : OWN;
  };
  return readJsonFile(bytes, { fields: tableOf, read, shownBy });
}

/**
 * Statuses as Mastodon's API answers them, and servers that answer alike (Truth Social, Gab, Pleroma,
 * Akkoma, Friendica): one per line, in an array, with those around one (`context`), in a search.
 * Documented in docs.joinmastodon.org (entities Status, Context, Search, Quote). truthbrush adds
 * `_pulled`, a local clock. Left out: pictures, polls, counts.
 */
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import type { Gathered } from "../reading/gathered.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, findFields, isFields, listOf } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { MASTODON_FIELDS } from "./mastodon-fields.ts";
import type { Around } from "./mastodon-people.ts";
import { tellStatus } from "./mastodon-status.ts";

const LISTS = ["ancestors", "descendants", "statuses"] as const;

const partsOf = (page: Fields): readonly Part[] =>
  LISTS.some((name) => Array.isArray(page[name]))
    ? LISTS.flatMap((name) =>
        listOf(page[name]).map((value, index) => ({ value, at: `/${name}/${index}` })),
      )
    : [{ value: page, at: "" }];

function isStatus(value: unknown): boolean {
  const status = findFields(value);
  const account = findFields(status?.["account"]);
  return (
    status !== undefined &&
    account !== undefined &&
    typeof status["id"] === "string" &&
    typeof status["created_at"] === "string" &&
    typeof account["username"] === "string" &&
    ("content" in status || "reblog" in status) &&
    ("visibility" in status || "in_reply_to_id" in status || "reblogs_count" in status)
  );
}

function readPart(part: Fields, at: string, around: Around): Reading | Skip {
  if (!isStatus(part)) return { skip: "no-status", why: "the record is no status with an account" };
  const into: Gathered = { told: [], warnings: [] };
  tellStatus(part, at, around, into);
  const pulled = isoTimeAt(part, "_pulled", at, around.zone)?.value.latest;
  if (pulled === undefined || pulled === null) return into;
  return { ...into, told: into.told.map((told) => ({ ...told, shownBy: pulled })) };
}

const isOurs = (value: unknown): boolean =>
  isFields(value) &&
  partsOf(value)
    .slice(0, 4)
    .some((part) => isStatus(part.value));

/** A first record that breaks off or is longer than the sample: names of a status stand in it. */
function beginsStatus(text: string): boolean {
  const names = ["in_reply_to_account_id", "spoiler_text", "reblogs_count", "favourites_count"];
  const found = names.filter((name) => new RegExp(`"${name}"\\s*:`).test(text)).length;
  return (
    /^[\s\uFEFF]*(?:\[\s*)?\{\s*"(?:id|ancestors|descendants|statuses|accounts)"\s*:/.test(text) &&
    found >= 3
  );
}

export const mastodon: Importer = {
  id: "mastodon",
  version: 2,
  label: "Mastodon and its kin (API)",
  reads:
    "Statuses of Mastodon, Truth Social, Gab, Pleroma and others that answer as Mastodon's API does, as lines, arrays, contexts and searches; truthbrush too.",
  example:
    '{"id": "1114…", "created_at": "2024-05-05T18:35:00.000Z", "in_reply_to_id": null, "visibility": "public", …}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.length === 0 ? beginsStatus(roughUtf8(sample)) : values.slice(0, 20).some(isOurs);
  },

  parse(bytes, { manifest, zone }) {
    const around: Around = { zone, told: new Set() };
    return readJsonFile(bytes, {
      fields: MASTODON_FIELDS,
      partsOf,
      read: (part, at) => readPart(part, at, around),
      shownBy: collectedBy(manifest),
    });
  },
};

/**
 * Submissions and comments of Reddit: one per line as Pushshift, arctic_shift and tools on top of them
 * write them, in answers of their interfaces (`data`), and in listings and threads of Reddit's own
 * API. Documented in ArthurHeitmann/arctic_shift (file_content_explanations.md, schemas) and in
 * reddit.com/dev/api. Times are seconds of UTC, as numbers or texts; a dump shows the words as they
 * were at `retrieved_on`. Same addresses of two submissions make no relation between them.
 */
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, findFields, isFields, listOf } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { REDDIT_FIELDS } from "./reddit-fields.ts";
import { kindOfThing, readThing } from "./reddit-post.ts";

/** Things by what Reddit's API calls them. */
const wrapped = (value: unknown): { kind: string; data: Fields } | undefined => {
  const data = isFields(value) ? findFields(value["data"]) : undefined;
  const kind = isFields(value) ? value["kind"] : undefined;
  return typeof kind === "string" && data !== undefined ? { kind, data } : undefined;
};

/** Every thing in an answer: of comments those that answer them too, behind those above. */
function partsOf(page: Fields): readonly Part[] {
  if (kindOfThing(page) !== undefined) return [{ value: page, at: "" }];
  const parts: Part[] = [];
  const todo: Part[] = [{ value: page, at: "" }];
  const addAll = (list: unknown, at: string): void => {
    for (const [index, value] of listOf(list).entries()) todo.push({ value, at: `${at}/${index}` });
  };
  // What is found on the way is read too.
  for (const next of todo) {
    const { value, at } = next;
    const thing = wrapped(value);
    if (thing?.kind === "Listing") addAll(thing.data["children"], `${at}/data/children`);
    else if (at === "" && Array.isArray(page["data"])) addAll(page["data"], "/data");
    else {
      parts.push(next);
      const replies = thing ? thing.data["replies"] : findFields(value)?.["replies"];
      const below = thing ? `${at}/data/replies` : `${at}/replies`;
      if (isFields(replies)) todo.push({ value: replies, at: below });
    }
  }
  return parts;
}

function readPart(part: Fields, at: string): Reading | Skip {
  const thing = wrapped(part);
  const [record, place] = thing ? [thing.data, `${at}/data`] : [part, at];
  if (thing?.kind === "more") {
    const count = listOf(record["children"]).length;
    return { skip: "not-loaded", why: `the answer leaves out ${count} comments that stand here` };
  }
  const kind = kindOfThing(record);
  if (kind === undefined) {
    return { skip: "no-post", why: "the record is no submission and no comment" };
  }
  return readThing(record, kind, place);
}

const BASE36 = /^[0-9a-z]{1,13}$/;
const isTime = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && /^\d{9,10}$/.test(value));

const isThing = (value: unknown): boolean =>
  isFields(value) &&
  typeof value["id"] === "string" &&
  BASE36.test(value["id"]) &&
  isTime(value["created_utc"]) &&
  typeof value["author"] === "string" &&
  (typeof value["subreddit"] === "string" || typeof value["subreddit_id"] === "string") &&
  (typeof value["link_id"] === "string"
    ? typeof value["body"] === "string"
    : typeof value["title"] === "string");

/** Things stand at the beginning of an answer; one with none is not recognised. */
function isOurs(value: unknown): boolean {
  if (isThing(value)) return true;
  const page = findFields(value);
  if (page === undefined) return false;
  return partsOf(page)
    .slice(0, 4)
    .some((part) => isThing(wrapped(part.value)?.data ?? part.value));
}

/** A first record that breaks off or is longer than the sample: Reddit's own names stand in it. */
function beginsThing(text: string): boolean {
  const names = ["created_utc", "subreddit", "subreddit_id", "author", "permalink", "link_id"];
  const found = names.filter((name) => new RegExp(`"${name}"\\s*:`).test(text)).length;
  return (
    /^[\s\uFEFF]*(?:\[\s*)?\{\s*"\w+"\s*:/.test(text) && found >= 3 && /"(?:t3|t5)_/.test(text)
  );
}

export const reddit: Importer = {
  id: "reddit",
  version: 2,
  label: "Reddit (Pushshift, arctic_shift, API)",
  reads:
    "Submissions and comments of Reddit, as dumps of Pushshift and arctic_shift hold them and as its API answers.",
  example:
    '{"author": "…", "body": "…", "created_utc": 1494009300, "id": "dh5…", "link_id": "t3_…"}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.length === 0 ? beginsThing(roughUtf8(sample)) : values.slice(0, 20).some(isOurs);
  },

  parse: (bytes, { manifest }) =>
    readJsonFile(bytes, {
      fields: REDDIT_FIELDS,
      partsOf,
      read: readPart,
      shownBy: collectedBy(manifest),
    }),
};

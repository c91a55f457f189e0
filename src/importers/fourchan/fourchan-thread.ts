/**
 * Threads as 4chan's JSON API gives them, {"posts": [...]}, documented in 4chan/4chan-API,
 * pages/Threads.md; one, or many: one a line as in the data set "Raiders of the Lost Kek", or in an
 * array. vichan and its kin (8kun, lainchan …) give the same (inc/api.php). Neither the site nor the
 * board is in the file: they come from the manifest's `platform` or `origin`; a `board` that a
 * collector added to the posts is read, and `now` and the rest of 4chan's own fields say that it is
 * 4chan. Times are `time`, UTC seconds; `now`, a wall clock in New York, is left out.
 */
import {
  type Board,
  boardOf,
  type KnownBoard,
  knownBoard,
  needBoard,
} from "../imageboards/board.ts";
import type { Importer } from "../importer.ts";
import { peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { fieldTable, placeTable } from "../reading/fields.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findDigits,
  isFields,
  listOf,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import { textAt } from "../reading/said.ts";
import { postFields, readPost } from "./fourchan-post.ts";

const THREAD_FIELDS = fieldTable("posts");
placeTable(THREAD_FIELDS, "posts", postFields());
const POST_FIELDS = postFields();

/** Only 4chan writes the clock of New York; only vichan numbers several pictures and locks threads. */
const isOf4chan = (post: Fields): boolean =>
  typeof post["now"] === "string" && post["locked"] === undefined && post["cyclical"] === undefined;

/** @throws RecordError for a board that is none or another; ImportError where nothing says which it is */
export function boardOfPost(post: Fields, at: string, known: KnownBoard): Board {
  const own = post["board"];
  if (own !== undefined && (typeof own !== "string" || !/^[a-z0-9_-]+$/.test(own))) {
    throw new RecordError("bad-board", `"${scalarText(own)}" is no board`, `${at}/board`);
  }
  const site = known.site ?? (isOf4chan(post) ? "4chan" : undefined);
  if (own === undefined) needBoard({ ...known, site });
  return boardOf({ ...known, site }, textAt(post, "board", at));
}

export const looksLikePost = (value: unknown): value is Fields =>
  isFields(value) &&
  findDigits(value["no"]) !== undefined &&
  (findDigits(value["time"]) !== undefined || typeof value["now"] === "string");

const isThread = (value: unknown): boolean =>
  isFields(value) && looksLikePost(listOf(value["posts"])[0]);

/** A first post that breaks off, is longer than the sample, or cannot be read. */
const BEGINS_WITH_POST =
  /^[\uFEFF\s]*(?:\[\s*)?\{\s*"posts"\s*:\s*\[\s*\{\s*"no"\s*:\s*"?\d+"?\s*,/;

const LOOKED_AT = 8 * 1024 * 1024;
const roughLatin = new TextDecoder("latin1");

/** Within one JSON value no object begins on a new line behind another without a comma. */
const isMany = (start: Uint8Array): boolean => {
  const text = roughLatin.decode(start.subarray(0, LOOKED_AT));
  return /^(?:\xEF\xBB\xBF)?\s*\[/.test(text) || /\}[ \t\r]*\n\s*\{/.test(text);
};

const postsOf = (thread: Fields): Part[] =>
  listOf(thread["posts"]).map((value, index) => ({ value, at: `/posts/${index}` }));

export const fourchanThread: Importer = {
  id: "4chan-thread",
  version: 4,
  label: "Threads of 4chan and vichan (API)",
  reads:
    'A thread in the JSON of 4chan\'s API, {"posts": [...]}, or many, one a line; 8kun and other boards that run vichan too. The manifest says the site and the board.',
  example: '{"posts": [{"no": 124512334, "time": 1494004500, …}]}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole, { property: "posts" });
    if (first?.error === undefined && first !== undefined) return looksLikePost(first.value);
    const [thread] = sampleJsonRecords(sample, whole);
    if (thread !== undefined && thread.error === undefined) return isThread(thread.value);
    return BEGINS_WITH_POST.test(roughUtf8(sample.subarray(0, 1024)));
  },

  async *parse(bytes, { manifest }) {
    const known = knownBoard(manifest);
    const shownBy = collectedBy(manifest);
    const { start, all } = await peekBytes(bytes, LOOKED_AT);
    const read = (fields: Fields, at: string) =>
      readPost({ fields, at, board: boardOfPost(fields, at, known), whole: true });
    yield* isMany(start)
      ? readJsonFile(all, { fields: THREAD_FIELDS, partsOf: postsOf, read, shownBy })
      : readJsonFile(all, { property: "posts", fields: POST_FIELDS, read, shownBy });
  },
};

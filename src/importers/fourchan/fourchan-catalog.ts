/**
 * What lists a board's threads in 4chan's JSON API, and in vichan's: its catalog and its pages, with
 * opening posts and the last replies to each, and `threads.json`, with when each thread was last
 * changed. Documented in 4chan/4chan-API, pages/Catalog.md, Indexes.md and Threadlist.md. None of them
 * shows the whole of a thread. Left out: on which page of the board a thread stood.
 */
import type { Fact } from "../../model/claim.ts";
import { type KnownBoard, knownBoard, threadKey } from "../imageboards/board.ts";
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { placeTable } from "../reading/fields.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, findDigits, isFields, listOf } from "../reading/records.ts";
import type { Reading, Warning } from "../reading/told.ts";
import { numberAt, postFields, readPost, threadState } from "./fourchan-post.ts";
import { boardOfPost, looksLikePost } from "./fourchan-thread.ts";

const THREAD_FIELDS = postFields();
placeTable(THREAD_FIELDS, "last_replies", postFields());
placeTable(THREAD_FIELDS, "posts", postFields());

/** Of a catalog or list, and of one page of the board. */
const THREADS = [["*", "threads"], ["threads"]] as const;

const partsIn = (list: unknown, at: string): Part[] =>
  listOf(list).map((value, index) => ({ value, at: `${at}/${index}` }));

/** The opening post and replies shown with it. */
const postsOf = (thread: Fields): Part[] =>
  Array.isArray(thread["posts"])
    ? partsIn(thread["posts"], "/posts")
    : [{ value: thread, at: "" }, ...partsIn(thread["last_replies"], "/last_replies")];

const isListed = (thread: unknown): thread is Fields =>
  isFields(thread) &&
  findDigits(thread["no"]) !== undefined &&
  findDigits(thread["last_modified"]) !== undefined &&
  thread["time"] === undefined;

/** A thread of which only its number is listed, and when it was last changed. */
function readListed(fields: Fields, at: string, known: KnownBoard): Reading {
  const board = boardOfPost(fields, at, known);
  const no = numberAt(fields, "no", at);
  const thread = threadKey(board, no);
  const item = { fact: "item", item: thread, type: "thread", platform: board.platform } as const;
  const warnings: Warning[] = [];
  const facts: Fact[] = [{ ...item, at: no.at }, ...threadState(thread, fields, at, warnings)];
  return { told: [{ subject: thread, quoteAt: no.at, facts }], warnings };
}

const isPage = (value: unknown): boolean => {
  if (!isFields(value)) return false;
  const thread = listOf(value["threads"])[0];
  if (isListed(thread) || looksLikePost(thread)) return true;
  return isFields(thread) && looksLikePost(listOf(thread["posts"])[0]);
};

/** A page that is longer than the sample. */
const BEGINS_AS_PAGE =
  /^[\uFEFF\s]*(?:\[\s*\{\s*(?:"page"\s*:\s*\d+\s*,\s*)?|\{\s*)"threads"\s*:\s*\[\s*\{\s*(?:"posts"\s*:\s*\[\s*\{\s*)?"no"\s*:\s*"?\d+"?\s*,/;

export const fourchanCatalog: Importer = {
  id: "4chan-catalog",
  version: 2,
  label: "Catalog, pages and list of threads of 4chan and vichan (API)",
  reads:
    "A board's catalog.json, threads.json, or one of its pages, of 4chan and of boards that run vichan; the manifest says the site and the board.",
  example: '[{"page": 1, "threads": [{"no": 124512334, …}]}]',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first !== undefined && first.error === undefined) return isPage(first.value);
    return BEGINS_AS_PAGE.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse(bytes, { manifest }) {
    const known = knownBoard(manifest);
    return readJsonFile(bytes, {
      paths: THREADS,
      fields: THREAD_FIELDS,
      partsOf: postsOf,
      read: (fields, at) =>
        isListed(fields)
          ? readListed(fields, at, known)
          : readPost({ fields, at, board: boardOfPost(fields, at, known), whole: false }),
      shownBy: collectedBy(manifest),
    });
  },
};

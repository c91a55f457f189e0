/**
 * Threads, catalogs and pages of boards that run LynxChan (endchan, kohlchan, 8chan.moe …), as JSON.
 * Documented in LynxChan's doc/Json.txt. The opening post is the thread's own object, its replies are in
 * `posts`; a catalog says of no post when it was made. The site is not in the file, nor mostly the
 * board: they come from the manifest. Names hold tripcodes in a form of their own, which are left in them.
 */
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findDigits,
  findFields,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import { scalarAt, textAt } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { boardOf, type KnownBoard, knownBoard, needBoard, needSite } from "./board.ts";
import { dateAt } from "./board-date.ts";
import { boardHtml, boardText, htmlSaid } from "./board-post.ts";
import { readEnginePost } from "./engine-post.ts";

const postFields = (): FieldTable =>
  fieldTable(
    `threadId postId boardUri creation lastEditTime lastBump subject markdown message name id signedRole
     flagName flagCode`,
    {
      "files thumb mime": "the pictures, which are evidence of their own if they were saved",
      flag: "the picture of the flag that `flagName` names",
      email: "a command to the board such as sage, or an address, which is nobody's to keep",
      banMessage: "what a moderator wrote below the post for all to see, without a name or time",
      lastEditLogin: "whoever runs the board",
      "locked archived pinned cyclic autoSage trash page": "state of the thread when it was saved",
      "postCount fileCount uniquePosters omittedPosts omittedFiles": "counts of the thread",
      "asn ip bypassId": "whence a post came, which only those who run the board are shown",
    },
  );

const SITE = {
  "maxMessageLength usesCustomCss usesCustomJs wssPort wsPort boardName boardDescription boardMarkdown maxFileCount maxFileSize captcha captchaMode forceAnonymity textBoard flagData pageCount noFlag noFlagSelection settings version maxFileSizeMB":
    "how the board is set up",
} as const;

function threadFields(): FieldTable {
  const { root } = postFields();
  const table = { root: { below: new Map([...root.below, ...fieldTable("", SITE).root.below]) } };
  placeTable(table, "posts", postFields());
  return table;
}

const FIELDS = threadFields();
placeTable(FIELDS, "threads", threadFields());

const partsIn = (list: unknown, at: string): Part[] =>
  listOf(list).map((value, index) => ({ value, at: `${at}/${index}` }));

const threadParts = ({ value, at }: Part): Part[] => [
  { value, at },
  ...partsIn(findFields(value)?.["posts"], `${at}/posts`),
];

const partsOf = (page: Fields): Part[] =>
  Array.isArray(page["threads"])
    ? partsIn(page["threads"], "/threads").flatMap(threadParts)
    : threadParts({ value: page, at: "" });

/** The thread that a reply stands in: it does not say so itself. */
function threadOf(page: Fields, at: string): { thread: Fields; at: string } {
  const index = /^\/threads\/(\d+)/.exec(at)?.[1];
  if (index === undefined) return { thread: page, at: "" };
  const thread = findFields(listOf(page["threads"])[Number(index)]);
  return { thread: thread ?? page, at: `/threads/${index}` };
}

function readPost(fields: Fields, at: string, page: Fields, known: KnownBoard): Reading {
  const place = threadOf(page, at);
  const opening = scalarAt(place.thread, "threadId", place.at);
  const no = scalarAt(fields, "postId", at) ?? (place.at === at ? opening : undefined);
  if (no === undefined) throw new RecordError("no-number", "the post has no number", at);
  const own = textAt(fields, "boardUri", at) ?? textAt(place.thread, "boardUri", place.at);
  if (own === undefined) needBoard(known);
  const [html, plain] = [textAt(fields, "markdown", at), textAt(fields, "message", at)];
  const land = textAt(fields, "flagCode", at);
  const flag = textAt(fields, "flagName", at) ?? land;
  return readEnginePost({
    board: boardOf(known, own),
    no,
    opening,
    time: dateAt(fields, "creation", at),
    edited: dateAt(fields, "lastEditTime", at),
    bumped: dateAt(fields, "lastBump", at),
    title: htmlSaid(textAt(fields, "subject", at)),
    words: html ? boardHtml(html) : plain && boardText(plain),
    name: htmlSaid(textAt(fields, "name", at)),
    poster: textAt(fields, "id", at),
    // Flags of the board's own, which posters choose, have no code.
    flag: flag && { ...flag, picked: land === undefined },
    capcode: textAt(fields, "signedRole", at),
    whole: at === "" && Array.isArray(page["posts"]),
  });
}

const isThread = (value: unknown): boolean =>
  isFields(value) &&
  findDigits(value["threadId"]) !== undefined &&
  (typeof value["markdown"] === "string" || typeof value["message"] === "string") &&
  (typeof value["creation"] === "string" || typeof value["lastBump"] === "string");

const isPage = (value: unknown): boolean =>
  isThread(value) || (isFields(value) && isThread(listOf(value["threads"])[0]));

/** A thread that is longer than the sample. */
function beginsAsThread(sample: Uint8Array): boolean {
  const text = roughUtf8(sample.subarray(0, 8192));
  return (
    /^[\uFEFF\s]*[{[]/.test(text) &&
    /"threadId"\s*:\s*\d+\s*[,}]/.test(text) &&
    /"markdown"\s*:\s*(?:"|null)/.test(text) &&
    /"(?:creation|lastBump)"\s*:\s*"\d{4}-\d\d-\d\dT/.test(text)
  );
}

export const lynxchan: Importer = {
  id: "lynxchan",
  version: 2,
  label: "Threads and catalogs of LynxChan (JSON)",
  reads:
    "A thread, catalog or page of a board that runs LynxChan, such as endchan's; the manifest says the site and the board.",
  example:
    '{"signedRole": null, …, "threadId": 123, "markdown": "…", "creation": "2019-06-01T10:00:00.000Z", "posts": […]}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first !== undefined && first.error === undefined) return isPage(first.value);
    return beginsAsThread(sample);
  },

  parse(bytes, { manifest }) {
    const known = knownBoard(manifest);
    needSite(known);
    return readJsonFile(bytes, {
      fields: FIELDS,
      partsOf,
      read: (fields, at, page) => readPost(fields, at, page, known),
      shownBy: collectedBy(manifest),
    });
  },
};

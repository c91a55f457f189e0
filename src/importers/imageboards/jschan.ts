/**
 * Threads and catalogs of boards that run jschan, as JSON (fatchan/jschan). The opening post is the
 * thread's own object, its replies are in `replies`. Each post names its board; the site comes from the
 * manifest. What a post quotes is read from its words, which quote it.
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
  quoted,
  RecordError,
} from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { boardOf, type KnownBoard, knownBoard, needSite } from "./board.ts";
import { dateAt } from "./board-date.ts";
import { boardHtml, htmlSaid, type SaidFlag } from "./board-post.ts";
import { readEnginePost } from "./engine-post.ts";

const postFields = (): FieldTable =>
  fieldTable(
    `postId thread board date bumped name tripcode capcode subject message userId country.name
     country.code country.custom edited.date`,
    {
      _id: "the database's own id, by which nothing can be found",
      u: "the same moment as `date`",
      "nomarkup messagehash": "the words once more, before they were marked up",
      "quotes crossquotes": "posts that the words quote, and so tell",
      backlinks: "posts that quote this one, which tell of it themselves",
      "files spoiler": "the pictures, which are evidence of their own if they were saved",
      email: "a command to the board such as sage, or an address, which is nobody's to keep",
      "edited.username": "whoever runs the board",
      "country.src": "the picture of the flag",
      banmessage: "what a moderator wrote below the post for all to see, without a name or time",
      "sticky locked bumplocked cyclic archived": "state of the thread when it was saved",
      "replyposts replyfiles omittedposts omittedfiles": "counts of the thread",
      signature: "a proof of who posted that only the site can check",
    },
  );

const FIELDS = postFields();
placeTable(FIELDS, "replies", postFields());

const partsOf = (thread: Fields): Part[] => [
  { value: thread, at: "" },
  ...listOf(thread["replies"]).map((value, index) => ({ value, at: `/replies/${index}` })),
];

function flagIn(fields: Fields, at: string): SaidFlag | undefined {
  const country = fieldsAt(fields, "country", at);
  const name =
    country &&
    (textAt(country.value, "name", country.at) ?? textAt(country.value, "code", country.at));
  return name && { ...name, picked: country?.value["custom"] === true };
}

/** The opening post has none. */
function openingOf(fields: Fields, no: Said, at: string): Said {
  const thread = fields["thread"];
  const said = scalarAt(fields, "thread", at);
  if (said !== undefined || thread === null || thread === undefined) return said ?? no;
  throw new RecordError("bad-thread", `${quoted(thread)} is no thread of a post`, `${at}/thread`);
}

function readPost(fields: Fields, at: string, page: Fields, known: KnownBoard): Reading {
  const no = scalarAt(fields, "postId", at);
  if (no === undefined) throw new RecordError("no-number", "the post has no number", at);
  const message = textAt(fields, "message", at);
  const edited = findFields(fields["edited"]);
  return readEnginePost({
    board: boardOf(known, textAt(fields, "board", at)),
    no,
    opening: openingOf(fields, no, at),
    time: dateAt(fields, "date", at),
    edited: edited && dateAt(edited, "date", `${at}/edited`),
    bumped: dateAt(fields, "bumped", at),
    title: htmlSaid(textAt(fields, "subject", at)),
    words: message && boardHtml(message),
    name: textAt(fields, "name", at),
    trip: textAt(fields, "tripcode", at),
    poster: textAt(fields, "userId", at),
    flag: flagIn(fields, at),
    capcode: textAt(fields, "capcode", at),
    whole: at === "" && Array.isArray(page["replies"]) && page["omittedposts"] === undefined,
  });
}

const isPost = (value: unknown): boolean =>
  isFields(value) &&
  findDigits(value["postId"]) !== undefined &&
  typeof value["board"] === "string" &&
  typeof value["date"] === "string" &&
  value["thread"] !== undefined;

/** A thread that is longer than the sample. */
const BEGINS =
  /^[\uFEFF\s]*(?:\[\s*)?\{\s*"_id"\s*:\s*"[0-9a-f]{24}"\s*,\s*"date"\s*:\s*"[^"]{10,40}"\s*,\s*(?:"u"\s*:\s*\d+\s*,\s*)?"name"\s*:/;

export const jschan: Importer = {
  id: "jschan",
  version: 2,
  label: "Threads and catalogs of jschan (JSON)",
  reads: "A thread or catalog of a board that runs jschan; the manifest says the site.",
  example:
    '{"_id": "64d3…", "date": "2023-08-09T20:13:52.848Z", "board": "pol", "postId": 5936, "replies": […]}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first !== undefined && first.error === undefined) return isPost(first.value);
    return BEGINS.test(roughUtf8(sample.subarray(0, 1024)));
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

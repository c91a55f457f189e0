/**
 * Answers of the JSON API of archives that run FoolFuuka (4plebs, desuarchive …): a thread, a search, a
 * page of a board, one post; one or many, also one a line. Documented in FoolFuuka's REST reference and
 * code (FoolCode/FoolFuuka, src/Model/Comment.php). `timestamp` is UTC; `fourchan_date` is the clock of
 * New York that the archive works out from it, and is told only where the two disagree.
 */
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { boardOf, type KnownBoard } from "../imageboards/board.ts";
import { isNear, OTHER_MOMENT, uploadMs } from "../imageboards/board-clock.ts";
import { boardText } from "../imageboards/board-post.ts";
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findDigits,
  findFields,
  isFields,
  quoted,
  RecordError,
} from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import {
  type Archive,
  archivedBoard,
  archivedFlag,
  archiveOf,
  readArchivedPost,
} from "./archived-post.ts";

const postFields = (): FieldTable =>
  fieldTable(
    `num subnum thread_num op timestamp timestamp_expired capcode name trip title comment poster_hash
     poster_country poster_country_name exif troll_country_code troll_country_name deleted
     fourchan_date board.shortname media.media_orig`,
    {
      doc_id: "the archive's own number of its row, by which nothing can be found",
      "board.name": "the name of the board that its short name tells",
      "comment_processed comment_sanitized formatted title_processed name_processed email_processed trip_processed poster_hash_processed poster_country_name_processed":
        "the same once more, for the archive's pages",
      original_timestamp: "the same as `timestamp`",
      email: "a command to the board such as sage, or an address, which is nobody's to keep",
      "sticky locked nreplies nimages unique_ips omitted images_omitted":
        "state of the thread and counts",
      "since4pass extra_data": "tells nothing that the post and its thread do not",
      "media.banned media.exif media.media media.media_filename media.media_filename_processed media.media_h media.media_hash media.media_id media.media_link media.media_size media.media_status media.media_w media.preview_h media.preview_op media.preview_orig media.preview_reply media.preview_w media.remote_media_link media.safe_media_hash media.spoiler media.thumb_link media.total":
        "the picture and the archive's copies of it, which are evidence of their own if they were saved",
    },
  );

/** Threads by their numbers, with posts by theirs or in a list; of a search, one of number 0. */
function pageFields(posts: FieldTable): FieldTable {
  const page = fieldTable("", {
    meta: "what was searched for, and how many posts were found",
    error: "why the archive gave no answer",
  });
  const thread = fieldTable("", {
    "omitted images_omitted": "counts of what a page of the board does not show",
  });
  placeTable(thread, "op", postFields());
  placeTable(thread, "posts", posts);
  placeTable(page, "*", thread);
  return page;
}

const POSTS_BY_NUMBER = fieldTable("");
placeTable(POSTS_BY_NUMBER, "*", postFields());
const BY_NUMBER = pageFields(POSTS_BY_NUMBER);
const IN_LIST = pageFields(postFields());
const POST_FIELDS = postFields();

const isPost = (value: unknown): value is Fields =>
  isFields(value) &&
  findDigits(value["num"]) !== undefined &&
  findDigits(value["thread_num"]) !== undefined &&
  findDigits(value["timestamp"]) !== undefined;

/** Lists, and objects by the numbers of posts. */
function partsIn(list: unknown, at: string): Part[] {
  if (typeof list !== "object" || list === null) return [];
  return Object.entries(list).map(([name, value]) => ({
    value,
    at: `${at}/${pointerToken(name)}`,
  }));
}

function partsOf(page: Fields): Part[] {
  if (isPost(page)) return [{ value: page, at: "" }];
  return partsIn(page, "").flatMap(({ value, at }) => {
    if (at === "/meta" || at === "/error") return [];
    const thread = findFields(value);
    if (thread === undefined) return [{ value, at }];
    const opening = thread["op"] === undefined ? [] : [{ value: thread["op"], at: `${at}/op` }];
    return [...opening, ...partsIn(thread["posts"], `${at}/posts`)];
  });
}

function tableOf(page: Fields): FieldTable {
  if (isPost(page)) return POST_FIELDS;
  const [thread] = Object.values(page);
  return Array.isArray(findFields(thread)?.["posts"]) ? IN_LIST : BY_NUMBER;
}

/** A thread as a whole: a page of the board says how much of each it leaves out. */
function isWholeThread(page: Fields, at: string): boolean {
  const [, name = "", place] = at.split("/");
  const thread = place === "op" ? findFields(page[name]) : undefined;
  return thread !== undefined && thread["omitted"] === undefined;
}

function needed(fields: Fields, name: string, at: string): Said {
  const digits = findDigits(fields[name]);
  if (digits !== undefined) return { value: digits, at: `${at}/${name}` };
  const what = name === "num" ? "number" : "thread";
  if (fields[name] === undefined)
    throw new RecordError(`no-${what}`, `the post has no ${what}`, `${at}/${name}`);
  throw new RecordError(
    `bad-${what}`,
    `${quoted(fields[name])} is no ${what} of a post`,
    `${at}/${name}`,
  );
}

const FOURCHAN_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{2})\(\w{3}\)(\d{1,2}):(\d{2})(:\d{2})?$/;
const ZONE = {
  name: "America/New_York",
  reason: "documented",
  note: "FoolFuuka writes fourchan_date by the clock of New York",
} as const;

function fourchanDate({ value }: Said): Time | undefined {
  const [, month = "", day = "", year = "", hour = "", minute = "", second = ""] =
    FOURCHAN_DATE.exec(value) ?? [];
  const two = (digits: string) => digits.padStart(2, "0");
  try {
    const text = `20${year}-${two(month)}-${two(day)} ${two(hour)}:${minute}${second}`;
    return { ...parseTime(text, ZONE), asWritten: value };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

const overlap = (a: Time, b: Time): boolean =>
  (a.earliest ?? 0) <= (b.latest ?? 0) && (b.earliest ?? 0) <= (a.latest ?? 0);

const OTHER_DATE = "the archive's clock of New York shows another moment than its timestamp";

/** The clock of New York, where it is not that of the timestamp. */
function otherClock(
  fields: Fields,
  at: string,
  time: Said<Time> | undefined,
): { time?: Said<Time>; warning?: Warning } | undefined {
  const clock = textAt(fields, "fourchan_date", at);
  const shown = clock && fourchanDate(clock);
  if (clock === undefined) return undefined;
  if (shown === undefined) {
    return { warning: ["unread-date", "the clock of New York is in no known form", clock.at] };
  }
  const shownAt = { value: shown, at: clock.at };
  if (time === undefined) return { time: shownAt };
  if (overlap(time.value, shown)) return undefined;
  return { time: shownAt, warning: ["time-disagrees", OTHER_DATE, clock.at] };
}

function uploadWarnings(fields: Fields, at: string, time: Said<Time> | undefined): Warning[] {
  const media = fieldsAt(fields, "media", at);
  const name = media && textAt(media.value, "media_orig", media.at);
  const upload = uploadMs(name?.value);
  if (time === undefined || upload === undefined || isNear(time.value, upload)) return [];
  return [["time-disagrees", OTHER_MOMENT, name?.at]];
}

interface Context {
  known: KnownBoard;
  archive: Archive | undefined;
  /** Only the last posts of a thread were asked for. */
  isPart: boolean;
}

function saidIn(fields: Fields, at: string, { known, archive }: Context) {
  const board = fieldsAt(fields, "board", at);
  const comment = textAt(fields, "comment", at);
  const capcode = textAt(fields, "capcode", at);
  const deleted = scalarAt(fields, "deleted", at);
  return {
    board: boardOf(known, board && textAt(board.value, "shortname", board.at)),
    archive,
    no: needed(fields, "num", at),
    subnum: scalarAt(fields, "subnum", at),
    opening: needed(fields, "thread_num", at),
    time: secondsAt(fields, "timestamp", at),
    expired: secondsAt(fields, "timestamp_expired", at),
    deleted: deleted?.value === "1" ? deleted : undefined,
    title: textAt(fields, "title", at),
    words: comment && boardText(comment),
    name: textAt(fields, "name", at),
    trip: textAt(fields, "trip", at),
    poster: textAt(fields, "poster_hash", at),
    flag: archivedFlag({
      picked: textAt(fields, "troll_country_name", at) ?? textAt(fields, "troll_country_code", at),
      exif: textAt(fields, "exif", at),
      land: textAt(fields, "poster_country_name", at) ?? textAt(fields, "poster_country", at),
    }),
    capcode: capcode?.value === "N" ? undefined : capcode,
  };
}

function readPost(fields: Fields, at: string, page: Fields, context: Context): Reading | Skip {
  const said = saidIn(fields, at, context);
  const whole = !context.isPart && isWholeThread(page, at);
  const clock = otherClock(fields, at, said.time);
  const warnings = uploadWarnings(fields, at, said.time);
  if (clock?.warning) warnings.push(clock.warning);
  const reading = readArchivedPost({ ...said, whole, warnings });
  if ("skip" in reading || clock?.time === undefined) return reading;
  const [subject] = reading.told.flatMap((told) => told.subject ?? []);
  if (subject === undefined) return reading;
  const { value, at: place } = clock.time;
  const fact = { fact: "time", item: subject, kind: "published", ...value, at: place } as const;
  const source = { name: context.archive?.name ?? "the archive" };
  const apart: Told = { subject, basis: "reported", source, quoteAt: place, facts: [fact] };
  return { ...reading, told: [...reading.told, apart] };
}

const POST_KEYS =
  /"(?:doc_id|num)"\s*:\s*"?\d+"?\s*,[\s\S]{0,200}"subnum"\s*:\s*"?\d+"?\s*,\s*"thread_num"\s*:/;
const BEGINS = /^[\uFEFF\s]*(?:\[\s*)?\{\s*"(?:\d+|doc_id)"\s*:\s*["\d{]/;

/** An answer that is longer than the sample. */
function beginsAsAnswer(sample: Uint8Array): boolean {
  const text = roughUtf8(sample.subarray(0, 2048));
  return BEGINS.test(text) && POST_KEYS.test(text);
}

const isAnswer = (value: unknown): boolean => {
  if (!isFields(value)) return false;
  const [first] = partsOf(value);
  return isPost(first?.value) && first.value["subnum"] !== undefined;
};

export const foolfuukaApi: Importer = {
  id: "foolfuuka",
  version: 1,
  label: "Archive of 4chan (FoolFuuka's API: 4plebs, desuarchive …)",
  reads:
    "Threads, searches and posts in the JSON of archives that run FoolFuuka; the manifest's origin, the address asked, says which archive, and the board where the posts do not.",
  example: '{"238084836": {"op": {"doc_id": "214320027", "num": "238084836", …}, "posts": {…}}}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first !== undefined && first.error === undefined) return isAnswer(first.value);
    return beginsAsAnswer(sample);
  },

  parse(bytes, { manifest }) {
    const context: Context = {
      known: archivedBoard(manifest),
      archive: archiveOf(manifest),
      isPart: /[?&](?:last_limit|latest_doc_id)=|\/last\//.test(manifest?.origin ?? ""),
    };
    return readJsonFile(bytes, {
      fields: tableOf,
      partsOf,
      read: (fields, at, page) => readPost(fields, at, page, context),
      shownBy: collectedBy(manifest),
    });
  },
};

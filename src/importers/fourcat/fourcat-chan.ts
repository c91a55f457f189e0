/**
 * Posts of 4chan, 8kun and 8chan in 4CAT's CSV (datasources/fourchan, eightkun, eightchan). The
 * columns of the three are the same. Words are plain text, with `>>123` for quoted posts; names and
 * subjects stay escaped as the boards give them (backend/lib/search.py, `items_to_csv`). Ids of
 * posters and tripcodes are there in old sets only; a mere name is no account. `timestamp_deleted`
 * is when the scraper noticed: the post was gone by then. Posts that 4CAT took over from a 4plebs
 * dump have the clock of New York written as if it were UTC (helper-scripts/import_4plebs.py): the
 * name of a post's picture, the millisecond of its upload, shows which of the two a clock is. Where no
 * picture of the set has shown it so far, nor a person granted it, a time has either. Threads of 8kun
 * and 8chan are named by their first poster's id where the board shows ids
 * (fourchan/scrapers/scrape_threads.py, `thread_db_id`), which is no number of a thread.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key } from "../../model/key.ts";
import { type BoardClock, clockOf, readClock, uploadMs } from "../imageboards/board-clock.ts";
import {
  addAuthor,
  addPublished,
  addRemark,
  type CollectedPost,
  createPost,
  isHidden,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { quotesInText } from "../reading/text-links.ts";
import type { Reading } from "../reading/told.ts";
import {
  documentedUtc,
  epochTime,
  type Find,
  type FourcatSet,
  type FourcatSource,
  needed,
  timeOf,
} from "./fourcat-source.ts";

const UTC = documentedUtc("4CAT writes the times of boards in UTC");
const IN_NEW_YORK = "the clock is New York's, not UTC";

/** What the picture of a row shows of its clock; undefined without one, or where it shows neither. */
export function clockShown(find: Find): BoardClock | undefined {
  try {
    const { time } = timeOf(find, UTC);
    return time && clockOf(time, uploadMs(find("image_4chan")?.value));
  } catch (error) {
    if (error instanceof RecordError) return undefined;
    throw error;
  }
}

function addTime(post: CollectedPost, find: Find, set: FourcatSet): void {
  const { time, at } = timeOf(find, UTC);
  if (time === undefined || set.site !== "4chan") {
    addPublished(post, time, at);
    return;
  }
  const clockAt = find("unix_timestamp")?.at ?? find("timestamp")?.at;
  const read = readClock(time, uploadMs(find("image_4chan")?.value), set, clockAt);
  addPublished(post, read.time, at);
  if (read.clock === "new-york") {
    post.warnings.push(["clock-of-new-york", IN_NEW_YORK, clockAt]);
  }
  if (read.warning) post.warnings.push(read.warning);
}

function addQuotes(post: CollectedPost, site: string, board: string, words: Said): void {
  for (const quote of quotesInText(words.value)) {
    post.add("REPLIES_TO", findKey(`${site}:${quote.board ?? board}/${quote.no}`), words.at);
  }
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#039;", "'"],
]);

const unescaped = (said: Said | undefined): Said | undefined =>
  said && {
    ...said,
    value: said.value.replace(/&(?:amp|lt|gt|quot|#039);/g, (one) => ESCAPED.get(one) ?? one),
  };

function addPoster(post: CollectedPost, find: Find, site: string, thread: Key | undefined): void {
  const [trip, poster] = [find("author_trip"), find("author_type")];
  const name = unescaped(find("author"));
  const isNamed = name !== undefined && name.value !== "Anonymous" && !isHidden(name.value);
  if (trip !== undefined && findKey(`${site}:${trip.value}`) !== undefined) {
    addAuthor(post, site, { id: trip, idPrefix: "", name: isNamed ? name : undefined });
  } else if (isNamed) addRemark(post, "name", name);
  else if (name !== undefined && name.value !== "Anonymous") addAuthor(post, site, { name });
  if (poster === undefined || isHidden(poster.value) || thread === undefined) return;
  // Dumps without ids of posters bear the post's own number there (helper-scripts).
  if (poster.value === find("id")?.value) return;
  const account = findKey(`${thread}/id/${poster.value}`);
  if (account === undefined) return;
  post.facts.push({ fact: "account", account, platform: post.platform, at: poster.at });
  post.add("POSTED_BY", account, poster.at);
}

/** Codes of lands that the board derives from the address; `t_` and such stand before flags that the poster picks. */
function addFlag(post: CollectedPost, find: Find): void {
  const flag = find("country_name") ?? find("country_code");
  if (flag !== undefined) addRemark(post, "flag", flag);
}

function addDeletion(post: CollectedPost, said: Said | undefined): void {
  const time = epochTime(said);
  if (time === undefined || said === undefined) return;
  const { precision, zone, asWritten: written } = time;
  post.facts.push({
    fact: "remark",
    kind: "event",
    subject: post.key,
    relation: "deleted",
    value: "by then, as a scraper noticed",
    time: {
      earliest: null,
      latest: time.latest,
      ...(precision && { precision }),
      ...(zone && { zone }),
      ...(written !== undefined && { asWritten: written }),
    },
    at: said.at,
  });
}

const POSTER_ID = /^[0-9a-f]{6}$/;

function threadOf(find: Find, site: string, board: Said): { key: Key; at: string } | undefined {
  const thread = find("thread_id");
  if (thread === undefined) return undefined;
  const isOpening = thread.value === find("id")?.value;
  if (site !== "4chan" && !isOpening && POSTER_ID.test(thread.value)) return undefined;
  const key = findKey(`${site}:${board.value}/thread/${thread.value}`);
  return key && { key, at: thread.at };
}

function titleOf(thread: Key, post: CollectedPost, subject: Said | undefined, at: string): Fact[] {
  const item = { fact: "item", item: thread, type: "thread", platform: post.platform } as const;
  if (subject === undefined) return [{ ...item, at }];
  return [{ ...item, title: subject.value, at: subject.at }];
}

function readRow(find: Find, set: FourcatSet): Reading {
  const site = set.site ?? "4chan";
  const [id, board] = [needed(find("id"), "id"), needed(find("board"), "board")];
  const key = findKey(`${site}:${board.value}/${id.value}`);
  if (key === undefined) throw new RecordError("bad-id", `"${id.value}" is no post`, id.at);
  const [body, subject] = [find("body"), unescaped(find("subject"))];
  const thread = threadOf(find, site, board);
  const words = body && plainWords(body);
  const post = createPost(key, id.at, `${site}/${board.value}`, { title: subject, words });
  addTime(post, find, set);
  if (thread) post.add("PART_OF", thread.key, thread.at);
  else post.warnings.push(["no-thread", "the row names no thread that has a number"]);
  if (body) addQuotes(post, site, board.value, body);
  addPoster(post, find, site, thread?.key);
  addFlag(post, find);
  addDeletion(post, find("timestamp_deleted"));
  const { told, warnings } = readingOf(post);
  if (thread === undefined || find("thread_id")?.value !== id.value) return { told, warnings };
  const facts = titleOf(thread.key, post, subject, id.at);
  const times = post.facts.flatMap((fact) =>
    fact.fact === "time" ? [{ ...fact, item: thread.key }] : [],
  );
  return {
    told: [...told, { subject: thread.key, quoteAt: subject?.at, facts: [...facts, ...times] }],
    warnings,
  };
}

export const CHAN: FourcatSource = {
  name: "boards",
  columns: ["id", "thread_id", "board", "body", "image_file", "image_md5"],
  isBoard: true,
  fields: fieldTable(
    `id thread_id board body subject author author_trip author_type timestamp unix_timestamp
     timestamp_deleted country_name country_code image_4chan`,
    {
      "image_file image_md5 image_dimensions image_filesize image_url":
        "the picture, which is evidence of its own if it was saved",
      "semantic_url author_type_id op replies score unsorted_data":
        "tells nothing that the post and its thread do not",
    },
  ),
  read: readRow,
};

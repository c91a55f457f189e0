/**
 * Tweets as Twitter's API v2 gave them: answers ("pages": `data`, `includes`, `errors`, `meta`, and
 * `__twarc` where twarc kept them), streams, single tweets, and the tweets that `twarc2 flatten`
 * makes of pages; and the lines of compliance jobs and streams. Documented in X's v2 data dictionary,
 * "Compliance data objects", and DocNow/twarc, src/twarc/expansions.py.
 *
 * Each tweet, user and error in a page is a record; a tweet that stands alike in `data` and
 * `includes` is one. A retweet says only what it reshared, since v2 cuts its words and links:
 * those are the original's, which is a record of its own. What is not shown to the collector is a
 * remark on its id, never a post. A page was there by `retrieved_at`, by the collector's clock.
 * What a profile links to is told once in a file, as remarks. Left out: counts, places, pictures,
 * and what else a profile says.
 */

import type { ImportContext, Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  isFields,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import { isId, MAX_IDS } from "./tweet-ids.ts";
import { readTweet2 } from "./tweet2-facts.ts";
import { PAGE_FIELDS } from "./tweet2-fields.ts";
import {
  findEvent,
  isCompliance,
  isError,
  readCompliance,
  readError,
  readEvent,
} from "./tweet2-notices.ts";
import {
  type Around,
  createAround,
  elements,
  isPage,
  type OfPage,
  partsOf,
} from "./tweet2-page.ts";
import { createV2Profiles, findUser, userFacts } from "./tweet2-people.ts";
import { isV2Time } from "./tweet2-time.ts";

/** A retweet of a quote of a reply is three deep; twarc nests no further. */
const MAX_NESTED = 4;

interface Gathered {
  told: Told[];
  warnings: Warning[];
}

/** The tweets within a flattened one; those that could not be shown have no text. */
function addNested(tweet: Fields, at: string, depth: number, around: Around, into: Gathered): void {
  const references = elements(tweet["referenced_tweets"], `${at}/referenced_tweets`);
  for (const { value, at: place } of references.slice(0, MAX_IDS)) {
    const nested = findFields(value);
    if (nested === undefined || typeof nested["text"] !== "string") continue;
    if (depth === MAX_NESTED) {
      const message = "tweets are nested too deeply; the inner ones are left out";
      into.warnings.push(["nested-too-deep", message, place]);
      return;
    }
    try {
      const { warnings, ...told } = readTweet2(nested, place, around);
      into.told.push(told);
      into.warnings.push(...warnings);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      into.warnings.push([error.code, `a nested tweet is left out: ${error.message}`, error.field]);
      continue;
    }
    addNested(nested, place, depth + 1, around, into);
  }
}

function readTweetRecord(tweet: Fields, at: string, around: Around): Reading {
  const { warnings, ...told } = readTweet2(tweet, at, around);
  const into: Gathered = { told: [told], warnings: [...warnings] };
  addNested(tweet, at, 1, around, into);
  return into;
}

function readUser(user: Fields, at: string, around: Around): Reading {
  const person = findUser(user, at);
  if (person === undefined) throw new RecordError("no-id", "the user has no id or handle", at);
  const into: Gathered = {
    told: [{ facts: userFacts(person, user, at, around.tellProfile) }],
    warnings: [],
  };
  const pinned = findFields(user["pinned_tweet"]);
  if (pinned && typeof pinned["text"] === "string") {
    const { warnings, ...told } = readTweet2(pinned, `${at}/pinned_tweet`, around);
    into.told.push(told);
    into.warnings.push(...warnings);
  }
  return into;
}

const isUser = (value: Fields): boolean =>
  typeof value["username"] === "string" && value["text"] === undefined;

/** With the time by which the page was there, unless the collector's clock stood before one of its tweets. */
function shownBy(reading: Reading, around: OfPage, collected: number | undefined): Reading {
  const { retrieved, isBehind } = around;
  if (isBehind) {
    const message =
      "retrieved_at is before a tweet of the page: the collector's clock was slow, and is not heeded";
    return { ...reading, warnings: [...reading.warnings, ["clock-behind", message]] };
  }
  if (retrieved === undefined) return reading;
  const by = collected === undefined ? retrieved : Math.min(collected, retrieved);
  return { ...reading, told: reading.told.map((told) => ({ ...told, shownBy: by })) };
}

function createReader(collected: number | undefined) {
  const profiles = createV2Profiles();
  const aroundOf = createAround(profiles.tell);

  function readThing(value: Fields, at: string, around: OfPage): Reading | Skip {
    if (isError(value)) return readError(value, at, around.retrieved);
    if (isUser(value)) return readUser(value, at, around);
    return readTweetRecord(value, at, around);
  }

  return (value: Fields, at: string, page: Fields): Reading | Skip => {
    const around = aroundOf(page);
    const event = at === "/data" ? findEvent(value) : undefined;
    if (event) return readEvent(event.name, event.event);
    if (at === "" && isCompliance(value)) return readCompliance(value);
    const reading = profiles.during(() => readThing(value, at, around));
    return "skip" in reading ? reading : shownBy(reading, around, collected);
  };
}

/** By default v2 gives an id, the words and, since 2022, the versions. */
const hasVersions = ({ id, edit_history_tweet_ids: versions }: Fields): boolean =>
  Array.isArray(versions) && versions.includes(id);

/** A tweet as v2 writes it. 4CAT joins authors to it as `author_user`, in a format of its own. */
const isTweet = (value: unknown): boolean =>
  isFields(value) &&
  isId(value["id"]) &&
  typeof value["text"] === "string" &&
  value["author_user"] === undefined &&
  (hasVersions(value) ||
    (isId(value["author_id"]) &&
      (isV2Time(value["created_at"]) || isFields(value["public_metrics"]))));

const isUserObject = (value: unknown): boolean =>
  isFields(value) &&
  isId(value["id"]) &&
  isUser(value) &&
  isFields(value["public_metrics"]) &&
  value["public_metrics"]["tweet_count"] !== undefined;

const OF_TWITTER = /^https:\/\/api\.(?:twitter|x)\.com\/2\//;

function isAnswer(value: Fields): boolean {
  if (OF_TWITTER.test(scalarText(findFields(value["__twarc"])?.["url"])) && isPage(value)) {
    const { data } = value;
    const first = Array.isArray(data) ? data[0] : data;
    return first === undefined || isTweet(first) || isUserObject(first);
  }
  const { data } = value;
  if (isFields(data) && findEvent(data) !== undefined) return true;
  return Array.isArray(data) ? isTweet(data[0]) || isUserObject(data[0]) : isTweet(data);
}

const isOurs = (value: unknown): boolean =>
  isFields(value) && (isTweet(value) || isAnswer(value) || isCompliance(value));

/** A first record that breaks off or is longer than the sample: its own fields stand somewhere in it. */
function beginsAnswer(text: string): boolean {
  const isObject = /^(?:\[\s*)?\{\s*"\w+"\s*:/.test(text.trimStart());
  const fields = ['"author_id"', '"conversation_id"', '"public_metrics"', '"created_at"'];
  return (
    isObject &&
    !text.includes('"author_user"') &&
    fields.filter((name) => new RegExp(`${name}\\s*:`).test(text)).length >= 3 &&
    /"(?:tweet_count|reply_count|retweet_count)"\s*:/.test(text)
  );
}

export const tweetsV2: Importer = {
  id: "tweets-v2",
  version: 1,
  label: "Tweets (API v2)",
  reads:
    "Twitter's v2 answers as twarc keeps them, whole or flattened, streams, single tweets, and compliance lines.",
  example:
    '{"data": [{"id": "…", "text": "…", "author_id": "…"}], "includes": {…}, "__twarc": {…}}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.length === 0 ? beginsAnswer(roughUtf8(sample)) : values.some(isOurs);
  },

  parse(bytes: AsyncIterable<Uint8Array>, { manifest }: ImportContext) {
    const collected = collectedBy(manifest);
    const read = createReader(collected);
    return readJsonFile(bytes, { fields: PAGE_FIELDS, partsOf, read, shownBy: collected });
  },
};

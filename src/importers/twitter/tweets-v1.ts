/**
 * Tweets as Twitter's API v1.1 gave them: one object, an array, one per line (streams, collectors),
 * or the `statuses` of search answers; compatible, extended and streaming form. Documented in
 * Twitter's v1.1 data dictionary, "Tweet updates" (extended tweets) and "Streaming message types",
 * now developer.x.com. Every nested retweeted or quoted tweet is a claim of its own; a retweet says
 * only what it reshared. What a stream's notices tell of tweets and accounts are remarks, and so is,
 * once in a file, what an account's profile links to. Left out: counts, places, programs, and what
 * else a profile says.
 */

import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { createFieldWatch } from "../reading/fields.ts";
import { exactValue } from "../reading/json-exact.ts";
import { type JsonRecord, readJsonRecords, sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  isFields,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import {
  type Reading,
  readingResult,
  type Skip,
  type Told,
  type Warning,
} from "../reading/told.ts";
import { createV1Profiles, readTweet } from "./tweet-facts.ts";
import { isTweetField, TWEET_FIELDS } from "./tweet-fields.ts";
import { InexactId } from "./tweet-ids.ts";
import { findNotice, isDeletion, readNotice } from "./tweet-notices.ts";
import type { Profiles, TellProfile } from "./tweet-profile.ts";
import { CREATED_AT } from "./tweet-time.ts";

/** A retweet of a tweet that quotes a tweet is three deep; Twitter nests no further. */
const MAX_NESTED = 4;

/** Tweets of GraphQL, which have the same fields since 2026 and this one besides, are read as such. */
const isTweet = (value: Fields): boolean =>
  value["rest_id"] === undefined &&
  (value["id_str"] !== undefined || value["id"] !== undefined) &&
  CREATED_AT.test(scalarText(value["created_at"])) &&
  (typeof value["text"] === "string" || typeof value["full_text"] === "string");

/** The nested tweets of an object; the quotation in a retweet is the original's. */
function nestedIn(tweet: Fields, at: string): { tweet: Fields; at: string }[] {
  const original = findFields(tweet["retweeted_status"]);
  const quoted = findFields(tweet["quoted_status"]);
  const nested = [];
  if (original) nested.push({ tweet: original, at: `${at}/retweeted_status` });
  if (quoted && !findFields(original?.["quoted_status"])) {
    nested.push({ tweet: quoted, at: `${at}/quoted_status` });
  }
  return nested;
}

interface Gathered {
  told: Told[];
  warnings: Warning[];
  tellProfile: TellProfile;
}

function addTweet(tweet: Fields, at: string, into: Gathered): void {
  const { warnings, ...told } = readTweet(tweet, at, into.tellProfile);
  into.told.push(told);
  into.warnings.push(...warnings);
}

function addNested(tweet: Fields, at: string, depth: number, into: Gathered): void {
  for (const nested of nestedIn(tweet, at)) {
    if (depth === MAX_NESTED) {
      const message = "tweets are nested too deeply; the inner ones are left out";
      into.warnings.push(["nested-too-deep", message, nested.at]);
      return;
    }
    try {
      addTweet(nested.tweet, nested.at, into);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      const message = `a nested tweet is left out: ${error.message}`;
      into.warnings.push([error.code, message, error.field]);
      continue;
    }
    addNested(nested.tweet, nested.at, depth + 1, into);
  }
}

function readValue(value: Fields, tellProfile: TellProfile): Reading | Skip {
  const notice = findNotice(value);
  if (notice !== undefined) return readNotice(notice, value);
  const into: Gathered = { told: [], warnings: [], tellProfile };
  addTweet(value, "", into);
  addNested(value, "", 1, into);
  return { told: into.told, warnings: into.warnings };
}

/** Digits that JSON.parse lost are looked for only where they are needed, which is rare. */
function readExactly(
  record: JsonRecord & { error?: undefined },
  profiles: Profiles,
): Reading | Skip {
  const { value: rough } = record;
  try {
    if (isFields(rough)) return profiles.during(() => readValue(rough, profiles.tell));
  } catch (error) {
    if (!(error instanceof InexactId)) throw error;
  }
  const value = exactValue(record);
  if (!isFields(value)) throw new RecordError("not-a-tweet", "the record is no JSON object");
  try {
    return profiles.during(() => readValue(value, profiles.tell));
  } catch (error) {
    if (!(error instanceof InexactId)) throw error;
    throw new RecordError("bad-id", "an id is a number whose digits cannot be read exactly");
  }
}

function tweetResult(
  slice: JsonRecord,
  shownBy: number | undefined,
  watch: ReturnType<typeof createFieldWatch>,
  profiles: Profiles,
): RecordResult {
  const { record, bytes } = slice;
  const fields = slice.error === undefined && isFields(slice.value) ? watch(slice.value) : [];
  return readingResult({ place: { bytes, record, as: "json" }, shownBy }, fields, () => {
    if (slice.error === undefined) return readExactly(slice, profiles);
    if (slice.isJson) throw new RecordError("no-tweets", slice.error);
    throw new RecordError("not-json", `the record is not JSON: ${slice.error}`);
  });
}

/** Before the first there may be lines of errors. */
const SEARCH_ANSWER =
  /^[\uFEFF\s]*(?:\{\s*"errors"[^\n]*\n\s*)*\{\s*"(?:statuses|search_metadata)"\s*:/;

const optionsFor = (start: Uint8Array) =>
  SEARCH_ANSWER.test(roughUtf8(start.subarray(0, 256)))
    ? { property: "statuses", repeats: true }
    : {};

/** A first tweet that breaks off, is longer than the sample, or cannot be read. */
function beginsTweet(text: string): boolean {
  const firstName = /^(?:\[\s*)?\{\s*"(\w+)"\s*:/.exec(text.trimStart())?.[1];
  const clock = /"created_at"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return (
    isTweetField(firstName ?? "") &&
    CREATED_AT.test(clock ?? "") &&
    /"(?:full_)?text"\s*:\s*"/.test(text)
  );
}

export const tweetsV1: Importer = {
  id: "tweets-v1",
  version: 3,
  label: "Tweets (API v1.1)",
  reads:
    "Tweets in Twitter's v1.1 JSON: one object, an array, one per line, a search answer, or a stream with its notices.",
  example: '{"created_at": "Fri May 05 18:49:30 +0000 2017", "id_str": "…", "full_text": "…", …}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole, optionsFor(sample)).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    if (values.length === 0) return beginsTweet(roughUtf8(sample));
    return values.some((value) => isFields(value) && (isTweet(value) || isDeletion(value)));
  },

  async *parse(bytes: AsyncIterable<Uint8Array>, context: ImportContext) {
    const shownBy = collectedBy(context.manifest);
    const watch = createFieldWatch(TWEET_FIELDS);
    const profiles = createV1Profiles();
    const { start, all } = await peekBytes(bytes, 256);
    for await (const batch of readJsonRecords(all, optionsFor(start))) {
      yield batch.map((record) => tweetResult(record, shownBy, watch, profiles));
    }
  },
};

/**
 * Tweets as Twitter's API v1.1 gave them: one object, an array, one per line (streams, collectors),
 * or the `statuses` of a search answer; short, extended and streaming form. Documented in Twitter's
 * v1.1 data dictionary and "Tweet updates" (extended tweets), now developer.x.com.
 * Every nested retweeted or quoted tweet is a claim of its own. Left out: counts, places, clients
 * and everything about users but id, handle and name.
 */
import type { Claim } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import { peekBytes, roughUtf8 } from "./bytes.ts";
import { createFieldWatch, fieldTable } from "./fields.ts";
import type { ImportContext, Importer, RecordResult } from "./importer.ts";
import { type JsonRecord, readJsonRecords, sampleJsonRecords } from "./json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  imported,
  isFields,
  RecordError,
  recordResult,
  skipped,
  warning,
} from "./records.ts";
import { readTweet } from "./tweet-facts.ts";
import { InexactId, parseWithExactIds } from "./tweet-ids.ts";
import { CREATED_AT } from "./tweet-time.ts";

const READ = [
  "created_at id id_str text full_text truncated extended_tweet entities lang user",
  "in_reply_to_status_id in_reply_to_status_id_str retweeted_status",
  "quoted_status quoted_status_id quoted_status_id_str",
];
const LEFT_OUT = [
  "contributors coordinates current_user_retweet display_text_range extended_entities favorited",
  "favorite_count filter_level geo in_reply_to_screen_name in_reply_to_user_id",
  "in_reply_to_user_id_str is_quote_status matching_rules metadata place possibly_sensitive",
  "possibly_sensitive_appealable possibly_sensitive_editable quote_count quoted_status_permalink",
  "reply_count retweet_count retweeted scopes source supplemental_language timestamp_ms",
  "withheld_copyright withheld_in_countries withheld_scope card_uri",
];
const KNOWN = new Set([...READ, ...LEFT_OUT].flatMap((line) => line.split(" ")));
const FIELDS = fieldTable(READ.join(" "), { [LEFT_OUT.join(" ")]: "not read" });

const NOTICES = [
  "delete",
  "limit",
  "scrub_geo",
  "status_withheld",
  "user_withheld",
  "disconnect",
  "warning",
  "friends",
  "friends_str",
  "event",
  "direct_message",
  "for_user",
  "control",
] as const;

/** A retweet of a tweet that quotes a tweet is three deep; Twitter nests no further. */
const MAX_NESTED = 4;

const isTweet = (value: Fields): boolean =>
  (value["id_str"] !== undefined || value["id"] !== undefined) &&
  CREATED_AT.test(String(value["created_at"])) &&
  (typeof value["text"] === "string" || typeof value["full_text"] === "string");

const noticeIn = (value: Fields): string | undefined =>
  value["created_at"] === undefined || value["event"] !== undefined
    ? NOTICES.find((name) => Object.hasOwn(value, name))
    : undefined;

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

interface Reading {
  record: number;
  bytes: [number, number];
  shownBy: number | undefined;
  claims: Claim[];
  diagnostics: Diagnostic[];
}

function addClaim(reading: Reading, tweet: Fields, at: string): void {
  const { key, facts, quoteAt, warnings } = readTweet(tweet, at);
  const { record, bytes, shownBy } = reading;
  for (const [code, message, field] of warnings) {
    reading.diagnostics.push(warning(record, code, message, field));
  }
  reading.claims.push({
    subject: key,
    place: { bytes, record, as: "json" },
    basis: "recorded",
    ...(shownBy === undefined ? {} : { shownBy }),
    ...(quoteAt === undefined ? {} : { quoteAt }),
    facts,
  });
}

function addNested(reading: Reading, tweet: Fields, at: string, depth: number): void {
  for (const nested of nestedIn(tweet, at)) {
    if (depth === MAX_NESTED) {
      const message = "tweets are nested too deeply; the inner ones are left out";
      reading.diagnostics.push(warning(reading.record, "nested-too-deep", message, nested.at));
      return;
    }
    try {
      addClaim(reading, nested.tweet, nested.at);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      const message = `a nested tweet is left out: ${error.message}`;
      reading.diagnostics.push(warning(reading.record, error.code, message, error.field));
      continue;
    }
    addNested(reading, nested.tweet, nested.at, depth + 1);
  }
}

function readRecord(
  record: JsonRecord,
  value: unknown,
  shownBy: number | undefined,
  watch: ReturnType<typeof createFieldWatch>,
): RecordResult {
  if (!isFields(value)) throw new RecordError("not-a-tweet", "the record is no JSON object");
  const notice = noticeIn(value);
  if (notice !== undefined) {
    return skipped(record.record, "notice", `a "${notice}" notice of a stream, no tweet`);
  }
  const reading: Reading = {
    record: record.record,
    bytes: record.bytes,
    shownBy,
    claims: [],
    diagnostics: [],
  };
  addClaim(reading, value, "");
  addNested(reading, value, "", 1);
  return { ...imported(record.record, reading.claims, reading.diagnostics), fields: watch(value) };
}

function tweetResult(
  record: JsonRecord,
  shownBy: number | undefined,
  watch: ReturnType<typeof createFieldWatch>,
): RecordResult {
  return recordResult(record.record, () => {
    if (record.error !== undefined) {
      throw new RecordError("not-json", `the record is not JSON: ${record.error}`);
    }
    try {
      return readRecord(record, record.value, shownBy, watch);
    } catch (error) {
      if (!(error instanceof InexactId)) throw error;
    }
    try {
      return readRecord(record, parseWithExactIds(record.text), shownBy, watch);
    } catch (error) {
      if (!(error instanceof InexactId)) throw error;
      throw new RecordError("bad-id", "an id is a number whose digits cannot be read exactly");
    }
  });
}

const SEARCH_ANSWER = /^[\uFEFF\s]*\{\s*"(?:statuses|search_metadata)"\s*:/;

const optionsFor = (start: Uint8Array) =>
  SEARCH_ANSWER.test(roughUtf8(start.subarray(0, 256))) ? { property: "statuses" } : {};

/** A first tweet that breaks off, is longer than the sample, or cannot be read. */
function beginsTweet(text: string): boolean {
  const firstName = /^[\uFEFF\s]*\[?\s*\{\s*"(\w+)"\s*:/.exec(text)?.[1];
  const clock = /"created_at"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return (
    KNOWN.has(firstName ?? "") &&
    CREATED_AT.test(clock ?? "") &&
    /"(?:full_)?text"\s*:\s*"/.test(text)
  );
}

export const tweetsV1: Importer = {
  id: "tweets-v1",
  version: 1,
  label: "Tweets (API v1.1)",
  reads: "Tweets in Twitter's v1.1 JSON: one object, an array, one per line, or a search answer.",
  example: '{"created_at": "Fri May 05 18:49:30 +0000 2017", "id_str": "…", "full_text": "…", …}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole, optionsFor(sample)).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    if (values.length === 0) return beginsTweet(roughUtf8(sample));
    return values.some((value) => isFields(value) && isTweet(value));
  },

  async *parse(bytes: AsyncIterable<Uint8Array>, context: ImportContext) {
    const shownBy = collectedBy(context.manifest);
    const watch = createFieldWatch(FIELDS);
    const { start, all } = await peekBytes(bytes, 256);
    for await (const batch of readJsonRecords(all, optionsFor(start))) {
      yield batch.map((record) => tweetResult(record, shownBy, watch));
    }
  },
};

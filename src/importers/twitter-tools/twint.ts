/**
 * Tweets as twint writes them, one JSON object per line or a CSV file with the same names. Documented
 * in twintproject/twint, twint/storage/write_meta.py and twint/tweet.py, in its earlier and later
 * spellings. Its times are those of the collector's machine: `timezone` is that machine's offset on
 * the day of collecting, not the day of the tweet, and is not read. So a time's zone is the one that
 * a person grants, else unknown; the ids give the times exactly. Its words are altered, and told as
 * reported by it. It names no tweet that is answered. Left out: pictures, places, counts,
 * translations, and its files of accounts.
 */

import type { ImportContext, Importer } from "../importer.ts";
import { bomLength, peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, isFields } from "../reading/records.ts";
import { findColumns, readTable } from "../reading/table.ts";
import { readTwintTweet, twintLine, twintRow } from "./twint-tweet.ts";

const FIELDS = fieldTable(
  "id conversation_id created_at date time user_id username name tweet language mentions urls hashtags link quote_url retweet retweet_id user_rt user_rt_id reply_to",
  {
    timezone: "the machine's offset on the day of collecting: wrong for other times of the year",
    retweet_date:
      "repeats the time in the id of the retweet or its original, by the machine's clock",
    "replies_count retweets_count likes_count": "counts on the day of collecting",
    "photos video thumbnail": "pictures and films of the tweet, evidence of their own if saved",
    "place near geo": "where it was posted or searched: leads to nothing",
    "cashtags source translate trans_src trans_dest":
      "what was searched for, and what programs made of the words",
  },
);

const NAMES = ["id", "conversation_id", "created_at", "timezone", "user_id", "username", "tweet"];

const looksLikeLine = (value: unknown): boolean =>
  isFields(value) && NAMES.every((name) => name in value);

/** A first line that breaks off, or cannot be read. */
const BEGINS =
  /^[\uFEFF\s]*\{\s*"id"\s*:\s*\d+\s*,\s*"conversation_id"\s*:\s*"?\d+"?\s*,\s*"created_at"\s*:/;

const isJson = (start: Uint8Array): boolean =>
  /^\s*[[{]/.test(roughUtf8(start.subarray(bomLength(start), 256)));

async function* parse(bytes: AsyncIterable<Uint8Array>, { manifest, zone }: ImportContext) {
  const { start, all } = await peekBytes(bytes, 256);
  const shownBy = collectedBy(manifest);
  if (isJson(start)) {
    const read = (line: Fields) => readTwintTweet(twintLine(line), zone);
    yield* readJsonFile(all, { fields: FIELDS, read, shownBy });
    return;
  }
  yield* readTable(all, {
    delimiter: ",",
    fields: FIELDS,
    read: (row) => readTwintTweet(twintRow(row), zone),
    shownBy,
  });
}

export const twint: Importer = {
  id: "twint",
  version: 2,
  label: "Tweets (twint)",
  reads: "Tweets as twint writes them, as JSON lines or in CSV.",
  example: "id,conversation_id,created_at,date,time,timezone,user_id,username,name,place,tweet,…",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    if (!isJson(sample)) {
      const columns = findColumns(sample, whole);
      return NAMES.every((name) => columns.includes(name));
    }
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    if (values.length > 0) return values.some(looksLikeLine);
    return BEGINS.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse,
};

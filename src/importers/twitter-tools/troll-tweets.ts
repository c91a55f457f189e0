/**
 * "3 million Russian troll tweets" as FiveThirtyEight released them (IRAhandle_tweets_<n>.csv).
 * Documented in the README of fivethirtyeight/russian-troll-tweets. `publish_date` is UTC cut to the
 * minute, month first: it equals the minute in the ids. `external_author_id` is rounded in many rows
 * and never an id here. The first release, and the copy by author, hold no ids of tweets: their rows
 * are not told, since nothing invents an id. A retweet's words are the original's, without its
 * author or id; where its t.co links led is told all the same.
 */
import type { TimeFact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { fieldTable } from "../reading/fields.ts";
import { collectedBy, RecordError } from "../reading/records.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { type OwnId, ownIdOf, unroundedBeside } from "../twitter/tweet-own-id.ts";
import { accountOf, cellOf, remark } from "../twitter/tweet-said.ts";
import { tellTweet } from "../twitter/tweet-told.ts";
import { wordsIn } from "./troll-words.ts";

const FIELDS = fieldTable(
  "author content publish_date harvested_date post_type retweet alt_external_id tweet_id article_url tco1_step1 tco2_step1 tco3_step1",
  {
    external_author_id: "rounded to a few digits in many rows; alt_external_id has the whole id",
    "region language": "guessed by the collector's program",
    "following followers updates": "counts of the account",
    "account_type account_category new_june_2018": "what the researchers call the account",
  },
);

const UTC: Zone = {
  name: "UTC",
  reason: "documented",
  note: "the minutes are those that the ids of the tweets encode",
};

const WRITTEN = /^(\d{1,2})\/(\d{1,2})\/(?:20)?(\d{2}) (\d{1,2}):(\d{2})$/;

/** `10/1/2017 9:58`, the month first; spreadsheets write the year as 17. */
function timeIn(text: string): Time | undefined {
  const [whole, month = "", day = "", year, hour = "", minute] = WRITTEN.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [m, d, h] = [month, day, hour].map((part) => part.padStart(2, "0"));
  try {
    return { ...parseTime(`20${year}-${m}-${d} ${h}:${minute}`, UTC), asWritten: text };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

function publicationOf(key: Key, row: Row): TimeFact | undefined {
  const written = cellOf(row, "publish_date");
  if (written === undefined) return undefined;
  const time = timeIn(written.value);
  if (time) return { fact: "time", item: key, kind: "published", ...time, at: written.at };
  const shown = written.value.slice(0, 40);
  throw new RecordError("bad-time", `"${shown}" is no time as 10/1/2017 19:58`, written.at);
}

/** The account's id stands in the address; where the columns differ, one of them was changed. */
function authorIn(row: Row, own: OwnId) {
  const written = cellOf(row, "alt_external_id");
  const inAddress = /twitter\.com\/(\d+)\/statuses\//.exec(row.find("article_url") ?? "")?.[1];
  const id = inAddress ? written : unroundedBeside(own, "alt_external_id", written);
  const isId = id !== undefined && /^\d+$/.test(id.value);
  const agrees = inAddress === undefined || inAddress === id?.value;
  const kept = isId && agrees ? id : undefined;
  const fromAddress = inAddress && { value: inAddress, at: row.at("article_url") };
  return accountOf({ id: kept ?? (fromAddress || undefined), handle: cellOf(row, "author") });
}

/** When the collector had it: by the same clock as `publish_date`, and mostly within its minute. */
function harvested(row: Row): { by: number; at: string } | undefined {
  const written = cellOf(row, "harvested_date");
  const by = written && timeIn(written.value)?.latest;
  return written && typeof by === "number" ? { by, at: written.at } : undefined;
}

const NO_ID =
  "the row has no id of a tweet, as in the first release and the copy by author: import the files whose columns tweet_id and article_url name it";

function readRow(row: Row, collected: number | undefined): Reading | Skip {
  const [number, address] = [cellOf(row, "tweet_id"), cellOf(row, "article_url")];
  if (number === undefined && address === undefined) return { skip: "no-id", why: NO_ID };
  const own = ownIdOf(number, address);
  const type = cellOf(row, "post_type");
  const mark = row.find("retweet") === "1" ? cellOf(row, "retweet") : undefined;
  const retweet = mark ?? (type?.value === "RETWEET" ? type : undefined);
  const { told, warnings } = tellTweet({
    key: own.key,
    keyAt: own.at,
    author: authorIn(row, own),
    time: publicationOf(own.key, row),
    wordsOfAnother: retweet !== undefined,
    ...wordsIn(row),
    remarks: type
      ? [remark(own.key, "attribute", "post type", { value: type.value }, type.at)]
      : [],
    had: harvested(row),
    collected,
  });
  if (retweet) {
    const message = "it is a retweet, but the row does not name the tweet that it shares";
    warnings.push(["reshare-unnamed", message, retweet.at]);
  }
  return { told: [told], warnings: [...own.warnings, ...warnings] };
}

export const trollTweets: Importer = {
  id: "troll-tweets",
  version: 2,
  label: "Tweets (FiveThirtyEight's Russian troll tweets)",
  reads: "FiveThirtyEight's release of Russian troll tweets, in CSV.",
  example: "external_author_id,author,content,region,language,publish_date,harvested_date,…",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const columns = new Set(findColumns(sample, whole));
    const names = ["content", "publish_date", "harvested_date", "updates", "post_type"];
    return names.every((name) => columns.has(name));
  },

  parse(bytes, { manifest }) {
    const shownBy = collectedBy(manifest);
    const read = (row: Row) => readRow(row, shownBy);
    return readTable(bytes, { delimiter: ",", fields: FIELDS, read, shownBy });
  },
};

/**
 * Tweets of Twitter's releases on information operations (Elections Integrity, 2018 to 2022):
 * `*_tweets_csv_hashed.csv`. Documented in the readme of each release. `tweet_time` is UTC, to the
 * minute. Accounts with few followers are written as a hash of their id, in place of their name too.
 * Lists are Python's, the first releases' without quotes. Ids that a data frame rounded to multiples of
 * 64 or 128 cannot be told from others: nothing beside them names the tweet. Left out: counts, polls, and the files of
 * accounts, which name no tweet.
 */
import type { Fact } from "../../model/claim.ts";
import { keyOfUrl } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { fieldTable } from "../reading/fields.ts";
import { textsInList } from "../reading/python-repr.ts";
import { collectedBy } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading } from "../reading/told.ts";
import { type OwnId, ownIdOf, roundedIn, unroundedBeside } from "../twitter/tweet-own-id.ts";
import {
  accountOf,
  cellOf,
  clientOf,
  publishedAt,
  remark,
  type SaidAccount,
} from "../twitter/tweet-said.ts";
import { tellTweet } from "../twitter/tweet-told.ts";

const FIELDS = fieldTable(
  "tweetid userid user_display_name user_screen_name user_profile_url account_creation_date tweet_language tweet_text tweet_time tweet_client_name in_reply_to_userid in_reply_to_tweetid quoted_tweet_tweetid is_retweet retweet_userid retweet_tweetid hashtags urls user_mentions",
  {
    "user_reported_location user_profile_description account_language":
      "what the account says of itself",
    "follower_count following_count quote_count reply_count like_count retweet_count":
      "counts on the day of the release",
    "latitude longitude": "where it was posted: leads to nothing",
    poll_choices: "words of a poll, without votes",
  },
);

const UTC: Zone = {
  name: "UTC",
  reason: "documented",
  note: "the release's readme; its minutes are those of the ids",
};

/** An account's id or hash. */
const unroundedIn = (row: Row, own: OwnId, name: string): Said | undefined =>
  unroundedBeside(own, name, cellOf(row, name));

/** Ids that a spreadsheet's program filled in as 0, or wrote with a fraction, are none. */
const idIn = (row: Row, own: OwnId, name: string): Said | undefined => {
  const said = cellOf(row, name);
  return said && /^[1-9]\d*$/.test(said.value) ? unroundedBeside(own, name, said) : undefined;
};

function authorIn(row: Row, own: OwnId): SaidAccount | undefined {
  const id = unroundedIn(row, own, "userid");
  const isHash = (said: Said | undefined) => said?.value === id?.value;
  const [handle, name] = [cellOf(row, "user_screen_name"), cellOf(row, "user_display_name")];
  const author = accountOf({
    id,
    handle: isHash(handle) ? undefined : handle,
    name: isHash(name) ? undefined : name,
  });
  return author && { ...author, facts: [...author.facts, ...profileIn(row, author)] };
}

function profileIn(row: Row, { account }: SaidAccount): Fact[] {
  const created = cellOf(row, "account_creation_date");
  const link = cellOf(row, "user_profile_url");
  const object = link && keyOfUrl(link.value);
  return [
    ...(created
      ? [remark(account, "attribute", "account created", { value: created.value }, created.at)]
      : []),
    ...(link && object ? [remark(account, "attribute", "profile link", { object }, link.at)] : []),
  ];
}

const listIn = (row: Row, name: string): Said[] => {
  const cell = cellOf(row, name);
  return cell === undefined
    ? []
    : textsInList(cell.value).map((value) => ({ value: value.toWellFormed(), at: cell.at }));
};

const REFERENCES = ["in_reply_to_tweetid", "quoted_tweet_tweetid", "retweet_tweetid"];

function readRow(row: Row): Reading {
  const own = ownIdOf(cellOf(row, "tweetid"), undefined);
  const time = cellOf(row, "tweet_time");
  const original = idIn(row, own, "retweet_tweetid");
  const isRetweet = /^true$/i.test(row.find("is_retweet") ?? "");
  const rounded = roundedIn(row, REFERENCES);
  const lost = rounded.some(([, , at]) => at === cellOf(row, "retweet_tweetid")?.at);
  const ref = (id: Said | undefined, author?: Said) => ({ id, author: accountOf({ id: author }) });
  const { told, warnings } = tellTweet({
    key: own.key,
    keyAt: own.at,
    text: cellOf(row, "tweet_text"),
    language: cellOf(row, "tweet_language"),
    author: authorIn(row, own),
    time: time && publishedAt(own.key, time, UTC),
    reshared:
      original || isRetweet || lost
        ? ref(original, unroundedIn(row, own, "retweet_userid"))
        : undefined,
    quoted: ref(idIn(row, own, "quoted_tweet_tweetid")),
    answered: ref(
      idIn(row, own, "in_reply_to_tweetid"),
      unroundedIn(row, own, "in_reply_to_userid"),
    ),
    links: listIn(row, "urls").map((url) => ({ url })),
    tags: listIn(row, "hashtags"),
    mentioned: listIn(row, "user_mentions").flatMap((id) => accountOf({ id }) ?? []),
    remarks: clientOf(own.key, cellOf(row, "tweet_client_name")),
  });
  if (isRetweet && original === undefined) {
    const message = "it is a retweet, but the row does not name the tweet that it shares";
    warnings.push(["reshare-unnamed", message, row.at("is_retweet")]);
  }
  return { told: [told], warnings: [...own.warnings, ...rounded, ...warnings] };
}

export const twitterIo: Importer = {
  id: "twitter-io",
  version: 2,
  label: "Tweets (Twitter's releases on information operations)",
  reads: "The tweets of Twitter's releases on information operations, in CSV, hashed or not.",
  example: "tweetid,userid,user_display_name,user_screen_name,…,tweet_text,tweet_time,…",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const columns = new Set(findColumns(sample, whole));
    return ["tweetid", "userid", "tweet_text", "tweet_time"].every((name) => columns.has(name));
  },

  parse: (bytes, { manifest }) =>
    readTable(bytes, {
      delimiter: ",",
      fields: FIELDS,
      read: readRow,
      shownBy: collectedBy(manifest),
    }),
};

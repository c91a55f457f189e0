/**
 * Tweets of the API v2 as `twarc2 csv` writes them. Documented in DocNow/twarc-csv,
 * dataframe_converter.py and csv_writer.py; columns are a choice of the user's, named by the path in
 * twarc's flattened tweet. Lists are JSON, or if told so Python's, of objects or in later versions of
 * words; texts are JSON in its first versions and, all of them, if told so, else their line breaks are
 * written as \n. Unless told not to, it writes the words and links of the original into a retweet's
 * row: there they are nobody's, and so they are where no column tells of retweets. `created_at` is cut
 * to the second. Ids that a data frame rounded to multiples of 64 or 128 cannot be told from others. Left out: pictures, polls, places, counts, and its CSV of users, counts and lists.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { parseTime, TimeFormatError } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { collectedBy, findFields } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading } from "../reading/told.ts";
import { type OwnId, ownIdOf, roundedIn } from "../twitter/tweet-own-id.ts";
import {
  accountOf,
  cellOf,
  clientOf,
  publishedAt,
  remark,
  type SaidAccount,
  type SaidTweetRef,
} from "../twitter/tweet-said.ts";
import { tellTweet } from "../twitter/tweet-told.ts";
import {
  idIn,
  linksIn,
  linksOf,
  listIn,
  mentionsIn,
  saidIn,
  type TwarcRow,
  textIn,
  twarcRow,
  wordsIn,
} from "./twarc-csv-cells.ts";
import { TWARC_FIELDS } from "./twarc-csv-fields.ts";

/** The id of a tweet that is referred to, in a column of its own or in the list of earlier versions. */
function refIn(row: Row, own: OwnId, type: string): Said | undefined {
  const inColumn = idIn(row, own, `referenced_tweets.${type}.id`);
  if (inColumn) return inColumn;
  for (const element of listIn(row, "referenced_tweets")) {
    const ref = findFields(element);
    if (ref?.["type"] === type) return saidIn(row, "referenced_tweets", ref["id"]);
  }
  return undefined;
}

function refWithAuthor(
  row: Row,
  own: OwnId,
  type: string,
  author: string,
): SaidTweetRef | undefined {
  const id = refIn(row, own, type);
  const person = accountOf({
    id: idIn(row, own, `${author}_user_id`),
    handle: cellOf(row, `${author}_username`),
  });
  return id || person ? { id, author: person } : undefined;
}

function profileIn(row: TwarcRow, own: OwnId, account: Key): Fact[] {
  const created = cellOf(row, "author.created_at");
  const pinned = idIn(row, own, "author.pinned_tweet_id");
  const tweet = pinned && findKey(`twitter:status/${pinned.value}`);
  const facts = withheldIn(row, account, "author.");
  if (created) {
    const { value, at } = created;
    facts.push(remark(account, "attribute", "account created", { value }, at));
  }
  if (pinned && tweet) {
    facts.push(remark(account, "attribute", "pinned", { object: tweet }, pinned.at));
  }
  const [linked, shown] = [linksIn(row, "author.entities.url.urls"), cellOf(row, "author.url")];
  const urls = [
    ...(linked.length === 0 && shown ? [{ url: shown }] : linked),
    ...linksIn(row, "author.entities.description.urls"),
  ];
  const seen = new Set<Key>();
  for (const { url } of urls) {
    const object = keyOfUrl(url.value);
    if (object === undefined || seen.has(object)) continue;
    seen.add(object);
    facts.push(remark(account, "attribute", "profile link", { object }, url.at));
  }
  return facts;
}

function authorIn(row: TwarcRow, own: OwnId): SaidAccount | undefined {
  const author = accountOf({
    id: idIn(row, own, "author_id") ?? idIn(row, own, "author.id"),
    handle: cellOf(row, "author.username"),
    name: textIn(row, "author.name"),
  });
  return author && { ...author, facts: [...author.facts, ...profileIn(row, own, author.account)] };
}

/** `.000` stands for a second that was cut off. */
function publicationIn(row: Row, key: Key) {
  const written = cellOf(row, "created_at");
  if (written === undefined) return undefined;
  const second = written.value.replace(/\.000(?=Z|[+-]|$)/, "");
  return { ...publishedAt(key, { ...written, value: second }), asWritten: written.value };
}

/** In which countries a tweet or its author is withheld, and whether for copyright. */
function withheldIn(row: Row, key: Key, prefix: string): Fact[] {
  const name = `${prefix}withheld.country_codes`;
  const countries = wordsIn(row, name, "code").map(({ value }) => value);
  const copyright = cellOf(row, `${prefix}withheld.copyright`);
  const facts: Fact[] = [];
  if (countries.length > 0) {
    const value = `in ${countries.join(", ")}`;
    facts.push(remark(key, "attribute", "withheld", { value }, row.at(name)));
  }
  if (copyright && /^true$/i.test(copyright.value)) {
    facts.push(remark(key, "attribute", "withheld", { value: "for copyright" }, copyright.at));
  }
  return facts;
}

/** When twarc had it, by the clock of its machine in UTC. */
function retrieved(row: Row): { by: number; at: string } | undefined {
  const written = cellOf(row, "__twarc.retrieved_at");
  try {
    const by = written && parseTime(written.value).latest;
    return written && typeof by === "number" ? { by, at: written.at } : undefined;
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

const REFERENCES = ["replied_to", "retweeted", "quoted"].map(
  (type) => `referenced_tweets.${type}.id`,
);

/** Each tells of a retweet, where there is such a column. */
const OF_RETWEETS = ["referenced_tweets.retweeted.id", "retweeted_user_id", "referenced_tweets"];

/** Whether the row's words are another's; undefined where no column tells. */
function isRetweet(row: Row): boolean | undefined {
  if (!OF_RETWEETS.some((name) => row.columns.includes(name))) return undefined;
  const [id, author] = OF_RETWEETS;
  return [id, author].some((name) => name !== undefined && row.find(name) !== undefined);
}

const MAY_BE_A_RETWEET =
  "no column says whether it is a retweet, into whose row twarc writes the original's words: they are told as nobody's";

function readRow(cells: Row, collected: number | undefined): Reading {
  const row = twarcRow(cells);
  const own = ownIdOf(cellOf(row, "id"), undefined);
  const [text, retweet] = [textIn(row, "text"), isRetweet(row)];
  const { told, warnings } = tellTweet({
    key: own.key,
    keyAt: own.at,
    text,
    language: cellOf(row, "lang"),
    author: authorIn(row, own),
    time: publicationIn(row, own.key),
    reshared: refWithAuthor(row, own, "retweeted", "retweeted"),
    wordsOfAnother: retweet ?? true,
    quoted: refWithAuthor(row, own, "quoted", "quoted"),
    answered: refWithAuthor(row, own, "replied_to", "in_reply_to"),
    links: linksOf(row, text),
    tags: wordsIn(row, "entities.hashtags", "tag"),
    mentioned: mentionsIn(row, "entities.mentions"),
    conversation: idIn(row, own, "conversation_id"),
    versions: wordsIn(row, "edit_history_tweet_ids", "id"),
    remarks: [...withheldIn(row, own.key, ""), ...clientOf(own.key, textIn(row, "source"))],
    had: retrieved(row),
    collected,
  });
  if (retweet === undefined) warnings.push(["words-of-whom", MAY_BE_A_RETWEET, text?.at]);
  return {
    told: [told],
    warnings: [...own.warnings, ...roundedIn(row, REFERENCES), ...warnings],
  };
}

const OF_TWARC = /^(?:author\.|public_metrics\.|referenced_tweets|__twarc\.)/;

export const twarcCsv: Importer = {
  id: "twarc-csv",
  version: 2,
  label: "Tweets (twarc2 csv)",
  reads: "Tweets of the API v2 in the CSV that twarc2 makes of them.",
  example: "id,conversation_id,referenced_tweets.replied_to.id,…,author_id,…,created_at,text,…",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const columns = findColumns(sample, whole);
    const has = ["id", "author_id", "created_at", "text"].every((name) => columns.includes(name));
    return has && columns.some((name) => OF_TWARC.test(name));
  },

  parse(bytes, { manifest }) {
    const shownBy = collectedBy(manifest);
    const read = (row: Row) => readRow(row, shownBy);
    return readTable(bytes, { delimiter: ",", fields: TWARC_FIELDS, read, shownBy });
  },
};

/** A tweet as snscrape and twscrape write it: one shape with two spellings, tweets nested in tweets. */
import type { Fact } from "../../model/claim.ts";
import { findKey, keyOfUrl } from "../../model/key.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import {
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { type OwnId, ownIdOf, unroundedBeside } from "../twitter/tweet-own-id.ts";
import {
  accountOf,
  clientOf,
  publishedAt,
  remark,
  type SaidLink,
  type SaidTweetRef,
} from "../twitter/tweet-said.ts";
import { tellTweet } from "../twitter/tweet-told.ts";
import { person, saidId } from "./scraped-people.ts";

/** Deeper than Twitter nests: a retweet of a tweet that quotes one. */
const MAX_NESTED = 4;

function linksOf(tweet: Fields, at: string): SaidLink[] {
  const links: SaidLink[] = [];
  listOf(tweet["links"]).forEach((entry, index) => {
    const link = findFields(entry) ?? {};
    const url = textAt(link, "url", `${at}/links/${index}`);
    const short = textAt(link, "tcourl", `${at}/links/${index}`);
    const shown = findText(link["text"]);
    if (url) links.push({ url, short, shown });
    else if (short) links.push({ url: short, shown });
  });
  const written = links.length > 0 ? links : oldLinksOf(tweet, at);
  const known = new Set(written.flatMap(({ url, short }) => [url.value, short?.value]));
  return [...written, ...cardLinksOf(tweet, at).filter(({ url }) => !known.has(url.value))];
}

/** Links of the card under the tweet: its own, or in a card of several parts those of its parts. */
function cardLinksOf(tweet: Fields, at: string): SaidLink[] {
  const card = findFields(tweet["card"]) ?? {};
  const parts = Object.entries(findFields(card["destinations"]) ?? {}).flatMap(([name, part]) => {
    const partAt = `${at}/card/destinations/${pointerToken(name)}`;
    return textAt(findFields(part) ?? {}, "url", partAt) ?? [];
  });
  const own = textAt(card, "url", `${at}/card`);
  return [...(own ? [own] : []), ...parts].map((url) => ({ url }));
}

/** Before `links`: two lists side by side. */
function oldLinksOf(tweet: Fields, at: string): SaidLink[] {
  const short = listOf(tweet["tcooutlinks"]);
  const urls = listOf(tweet["outlinks"]);
  return urls.flatMap((value, index): SaidLink[] => {
    const [text, tco] = [findText(value), findText(short[index])];
    if (text === undefined) return [];
    const url = { value: text, at: `${at}/outlinks/${index}` };
    if (tco === undefined || short.length !== urls.length) return [{ url }];
    return [{ url, short: { value: tco, at: `${at}/tcooutlinks/${index}` } }];
  });
}

function textsAt(value: unknown, at: string): Said[] {
  return listOf(value).flatMap((element, index) => {
    const text = findText(typeof element === "number" ? `${element}` : element);
    return text === undefined ? [] : [{ value: text, at: `${at}/${index}` }];
  });
}

interface Nested {
  tweet: Fields;
  at: string;
  /** Undefined where the tweet in this one cannot be told. */
  id: Said | undefined;
}

/** What snscrape writes in place of a tweet that is not shown: that it is not, and why. */
export function tombstoneFacts(value: Fields, at = ""): Fact[] {
  if (value["_type"] !== "snscrape.modules.twitter.Tombstone") return [];
  const id = saidId(value, "id", at);
  const key = id && findKey(`twitter:status/${id.value}`);
  if (id === undefined || key === undefined) return [];
  const text = textAt(value, "text", at);
  return [remark(key, "attribute", "unavailable", text ? { value: text.value } : {}, id.at)];
}

/** A tweet in this one, of which only the id stands there where it is gone. */
function nestedAt(tweet: Fields, name: string, at: string, outer: OwnId): Nested | undefined {
  const nested = findFields(tweet[name]);
  if (nested === undefined) return undefined;
  const nestedAt = `${at}/${name}`;
  try {
    const own = ownIdOf(saidId(nested, "id", nestedAt), textAt(nested, "url", nestedAt));
    const said = { value: own.key.slice("twitter:status/".length), at: own.at };
    const id = own.rounded === "perhaps" ? unroundedBeside(outer, `${name}.id`, said) : said;
    return { tweet: nested, at: nestedAt, id };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    outer.warnings.push([error.code, error.message, error.field ?? nestedAt]);
    return { tweet: nested, at: nestedAt, id: undefined };
  }
}

/** By the name of twscrape, which has X's own, and of snscrape. */
const versionsOf = (tweet: Fields, at: string): Said[] => [
  ...textsAt(
    findFields(tweet["editControl"])?.["edit_tweet_ids"],
    `${at}/editControl/edit_tweet_ids`,
  ),
  ...textsAt(findFields(tweet["editState"])?.["editTweetIds"], `${at}/editState/editTweetIds`),
];

/** Its first versions wrote no more of the author than the handle. */
const authorOf = (tweet: Fields, at: string, own: OwnId) =>
  person(tweet["user"], `${at}/user`, own) ?? accountOf({ handle: textAt(tweet, "username", at) });

function answeredBy(tweet: Fields, at: string, own: OwnId): SaidTweetRef {
  const author =
    person(tweet["inReplyToUser"], `${at}/inReplyToUser`, own) ??
    accountOf({ handle: textAt(tweet, "inReplyToScreenName", at) });
  return { id: saidId(tweet, "inReplyToTweetId", at, own), author };
}

const BY_TYPE = "snscrape.modules.twitter.Tweet";
/** Records from before snscrape wrote its types. */
export const isScrapedTweet = (value: Fields): boolean =>
  value["_type"] === BY_TYPE ||
  (value["_type"] === undefined &&
    typeof value["content"] === "string" &&
    "tcooutlinks" in value &&
    keyOfUrl(findText(value["url"]) ?? "")?.startsWith("twitter:status/") === true);

const TYPES: ReadonlySet<unknown> = new Set([
  "snscrape.modules.twitter.User",
  "snscrape.modules.telegram.TelegramPost",
]);

/** The first record that snscrape or twscrape wrote; only the latter's have `id_str`. */
export const firstScraped = (values: readonly unknown[]): Fields | undefined =>
  values.filter(isFields).find((value) => TYPES.has(value["_type"]) || isScrapedTweet(value));

function tellOne(tweet: Fields, own: OwnId, at: string, nested: readonly (Nested | undefined)[]) {
  const [reshared, quoted] = nested;
  const date = textAt(tweet, "date", at);
  const { told, warnings } = tellTweet({
    key: own.key,
    keyAt: own.at,
    text: textAt(tweet, "rawContent", at) ?? textAt(tweet, "content", at),
    language: textAt(tweet, "lang", at),
    author: authorOf(tweet, at, own),
    time: date && publishedAt(own.key, date),
    reshared,
    quoted,
    answered: answeredBy(tweet, at, own),
    links: linksOf(tweet, at),
    tags: textsAt(tweet["hashtags"], `${at}/hashtags`),
    mentioned: listOf(tweet["mentionedUsers"]).flatMap((value, index) => {
      const account = person(value, `${at}/mentionedUsers/${index}`, own);
      return account === undefined ? [] : [account];
    }),
    conversation: saidId(tweet, "conversationId", at, own),
    versions: versionsOf(tweet, at).filter((said) =>
      unroundedBeside(own, "an edited version", said),
    ),
    remarks: [
      ...clientOf(own.key, textAt(tweet, "sourceLabel", at) ?? textAt(tweet, "source", at)),
      ...nested.flatMap((one) => (one?.id ? tombstoneFacts(one.tweet, one.at) : [])),
    ],
  });
  return { told, warnings: [...own.warnings, ...warnings] };
}

/** Its own errors are warnings: the tweet around it stays what it is. */
function readNested(inner: Nested, depth: number): Reading {
  const { tweet, at } = inner;
  if (depth > MAX_NESTED) {
    const message = "a tweet nested too deep is not read";
    return { told: [], warnings: [["nested-too-deep", message, at]] };
  }
  try {
    return readScrapedTweet(tweet, at, depth);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { told: [], warnings: [[error.code, error.message, error.field ?? at]] };
  }
}

/**
 * The tweet, and every whole tweet in it, each as a claim of its own.
 * @throws RecordError when its id or time cannot be read
 */
export function readScrapedTweet(tweet: Fields, at = "", depth = 1): Reading {
  const own = ownIdOf(saidId(tweet, "id", at), textAt(tweet, "url", at));
  const nested = ["retweetedTweet", "quotedTweet"].map((name) => nestedAt(tweet, name, at, own));
  const { told, warnings } = tellOne(tweet, own, at, nested);
  const inner = nested.flatMap((one) =>
    one?.id !== undefined && isScrapedTweet(one.tweet) ? [readNested(one, depth + 1)] : [],
  );
  return {
    told: [told, ...inner.flatMap((one) => one.told)],
    warnings: [...warnings, ...inner.flatMap((one) => one.warnings)],
  };
}

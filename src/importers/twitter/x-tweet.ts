/** What a tweet of X's GraphQL API says, as facts; tweets that it retweets or quotes are told too. */
import type { Fact } from "../../model/claim.ts";
import { handleOfKey, type Key, keyOfUrl } from "../../model/key.ts";
import { findFields, findText, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import { findLanguage } from "./tweet-facts.ts";
import { type Person, shortened } from "./tweet-ids.ts";
import { createTweetEdges } from "./tweet-links.ts";
import { disagreesWithId, findPublication } from "./tweet-time.ts";
import {
  findFieldsIn,
  findIn,
  findTextIn,
  findTweetIn,
  findTweetKey,
  layersOf,
  xTweetKey,
} from "./x-layers.ts";
import { findAnswered, findAuthor } from "./x-people.ts";
import { attribute, remarksOn } from "./x-remarks.ts";
import { findTombstone, isUnavailable, unwrapped, type XResult } from "./x-results.ts";
import {
  addCardLinks,
  addXLinks,
  addXTagsAndMentions,
  areWithheld,
  leadOf,
  type XLinks,
  type XWords,
  xWordsOf,
} from "./x-words.ts";

/** A retweet of a tweet that quotes a tweet is three deep; X nests no further. */
const MAX_NESTED = 4;

interface Tweet extends XResult {
  key: Said<Key>;
  words: XWords;
  isWithheld: boolean;
  author: Person | undefined;
}

interface Writer {
  told: Told[];
  warnings: Warning[];
}

/** The tweet at a relation such as `quoted_status_result`, out of its wrapper. */
function findNested(tweet: XResult, name: string): XResult | undefined {
  const relation = findFieldsIn(tweet, name);
  const result = findFields(relation?.value["result"]);
  return relation && result && unwrapped(result, `${relation.at}/result`);
}

function keyOfNested(nested: XResult | undefined): Said<Key> | undefined {
  const value = findTweetKey(nested?.value["rest_id"]);
  if (nested === undefined || value === undefined) return undefined;
  return { value, at: `${nested.at}/rest_id` };
}

function quotedIn(tweet: XResult): Said<Key> | undefined {
  const named =
    findTweetIn(tweet, "quoted_status_id_str") ??
    keyOfNested(findNested(tweet, "quoted_status_result")) ??
    keyOfNested(findNested(tweet, "quotedRefResult"));
  if (named) return named;
  const permalink = findFieldsIn(tweet, "quoted_status_permalink");
  const expanded = findText(permalink?.value["expanded"]);
  const value = expanded === undefined ? undefined : keyOfUrl(expanded);
  if (permalink === undefined || value?.startsWith("twitter:status/") !== true) return undefined;
  return { value, at: `${permalink.at}/expanded` };
}

/** Set where the tweet is a retweet, with its original if the record names it. */
function retweetIn(tweet: XResult, words: XWords): { original?: Said<Key> } | undefined {
  const nested = findNested(tweet, "retweeted_status_result");
  const original = keyOfNested(nested) ?? findTweetIn(tweet, "retweeted_status_id_str");
  if (original) return { original };
  const isMarked = findIn(tweet, "retweeted_status_result") !== undefined;
  const says = words.text?.value.startsWith("RT @") === true;
  return nested !== undefined || (isMarked && says) ? {} : undefined;
}

function quoteFacts(tweet: Tweet, quoted: Said<Key> | undefined, links: XLinks): void {
  if (quoted === undefined) return;
  links.edges.add("QUOTES", quoted.value, quoted.at);
  const permalink = findFieldsIn(tweet, "quoted_status_permalink");
  if (permalink) {
    const { short, expanded } = leadOf(permalink.value, "expanded", permalink.at, links);
    links.edges.addLead(short, expanded);
  }
  const nested = findNested(tweet, "quoted_status_result");
  const stone = nested && findTombstone(nested);
  if (stone) {
    const remark = { relation: "unavailable", value: stone.text, at: stone.at };
    links.facts.push(attribute(quoted.value, remark));
  }
}

function replyFacts(tweet: Tweet, { edges }: XLinks): void {
  const answered = findTweetIn(tweet, "in_reply_to_status_id_str");
  if (answered) edges.add("REPLIES_TO", answered.value, answered.at);
  const person = findAnswered(tweet);
  if (person === undefined || person.account === tweet.author?.account) return;
  edges.addMention(person);
}

/** The words, or that they are withheld. */
function wordFacts({ words, key, isWithheld, ...tweet }: Tweet, warnings: Warning[]): Fact[] {
  const item = { fact: "item", item: key.value } as const;
  const post = { ...item, type: "post", platform: "twitter" } as const;
  const { text } = words;
  if (isWithheld) {
    const at = text?.at ?? key.at;
    warnings.push(["text-withheld", "the words are X's, not the author's", at]);
    const remark = text && attribute(key.value, { relation: "withheld", value: text.value, at });
    return [{ ...post, at: key.at }, ...(remark ? [remark] : [])];
  }
  const language = findTextIn(tweet, "lang");
  const value = findLanguage(language?.value);
  return [
    text === undefined ? { ...post, at: key.at } : { ...post, at: text.at, text: text.value },
    ...(language && value !== undefined ? [{ ...item, language: value, at: language.at }] : []),
  ];
}

function ownFacts(tweet: Tweet, warnings: Warning[]): Fact[] {
  const facts = wordFacts(tweet, warnings);
  const quoted = quotedIn(tweet);
  const edges = createTweetEdges(tweet.key.value, new Set(quoted ? [quoted.value] : []), facts);
  const links: XLinks = { facts, edges, shorts: new Set() };
  quoteFacts(tweet, quoted, links);
  if (!tweet.isWithheld) addXTagsAndMentions(tweet.words, links);
  replyFacts(tweet, links);
  if (!tweet.isWithheld) {
    addXLinks(tweet.words, quoted?.value, links);
    addCardLinks(tweet, links);
  }
  return facts;
}

function timeFacts(tweet: Tweet, warnings: Warning[]): Fact[] {
  const { key, at } = tweet;
  const layer = layersOf(tweet).find(({ value }) => findText(value["created_at"]) !== undefined);
  const time = layer && findPublication(key.value, layer.value, layer.at);
  if (time === undefined) {
    warnings.push(["no-time", "the tweet has no created_at", `${at}/legacy/created_at`]);
    return [];
  }
  if (disagreesWithId(time, key.value)) {
    const message = "created_at differs from the time in the id by more than a second";
    warnings.push(["time-disagrees", message, time.at ?? at]);
  }
  return [time];
}

function authorFacts(tweet: Tweet, warnings: Warning[]): Fact[] {
  const { author, key, at } = tweet;
  if (author === undefined) {
    warnings.push(["no-author", "the tweet names no author", `${at}/core`]);
    return [];
  }
  const { account: object, fact, keyAt } = author;
  const own = findTextIn(tweet, "user_id_str");
  if (own && handleOfKey(object) === undefined && object !== `twitter:user/${own.value}`) {
    const message = `user_id_str is ${shortened(own.value)}, the author is told as ${object}`;
    warnings.push(["author-differs", message, own.at]);
  }
  const edge = { fact: "edge", relation: "POSTED_BY", subject: key.value } as const;
  return [fact, { ...edge, object, at: keyAt }];
}

/** Of a retweet only what was reshared: its words, links and tags are the original's. */
function retweetFacts(
  { key, words }: Tweet,
  original: Said<Key> | undefined,
  warnings: Warning[],
): Fact[] {
  const item = { fact: "item", item: key.value, type: "post", platform: "twitter" } as const;
  if (original === undefined) {
    const message = "a retweet of a tweet that the record does not hold";
    warnings.push(["original-unavailable", message, words.text?.at ?? key.at]);
    return [{ ...item, at: key.at }];
  }
  if (original.value === key.value) {
    throw new RecordError("bad-id", "the tweet reshares itself", original.at);
  }
  const edge = { fact: "edge", relation: "RESHARED_BY", subject: original.value } as const;
  return [
    { ...item, at: key.at },
    { ...edge, object: key.value, at: original.at },
  ];
}

function tellTweet(result: XResult, into: Writer, depth: number): void {
  const words = xWordsOf(result);
  const key = xTweetKey(result);
  if (words.text === undefined && findIn(result, "created_at") === undefined) {
    throw new RecordError("not-a-tweet", "the object has neither words nor a time", result.at);
  }
  const author = findAuthor(result, key.value);
  const tweet: Tweet = { ...result, key, words, author, isWithheld: areWithheld(result, words) };
  const { warnings } = into;
  const retweet = retweetIn(result, words);
  const facts = retweet
    ? retweetFacts(tweet, retweet.original, warnings)
    : ownFacts(tweet, warnings);
  facts.push(
    ...authorFacts(tweet, warnings),
    ...timeFacts(tweet, warnings),
    ...remarksOn(tweet, key.value),
  );
  const quoteAt = tweet.isWithheld ? key.at : (words.text?.at ?? key.at);
  into.told.push({ subject: key.value, quoteAt, facts });
  tellNested(result, into, depth);
}

function tellNested(result: XResult, into: Writer, depth: number): void {
  const original = findNested(result, "retweeted_status_result");
  const quoted = findNested(result, "quoted_status_result");
  // The quotation in a retweet is the original's.
  const isTold = original !== undefined && findNested(original, "quoted_status_result");
  for (const nested of [original, isTold ? undefined : quoted]) {
    // What is only referred to has an id and no words.
    if (nested === undefined || isUnavailable(nested) || findIn(nested, "created_at") === undefined)
      continue;
    if (depth >= MAX_NESTED) {
      const message = "tweets are nested too deeply; the inner ones are left out";
      into.warnings.push(["nested-too-deep", message, nested.at]);
      return;
    }
    try {
      tellTweet(nested, into, depth + 1);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      const message = `a nested tweet is left out: ${error.message}`;
      into.warnings.push([error.code, message, error.field ?? nested.at]);
    }
  }
}

/** @throws RecordError when it has no id, or neither words nor a time, or one that does not exist */
export function readXTweet(value: XResult["value"], at: string): Reading | Skip {
  const result = unwrapped(value, at);
  if (isUnavailable(result)) {
    const says = findTombstone(result)?.text ?? findText(result.value["reason"])?.slice(0, 80);
    const why = "X shows no tweet here, and not which it was";
    return { skip: "unavailable", why: says === undefined ? why : `${why}: ${says}` };
  }
  const reading: Writer = { told: [], warnings: [] };
  tellTweet(result, reading, 1);
  return reading;
}

/**
 * Tells a tweet as a tool or a release wrote it, alike for all of them. Of a retweet only who
 * reshared what and when, since its words, links and tags are those of the original.
 */
import type { Fact, TimeFact } from "../../model/claim.ts";
import type { Relation } from "../../model/edge.ts";
import { publishedByKey } from "../../model/id-time.ts";
import { findKey, type Key } from "../../model/key.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Told, Warning } from "../reading/told.ts";
import { findLanguage } from "./tweet-facts.ts";
import { MAX_IDS } from "./tweet-ids.ts";
import {
  areTwittersWords,
  createTweetEdges,
  type TweetEdges,
  type TweetLink,
} from "./tweet-links.ts";
import { statusOf } from "./tweet-own-id.ts";
import { remark, type SaidAccount, type SaidLink, type SaidTweetRef } from "./tweet-said.ts";
import { disagreesWithId } from "./tweet-time.ts";
import { unescaped } from "./tweet-words.ts";

interface SaidTweet {
  key: Key;
  keyAt: string;
  text: Said | undefined;
  language?: Said | undefined;
  author: SaidAccount | undefined;
  time: TimeFact | undefined;
  reshared?: SaidTweetRef | undefined;
  /** Its words are another's, although the record does not say whose. */
  wordsOfAnother?: boolean | undefined;
  quoted?: SaidTweetRef | undefined;
  answered?: SaidTweetRef | undefined;
  links: readonly SaidLink[];
  /** Tweets from which its pictures and films were taken. */
  sources?: readonly SaidTweetRef[] | undefined;
  tags: readonly Said[];
  mentioned: readonly SaidAccount[];
  /** The tweet that its conversation began with. */
  conversation?: Said | undefined;
  /** All versions of an edited tweet. */
  versions?: readonly Said[] | undefined;
  remarks?: readonly Fact[] | undefined;
  /** When a collector had it, by the collector's clock, in UTC milliseconds. */
  had?: { by: number; at: string } | undefined;
  /** By when the whole file was there. */
  collected?: number | undefined;
}

const postedBy = (subject: Key, { account, at, facts }: SaidAccount): Fact[] => [
  ...facts,
  { fact: "edge", relation: "POSTED_BY", subject, object: account, at },
];

function addMention({ account, at, facts: own }: SaidAccount, facts: Fact[], edges: TweetEdges) {
  if (edges.add("MENTIONS", account, at)) facts.push(...own);
}

/** Who posted the other tweet is recorded where the platform names it and its author together. */
function addRef(
  relation: Relation,
  ref: SaidTweetRef | undefined,
  facts: Fact[],
  edges: TweetEdges,
): void {
  const key = ref?.id && statusOf(ref.id);
  if (ref?.id && key !== undefined && edges.add(relation, key, ref.id.at) && ref.author) {
    facts.push(...postedBy(key, ref.author));
  }
}

function addReshare(
  said: SaidTweet,
  { id, author }: SaidTweetRef,
  facts: Fact[],
  edges: TweetEdges,
): void {
  if (id === undefined) {
    if (author) addMention(author, facts, edges);
    return;
  }
  const origin = statusOf(id);
  if (origin === said.key) throw new RecordError("bad-id", "the tweet reshares itself", id.at);
  const edge = { fact: "edge", relation: "RESHARED_BY", object: said.key } as const;
  facts.push({ ...edge, subject: origin, at: id.at });
  if (author) facts.push(...postedBy(origin, author));
}

const linkOf = ({ url, short, unwound, status }: SaidLink): TweetLink => ({
  short: short ?? { value: undefined, at: url.at },
  expanded: url,
  ...(unwound === undefined ? {} : { unwound }),
  status,
});

function addOwnWords(said: SaidTweet, facts: Fact[], edges: TweetEdges): void {
  const { key, language, links, tags, mentioned, answered } = said;
  if (language !== undefined && findLanguage(language.value) !== undefined) {
    facts.push({ fact: "item", item: key, language: language.value, at: language.at });
  }
  addRef("QUOTES", said.quoted, facts, edges);
  addRef("REPLIES_TO", answered, facts, edges);
  // An answer to oneself mentions nobody.
  if (answered?.author && answered.author.account !== said.author?.account) {
    addMention(answered.author, facts, edges);
  }
  for (const source of said.sources ?? []) addRef("LINKS_TO", source, facts, edges);
  for (const link of links) edges.addLink(linkOf(link));
  for (const { value, at } of tags) {
    edges.addTag({ value: value.replace(/^[#\uff03]/u, ""), at });
  }
  for (const account of mentioned) addMention(account, facts, edges);
}

/** The tweet that a conversation began with, where no other field names it. */
function conversationOf({ key, conversation, answered }: SaidTweet): Fact[] {
  const root = conversation && findKey(`twitter:status/${conversation.value}`);
  if (!conversation || !root || root === key || conversation.value === answered?.id?.value) {
    return [];
  }
  return [remark(key, "attribute", "conversation", { object: root }, conversation.at)];
}

function otherVersions({ key, versions = [] }: SaidTweet): Fact[] {
  const seen = new Set<Key>([key]);
  return versions.slice(0, MAX_IDS).flatMap(({ value, at }) => {
    const object = findKey(`twitter:status/${value}`);
    if (object === undefined || seen.has(object)) return [];
    seen.add(object);
    return [remark(key, "attribute", "other version", { object }, at)];
  });
}

/** An account that answers, is mentioned and writes is told of once. */
function eachOnce(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    if (fact.fact !== "account" && fact.fact !== "remark") return true;
    const id = JSON.stringify(fact);
    return seen.has(id) ? false : seen.add(id);
  });
}

function timeWarnings({ key, time }: SaidTweet): Warning[] {
  if (time === undefined || !disagreesWithId(time, key)) return [];
  const message = "the time differs from the one in the id by more than a second";
  return [["time-disagrees", message, time.at]];
}

/** By when it was there; a clock that had it before it was posted bounds nothing. */
function shownBy({ key, time, had, collected }: SaidTweet, warnings: Warning[]) {
  if (had === undefined) return {};
  const posted = Math.max(publishedByKey(key) ?? 0, time?.latest ?? 0);
  if (had.by < posted) {
    const message = "the collector's clock had it before it was posted, and is not heeded";
    warnings.push(["clock-behind", message, had.at]);
    return {};
  }
  return { shownBy: Math.min(had.by, collected ?? had.by) };
}

/** Of words that Twitter put in place of a withheld tweet, only that they stand there. */
function withoutTwittersWords(said: SaidTweet, warnings: Warning[]): SaidTweet {
  const { key, text, links, remarks = [] } = said;
  const shown = links.map((link) => ({ url: (link.short ?? link.url).value, shown: link.shown }));
  if (text === undefined || !areTwittersWords(text.value, shown)) return said;
  warnings.push(["text-withheld", "the words are Twitter's, not the author's", text.at]);
  const withheld = remark(key, "attribute", "withheld", { value: text.value }, text.at);
  const none = { text: undefined, language: undefined, links: [], tags: [], mentioned: [] };
  return { ...said, ...none, remarks: [withheld, ...remarks] };
}

/** What the record says of the tweet, and what a person should know of it. */
export function tellTweet(record: SaidTweet): { told: Told; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const said = withoutTwittersWords(record, warnings);
  const { key, keyAt, text, author, time, reshared, quoted } = said;
  const own = reshared === undefined && said.wordsOfAnother !== true;
  const words = own && text !== undefined ? { text: unescaped(text.value) } : {};
  const itemAt = (own ? text?.at : undefined) ?? keyAt;
  const facts: Fact[] = [
    { fact: "item", item: key, type: "post", platform: "twitter", ...words, at: itemAt },
  ];
  const quotedKeys = own && quoted?.id ? [statusOf(quoted.id)] : [];
  const edges = createTweetEdges(key, new Set(quotedKeys), facts);
  if (reshared) addReshare(said, reshared, facts, edges);
  if (own) addOwnWords(said, facts, edges);
  // Where an address leads every record of it shows, whoever posted it.
  else for (const { short, url } of said.links) if (short) edges.addLead(short, url);
  if (author) facts.push(...postedBy(key, author));
  else warnings.push(["no-author", "the record names no author of the tweet"]);
  if (time) facts.push(time);
  warnings.push(...timeWarnings(said));
  facts.push(...conversationOf(said), ...otherVersions(said), ...(said.remarks ?? []));
  const bound = shownBy(said, warnings);
  return { told: { subject: key, quoteAt: text?.at, ...bound, facts: eachOnce(facts) }, warnings };
}

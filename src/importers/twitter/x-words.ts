/** Words, links, tags and mentions of a tweet of X's GraphQL API, read where they are whole. */
import type { Fact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import { elementsOf, type Said } from "../reading/said.ts";
import { isId, userKey } from "./tweet-ids.ts";
import { areTwittersWords, shownLinks, type TweetEdges } from "./tweet-links.ts";
import { unescaped } from "./tweet-words.ts";
import { findFieldsIn, findTextIn, findTweetKey } from "./x-layers.ts";
import { findMentioned } from "./x-people.ts";
import type { XResult } from "./x-results.ts";

export interface XWords {
  text: Said | undefined;
  /** Links, tags and mentions in the words. */
  entities: Said<Fields> | undefined;
  media: Said<readonly unknown[]> | undefined;
}

function mediaOf(tweet: XResult): XWords["media"] {
  for (const name of ["extended_entities", "entities"]) {
    const found = findFieldsIn(tweet, name);
    const media = listOf(found?.value["media"]);
    if (found && media.length > 0) return { value: media, at: `${found.at}/media` };
  }
  return undefined;
}

/** A note is the whole of words that `full_text` cuts off. */
export function xWordsOf(tweet: XResult): XWords {
  const media = mediaOf(tweet);
  const results = findFields(findFields(tweet.value["note_tweet"])?.["note_tweet_results"]);
  const note = findFields(results?.["result"]);
  const noteAt = `${tweet.at}/note_tweet/note_tweet_results/result`;
  const noteText = findText(note?.["text"]);
  if (noteText !== undefined) {
    const set = findFields(note?.["entity_set"]);
    const text = { value: unescaped(noteText), at: `${noteAt}/text` };
    return { text, entities: set && { value: set, at: `${noteAt}/entity_set` }, media };
  }
  const text = findTextIn(tweet, "full_text") ?? findTextIn(tweet, "text");
  return {
    text: text && { value: unescaped(text.value), at: text.at },
    entities: findFieldsIn(tweet, "entities"),
    media,
  };
}

/** What gathers the links, tags and mentions of one tweet. */
export interface XLinks {
  facts: Fact[];
  edges: TweetEdges;
  /** Short addresses whose link is told, so that a card with one of them tells nothing more. */
  shorts: Set<unknown>;
}

/** An object with a short address, and where that leads. */
export function leadOf(fields: Fields, expanded: string, at: string, { shorts }: XLinks) {
  shorts.add(fields["url"]);
  return {
    short: { value: fields["url"], at: `${at}/url` },
    expanded: { value: fields[expanded], at: `${at}/${expanded}` },
  };
}

/** Media of the tweet itself lead to it, which is no link; media of another tweet name that one and its author. */
function addMedia(fields: Fields, at: string, quoted: Key | undefined, links: XLinks): void {
  const value = findTweetKey(fields["source_status_id_str"]);
  const author = fields["source_user_id_str"];
  if (value && value !== quoted) {
    links.edges.addTweet(
      "LINKS_TO",
      { value, at: `${at}/source_status_id_str` },
      isId(author) ? { account: userKey(author), keyAt: `${at}/source_user_id_str` } : undefined,
    );
  }
  links.edges.addLink(leadOf(fields, "expanded_url", at, links));
}

export function addXLinks(words: XWords, quoted: Key | undefined, links: XLinks): void {
  const { text, entities, media } = words;
  const urls = elementsOf(entities?.value["urls"], `${entities?.at}/urls`);
  const listed = urls.map(({ fields, at }) => leadOf(fields, "expanded_url", at, links));
  links.edges.addWritten(text ?? { value: "", at: "" }, entities && listed);
  for (const { fields, at } of elementsOf(media?.value, `${media?.at}`)) {
    addMedia(fields, at, quoted, links);
  }
}

export function addXTagsAndMentions({ entities }: XWords, { edges }: XLinks): void {
  if (entities === undefined) return;
  const { value, at: base } = entities;
  for (const { fields, at } of elementsOf(value["hashtags"], `${base}/hashtags`)) {
    edges.addTag({ value: fields["text"], at: `${at}/text` });
  }
  for (const { fields, at } of elementsOf(value["user_mentions"], `${base}/user_mentions`)) {
    const person = findMentioned(fields, at);
    if (person) edges.addMention(person);
  }
}

/** Whether the words are X's own, put in place of a tweet that it withholds where this was collected. */
export function areWithheld(tweet: XResult, { text, entities }: XWords): boolean {
  if (findTextIn(tweet, "withheld_scope") ?? findTextIn(tweet, "withheld_text")) return true;
  const urls = elementsOf(entities?.value["urls"], "");
  return areTwittersWords(text?.value ?? "", shownLinks(urls));
}

/** A card's values, in a list of `key` and `value` or, formerly, by name. */
function cardValues(legacy: Said<Fields>): [name: string, text: string, at: string][] {
  const values = legacy.value["binding_values"];
  const base = `${legacy.at}/binding_values`;
  const entries = Array.isArray(values)
    ? values.map((one, index) => {
        const fields = findFields(one);
        return [
          findText(fields?.["key"]) ?? "",
          fields?.["value"],
          `${base}/${index}/value`,
        ] as const;
      })
    : Object.entries(findFields(values) ?? {}).map(
        ([name, value]) => [name, value, `${base}/${name}`] as const,
      );
  return entries.flatMap(([name, value, at]) => {
    const text = findText(findFields(value)?.["string_value"]);
    return text === undefined ? [] : [[name, text, `${at}/string_value`]];
  });
}

const CARD_LINKS = new Set(["card_url", "website_url"]);

function destinationsIn(json: string): string[] {
  let card: unknown;
  try {
    card = JSON.parse(json);
  } catch {
    return [];
  }
  const objects = findFields(findFields(card)?.["destination_objects"]) ?? {};
  return Object.values(objects).flatMap((one) => {
    const url = findFields(findFields(findFields(one)?.["data"])?.["url_data"])?.["url"];
    return typeof url === "string" ? [url] : [];
  });
}

/** Links of the card under a tweet that its words do not show. */
export function addCardLinks(tweet: XResult, { edges, shorts }: XLinks): void {
  const card = findFieldsIn(tweet, "card");
  const inside = findFields(card?.value["legacy"]);
  if (card === undefined) return;
  const legacy = inside ? { value: inside, at: `${card.at}/legacy` } : card;
  const values = cardValues(legacy);
  // An advertisement's card gives the address of the site itself beside what it holds.
  const isUnified = values.some(([name]) => name === "unified_card");
  for (const [name, text, at] of values) {
    if (isUnified ? name !== "unified_card" : !CARD_LINKS.has(name)) continue;
    for (const url of isUnified ? destinationsIn(text) : [text]) {
      if (!shorts.has(url)) edges.addUrl({ value: url, at });
    }
  }
}

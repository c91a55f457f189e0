/** Words, links, tags and mentions of a v1.1 tweet, read where they are whole. */
import type { Fact } from "../../model/claim.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import { linksInText } from "../reading/text-links.ts";
import { findId, findPerson, statusKey, userKey } from "./tweet-ids.ts";
import { areTwittersWords, type TweetEdges } from "./tweet-links.ts";

export interface Words {
  text: string | undefined;
  textAt: string | undefined;
  entities: Fields | undefined;
  entitiesAt: string;
  /** Its pictures and films, each with its pointer. */
  media: readonly { fields: Fields; at: string }[];
}

const ESCAPED: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Twitter escapes these three in `text`, and nothing else. */
export const unescaped = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:amp|lt|gt);/g, (entity) => ESCAPED[entity] ?? entity)
    : text;

const elementsOf = (value: unknown, at: string): { fields: Fields; at: string }[] =>
  listOf(value).flatMap((element, index) => {
    const fields = findFields(element);
    return fields === undefined ? [] : [{ fields, at: `${at}/${index}` }];
  });

/** All media stand in `extended_entities`, only the first in `entities`. */
function mediaOf(fields: Fields, base: string): Words["media"] {
  const all = findFields(fields["extended_entities"])?.["media"];
  const some = findFields(fields["entities"])?.["media"];
  return Array.isArray(all)
    ? elementsOf(all, `${base}/extended_entities/media`)
    : elementsOf(some, `${base}/entities/media`);
}

/** Words and entities where they are whole: in `extended_tweet`, `full_text` or the tweet itself. */
export function wordsOf(tweet: Fields, at: string): Words {
  const extended = findFields(tweet["extended_tweet"]);
  const [fields, base] = extended ? [extended, `${at}/extended_tweet`] : [tweet, at];
  const name = fields["full_text"] === undefined ? "text" : "full_text";
  const text = findText(fields[name]);
  return {
    text,
    textAt: text === undefined ? undefined : `${base}/${name}`,
    entities: findFields(fields["entities"]),
    entitiesAt: `${base}/entities`,
    media: mediaOf(fields, base),
  };
}

const urlsOf = ({ entities, entitiesAt }: Words): { fields: Fields; at: string }[] =>
  elementsOf(entities?.["urls"], `${entitiesAt}/urls`);

export const isWithheld = (words: Words): boolean =>
  areTwittersWords(
    words.text ?? "",
    urlsOf(words).map(({ fields }) => ({ url: fields["url"], shown: fields["display_url"] })),
  );

function addWritten(words: Words, edges: TweetEdges): void {
  if (words.entities === undefined) {
    for (const value of linksInText(unescaped(words.text ?? ""))) {
      edges.addUrl({ value, at: words.textAt ?? "" });
    }
    return;
  }
  for (const { fields, at } of urlsOf(words)) {
    const unwound = findFields(fields["unwound"]);
    edges.addLink({
      short: { value: fields["url"], at: `${at}/url` },
      expanded: { value: fields["expanded_url"], at: `${at}/expanded_url` },
      unwound: { value: unwound?.["url"], at: `${at}/unwound/url` },
      status: unwound?.["status"],
    });
  }
}

/** Media of the tweet itself lead to it, which is no link; those of another tweet name that one and its author. */
function addMedia(words: Words, facts: Fact[], edges: TweetEdges): void {
  for (const { fields, at } of words.media) {
    edges.addLink({
      short: { value: fields["url"], at: `${at}/url` },
      expanded: { value: fields["expanded_url"], at: `${at}/expanded_url` },
    });
    const source = findId(fields, "source_status_id", at);
    if (source === undefined) continue;
    const subject = statusKey(source.id);
    edges.add("LINKS_TO", subject, source.at);
    const author = findId(fields, "source_user_id", at);
    if (author === undefined) continue;
    const object = userKey(author.id);
    facts.push({ fact: "edge", relation: "POSTED_BY", subject, object, at: author.at });
  }
}

export function addLinks(words: Words, facts: Fact[], edges: TweetEdges): void {
  addWritten(words, edges);
  addMedia(words, facts, edges);
}

export function addTagsAndMentions(words: Words, facts: Fact[], edges: TweetEdges): void {
  const { entities, entitiesAt } = words;
  for (const { fields, at } of elementsOf(entities?.["hashtags"], `${entitiesAt}/hashtags`)) {
    edges.addTag({ value: fields["text"], at: `${at}/text` });
  }
  for (const { fields, at } of elementsOf(
    entities?.["user_mentions"],
    `${entitiesAt}/user_mentions`,
  )) {
    const person = findPerson(fields, at);
    if (person && edges.add("MENTIONS", person.account, person.keyAt)) facts.push(person.fact);
  }
}

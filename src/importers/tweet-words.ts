/** Words, links, tags and mentions of a v1.1 tweet, read where they are whole. */
import type { Fact } from "../model/claim.ts";
import { findKey, type Key, keyOfUrl, kindOfKey } from "../model/key.ts";
import { type createEdges, type Fields, findFields, findText, listOf } from "./records.ts";
import { linksInText } from "./text-links.ts";
import { findPerson } from "./tweet-ids.ts";

export interface Words {
  text: string | undefined;
  textAt: string | undefined;
  entities: Fields | undefined;
  entitiesAt: string;
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
  };
}

const ESCAPED: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Twitter escapes these three in `text`, and nothing else. */
export const unescaped = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:amp|lt|gt);/g, (entity) => ESCAPED[entity] ?? entity)
    : text;

type AddEdge = ReturnType<typeof createEdges>;

/** A link to a profile names an account, which carries nothing by itself. */
function addLink(url: unknown, at: string, quoted: Key | undefined, add: AddEdge): void {
  const key = typeof url === "string" ? keyOfUrl(url) : undefined;
  if (key === undefined || key === quoted) return;
  add(kindOfKey(key) === "account" ? "MENTIONS" : "LINKS_TO", key, at);
}

export function addLinks(words: Words, quoted: Key | undefined, add: AddEdge): void {
  const { entities, entitiesAt } = words;
  if (entities === undefined) {
    for (const url of linksInText(unescaped(words.text ?? "")))
      addLink(url, words.textAt ?? "", quoted, add);
    return;
  }
  listOf(entities["urls"]).forEach((entry, index) => {
    const url = findFields(entry);
    if (url === undefined) return;
    const at = `${entitiesAt}/urls/${index}`;
    const name = typeof url["expanded_url"] === "string" ? "expanded_url" : "url";
    addLink(url[name], `${at}/${name}`, quoted, add);
    addLink(findFields(url["unwound"])?.["url"], `${at}/unwound/url`, quoted, add);
  });
  // Media of the tweet itself lead to it, which is no link; media of another tweet name that one.
  listOf(entities["media"]).forEach((entry, index) => {
    const media = findFields(entry);
    addLink(media?.["expanded_url"], `${entitiesAt}/media/${index}/expanded_url`, quoted, add);
  });
}

export function addTagsAndMentions(words: Words, facts: Fact[], add: AddEdge): void {
  const { entities, entitiesAt } = words;
  listOf(entities?.["hashtags"]).forEach((entry, index) => {
    const tag = findText(findFields(entry)?.["text"]);
    const at = `${entitiesAt}/hashtags/${index}/text`;
    if (tag !== undefined) add("TAGGED", findKey(`tag:${tag.toLowerCase()}`), at);
  });
  listOf(entities?.["user_mentions"]).forEach((entry, index) => {
    const person = findPerson(findFields(entry), `${entitiesAt}/user_mentions/${index}`);
    if (person && add("MENTIONS", person.account, person.keyAt)) facts.push(person.fact);
  });
}

/** Words, links, tags and mentions of a v1.1 tweet, read where they are whole. */
import { type Fields, findFields, findText } from "../reading/records.ts";
import { elementsOf } from "../reading/said.ts";
import { findId, findPerson, statusKey, userKey } from "./tweet-ids.ts";
import { areTwittersWords, shownLinks, type TweetEdges, type TweetLink } from "./tweet-links.ts";

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
  areTwittersWords(words.text ?? "", shownLinks(urlsOf(words)));

const linkAt = (fields: Fields, at: string): TweetLink => ({
  short: { value: fields["url"], at: `${at}/url` },
  expanded: { value: fields["expanded_url"], at: `${at}/expanded_url` },
});

function addWritten(words: Words, edges: TweetEdges): void {
  const listed = urlsOf(words).map(({ fields, at }): TweetLink => {
    const unwound = findFields(fields["unwound"]);
    return {
      ...linkAt(fields, at),
      unwound: { value: unwound?.["url"], at: `${at}/unwound/url` },
      status: unwound?.["status"],
    };
  });
  const text = { value: unescaped(words.text ?? ""), at: words.textAt ?? "" };
  edges.addWritten(text, words.entities && listed);
}

/** Media of the tweet itself lead to it, which is no link; those of another tweet name that one and its author. */
function addMedia(words: Words, edges: TweetEdges): void {
  for (const { fields, at } of words.media) {
    edges.addLink(linkAt(fields, at));
    const source = findId(fields, "source_status_id", at);
    if (source === undefined) continue;
    const author = findId(fields, "source_user_id", at);
    edges.addTweet(
      "LINKS_TO",
      { value: statusKey(source.id), at: source.at },
      author && { account: userKey(author.id), keyAt: author.at },
    );
  }
}

export function addLinks(words: Words, edges: TweetEdges): void {
  addWritten(words, edges);
  addMedia(words, edges);
}

export function addTagsAndMentions(words: Words, edges: TweetEdges): void {
  const { entities, entitiesAt } = words;
  for (const { fields, at } of elementsOf(entities?.["hashtags"], `${entitiesAt}/hashtags`)) {
    edges.addTag({ value: fields["text"], at: `${at}/text` });
  }
  for (const { fields, at } of elementsOf(
    entities?.["user_mentions"],
    `${entitiesAt}/user_mentions`,
  )) {
    const person = findPerson(fields, at);
    if (person) edges.addMention(person);
  }
}

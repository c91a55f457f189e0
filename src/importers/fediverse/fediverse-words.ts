/** Words of the Fediverse: HTML, in which people and tags are links of their own kind. */
import { taggedWords, type Words } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";

/** Looks no further than where the next link begins. */
const LINK = /(<a\b[^<>]{0,4000}>)(?:(?!<\/?a\b)[\s\S]){0,4000}<\/a>/gi;
const OF_PEOPLE_OR_TAGS =
  /\sclass\s*=\s*(?:"[^"]*\b(?:mention|hashtag)\b|'[^']*\b(?:mention|hashtag)\b)/i;

/**
 * Without the links that stand for a person or a tag, which records list beside the words. Of other
 * links the address counts, not the words that show it, which are often shortened.
 */
export function postWords(said: Said): Words {
  const bare = said.value.replace(LINK, (_, opening: string) =>
    OF_PEOPLE_OR_TAGS.test(opening) ? " " : `${opening}</a> `,
  );
  if (bare === said.value) return taggedWords(said);
  return { ...taggedWords(said), links: taggedWords({ ...said, value: bare }).links };
}

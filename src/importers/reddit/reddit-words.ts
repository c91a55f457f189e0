/**
 * Words on Reddit: Markdown, in which the API writes `&`, `<` and `>` as entities. The site's editor
 * puts a backslash before punctuation, also within addresses; links within Reddit are often written
 * without its host.
 */
import type { Words } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

export const withoutEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/** In place of words, title or author of what was taken away, by whomever. */
const TAKEN_AWAY =
  /^\[ ?(?:deleted|removed)(?: by (?:user|moderators?|reddit|admins?)\b[^\]]{0,120})? ?\]$/i;

export const isTakenAway = (text: string): boolean => TAKEN_AWAY.test(text.trim());

const ESCAPED = /\\(?=[!-/:-@[-`{-~])/g;
const WITHIN_REDDIT =
  /(?<![\w/.])\/(?:r|u|user)\/[\w-]{1,40}\/comments\/[a-z0-9]{1,12}(?:\/[\w%-]{0,300}){0,3}/gi;

/** The words as people see them written, and where they lead. */
export function markdownWords({ value, at }: Said): Words {
  const text = withoutEntities(value);
  const plain = text.replace(ESCAPED, "");
  const within = [...plain.matchAll(WITHIN_REDDIT)].map(
    ([path]) => `https://www.reddit.com${path}`,
  );
  return { value: text, at, links: [...linksInText(plain), ...within] };
}

const NAMED = /(?<![\w/.])\/?u(?:ser)?\/([\w-]{3,20})(?![\w/-])/gi;

/** People whom the words name. */
export const namedIn = (text: string): string[] => [
  ...new Set([...text.replace(ESCAPED, "").matchAll(NAMED)].map(([, name = ""]) => name)),
];

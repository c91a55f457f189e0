/** Words of Mastodon's kin, which are HTML where the collector did not strip them. */
import { taggedWords } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";

const BEGINS_HTML = /^\s*<(?:p|a|br|span|div)\b[^<>]{0,1000}>/i;

/** Pages of a site that list posts by a tag. */
const TAG_PAGE = /^https?:\/\/[^/?#]+\/(?:tags?|hashtags?)\/[^/?#]+\/?$/i;

/** The words, and the addresses that stand behind them; pages of tags are no links. */
export function wordsOf(content: Said | undefined): { text: Said | undefined; links: Said[] } {
  if (content === undefined || !BEGINS_HTML.test(content.value)) {
    return { text: content, links: [] };
  }
  const { value, at, links } = taggedWords(content);
  return {
    text: value === "" ? undefined : { value, at },
    links: links.filter((link) => !TAG_PAGE.test(link)).map((link) => ({ value: link, at })),
  };
}

/** Words of Mastodon's kin, which are HTML where the collector did not strip them. */
import { linksInHtml } from "../reading/text-links.ts";
import type { Said } from "./zeeschuimer-post.ts";

const BEGINS_HTML = /^\s*<(?:p|a|br|span|div)\b[^<>]{0,1000}>/i;

/** Pages of a site that list posts by a tag. */
const TAG_PAGE = /^https?:\/\/[^/?#]+\/(?:tags?|hashtags?)\/[^/?#]+\/?$/i;

/** The words, and the addresses that stand behind them; pages of tags are no links. */
export function plainWords(content: Said | undefined): { text: Said | undefined; links: Said[] } {
  if (content === undefined || !BEGINS_HTML.test(content.value)) {
    return { text: content, links: [] };
  }
  const html = linksInHtml(content.value.replaceAll("</p>", "<br></p>"));
  const value = html.text.trim();
  const links = html.links.filter((link) => !TAG_PAGE.test(link));
  return {
    text: value === "" ? undefined : { value, at: content.at },
    links: links.map((link) => ({ value: link, at: content.at })),
  };
}

/**
 * Links in text: URLs in plain words, and the links and quotelinks in the HTML of a 4chan comment
 * (4chan/4chan-API, pages/Threads.md, field `com`), where URLs stand as text broken by `<wbr>`.
 */
import { Parser } from "htmlparser2";
import { BEGINNING, urlAt } from "./written-url.ts";

/** Nothing to be seen of them: put in to break a line, or to hide a link from filters. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** These join or part letters of some alphabets, and say nothing beside a letter of ASCII. */
const JOINERS = /(?<=[\x21-\x7e])[\u200c\u200d]|[\u200c\u200d](?=[\x21-\x7e])/g;

/**
 * http(s) URLs in plain text, in their order, each once, as they would be without what keeps them
 * from being clicked; one cut off by an ellipsis is left out. Takes no longer than the text is long.
 */
export function linksInText(text: string): string[] {
  const seen = text.replace(UNSEEN, "").replace(JOINERS, "");
  const links = new Set<string>();
  const beginning = new RegExp(BEGINNING);
  /** Up to here a bare address has been looked for. */
  let tried = 0;
  for (let found = beginning.exec(seen); found; found = beginning.exec(seen)) {
    const isBare = found.groups?.["bare"] !== undefined;
    const next = found.index + 1;
    const { url, end } = isBare && next <= tried ? { end: next } : urlAt(seen, found);
    if (url !== undefined) links.add(url);
    if (isBare) tried = Math.max(tried, end);
    // What was no bare address may hold one with a scheme.
    beginning.lastIndex = isBare && url === undefined ? next : end;
  }
  return [...links];
}

/** A post that a comment quotes; without a board, one of its own board. */
export interface QuotedPost {
  board?: string;
  no: string;
}

const QUOTELINK = />>(?:>\/([a-z0-9][a-z0-9_-]{0,29})\/)?(\d{1,15})(?!\d|,\d)/g;

/** `>>123`, and `>>>/pol/123` of another board; `>>123,4` is a post that only an archive has. */
export function quotesInText(text: string): QuotedPost[] {
  return [...text.matchAll(QUOTELINK)].map(([, board, no = ""]) => quoted(board, no));
}

export interface HtmlLinks {
  /** The words, with a line per `<br>`. */
  text: string;
  /** URLs in words and in `href`s, each once. */
  links: string[];
  quotes: QuotedPost[];
}

/** Takes every element as empty, so that no depth of nesting costs anything. */
class FlatParser extends Parser {
  protected override isVoidElement(): boolean {
    return true;
  }
}

const SAME_THREAD = /^#[pq](\d+)$/;
const OTHER_THREAD =
  /^(?:(?:https?:)?\/\/boards\.4chan(?:nel)?\.org)?\/([a-z0-9]+)\/(?:thread|res)\/(\d+)[^#]*(?:#[pq](\d+))?$/;
const DEAD_LINK = /^>>(?:>\/([a-z0-9]+)\/)?(\d+)/;

const quoted = (board: string | undefined, no: string): QuotedPost =>
  board === undefined ? { no } : { board, no };

/** `#p1`, `/pol/thread/1#p2`, `//boards.4chan.org/pol/thread/1`; undefined for other links. */
function quoteOfHref(href: string): QuotedPost | undefined {
  const here = SAME_THREAD.exec(href)?.[1];
  if (here !== undefined) return quoted(undefined, here);
  const [, board, thread, post] = OTHER_THREAD.exec(href) ?? [];
  const no = post ?? thread;
  return no === undefined ? undefined : quoted(board, no);
}

const classes = (attributes: Readonly<Record<string, string>>): readonly string[] =>
  (attributes["class"] ?? "").split(/\s+/);

function absolute(href: string): string | undefined {
  const url = href.startsWith("//") ? `https:${href}` : href;
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

/** What a 4chan comment says, links to and quotes. Never fails: what is no HTML is text. */
export function linksInHtml(com: string): HtmlLinks {
  let text = "";
  const hrefs: string[] = [];
  const quotes: QuotedPost[] = [];
  const deadAt: number[] = [];

  function takeHref(href: string, isQuote: boolean): void {
    const quote = isQuote ? quoteOfHref(href) : undefined;
    const url = absolute(href);
    if (quote) quotes.push(quote);
    else if (url !== undefined && !isQuote) hrefs.push(url);
  }

  const parser = new FlatParser({
    onopentag(name, attributes) {
      if (name === "br") text += "\n";
      const of = classes(attributes);
      if (of.includes("deadlink")) deadAt.push(text.length);
      const href = attributes["href"];
      if (name === "a" && href !== undefined) takeHref(href, of.includes("quotelink"));
    },
    ontext(data) {
      text += data;
    },
  });
  parser.end(com);
  for (const at of deadAt) {
    const [, board, no] = DEAD_LINK.exec(text.slice(at, at + 64)) ?? [];
    if (no !== undefined) quotes.push(quoted(board, no));
  }
  return { text, links: [...new Set([...hrefs, ...linksInText(text)])], quotes };
}

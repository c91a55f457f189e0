/**
 * Links in text: URLs in plain words, and the links and quotelinks in the HTML of a 4chan comment
 * (4chan/4chan-API, pages/Threads.md, field `com`), where URLs stand as text broken by `<wbr>`.
 */
import { Parser } from "htmlparser2";

/** A URL as far as it can go in running text; quotes, spaces and angle brackets end it. */
const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"\p{Cc}\u201c\u201d\u00ab\u00bb]+/giu;
const PUNCTUATION = new Set(".,;:!?'\u2019*_~|\\");
const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

function countChars(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

/** Without punctuation and brackets that belong to the sentence around it. */
function withoutSentence(url: string): string {
  const counts = countChars(url);
  const of = (char: string): number => counts.get(char) ?? 0;
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url[end - 1] ?? "";
    const opening = OPENING[last];
    const goes = opening === undefined ? PUNCTUATION.has(last) : of(last) > of(opening);
    if (!goes) break;
    counts.set(last, of(last) - 1);
  }
  return url.slice(0, end);
}

/** http(s) URLs in plain text, in their order, each once; one cut off by an ellipsis is left out. */
export function linksInText(text: string): string[] {
  const links = new Set<string>();
  for (const [found] of text.matchAll(URL_IN_TEXT)) {
    if (/(?:\u2026|\.{3})$/u.test(found)) continue;
    const url = withoutSentence(found);
    if (URL.canParse(url)) links.add(url);
  }
  return [...links];
}

/** A post that a comment quotes; without a board, one of its own board. */
export interface QuotedPost {
  board?: string;
  no: string;
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

/**
 * One URL as people write it in running text: among brackets, markup and punctuation, with a space
 * put in after the scheme, without a scheme before `www.`, or defanged (`hxxp`, `[.]`) so that nobody
 * clicks on it. No standard says how. Without scheme and `www.` any two words with a full stop between
 * them look like an address: such a bare one is read only where a site of the identity table has an
 * item there.
 */
import { parse } from "tldts";
import { isAddress, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { URL_FORMS } from "../../model/url-forms.ts";

const DOT = /\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)/;
const DEFANGED = new RegExp(DOT, "gi");

const SCHEME =
  /(?<![a-z0-9])h(?:tt|xx)ps?(?::\/\/|\[:\]\/\/|\[:\/\/\])([ \u00a0]{0,2})|(?<![\w@./-])(?=www\.)/;
/** Not in a word, a name of a host, an address of e-mail, a path or a query. */
const ALONE = /(?<![\p{L}\p{M}\p{N}_@.\u2026/\\%&=?#+~)\]}-])/u;
const BARE_HOST = `[a-z0-9](?:[a-z0-9.-]|${DOT.source}){3,60}`;

/** Where a URL may begin: a scheme, whole or defanged, `www.`, or the host of a bare address. */
export const BEGINNING = new RegExp(
  `${SCHEME.source}|${ALONE.source}(?=(?<bare>${BARE_HOST})/)`,
  "giu",
);

const SITES: ReadonlySet<string> = new Set(URL_FORMS.flatMap(({ hosts }) => hosts));

function isItem(url: string): boolean {
  const key = keyOfUrl(url);
  return key !== undefined && kindOfKey(key) === "item" && !isAddress(key);
}

/** What cannot stand in a URL, written in any alphabet; a full stop of Chinese or Japanese is none of a host. */
const ENDS = /[\s\p{Cc}<>"`\u201c\u201d\u00ab\u00bb\u3001\u3002\uff0c]/u;
const CLOSING: Readonly<Record<string, string>> = {
  ...{ "(": ")", "[": "]", "{": "}", "\uff08": "\uff09" },
  ...{ "\u300c": "\u300d", "\u3010": "\u3011", "\u300a": "\u300b" },
};
const OPENING = new Map(Object.entries(CLOSING).map(([open, close]) => [close, open]));
const PUNCTUATION = new Set(".,;:!?'\u2019*~|\\\u2026\uff01\uff1f\uff1a\uff1b");
/** Handles and ids may end with it, so it goes only where markup began with it before. */
const UNDERLINE = "_";
/** At the beginning of a word; `foo_` before a URL may be a name. */
const OPENS = /^[\s([{<>"'\u201c\u2018*~|]?_+[\p{L}\p{N}([{"'\u201c\u2018*~|@#]/u;
const CLOSES = /^[^\s\\_]_+(?:[^\p{L}\p{N}]|$)/u;
/** Markup that began further back is taken as forgotten. */
const MAX_PARAGRAPH = 1000;

/** How many underlines of the paragraph before it wait to be closed. */
function openUnderlines(text: string, start: number): number {
  const near = text.slice(Math.max(0, start - MAX_PARAGRAPH), start);
  const paragraph = near.split(/\n[ \t\r]*\n/).at(-1) ?? "";
  let open = 0;
  for (const { 0: run, index } of paragraph.matchAll(/_+/g)) {
    const end = index + run.length;
    const next = end === paragraph.length ? text[start] : paragraph[end];
    const around = paragraph.slice(Math.max(0, index - 1), end) + (next ?? "");
    if (OPENS.test(around)) open += run.length;
    else if (CLOSES.test(around)) open = Math.max(0, open - run.length);
  }
  return open;
}

/** What closes the bracket that the URL stands in: `(url)`, `[words](url)`, `[url=…]`, `<url|words>`. */
function enclosing(text: string, start: number): { open: string; close: string } | undefined {
  const before = text[start - 1] ?? "";
  if (before === "<") return { open: "", close: "|" };
  const isCode = before === "=" && /\[url=$/i.test(text.slice(Math.max(0, start - 5), start));
  const open = isCode ? "[" : before;
  const close = CLOSING[open];
  return close === undefined ? undefined : { open, close };
}

/** Where the URL ends at the latest: at `](` and `[/` of markup, or where its own bracket closes. */
function endOf(text: string, start: number, from: number): number {
  const around = enclosing(text, start);
  let depth = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const next = text[at + 1];
    if (ENDS.test(char) || (char === "]" && next === "(") || (char === "[" && next === "/")) break;
    if (char === around?.open) depth += 1;
    else if (char === around?.close && depth === 0) break;
    else if (char === around?.close) depth -= 1;
  }
  return at;
}

function countChars(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

/** Without punctuation and brackets that belong to the sentence around it, and the end of markup. */
function withoutSentence(url: string, underlines: () => number): string {
  let open: number | undefined;
  const isClose = (): boolean => {
    open = (open ?? underlines()) - 1;
    return open >= 0;
  };
  const counts = countChars(url);
  const of = (char: string): number => counts.get(char) ?? 0;
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url[end - 1] ?? "";
    const opening = OPENING.get(last);
    const isPunctuation = PUNCTUATION.has(last) || (last === UNDERLINE && isClose());
    const goes = opening === undefined ? isPunctuation : of(last) > of(opening);
    if (!goes) break;
    counts.set(last, of(last) - 1);
  }
  return url.slice(0, end);
}

/** As Markdown is kept where it is not shown: `https://example.org/a\_b`. */
const ESCAPED = /\\([!-.:-@[\]^-`{-~])/g;

/** Dots of the host as they are; in the rest only those that were defanged as the host was. */
function refanged(url: string, wasDefanged: boolean): string {
  const end = url.search(/[/?#]/);
  const host = end === -1 ? url : url.slice(0, end);
  const plain = host.replace(DEFANGED, ".");
  const rest = url.slice(host.length);
  return plain + (wasDefanged || plain !== host ? rest.replaceAll("[.]", ".") : rest);
}

/** An ellipsis; three full stops between letters are part of a name. */
const CUT_OFF = /\u2026|\.{3}(?![\p{L}\p{N}])/u;

/** Not after a bracket that closes: then the sentence goes on, not the URL. */
const CUT_BEHIND = /^[^)\]}\uff09]*(?:\u2026|\.{3})/;

/** A longest name of a host, with room for what defangs it. */
const MAX_HOST = 600;

/** Whether a host with a public suffix begins here: then a space before it, or no scheme, is no matter. */
function isKnownHost(text: string, from: number): boolean {
  const written = text.slice(from, from + MAX_HOST).split(/[\s/?#:<>"`]/, 1)[0] ?? "";
  const host = withoutSentence(written.replace(DEFANGED, "."), () => MAX_HOST).toLowerCase();
  const { domain, isIcann } = parse(host, { allowPrivateDomains: false });
  return domain !== null && isIcann === true;
}

/** On hosts that others can reach: what is left of `https://www .example.org` is no address. */
const isReachable = (url: string): boolean => /[.:]/.test(URL.parse(url)?.hostname ?? "");

/** A URL in the text, whose end is where reading goes on; no URL where there is none. */
export interface WrittenUrl {
  url: string | undefined;
  end: number;
}

/** Whether what begins without a scheme, or behind a space, is an address all the same. */
function isHost(text: string, from: number, bare: string | undefined): boolean {
  if (bare === undefined) return isKnownHost(text, from);
  return SITES.has(bare.replace(DEFANGED, ".").toLowerCase());
}

/** Reads on from a match of `BEGINNING`. One that is cut off by an ellipsis is none. */
export function urlAt(text: string, beginning: RegExpExecArray): WrittenUrl {
  const [scheme, space] = beginning;
  const bare = beginning.groups?.["bare"];
  const start = beginning.index;
  const from = start + scheme.length;
  if ((scheme === "" || space !== "") && !isHost(text, from, bare)) {
    return { url: undefined, end: Math.max(from, start + 1) };
  }
  const end = endOf(text, start, from);
  const body = text.slice(from, end).replace(ESCAPED, "$1");
  const trimmed = withoutSentence(body, () => openUnderlines(text, start));
  if (CUT_OFF.test(trimmed) || CUT_BEHIND.test(body.slice(trimmed.length))) {
    return { url: undefined, end };
  }
  const plain = scheme.replace(/xx|[[\]]|[ \u00a0]/gi, (found) =>
    /^xx$/i.test(found) ? "tt" : "",
  );
  const prefix = scheme === "" ? "https://" : plain;
  const url = prefix + refanged(trimmed, scheme.trimEnd() !== plain);
  const isUrl = bare === undefined ? isReachable(url) : isItem(url);
  return { url: isUrl ? url : undefined, end };
}

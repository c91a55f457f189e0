/**
 * What the text of a page links to and embeds. Left out: navigation and margins, buttons for sharing,
 * and what an embedded tweet links to, which is the tweet's.
 */
import { type Key, keyOfUrl } from "../model/key.ts";
import { attributeOf, type HtmlElement, type HtmlPage, listedIn, parentOf } from "./html.ts";
import { placeOfElement } from "./html-place.ts";
import { elementsOfText } from "./html-words.ts";
import type { Note } from "./json-ld.ts";

export interface PageLink {
  key: Key;
  at: string;
}

/** Gives the address that an archive put in place of the author's back, or none for its own. */
export type Unwrap = (url: URL) => string | undefined;

const MAX_LINKS = 5000;
const MAX_URL = 4096;

/** Host without `www.`, and what its path begins with: buttons that share the page that has them. */
const SHARING: readonly (readonly [host: RegExp, path: RegExp])[] = [
  [/^(?:m\.)?facebook\.com$/, /^\/(?:sharer|share\.php|share_channel|dialog\/)/],
  [/^(?:mobile\.)?(?:twitter|x)\.com$/, /^\/(?:intent\/|share\b|home\/?$)/],
  [/^linkedin\.com$/, /^\/(?:shareArticle|sharing\/|cws\/share)/i],
  [/^plus\.google\.com$/, /^\/share/],
  [/^(?:\w+\.)?pinterest\.com$/, /^\/pin\/create/],
  [/^(?:old\.)?reddit\.com$/, /^\/submit/],
  [/^tumblr\.com$/, /^\/(?:share|widgets\/share)/],
  [/^(?:api\.|web\.)?whatsapp\.com$/, /^\/send/],
  [/^(?:t|telegram)\.me$/, /^\/share/],
  [/^vk\.com$/, /^\/share\.php/],
  [/^getpocket\.com$/, /^\/(?:save|edit)/],
  [/^(?:\w+\.)?(?:addthis|sharethis|addtoany)\.com$/, /./],
  [/^share\.flipboard\.com$|^news\.ycombinator\.com$/, /^\/(?:bookmarklet|submitlink)/],
];

const isSharing = ({ hostname, pathname }: URL): boolean =>
  SHARING.some(([host, path]) => host.test(hostname.replace(/^www\./, "")) && path.test(pathname));

function findUrl(text: string, base: string | undefined): URL | undefined {
  const written = text.trim();
  if (written.length > MAX_URL || written.startsWith("#")) return undefined;
  // Without an address of the page, only what is whole leads somewhere.
  const url = URL.canParse(written, base) ? new URL(written, base) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/** The address against which those of the page are read. */
export function baseOf(page: HtmlPage, address: string | undefined): string | undefined {
  const href = page.about.filter("base[href]").attr("href");
  return (href === undefined ? undefined : findUrl(href, address)?.href) ?? address;
}

const YOUTUBE = /^(?:www\.)?youtube(?:-nocookie)?\.com$/;

/** The page of what a frame embeds; undefined for frames of other kinds. */
function embedded(url: URL): string | undefined {
  const video = YOUTUBE.test(url.hostname) && /^\/embed\/([\w-]{6,20})$/.exec(url.pathname)?.[1];
  if (video && video !== "videoseries") return `https://www.youtube.com/watch?v=${video}`;
  const tweet = url.hostname === "platform.twitter.com" ? url.searchParams.get("id") : null;
  return tweet !== null && /^\d{1,20}$/.test(tweet)
    ? `https://twitter.com/i/web/status/${tweet}`
    : undefined;
}

const TWEET = /^https?:\/\/(?:mobile\.)?(?:twitter|x)\.com\/\w+\/status(?:es)?\/\d+/i;

function isInTweet(element: HtmlElement): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (at.name === "blockquote" && listedIn(at, "class").includes("twitter-tweet")) return true;
  }
  return false;
}

interface Reading {
  base: string | undefined;
  unwrap: Unwrap;
}

function targetOf(element: HtmlElement, attribute: string, reading: Reading): string | undefined {
  const written = attributeOf(element, attribute);
  const outer = written === undefined ? undefined : findUrl(written, reading.base);
  const address = outer && reading.unwrap(outer);
  const url = address === undefined ? undefined : findUrl(address, undefined);
  if (url === undefined) return undefined;
  if (element.name === "iframe") return embedded(url);
  if (isSharing(url) || (isInTweet(element) && !TWEET.test(url.href))) return undefined;
  return url.href;
}

const ATTRIBUTES: Readonly<Record<string, string>> = { a: "href", area: "href", iframe: "src" };

/** Each thing linked to once, at the first place; at most 5000. */
export function linksOf(
  texts: readonly HtmlElement[],
  reading: Reading,
): { links: PageLink[]; notes: Note[] } {
  const links = new Map<Key, PageLink>();
  for (const text of texts) {
    for (const element of elementsOfText(text)) {
      const attribute = Object.hasOwn(ATTRIBUTES, element.name) && ATTRIBUTES[element.name];
      if (!attribute) continue;
      const target = targetOf(element, attribute, reading);
      const key = target === undefined ? undefined : keyOfUrl(target);
      if (key === undefined || links.has(key)) continue;
      const at = placeOfElement(element, attribute);
      if (links.size === MAX_LINKS) {
        const message = `only the first ${MAX_LINKS} links are read`;
        return { links: [...links.values()], notes: [["links-cut", message, at]] };
      }
      links.set(key, { key, at });
    }
  }
  return { links: [...links.values()], notes: [] };
}

/**
 * What the text of a page links to and embeds. Left out: navigation and margins, teasers, comments,
 * advertising, buttons for sharing, and what embedded posts link to, which is theirs.
 */
import { type Key, keyOfUrl } from "../../model/key.ts";
import {
  attributeOf,
  type HtmlElement,
  type HtmlPage,
  inHead,
  listedIn,
  parentOf,
} from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { elementsOfText } from "../reading/html-words.ts";
import type { Note } from "./json-ld.ts";
import { foreignPart, type PageParts } from "./page-parts.ts";

export interface PageLink {
  key: Key;
  at: string;
  isArchived: boolean;
}

interface Unwrapped {
  address: string;
  /** Whether an archive wrote the link so when it took the page. */
  isArchived: boolean;
}

/**
 * Gives the address that an archive put in place of the author's back, or none for the archive's own.
 * `written` is the link as it stands in the page.
 */
export type Unwrap = (url: URL, written: string) => Unwrapped | undefined;

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

/** Lead to what was paid for. */
const ADVERTISING =
  /(?:^|\.)(?:doubleclick\.net|googleadservices\.com|googlesyndication\.com|outbrain\.com|taboola\.com)$/;

function findUrl(text: string, base: string | undefined): URL | undefined {
  const written = text.trim();
  if (written.length > MAX_URL || written.startsWith("#")) return undefined;
  // Without an address of the page, only what is whole leads somewhere.
  const url = URL.canParse(written, base) ? new URL(written, base) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/** The address against which those of the page are read. */
export function baseOf(page: HtmlPage, address: string | undefined): string | undefined {
  const [element] = inHead(page, "base[href]");
  const href = element && attributeOf(element, "href");
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

/** The link of an embedded tweet to itself stands beside the tweet's words. */
const isOfTweet = (element: HtmlElement, url: URL): boolean => {
  const parent = parentOf(element);
  return (
    parent?.name === "blockquote" &&
    listedIn(parent, "class").includes("twitter-tweet") &&
    TWEET.test(url.href)
  );
};

interface Reading {
  base: string | undefined;
  unwrap: Unwrap;
}

const isPaidOrForeign = (element: HtmlElement): boolean =>
  listedIn(element, "rel").some((word) => word === "sponsored" || word === "ugc");

type Target = Unwrapped & { element: HtmlElement; isEmbedded: boolean };

function findTarget(target: Target): string | undefined {
  const { address, element, isEmbedded } = target;
  const url = findUrl(address, undefined);
  if (url === undefined) return undefined;
  if (element.name === "iframe") return embedded(url);
  const isLeftOut = isSharing(url) || ADVERTISING.test(url.hostname) || isPaidOrForeign(element);
  return isLeftOut || (isEmbedded && !isOfTweet(element, url)) ? undefined : url.href;
}

const ATTRIBUTES: Readonly<Record<string, string>> = { a: "href", area: "href", iframe: "src" };

interface Linking {
  element: HtmlElement;
  isEmbedded: boolean;
}

/** What links or embeds, where the page itself speaks, with what stands in embedded posts. */
function* linkingElements(text: HtmlElement, isTold: boolean): Iterable<Linking> {
  const foreign = new Map<HtmlElement, "embed" | "other">();
  for (const element of elementsOfText(text)) {
    const parent = parentOf(element);
    const outer = element === text || !parent ? undefined : foreign.get(parent);
    const own = element === text || outer === "other" ? outer : foreignPart(element, isTold);
    const kind = own ?? outer;
    if (kind !== undefined) foreign.set(element, kind);
    if (kind === "other" || !Object.hasOwn(ATTRIBUTES, element.name)) continue;
    yield { element, isEmbedded: kind === "embed" };
  }
}

function* linking(texts: readonly HtmlElement[], isTold: boolean): Iterable<Linking> {
  for (const text of texts) yield* linkingElements(text, isTold);
}

/** Each thing linked to once, at the first place, rather where an archive wrote it; at most 5000. */
export function linksOf(
  { texts, isTold }: PageParts,
  { base, unwrap }: Reading,
): { links: PageLink[]; notes: Note[] } {
  const links = new Map<Key, PageLink>();
  for (const { element, isEmbedded } of linking(texts, isTold)) {
    const attribute = ATTRIBUTES[element.name] ?? "";
    const written = attributeOf(element, attribute);
    const outer = written === undefined ? undefined : findUrl(written, base);
    const target = outer && unwrap(outer, written ?? "");
    const address = target && findTarget({ ...target, element, isEmbedded });
    const key = address === undefined ? undefined : keyOfUrl(address);
    if (!target || key === undefined) continue;
    const known = links.get(key);
    const { isArchived } = target;
    if (known && (known.isArchived || !isArchived)) continue;
    const at = placeOfElement(element, attribute);
    if (!known && links.size === MAX_LINKS) {
      const message = `only the first ${MAX_LINKS} links are read`;
      return { links: [...links.values()], notes: [["links-cut", message, at]] };
    }
    links.set(key, { key, at, isArchived });
  }
  return { links: [...links.values()], notes: [] };
}

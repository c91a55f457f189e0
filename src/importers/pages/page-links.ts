/**
 * What the text of a page links to and embeds. Left out: navigation and margins, teasers, comments,
 * advertising, buttons for sharing, and what embedded posts link to, which is theirs.
 */
import { type Key, keyOfUrl } from "../../model/key.ts";
import {
  attributeOf,
  childrenOf,
  type HtmlElement,
  type HtmlPage,
  inHead,
  listedIn,
  parentOf,
} from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { elementsOfText } from "../reading/html-words.ts";
import type { Note } from "./json-ld.ts";
import { type Embedded, findEmbedded, isOfTweet, shownInFrame } from "./page-embeds.ts";
import { foreignPart, type PageParts } from "./page-parts.ts";

export interface PageLink {
  key: Key;
  at: string;
  isArchived: boolean;
  /** The page shows it itself. */
  isShown: boolean;
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

interface Reading {
  base: string | undefined;
  unwrap: Unwrap;
  /** The links that stand in the article, where that is known. */
  article: ReadonlySet<HtmlElement> | undefined;
}

/** What was paid for, what readers wrote, and what leads to pages about the author or the subject. */
const NOT_OF_TEXT = new Set(["sponsored", "ugc", "author", "tag"]);

const isNotOfText = (element: HtmlElement): boolean =>
  listedIn(element, "rel").some((word) => NOT_OF_TEXT.has(word)) ||
  [element, parentOf(element)].some((one) => one && listedIn(one, "itemprop").includes("author"));

type Found = Pick<PageLink, "isArchived" | "isShown"> & { address: string; attribute: string };

function shown(embedded: Embedded, { base, unwrap }: Reading): Found | undefined {
  const url = findUrl(embedded.address, base);
  const target = url && unwrap(url, embedded.written);
  return target && { ...target, attribute: embedded.attribute, isShown: true };
}

/** What an element links to or shows. */
function findTarget({ element, isEmbedded }: Linking, reading: Reading): Found | undefined {
  const embedded = findEmbedded(element);
  if (embedded) return shown(embedded, reading);
  const attribute = ATTRIBUTES[element.name];
  const written = attribute === undefined ? undefined : attributeOf(element, attribute);
  const outer = written === undefined ? undefined : findUrl(written, reading.base);
  const target = outer && reading.unwrap(outer, written ?? "");
  const url = target && findUrl(target.address, undefined);
  if (attribute === undefined || !target || !url) return undefined;
  const { isArchived } = target;
  if (element.name === "iframe") {
    const address = shownInFrame(url);
    return address === undefined ? undefined : { address, isArchived, attribute, isShown: true };
  }
  if (isSharing(url) || ADVERTISING.test(url.hostname) || isNotOfText(element)) return undefined;
  const isShown = isEmbedded && isOfTweet(element, url);
  return isEmbedded && !isShown ? undefined : { address: url.href, isArchived, attribute, isShown };
}

const ATTRIBUTES: Readonly<Record<string, string>> = { a: "href", area: "href", iframe: "src" };

interface Linking {
  element: HtmlElement;
  /** Within an embedded post, or such a post. */
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
    if (kind !== "other") yield { element, isEmbedded: kind === "embed" };
  }
}

function* linking(texts: readonly HtmlElement[], isTold: boolean): Iterable<Linking> {
  for (const text of texts) yield* linkingElements(text, isTold);
}

/** Whether a link stands in the article, where that is known; what is embedded always does. */
const isAround = ({ element, isEmbedded }: Linking, { article }: Reading): boolean =>
  article !== undefined &&
  !isEmbedded &&
  (element.name === "a" || element.name === "area") &&
  !article.has(element);

/** Each thing linked to or shown once, at the first place, rather where an archive wrote it; at most 5000. */
export function linksOf(
  { texts, isTold }: PageParts,
  reading: Reading,
): { links: PageLink[]; read: ReadonlySet<HtmlElement>; notes: Note[] } {
  const links = new Map<string, PageLink>();
  const read = new Set<HtmlElement>();
  for (const one of linking(texts, isTold)) {
    const found = isAround(one, reading) ? undefined : findTarget(one, reading);
    const key = found && keyOfUrl(found.address);
    if (!found || key === undefined) continue;
    read.add(one.element);
    const { isArchived, isShown, attribute } = found;
    const name = `${isShown} ${key}`;
    const known = links.get(name);
    if (known && (known.isArchived || !isArchived)) continue;
    const at = placeOfElement(one.element, attribute);
    if (!known && links.size === MAX_LINKS) {
      const message = `only the first ${MAX_LINKS} links are read`;
      return { links: [...links.values()], read, notes: [["links-cut", message, at]] };
    }
    links.set(name, { key, at, isArchived, isShown });
  }
  return { links: [...links.values()], read, notes: [] };
}

/** How many links of a page are not among those read. */
export function countOthers(
  root: HtmlElement,
  read: ReadonlySet<HtmlElement>,
  base: string | undefined,
): number {
  let count = 0;
  const todo = [root];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const href = next.name === "a" || next.name === "area" ? attributeOf(next, "href") : undefined;
    if (href !== undefined && !read.has(next) && findUrl(href, base)) count += 1;
    for (const child of childrenOf(next)) todo.push(child);
  }
  return count;
}

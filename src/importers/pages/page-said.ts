/** What a page says of itself: its address, title, type, language and who wrote it. */
import { DomUtils } from "htmlparser2";
import type { Key } from "../../model/key.ts";
import {
  attributeOf,
  type HtmlElement,
  type HtmlPage,
  inHead,
  isElement,
  listedIn,
} from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { findText, isFields } from "../reading/records.ts";
import { type LdNode, namesOf, textsOf } from "./json-ld.ts";
import { ownElements, type PageParts } from "./page-parts.ts";

export interface Said {
  text: string;
  at: string;
}

function* metas(page: HtmlPage, ...names: string[]): Iterable<Said> {
  const elements = inHead(page, "meta[content]");
  for (const name of names) {
    for (const element of elements) {
      const own = attributeOf(element, "property") ?? attributeOf(element, "name");
      const text = findText(attributeOf(element, "content")?.trim());
      if (own?.trim().toLowerCase() === name && text !== undefined) {
        yield { text, at: placeOfElement(element, "content") };
      }
    }
  }
}

function firstOf(said: Iterable<Said>, test = (_: Said) => true): Said | undefined {
  for (const one of said) if (test(one)) return one;
  return undefined;
}

/** No title or name of anything is longer, nor an address that leads anywhere. */
const MAX_TITLE = 2000;
const MAX_URL = 4096;
const MAX_LANGUAGE = 35;
const MAX_ADDRESSES = 10;

const isTitle = ({ text }: Said): boolean => text.length <= MAX_TITLE;

function saidBy(element: HtmlElement | undefined): Said | undefined {
  const text = element && findText(wordsOf(element).trim());
  return element && text !== undefined ? { text, at: placeOfElement(element) } : undefined;
}

/** Addresses that the page gives for itself, the canonical one before that for sharing. */
export function ownAddresses(page: HtmlPage): Said[] {
  const links = inHead(page, 'link[rel~="canonical" i]');
  const shared: Said[] = [];
  for (const said of metas(page, "og:url")) if (shared.length < MAX_ADDRESSES) shared.push(said);
  const canonical = links.slice(0, MAX_ADDRESSES).flatMap((element) => {
    const text = findText(attributeOf(element, "href")?.trim());
    return text === undefined ? [] : [{ text, at: placeOfElement(element, "href") }];
  });
  return [...canonical, ...shared].filter(({ text }) => text.length <= MAX_URL);
}

export function titleOf(
  page: HtmlPage,
  articles: readonly LdNode[],
  head: boolean,
): Said | undefined {
  const headlines = articles.flatMap((node) => textsOf(node, "headline"));
  const ofHead = head
    ? (firstOf(metas(page, "og:title"), isTitle) ?? firstOf(headlines, isTitle))
    : undefined;
  const title = ofHead ?? saidBy(inHead(page, "title")[0] ?? page.about.filter("title").get(0));
  return title && isTitle(title) ? title : undefined;
}

export function languageOf(page: HtmlPage, articles: readonly LdNode[]): Said | undefined {
  const html = page.about.filter("html").get(0);
  const text = html && findText(attributeOf(html, "lang")?.trim());
  const own = html && text !== undefined ? { text, at: placeOfElement(html, "lang") } : undefined;
  const said =
    own ??
    articles.flatMap((node) => textsOf(node, "inLanguage"))[0] ??
    firstOf(metas(page, "og:locale"));
  return said && said.text.length <= MAX_LANGUAGE ? said : undefined;
}

const isArticleNode = ({ types }: LdNode): boolean =>
  types.some((type) =>
    /Article$|^(?:LiveBlog|Blog|SocialMedia|DiscussionForum)Posting$|^Report$/.test(type),
  );

const isPageNode = ({ types }: LdNode): boolean => types.some((type) => /^WebPage$/.test(type));

/** The key of an address that stands in the page. */
type KeyOf = (address: string) => Key | undefined;

/** Keys of the addresses at which a node says that it stands; an `@id` that is no address is none. */
function keysOf({ fields }: LdNode, keyOf: KeyOf): Key[] {
  const whole = fields["mainEntityOfPage"];
  const id = fields["@id"];
  const page = isFields(whole) ? (whole["@id"] ?? whole["url"]) : whole;
  const said = [fields["url"], page, typeof id === "string" && /^https?:/i.test(id) ? id : ""];
  return said.flatMap((url) => {
    const isAddress = typeof url === "string" && url.trim() !== "" && url.length <= MAX_URL;
    return (isAddress ? keyOf(url) : undefined) ?? [];
  });
}

/**
 * The nodes that speak of this page, by its keys: what says that it stands at its address; else the
 * article, if there is one only and it does not say that it stands elsewhere.
 */
export function nodesOfPage(
  nodes: readonly LdNode[],
  keys: ReadonlySet<Key>,
  keyOf: KeyOf,
): { own: LdNode[]; elsewhere: LdNode[] } {
  const isHere = (node: LdNode): boolean => keysOf(node, keyOf).some((key) => keys.has(key));
  const articles = nodes.filter(isArticleNode);
  const here = articles.filter(isHere);
  const [lone] = articles.length === 1 && here.length === 0 ? articles : [];
  const isElsewhere = lone !== undefined && keysOf(lone, keyOf).length > 0;
  const chosen = lone && !isElsewhere ? [lone] : here;
  const pages = nodes.filter((node) => isPageNode(node) && !isArticleNode(node) && isHere(node));
  return { own: [...chosen, ...pages], elsewhere: lone && isElsewhere ? [lone] : [] };
}

/** Where the page says that it is an article. */
export function articleMark(
  page: HtmlPage,
  own: readonly LdNode[],
  head: boolean,
): Said | undefined {
  const node = own.find(isArticleNode);
  if (node) return { text: node.types.join(" "), at: `${node.at}/@type` };
  if (!head) return undefined;
  return firstOf(metas(page, "og:type"), ({ text }) => text.toLowerCase() === "article");
}

const MAX_AUTHORS = 20;
const MAX_NAME = 200;
/** Bylines looked at: a page may repeat them without end. */
const MAX_LOOKED = 500;

/** A name stands in few elements; what holds more is no byline, and not read through. */
const MAX_WITHIN = 20;

const isSmall = (element: HtmlElement): boolean =>
  DomUtils.find(isElement, element.children, true, MAX_WITHIN + 1).length <= MAX_WITHIN;

function* bylines({ region }: PageParts): Iterable<Said> {
  for (const element of ownElements(region)) {
    const isByline =
      listedIn(element, "itemprop").includes("author") ||
      listedIn(element, "rel").includes("author");
    const said = isByline && isSmall(element) ? saidBy(element) : undefined;
    if (said !== undefined && !said.text.includes("\n")) yield said;
  }
}

/** Names as they are written, each once. */
export function authorsOf(
  page: HtmlPage,
  parts: PageParts,
  own: readonly LdNode[],
  all: readonly LdNode[],
  head: boolean,
): Said[] {
  const names = new Map<string, Said>();
  function* found(): Iterable<Said> {
    for (const node of own) yield* namesOf(node, "author", all);
    if (head) yield* metas(page, "author", "article:author", "og:article:author");
    yield* bylines(parts);
  }
  let looked = 0;
  for (const said of found()) {
    looked += 1;
    if (names.size === MAX_AUTHORS || looked > MAX_LOOKED) break;
    const text = findText(said.text.trim().replace(/\s+/g, " "));
    if (text === undefined || text.length > MAX_NAME || /^https?:/i.test(text)) continue;
    if (!names.has(text)) names.set(text, { text, at: said.at });
  }
  return [...names.values()];
}

/** Where a saved page of one paste holds what: the look of before November 2020, and the later one. */
import {
  attributeOf,
  findWithin,
  type HtmlElement,
  type HtmlPage,
  isElement,
} from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { placed } from "../reading/said.ts";
import type { Part, Paste } from "./pastebin-facts.ts";

/** What a look has to show, as far as the page shows it. */
export interface Look {
  title: Part | undefined;
  author: Paste["author"];
  /** Elements with the time in their title or words: of the paste, then of its last edit. */
  dates: readonly HtmlElement[];
  /** Says that it was edited, when no time of it stands there. */
  edited: Part | undefined;
  views: Part | undefined;
  rating: Part | undefined;
  expires: Part | undefined;
  syntax: Part | undefined;
  text: Part | undefined;
}

/** Finds, within an element, the first that a selector names, within that the next, and so on. */
type Find = (
  outer: HtmlElement | undefined,
  ...selectors: readonly string[]
) => HtmlElement | undefined;

const finderOf =
  (page: HtmlPage): Find =>
  (outer, ...selectors) =>
    selectors.reduce((found, selector) => found && findWithin(page, found, selector), outer);

function partOf(element: HtmlElement | undefined): Part | undefined {
  const value = element && wordsOf(element);
  return value ? { value, at: placeOfElement(element) } : undefined;
}

/** The words right after an element, within the one that holds both. */
function partAfter(element: HtmlElement | undefined): Part | undefined {
  const parent = element?.parent;
  if (!parent || !isElement(parent)) return undefined;
  const next = element?.next;
  const value = next && "data" in next ? next.data.trim() : "";
  return value === "" ? undefined : { value, at: placeOfElement(parent) };
}

/** What a line says of itself in words: `By: a guest on … | syntax: None | hits: 1,108 | expires: Never`. */
function partNamed(line: HtmlElement, name: string): Part | undefined {
  const words = wordsOf(line).replaceAll("\n", " ");
  const value = words
    .split(/ \| /)
    .find((part) => part.startsWith(`${name}: `))
    ?.slice(name.length + 2)
    .trim();
  return value ? { value, at: placeOfElement(line) } : undefined;
}

const isGuest = (part: Part | undefined): boolean =>
  /^a guest(?: on .*)?$/i.test(part?.value ?? "");

function authorOf(account: HtmlElement | undefined, shown: Part | undefined): Paste["author"] {
  const named = partOf(account);
  if (named || !isGuest(shown)) return named;
  return { guest: true, ...placed(shown?.at) };
}

/** The site's word for no title. */
const titleOf = (part: Part | undefined): Part | undefined =>
  part?.value === "Untitled" ? undefined : part;

/** A page has two at most. */
const MAX_DATES = 8;

const datesIn = ({ $ }: HtmlPage, outer: HtmlElement | undefined): readonly HtmlElement[] =>
  outer === undefined ? [] : $(outer).find(`:scope span:lt(${MAX_DATES})`).toArray();

function editMark(outer: HtmlElement | undefined): Part | undefined {
  const part = partOf(outer);
  return part && /\(edited\)/i.test(part.value) ? part : undefined;
}

const SITE = "https://pastebin.com/";

export const isPastebinHost = (host: string): boolean =>
  /^(?:(?:www|m)\.)?pastebin\.com$/.test(host);

/** The link to an account of the site: a page of another site has accounts of its own. */
function findAccount({ $ }: HtmlPage, outer: HtmlElement | undefined): HtmlElement | undefined {
  if (outer === undefined) return undefined;
  return $(outer)
    .find(":scope a[href]")
    .toArray()
    .find(({ attribs }) => {
      const href = attribs["href"] ?? "";
      const url = URL.canParse(href, SITE) ? new URL(href, SITE) : undefined;
      return url && isPastebinHost(url.hostname) && url.pathname.startsWith("/u/");
    });
}

const SYNTAX = 'a[href*="/archive/"]';

function oldLook(page: HtmlPage, line: HtmlElement): Look {
  const find = finderOf(page);
  const icon = (name: string) => find(line, `.img_line.${name}`);
  return {
    title: titleOf(partOf(find(page.root, ".paste_box_line1"))),
    author: authorOf(findAccount(page, line), partAfter(icon("t_us")) ?? partNamed(line, "By")),
    dates: datesIn(page, line),
    edited: editMark(line),
    views: partAfter(icon("t_vi")) ?? partNamed(line, "hits"),
    rating: undefined,
    expires: partAfter(icon("t_ex")) ?? partNamed(line, "expires"),
    syntax: partOf(find(page.root, "#code_buttons", SYNTAX)) ?? partNamed(line, "syntax"),
    text: partOf(find(page.root, "#paste_code")) ?? partOf(find(page.root, "#selectable")),
  };
}

function newLook(page: HtmlPage, bar: HtmlElement): Look {
  const find = finderOf(page);
  const username = find(bar, ".username");
  return {
    title: titleOf(partOf(find(bar, ".info-top", "h1"))),
    author: authorOf(findAccount(page, username), partOf(username)),
    dates: datesIn(page, find(bar, ".date")),
    edited: editMark(find(bar, ".date")),
    views: partOf(find(bar, ".visits")),
    rating: partOf(find(bar, ".rating")),
    expires: partOf(find(bar, ".expire")),
    syntax: partOf(find(page.root, ".highlighted-code", ".left", SYNTAX)),
    text:
      partOf(find(page.root, "textarea.-raw")) ??
      partOf(find(page.root, ".highlighted-code", ".source")),
  };
}

/** The paste as the page shows it; undefined for a page of neither look. */
export function findLook(page: HtmlPage): Look | undefined {
  const find = finderOf(page);
  const line = find(page.root, ".paste_box_line2");
  if (line !== undefined) return oldLook(page, line);
  const bar = find(page.root, ".post-view", ".info-bar");
  return bar && newLook(page, bar);
}

const RAW = /\/raw\/[A-Za-z0-9]{8}$/;
const MAX_ADDRESSES = 20;

/** Addresses of itself that the page names, the surest first, as they stand and whole. */
export function ownAddresses({ $ }: HtmlPage): (Part & { url: URL; isRaw: boolean })[] {
  const raw = $('a[href*="/raw/"]').filter((_, { attribs }) => RAW.test(attribs["href"] ?? ""));
  const said = [
    ...$("link[rel=canonical]")
      .toArray()
      .map((element) => [element, "href"] as const),
    ...$('[property="og:url"]')
      .toArray()
      .map((element) => [element, "content"] as const),
  ].slice(0, MAX_ADDRESSES);
  const first = raw.get(0);
  return [...said, ...(first ? [[first, "href"] as const] : [])].flatMap(([element, attribute]) => {
    const value = attributeOf(element, attribute);
    if (!value || !URL.canParse(value, SITE)) return [];
    const at = placeOfElement(element, attribute);
    return [{ value, at, url: new URL(value, SITE), isRaw: element === first }];
  });
}

/** Where the page says that it stands on another site; undefined if it does not. */
export const elsewhere = (page: HtmlPage): Part | undefined =>
  ownAddresses(page).find(({ url, isRaw }) => !isRaw && !isPastebinHost(url.hostname));

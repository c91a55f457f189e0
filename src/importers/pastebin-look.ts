/** Where a saved page of one paste holds what: the look of before November 2020, and the later one. */
import { attributeOf, descendants, type HtmlElement, type HtmlPage, listedIn } from "./html.ts";
import { placeOfElement } from "./html-place.ts";
import { wordsOf } from "./html-words.ts";
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

type Test = (element: HtmlElement) => boolean;

const hasClass =
  (...names: readonly string[]): Test =>
  (element) => {
    const classes = listedIn(element, "class");
    return names.every((name) => classes.includes(name));
  };
const hasId =
  (id: string): Test =>
  (element) =>
    attributeOf(element, "id") === id;
const linksTo =
  (path: RegExp): Test =>
  (element) =>
    element.name === "a" && path.test(attributeOf(element, "href") ?? "");

function firstOf(outer: HtmlElement, test: Test): HtmlElement | undefined {
  for (const element of descendants(outer)) if (test(element)) return element;
  return undefined;
}

/** The first element within another that passes the test, the first within that which passes the next. */
function find(outer: HtmlElement | undefined, ...tests: readonly Test[]): HtmlElement | undefined {
  let found = outer;
  for (const test of tests) {
    if (found === undefined) return undefined;
    found = firstOf(found, test);
  }
  return found;
}

function partOf(element: HtmlElement | undefined): Part | undefined {
  const value = element && wordsOf(element);
  return value ? { value, at: placeOfElement(element) } : undefined;
}

/** The words right after an element, within the one that holds both. */
function partAfter(element: HtmlElement | undefined): Part | undefined {
  const parent = element?.parent;
  if (element === undefined || parent === undefined) return undefined;
  const next = parent.children[parent.children.indexOf(element) + 1];
  const value = typeof next === "string" ? next.trim() : "";
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
  return { guest: true, ...(shown?.at === undefined ? {} : { at: shown.at }) };
}

/** The site's word for no title. */
const titleOf = (part: Part | undefined): Part | undefined =>
  part?.value === "Untitled" ? undefined : part;

/** A page has two at most. */
const MAX_DATES = 8;

function datesIn(outer: HtmlElement | undefined): HtmlElement[] {
  const dates: HtmlElement[] = [];
  if (outer === undefined) return dates;
  for (const element of descendants(outer)) {
    if (element.name === "span") dates.push(element);
    if (dates.length === MAX_DATES) break;
  }
  return dates;
}

function editMark(outer: HtmlElement | undefined): Part | undefined {
  const part = partOf(outer);
  return part && /\(edited\)/i.test(part.value) ? part : undefined;
}

const isUser = linksTo(/\/u\/[^/]+$/);
const isSyntax = linksTo(/\/archive\/[^/]+$/);
const isTextarea: Test = ({ name }) => name === "textarea";

function oldLook(page: HtmlElement, line: HtmlElement): Look {
  const icon = (name: string) => find(line, hasClass("img_line", name));
  return {
    title: titleOf(partOf(find(page, hasClass("paste_box_line1")))),
    author: authorOf(find(line, isUser), partAfter(icon("t_us")) ?? partNamed(line, "By")),
    dates: datesIn(line),
    edited: editMark(line),
    views: partAfter(icon("t_vi")) ?? partNamed(line, "hits"),
    rating: undefined,
    expires: partAfter(icon("t_ex")) ?? partNamed(line, "expires"),
    syntax: partOf(find(page, hasId("code_buttons"), isSyntax)) ?? partNamed(line, "syntax"),
    text: partOf(find(page, hasId("paste_code"))) ?? partOf(find(page, hasId("selectable"))),
  };
}

function newLook(page: HtmlElement, bar: HtmlElement): Look {
  const inBar = (...tests: readonly Test[]) => find(bar, ...tests);
  const username = inBar(hasClass("username"));
  const raw: Test = (element) => isTextarea(element) && hasClass("-raw")(element);
  return {
    title: titleOf(partOf(inBar(hasClass("info-top"), ({ name }) => name === "h1"))),
    author: authorOf(find(username, isUser), partOf(username)),
    dates: datesIn(inBar(hasClass("date"))),
    edited: editMark(inBar(hasClass("date"))),
    views: partOf(inBar(hasClass("visits"))),
    rating: partOf(inBar(hasClass("rating"))),
    expires: partOf(inBar(hasClass("expire"))),
    syntax: partOf(find(page, hasClass("highlighted-code"), hasClass("left"), isSyntax)),
    text:
      partOf(find(page, raw)) ??
      partOf(find(page, hasClass("highlighted-code"), hasClass("source"))),
  };
}

/** The paste as the page shows it; undefined for a page of neither look. */
export function findLook({ root }: HtmlPage): Look | undefined {
  const line = find(root, hasClass("paste_box_line2"));
  if (line !== undefined) return oldLook(root, line);
  const view = find(root, hasClass("post-view"));
  const bar = find(view, hasClass("info-bar"));
  return view && bar && newLook(view, bar);
}

const POINTS_HERE: readonly (readonly [Test, string])[] = [
  [(element) => element.name === "link" && attributeOf(element, "rel") === "canonical", "href"],
  [(element) => attributeOf(element, "property") === "og:url", "content"],
  [linksTo(/\/raw\/[A-Za-z0-9]{8}$/), "href"],
];

/** Addresses of itself that the page names, the surest first. */
export function* ownAddresses({ root }: HtmlPage): Iterable<Part> {
  for (const [test, attribute] of POINTS_HERE) {
    const element = find(root, test);
    const value = element && attributeOf(element, attribute);
    if (element && value) yield { value, at: placeOfElement(element, attribute) };
  }
}

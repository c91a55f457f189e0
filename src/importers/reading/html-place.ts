/**
 * Places within a page: `#text > p:nth-of-type(2)` for the words of an element (a CSS selector), `…@href` for one of its attributes, `…/author/0/name` for what a JSON Pointer names in
 * a script of JSON, and `comment 3` for the third comment.
 */

import {
  anchorOf,
  attributeOf,
  childrenOf,
  type HtmlElement,
  type HtmlPage,
  parentOf,
  parseHtml,
} from "./html.ts";
import { decodeHtml } from "./html-encoding.ts";
import { wordsOf } from "./html-words.ts";
import { findJsonSpan, findJsonText } from "./json-pointer.ts";

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9]*$/;
const ONLY_ONE = new Set(["html", "head", "body"]);

/** Of an element among the children of its parent, and among those of its name, from 1. */
interface Numbers {
  child: number;
  ofType: number;
}

/** By parent: held one by one, hundreds of thousands of elements take the collector seconds. */
const numbered = new WeakMap<HtmlElement, ReadonlyMap<HtmlElement, Numbers>>();

/** All children are counted at once: one by one, many would take the square of their number. */
function numbersIn(parent: HtmlElement): ReadonlyMap<HtmlElement, Numbers> {
  const known = numbered.get(parent);
  if (known) return known;
  const numbers = new Map<HtmlElement, Numbers>();
  const ofName = new Map<string, number>();
  for (const child of childrenOf(parent)) {
    const ofType = (ofName.get(child.name) ?? 0) + 1;
    ofName.set(child.name, ofType);
    numbers.set(child, { child: numbers.size + 1, ofType });
  }
  numbered.set(parent, numbers);
  return numbers;
}

function numbersOf(element: HtmlElement): Numbers {
  const parent = parentOf(element);
  return (parent && numbersIn(parent).get(element)) ?? { child: 1, ofType: 1 };
}

/** Names such as `o:p` or `john@example.org` are no selectors. */
function stepOf(element: HtmlElement): string {
  const { name } = element;
  const nth = numbersOf(element);
  if (!PLAIN_NAME.test(name)) return `:nth-child(${nth.child})`;
  return nth.ofType === 1 && ONLY_ONE.has(name) ? name : `${name}:nth-of-type(${nth.ofType})`;
}

/** All of a page that has no `<html>`. */
const WHOLE = ":root";

/** Where an element is: its words, or with `@` and a name the attribute. */
export function placeOfElement(element: HtmlElement, attribute?: string): string {
  const steps: string[] = [];
  for (let at = element, parent = parentOf(at); parent; at = parent, parent = parentOf(at)) {
    const anchor = anchorOf(at);
    steps.push(anchor === undefined ? stepOf(at) : `#${anchor}`);
    if (anchor !== undefined) break;
  }
  const path = steps.reverse().join(" > ") || WHOLE;
  return attribute === undefined ? path : `${path}@${attribute}`;
}

/** `index` counts from 0. */
export const placeOfComment = (index: number): string => `comment ${index + 1}`;

const PLACE = /^([^@/]+)(?:@([^@]+)|(\/.*))?$/s;

function findElement(page: HtmlPage, path: string): HtmlElement | undefined {
  if (path === WHOLE) return page.root;
  const [first = "", ...rest] = path.split(" > ");
  const anchor = first.startsWith("#") ? page.anchors.get(first.slice(1)) : undefined;
  let found: HtmlElement | undefined = anchor ?? page.root;
  for (const step of anchor ? rest : [first, ...rest]) {
    found = found && childrenOf(found).find((child) => stepOf(child) === step);
  }
  return found;
}

/** The page read last: answers quote many places of one page. */
let last: { text: string; page: WeakRef<HtmlPage> } | undefined;

function pageOf(text: string): HtmlPage {
  const known = last?.text === text ? last.page.deref() : undefined;
  if (known) return known;
  const page = parseHtml(text);
  last = { text, page: new WeakRef(page) };
  return page;
}

const OPENS_HIDDEN = /^(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/;
const CLOSES_HIDDEN = /(?:\/\/|\/\*)?\s*(?:\]\]>|-->)\s*(?:\*\/)?$/;
/** As long as such a closing mark is at most. */
const CLOSING = 40;

/** JSON in a script without the marks by which old pages hid it from other readers. */
export function jsonOfScript(script: string): string {
  const json = script.trim().replace(OPENS_HIDDEN, "");
  return json.slice(0, -CLOSING) + json.slice(-CLOSING).replace(CLOSES_HIDDEN, "");
}

function jsonAt(script: string, pointer: string): string | undefined {
  const json = jsonOfScript(script);
  JSON.parse(json);
  const found = findJsonText(json, pointer);
  return found?.startsWith('"') ? String(JSON.parse(found)) : found;
}

/**
 * What stands at a place of a page, or the whole page as text; undefined when it is not there.
 * @throws SyntaxError when a script that a pointer leads into is not JSON; ImportError as `parseHtml`
 */
export function findInHtml(
  slice: Uint8Array,
  at: string | undefined,
  encoding?: string,
): string | undefined {
  const { text } = decodeHtml(slice, encoding);
  if (at === undefined) return text;
  const page = pageOf(text);
  const comment = /^comment (\d+)$/.exec(at)?.[1];
  if (comment !== undefined) return page.comments[Number(comment) - 1];
  const [, path, attribute, pointer] = PLACE.exec(at) ?? [];
  const element = path === undefined ? undefined : findElement(page, path);
  if (element === undefined) return undefined;
  if (attribute !== undefined) return attributeOf(element, attribute);
  const words = wordsOf(element);
  return pointer === undefined ? words : jsonAt(words, pointer);
}

/** A text, and where in it something stands. */
export interface Standing {
  text: string;
  from: number;
  to: number;
}

/** So many elements further out words are looked for, until there are so many beside those of the element. */
const MAX_OUT = 8;
const ENOUGH = 600;

/** The words of what is around an element, as far out as its own stand there once. */
function amongWords(element: HtmlElement): Standing | undefined {
  const own = wordsOf(element);
  if (own === "") return undefined;
  let found: Standing | undefined;
  let around = parentOf(element);
  for (let out = 0; around && out < MAX_OUT; around = parentOf(around), out += 1) {
    const text = wordsOf(around);
    const from = text.indexOf(own);
    if (from === -1 || text.indexOf(own, from + 1) !== -1) break;
    found = { text, from, to: from + own.length };
    if (text.length > own.length + ENOUGH) break;
  }
  return found;
}

/**
 * What stands around a place of a page: words around those of an element, JSON around a value in a
 * script. Around attributes and comments nothing stands.
 * @throws as `findInHtml`
 */
export function findAroundInHtml(
  slice: Uint8Array,
  at: string,
  encoding: string | undefined,
): Standing | undefined {
  const [, path, attribute, pointer] = PLACE.exec(at) ?? [];
  const page = pageOf(decodeHtml(slice, encoding).text);
  const element = path === undefined ? undefined : findElement(page, path);
  if (element === undefined || attribute !== undefined) return undefined;
  if (pointer === undefined) return amongWords(element);
  const text = jsonOfScript(wordsOf(element));
  JSON.parse(text);
  const span = findJsonSpan(text, pointer);
  return span && { text, from: span[0], to: span[1] };
}

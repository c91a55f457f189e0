/**
 * The article of a page, as Mozilla's Readability tells it from navigation, boxes of other articles and
 * margins. It reads and changes a document, so it is given one of its own: the elements with their
 * numbers, their texts, and of their attributes those by which it decides. Nothing of what it makes of
 * the page is kept but which links were left in it.
 */
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { attributeOf, type HtmlElement, isElement, UNREAD } from "../reading/html.ts";

const NUMBER = "data-number";
const DECIDING = ["class", "id", "role", "rel", "itemprop", "style", "hidden", "aria-hidden"];
const NOT_GIVEN = new Set([...UNREAD, "head", "svg", "math"]);
const OUTER = new Set(["page", "html", "body"]);
const LINKS = new Set(["a", "area"]);
const PLAIN_NAME = /^[a-z][a-z0-9-]*$/;
const VOID = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);

/**
 * Readability looks at what an element holds again for each element around it. So what it is given is
 * bounded as deep as it stands; pages of news have some 1000 elements, 15 deep, and 20,000 characters.
 */
const MAX_DEPTH = 40;
/** As which any element counts, since it is looked at again and again itself. */
const LEAST_DEPTH = 10;
const MAX_ELEMENT_DEPTHS = 40_000;
const MAX_TEXT_DEPTHS = 4_000_000;
/** Classes and styles are searched again and again, too. */
const MAX_ATTRIBUTE = 400;
/** Of less text it cannot tell what is around it. */
const MIN_TEXT = 500;

/** Without what would be read as markup; each reference to a character would be a text of its own. */
const plain = (text: string): string => text.replace(/[&<>"]/g, " ");

const nameOf = ({ name }: HtmlElement): string => (PLAIN_NAME.test(name) ? name : "span");

/** What shows something without words, or is counted. */
const SHOWING = new Set([...LINKS, ...VOID, "audio", "button", "canvas", "picture", "video"]);

/**
 * The elements that show something, or hold what does. Others are not given: it takes long to take out
 * each, one by one.
 */
function showing(root: HtmlElement): ReadonlySet<HtmlElement> {
  const found = new Set<HtmlElement>();
  function look(element: HtmlElement): boolean {
    let shows = SHOWING.has(element.name);
    for (const child of element.children) {
      if (isElement(child)) shows = (!NOT_GIVEN.has(child.name) && look(child)) || shows;
      else shows ||= "data" in child && /\S/.test(child.data);
    }
    if (shows) found.add(element);
    return shows;
  }
  look(root);
  return found;
}

/** Writes the page as it is given, and numbers its links. */
class Written {
  readonly links: HtmlElement[] = [];
  readonly #parts: string[] = [];
  readonly #showing: ReadonlySet<HtmlElement>;
  #elementDepths = 0;
  #textDepths = 0;

  constructor(root: HtmlElement) {
    this.#showing = showing(root);
  }

  get html(): string {
    return this.#parts.join("");
  }

  #write(text: string, depth: number): boolean {
    this.#parts.push(text);
    this.#textDepths += text.length * depth;
    return this.#textDepths <= MAX_TEXT_DEPTHS;
  }

  #attributesOf(element: HtmlElement): string {
    const attributes = DECIDING.flatMap((attribute) => {
      const value = attributeOf(element, attribute);
      return value === undefined ? [] : [` ${attribute}="${plain(value.slice(0, MAX_ATTRIBUTE))}"`];
    });
    if (LINKS.has(element.name)) {
      attributes.push(` href="/" ${NUMBER}="${this.links.push(element) - 1}"`);
    }
    return attributes.join("");
  }

  /** False for what is too large. */
  add(node: HtmlElement["children"][number], depth: number): boolean {
    if (!isElement(node)) return !("data" in node) || this.#write(plain(node.data), depth);
    if (NOT_GIVEN.has(node.name) || !this.#showing.has(node)) return true;
    this.#elementDepths += Math.max(depth, LEAST_DEPTH);
    if (depth > MAX_DEPTH || this.#elementDepths > MAX_ELEMENT_DEPTHS) return false;
    const name = nameOf(node);
    const isOuter = OUTER.has(name);
    if (!isOuter && !this.#write(`<${name}${this.#attributesOf(node)}>`, depth)) return false;
    for (const child of node.children) if (!this.add(child, depth + 1)) return false;
    return isOuter || VOID.has(name) || this.#write(`</${name}>`, depth);
  }
}

/**
 * The links that stand in the article; undefined where none is found, since the page is too short, too
 * large, or none.
 */
export function linksOfArticle(root: HtmlElement): ReadonlySet<HtmlElement> | undefined {
  const given = new Written(root);
  if (!given.add(root, 1)) return undefined;
  const { document } = parseHTML(`<html><head></head><body>${given.html}</body></html>`);
  const article = new Readability(document, {
    // One attempt: further ones take boxes and margins for text, too.
    charThreshold: 1,
    disableJSONLD: true,
    serializer: (node) => node,
  }).parse();
  if (!article?.content || (article.length ?? 0) < MIN_TEXT) return undefined;
  const left = new Set<HtmlElement>();
  for (const element of article.content.querySelectorAll(`[${NUMBER}]`)) {
    const link = given.links[Number(element.getAttribute(NUMBER))];
    if (link) left.add(link);
  }
  return left;
}

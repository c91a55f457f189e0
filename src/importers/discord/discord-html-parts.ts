/** Elements of a DiscordChatExporter page by their classes, and texts in them with their places. */
import { ImportError } from "../../model/errors.ts";
import {
  attributeOf,
  type HtmlElement,
  isElement,
  listedIn,
  parseElements,
} from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { findText } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";

export type Parts = ReadonlyMap<string, readonly HtmlElement[]>;

/** The elements of a group of messages; undefined for more than a tree holds. */
export function findGroup(slice: Uint8Array): HtmlElement | undefined {
  try {
    return parseElements(decodeHtml(slice).text);
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

/** Whether the element is a message itself: newer pages have a container around it. */
const isMessage = (element: HtmlElement): boolean => {
  if (attributeOf(element, "data-message-id") === undefined) return false;
  const classes = listedIn(element, "class");
  return classes.includes("chatlog__message-container") || classes.includes("chatlog__message");
};

/** Elements within, in their order; none in those at which `sees` says to stop. */
function walk(from: HtmlElement, sees: (element: HtmlElement) => "enter" | "stop"): void {
  const todo: HtmlElement[] = [];
  const add = ({ children }: HtmlElement) => {
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i];
      if (child && isElement(child)) todo.push(child);
    }
  };
  add(from);
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (sees(next) === "enter") add(next);
  }
}

/**
 * The outermost elements within that have one of the classes, by class; none in messages within. So
 * what an element of a class holds, which may be anybody's, is taken for no part of the message.
 */
export function partsOf(from: HtmlElement, classes: ReadonlySet<string>): Parts {
  const parts = new Map<string, HtmlElement[]>();
  walk(from, (element) => {
    if (isMessage(element)) return "stop";
    const found = listedIn(element, "class").find((name) => classes.has(name));
    if (found === undefined) return "enter";
    const known = parts.get(found);
    if (known) known.push(element);
    else parts.set(found, [element]);
    return "stop";
  });
  return parts;
}

/** The messages within, in their order; what stands in a message is no message of its own. */
export function messagesWithin(from: HtmlElement): HtmlElement[] {
  const messages: HtmlElement[] = [];
  walk(from, (element) => {
    if (!isMessage(element)) return "enter";
    messages.push(element);
    return "stop";
  });
  return messages;
}

/** Of several classes, the elements of each, in the order of the classes. */
export const allOf = (parts: Parts, ...classes: string[]): HtmlElement[] =>
  classes.flatMap((name) => parts.get(name) ?? []);

export function findAttribute(element: HtmlElement, name: string): Said | undefined {
  const value = findText(attributeOf(element, name));
  return value === undefined ? undefined : { value, at: placeOfElement(element, name) };
}

/** Where an attached file or a picture is: a link, or the source of what is shown. */
export function fileUrl(from: HtmlElement): Said | undefined {
  let found: Said | undefined;
  const see = (element: HtmlElement) => {
    found ??= findAttribute(element, element.name === "a" ? "href" : "src");
    return found === undefined ? "enter" : "stop";
  };
  if (see(from) === "enter") walk(from, see);
  return found;
}

interface WrittenLink extends Said {
  /** Where in the text it stands. */
  offset: number;
}

/** The text within with its line ends, and what its links lead to; what is quoted apart. */
interface WrittenWords {
  text: string;
  links: WrittenLink[];
  quotedText: string;
  quotedLinks: WrittenLink[];
}

const QUOTES = new Set(["chatlog__markdown-quote", "quote"]);
const isQuote = (element: HtmlElement): boolean =>
  listedIn(element, "class").some((name) => QUOTES.has(name));

export function writtenIn(from: HtmlElement): WrittenWords {
  const written: WrittenWords = { text: "", links: [], quotedText: "", quotedLinks: [] };
  const todo: { node: HtmlElement["children"][number]; quoted: boolean }[] = [
    { node: from, quoted: false },
  ];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { node } = next;
    if (!isElement(node)) {
      if ("data" in node && next.quoted) written.quotedText += node.data;
      else if ("data" in node) written.text += node.data;
      continue;
    }
    const quoted = next.quoted || isQuote(node);
    if (node.name === "br") written.text += "\n";
    const href = node.name === "a" ? findAttribute(node, "href") : undefined;
    const text = quoted ? written.quotedText : written.text;
    if (href) (quoted ? written.quotedLinks : written.links).push({ ...href, offset: text.length });
    for (const child of [...node.children].reverse()) todo.push({ node: child, quoted });
  }
  return written;
}

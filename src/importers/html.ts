/**
 * A saved HTML page as a tree. The bytes are decoded by their byte order mark, else by the page's
 * own `<meta charset>`, else as UTF-8, and as windows-1252 if they are none. Nothing is run or fetched.
 * Built on the parser alone: selecting among 100,000 links, or nesting as deep, takes cheerio 1.2
 * more than ten seconds, since parser stack and sorting of results grow with the square.
 */
import { Parser } from "htmlparser2";
import { ImportError } from "../model/errors.ts";
import { joinBytes, MAX_RECORD_BYTES } from "./bytes.ts";

export interface HtmlElement {
  /** In lower case, but for some of SVG. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  parent: HtmlElement | undefined;
  children: (HtmlElement | string)[];
  /** Its number among the element children of its parent, and among those of its name, from 1. */
  nth: { child: number; ofType: number };
  /** Its id, where it is the first element of that id and the id can be written as it is in CSS. */
  anchor?: string;
}

export interface HtmlPage {
  /** Above all others, without a name. */
  root: HtmlElement;
  /** Every element in the order of their beginnings. */
  elements: readonly HtmlElement[];
  comments: readonly string[];
  /** The elements by their ids, each the first of its id. */
  anchors: ReadonlyMap<string, HtmlElement>;
  /** From some place on, elements are nested so deep that the rest is taken as flat. */
  tooDeep: boolean;
}

/** As browsers do, deeper elements are taken as siblings. */
const MAX_DEPTH = 512;
const MAX_NODES = 1_000_000;

const broken = (message: string): ImportError => new ImportError("bad-structure", message);

interface OpenElement extends HtmlElement {
  /** Of its element children so far. */
  opened?: { all: number; byName: Map<string, number> };
}

/** An attribute that the element has itself. */
export const attributeOf = (element: HtmlElement, name: string): string | undefined =>
  Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;

function open(
  name: string,
  attributes: HtmlElement["attributes"],
  parent: OpenElement | undefined,
): OpenElement {
  const element = { name, attributes, parent, children: [], nth: { child: 1, ofType: 1 } };
  if (parent === undefined) return element;
  parent.opened ??= { all: 0, byName: new Map() };
  const ofType = (parent.opened.byName.get(name) ?? 0) + 1;
  parent.opened.byName.set(name, ofType);
  parent.opened.all += 1;
  element.nth = { child: parent.opened.all, ofType };
  parent.children.push(element);
  return element;
}

/** Takes every element as empty once it is told that the page is nested too deeply. */
class BoundedParser extends Parser {
  isFlat: () => boolean = () => false;

  protected override isVoidElement(name: string): boolean {
    return this.isFlat() || super.isVoidElement(name);
  }
}

/** Elements whose text is not for reading. */
export const UNREAD = new Set(["script", "style", "noscript", "template", "iframe", "object"]);

const PLAIN_ID = /^[A-Za-z][\w-]*$/;

/** @throws ImportError `bad-structure` when the page has more than a million elements and texts */
export function parseHtml(text: string): HtmlPage {
  const root = open("", {}, undefined);
  const stack = [root];
  const elements: HtmlElement[] = [];
  const comments: string[] = [];
  const anchors = new Map<string, HtmlElement>();
  let tooDeep = false;
  let nodes = 0;
  const top = (): OpenElement => stack.at(-1) ?? root;
  const count = (): void => {
    nodes += 1;
    if (nodes > MAX_NODES) throw broken(`the page has more than ${MAX_NODES} elements and texts`);
  };
  const parser = new BoundedParser({
    onopentag(name, attributes) {
      count();
      if (stack.length > MAX_DEPTH) tooDeep = true;
      // What an element holds that is too deep goes to the one above, but its scripts.
      if (tooDeep && UNREAD.has(top().name)) stack.pop();
      const element = open(name, attributes, top());
      elements.push(element);
      const id = attributeOf(element, "id") ?? "";
      if (PLAIN_ID.test(id) && !anchors.has(id)) {
        anchors.set(id, element);
        element.anchor = id;
      }
      if (!tooDeep || UNREAD.has(name)) stack.push(element);
    },
    onclosetag() {
      if (!tooDeep && stack.length > 1) stack.pop();
    },
    ontext(data) {
      const { children } = top();
      const last = children.at(-1);
      if (typeof last === "string") children[children.length - 1] = last + data;
      else {
        count();
        children.push(data);
      }
    },
    oncomment(data) {
      count();
      comments.push(data);
    },
  });
  parser.isFlat = () => tooDeep;
  parser.end(text);
  return { root, elements, comments, anchors, tooDeep };
}

/** All elements within, in the order of their beginnings. */
export function* descendants(from: HtmlElement): Iterable<HtmlElement> {
  const todo: HtmlElement[] = [from];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next !== from) yield next;
    for (let i = next.children.length - 1; i >= 0; i -= 1) {
      const child = next.children[i];
      if (child !== undefined && typeof child !== "string") todo.push(child);
    }
  }
}

/** Words of an attribute that lists some, such as `class`, in lower case. */
export function listedIn(element: HtmlElement, attribute: string): string[] {
  const value = attributeOf(element, attribute);
  if (value === undefined) return [];
  return value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

const LOOKED_AT_FOR_CHARSET = 8192;
const CHARSET = /<meta[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i;

function findDecoder(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** The encoding that the page names; one of UTF-16 cannot be, since its name was read as ASCII. */
function namedEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, LOOKED_AT_FOR_CHARSET));
  const label = CHARSET.exec(start.replace(/<!--[\s\S]*?-->/g, ""))?.[1];
  const encoding = label === undefined ? undefined : findDecoder(label)?.encoding;
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function findText(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The page's text, and whether bytes that its encoding does not know were replaced by U+FFFD. */
export function decodeHtml(bytes: Uint8Array): { text: string; replaced: boolean } {
  const named = markedEncoding(bytes) ?? namedEncoding(bytes);
  const text = findText(bytes, named ?? "utf-8");
  if (text !== undefined) return { text, replaced: false };
  return {
    text: new TextDecoder(named ?? "windows-1252").decode(bytes),
    replaced: named !== undefined,
  };
}

/**
 * The whole file.
 * @throws ImportError `bad-structure` when it is longer than 64 MB
 */
export async function readPageBytes(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_RECORD_BYTES) {
      throw broken(`the page is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MB`);
    }
    parts.push(chunk);
  }
  return joinBytes(parts);
}

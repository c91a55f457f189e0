/**
 * A saved HTML page as a tree for cheerio. The bytes are decoded by their byte order mark, else by
 * the page's own `<meta charset>`, else as UTF-8, and as windows-1252 if they are none. Nothing is run
 * or fetched.
 * What cheerio 1.2 does with the square of a page is kept from it: its parser nests without end, it
 * compares the children of what it searches with each other (so all is within one root, and selectors
 * within an element begin with `:scope`), and counts siblings anew for every `:nth-of-type`.
 */
import { type CheerioAPI, load } from "cheerio/slim";
import { DomHandler, type DomUtils, Parser } from "htmlparser2";
import { ImportError } from "../../model/errors.ts";
import { joinBytes, MAX_RECORD_BYTES } from "./bytes.ts";

/** Its name is in lower case, but for some of SVG. */
export type HtmlElement = NonNullable<ReturnType<typeof DomUtils.findOne>>;

type HtmlNode = HtmlElement["children"][number];

/** Before all elements, before what `<html>` holds, after `</html>` and all elements, or elsewhere. */
export type CommentSite = "before" | "first" | "after" | "within";

export interface HtmlPage {
  /** Selects among all elements; names one alone, since ancestors are sought anew for each. */
  $: CheerioAPI;
  /** Those that speak of the page, wherever they stand: sought once, as every search goes through all. */
  about: ReturnType<typeof aboutPage>;
  /** Above all others. */
  root: HtmlElement;
  /** Those of the head, where a reader of the page cannot write. */
  head: ReadonlySet<HtmlElement>;
  comments: readonly string[];
  /** Of each comment. */
  commentSites: readonly CommentSite[];
  /** The elements by their ids, each the first of its id. */
  anchors: ReadonlyMap<string, HtmlElement>;
  /** From some place on, elements are nested so deep that the rest is taken as flat. */
  tooDeep: boolean;
}

/** As browsers do, deeper elements are taken as siblings. */
const MAX_DEPTH = 512;
const MAX_NODES = 1_000_000;

const broken = (message: string): ImportError => new ImportError("bad-structure", message);

export const isElement = (node: HtmlNode): node is HtmlElement => "attribs" in node;

/** An attribute that the element has itself. */
export const attributeOf = ({ attribs }: HtmlElement, name: string): string | undefined =>
  Object.hasOwn(attribs, name) ? attribs[name] : undefined;

/** Elements whose text is not for reading. */
export const UNREAD = new Set(["script", "style", "noscript", "template", "iframe", "object"]);

const PLAIN_ID = /^[A-Za-z][\w-]*$/;

const anchored = new WeakSet<HtmlElement>();

/** The id of an element, where it is the first of that id and the id can be written as it is in CSS. */
export const anchorOf = (element: HtmlElement): string | undefined =>
  anchored.has(element) ? attributeOf(element, "id") : undefined;

/** Takes every element as empty once it is told that the page is nested too deeply. */
class BoundedParser extends Parser {
  isFlat: () => boolean = () => false;

  protected override isVoidElement(name: string): boolean {
    return this.isFlat() || super.isVoidElement(name);
  }
}

/** More white space is not looked through for each comment. */
const MAX_BLANK = 1000;

const isBlank = (node: HtmlNode | undefined): boolean =>
  node === undefined ||
  ("data" in node && node.data.length <= MAX_BLANK && node.data.trim() === "");

function siteIn(top: HtmlNode | undefined): CommentSite {
  if (!top || !isElement(top)) return "within";
  // Not the rest: it would be copied anew for each comment.
  const [first, second, third] = top.children;
  const isRoot = top.parent !== null && !isElement(top.parent);
  if (second === undefined && isBlank(first)) {
    if (isRoot) return "before";
    return top.name === "html" ? "first" : "within";
  }
  if (!isRoot || top.children.length > 3) return "within";
  const [page, rest] = isBlank(first) ? [second, third] : [first, second];
  const isLast = isBlank(first) || third === undefined;
  const isPage = page !== undefined && isElement(page) && page.name === "html";
  return isPage && isLast && isBlank(rest) ? "after" : "within";
}

/** Keeps elements and texts as a tree of limited size, and comments beside it. */
class BoundedTree extends DomHandler {
  readonly comments: string[] = [];
  readonly commentSites: CommentSite[] = [];
  readonly anchors = new Map<string, HtmlElement>();
  tooDeep = false;
  #nodes = 0;

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) {
      throw broken(`the page has more than ${MAX_NODES} elements and texts`);
    }
  }

  protected override addNode(node: HtmlNode): void {
    this.#count();
    super.addNode(node);
    if (!isElement(node)) return;
    const id = attributeOf(node, "id") ?? "";
    if (!PLAIN_ID.test(id) || this.anchors.has(id)) return;
    this.anchors.set(id, node);
    anchored.add(node);
  }

  /** What an element holds that is too deep goes to the one above, but its scripts. */
  override onopentag(name: string, attributes: HtmlElement["attribs"]): void {
    // Of which two are the tree and its root.
    if (this.tagStack.length > MAX_DEPTH + 1) this.tooDeep = true;
    const top = this.tagStack.at(-1);
    if (this.tooDeep && top && isElement(top) && UNREAD.has(top.name)) this.tagStack.pop();
    super.onopentag(name, attributes);
    if (this.tooDeep && !UNREAD.has(name)) this.tagStack.pop();
  }

  override onclosetag(): void {
    if (!this.tooDeep) super.onclosetag();
  }

  override oncomment(data: string): void {
    this.#count();
    this.comments.push(data);
    this.commentSites.push(siteIn(this.tagStack.at(-1)));
  }

  override oncommentend(): void {}
  override oncdatastart(): void {}
  override oncdataend(): void {}
  override onprocessinginstruction(): void {}
}

const OF_BODY = new Set(
  "a article aside blockquote body div footer form h1 h2 h3 header img main nav ol p section span table ul".split(
    " ",
  ),
);

/** Also without the tags of the head, which may be left out. */
function addHead(outer: HtmlElement, head: Set<HtmlElement>): void {
  for (const child of childrenOf(outer)) {
    if (child.name === "html" || child.name === "head") addHead(child, head);
    else if (OF_BODY.has(child.name)) return;
    else head.add(child);
  }
}

const aboutPage = ($: CheerioAPI) => $("html, title, base, meta, link, script");

function treeOf(text: string): BoundedTree {
  const tree = new BoundedTree();
  const parser = new BoundedParser(tree);
  parser.isFlat = () => tree.tooDeep;
  tree.onopentag("page", {});
  parser.end(text);
  return tree;
}

function rootOf({ root: { children } }: BoundedTree): HtmlElement {
  const [root] = children;
  if (root === undefined || !isElement(root)) throw new Error("the tree has no root");
  return root;
}

/**
 * The root of the elements alone, for those who do not select.
 * @throws ImportError as `parseHtml`
 */
export const parseElements = (text: string): HtmlElement => rootOf(treeOf(text));

/** @throws ImportError `bad-structure` when the page has more than a million elements and texts */
export function parseHtml(text: string): HtmlPage {
  const tree = treeOf(text);
  const root = rootOf(tree);
  const { comments, commentSites, anchors, tooDeep } = tree;
  const $ = load(tree.root);
  const head = new Set<HtmlElement>();
  addHead(root, head);
  return { $, about: aboutPage($), root, head, comments, commentSites, anchors, tooDeep };
}

export const childrenOf = (element: HtmlElement): HtmlElement[] =>
  element.children.filter(isElement);

/** None for the root. */
export const parentOf = ({ parent }: HtmlElement): HtmlElement | undefined =>
  parent && isElement(parent) ? parent : undefined;

/** What a selector names among the elements of the head that speak of the page. */
export const inHead = ({ about, head }: HtmlPage, selector: string): HtmlElement[] =>
  about
    .filter(selector)
    .toArray()
    .filter((element) => head.has(element));

/** The first of an element and those within that a selector of one element names. */
export const findWithin = (
  { $ }: HtmlPage,
  outer: HtmlElement,
  selector: string,
): HtmlElement | undefined => $(outer).find(`:scope ${selector}:first`).get(0);

/** Words further on are not looked at. */
const MAX_LISTED = 10_000;

/** Words of an attribute that lists some, such as `class`, in lower case. */
export function listedIn(element: HtmlElement, attribute: string): string[] {
  const value = attributeOf(element, attribute);
  return value?.slice(0, MAX_LISTED).toLowerCase().match(/\S+/g) ?? [];
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

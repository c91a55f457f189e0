/** The words of a page as a reader sees them, without what stands around the text. */
import { attributeOf, type HtmlElement, isElement, parentOf, UNREAD } from "./html.ts";

const BLOCKS = new Set(
  [
    "address article aside blockquote body br dd details div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody",
    "td tfoot th thead title tr ul",
  ].flatMap((line) => line.split(" ")),
);
/** Their text is kept as it stands. */
const AS_IT_STANDS = new Set(["pre", "script", "style", "textarea"]);
/** What a site puts around every text, and what is not shown. */
const AROUND = new Set([
  ...UNREAD,
  ...["aside", "button", "datalist", "footer", "head", "nav", "select", "svg", "textarea"],
]);

const isWithinText = (element: HtmlElement): boolean => {
  for (let above = parentOf(element); above; above = parentOf(above)) {
    if (above.name === "article" || above.name === "main") return true;
  }
  return false;
};

/** What the Wayback Machine and archive.today add to the pages that they copied. */
const OF_ARCHIVES = new Set(["wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato"]);

function isOfArchive(element: HtmlElement): boolean {
  const id = attributeOf(element, "id") ?? "";
  return OF_ARCHIVES.has(id) || (id === "hashtags" && element.name === "table");
}

/** Navigation, margins and what is not shown; a header too, unless it is the article's. */
const standsAround = (element: HtmlElement): boolean =>
  AROUND.has(element.name) ||
  isOfArchive(element) ||
  (element.name === "header" && !isWithinText(element));

/** The elements and texts within an element, as they are read: `null` marks the end of a block. */
function* reading(from: HtmlElement): Iterable<HtmlElement | string | null> {
  const todo: (HtmlElement | string | null)[] = [from];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    yield next;
    if (next === null || typeof next === "string") continue;
    if (next !== from && standsAround(next)) continue;
    if (BLOCKS.has(next.name)) todo.push(null);
    for (let i = next.children.length - 1; i >= 0; i -= 1) {
      const child = next.children[i];
      if (child && isElement(child)) todo.push(child);
      else if (child && "data" in child) todo.push(child.data);
    }
  }
}

/** Shows something else there, though it has no words of its own: a frame, or the script of a post of Telegram. */
const isFrame = (element: HtmlElement): boolean =>
  element.name === "iframe" || attributeOf(element, "data-telegram-post") !== undefined;

/** The element and those within it that are part of the text, frames among them. */
export function* elementsOfText(from: HtmlElement): Iterable<HtmlElement> {
  for (const node of reading(from)) {
    if (node === null || typeof node === "string") continue;
    if (node === from || isFrame(node) || !standsAround(node)) yield node;
  }
}

/** All text within, as it stands; of `pre` and `textarea` without the line end that begins them. */
function textAsItStands(from: HtmlElement): string {
  let text = "";
  for (const node of reading(from)) if (typeof node === "string") text += node;
  return from.name === "pre" || from.name === "textarea" ? text.replace(/^\r?\n/, "") : text;
}

/** The words within an element, a line per block; of `pre`, `script` and `textarea` all as it stands. */
export function wordsOf(from: HtmlElement): string {
  if (AS_IT_STANDS.has(from.name)) return textAsItStands(from);
  let text = "";
  for (const node of reading(from)) {
    if (typeof node === "string") text += node.replace(/\s+/g, " ");
    else if (node === null || BLOCKS.has(node.name)) text += "\n";
  }
  return text
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

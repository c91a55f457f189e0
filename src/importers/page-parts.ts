/** Which part of a page is its text, told conservatively: everything, where it cannot be told. */
import { attributeOf, childrenOf, type HtmlElement, listedIn, parentOf } from "./html.ts";
import { elementsOfText } from "./html-words.ts";

export interface PageParts {
  /** What holds the text; not within each other. */
  texts: readonly HtmlElement[];
  /** What holds the text with its heading and dates. */
  region: HtmlElement;
  /** False when the whole page, apart from navigation and margins, is taken for its text. */
  isTold: boolean;
}

const ARTICLE_SCOPE = /\/(?:\w*Article|(?:Live)?BlogPosting|Report|WebPage)\/?$/;

const isArticle = (element: HtmlElement): boolean =>
  element.name === "article" || listedIn(element, "role").includes("article");
const isMain = (element: HtmlElement): boolean =>
  element.name === "main" || listedIn(element, "role").includes("main");
const isBody = (element: HtmlElement): boolean =>
  listedIn(element, "itemprop").includes("articlebody");
const isScope = (element: HtmlElement): boolean => attributeOf(element, "itemtype") !== undefined;
const isArticleScope = (element: HtmlElement): boolean =>
  ARTICLE_SCOPE.test(attributeOf(element, "itemtype")?.trim() ?? "");

/** Those that no other of them holds. */
function outermost(
  elements: readonly HtmlElement[],
  test: (element: HtmlElement) => boolean,
): HtmlElement[] {
  const found = new Set(elements.filter(test));
  return [...found].filter((element) => {
    for (let at = parentOf(element); at; at = parentOf(at)) if (found.has(at)) return false;
    return true;
  });
}

function findRegion(text: HtmlElement, root: HtmlElement): HtmlElement {
  for (let at: HtmlElement | undefined = text; at && at !== root; at = parentOf(at)) {
    if (isArticle(at) || isMain(at) || isArticleScope(at)) return at;
  }
  return text;
}

export function partsOf(root: HtmlElement): PageParts {
  const elements = [...elementsOfText(root)];
  const bodies = outermost(elements, isBody);
  const articles = outermost(elements, isArticle);
  const mains = outermost(elements, isMain);
  const told = [bodies, articles.slice(1).length === 0 ? articles : [], mains].find(
    (candidates) => candidates.length > 0,
  );
  const texts = told ?? [elements.find(({ name }) => name === "body") ?? root];
  return { texts, region: findRegion(texts[0] ?? root, root), isTold: told !== undefined };
}

const APART = new Set(["aside", "nav", "blockquote"]);

/** Elements of the region that speak of the page itself, not of a teaser, comment or person in it. */
export function* ownElements(region: HtmlElement): Iterable<HtmlElement> {
  const todo: HtmlElement[] = [region];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next !== region) {
      yield next;
      const isScoped = isScope(next) && !isArticleScope(next);
      if (APART.has(next.name) || isArticle(next) || isScoped) continue;
    }
    for (const child of childrenOf(next).reverse()) todo.push(child);
  }
}

/** Which part of a page is its text, told conservatively: everything, where it cannot be told. */
import { DomUtils } from "htmlparser2";
import { attributeOf, childrenOf, type HtmlElement, listedIn, parentOf } from "../reading/html.ts";
import { elementsOfText } from "../reading/html-words.ts";

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
/** In microdata or RDFa. */
const isBody = (element: HtmlElement): boolean =>
  ["itemprop", "property"].some((name) => listedIn(element, name).includes("articlebody"));
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

/** `isTold` only of an article: what `<main>` holds may be a list of many. */
export function partsOf(root: HtmlElement): PageParts {
  const elements = [...elementsOfText(root)];
  const bodies = outermost(elements, isBody);
  const articles = outermost(elements, isArticle);
  const mains = outermost(elements, isMain);
  const article = [bodies, articles.length === 1 ? articles : []].find(({ length }) => length > 0);
  const around = mains.length > 0 ? mains : [elements.find(({ name }) => name === "body") ?? root];
  const texts = article ?? around;
  return { texts, region: findRegion(texts[0] ?? root, root), isTold: article !== undefined };
}

const COMMENT =
  /^(?:(?:article|page|post|reader|user|js|fb|wp)[-_])?comments?(?:[-_]*(?:area|body|box|container|content|feed|item|list|section|text|thread|wrap|wrapper))?$|^disqus_thread$/;
const COMMENT_SCOPE = /\/(?:User)?Comments?\/?$/;
const EMBED =
  /(?:^|[-_])(?:embed|tweet)(?:[-_]+(?:bq|pub|wrapper|container|block))?$|^(?:instagram|text-post)-media$|^(?:fb-post|fb-video|reddit-card|twitter-video)$/;

function isComment(element: HtmlElement): boolean {
  const names = [...listedIn(element, "class"), ...listedIn(element, "id")];
  return (
    listedIn(element, "itemprop").includes("comment") ||
    COMMENT_SCOPE.test(attributeOf(element, "itemtype")?.trim() ?? "") ||
    names.some((name) => COMMENT.test(name))
  );
}

const isEmbed = (element: HtmlElement): boolean =>
  listedIn(element, "class").some((name) => EMBED.test(name));

const isHeart = (element: HtmlElement): boolean => element.name === "h1" || isBody(element);

/** Known to hold such: scopes within each other are not looked through again. */
const withHeart = new WeakSet<HtmlElement>();

function holdsHeart(element: HtmlElement): boolean {
  if (withHeart.has(element)) return true;
  const heart = DomUtils.findOne(isHeart, element.children, true);
  for (let at = heart && parentOf(heart); at; at = parentOf(at)) withHeart.add(at);
  return heart !== null;
}

/** An article within the article, unless it is that article itself: a scope may stand inside `<article>`. */
const isTeaser = (element: HtmlElement): boolean => isArticleScope(element) && !holdsHeart(element);

/**
 * What an element within the text is, where others than the page speak there: a post that it embeds,
 * or something else, such as a comment or a teaser; undefined where the page itself speaks.
 */
export function foreignPart(element: HtmlElement, isTold: boolean): "embed" | "other" | undefined {
  const isNested = isTold && (isArticle(element) || isTeaser(element));
  if (isNested || element.name === "aside" || isComment(element)) return "other";
  return isEmbed(element) ? "embed" : undefined;
}

const APART = new Set(["aside", "nav", "blockquote"]);

const isApart = (element: HtmlElement): boolean => {
  const isScoped = isScope(element) && (!isArticleScope(element) || isTeaser(element));
  return (
    isScoped ||
    APART.has(element.name) ||
    isArticle(element) ||
    foreignPart(element, false) !== undefined
  );
};

/** Elements of the region that speak of the page itself, not of a teaser, comment or person in it. */
export function* ownElements(region: HtmlElement): Iterable<HtmlElement> {
  const todo: HtmlElement[] = [region];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next !== region) {
      yield next;
      if (isApart(next)) continue;
    }
    for (const child of childrenOf(next).reverse()) todo.push(child);
  }
}

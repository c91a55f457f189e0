/**
 * A page and its AMP version: the same page at two addresses, by its own word (`<html ⚡>` with a
 * canonical address; `rel=amphtml`). It is believed for addresses of its own host alone, since any page
 * can name any other, and where both are the address of one article: a site may give its front page or a
 * section as the canonical address of all its pages, which would make one thing of them.
 */
import type { SameFact } from "../../model/claim.ts";
import { isAddress, type Key } from "../../model/key.ts";
import { attributeOf, type HtmlPage, inHead } from "../reading/html.ts";
import { placeOfElement } from "../reading/html-place.ts";

interface Linked {
  key: Key;
  at: string;
}

function isAmp(page: HtmlPage): boolean {
  const html = page.about.filter("html").get(0);
  return html !== undefined && ["amp", "⚡"].some((mark) => attributeOf(html, mark) !== undefined);
}

function linked(page: HtmlPage, rel: string, keyOf: (url: string) => Key | undefined) {
  return inHead(page, `link[rel~="${rel}" i]`).flatMap((element): Linked[] => {
    const href = attributeOf(element, "href")?.trim();
    const key = href === undefined ? undefined : keyOf(href);
    return key === undefined ? [] : [{ key, at: placeOfElement(element, "href") }];
  })[0];
}

/** Without what tells versions of one site apart. */
const siteOf = (key: Key): string | undefined =>
  isAddress(key)
    ? new URL(key.slice("web:".length)).host.replace(/^(?:(?:amp|m|mobile)\.)+/, "")
    : undefined;

const AMP_PART = /^(?:amp|amphtml|wp-amp)$/i;
const INDEX = /^(?:index|default)(?:\.\w+)?$/i;
const ASKS_FOR_AMP = /^(?:_?amp|amphtml|output(?:type)?|view|mode)$/i;
/** An id of the article, or its title in words; no date. */
const DISTINCTIVE = /^(?=.*[a-z])(?:.*\d{5}|(?:[^-_]+[-_]){3})/i;

interface Told {
  path: readonly string[];
  slug: string | undefined;
  query: string;
}

/** What in an address tells an article, without what tells its versions. */
function articleIn(key: Key): Told {
  const { pathname, searchParams } = new URL(key.slice("web:".length));
  const parts = pathname
    .split("/")
    .map((part) => part.replace(/\.amp(?=\.\w+$|$)/i, "").replace(/\.html?$/i, ""))
    .filter((part) => part !== "" && !AMP_PART.test(part) && !INDEX.test(part));
  const asked = [...searchParams].filter(
    ([name, value]) => !(ASKS_FOR_AMP.test(name) && /^(?:amp\w*|1|true)?$/i.test(value)),
  );
  return { path: parts, slug: parts.at(-1), query: JSON.stringify(asked.sort()) };
}

function isOneArticle(a: Key, b: Key): boolean {
  const [one, other] = [articleIn(a), articleIn(b)];
  if (one.slug === undefined || one.slug !== other.slug || one.query !== other.query) return false;
  return DISTINCTIVE.test(one.slug) || one.path.join("/") === other.path.join("/");
}

/** That the address of the AMP version leads to the page. */
export function ampFacts(
  page: HtmlPage,
  key: Key,
  keyOf: (url: string) => Key | undefined,
): SameFact[] {
  const isVersion = isAmp(page);
  const other = linked(page, isVersion ? "canonical" : "amphtml", keyOf);
  const site = siteOf(key);
  if (!other || other.key === key || site === undefined || siteOf(other.key) !== site) return [];
  if (!isOneArticle(key, other.key)) return [];
  const [a, b] = isVersion ? [key, other.key] : [other.key, key];
  return [{ fact: "leads-to", a, b, at: other.at }];
}

/**
 * A page and its AMP version: the same page at two addresses, by its own word (`<html ⚡>` with a
 * canonical address; `rel=amphtml`). It is believed for addresses of its own host alone, since any page
 * can name any other.
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
  const [a, b] = isVersion ? [key, other.key] : [other.key, key];
  return [{ fact: "leads-to", a, b, at: other.at }];
}

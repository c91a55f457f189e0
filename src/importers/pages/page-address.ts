/** Which page a saved page is, and who says so. */
import { ImportError } from "../../model/errors.ts";
import { type Key, keyOfUrl, platformOfKey } from "../../model/key.ts";
import { canonicalUrl } from "../../model/url.ts";
import type { HtmlPage } from "../reading/html.ts";
import type { Note } from "./json-ld.ts";
import { partsOf } from "./page-parts.ts";
import { articleMark, ownAddresses } from "./page-said.ts";
import type { SavedFrom } from "./saved-from.ts";

export interface PageAddress {
  url: string;
  key: Key;
  /** Who says what the page says. */
  source: string;
}

interface Saved {
  page: HtmlPage;
  origin: string | undefined;
  saved: SavedFrom | undefined;
  notes: Note[];
}

const NO_ADDRESS = 'nothing says what page this is: write its address as "origin" in its manifest';
const OWN_ADDRESS =
  "the address is the page's own word; a manifest can say where it was saved from";
const FRONT_PAGE = "an article that gives the front page of a site as its address is not that page";

/** Without names and passwords. */
const shown = (address: string): string => canonicalUrl(address)?.href ?? address;

function ofManifest({ origin }: Saved): PageAddress | undefined {
  const key = origin === undefined ? undefined : keyOfUrl(origin);
  if (origin === undefined || key === undefined) return undefined;
  return { url: origin, key, source: platformOfKey(key) ?? "the page" };
}

function ofBrowser({ saved, notes }: Saved): PageAddress | undefined {
  const key = saved?.url === undefined ? undefined : keyOfUrl(saved.url);
  if (saved?.url === undefined || key === undefined) return undefined;
  notes.push(["own-address", OWN_ADDRESS, saved.at ?? ""]);
  const source = `the file, which says that it was saved from ${shown(saved.url)}`;
  return { url: saved.url, key, source };
}

const isFrontPage = (address: string): boolean => {
  const url = canonicalUrl(address);
  return url !== undefined && url.pathname === "/" && url.search === "";
};

const isArticle = (page: HtmlPage): boolean =>
  partsOf(page.root).isTold || articleMark(page, [], true) !== undefined;

function ofPage({ page, notes }: Saved): PageAddress | undefined {
  for (const { text, at } of ownAddresses(page)) {
    const key = keyOfUrl(text);
    if (key === undefined) continue;
    if (isFrontPage(text) && isArticle(page)) {
      notes.push(["front-page", FRONT_PAGE, at]);
      continue;
    }
    notes.push(["own-address", OWN_ADDRESS, at]);
    return { url: text, key, source: `the page itself, which gives its address as ${shown(text)}` };
  }
  return undefined;
}

/**
 * The address that the manifest gives; else the one that the browser or the page itself wrote.
 * @throws ImportError `bad-structure` when nothing says what page it is
 */
export function addressOf(saved: Saved): PageAddress {
  const found = ofManifest(saved) ?? ofBrowser(saved) ?? ofPage(saved);
  if (found === undefined) throw new ImportError("bad-structure", NO_ADDRESS);
  return found;
}

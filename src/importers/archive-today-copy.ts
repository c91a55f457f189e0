/**
 * A page of archive.today (archive.is and so on) as a browser saved it, in the look of 2018. The archive
 * writes in its header what was copied (`input[name=q]`), when (`input[name=t]` in epoch milliseconds,
 * `time[itemprop=pubdate]`) and under which id (`input[name=id]`); `article:published_time` is the
 * time of the copy too. A comment holds the visitor's address: no claim has its place there.
 */
import { ImportError } from "../model/errors.ts";
import { findKey, type Key, keyOfUrl } from "../model/key.ts";
import { instant, parseTime, type Time, TimeFormatError } from "../model/time.ts";
import { attributeOf, decodeHtml, findWithin, type HtmlElement, type HtmlPage } from "./html.ts";
import { placeOfElement } from "./html-place.ts";
import {
  archiveTodayUrl,
  keyOfCopy,
  type PageCopy,
  type Placed,
  takenByAddress,
  unwrapToday,
  wrappedIn,
} from "./page-copy.ts";
import { savedFrom } from "./saved-from.ts";

const HOST = String.raw`(?:https?:)?//archive\.(?:is|today|ph|li|md|vn|fo)/`;
const MARKS = new RegExp(
  [
    String.raw`<meta\b[^>]{0,300}\bog:site_name["'][^>]{0,300}\bcontent=["']archive\.(?:is|today|ph|li|md|vn|fo)["']`,
    String.raw`<link\b[^>]{0,300}\brel=["']?bookmark["']?[^>]{0,300}\bhref=["']?${HOST}\d{14}/`,
    String.raw`\bsaved from url=\(\d+\)${HOST}`,
    String.raw`\bSingleFile\s+url: ${HOST}`,
  ].join("|"),
);

/** Whether the first bytes of a page show that archive.today gave it. */
export const isArchiveTodayPage = (sample: Uint8Array): boolean =>
  MARKS.test(decodeHtml(sample).text);

const MAX_URL = 4096;

/** An attribute of an element, with its place. */
function placed(element: HtmlElement | undefined, attribute: string): Placed<string> | undefined {
  const value = (element && attributeOf(element, attribute))?.trim() ?? "";
  return element === undefined || value === "" || value.length > MAX_URL
    ? undefined
    : { value, at: placeOfElement(element, attribute) };
}

function inHeader(page: HtmlPage, selector: string, attribute: string): Placed<string> | undefined {
  const header = page.anchors.get("HEADER");
  const found = header && findWithin(page, header, `${selector}[${attribute}]`);
  return placed(found, attribute);
}

const input = (page: HtmlPage, name: string): Placed<string> | undefined =>
  inHeader(page, `input[name="${name}"]`, "value");

const link = ({ about }: HtmlPage, rel: string): Placed<string> | undefined =>
  placed(about.filter(`link[rel~="${rel}" i][href]`).get(0), "href");

const onArchive = (address: Placed<string> | undefined): URL | undefined =>
  address && archiveTodayUrl(address.value);

function keyOfAddress(address: Placed<string> | undefined): Placed<Key> | undefined {
  const key = onArchive(address) && address && keyOfCopy(address.value);
  return key && address ? { ...address, value: key } : undefined;
}

/** By its id; else by its long address, which says when and of what. */
function keyOf(page: HtmlPage, long: Placed<string> | undefined): Placed<Key> | undefined {
  const id = input(page, "id");
  const byId = id && findKey(`archive.today:${id.value}`);
  if (byId) return { ...id, value: byId };
  const short = keyOfAddress(link(page, "canonical"));
  return short?.value.startsWith("archive.today:") ? short : keyOfAddress(long);
}

const UTC = { name: "UTC", reason: "documented" } as const;

function timesOf(page: HtmlPage, long: Placed<string> | undefined): Placed<Time>[] {
  const times: Placed<Time>[] = [];
  const ms = input(page, "t");
  if (ms && /^\d{12,14}$/.test(ms.value)) {
    times.push({ ...ms, value: instant(Number(ms.value), "millisecond", ms.value) });
  }
  const shown = inHeader(page, 'time[itemprop~="pubdate" i]', "datetime");
  if (shown) {
    try {
      times.push({ ...shown, value: parseTime(shown.value, UTC) });
    } catch (error) {
      if (!(error instanceof TimeFormatError)) throw error;
    }
  }
  return [...times, ...(long ? takenByAddress(long) : [])];
}

/** What was copied, by the field that says so, else by the long address. */
function originalOf(page: HtmlPage, long: Placed<string> | undefined): Placed<string> | undefined {
  const asked = input(page, "q");
  if (asked && keyOfUrl(asked.value) !== undefined) return asked;
  const url = onArchive(long);
  const inner = url && wrappedIn(url);
  return long && inner !== undefined ? { ...long, value: inner } : undefined;
}

const contentOf = ({ anchors, root }: HtmlPage): HtmlElement =>
  anchors.get("CONTENT") ?? anchors.get("SOLID") ?? root;

/** The address on archive.today at which the page was saved, by the browser, else by the manifest. */
function savedAt(page: HtmlPage, origin: string | undefined): Placed<string> | undefined {
  const saved = savedFrom(page);
  const ofBrowser = saved?.url === undefined ? undefined : { value: saved.url, at: saved.at };
  const ofManifest = origin === undefined ? undefined : { value: origin };
  return [ofBrowser, ofManifest].find((address) => onArchive(address) !== undefined);
}

const NO_KEY =
  'the page of archive.today does not say which copy it is: write its address as "origin" in its manifest';

/**
 * The copy that the page is, where it bears the marks of archive.today.
 * @throws ImportError `bad-structure` when neither the page nor the manifest says which copy it is
 */
export function findArchiveTodayCopy(
  page: HtmlPage,
  origin: string | undefined,
): PageCopy | undefined {
  const bookmark = link(page, "bookmark");
  const long = onArchive(bookmark) ? bookmark : undefined;
  const site = placed(
    page.about.filter('meta[property="og:site_name"][content]').get(0),
    "content",
  );
  const isOne =
    long !== undefined ||
    /^archive\.(?:is|today|ph|li|md|vn|fo)$/.test(site?.value ?? "") ||
    input(page, "id") !== undefined;
  if (!isOne) return undefined;
  const key = keyOf(page, long) ?? keyOfAddress(savedAt(page, origin));
  if (key === undefined) throw new ImportError("bad-structure", NO_KEY);
  const original = originalOf(page, long);
  return {
    key,
    ...(original === undefined ? {} : { original, address: original.value }),
    taken: timesOf(page, long),
    root: contentOf(page),
    head: false,
    unwrap: unwrapToday,
  };
}

/**
 * A page of archive.today (archive.is and so on) as a browser saved it, in the look of 2018. The archive
 * writes in its header what was copied (`input[name=q]`), when (`input[name=t]` in epoch milliseconds,
 * `time[itemprop=pubdate]`) and under which id (`input[name=id]`); `article:published_time` is the
 * time of the copy too. A comment holds the visitor's address: no claim has its place there. That it is
 * such a page, only the manifest can say: all this its author could have written.
 */
import { ImportError } from "../../model/errors.ts";
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { highOf, instant, lowOf, parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import {
  attributeOf,
  findWithin,
  type HtmlElement,
  type HtmlPage,
  inHead,
  parentOf,
  parseHtml,
} from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import {
  archiveTodayUrl,
  isArchiveTodayHost,
  keyOfCopy,
  type PageCopy,
  type Placed,
  takenByAddress,
  unwrapToday,
  wrappedIn,
} from "./page-copy.ts";
import { type SavedFrom, savedFrom } from "./saved-from.ts";

const MAX_URL = 4096;

/** An attribute of an element, with its place. */
function placed(element: HtmlElement | undefined, attribute: string): Placed<string> | undefined {
  const value = (element && attributeOf(element, attribute))?.trim() ?? "";
  return element === undefined || value === "" || value.length > MAX_URL
    ? undefined
    : { value, at: placeOfElement(element, attribute) };
}

/** Whether an element is what was copied, and none of the archive's. */
function isOriginal({ anchors }: HtmlPage, element: HtmlElement): boolean {
  const content = anchors.get("CONTENT");
  for (let at = parentOf(element); at; at = parentOf(at)) if (at === content) return true;
  return false;
}

function inHeader(page: HtmlPage, selector: string, attribute: string): Placed<string> | undefined {
  const header = page.anchors.get("HEADER");
  if (header && isOriginal(page, header)) return undefined;
  const found = header && findWithin(page, header, `${selector}[${attribute}]`);
  return placed(found, attribute);
}

const input = (page: HtmlPage, name: string): Placed<string> | undefined =>
  inHeader(page, `input[name="${name}"]`, "value");

const link = (page: HtmlPage, rel: string): Placed<string> | undefined =>
  placed(inHead(page, `link[rel~="${rel}" i][href]`)[0], "href");

const onArchive = (address: Placed<string> | undefined): URL | undefined =>
  address && archiveTodayUrl(address.value);

function keyOfAddress(address: Placed<string> | undefined): Placed<Key> | undefined {
  const key = onArchive(address) && address && keyOfCopy(address.value);
  return key && address ? { ...address, value: key } : undefined;
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

/** The address on archive.today at which the browser saved the page. */
function savedAt(from: SavedFrom | undefined): Placed<string> | undefined {
  if (from?.url === undefined) return undefined;
  const address = { value: from.url, ...(from.at === undefined ? {} : { at: from.at }) };
  return onArchive(address) === undefined ? undefined : address;
}

const refused = (message: string): ImportError => new ImportError("bad-structure", message);
const NO_KEY =
  'the page of archive.today does not say which copy it is: write its address as "origin" in its manifest';
const NO_WRAPPER =
  "the address is that of a copy in archive.today, but nothing that the archive wrote around its pages in 2018 stands in it, so it may be no copy: save it again, or keep it with --as file (later looks of its pages are not known)";
const DIFFERS =
  'what says which copy of archive.today this is disagrees: write its address as "origin" in its manifest, or save it again';

const bookmarkOf = (page: HtmlPage): Placed<string> | undefined => {
  const bookmark = link(page, "bookmark");
  return onArchive(bookmark) ? bookmark : undefined;
};

/** Whether anything of the archive's stands around the page. */
function isWrapped(page: HtmlPage): boolean {
  const site = placed(inHead(page, 'meta[property="og:site_name"][content]')[0], "content");
  return (
    bookmarkOf(page) !== undefined ||
    isArchiveTodayHost(site?.value ?? "") ||
    input(page, "id") !== undefined
  );
}

/** Whether a page bears marks of archive.today. */
export const bearsArchiveToday = (page: HtmlPage, from: SavedFrom | undefined): boolean =>
  isWrapped(page) || savedAt(from) !== undefined;

const MAY_BEAR = /\barchive\.(?:is|today|ph|li|md|vn|fo)\b/;

/** Whether the first bytes of a page bear marks of archive.today. */
export function isArchiveTodayPage(sample: Uint8Array): boolean {
  const { text } = decodeHtml(sample);
  if (!MAY_BEAR.test(text)) return false;
  const page = parseHtml(text);
  return bearsArchiveToday(page, savedFrom(page));
}

const isShort = ({ value }: Placed<Key>): boolean => value.startsWith("archive.today:");

/**
 * Every key that the archive's part of the page gives it, the surest first: by its id, then by its long address, which
 * says when and of what.
 */
function keysShown(page: HtmlPage): Placed<Key>[] {
  const id = input(page, "id");
  const byId = id && findKey(`archive.today:${id.value}`);
  const canonical = keyOfAddress(link(page, "canonical"));
  const others = [canonical, keyOfAddress(bookmarkOf(page))];
  const keys = others.filter((key) => key !== undefined);
  const known = id && byId ? [{ ...id, value: byId }, ...keys] : keys;
  return [...known.filter(isShort), ...known.filter((key) => !isShort(key))];
}

/** Whether what an address says of the time is shown too, where anything is. */
const agree = ([asked]: Placed<Time>[], shown: readonly Placed<Time>[]): boolean =>
  asked === undefined ||
  shown.length === 0 ||
  shown.some(
    ({ value }) => lowOf(value) <= highOf(asked.value) && highOf(value) >= lowOf(asked.value),
  );

/** Whether a key is that of a copy of the page, as far as it says of what. */
function namesOriginal({ value }: Placed<Key>, original: Placed<string> | undefined): boolean {
  const inner = /^web:https:\/\/[^/]+\/\d+\/(.+)$/.exec(value)?.[1];
  return (
    inner === undefined || original === undefined || keyOfUrl(inner) === keyOfUrl(original.value)
  );
}

/** @throws ImportError `bad-structure` when two ids, or two long addresses, are different */
function checkAgreement(keys: readonly Placed<Key>[]): void {
  const shorts = new Set(keys.filter(isShort).map(({ value }) => value));
  const longs = new Set(keys.filter((key) => !isShort(key)).map(({ value }) => value));
  if (shorts.size > 1 || longs.size > 1) throw refused(DIFFERS);
}

/**
 * The copy that a page is: *proven* by the address of that copy as the manifest's origin, which the
 * page's own id or long address agrees with. `origin` is an address on the archive's host; without
 * one, it is only the file's word.
 * @throws ImportError `bad-structure` when nothing says which copy it is, or what says so disagrees
 */
export function findArchiveTodayCopy(
  page: HtmlPage,
  origin: string | undefined,
  from: SavedFrom | undefined,
): PageCopy | undefined {
  const given = origin === undefined ? undefined : keyOfAddress({ value: origin });
  if (origin !== undefined && given === undefined) return undefined;
  if (!isWrapped(page)) {
    if (given !== undefined || savedAt(from) !== undefined) throw refused(NO_WRAPPER);
    return undefined;
  }
  const written = keysShown(page);
  const saved = keyOfAddress(savedAt(from));
  // What the archive wrote goes before a comment that may be from an older page.
  const isKnown = given !== undefined && written.length > 0;
  const shown = isKnown || saved === undefined ? written : [...written, saved];
  checkAgreement(given ? [given, ...shown] : shown);
  const borneOut = shown.find(({ value }) => value === given?.value);
  const known = [...shown, ...(given && !borneOut ? [given] : [])];
  const key = known.find(isShort) ?? known[0];
  if (key === undefined) throw refused(NO_KEY);
  const long = bookmarkOf(page);
  const original = originalOf(page, long);
  const taken = timesOf(page, long);
  const asked = origin === undefined ? [] : takenByAddress({ value: origin });
  const isOther = given !== undefined && !namesOriginal(given, original);
  if (isOther || !agree(asked, taken)) throw refused(DIFFERS);
  const id = shown.find(isShort)?.value.slice("archive.today:".length);
  return {
    archive: "archive.today",
    isProven: borneOut !== undefined,
    key,
    others: known.filter((other) => other.value !== key.value && namesOriginal(other, original)),
    ...(original === undefined ? {} : { original, address: original.value }),
    taken,
    root: contentOf(page),
    head: false,
    unwrap: unwrapToday(id),
  };
}

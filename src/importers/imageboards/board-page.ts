/**
 * A saved page of a board, whoever's: which page it is, who says so, and its posts, each a record of the
 * page. Whoever saved the page could have written all of it: what it shows is *recorded* where the
 * manifest gives its address, else *reported* by the page itself.
 */
import type { Diagnostic } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { canonicalUrl } from "../../model/url.ts";
import type { ImportContext, RecordResult } from "../importer.ts";
import { isArchiveHost } from "../pages/page-copy.ts";
import { ownAddresses } from "../pages/page-said.ts";
import { notesOfElsewhere, notesOfLater, type SavedFrom, savedFrom } from "../pages/saved-from.ts";
import { addressOfOrigin, bearsArchive, savedPageResult } from "../pages/saved-page.ts";
import {
  attributeOf,
  childrenOf,
  type HtmlElement,
  type HtmlPage,
  listedIn,
  parseHtml,
  readPageBytes,
} from "../reading/html.ts";
import { type Decoded, decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { collectedBy, findText, warning } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { type Reading, readingResult, type Skip, type Told } from "../reading/told.ts";
import { type BoardWords, boardHtml } from "./board-post.ts";

export interface BoardPage {
  page: HtmlPage;
  whole: Uint8Array;
  readAs: Decoded["readAs"];
  /** Where it was saved from. */
  url: URL;
  /** That, and the platform by its manifest. */
  from: Pick<Manifest, "origin" | "platform">;
  /** The manifest says where it is from. */
  isProven: boolean;
  shownBy: number | undefined;
  /** What the file says of where and when it was saved that the manifest does not. */
  doubts: Diagnostic[];
}

type Stops = (element: HtmlElement) => boolean;

/** The outermost elements within that are sought, in their order; none within those at which to stop. */
export function elementsIn(from: HtmlElement, isSought: Stops, stops?: Stops): HtmlElement[] {
  const found: HtmlElement[] = [];
  const todo = childrenOf(from).reverse();
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (isSought(next)) found.push(next);
    else if (stops?.(next) !== true) {
      const children = childrenOf(next);
      for (let i = children.length - 1; i >= 0; i -= 1) todo.push(...children.slice(i, i + 1));
    }
  }
  return found;
}

export const hasClass = (element: HtmlElement, name: string): boolean =>
  listedIn(element, "class").includes(name);

export function attributeSaid(element: HtmlElement | undefined, name: string): Said | undefined {
  const value = element && findText(attributeOf(element, name));
  return element && value !== undefined ? { value, at: placeOfElement(element, name) } : undefined;
}

export function wordsSaid(element: HtmlElement | undefined): Said | undefined {
  const value = element && findText(wordsOf(element).trim());
  return element && value !== undefined ? { value, at: placeOfElement(element) } : undefined;
}

/** What a post says, where it says anything. */
export function postWords(
  { page }: BoardPage,
  element: HtmlElement | undefined,
): BoardWords | undefined {
  if (element === undefined || wordsOf(element) === "") return undefined;
  const html = page.$(element).html() ?? "";
  return boardHtml({ value: html.replace(/(<br\s*\/?>)\n/gi, "$1"), at: placeOfElement(element) });
}

function addressIn(page: HtmlPage, saved: SavedFrom | undefined): URL | undefined {
  const [own] = ownAddresses(page);
  return canonicalUrl(saved?.url ?? own?.text ?? "");
}

const withoutPost = (address: string): string => address.replace(/#.*$/, "");

/** Which page of a board an address leads to, whichever of its posts that may name. */
export const keyOfPage = (address: string): Key | undefined => keyOfUrl(withoutPost(address));

function doubtsOf({ manifest }: ImportContext, saved: SavedFrom | undefined, page: string) {
  const from = saved?.url === undefined ? saved : { ...saved, url: withoutPost(saved.url) };
  const notes = [
    ...notesOfLater(collectedBy(manifest), saved),
    ...notesOfElsewhere(addressOfOrigin(manifest), from, keyOfPage(page)),
  ];
  return notes.map(([code, message, at]) => warning(1, code, message, at || undefined));
}

async function readBoardPage(
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
  isOfHost: (host: string) => boolean,
): Promise<BoardPage | RecordResult> {
  const whole = await readPageBytes(bytes);
  const { text, readAs, doubt } = decodeHtml(whole, context.charset);
  const page = parseHtml(text);
  const { manifest } = context;
  const saved = context.around ?? savedFrom(page);
  const origin = addressOfOrigin(manifest);
  const given = origin === undefined ? undefined : canonicalUrl(origin);
  const url = given ?? addressIn(page, saved);
  const isCopy = given === undefined && bearsArchive(page, saved);
  const isOfBoard = url === undefined || (isOfHost(url.hostname) && !isArchiveHost(url.hostname));
  if (isCopy || !isOfBoard || url === undefined) return savedPageResult(whole, context);
  const doubts = [
    ...doubtsOf(context, saved, url.href),
    ...(doubt ? [warning(1, doubt.code, doubt.message)] : []),
  ];
  const shownBy = collectedBy(manifest) ?? saved?.saved?.latest ?? undefined;
  const platform = manifest?.platform;
  const from = { origin: url.href, ...(platform && { platform }) };
  const isProven = given !== undefined;
  return { page, whole, readAs, url, from, isProven, shownBy, doubts };
}

const UNPROVEN =
  "where the page is from only the page itself says: a manifest with its address as origin would bear it out";

/** What the page shows, by who says that it is of that board. */
function provenReading(reading: Reading | Skip, { isProven, url }: BoardPage): Reading | Skip {
  if (isProven || "skip" in reading) return reading;
  const source = { name: `the page itself, which gives its address as ${url.href}` };
  const told = reading.told.map(
    (one): Told => (one.basis === undefined ? { ...one, basis: "reported", source } : one),
  );
  return { ...reading, told };
}

/** Each post a record, in the order of the page. */
function postResults(board: BoardPage, posts: readonly (() => Reading | Skip)[]): RecordResult[] {
  const { whole, readAs, shownBy, isProven, page, doubts } = board;
  const results = posts.map((read, index) => {
    const place = { bytes: [0, whole.length] as [number, number], record: index + 1, ...readAs };
    return readingResult({ place, shownBy }, [], () => provenReading(read(), board));
  });
  const [first, ...rest] = results;
  if (first === undefined) return [];
  const notes = [
    ...doubts,
    ...(isProven ? [] : [warning(1, "page-unproven", UNPROVEN)]),
    ...(page.tooDeep
      ? [warning(1, "nested-too-deep", "elements are nested too deeply; the rest is taken as flat")]
      : []),
  ];
  return [{ ...first, diagnostics: [...notes, ...first.diagnostics] }, ...rest];
}

/** No site is known whose posts they would be: any page can show what boards show. */
const onNoSite = (results: readonly RecordResult[]): Diagnostic[] =>
  results
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ code }) => code === "no-site")
    .slice(0, 1)
    .map((one) => ({ ...one, severity: "warning" }));

/**
 * What a saved page shows: the posts that are found on it, or what it is as a page where it is a copy in
 * an archive of pages, of no such host, or shows no post of a site that is known.
 * @throws ImportError `bad-structure` when nothing says what page it is
 */
export async function boardPageResults(
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
  isOfHost: (host: string) => boolean,
  postsOn: (board: BoardPage) => (() => Reading | Skip)[],
): Promise<RecordResult[]> {
  const board = await readBoardPage(bytes, context, isOfHost);
  if ("outcome" in board) return [board];
  const results = postResults(board, postsOn(board));
  const doubts = onNoSite(results);
  if (results.length > 0 && doubts.length === 0) return results;
  const read = await savedPageResult(board.whole, context);
  return [{ ...read, diagnostics: [...read.diagnostics, ...doubts] }];
}

const BEGINS = /^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head)\b/i;

/** Whether a file begins as a whole page does, comments aside. */
export const beginsAsPage = (text: string): boolean => BEGINS.test(text);

/**
 * Whether one of the tags has another mark too, on either side. `tags` takes each to its end, so that
 * none is looked at again; SingleFile leaves out quotes of attributes.
 */
export function someTag(text: string, tags: RegExp, other: RegExp): boolean {
  for (const [tag] of text.matchAll(tags)) if (other.test(tag)) return true;
  return false;
}

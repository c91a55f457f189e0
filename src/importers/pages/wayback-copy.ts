/**
 * A page of the Wayback Machine, as a browser saved it. That it is one, only the manifest can say: the
 * page's own marks are what its author could have written. Links that the archive wrapped in
 * `/web/<stamp>/` are its record of the page; others were put there after, or were relative.
 */
import { ImportError } from "../../model/errors.ts";
import { keyOfUrl } from "../../model/key.ts";
import { type HtmlPage, inHead, parseHtml } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { placed } from "../reading/said.ts";
import { isWaybackHost, keyOfCopy, type PageCopy, wrappedIn } from "./page-copy.ts";
import type { Unwrap } from "./page-links.ts";
import { type SavedFrom, savedFrom } from "./saved-from.ts";
import {
  type Capture,
  captureAt,
  stampOf,
  type WaybackMarks,
  waybackMarks,
} from "./wayback-marks.ts";

const MAY_BEAR = /__wm\.wombat|wm-ipp|FILE ARCHIVED ON|archive\.org\/web\/\d/;

/** Whether a page bears marks of the Wayback Machine. */
export function bearsWayback(page: HtmlPage, from: SavedFrom | undefined): boolean {
  const { isWrapped, saved } = waybackMarks(page, from);
  return isWrapped || saved !== undefined;
}

/** Whether the first bytes of a page bear marks of the Wayback Machine. */
export function isWaybackPage(sample: Uint8Array): boolean {
  const { text } = decodeHtml(sample);
  if (!MAY_BEAR.test(text)) return false;
  const page = parseHtml(text);
  return bearsWayback(page, savedFrom(page));
}

const refused = (message: string): ImportError => new ImportError("bad-structure", message);
const ADDRESS = "https://web.archive.org/web/<stamp>/...";
const NO_CAPTURE = `the page of the Wayback Machine does not say what it is a copy of and when it was taken: write its address (${ADDRESS}) as "origin" in its manifest`;
const NO_WRAPPER =
  "the address is that of a copy in the Wayback Machine, but nothing of the archive stands around the page, so it may be no copy: save it again, or from the address with id_ behind the stamp";
const OWN_PAGE =
  "this is a page of the Wayback Machine itself (an error, a redirect or its calendar), not a copy: save the copy";
const differs = (one: string, other: string): ImportError =>
  refused(
    `${one} and ${other} do not name the same copy: write its address (${ADDRESS}) as "origin" in its manifest, or save it again`,
  );

const OWN_TITLE = /^(?:Internet Archive:?\s+)?Wayback Machine$/i;
const OWN_WORDS =
  /has not archived that URL|Got an HTTP \d{3} response at crawl time|excluded from the Wayback Machine/i;

function refuseOwnPage(page: HtmlPage): void {
  const [title] = inHead(page, "title");
  const error = page.anchors.get("error");
  const isOwn =
    (title && OWN_TITLE.test(wordsOf(title).trim())) || (error && OWN_WORDS.test(wordsOf(error)));
  if (isOwn) throw refused(OWN_PAGE);
}

type Named = readonly [who: string, capture: Partial<Pick<Capture, "stamp">> & { url?: string }];

function namedBy(given: Capture | undefined, marks: WaybackMarks): Named[] {
  const { script, saved, closing } = marks;
  const whole = (who: string, capture: Capture | undefined): Named[] =>
    capture ? [[who, { stamp: capture.stamp, url: capture.url.value }]] : [];
  const stamp = closing && stampOf(closing.value);
  // What the archive wrote goes before a comment that may be from an older page.
  const isKnown = given !== undefined && (script !== undefined || stamp !== undefined);
  return [
    ...whole("the manifest's origin", given),
    ...whole("the archive's script", script),
    ...whole("the browser's comment", isKnown ? undefined : saved),
    ...(stamp === undefined ? [] : [["the archive's last comment", { stamp }] as const]),
  ];
}

/** @throws ImportError `bad-structure` when two of them name different copies */
function checkAgreement(named: readonly Named[]): void {
  const [first, ...others] = named;
  if (first === undefined) return;
  const [who, { stamp, url }] = first;
  for (const [other, capture] of others) {
    const isSame =
      (capture.stamp ?? stamp) === stamp &&
      (capture.url === undefined || url === undefined || keyOfUrl(capture.url) === keyOfUrl(url));
    if (!isSame) throw differs(who, other);
  }
}

/** By the toolbar and the last comment, where neither script nor browser names the copy. */
function captureInToolbar({ closing, toolbar }: WaybackMarks): Capture | undefined {
  const stamp = closing && stampOf(closing.value);
  return toolbar && stamp !== undefined ? { url: toolbar, stamp, isIdentity: false } : undefined;
}

/** The manifest is not in the file, in which the toolbar shows the address, and the comment the time. */
function placeIn({ toolbar, closing, saved }: WaybackMarks, given: Capture): Capture {
  const isShown = toolbar && keyOfUrl(toolbar.value) === keyOfUrl(given.url.value);
  const at = (isShown ? toolbar.at : undefined) ?? closing?.at ?? saved?.url.at;
  return { ...given, url: { ...given.url, ...placed(at) } };
}

const unwrapFrom =
  (stamp: string): Unwrap =>
  (url, written) => {
    const address = wrappedIn(url);
    if (address === undefined) {
      return isWaybackHost(url.hostname) ? undefined : { address: url.href, isArchived: false };
    }
    const isWhole = /^\s*(?:(?:https?:)?\/\/web\.archive\.org)?\/web\/\d/.test(written);
    const isArchived = isWhole && captureAt({ value: url.href })?.stamp === stamp;
    return { address, isArchived };
  };

function copyOf(page: HtmlPage, capture: Capture): Omit<PageCopy, "isProven"> {
  const { url, stamp } = capture;
  const address = `https://web.archive.org/web/${stamp}/${url.value}`;
  const key = keyOfUrl(address);
  if (key === undefined || keyOfUrl(url.value) === undefined) throw refused(NO_CAPTURE);
  return {
    archive: "web.archive.org",
    key: { ...url, value: key },
    original: url,
    taken: [],
    root: page.root,
    head: true,
    address,
    unwrap: unwrapFrom(stamp),
  };
}

/** As it was taken: nothing in it is the archive's, and all of it what the archive took. */
function identityCopy(
  page: HtmlPage,
  capture: Capture,
  from: SavedFrom | undefined,
): Omit<PageCopy, "isProven"> {
  const [title] = inHead(page, "title");
  // The manifest is not in the file, whose title shows which page is meant.
  const shown = title && wordsOf(title) !== "" ? { at: placeOfElement(title) } : {};
  // In a browser, the page's scripts have changed it.
  const isArchived = from === undefined;
  return {
    ...copyOf(page, { ...capture, url: { ...shown, ...capture.url } }),
    address: capture.url.value,
    unwrap: (url) => ({ address: url.href, isArchived }),
  };
}

/** The digits of a stamp that is not whole, and the page; undefined for other addresses. */
function checkPartial(origin: string, shown: Capture | undefined): void {
  const inner = wrappedIn(new URL(origin));
  const digits = /\/web\/(\d*)(?:[a-z]{2}_)?\//.exec(origin)?.[1];
  if (shown === undefined || inner === undefined || digits === undefined) {
    keyOfCopy(origin);
    throw refused(NO_CAPTURE);
  }
  if (!shown.stamp.startsWith(digits) || keyOfUrl(shown.url.value) !== keyOfUrl(inner)) {
    throw differs("the manifest's origin", "the page");
  }
}

/**
 * The copy that a page is: *proven* by the address of that copy as the manifest's origin, with the
 * archive's marks that agree with it, or with `id_`. `origin` is an address on the archive's host;
 * without one, it is only the file's word.
 * @throws ImportError `bad-structure` when it is a page of the archive's own, when nothing says which
 * copy it is, or when what says so disagrees
 */
export function findWaybackCopy(
  page: HtmlPage,
  origin: string | undefined,
  from: SavedFrom | undefined,
): PageCopy | undefined {
  const given = origin === undefined ? undefined : captureAt({ value: origin });
  const isOfArchive = origin !== undefined && wrappedIn(new URL(origin)) === undefined;
  if (given === undefined && isOfArchive) return undefined;
  if (given?.isIdentity) {
    refuseOwnPage(page);
    return { ...identityCopy(page, given, from), isProven: true };
  }
  const marks = waybackMarks(page, from);
  if (origin === undefined && !marks.isWrapped && marks.saved === undefined) return undefined;
  refuseOwnPage(page);
  if (origin === undefined && marks.saved?.isIdentity) {
    return { ...identityCopy(page, marks.saved, from), isProven: false };
  }
  const shown = marks.script ?? marks.saved ?? captureInToolbar(marks);
  if (origin !== undefined && given === undefined) checkPartial(origin, shown);
  if (!marks.isWrapped) throw refused(NO_WRAPPER);
  checkAgreement(namedBy(given, marks));
  const capture = marks.script ?? (given ? placeIn(marks, given) : shown);
  if (capture === undefined) throw refused(NO_CAPTURE);
  const taken = marks.closing ? [marks.closing] : [];
  return { ...copyOf(page, capture), taken, isProven: given !== undefined };
}

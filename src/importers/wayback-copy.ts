/**
 * A page of the Wayback Machine, as a browser saved it. The archive writes address and 14-digit stamp
 * (UTC) into the call `__wm.wombat("URL","20170505183502",…)`, the time into the comment "FILE ARCHIVED
 * ON 18:35:02 May 05, 2017", wraps every link in `/web/<stamp>/`, and adds a toolbar, which is left out.
 * The comment's second time, of retrieval, is the collector's and not read.
 */
import { ImportError } from "../model/errors.ts";
import { keyOfUrl } from "../model/key.ts";
import { parseTime, type Time, TimeFormatError } from "../model/time.ts";
import { attributeOf, decodeHtml, type HtmlPage } from "./html.ts";
import { placeOfComment, placeOfElement } from "./html-place.ts";
import { wordsOf } from "./html-words.ts";
import { isWaybackHost, type PageCopy, type Placed, wrappedIn } from "./page-copy.ts";
import { savedFrom } from "./saved-from.ts";

const MARKS = new RegExp(
  [
    String.raw`\b__wm\.wombat\(`,
    String.raw`<!--\s*BEGIN WAYBACK TOOLBAR INSERT`,
    String.raw`<!--\s*End Wayback Rewrite JS Include`,
    String.raw`\bsaved from url=\(\d+\)https?://web\.archive\.org/web/\d`,
    String.raw`\bSingleFile\s+url: https?://web\.archive\.org/web/\d`,
    String.raw`\bFILE ARCHIVED ON [\d:]{7,8} \w{3} \d{1,2}, \d{4} AND RETRIEVED FROM THE\s+INTERNET ARCHIVE`,
  ].join("|"),
);

/** Whether the first bytes of a page show that the Wayback Machine gave it. */
export const isWaybackPage = (sample: Uint8Array): boolean => MARKS.test(decodeHtml(sample).text);

interface Capture {
  url: Placed<string>;
  stamp: string;
}

const WOMBAT = /__wm\.wombat\(\s*("(?:[^"\\\n]|\\.){1,4096}")\s*,\s*"(\d{14})"/;

/** A string of JavaScript whose ampersands the archive wrote as in HTML. */
function unquoted(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal)).replaceAll("&amp;", "&");
  } catch {
    return undefined;
  }
}

function captureInScript(page: HtmlPage): Capture | undefined {
  for (const element of page.about.filter("script").toArray()) {
    const [, literal, stamp] = WOMBAT.exec(wordsOf(element)) ?? [];
    const value = literal === undefined ? undefined : unquoted(literal);
    if (value !== undefined && stamp !== undefined) {
      return { url: { value, at: placeOfElement(element) }, stamp };
    }
  }
  return undefined;
}

const stampIn = (address: string): string | undefined =>
  /^https?:\/\/(?:web\.)?archive\.org\/web\/(\d{14})(?:[a-z]{2}_)?\//.exec(address)?.[1];

function captureInAddress(address: Placed<string> | undefined): Capture | undefined {
  const stamp = address && stampIn(address.value);
  const inner = stamp && URL.canParse(address.value) && wrappedIn(new URL(address.value));
  return stamp && inner ? { url: { ...address, value: inner }, stamp } : undefined;
}

const ARCHIVED_ON = /FILE ARCHIVED ON (\d{1,2}):(\d{2}):(\d{2}) (\w{3}) (\d{1,2}), (\d{4})/;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function archivedOn(page: HtmlPage): Placed<Time>[] {
  return page.comments.flatMap((comment, index) => {
    const [written, hour, minute, second, name = "", day, year] = ARCHIVED_ON.exec(comment) ?? [];
    const month = String(MONTHS.indexOf(name) + 1).padStart(2, "0");
    if (written === undefined) return [];
    const clock = `${hour?.padStart(2, "0")}:${minute}:${second}`;
    try {
      const time = parseTime(`${year}-${month}-${day?.padStart(2, "0")} ${clock}`, {
        name: "UTC",
        reason: "documented",
      });
      const asWritten = written.replace("FILE ARCHIVED ON ", "");
      return [{ value: { ...time, asWritten }, at: placeOfComment(index) }];
    } catch (error) {
      if (error instanceof TimeFormatError) return [];
      throw error;
    }
  });
}

/** The page that the toolbar shows, for a copy whose stamp is only in the comment. */
function captureInToolbar(page: HtmlPage, taken: readonly Placed<Time>[]): Capture | undefined {
  const at = taken[0]?.value.earliest;
  const field = page.$("[id=wmtbURL]:first").get(0);
  const value = field && attributeOf(field, "value");
  if (!field || !value || at === undefined || at === null) return undefined;
  const stamp = new Date(at).toISOString().replace(/\D/g, "").slice(0, 14);
  return { url: { value, at: placeOfElement(field, "value") }, stamp };
}

const NO_CAPTURE =
  'the page of the Wayback Machine does not say what it is a copy of and when it was taken: write its address (https://web.archive.org/web/<stamp>/...) as "origin" in its manifest';

/**
 * The copy that the page is, where it bears the marks of the Wayback Machine.
 * @throws ImportError `bad-structure` when neither the page nor the manifest says which copy it is
 */
export function findWaybackCopy(page: HtmlPage, origin: string | undefined): PageCopy | undefined {
  const taken = archivedOn(page);
  const saved = savedFrom(page);
  const address = saved?.url === undefined ? undefined : { value: saved.url, at: saved.at };
  const isOne =
    taken.length > 0 || page.comments.some((comment) => /WAYBACK TOOLBAR INSERT/.test(comment));
  const capture =
    captureInScript(page) ??
    captureInAddress(address) ??
    (isOne ? captureInToolbar(page, taken) : undefined) ??
    (isOne && origin !== undefined ? captureInAddress({ value: origin }) : undefined);
  if (capture === undefined && !isOne) return undefined;
  const wrapped = capture && `https://web.archive.org/web/${capture.stamp}/${capture.url.value}`;
  const key = wrapped === undefined ? undefined : keyOfUrl(wrapped);
  if (capture === undefined || wrapped === undefined || key === undefined) {
    throw new ImportError("bad-structure", NO_CAPTURE);
  }
  return {
    key: { ...capture.url, value: key },
    original: capture.url,
    taken,
    root: page.root,
    head: true,
    address: wrapped,
    unwrap: (url) => wrappedIn(url) ?? (isWaybackHost(url.hostname) ? undefined : url.href),
  };
}

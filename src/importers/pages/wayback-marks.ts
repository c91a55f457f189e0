/**
 * What the Wayback Machine writes into a page that it gives: address and 14-digit stamp (UTC) in the
 * call `__wm.wombat("URL","20170505183502",…)` in the head, a toolbar, and behind all the comment "FILE
 * ARCHIVED ON 18:35:02 May 05, 2017", whose second time, of retrieval, is the collector's and not read.
 * The author of a page may write all of it too, so none of it is proof.
 */
import { keyOfUrl } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { attributeOf, type HtmlElement, type HtmlPage, inHead } from "../reading/html.ts";
import { placeOfComment, placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { type Placed, wrappedIn } from "./page-copy.ts";
import type { SavedFrom } from "./saved-from.ts";

export interface Capture {
  url: Placed<string>;
  stamp: string;
  /** Given as it was taken (`id_`), without anything of the archive's. */
  isIdentity: boolean;
}

export interface WaybackMarks {
  script: Capture | undefined;
  /** By the browser that saved it. */
  saved: Capture | undefined;
  closing: Placed<Time> | undefined;
  /** The address in the toolbar. */
  toolbar: Placed<string> | undefined;
  /** Whether anything of the archive's stands around the page; the browser's comment is not. */
  isWrapped: boolean;
}

const WOMBAT = /(?:^|[;\n{])[ \t]*__wm\.wombat\(\s*("(?:[^"\\\n]|\\.){1,4096}")\s*,\s*"(\d{14})"/;
const JAVASCRIPT = /^(?:(?:text|application)\/(?:x-)?(?:java|ecma)script|module)$/i;

const isRun = (script: HtmlElement): boolean => {
  const type = attributeOf(script, "type")?.trim() ?? "";
  return type === "" || JAVASCRIPT.test(type);
};

/** A string of JavaScript whose ampersands the archive wrote as in HTML. */
function unquoted(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal)).replaceAll("&amp;", "&");
  } catch {
    return undefined;
  }
}

/** By the first such call: the archive's stands before the page's own scripts. */
function captureInScript(page: HtmlPage): Capture | undefined {
  for (const element of inHead(page, "script")) {
    const [, literal, stamp] = (isRun(element) && WOMBAT.exec(wordsOf(element))) || [];
    const value = literal === undefined ? undefined : unquoted(literal);
    if (value !== undefined && stamp !== undefined) {
      return { url: { value, at: placeOfElement(element) }, stamp, isIdentity: false };
    }
  }
  return undefined;
}

/** The capture that an address of the archive leads to, where it has all 14 digits. */
export function captureAt(address: Placed<string>): Capture | undefined {
  const key = keyOfUrl(address.value);
  const [, stamp, wrapped] = /^wayback:(\d{14})\/(.+)$/.exec(key ?? "") ?? [];
  if (stamp === undefined || wrapped === undefined) return undefined;
  const value = wrappedIn(new URL(address.value)) ?? wrapped;
  const isIdentity = /^[^?#]*?\/\d{14}id_\//.test(address.value);
  return { url: { ...address, value }, stamp, isIdentity };
}

const ARCHIVED_ON = /FILE ARCHIVED ON (\d{1,2}):(\d{2}):(\d{2}) (\w{3}) (\d{1,2}), (\d{4})/;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function archivedOn(comment: string, at: string): Placed<Time> | undefined {
  const [written, hour, minute, second, name = "", day, year] = ARCHIVED_ON.exec(comment) ?? [];
  if (written === undefined) return undefined;
  const month = String(MONTHS.indexOf(name) + 1).padStart(2, "0");
  const clock = `${hour?.padStart(2, "0")}:${minute}:${second}`;
  try {
    const time = parseTime(`${year}-${month}-${day?.padStart(2, "0")} ${clock}`, {
      name: "UTC",
      reason: "documented",
    });
    return { value: { ...time, asWritten: written.replace("FILE ARCHIVED ON ", "") }, at };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

/** The last one behind the page: the archive writes its own behind whatever the page ends with. */
function closingOf({ comments, commentSites }: HtmlPage): Placed<Time> | undefined {
  for (let index = comments.length - 1; commentSites[index] === "after"; index -= 1) {
    const comment = comments[index] ?? "";
    if (ARCHIVED_ON.test(comment)) return archivedOn(comment, placeOfComment(index));
  }
  return undefined;
}

const addressSaved = (value: string, { at }: SavedFrom): Placed<string> =>
  at === undefined ? { value } : { value, at };

export function waybackMarks(page: HtmlPage, saved: SavedFrom | undefined): WaybackMarks {
  const script = captureInScript(page);
  const closing = closingOf(page);
  const bar = page.anchors.get("wm-ipp-base") ?? page.anchors.get("wm-ipp");
  const field = bar && page.anchors.get("wmtbURL");
  const value = field && attributeOf(field, "value");
  return {
    script,
    saved: saved?.url === undefined ? undefined : captureAt(addressSaved(saved.url, saved)),
    closing,
    toolbar: field && value ? { value, at: placeOfElement(field, "value") } : undefined,
    isWrapped: script !== undefined || closing !== undefined || bar !== undefined,
  };
}

export const stampOf = (time: Time): string | undefined =>
  time.earliest === null
    ? undefined
    : new Date(time.earliest).toISOString().replace(/\D/g, "").slice(0, 14);

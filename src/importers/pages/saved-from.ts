/**
 * What browsers write into a page that they save: Chrome's and Edge's `<!-- saved from
 * url=(0025)https://… -->` (Blink's FrameSerializer, where `--` became `%2D`; `about:internet` where
 * they do not say), and SingleFile's first comment with the time of saving, which stays that of the
 * first saving when a page is saved again, or its `script[data-single-file-options]` (single-file-core,
 * core/index.js). Firefox and Safari write nothing. The author of a page may write the same: it is
 * only what the file says of itself.
 */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { instant, parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { attributeOf, type HtmlPage, parentOf } from "../reading/html.ts";
import { placeOfComment, placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { isFields } from "../reading/records.ts";
import { placed } from "../reading/said.ts";
import type { Note } from "./json-ld.ts";

export interface SavedFrom {
  url?: string;
  saved?: Time;
  /** The browser wrote that it does not say where the page is from. */
  isNowhere?: true;
  /** In the page; absent where something around the page says it. */
  at?: string;
  /** Where the time stands, if not there too. */
  savedAt?: string;
}

const CHROME = /^\s*saved from url=\(\d+\)(https?:\/\/\S{1,4096})\s*$/i;
const SINGLE_FILE = /^\s*(?:Page saved with SingleFile|Archive processed by SingleFile)\b/;
const NOWHERE = /^\s*saved from url=\(\d+\)about:internet\s*$/i;
const URL_LINE = /^[ \t]*url:[ \t]*(https?:\/\/\S{1,4096})[ \t]*$/m;
const DATE_LINE =
  /^[ \t]*saved date:[ \t]*\w{3} (\w{3}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})/m;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function savedDate(comment: string): Time | undefined {
  const [written, name = "", day, year, clock, offset] = DATE_LINE.exec(comment) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  if (written === undefined || month === 0) return undefined;
  try {
    const time = parseTime(`${year}-${String(month).padStart(2, "0")}-${day} ${clock}${offset}`);
    return { ...time, asWritten: written.replace(/^\s*saved date:\s*/, "") };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

function ofChrome(comment: string, at: string): SavedFrom | undefined {
  if (NOWHERE.test(comment)) return { isNowhere: true, at };
  const url = CHROME.exec(comment)?.[1];
  return url === undefined ? undefined : { url: url.replaceAll("%2D", "-"), at };
}

function ofSingleFile(comment: string, at: string): SavedFrom | undefined {
  if (!SINGLE_FILE.test(comment)) return undefined;
  const url = URL_LINE.exec(comment)?.[1];
  const saved = savedDate(comment);
  return { ...(url === undefined ? {} : { url }), ...(saved === undefined ? {} : { saved }), at };
}

const MAX_OPTIONS = 65_536;
/** Years that a clock may show. */
const isClock = (ms: unknown): ms is number =>
  typeof ms === "number" && Number.isSafeInteger(ms) && ms > 0 && ms < Date.UTC(2100, 0, 1);

function optionsIn(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > MAX_OPTIONS) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** By the script that SingleFile writes for itself when it is to save the page again. */
function ofOptions({ about }: HtmlPage): SavedFrom | undefined {
  for (const element of about.filter("script[data-single-file-options]").toArray()) {
    const isOfBody = parentOf(element)?.name === "body";
    if (!isOfBody || attributeOf(element, "type") !== "application/json") continue;
    const options = optionsIn(wordsOf(element));
    const [url, ms] = [options?.["saveUrl"], options?.["saveDate"]];
    if (typeof url !== "string" || !/^https?:\/\/\S{1,4096}$/.test(url)) continue;
    const script = placeOfElement(element);
    const saved = isClock(ms)
      ? { saved: instant(ms, "millisecond", String(ms)), savedAt: `${script}/saveDate` }
      : {};
    return { url: url.toWellFormed(), ...saved, at: `${script}/saveUrl` };
  }
  return undefined;
}

/** What the first such comment says, where that browser writes it: before `<html>`, or first in it; else SingleFile's script. */
export function savedFrom(page: HtmlPage): SavedFrom | undefined {
  const { comments, commentSites } = page;
  for (const [index, site] of commentSites.entries()) {
    const read = site === "before" ? ofChrome : site === "first" ? ofSingleFile : undefined;
    const saved = read?.(comments[index] ?? "", placeOfComment(index));
    if (saved !== undefined) return saved;
  }
  return ofOptions(page);
}

const ELSEWHERE = "the file says that it was saved elsewhere than the manifest says";
const LATER = "the file says that it was saved later than its manifest says that it was collected";

/** Where it says that it was saved from another page than the one of the manifest's origin. */
export function notesOfElsewhere(
  origin: string | undefined,
  saved: SavedFrom | undefined,
  key: Key | undefined,
): Note[] {
  const other = saved?.url === undefined ? undefined : keyOfUrl(saved.url);
  if (origin === undefined || other === undefined || other === key) return [];
  return [["saved-elsewhere", ELSEWHERE, saved?.at ?? ""]];
}

/** Where it says that it was saved after it was collected. */
export function notesOfLater(collected: number | undefined, saved: SavedFrom | undefined): Note[] {
  const earliest = saved?.saved?.earliest ?? undefined;
  if (collected === undefined || earliest === undefined || earliest <= collected) return [];
  return [["saved-later", LATER, saved?.at ?? ""]];
}

/** When it says that it was saved: a remark, which answers show and do not count by. */
export function savedRemark(subject: Key, { saved: time, savedAt, at }: SavedFrom): Fact[] {
  if (time === undefined) return [];
  return [
    {
      fact: "remark",
      kind: "attribute",
      subject,
      relation: "embedded-date-saved",
      value: time.asWritten,
      time,
      ...placed(savedAt ?? at),
    },
  ];
}

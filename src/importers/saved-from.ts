/**
 * What browsers write into a page that they save: Chrome's `<!-- saved from url=(0025)https://… -->`
 * (Blink's FrameSerializer, where `--` became `%2D`), and SingleFile's first comment, with the time
 * of saving (single-file-core, core/index.js). The author of a page may write the same: it is only
 * what the file says of itself.
 */
import { parseTime, type Time, TimeFormatError } from "../model/time.ts";
import type { HtmlPage } from "./html.ts";
import { placeOfComment } from "./html-place.ts";

export interface SavedFrom {
  url?: string;
  saved?: Time;
  at: string;
}

const CHROME = /^\s*saved from url=\(\d+\)(https?:\/\/\S{1,4096})\s*$/i;
const SINGLE_FILE = /^\s*(?:Page saved with SingleFile|Archive processed by SingleFile)\b/;
const URL_LINE = /^[ \t]*url:[ \t]*(https?:\/\/\S{1,4096})$/m;
const DATE_LINE =
  /^[ \t]*saved date:[ \t]*\w{3} (\w{3}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})/m;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function savedDate(comment: string): Time | undefined {
  const [written, name = "", day, year, clock, offset] = DATE_LINE.exec(comment) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  if (written === undefined || month === 0) return undefined;
  try {
    return parseTime(`${year}-${String(month).padStart(2, "0")}-${day} ${clock}${offset}`);
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

function ofChrome(comment: string, at: string): SavedFrom | undefined {
  const url = CHROME.exec(comment)?.[1];
  return url === undefined ? undefined : { url: url.replaceAll("%2D", "-"), at };
}

function ofSingleFile(comment: string, at: string): SavedFrom | undefined {
  if (!SINGLE_FILE.test(comment)) return undefined;
  const url = URL_LINE.exec(comment)?.[1];
  const saved = savedDate(comment);
  return { ...(url === undefined ? {} : { url }), ...(saved === undefined ? {} : { saved }), at };
}

/** What the first such comment says, where that browser writes it: before `<html>`, or first in it. */
export function savedFrom({ comments, commentSites }: HtmlPage): SavedFrom | undefined {
  for (const [index, site] of commentSites.entries()) {
    const read = site === "before" ? ofChrome : site === "first" ? ofSingleFile : undefined;
    const saved = read?.(comments[index] ?? "", placeOfComment(index));
    if (saved !== undefined) return saved;
  }
  return undefined;
}

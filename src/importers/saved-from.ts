/**
 * What browsers write into a page that they save: Chrome's `<!-- saved from url=(0025)https://… -->`
 * (Blink's FrameSerializer, where `--` became `%2D`), and SingleFile's first comment, with the time
 * of saving (single-file-core, core/index.js).
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

function readComment(comment: string, at: string): SavedFrom | undefined {
  const chrome = CHROME.exec(comment)?.[1];
  if (chrome !== undefined) return { url: chrome.replaceAll("%2D", "-"), at };
  if (!SINGLE_FILE.test(comment)) return undefined;
  const url = URL_LINE.exec(comment)?.[1];
  const saved = savedDate(comment);
  return { ...(url === undefined ? {} : { url }), ...(saved === undefined ? {} : { saved }), at };
}

const LOOKED_AT = 20;

/** What the first such comment says: a page saved again keeps the first. */
export function savedFrom(page: HtmlPage): SavedFrom | undefined {
  for (const [index, comment] of page.comments.slice(0, LOOKED_AT).entries()) {
    const saved = readComment(comment, placeOfComment(index));
    if (saved !== undefined) return saved;
  }
  return undefined;
}

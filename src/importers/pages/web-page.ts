/**
 * Saved web pages: news and others, and copies in the Wayback Machine, archive.today and archives that
 * run pywb. All are read alike, since the marks of an archive may stand beyond the first bytes; see saved-page.ts.
 * Left out: images, comments, prices and what else schema.org, OpenGraph or `<meta>` say beyond title,
 * type, language, authors, dates and address.
 */

import { discordHtml } from "../discord/discord-html.ts";
import { BOARD_PAGES } from "../imageboards/board-pages.ts";
import { type Importer, SAMPLE_BYTES } from "../importer.ts";
import { pastebinPage } from "../pastebin/pastebin-page.ts";
import { readPageBytes } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { skipped } from "../reading/records.ts";
import { isArchiveViewer } from "../twitter-tools/twitter-archive-viewer.ts";
import { isArchiveTodayPage } from "./archive-today-copy.ts";
import { isPywbPage } from "./pywb-copy.ts";
import { addressOfOrigin, isArchivedPage, parseSavedPage, savedPageResult } from "./saved-page.ts";
import { isWaybackPage } from "./wayback-copy.ts";

/** Before the first element may stand comments, as browsers and archives write them. */
const BEGINS_AS_HTML =
  /^\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b/i;

const isHtml = (sample: Uint8Array): boolean => BEGINS_AS_HTML.test(decodeHtml(sample).text);

const VIEWER =
  "it only shows what stands in the scripts of an account's archive from Twitter, and holds none of it";

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** What SingleFile packs into the head of a page may stand before its first post: all of it is looked at. */
export const webPage: Importer = {
  id: "web-page",
  version: 9,
  label: "Saved web page",
  reads: "A news article or another web page, saved as HTML (one file; SingleFile too).",
  example: "<!doctype html> … (with its address as origin in the manifest)",
  checkedAgainst: "real files",
  detects: (sample, whole) =>
    isHtml(sample) &&
    !isArchivedPage(sample) &&
    !pastebinPage.detects(sample, whole) &&
    !discordHtml.detects(sample, whole) &&
    !BOARD_PAGES.some((one) => one.detects(sample, whole)),
  authored: true,

  async *parse(bytes, context) {
    const page = await readPageBytes(bytes);
    const start = decodeHtml(page.subarray(0, SAMPLE_BYTES)).text;
    if (addressOfOrigin(context.manifest) === undefined && isArchiveViewer(start)) {
      yield [skipped(1, "archive-viewer", VIEWER)];
      return;
    }
    const isLong = page.length > SAMPLE_BYTES;
    const board = isLong ? BOARD_PAGES.find((one) => one.detects(page, true)) : undefined;
    if (board === undefined) yield [await savedPageResult(page, context)];
    else yield* board.parse(once(page), context);
  },
};

export const waybackPage: Importer = {
  id: "wayback-page",
  version: 7,
  label: "Wayback Machine page",
  reads: "A page of the Wayback Machine (web.archive.org) as a browser saved it, with its wrapper.",
  example: "<!doctype html> … FILE ARCHIVED ON 18:35:02 May 05, 2017 …",
  checkedAgainst: "documentation only",
  detects: (sample) => isHtml(sample) && isWaybackPage(sample),
  authored: true,
  parse: parseSavedPage,
};

export const archiveTodayPage: Importer = {
  id: "archive-today-page",
  version: 7,
  label: "archive.today page",
  reads: "A page of archive.today (archive.is, .ph and so on) as a browser saved it.",
  example: '<!DOCTYPE html> … <input name="q" value="https://…"> … archive.today',
  checkedAgainst: "real files",
  detects: (sample) => isHtml(sample) && !isWaybackPage(sample) && isArchiveTodayPage(sample),
  authored: true,
  parse: parseSavedPage,
};

export const pywbPage: Importer = {
  id: "pywb-page",
  version: 5,
  label: "Page of an archive that runs pywb",
  reads: "A page of Conifer or another archive that runs pywb, as a browser saved it.",
  example: '<script> … wbinfo.url = "https://…"; wbinfo.timestamp = "20170505183502"; …',
  checkedAgainst: "documentation only",
  detects: (sample) =>
    isHtml(sample) && !isWaybackPage(sample) && !isArchiveTodayPage(sample) && isPywbPage(sample),
  authored: true,
  parse: parseSavedPage,
};

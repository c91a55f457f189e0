/**
 * A page of a board that runs LynxChan (endchan, kohlchan, 8chan.moe …) as a browser saved it: a thread,
 * its last posts, or a page of a board. Whatever a site's own look is, the engine fills elements of the
 * same classes (src/be/engine/domManipulator/postingContent.js). E-mail addresses behind names are left
 * out, and pictures; names hold tripcodes in a form of their own, which are left in them.
 */
import { type Key, keyOfUrl } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import type { ImportContext, Importer } from "../importer.ts";
import { savedFrom } from "../pages/saved-from.ts";
import { isArchivedPage } from "../pages/saved-page.ts";
import { type HtmlElement, listedIn } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { RecordError, warning } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Warning } from "../reading/told.ts";
import { boardOf, type KnownBoard, knownBoard } from "./board.ts";
import {
  attributeSaid,
  type BoardPage,
  beginsAsPage,
  boardPageResults,
  elementsIn,
  hasClass,
  postWords,
  wordsSaid,
} from "./board-page.ts";
import type { SaidFlag } from "./board-post.ts";
import { noteOfOtherwise, pageClock } from "./lynxchan-date.ts";
import { quotesApart, readPagePost } from "./page-post.ts";

const isThread = (element: HtmlElement): boolean => hasClass(element, "opcell");
const isReply = (element: HtmlElement): boolean => hasClass(element, "postcell");

/** What a poster wrote is no part of the page around it. */
const isWords = (element: HtmlElement): boolean => hasClass(element, "divmessage");

/** Of the opening post not what its replies hold. */
const isElsewhere = (element: HtmlElement): boolean => isReply(element) || isWords(element);

const within = (from: HtmlElement | undefined, name: string): HtmlElement | undefined =>
  from && elementsIn(from, (element) => hasClass(element, name), isElsewhere)[0];

interface Place {
  known: KnownBoard;
  page: BoardPage;
  zone: Zone;
  /** The page's dates may have the day first. */
  isOpenOrder: boolean;
  /** Of which the page shows all. */
  whole: Key | undefined;
}

function numberOf(cell: HtmlElement): Said | undefined {
  const id = attributeSaid(cell, "id");
  return id && /^[1-9]\d{0,19}$/.test(id.value) ? id : undefined;
}

/** Those of lands, and no others, have a class of their own. */
function flagIn(cell: HtmlElement): SaidFlag | undefined {
  const flag = within(cell, "imgflag");
  const said = attributeSaid(flag, "title");
  return flag && said && { ...said, picked: !listedIn(flag, "class").some(isLand) };
}

const isLand = (name: string): boolean => /^flag-?[a-z]{2}$/.test(name);

/** Pages of a board show long posts in part. */
const cutIn = (cell: HtmlElement): HtmlElement | undefined =>
  within(cell, "contentomissionindicator");

const createdOf = (cell: HtmlElement): Said | undefined => wordsSaid(within(cell, "labelcreated"));
const editedOf = (cell: HtmlElement): Said | undefined => wordsSaid(within(cell, "labellastedit"));

const UTC: Zone = { name: "UTC", reason: "documented", note: "LynxChan's server writes UTC" };

function readPost(cell: HtmlElement, thread: HtmlElement, { known, page, ...place }: Place) {
  const no = numberOf(cell);
  if (no === undefined) throw new RecordError("no-number", "the post has no number");
  const board = boardOf(known, attributeSaid(thread, "data-boarduri"));
  const words = postWords(page, within(cell, "divmessage"));
  const clockOf = (said: Said | undefined, zone: Zone) =>
    pageClock(place.isOpenOrder ? undefined : said, zone);
  const { time, warnings } = clockOf(createdOf(cell), place.zone);
  const edited = clockOf(editedOf(cell), UTC);
  const cut = cutIn(cell);
  const read = readPagePost(
    {
      board,
      no,
      opening: numberOf(thread),
      time,
      edited: edited.time,
      title: wordsSaid(within(cell, "labelsubject")),
      words: words && quotesApart(cut ? { ...words, value: "" } : words, board, page),
      name: wordsSaid(within(cell, "linkname")),
      poster: wordsSaid(within(cell, "labelid")),
      flag: flagIn(cell),
      capcode: wordsSaid(within(cell, "labelrole")),
    },
    cut,
    place.whole,
  );
  return { ...read, warnings: [...read.warnings, ...warnings, ...edited.warnings] };
}

const OPEN_CLOCK: Warning = [
  "clock-unsure",
  'the page may show UTC, as the server writes it, or the clock of whoever saved it, if they had the site do so: say which with --zone UTC (or "zone": { "name": "UTC", "reason": "granted" } in the manifest)',
];

function wholeThread({ url }: BoardPage, threads: readonly HtmlElement[]): Key | undefined {
  const [only] = threads;
  const isPart = threads.length !== 1 || within(only, "labelomission") !== undefined;
  return isPart || /\/last\//.test(url.pathname) ? undefined : keyOfUrl(url.href);
}

const cellsOf = (thread: HtmlElement): HtmlElement[] => [
  thread,
  ...elementsIn(thread, isReply, isWords),
];

function postsOn(page: BoardPage, { zone, isSent }: ImportContext): (() => Reading)[] {
  const threads = elementsIn(page.page.root, isThread);
  const times = threads
    .flatMap(cellsOf)
    .flatMap((cell) => [createdOf(cell) ?? [], editedOf(cell) ?? []].flat());
  const otherwise = noteOfOtherwise(times);
  // A server may also send what a browser has saved.
  const isAsWritten = isSent === true && savedFrom(page.page) === undefined;
  const used = zone.reason === "unknown" && isAsWritten ? UTC : zone;
  const doubt = otherwise ?? (used.reason === "unknown" ? OPEN_CLOCK : undefined);
  if (doubt) page.doubts.push(warning(1, ...doubt));
  const isOpenOrder = otherwise !== undefined;
  const whole = wholeThread(page, threads);
  const place = { known: knownBoard(page.from), page, zone: used, isOpenOrder, whole };
  return threads.flatMap((thread) =>
    cellsOf(thread).map((cell) => () => readPost(cell, thread, place)),
  );
}

const THREAD = /<div\b[^<>]{0,1000}\bclass=["']?opCell\b/;
const CREATED = /\bclass=["']?labelCreated\b/;

export const lynxchanPage: Importer = {
  id: "lynxchan-page",
  version: 2,
  label: "Page of a board that runs LynxChan",
  reads:
    "The saved page of a thread or board of endchan, kohlchan, 8chan.moe or another site that runs LynxChan; write its address as origin where the page does not hold it, and the zone that it shows.",
  example:
    '<!DOCTYPE html> … <div class="opCell" data-boarduri="pol" id="123"> … <span class="labelCreated">10/20/2019 (Sun) 19:00:26</span>',
  checkedAgainst: "documentation only",

  detects(sample) {
    const { text } = decodeHtml(sample);
    return beginsAsPage(text) && THREAD.test(text) && CREATED.test(text) && !isArchivedPage(sample);
  },
  authored: true,

  async *parse(bytes, context) {
    const posts = (page: BoardPage) => postsOn(page, context);
    yield await boardPageResults(bytes, context, () => true, posts);
  },
};

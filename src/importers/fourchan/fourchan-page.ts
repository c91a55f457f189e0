/**
 * A page of 4chan as a browser saved it: a thread, or a page of a board. Its posts are in
 * `.postContainer`s, their times in `data-utc`, UTC seconds beside a clock of New York; the same is
 * shown once more for small screens. Which board it is is in the page's address. When it was saved is
 * not known unless the manifest or the browser says so. Pictures are left out.
 */
import { type Key, keyOfUrl } from "../../model/key.ts";
import { instant, type Time } from "../../model/time.ts";
import { type Board, boardOfFile, knownBoard, siteOfHost } from "../imageboards/board.ts";
import {
  attributeSaid,
  type BoardPage,
  beginsAsPage,
  boardPageResults,
  elementsIn,
  hasClass,
  postWords,
  someTag,
  wordsSaid,
} from "../imageboards/board-page.ts";
import type { SaidFlag, SaidPost } from "../imageboards/board-post.ts";
import { readPagePost } from "../imageboards/page-post.ts";
import type { Importer } from "../importer.ts";
import { isArchivedPage } from "../pages/saved-page.ts";
import type { HtmlElement } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { quoted, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import type { Reading } from "../reading/told.ts";

const isContainer = (element: HtmlElement): boolean => hasClass(element, "postcontainer");
const isThread = (element: HtmlElement): boolean => hasClass(element, "thread");

const within = (from: HtmlElement | undefined, name: string): HtmlElement | undefined =>
  from && elementsIn(from, (element) => hasClass(element, name), isContainer)[0];

/** The number in an id such as `p123`. */
function numberIn(element: HtmlElement | undefined, before: string): Said | undefined {
  const id = attributeSaid(element, "id");
  const no = id && new RegExp(`^${before}([1-9]\\d{0,19})$`).exec(id.value)?.[1];
  return id && no !== undefined ? { value: no, at: id.at } : undefined;
}

function timeIn(info: HtmlElement | undefined): Said<Time> | undefined {
  const written = attributeSaid(within(info, "datetime"), "data-utc");
  if (written === undefined) return undefined;
  const { value, at } = written;
  const seconds = /^\d{1,12}$/.test(value) ? Number(value) : MAX_SECONDS;
  if (seconds < MAX_SECONDS) return { value: instant(seconds * 1000, "second", value), at };
  throw new RecordError("bad-time", `${quoted(value)} is no time in seconds`, at);
}

function flagIn(info: HtmlElement | undefined): SaidFlag | undefined {
  const land = attributeSaid(within(info, "flag") ?? within(info, "countryflag"), "title");
  if (land) return { ...land, picked: false };
  const meme = attributeSaid(within(info, "bfl"), "title");
  return meme && { ...meme, picked: true };
}

/** Pages of a board show long posts in part. */
const cutIn = (message: HtmlElement | undefined): HtmlElement | undefined =>
  within(message, "abbr");

interface Place {
  board: Board;
  page: BoardPage;
  /** Of which the page shows all. */
  whole: Key | undefined;
}

function saidIn(container: HtmlElement, thread: HtmlElement, { board, page }: Place): SaidPost {
  const post = within(container, "post");
  const no = numberIn(post, "p");
  if (no === undefined) throw new RecordError("no-number", "the post has no number");
  const info = within(container, "postinfo");
  const name = within(info, "nameblock");
  const poster = within(info, "posteruid");
  const message = within(container, "postmessage");
  const [words, cut] = [postWords(page, message), cutIn(message)];
  return {
    board,
    no,
    opening: numberIn(thread, "t"),
    time: timeIn(info),
    title: wordsSaid(within(info, "subject")),
    words: cut ? words && { ...words, value: "" } : words,
    name: wordsSaid(within(name, "name")),
    trip: wordsSaid(within(name, "postertrip")),
    poster: wordsSaid(within(poster, "hand")),
    flag: flagIn(info),
    capcode: wordsSaid(within(name, "capcode")),
  };
}

const readPost = (container: HtmlElement, thread: HtmlElement, place: Place): Reading =>
  readPagePost(
    saidIn(container, thread, place),
    cutIn(within(container, "postmessage")),
    place.whole,
  );

const isOf4chan = (host: string): boolean => siteOfHost(host) !== undefined;

function postsOn(page: BoardPage): (() => Reading)[] {
  const threads = elementsIn(page.page.root, isThread);
  const isPart = threads.some((thread) => within(thread, "summary") !== undefined);
  const whole = isPart ? undefined : keyOfUrl(page.url.href);
  const place = { board: boardOfFile(knownBoard(page.from)), page, whole };
  return threads.flatMap((thread) =>
    elementsIn(thread, isContainer).map((container) => () => readPost(container, thread, place)),
  );
}

const POST = /<div\b[^<>]{0,1000}\bclass="postContainer (?:op|reply)Container\b/;
const TIMES = /<span\b[^<>]{0,1000}?\bclass=["']?dateTime\b[^<>]{0,1000}/g;
const UTC = /\bdata-utc=["']?\d/;

export const fourchanPage: Importer = {
  id: "4chan-page",
  version: 2,
  label: "4chan page",
  reads:
    "The saved page of a thread or board of 4chan; write its address as origin where the page does not hold it.",
  example:
    '<!DOCTYPE html> … <div class="postContainer opContainer" id="pc124512334"> … data-utc="1494004500" …',
  checkedAgainst: "documentation only",

  detects(sample) {
    const { text } = decodeHtml(sample);
    return (
      beginsAsPage(text) && POST.test(text) && someTag(text, TIMES, UTC) && !isArchivedPage(sample)
    );
  },
  authored: true,

  async *parse(bytes, context) {
    yield await boardPageResults(bytes, context, isOf4chan, postsOn);
  },
};

/**
 * A page of a board that runs vichan or its like (8chan, 8kun, infinity, Tinyboard) as a browser saved it: a
 * thread, its last posts, or a page of a board (vichan's templates/post_thread.html and post_reply.html).
 * Times are in `datetime` of `<time>`, UTC with a Z; older engines write an offset, or nothing. The board is in
 * `data-board`, the site in the page's address. E-mail addresses behind names are left out, and pictures.
 */
import { type Key, keyOfUrl } from "../../model/key.ts";
import type { Importer } from "../importer.ts";
import { isArchivedPage } from "../pages/saved-page.ts";
import type { HtmlElement } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { boardOf, type KnownBoard, knownBoard } from "./board.ts";
import { timeIn } from "./board-date.ts";
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
} from "./board-page.ts";
import type { SaidPost } from "./board-post.ts";
import { quotesApart, readPagePost } from "./page-post.ts";

const isPost = (element: HtmlElement): boolean =>
  hasClass(element, "post") && (hasClass(element, "op") || hasClass(element, "reply"));

const idOf = (element: HtmlElement | undefined, before: string): Said | undefined => {
  const id = attributeSaid(element, "id");
  const no = id && new RegExp(`^${before}_([1-9]\\d{0,19})$`).exec(id.value)?.[1];
  return id && no !== undefined ? { value: no, at: id.at } : undefined;
};

const isThread = (element: HtmlElement): boolean => idOf(element, "thread") !== undefined;

const within = (from: HtmlElement | undefined, name: string): HtmlElement | undefined =>
  from && elementsIn(from, (element) => hasClass(element, name), isPost)[0];

const tagWithin = (from: HtmlElement | undefined, name: string): HtmlElement | undefined =>
  from && elementsIn(from, (element) => element.tagName === name, isPost)[0];

interface Place {
  known: KnownBoard;
  page: BoardPage;
  /** Of which the page shows all. */
  whole: Key | undefined;
}

/** Pages of a board show long posts in part. */
const cutIn = (body: HtmlElement | undefined): HtmlElement | undefined => within(body, "toolong");

function saidIn(post: HtmlElement, thread: HtmlElement, { known, page }: Place): SaidPost {
  const no = idOf(post, "op") ?? idOf(post, "reply");
  if (no === undefined) throw new RecordError("no-number", "the post has no number");
  const board = boardOf(known, attributeSaid(thread, "data-board"));
  const intro = within(post, "intro");
  const body = within(post, "body");
  const words = postWords(page, body);
  const flag = attributeSaid(within(intro, "flag"), "title");
  return {
    board,
    no,
    opening: idOf(thread, "thread"),
    time: timeIn(attributeSaid(tagWithin(intro, "time"), "datetime")),
    title: wordsSaid(within(intro, "subject")),
    words: words && quotesApart(cutIn(body) ? { ...words, value: "" } : words, board, page),
    name: wordsSaid(within(intro, "name")),
    trip: wordsSaid(within(intro, "trip")),
    poster: wordsSaid(within(intro, "poster_id")),
    flag: flag && { ...flag, picked: false },
    capcode: wordsSaid(within(intro, "capcode")),
  };
}

const readPost = (element: HtmlElement, thread: HtmlElement, place: Place): Reading =>
  readPagePost(saidIn(element, thread, place), cutIn(within(element, "body")), place.whole);

/** The last posts of a thread stand at an address of their own, such as `123+50.html`. */
const LAST_POSTS = /\/res\/\d+[+-]\d+/;

function wholeThread({ url }: BoardPage, threads: readonly HtmlElement[]): Key | undefined {
  const [only] = threads;
  const isPart = threads.length !== 1 || within(only, "omitted") !== undefined;
  if (isPart || LAST_POSTS.test(decodeURIComponent(url.pathname))) return undefined;
  return keyOfUrl(url.href);
}

function postsOn(page: BoardPage): (() => Reading)[] {
  const threads = elementsIn(page.page.root, isThread);
  const place = { known: knownBoard(page.from), page, whole: wholeThread(page, threads) };
  return threads.flatMap((thread) =>
    elementsIn(thread, isPost).map((post) => () => readPost(post, thread, place)),
  );
}

const POSTS = /<div\b[^<>]{0,1000}?\bclass=["']?post (?:op|reply)\b[^<>]{0,1000}/g;
const NUMBER = /\bid=["']?(?:op|reply)_[1-9]/;
const INTRO = /<p\b[^<>]{0,1000}\bclass=["']?intro\b/;

export const vichanPage: Importer = {
  id: "vichan-page",
  version: 3,
  label: "Page of a board that runs vichan",
  reads:
    "The saved page of a thread or board of 8kun, 8chan or another site that runs vichan; write its address as origin where the page does not hold it.",
  example:
    '<!doctype html> … <div class="thread" id="thread_123" data-board="pol"> … <div class="post op" id="op_123">',
  checkedAgainst: "documentation only",

  detects(sample) {
    const { text } = decodeHtml(sample);
    return (
      beginsAsPage(text) &&
      someTag(text, POSTS, NUMBER) &&
      INTRO.test(text) &&
      !isArchivedPage(sample)
    );
  },
  authored: true,

  async *parse(bytes, context) {
    yield await boardPageResults(bytes, context, () => true, postsOn);
  },
};

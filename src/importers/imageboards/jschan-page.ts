/**
 * A page of a board that runs jschan (zzzchan …) as a browser saved it: a thread, its last posts, or a page
 * of a board (fatchan/jschan, views/mixins/post.pug). Board and numbers are in the attributes of each post,
 * times in `datetime` of `<time>`, in UTC. E-mail addresses behind names are left out, and pictures.
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
import type { SaidFlag, SaidPost } from "./board-post.ts";
import { quotesApart, readPagePost } from "./page-post.ts";

const isPost = (element: HtmlElement): boolean => hasClass(element, "post-container");
const isOpening = (element: HtmlElement): boolean => hasClass(element, "op");
const isThread = (element: HtmlElement): boolean =>
  element.tagName === "section" && hasClass(element, "thread");

const within = (from: HtmlElement | undefined, name: string): HtmlElement | undefined =>
  from && elementsIn(from, (element) => hasClass(element, name))[0];

const timeWithin = (from: HtmlElement | undefined): HtmlElement | undefined =>
  from && elementsIn(from, (element) => element.tagName === "time")[0];

interface Place {
  known: KnownBoard;
  page: BoardPage;
  /** Of which the page shows all. */
  whole: Key | undefined;
}

/** The board's own flags, which posters choose, are pictures of their own. */
function flagIn(info: HtmlElement | undefined): SaidFlag | undefined {
  const flag = within(info, "flag");
  const said = attributeSaid(flag, "title");
  return said && { ...said, picked: flag?.tagName === "img" };
}

const cutIn = (post: HtmlElement): HtmlElement | undefined => within(post, "viewfulltext");

function saidIn(post: HtmlElement, opening: Said | undefined, { known, page }: Place) {
  const no = attributeSaid(post, "data-post-id");
  if (no === undefined) throw new RecordError("no-number", "the post has no number");
  const board = boardOf(known, attributeSaid(post, "data-board"));
  const info = within(post, "post-info");
  const words = postWords(page, within(post, "post-message"));
  const edited = timeIn(attributeSaid(timeWithin(within(post, "edited")), "datetime"));
  return {
    board,
    no,
    opening,
    time: timeIn(attributeSaid(timeWithin(info), "datetime")),
    edited,
    title: wordsSaid(within(info, "post-subject")),
    words: words && quotesApart(cutIn(post) ? { ...words, value: "" } : words, board, page),
    name: wordsSaid(within(info, "post-name")),
    trip: wordsSaid(within(info, "post-tripcode")),
    poster: wordsSaid(within(info, "user-id")),
    flag: flagIn(info),
    capcode: wordsSaid(within(info, "post-capcode")),
  } satisfies SaidPost & { edited: unknown };
}

const openingOf = (posts: readonly HtmlElement[]): Said | undefined =>
  attributeSaid(posts.find(isOpening), "data-post-id");

/** Where posts are left out, the opening post leads to all of them. */
const isLeftOut = (post: HtmlElement): boolean =>
  elementsIn(post, (element) => element.tagName === "a").some((link) =>
    /^View the full thread$/.test(wordsSaid(link)?.value ?? ""),
  );

function postsOn(page: BoardPage): (() => Reading)[] {
  const threads = elementsIn(page.page.root, isThread).map((thread) => elementsIn(thread, isPost));
  const [only] = threads;
  const isPart = threads.length !== 1 || only?.[0] === undefined || isLeftOut(only[0]);
  const whole = isPart ? undefined : keyOfUrl(page.url.href);
  const place = { known: knownBoard(page.from), page, whole };
  return threads.flatMap((posts) => {
    const opening = openingOf(posts);
    return posts.map(
      (post) => () => readPagePost(saidIn(post, opening, place), cutIn(post), whole),
    );
  });
}

const POSTS = /<(?:div|article)\b[^<>]{0,400}?\bclass=["']?post-container\b[^<>]{0,1000}/g;
const NUMBER = /\bdata-post-id=["']?[1-9]/;

export const jschanPage: Importer = {
  id: "jschan-page",
  version: 2,
  label: "Page of a board that runs jschan",
  reads:
    "The saved page of a thread or board of a site that runs jschan; write its address as origin where the page does not hold it.",
  example: '<!DOCTYPE html> … <div class="post-container op" data-board="pol" data-post-id="123" …',
  checkedAgainst: "documentation only",

  detects(sample) {
    const { text } = decodeHtml(sample);
    return beginsAsPage(text) && someTag(text, POSTS, NUMBER) && !isArchivedPage(sample);
  },
  authored: true,

  async *parse(bytes, context) {
    yield await boardPageResults(bytes, context, () => true, postsOn);
  },
};

/**
 * A page of an archive of 4chan that runs FoolFuuka, as a browser saved it: a thread, a search, one
 * post. It is a copy of its thread; its posts tell of the originals, and ghost posts of the archive's
 * own. Each is an `article` (FoolCode/FoolFuuka, content/themes/default/views/board_comment.php, and
 * the later themes): `time[datetime]` is UTC, with a clock of New York in its title. Pictures are left
 * out.
 */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { boardOf, type KnownBoard, siteOfHost, threadKey } from "../imageboards/board.ts";
import { timeIn } from "../imageboards/board-date.ts";
import {
  attributeSaid,
  type BoardPage,
  beginsAsPage,
  boardPageResults,
  elementsIn,
  hasClass,
  postWords,
  wordsSaid,
} from "../imageboards/board-page.ts";
import type { BoardWords } from "../imageboards/board-post.ts";
import type { Importer } from "../importer.ts";
import { isArchivedPage } from "../pages/saved-page.ts";
import { attributeOf, type HtmlElement } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip, Told } from "../reading/told.ts";
import {
  type Archive,
  type ArchivedPost,
  archivedBoard,
  archiveOf,
  readArchivedPost,
} from "./archived-post.ts";

const isPost = ({ name, attribs }: HtmlElement): boolean =>
  name === "article" && /^\d+(?:_\d+)?$/.test(attribs["id"] ?? "");

/** What stands in the post itself, and not in its replies. */
const within = (
  post: HtmlElement | undefined,
  isSought: (element: HtmlElement) => boolean,
): HtmlElement | undefined => post && elementsIn(post, isSought, isPost)[0];

const byClass = (post: HtmlElement | undefined, name: string): HtmlElement | undefined =>
  within(post, (element) => hasClass(element, name));

/** Posts and, behind each, its replies: nothing stands within a reply. */
const postsIn = (root: HtmlElement): HtmlElement[] =>
  elementsIn(root, isPost).flatMap((post) => [post, ...elementsIn(post, isPost)]);

const timeOf = (post: HtmlElement): Said<Time> | undefined =>
  timeIn(
    attributeSaid(
      within(post, ({ name }) => name === "time"),
      "datetime",
    ),
  );

/** The thread is in the address of the post's own link; an opening post bears its number. */
function openingIn(post: HtmlElement, no: Said): Said | undefined {
  if (hasClass(post, "thread") || hasClass(post, "post_is_op")) return no;
  const links = elementsIn(
    post,
    ({ name, attribs }) => name === "a" && attribs["data-function"] === "highlight",
    isPost,
  );
  const own = links.find((link) => attributeOf(link, "class") === undefined);
  const href = attributeSaid(own, "href");
  const thread = href && /\/thread\/(\d{1,20})(?:\/|#|$)/.exec(href.value)?.[1];
  return href && thread !== undefined ? { value: thread, at: href.at } : undefined;
}

function deletedIn(post: HtmlElement): Said | undefined {
  const isMark = ({ attribs }: HtmlElement) => /\bdeleted\b/i.test(attribs["title"] ?? "");
  return attributeSaid(within(byClass(post, "post_type"), isMark), "title");
}

/** The archive's own links to what a post quotes are none of the post's. */
function wordsIn(post: HtmlElement, page: BoardPage): BoardWords | undefined {
  const text = byClass(post, "text");
  const words = postWords(page, text);
  if (text === undefined || words === undefined) return undefined;
  const quotes = elementsIn(text, (element) => hasClass(element, "backlink"));
  const made = new Set(quotes.map((link) => attributeOf(link, "href")));
  return { ...words, links: words.links.filter((link) => !made.has(link)) };
}

interface Place {
  known: KnownBoard;
  archive: Archive | undefined;
  page: BoardPage;
}

function saidIn(post: HtmlElement, { known, archive, page }: Place): ArchivedPost {
  const id = attributeSaid(post, "id");
  const [, num = "", below = "0"] = /^(\d+)(?:_(\d+))?$/.exec(id?.value ?? "") ?? [];
  const at = id?.at ?? "";
  const no = { value: num, at };
  const opening = openingIn(post, no);
  if (opening === undefined) {
    throw new RecordError("no-thread", "the page does not say which thread the post is in", at);
  }
  const hash = wordsSaid(byClass(post, "poster_hash"));
  const flag = attributeSaid(byClass(post, "flag"), "title");
  return {
    board: boardOf(known, attributeSaid(post, "data-board")),
    archive,
    no,
    subnum: { value: below, at },
    opening,
    time: timeOf(post),
    expired: undefined,
    deleted: deletedIn(post),
    title: wordsSaid(byClass(post, "post_title")),
    words: wordsIn(post, page),
    name: wordsSaid(byClass(post, "post_author")),
    trip: wordsSaid(byClass(post, "post_trip")),
    poster: hash && { ...hash, value: hash.value.replace(/^ID:/, "") },
    flag: flag && { ...flag, picked: false },
    capcode: wordsSaid(byClass(post, "post_level")),
    whole: false,
    warnings: [],
  };
}

/** The page itself: what a link to the archive leads to. */
function copyTold(key: Key, { opening, board }: ArchivedPost): Told {
  const facts: Fact[] = [{ fact: "item", item: key, type: "page", at: opening.at }];
  const copy = { subject: key, object: threadKey(board, opening), at: opening.at } as const;
  facts.push({ fact: "edge", relation: "COPY_OF", ...copy });
  return { subject: key, facts };
}

function readPost(post: HtmlElement, place: Place): Reading | Skip {
  const said = saidIn(post, place);
  const { url } = place.page;
  const isThreadPage = new RegExp(`/thread/${said.opening.value}/?$`).test(url.pathname);
  const reading = readArchivedPost({ ...said, whole: isThreadPage });
  const isOpening = said.opening.value === said.no.value && said.subnum?.value === "0";
  const key = isThreadPage && isOpening ? keyOfUrl(url.href) : undefined;
  if (key === undefined || "skip" in reading) return reading;
  return { ...reading, told: [...reading.told, copyTold(key, said)] };
}

/** Anybody can run it. */
const isOfFoolfuuka = (host: string): boolean => siteOfHost(host) === undefined;

function postsOn(page: BoardPage): (() => Reading | Skip)[] {
  const { from } = page;
  const place = { known: archivedBoard(from), archive: archiveOf(from), page };
  return postsIn(page.page.root).map((post) => () => readPost(post, place));
}

const POST = /<article\b[^<>]{0,1000}\bclass="[^"<>]{0,1000}\bdoc_id_\d+/;
const DATA = /\bclass=["']?post_data\b/;

export const foolfuukaPage: Importer = {
  id: "foolfuuka-page",
  version: 2,
  label: "Page of an archive of 4chan (FoolFuuka)",
  reads:
    "The saved page of a thread, search or post on 4plebs, desuarchive or another archive that runs FoolFuuka; write its address as origin where the page does not hold it.",
  example:
    '<!DOCTYPE html> … <article id="238084836" class="… thread doc_id_214320027" …> … <div class="post_data">',
  checkedAgainst: "documentation only",

  detects(sample) {
    const { text } = decodeHtml(sample);
    return beginsAsPage(text) && POST.test(text) && DATA.test(text) && !isArchivedPage(sample);
  },
  authored: true,

  async *parse(bytes, context) {
    yield await boardPageResults(bytes, context, isOfFoolfuuka, postsOn);
  },
};

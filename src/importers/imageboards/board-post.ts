/**
 * A post on a board, value by value, whoever kept it: what it says as facts. Who posted is known by a
 * tripcode, or by the id that a board gives a poster in one thread; a mere name is no account.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key, kindOfKey } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import {
  addPublished,
  addRemark,
  type CollectedPost,
  createPost,
  type Words,
} from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import { linksInHtml, linksInText, type QuotedPost, quotesInText } from "../reading/text-links.ts";
import type { Told } from "../reading/told.ts";
import { type Board, findPostBeside, findPostKey, postKey, threadKey, tripKey } from "./board.ts";

export interface BoardWords extends Words {
  quotes: readonly QuotedPost[];
}

export interface SaidFlag extends Said {
  picked: boolean;
}

export interface SaidPost {
  board: Board;
  no: Said;
  /** Number of the post that opened the thread. */
  opening: Said | undefined;
  time: Said<Time> | undefined;
  title?: Said | undefined;
  words?: BoardWords | undefined;
  name?: Said | undefined;
  trip?: Said | undefined;
  poster?: Said | undefined;
  flag?: SaidFlag | undefined;
  /** Of whoever runs the board. */
  capcode?: Said | undefined;
}

export interface BoardPost {
  post: CollectedPost;
  thread: Key | undefined;
  isOpening: boolean;
}

const END_OF_BLOCK = /<\/(?:p|div|li|blockquote|h[1-6])>/gi;

export function boardHtml(said: Said): BoardWords {
  const html = said.value.replace(/\r\n?/g, "\n").replace(END_OF_BLOCK, "$&<br>");
  const { text, links, quotes } = linksInHtml(html);
  return { value: text.trim(), at: said.at, links, quotes: [...quotes, ...quotesInText(text)] };
}

export const boardText = (said: Said): BoardWords => ({
  ...said,
  links: linksInText(said.value),
  quotes: quotesInText(said.value),
});

/** Subjects and names are HTML too, with entities; undefined where nothing is left of them. */
export function htmlSaid(said: Said | undefined): Said | undefined {
  const value = said === undefined ? "" : linksInHtml(said.value).text.trim();
  return said === undefined || value === "" ? undefined : { value, at: said.at };
}

interface Author {
  account: Key;
  said: Said;
  inThread: boolean;
}

type SaidAuthor = Pick<SaidPost, "board" | "name" | "trip" | "poster" | "capcode">;

function authorsOf({ board, trip, poster }: SaidAuthor, thread: Key | undefined): Author[] {
  const byTrip = trip && tripKey(board, trip.value);
  const byPoster = poster && thread && findKey(`${thread}/id/${poster.value}`);
  const authors = [
    { account: byTrip, said: trip, inThread: false },
    { account: byPoster, said: poster, inThread: true },
  ];
  return authors.flatMap(({ account, said, inThread }) =>
    account !== undefined && said !== undefined && kindOfKey(account) === "account"
      ? [{ account, said, inThread }]
      : [],
  );
}

export function addAuthors(post: CollectedPost, said: SaidAuthor, thread: Key | undefined): void {
  const name = said.name?.value === "Anonymous" ? undefined : said.name;
  const authors = authorsOf(said, thread);
  for (const { account, said: named, inThread } of authors) {
    const fact = { fact: "account", account } as const;
    const { at } = named;
    post.facts.push(inThread ? { ...fact, platform: post.platform, at } : { ...fact, at });
    if (name) post.facts.push({ ...fact, name: name.value, at: name.at });
    post.add("POSTED_BY", account, at);
  }
  if (authors.length === 0 && name) addRemark(post, "name", name);
  if (said.capcode) addRemark(post, "capcode", said.capcode);
}

function addFlag({ facts, key }: CollectedPost, { value, at, picked }: SaidFlag): void {
  const remark = { fact: "remark", kind: "attribute", subject: key, relation: "flag" } as const;
  facts.push({ ...remark, ...(picked ? { object: "picked by the poster" } : {}), value, at });
}

export function addQuotes(post: CollectedPost, board: Board, words: BoardWords): void {
  for (const { board: other, no } of words.quotes) {
    const quoted = other === undefined ? findPostKey(board, no) : findPostBeside(board, other, no);
    post.add("REPLIES_TO", quoted, words.at);
  }
}

/** @throws RecordError when its number is none */
export function readBoardPost(said: SaidPost): BoardPost {
  const { board, no, opening, time, title, words, flag } = said;
  const key = postKey(board, no);
  const thread = opening && threadKey(board, opening);
  const post = createPost(key, no.at, board.platform, { title, words });
  addPublished(post, time?.value, time?.at ?? "");
  if (opening) post.add("PART_OF", thread, opening.at);
  addAuthors(post, said, thread);
  if (flag) addFlag(post, flag);
  if (words) addQuotes(post, board, words);
  return { post, thread, isOpening: opening?.value === no.value };
}

/** The thread as its opening post tells of it. */
export function threadTold(thread: Key, { post }: BoardPost, { no, title }: SaidPost): Told {
  const item = { fact: "item", item: thread } as const;
  const facts: Fact[] = [{ ...item, type: "thread", platform: post.platform, at: no.at }];
  if (title) facts.push({ ...item, title: title.value, at: title.at });
  for (const fact of post.facts) if (fact.fact === "time") facts.push({ ...fact, item: thread });
  return { subject: thread, quoteAt: title?.at, facts };
}

/** That something happened to it by then, as a collector noticed. */
export function goneBy(subject: Key, relation: string, value: string, time: Said<Time>): Fact {
  const { latest, precision, zone, asWritten } = time.value;
  return {
    fact: "remark",
    kind: "event",
    subject,
    relation,
    value,
    time: {
      earliest: null,
      latest,
      ...(precision && { precision }),
      ...(zone && { zone }),
      ...(asWritten !== undefined && { asWritten }),
    },
    at: time.at,
  };
}

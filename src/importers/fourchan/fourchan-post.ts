/** What one post of 4chan's API says, as facts. */
import type { Fact, TimeFact } from "../../model/claim.ts";
import { findKey, type Key, kindOfKey, parseKey } from "../../model/key.ts";
import { instant } from "../../model/time.ts";
import {
  addUrl,
  createEdges,
  type Fields,
  findText,
  quoted,
  RecordError,
} from "../reading/records.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import { type HtmlLinks, linksInHtml } from "../reading/text-links.ts";

interface Post {
  key: Key;
  thread: Key;
  isOpening: boolean;
  platform: string;
  time: Pick<TimeFact, "earliest" | "latest" | "precision" | "zone" | "asWritten">;
  facts: Fact[];
  quoteAt: string | undefined;
}

const FIELD_WORDS = { no: "number", resto: "thread", time: "time" } as const;

function numberAt(post: Fields, field: keyof typeof FIELD_WORDS): number {
  const value = post[field];
  const isDigits = typeof value === "string" && /^\d{1,15}$/.test(value);
  const number = isDigits ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
  const word = FIELD_WORDS[field];
  if (value === undefined)
    throw new RecordError(`no-${word}`, `the post has no ${word}`, `/${field}`);
  throw new RecordError(`bad-${word}`, `${quoted(value)} is no ${word} of a post`, `/${field}`);
}

function timeOf(post: Fields): Post["time"] {
  const seconds = numberAt(post, "time");
  if (seconds > 0 && seconds < MAX_SECONDS) {
    return instant(seconds * 1000, "second", String(seconds));
  }
  throw new RecordError("bad-time", `${seconds} is no time in seconds`, "/time");
}

interface Author {
  account: Key;
  at: string;
}

/** A tripcode, or the id that the board gives a poster in one thread; never a mere name. */
function authorsOf(post: Fields, thread: Key): Author[] {
  const authors: Author[] = [];
  const trip = typeof post["trip"] === "string" ? findKey(`4chan:${post["trip"]}`) : undefined;
  if (trip !== undefined && kindOfKey(trip) === "account") {
    authors.push({ account: trip, at: "/trip" });
  }
  const id = typeof post["id"] === "string" ? findKey(`${thread}/id/${post["id"]}`) : undefined;
  if (id !== undefined) authors.push({ account: id, at: "/id" });
  return authors;
}

function authorFacts(post: Fields, key: Key, thread: Key, platform: string): Fact[] {
  const name = findText(post["name"]);
  const named: Fact[] = [];
  for (const { account, at } of authorsOf(post, thread)) {
    const fact = { fact: "account", account, at } as const;
    named.push(at === "/trip" ? fact : { ...fact, platform });
    if (name !== undefined && name !== "Anonymous") named.push({ ...fact, name, at: "/name" });
    named.push({ fact: "edge", relation: "POSTED_BY", subject: key, object: account, at });
  }
  return named;
}

/** Flags that the board derives from the address, and those that the poster picks; older meme flags share `country_name`. */
const FLAGS = [
  { code: "board_flag", name: "flag_name", picked: true },
  { code: "troll_country", name: "country_name", picked: true },
  { code: "country", name: "country_name", picked: false },
] as const;

function flagFacts(post: Fields, subject: Key): Fact[] {
  const flag = FLAGS.find(({ code }) => findText(post[code]) !== undefined);
  if (flag === undefined) return [];
  const field = findText(post[flag.name]) === undefined ? flag.code : flag.name;
  const value = findText(post[field]);
  if (value === undefined) return [];
  return [
    {
      fact: "remark",
      kind: "attribute",
      subject,
      relation: "flag",
      ...(flag.picked ? { object: "picked by the poster" } : {}),
      value,
      at: `/${field}`,
    },
  ];
}

function linkFacts(html: HtmlLinks, subject: Key, board: string): Fact[] {
  const facts: Fact[] = [];
  const add = createEdges(subject, facts);
  for (const quote of html.quotes) {
    add("REPLIES_TO", findKey(`4chan:${quote.board ?? board}/${quote.no}`), "/com");
  }
  for (const url of html.links) addUrl(add, url, "/com");
  return facts;
}

function itemFacts(post: Fields, item: Key, platform: string, html: HtmlLinks | undefined): Fact[] {
  const facts: Fact[] = [{ fact: "item", item, type: "post", platform, at: "/no" }];
  const title = plainText(post["sub"]);
  if (title !== undefined) facts.push({ fact: "item", item, title, at: "/sub" });
  if (html !== undefined && html.text !== "") {
    facts.push({ fact: "item", item, text: html.text, at: "/com" });
  }
  return facts;
}

/** Subjects are HTML too, with entities. */
function plainText(value: unknown): string | undefined {
  const html = findText(value);
  return html === undefined ? undefined : findText(linksInHtml(html).text);
}

/** @throws RecordError when the post has no number, no time, or a time that is none */
export function readPost(post: Fields, board: string): Post {
  const no = numberAt(post, "no");
  const resto = post["resto"] === undefined ? 0 : numberAt(post, "resto");
  const time = timeOf(post);
  const key = parseKey(`4chan:${board}/${no}`);
  const thread = parseKey(`4chan:${board}/thread/${resto || no}`);
  const platform = `4chan/${board}`;
  const com = findText(post["com"]);
  const html = com === undefined ? undefined : linksInHtml(com);
  return {
    key,
    thread,
    isOpening: resto === 0,
    platform,
    time,
    quoteAt: com === undefined ? findText(post["sub"]) && "/sub" : "/com",
    facts: [
      ...itemFacts(post, key, platform, html),
      { fact: "time", item: key, kind: "published", ...time, at: "/time" },
      {
        fact: "edge",
        relation: "PART_OF",
        subject: key,
        object: thread,
        at: resto === 0 ? "/no" : "/resto",
      },
      ...authorFacts(post, key, thread, platform),
      ...flagFacts(post, key),
      ...(html ? linkFacts(html, key, board) : []),
    ],
  };
}

/** The thread as its opening post tells of it. */
export function findThreadTitle(
  opening: Fields,
  { thread, platform, time }: Post,
): { facts: Fact[]; quoteAt: string | undefined } {
  const facts: Fact[] = [{ fact: "item", item: thread, type: "thread", platform, at: "/no" }];
  const title = plainText(opening["sub"]);
  if (title !== undefined) facts.push({ fact: "item", item: thread, title, at: "/sub" });
  facts.push({ fact: "time", item: thread, kind: "published", ...time, at: "/time" });
  return { facts, quoteAt: title === undefined ? undefined : "/sub" };
}

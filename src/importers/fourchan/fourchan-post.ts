/** One post as 4chan's API gives it, and boards that took over its form. */
import type { Fact } from "../../model/claim.ts";
import { EXPORTED } from "../../model/exported.ts";
import type { Key } from "../../model/key.ts";
import type { Board } from "../imageboards/board.ts";
import { isNear, OTHER_MOMENT, uploadMs } from "../imageboards/board-clock.ts";
import {
  addAuthors,
  type BoardPost,
  boardHtml,
  htmlSaid,
  readBoardPost,
  type SaidFlag,
  type SaidPost,
  threadTold,
} from "../imageboards/board-post.ts";
import { addLink, createPost, readingOf } from "../reading/collected-post.ts";
import { type FieldTable, fieldTable } from "../reading/fields.ts";
import { type Fields, findDigits, quoted, RecordError } from "../reading/records.ts";
import { type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import { linksInHtml } from "../reading/text-links.ts";
import type { Reading, Told, Warning } from "../reading/told.ts";

/** A table of its own for each place where posts stand in a format. */
export const postFields = (): FieldTable =>
  fieldTable(
    `no resto time name trip id sub com capcode country country_name board_flag flag_name troll_country
   board tim last_modified archived_on replies embed extracted_poster_id`,
    {
      now: "a wall clock in New York of the moment that `time` gives exactly",
      "ext filedeleted filename fsize h w m_img md5 spoiler custom_spoiler tn_h tn_w extra_files deleted":
        "the pictures, which are evidence of their own if they were saved",
      "images imagelimit bumplimit omitted_images omitted_posts tail_id tail_size unique_ips":
        "counts and limits of the thread",
      "archived closed locked sticky sticky_cap cyclical":
        "state of the thread when it was saved; when that began is read",
      "semantic_url tag since4pass": "tells nothing that the post and its thread do not",
      email: "a command to the board such as sage, or an address, which is nobody's to keep",
      embed_thumb: "the picture of what is embedded",
      "xa18 xa18t xa19l xa19s xa20 xa20r xa20s xa21r xa21s": "games of the first of April",
      perspectives: "scores that a program of Google gave the words for the data set's makers",
      entities: "names that a program found in the words for the data set's makers",
    },
  );

const FIELD_WORDS = { no: "number", resto: "thread" } as const;

export function numberAt(post: Fields, field: keyof typeof FIELD_WORDS, at: string): Said {
  const value = post[field];
  const digits = findDigits(value);
  if (digits !== undefined) return { value: digits, at: `${at}/${field}` };
  const word = FIELD_WORDS[field];
  if (value === undefined)
    throw new RecordError(`no-${word}`, `the post has no ${word}`, `${at}/${field}`);
  throw new RecordError(
    `bad-${word}`,
    `${quoted(value)} is no ${word} of a post`,
    `${at}/${field}`,
  );
}

/** The opening post writes 0 for its thread; so does a part of a thread that was saved without the field. */
function openingOf(post: Fields, no: Said, at: string): Said {
  const resto = post["resto"] === undefined ? undefined : numberAt(post, "resto", at);
  return resto === undefined || resto.value === "0" ? no : resto;
}

function timeOf(post: Fields, at: string) {
  const time = secondsAt(post, "time", at);
  if (time !== undefined) return time;
  throw new RecordError("no-time", "the post has no time", `${at}/time`);
}

/** Flags that the board derives from the address, and those that the poster picks; older meme flags share `country_name`. */
const FLAGS = [
  { code: "board_flag", name: "flag_name", picked: true },
  { code: "troll_country", name: "country_name", picked: true },
  { code: "country", name: "country_name", picked: false },
] as const;

function flagOf(post: Fields, at: string): SaidFlag | undefined {
  for (const { code, name, picked } of FLAGS) {
    const written = textAt(post, code, at);
    if (written) return { ...(textAt(post, name, at) ?? written), picked };
  }
  return undefined;
}

/** How its thread stood when it was saved; a time that is none is only warned of. */
export function threadState(thread: Key, fields: Fields, at: string, warnings: Warning[]): Fact[] {
  const facts: Fact[] = [];
  for (const [name, relation] of [
    ["last_modified", "last changed"],
    ["archived_on", "archived"],
  ] as const) {
    const time = findSeconds(fields, name, at, warnings);
    const remark = { fact: "remark", kind: "event", subject: thread, relation } as const;
    if (time) facts.push({ ...remark, time: time.value, at: time.at });
  }
  const replies = scalarAt(fields, "replies", at);
  const count = { fact: "remark", kind: "count", subject: thread, relation: "replies" } as const;
  if (replies) facts.push({ ...count, ...replies });
  return facts;
}

function findSeconds(fields: Fields, name: string, at: string, warnings: Warning[]) {
  try {
    return secondsAt(fields, name, at);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    warnings.push([error.code, error.message, error.field]);
    return undefined;
  }
}

const MAKERS = "the makers of the data set, who took the poster's id out of the page";

/** The id of the poster where not the board itself wrote it. */
function extractedPoster(said: SaidPost, { post, thread }: BoardPost, poster: Said): Told[] {
  const scratch = createPost(post.key, poster.at, post.platform);
  addAuthors(scratch, { board: said.board, poster }, thread);
  const [, ...facts] = scratch.facts;
  if (facts.length === 0) return [];
  const { key: subject } = post;
  return [{ subject, basis: "reported", source: { name: MAKERS }, quoteAt: poster.at, facts }];
}

function saidIn(fields: Fields, board: Board, at: string): SaidPost {
  const no = numberAt(fields, "no", at);
  const [com, capcode] = [textAt(fields, "com", at), textAt(fields, "capcode", at)];
  return {
    board,
    no,
    opening: openingOf(fields, no, at),
    time: timeOf(fields, at),
    title: htmlSaid(textAt(fields, "sub", at)),
    words: com && boardHtml(com),
    name: htmlSaid(textAt(fields, "name", at)),
    trip: textAt(fields, "trip", at),
    poster: textAt(fields, "id", at),
    flag: flagOf(fields, at),
    capcode: capcode?.value === "none" ? undefined : capcode,
  };
}

function embeddedLinks(fields: Fields, at: string): Said[] {
  const embed = textAt(fields, "embed", at);
  return embed ? linksInHtml(embed.value).links.map((value) => ({ value, at: embed.at })) : [];
}

function threadReading(thread: Key, read: BoardPost, said: SaidPost, post: PostPlace): Told {
  const told = threadTold(thread, read, said);
  const facts = [...told.facts, ...threadState(thread, post.fields, post.at, read.post.warnings)];
  if (post.whole && post.fields["tail_id"] === undefined) {
    const remark = { fact: "remark", kind: "attribute", subject: thread } as const;
    facts.push({ ...remark, relation: EXPORTED, at: said.no.at });
  }
  return { ...told, facts };
}

export interface PostPlace {
  fields: Fields;
  at: string;
  board: Board;
  /** Whether the file holds all of the thread that it holds the opening post of. */
  whole: boolean;
}

/** @throws RecordError when the post has no number, no time, or a time that is none */
export function readPost(place: PostPlace): Reading {
  const { fields, at, board } = place;
  const said = saidIn(fields, board, at);
  const read = readBoardPost(said);
  const { post, thread, isOpening } = read;
  const upload = uploadMs(scalarAt(fields, "tim", at)?.value);
  if (said.time && upload !== undefined && !isNear(said.time.value, upload)) {
    post.warnings.push(["time-disagrees", OTHER_MOMENT, `${at}/tim`]);
  }
  for (const link of embeddedLinks(fields, at)) addLink(post, link.value, link.at);
  const extracted = textAt(fields, "extracted_poster_id", at);
  if (extracted && said.poster === undefined) {
    post.apart.push(...extractedPoster(said, read, extracted));
  }
  const { told, warnings } = readingOf(post);
  if (!isOpening || thread === undefined) return { told, warnings };
  return { told: [...told, threadReading(thread, read, said, place)], warnings };
}

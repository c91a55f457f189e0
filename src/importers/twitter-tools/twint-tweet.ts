/** One tweet as twint writes it, as a JSON line or as a row of a CSV file with the same names. */

import type { TimeFact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { instant, type Zone } from "../../model/time.ts";
import { findPythonList } from "../reading/python-repr.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Row } from "../reading/table.ts";
import type { Reading, Told } from "../reading/told.ts";
import { ownIdOf, statusOf, unroundedBeside } from "../twitter/tweet-own-id.ts";
import { accountOf, cellOf, publishedAt, type SaidAccount } from "../twitter/tweet-said.ts";
import { findMilliseconds } from "../twitter/tweet-time.ts";
import { tellTweet } from "../twitter/tweet-told.ts";

/** A line or row: its texts and numbers, and its lists, by name. */
interface TwintRecord {
  text: (name: string) => Said | undefined;
  list: (name: string) => readonly { value: unknown; at: string }[];
}

export const twintLine = (line: Fields): TwintRecord => ({
  text: (name) => {
    const value = line[name];
    const text = findText(typeof value === "number" || value === true ? `${value}` : value);
    return text === undefined ? undefined : { value: text, at: `/${name}` };
  },
  list: (name) => listOf(line[name]).map((value, index) => ({ value, at: `/${name}/${index}` })),
});

export const twintRow = (row: Row): TwintRecord => ({
  text: (name) => cellOf(row, name),
  list: (name) => {
    const elements = findPythonList(row.find(name) ?? "") ?? [];
    return elements.map((value) => ({ value, at: row.at(name) }));
  },
});

/** A handle, or who it is in the spelling of earlier or later versions. */
function peopleIn(record: TwintRecord, name: string): SaidAccount[] {
  return record.list(name).flatMap(({ value, at }) => {
    const person = findFields(value);
    const said = (text: string | undefined) =>
      text === undefined ? undefined : { value: text, at };
    const id = findText(person?.["id"]) ?? findText(person?.["user_id"]);
    const handle =
      findText(person?.["screen_name"]) ?? findText(person?.["username"]) ?? findText(value);
    return (
      accountOf({ id: said(id), handle: said(handle), name: said(findText(person?.["name"])) }) ??
      []
    );
  });
}

const textsIn = (record: TwintRecord, name: string): Said[] =>
  record.list(name).flatMap(({ value, at }) => {
    const text = findText(value);
    return text === undefined ? [] : [{ value: text, at }];
  });

const LOCAL = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})(?: (\S.*))?$/;

/**
 * The collector's local clock: `created_at` with the name of its zone, or `date` and `time`; in early
 * versions milliseconds since 1970. A zone's name is no offset, but for UTC.
 */
function publicationIn(record: TwintRecord, key: Key, zone: Zone): TimeFact | undefined {
  const written = record.text("created_at");
  const ms = findMilliseconds(written?.value);
  if (written && ms !== undefined) {
    const time = instant(ms, "second", written.value);
    return { fact: "time", item: key, kind: "published", ...time, at: written.at };
  }
  const [, local, name] = LOCAL.exec(written?.value ?? "") ?? [];
  if (written && local !== undefined) {
    const used: Zone = name === "UTC" ? { name, reason: "explicit" } : zone;
    return { ...publishedAt(key, { ...written, value: local }, used), asWritten: written.value };
  }
  const [date, time] = [record.text("date"), record.text("time")];
  if (date === undefined) return undefined;
  return publishedAt(
    key,
    { value: [date.value, time?.value ?? ""].join(" ").trim(), at: date.at },
    zone,
  );
}

/**
 * A retweet and its original. From 2020 on `retweet_id` is the original's; before, the row is the
 * original and `retweet_id` the retweet's. The later id is the retweet's in either.
 */
interface Reshare {
  retweet: Said;
  original: Said;
  /** The row is the original, with its author and words. */
  rowIsOriginal: boolean;
}

function reshareIn(other: Said | undefined, own: Said): Reshare | undefined {
  if (other === undefined || !/^\d{1,20}$/.test(other.value)) return undefined;
  const rowIsOriginal = BigInt(other.value) > BigInt(own.value);
  return rowIsOriginal
    ? { retweet: other, original: own, rowIsOriginal }
    : { retweet: own, original: other, rowIsOriginal };
}

/** Of an original with its retweet: the retweet alone. */
function tellRetweet({ retweet, original }: Reshare, author: SaidAccount | undefined) {
  return tellTweet({
    key: statusOf(retweet),
    keyAt: retweet.at,
    text: undefined,
    author,
    time: undefined,
    reshared: { id: original },
    links: [],
    tags: [],
    mentioned: [],
  });
}

/** twint puts spaces before addresses and takes line breaks out, so that its words are its own. */
function wordsOf(key: Key, text: Said): Told {
  const fact = { fact: "item", item: key, text: text.value, at: text.at } as const;
  return {
    subject: key,
    basis: "reported",
    source: { name: "twint" },
    quoteAt: text.at,
    facts: [fact],
  };
}

function quotedIn(record: TwintRecord): Said | undefined {
  const url = record.text("quote_url");
  const id = url && /^twitter:status\/(\d+)$/.exec(keyOfUrl(url.value) ?? "")?.[1];
  return url && id ? { value: id, at: url.at } : undefined;
}

const NO_RETWEET_ID =
  "somebody shared this tweet again, but the record does not hold both ids: no reshare is told";

/** @throws RecordError when its id or time cannot be read */
export function readTwintTweet(record: TwintRecord, zone: Zone): Reading {
  const own = ownIdOf(record.text("id"), record.text("link"));
  const { key } = own;
  const unrounded = (name: string): Said | undefined =>
    unroundedBeside(own, name, record.text(name));
  const id = { value: key.slice("twitter:status/".length), at: own.at };
  const sharer = unrounded("user_rt_id");
  const reshare = reshareIn(unrounded("retweet_id"), id);
  const original = reshare?.rowIsOriginal === false ? reshare.original : undefined;
  const text = record.text("tweet");
  const author = accountOf({
    id: unrounded("user_id"),
    handle: record.text("username"),
    name: record.text("name"),
  });
  const others = peopleIn(record, "reply_to").filter(({ account }) => account !== author?.account);
  const { told, warnings } = tellTweet({
    key,
    keyAt: own.at,
    text: undefined,
    language: record.text("language"),
    author,
    time: publicationIn(record, key, zone),
    reshared: original && {
      id: original,
      author: accountOf({ id: sharer }),
    },
    quoted: { id: quotedIn(record) },
    links: textsIn(record, "urls").map((url) => ({ url })),
    tags: textsIn(record, "hashtags"),
    mentioned: [...others, ...peopleIn(record, "mentions")],
    conversation: unrounded("conversation_id"),
  });
  const all: Told[] = [{ ...told, quoteAt: text?.at }];
  if (text && original === undefined) all.push(wordsOf(key, text));
  const marked = record.text("retweet");
  if (marked && /^(?:true|1)$/i.test(marked.value) && reshare === undefined) {
    warnings.push(["reshare-unnamed", NO_RETWEET_ID, marked.at]);
  }
  const retweet = reshare?.rowIsOriginal
    ? tellRetweet(reshare, accountOf({ id: sharer, handle: record.text("user_rt") }))
    : undefined;
  if (retweet) all.push(retweet.told);
  return { told: all, warnings: [...own.warnings, ...warnings, ...(retweet?.warnings ?? [])] };
}

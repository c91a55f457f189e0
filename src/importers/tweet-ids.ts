/** Ids and people in v1.1 tweets. Ids are strings, since as JSON numbers they exceed 2^53. */
import type { Fact } from "../model/claim.ts";
import { findKey, type Key } from "../model/key.ts";
import { type Fields, findText, RecordError } from "./records.ts";

/** An id is given as a number only, and its digits were lost in reading it. */
export class InexactId extends Error {}

export interface TweetId {
  id: string;
  /** JSON Pointer of where it stands. */
  at: string;
}

const DIGITS = /^(?:0|[1-9]\d{0,19})$/;

/**
 * The id in `<name>_str`, else in `<name>`; undefined where there is none, or -1 for nobody.
 * @throws InexactId for a number beyond 2^53
 * @throws RecordError for what is no id
 */
export function findId(fields: Fields, name: string, at: string): TweetId | undefined {
  const text = fields[`${name}_str`];
  if (typeof text === "string" && DIGITS.test(text)) return { id: text, at: `${at}/${name}_str` };
  const number = fields[name];
  if (number === undefined || number === null || number === -1) return undefined;
  if (typeof number === "number" && !Number.isSafeInteger(number)) throw new InexactId();
  const digits = String(number);
  if (DIGITS.test(digits)) return { id: digits, at: `${at}/${name}` };
  throw new RecordError("bad-id", `"${digits}" is no id`, `${at}/${name}`);
}

/** Within a string every quote is escaped, so `"name":` with bare quotes is a member's name. */
const LONG_ID = /(?<!\\)"((?:\w+_)?id)"(\s*:\s*)(\d{16,20})(?=\s*[,}])/g;

/** The same JSON with long numeric ids as strings of their digits. */
export const parseWithExactIds = (text: string): unknown =>
  JSON.parse(text.replace(LONG_ID, '"$1"$2"$3"'));

export function statusKey(id: string): Key {
  const key = findKey(`twitter:status/${id}`);
  if (key === undefined) throw new Error(`not a tweet id: ${id}`);
  return key;
}

/** @throws RecordError when the object has no id */
export function tweetKey(tweet: Fields, at: string): { key: Key; at: string } {
  const id = findId(tweet, "id", at);
  if (id === undefined) throw new RecordError("no-id", "the tweet has no id", `${at}/id_str`);
  return { key: statusKey(id.id), at: id.at };
}

function handleKey(fields: Fields | undefined): Key | undefined {
  const name = fields?.["screen_name"];
  return typeof name === "string" ? findKey(`twitter:@${name}`) : undefined;
}

interface Person {
  account: Key;
  fact: Fact;
  /** Where the id or the handle stands. */
  keyAt: string;
}

/** A user object, of an author or of a mention. */
export function findPerson(user: Fields | undefined, at: string): Person | undefined {
  if (user === undefined) return undefined;
  const id = findId(user, "id", at);
  const handle = handleKey(user);
  const account = id === undefined ? handle : findKey(`twitter:user/${id.id}`);
  if (account === undefined) return undefined;
  const name = findText(user["name"]);
  return {
    account,
    keyAt: id?.at ?? `${at}/screen_name`,
    fact: {
      fact: "account",
      account,
      platform: "twitter",
      ...(handle === undefined ? {} : { handle }),
      ...(name === undefined ? {} : { name }),
      at,
    },
  };
}

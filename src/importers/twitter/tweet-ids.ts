/** Ids and people in v1.1 tweets. Ids are strings, since as JSON numbers they exceed 2^53. */
import type { AccountFact, EdgeFact } from "../../model/claim.ts";
import { findKey, type Key } from "../../model/key.ts";
import { type Fields, findText, RecordError, scalarText } from "../reading/records.ts";

/** An id is given as a number only, and its digits were lost in reading it. */
export class InexactId extends Error {}

export interface TweetId {
  id: string;
  /** JSON Pointer of where it stands. */
  at: string;
}

const DIGITS = /^(?:0|[1-9]\d{0,19})$/;

/** As a message can show it. */
export const shortened = (text: string): string => text.slice(0, 80).toWellFormed();

/**
 * No list of ids of one tweet is as long: it has at most six versions, four pictures, and a few who
 * made it. What is beyond that was not written by Twitter.
 */
export const MAX_IDS = 100;

export const isId = (value: unknown): value is string =>
  typeof value === "string" && DIGITS.test(value);

/**
 * Whether an id that was a number ends as JavaScript's rounding and spreadsheets leave it: of ids that
 * nobody rounded, one in a hundred does.
 */
export const looksRounded = (digits: string): boolean => {
  const number = Number(digits);
  if (!(number > Number.MAX_SAFE_INTEGER)) return false;
  return String(number) === digits || !DIGITS.test(digits);
};

/** Whether a program that reads numbers as JavaScript does, and writes whole ones, would leave it as it is. */
export const isDouble = (digits: string): boolean =>
  DIGITS.test(digits) &&
  Number(digits) > Number.MAX_SAFE_INTEGER &&
  BigInt(Number(digits)) === BigInt(digits);

export const PERHAPS_ROUNDED =
  "the id may have been rounded, and nothing else in the record names the tweet; its other ids that look so are not read, and are named: where this is said of nearly all records, import the file as it was before a program or spreadsheet rewrote it";

export const leftOut = (name: string): string =>
  `${name} looks rounded, as the tweet's own id was or may have been: it is not read`;

/**
 * The id in `<name>_str`, else in `<name>`; undefined where there is none, or -1 for nobody.
 * @throws InexactId for a number beyond 2^53
 * @throws RecordError for what is no id
 */
export function findId(fields: Fields, name: string, at: string): TweetId | undefined {
  const text = fields[`${name}_str`];
  if (isId(text)) return { id: text, at: `${at}/${name}_str` };
  const number = fields[name];
  if (number === undefined || number === null || number === -1) return undefined;
  if (typeof number === "number" && !Number.isSafeInteger(number)) throw new InexactId();
  const digits = scalarText(number);
  if (DIGITS.test(digits)) return { id: digits, at: `${at}/${name}` };
  throw new RecordError("bad-id", `"${shortened(digits)}" is no id`, `${at}/${name}`);
}

export function statusKey(id: string): Key {
  const key = findKey(`twitter:status/${id}`);
  if (key === undefined) throw new Error(`not a tweet id: ${id}`);
  return key;
}

export function userKey(id: string): Key {
  const key = findKey(`twitter:user/${id}`);
  if (key === undefined) throw new Error(`not a user id: ${id}`);
  return key;
}

export const handleKey = (name: unknown): Key | undefined =>
  typeof name === "string" ? findKey(`twitter:@${name}`) : undefined;

/** @throws RecordError when the object has no id */
export function tweetKey(tweet: Fields, at: string): { key: Key; at: string } {
  const id = findId(tweet, "id", at);
  if (id === undefined) throw new RecordError("no-id", "the tweet has no id", `${at}/id_str`);
  return { key: statusKey(id.id), at: id.at };
}

export interface PersonAt {
  account: Key;
  /** Where the id or the handle stands. */
  keyAt: string;
}

export interface Person extends PersonAt {
  fact: AccountFact;
}

export const postedBy = (tweet: Key, { account, keyAt }: PersonAt): EdgeFact => ({
  fact: "edge",
  relation: "POSTED_BY",
  subject: tweet,
  object: account,
  at: keyAt,
});

/** The account of an id, of a handle, or of both, which are then known to be one. */
export function personOf(
  id: TweetId | undefined,
  handle: { value: unknown; at: string },
  name: unknown,
  at: string,
): Person | undefined {
  const byHandle = handleKey(handle.value);
  const account = id === undefined ? byHandle : userKey(id.id);
  if (account === undefined) return undefined;
  const shown = findText(name);
  return {
    account,
    keyAt: id?.at ?? handle.at,
    fact: {
      fact: "account",
      account,
      platform: "twitter",
      ...(byHandle === undefined ? {} : { handle: byHandle }),
      ...(shown === undefined ? {} : { name: shown }),
      at,
    },
  };
}

/** A user object, of an author or of a mention. */
export function findPerson(user: Fields | undefined, at: string): Person | undefined {
  if (user === undefined) return undefined;
  const handle = { value: user["screen_name"], at: `${at}/screen_name` };
  return personOf(findId(user, "id", at), handle, user["name"], at);
}

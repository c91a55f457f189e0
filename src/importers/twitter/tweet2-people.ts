/** People in Twitter's v2 objects: by id where it is known, which a page says of its users' handles. */
import type { Fact } from "../../model/claim.ts";
import { type Fields, findFields, findText, isFields, listOf } from "../reading/records.ts";
import { isId, type Person, personOf, userKey } from "./tweet-ids.ts";
import {
  createProfiles,
  type ProfileFormat,
  type Profiles,
  profileFacts,
  type TellProfile,
} from "./tweet-profile.ts";
import { findSoundTime } from "./tweet2-time.ts";

/** A user object. */
export function findUser(value: unknown, at: string): Person | undefined {
  const user = findFields(value);
  if (user === undefined) return undefined;
  const id = isId(user["id"]) ? { id: user["id"], at: `${at}/id` } : undefined;
  const handle = { value: user["username"], at: `${at}/username` };
  return personOf(id, handle, user["name"], at);
}

/** The ids of a page's users by their handles, in lower case. */
export type UserIds = ReadonlyMap<string, string>;

export function userIdsOf(page: Fields): UserIds {
  const ids = new Map<string, string>();
  for (const user of listOf(findFields(page["includes"])?.["users"])) {
    if (!isFields(user) || !isId(user["id"])) continue;
    const name = findText(user["username"]);
    if (name !== undefined) ids.set(name.toLowerCase(), user["id"]);
  }
  return ids;
}

/** Somebody named in the words: by the id beside the handle, or by the one that the page knows. */
export function findMentioned(mention: Fields, ids: UserIds, at: string): Person | undefined {
  const person = findUser(mention, at);
  if (person === undefined || person.account !== person.fact.handle) return person;
  const id = ids.get(findText(mention["username"])?.toLowerCase() ?? "");
  return id === undefined ? person : { ...person, account: userKey(id) };
}

/** Whether the record shows more of somebody than the id. */
export const isNamed = ({ account, fact }: Person): boolean =>
  fact.account === account && fact.handle !== undefined && fact.handle !== account;

/** What a user object says: who bears which handle, where the account is withheld, and its profile. */
export function userFacts(
  person: Person,
  user: Fields,
  at: string,
  tellProfile: TellProfile,
): Fact[] {
  return [
    person.fact,
    ...withheldFacts(person.account, user["withheld"], `${at}/withheld`),
    ...tellProfile(user, person.account, at),
  ];
}

const PROFILE: ProfileFormat = {
  timeOf: findSoundTime,
  tweets: { pinned_tweet_id: "pinned", most_recent_tweet_id: "latest tweet" },
};

export const createV2Profiles = (): Profiles => createProfiles(PROFILE);

/** Tells of a profile wherever it stands. */
export const everyProfile: TellProfile = (user, account, at) =>
  user === undefined ? [] : profileFacts(user, account, at, PROFILE);

export function withheldFacts(subject: string, value: unknown, at: string): Fact[] {
  const withheld = findFields(value);
  if (withheld === undefined) return [];
  const remark = { fact: "remark", kind: "attribute", subject, relation: "withheld" } as const;
  const countries = listOf(withheld["country_codes"]).flatMap((one) => findText(one) ?? []);
  const facts: Fact[] = [];
  if (countries.length > 0) {
    facts.push({ ...remark, value: `in ${countries.join(", ")}`, at: `${at}/country_codes` });
  }
  if (withheld["copyright"] === true) {
    facts.push({ ...remark, value: "for copyright", at: `${at}/copyright` });
  }
  return facts;
}

/** The answered account, as a flattened record shows it, or by its id alone. */
export function findAnsweredPerson(tweet: Fields, at: string): Person | undefined {
  const shown = findUser(tweet["in_reply_to_user"], `${at}/in_reply_to_user`);
  if (shown !== undefined) return shown;
  const id = tweet["in_reply_to_user_id"];
  const place = `${at}/in_reply_to_user_id`;
  return isId(id)
    ? personOf({ id, at: place }, { value: undefined, at: place }, undefined, place)
    : undefined;
}

/** The author's user object in a flattened record; one by another id than `author_id` is not theirs. */
export function findAuthorUser(tweet: Fields): Fields | undefined {
  const [id, user] = [tweet["author_id"], findFields(tweet["author"])];
  return !isId(id) || user?.["id"] === id ? user : undefined;
}

/** The author, as a flattened record shows them, or by their id alone. */
export function findAuthor(tweet: Fields, at: string): Person | undefined {
  const user = findAuthorUser(tweet);
  if (user !== undefined) return findUser(user, `${at}/author`);
  const id = tweet["author_id"];
  const place = `${at}/author_id`;
  return isId(id)
    ? personOf({ id, at: place }, { value: undefined, at: place }, undefined, place)
    : undefined;
}

/**
 * What a profile shows of its account beside id, handle and name: since when there is one, the links
 * and accounts named in it, the tweet at its top. None of it is part of a tweet, so it is told as
 * remarks on the account.
 */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { type Fields, findFields, findJson, findText, listOf } from "../reading/records.ts";
import { elementsOf } from "../reading/said.ts";
import { handleKey, isId, MAX_IDS, statusKey } from "./tweet-ids.ts";
import { remark } from "./tweet-said.ts";

/** Names by which a format knows a profile's parts; links stand in `entities` in all of them. */
export interface ProfileFormat {
  timeOf: (createdAt: unknown) => Time | undefined;
  /** Ids of tweets, or lists of them, by what they are to the account. */
  tweets: Readonly<Record<string, string>>;
}

interface Part {
  fields: Fields;
  at: string;
}

function partsOf(user: Fields, path: readonly [string, string], at: string): Part[] {
  const [part, name] = path;
  const entities = findFields(findFields(user["entities"])?.[part]);
  return elementsOf(listOf(entities?.[name]).slice(0, MAX_IDS), `${at}/entities/${part}/${name}`);
}

/** The address beside the name, which stands there alone where there are no entities, and those in the words. */
function linksOf(user: Fields, account: Key, at: string): Fact[] {
  const own = partsOf(user, ["url", "urls"], at);
  const beside = own.length > 0 ? own : [{ fields: { url: user["url"] }, at }];
  return [...beside, ...partsOf(user, ["description", "urls"], at)].flatMap((link: Part) => {
    const name = findText(link.fields["expanded_url"]) === undefined ? "url" : "expanded_url";
    const object = keyOfUrl(findText(link.fields[name]) ?? "");
    if (object === undefined) return [];
    return [remark(account, "attribute", "profile link", { object }, `${link.at}/${name}`)];
  });
}

const mentionsOf = (user: Fields, account: Key, at: string): Fact[] =>
  partsOf(user, ["description", "mentions"], at).flatMap((mention) => {
    const object = handleKey(mention.fields["username"]);
    const place = `${mention.at}/username`;
    return object ? [remark(account, "attribute", "profile mention", { object }, place)] : [];
  });

function tweetsOf(user: Fields, account: Key, at: string, format: ProfileFormat): Fact[] {
  return Object.entries(format.tweets).flatMap(([name, relation]) => {
    const value = user[name];
    const ids = Array.isArray(value) ? value.slice(0, MAX_IDS) : [value];
    return ids.flatMap((id: unknown, index) => {
      const place = Array.isArray(value) ? `${at}/${name}/${index}` : `${at}/${name}`;
      return isId(id)
        ? [remark(account, "attribute", relation, { object: statusKey(id) }, place)]
        : [];
    });
  });
}

/** @param format the names that the format gives to a profile's parts */
export function profileFacts(
  user: Fields,
  account: Key,
  at: string,
  format: ProfileFormat,
): Fact[] {
  const time = format.timeOf(user["created_at"]);
  const created =
    time && remark(account, "attribute", "account created", { time }, `${at}/created_at`);
  return [
    ...(created === undefined ? [] : [created]),
    ...linksOf(user, account, at),
    ...mentionsOf(user, account, at),
    ...tweetsOf(user, account, at, format),
  ];
}

/** Profiles that are remembered; beyond that the same may be told again. */
const MAX_PROFILES = 10_000;
/** In characters; a longer profile is told again each time. */
const MAX_REMEMBERED = 2000;

/** What the profile says that the file has not said before. */
export type TellProfile = (user: Fields | undefined, account: Key, at: string) => Fact[];

/** Tells of each profile once in a file for as long as it says the same. */
export function createProfiles(format: ProfileFormat) {
  const seen = new Set<string>();
  const names = ["created_at", "url", "entities", ...Object.keys(format.tweets)];
  let told = new Set<string>();

  const tell: TellProfile = (user, account, at) => {
    if (user === undefined || names.every((name) => user[name] === undefined)) return [];
    const said = findJson([account, ...names.map((name) => user[name])]);
    if (said !== undefined && said.length <= MAX_REMEMBERED) {
      if (seen.has(said) || told.has(said)) return [];
      told.add(said);
    }
    return profileFacts(user, account, at, format);
  };

  /** What a record tells that cannot be read after all counts as not told. */
  function during<T>(read: () => T): T {
    told = new Set();
    const result = read();
    if (seen.size + told.size > MAX_PROFILES) seen.clear();
    for (const said of told) seen.add(said);
    return result;
  }

  return { tell, during };
}

export type Profiles = ReturnType<typeof createProfiles>;

/**
 * A v2 answer as a page of records: which they are, and what they need to know of one another. twarc
 * writes beside an answer what was asked for and when, by the collector's clock.
 */
import { publishedByKey } from "../../model/id-time.ts";
import type { Part } from "../reading/json-file.ts";
import {
  type Fields,
  findFields,
  findJson,
  isFields,
  listOf,
  scalarText,
} from "../reading/records.ts";
import { isId, statusKey } from "./tweet-ids.ts";
import type { TellProfile } from "./tweet-profile.ts";
import { type UserIds, userIdsOf } from "./tweet2-people.ts";
import { findSoundTime, retrievedBy } from "./tweet2-time.ts";

/** One of the parts of an answer, which a tweet has not. */
export const isPage = (value: Fields): boolean =>
  value["text"] === undefined &&
  (isFields(value["meta"]) ||
    value["data"] !== undefined ||
    value["includes"] !== undefined ||
    Array.isArray(value["errors"]));

export const elements = (value: unknown, at: string): Part[] =>
  listOf(value).map((element, index) => ({ value: element, at: `${at}/${index}` }));

/** The records of a page; a line that is no page is one itself. */
export function partsOf(page: Fields): Part[] {
  if (!isPage(page)) return [{ value: page, at: "" }];
  const { data } = page;
  const includes = findFields(page["includes"]) ?? {};
  const shown = Array.isArray(data)
    ? elements(data, "/data")
    : isFields(data)
      ? [{ value: data, at: "/data" }]
      : [];
  const seen = new Map(shown.map(({ value }) => [findFields(value)?.["id"], value]));
  const others = elements(includes["tweets"], "/includes/tweets").filter(({ value }) => {
    const twin = seen.get(findFields(value)?.["id"]);
    return twin === undefined || (findJson(twin) ?? twin) !== (findJson(value) ?? value);
  });
  const users = elements(includes["users"], "/includes/users");
  return [...shown, ...others, ...users, ...elements(page["errors"], "/errors")];
}

/** What the page around a tweet says of other things in it. */
export interface Around {
  users: UserIds;
  /** Whether the words of a tweet stand in the page. */
  holds: (id: string) => boolean;
  /** Whether the collector asked which tweets are retweets, so that what is called none is none. */
  asked: boolean;
  tellProfile: TellProfile;
}

/** Whether the collector asked which tweets a tweet refers to, by the address or by an answer to it. */
function hasAsked(page: Fields, tweets: readonly Fields[]): boolean {
  const url = scalarText(findFields(page["__twarc"])?.["url"]);
  const fields = URL.canParse(url) ? new URL(url).searchParams.get("tweet.fields") : null;
  return (
    fields?.includes("referenced_tweets") === true ||
    tweets.some((tweet) => tweet["referenced_tweets"] !== undefined)
  );
}

/** When a tweet was published, by its id and by its clock, whichever is later; in UTC milliseconds. */
function publishedAt(tweet: Fields): number | undefined {
  const { id, created_at: written } = tweet;
  const byId = isId(id) ? publishedByKey(statusKey(id)) : undefined;
  const byClock = findSoundTime(written)?.earliest ?? undefined;
  return byId === undefined || byClock === undefined ? (byId ?? byClock) : Math.max(byId, byClock);
}

/** The same, with when it was there. */
export interface OfPage extends Around {
  /** By when the page was there; undefined where that clock is not heeded. */
  retrieved: number | undefined;
  /** Whether it stood before a tweet of the page. */
  isBehind: boolean;
}

export function createAround(tellProfile: TellProfile) {
  const known = new WeakMap<Fields, OfPage>();
  return (page: Fields): OfPage => {
    const found = known.get(page);
    if (found !== undefined) return found;
    const includes = findFields(page["includes"]);
    const lists = isPage(page) ? [page["data"], includes?.["tweets"]] : [page];
    const tweets = lists
      .flatMap((value) => (isFields(value) ? [value] : listOf(value)))
      .filter(isFields);
    const ids = new Set(tweets.map((tweet) => tweet["id"]));
    const retrieved = retrievedBy(page);
    const isBehind =
      retrieved !== undefined && tweets.some((tweet) => (publishedAt(tweet) ?? 0) > retrieved);
    const around = {
      users: userIdsOf(page),
      holds: (id: string): boolean => ids.has(id),
      asked: hasAsked(page, tweets),
      tellProfile,
      retrieved: isBehind ? undefined : retrieved,
      isBehind,
    };
    known.set(page, around);
    return around;
  };
}

/**
 * Accounts in X's GraphQL API, in all shapes: handle and name in `legacy` (to May 2025), in `core`
 * (since), or beside the id; and, where X leaves the author out, by `user_id_str` and the address of
 * the tweet's own media.
 */
import { handleOfKey, type Key } from "../../model/key.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { handleKey, isId, type Person, personOf } from "./tweet-ids.ts";
import { findTextIn } from "./x-layers.ts";
import type { XResult } from "./x-results.ts";

interface Named {
  id?: Said<unknown> | undefined;
  handle?: Said<unknown> | undefined;
  name?: unknown;
}

function personNamed({ id, handle, name }: Named): Person | undefined {
  const known = id !== undefined && isId(id.value) ? { id: id.value, at: id.at } : undefined;
  const at = handleKey(handle?.value) === undefined ? known?.at : handle?.at;
  if (at === undefined) return undefined;
  return personOf(known, { value: handle?.value, at: handle?.at ?? at }, name, at);
}

/** Where the handle lies in a user: `core`, `legacy`, or beside the id. */
function findNames(user: Fields, at: string): Pick<Named, "handle" | "name"> {
  for (const [fields, base] of [
    [findFields(user["core"]), `${at}/core`],
    [findFields(user["legacy"]), `${at}/legacy`],
    [user, at],
  ] as const) {
    if (findText(fields?.["screen_name"]) === undefined) continue;
    return {
      handle: { value: fields?.["screen_name"], at: `${base}/screen_name` },
      name: fields?.["name"],
    };
  }
  return {};
}

/** A user result, or a user of v1.1. */
function findUser(user: Fields | undefined, at: string): Person | undefined {
  if (user === undefined) return undefined;
  const field = user["rest_id"] === undefined ? "id_str" : "rest_id";
  return personNamed({ id: { value: user[field], at: `${at}/${field}` }, ...findNames(user, at) });
}

export const handleOfUser = (user: Fields | undefined): string | undefined =>
  user && findText(findNames(user, "").handle?.value);

/** An element of `user_mentions`. */
export const findMentioned = (mention: Fields | undefined, at: string): Person | undefined =>
  mention && findUser({ ...mention, rest_id: undefined }, at);

export function findAnswered(tweet: XResult): Person | undefined {
  return personNamed({
    id: findTextIn(tweet, "in_reply_to_user_id_str"),
    handle: findTextIn(tweet, "in_reply_to_screen_name"),
  });
}

const OWN_MEDIA = /^https?:\/\/(?:www\.)?(?:twitter|x)\.com\/(\w{1,20})\/status\/(\d{1,20})\//;

/** The handle in the address of media that the tweet itself holds. */
function handleInMedia(tweet: XResult, id: string): Said | undefined {
  for (const name of ["extended_entities", "entities"]) {
    for (const layer of [findFields(tweet.value["legacy"]), tweet.value]) {
      const media = listOf(findFields(layer?.[name])?.["media"]);
      const base = layer === tweet.value ? tweet.at : `${tweet.at}/legacy`;
      for (const [index, one] of media.entries()) {
        const address = findText(findFields(one)?.["expanded_url"]) ?? "";
        const [, handle, of] = OWN_MEDIA.exec(address) ?? [];
        if (handle === undefined || of !== id || handle === "i") continue;
        return { value: handle, at: `${base}/${name}/media/${index}/expanded_url` };
      }
    }
  }
  return undefined;
}

/** The user that `core` holds. */
function userInCore(tweet: XResult): Said<Fields> | undefined {
  const core = findFields(tweet.value["core"]);
  const results = core?.["user_results"] === undefined ? "user_result" : "user_results";
  const value = findFields(findFields(core?.[results])?.["result"]);
  return value && { value, at: `${tweet.at}/core/${results}/result` };
}

/** Why X leaves the author out, such as that the account is suspended. */
export function findAbsence(tweet: XResult): Said | undefined {
  const user = userInCore(tweet);
  if (user?.value["__typename"] !== "UserUnavailable") return undefined;
  const name = findText(user.value["message"]) === undefined ? "reason" : "message";
  const value = findText(user.value[name]);
  return value === undefined ? undefined : { value, at: `${user.at}/${name}` };
}

/** The author, as `core` has it, or as well as the tweet itself tells. */
export function findAuthor(tweet: XResult, key: Key): Person | undefined {
  const inCore = userInCore(tweet);
  const user = inCore?.value ?? findFields(tweet.value["user"]);
  const at = inCore?.at ?? `${tweet.at}/user`;
  const told = findUser(user, at);
  if (told !== undefined && handleOfKey(told.account) === undefined) return told;
  const names = user === undefined ? {} : findNames(user, at);
  const handle = names.handle ?? handleInMedia(tweet, key.slice("twitter:status/".length));
  return personNamed({ id: findTextIn(tweet, "user_id_str"), handle, name: names.name }) ?? told;
}

/** Accounts of the Fediverse: by the address of the actor, which stays, and by handle and server. */
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { canonicalUrl } from "../../model/url.ts";
import type { Said } from "../reading/said.ts";

const HOST = /^https?:\/\/(?:www\.)?([\w.-]+)(?::\d+)?(?:[/?#]|$)/i;

/** The server of a web address, in lower case. */
export const hostOf = (address: string | undefined): string | undefined =>
  HOST.exec(address ?? "")?.[1]?.toLowerCase();

/** The address of an actor in one spelling; nothing for what is no web address. */
function actorAddress(address: string): string | undefined {
  // What is found by keys is remembered, and actors are few.
  const page = /^web:(.+)$/.exec(keyOfUrl(address) ?? "")?.[1];
  return page ?? canonicalUrl(address)?.href;
}

/** An account by the address of its actor; nothing for what is no web address. */
export function actorId(said: Said | undefined): Said | undefined {
  const href = said && actorAddress(said.value);
  return said && href !== undefined ? { value: href, at: said.at } : undefined;
}

export const accountOfActor = (address: string): Key | undefined => {
  const href = actorAddress(address);
  return href === undefined ? undefined : findKey(`fediverse:${href}`);
};

/** `name@server`; the server is left out of names on its own. */
export function fullHandle(name: Said | undefined, host: string | undefined): Said | undefined {
  const bare = name?.value.replace(/^@/, "");
  if (name === undefined || bare === undefined) return undefined;
  if (bare.includes("@")) return { value: bare, at: name.at };
  return host === undefined ? undefined : { value: `${bare}@${host}`, at: name.at };
}

/** Where a post stands, and what else leads to it. */
export interface Address extends Said<Key> {
  /** Another address of the same server for it. */
  alias?: Said<Key>;
  /** An address on another host, which its server only says. */
  elsewhere?: Said;
}

const itemAt = (said: Said | undefined): Said<Key> | undefined => {
  const key = said && keyOfUrl(said.value);
  return said && key !== undefined && kindOfKey(key) === "item"
    ? { value: key, at: said.at }
    : undefined;
};

/** Of the page that people see and the id that servers use: the page, if one server has both. */
export function addressOf(page: Said | undefined, id: Said | undefined): Address | undefined {
  const [seen, named] = [itemAt(page), itemAt(id)];
  if (seen === undefined || named === undefined || seen.value === named.value) return seen ?? named;
  if (hostOf(page?.value) === hostOf(id?.value)) return { ...seen, alias: named };
  return page === undefined ? named : { ...named, elsewhere: page };
}

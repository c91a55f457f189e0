/** What posts of the Fediverse share, however they are written down. */
import type { TimeFact } from "../../model/claim.ts";
import { type Key, keyOfUrl, platformOfKey } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { addLink, addRemark, type CollectedPost, type Words } from "../reading/collected-post.ts";
import type { Said } from "../reading/said.ts";
import type { Address } from "./fediverse-people.ts";

/** What is gathered of a post and of those within it. */

export const FEDIVERSE = "fediverse";

export const platformOfPost = (key: Key): string => platformOfKey(key) ?? FEDIVERSE;

/** Other addresses: one of the same server leads to the post, one elsewhere is what the server says. */
export function addAddresses(post: CollectedPost, { alias, elsewhere }: Address): void {
  if (alias) post.facts.push({ fact: "leads-to", a: alias.value, b: post.key, at: alias.at });
  if (elsewhere === undefined) return;
  addLink(post, elsewhere.value, elsewhere.at);
  addRemark(post, "says that it stands at", elsewhere);
}

/** Links in the words, but of what is quoted or answered, whose address some servers write there. */
export function addLinks(post: CollectedPost, { links, at }: Words): void {
  const named = new Set(post.facts.flatMap((fact) => (fact.fact === "edge" ? [fact.object] : [])));
  for (const link of links) {
    const target = keyOfUrl(link);
    if (target !== undefined && !named.has(target)) addLink(post, link, at);
  }
}

export function addReshared(post: CollectedPost, original: Said<Key> | undefined): void {
  if (original === undefined || original.value === post.key) return;
  const edge = { fact: "edge", relation: "RESHARED_BY", object: post.key } as const;
  post.facts.push({ ...edge, subject: original.value, at: original.at });
}

/** A time that only the post's own server vouches for, which may be its author's. */
export function reportTime(
  post: CollectedPost,
  kind: TimeFact["kind"],
  said: Said<Time> | undefined,
): void {
  if (said === undefined) return;
  const fact = { fact: "time", item: post.key, kind, ...said.value, at: said.at } as const;
  post.apart.push({ subject: post.key, basis: "reported", quoteAt: said.at, facts: [fact] });
}

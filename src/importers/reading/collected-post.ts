/** A post as collectors write it, value by value: what it says as facts, each with its place. */
import type { Fact, TimeFact } from "../../model/claim.ts";
import { flowOf } from "../../model/edge.ts";
import { publishedByKey } from "../../model/id-time.ts";
import type { ItemType } from "../../model/item.ts";
import { findKey, type Key, kindOfKey, platformOfKey } from "../../model/key.ts";
import type { PlatformId } from "../../model/platform.ts";
import type { Time } from "../../model/time.ts";
import { addUrl, createEdges } from "./records.ts";
import type { Said } from "./said.ts";
import { linksInHtml, linksInText } from "./text-links.ts";
import type { Reading, Told, Warning } from "./told.ts";

export interface Words extends Said {
  links: readonly string[];
}

export interface CollectedPost {
  readonly key: Key;
  readonly platform: PlatformId;
  readonly facts: Fact[];
  readonly warnings: Warning[];
  /** What has another basis than the rest: told on its own. */
  readonly apart: Told[];
  quoteAt: string | undefined;
  /** By when the post was seen, in UTC milliseconds. */
  shownBy: number | undefined;
  readonly add: ReturnType<typeof createEdges>;
}

export const plainWords = (said: Said): Words => ({ ...said, links: linksInText(said.value) });

const TAG = /<\/?[a-z][^<>]{0,2000}>/i;
const END_OF_BLOCK = /<\/(?:p|div|li|blockquote|h[1-6])>/gi;

/** Words in HTML. */
export function taggedWords(said: Said): Words {
  const { text, links } = linksInHtml(said.value.replace(END_OF_BLOCK, "$&<br>"));
  return { value: text.trim(), at: said.at, links };
}

/** Words in HTML, or plain ones where a collector took the tags off. */
export const htmlWords = (said: Said): Words =>
  TAG.test(said.value) ? taggedWords(said) : plainWords(said);

export function createPost(
  key: Key,
  at: string,
  platform: PlatformId,
  {
    title,
    words,
    type = "post",
  }: { title?: Said | undefined; words?: Words | undefined; type?: ItemType } = {},
): CollectedPost {
  const facts: Fact[] = [{ fact: "item", item: key, type, platform, at }];
  const post: CollectedPost = {
    key,
    platform,
    facts,
    warnings: [],
    apart: [],
    quoteAt: words?.at ?? title?.at,
    shownBy: undefined,
    add: createEdges(key, facts),
  };
  if (title) facts.push({ fact: "item", item: key, title: title.value, at: title.at });
  if (words === undefined) return post;
  if (words.value !== "") {
    facts.push({ fact: "item", item: key, text: words.value, at: words.at });
  }
  for (const link of words.links) addLink(post, link, words.at);
  return post;
}

export const readingOf = (post: CollectedPost): Reading => {
  const shown = post.shownBy === undefined ? {} : { shownBy: post.shownBy };
  const { key: subject, quoteAt, facts, apart, warnings } = post;
  return {
    told: [{ subject, quoteAt, facts, ...shown }, ...apart.map((told) => ({ ...told, ...shown }))],
    warnings,
  };
};

export const addLink = (post: CollectedPost, url: string, at: string): void =>
  addUrl(post.add, url, at);

/** Nothing where the value makes no account of the site. */
function accountOf(site: string, id: string): Key | undefined {
  const key = findKey(`${site}:${id}`);
  return key !== undefined && kindOfKey(key) === "account" ? key : undefined;
}

/** In place of an author: a hash that is another in every file, or nothing at all. */
const PSEUDONYM = /^[0-9a-f]{32,128}$/;
const REMOVED = "REDACTED";
/** Bluesky's, for all accounts whose own does not lead to them. */
const INVALID_HANDLE = "handle.invalid";

export const isHidden = (value: string | undefined): boolean =>
  value !== undefined && (value === REMOVED || PSEUDONYM.test(value));

/** Nothing where the handle is nobody's own. */
export function accountByHandle(site: string, handle: string | undefined): Key | undefined {
  const bare = handle?.replace(/^@/, "");
  if (bare === undefined || isHidden(bare) || bare === INVALID_HANDLE) return undefined;
  return accountOf(site, `@${bare}`);
}

export function addMention(post: CollectedPost, site: string, handle: Said): void {
  post.add("MENTIONS", accountByHandle(site, handle.value), handle.at);
}

export function addTag(post: CollectedPost, tag: Said): void {
  const name = tag.value.trim().replace(/^#/, "").toLowerCase();
  if (name !== "") post.add("TAGGED", findKey(`tag:${name}`), tag.at);
}

export const addRemark = (
  post: CollectedPost,
  relation: string,
  { value, at }: Said,
  time?: Time,
): void => {
  const remark = { fact: "remark", kind: "attribute", subject: post.key, relation, value } as const;
  post.facts.push({ ...remark, ...(time === undefined ? {} : { time }), at });
};

interface Named {
  /** With what stands before it in keys of the site: `user/` unless said. */
  id?: Said | undefined;
  idPrefix?: string;
  handle?: Said | undefined;
  name?: Said | undefined;
}

/** By id, else by handle; with the handle's own key, and where stands what names the account. */
export function accountNamed(site: string, { id, idPrefix = "user/", handle }: Named) {
  const byId = id && accountOf(site, `${idPrefix}${id.value}`);
  const byHandle = accountByHandle(site, handle?.value);
  const [account, at] = byId === undefined ? [byHandle, handle?.at] : [byId, id?.at];
  return account === undefined || at === undefined ? undefined : { account, at, byHandle };
}

/** Who posted it: by id where there is one, with the handle of the day; a pseudonym is no account. */
export function addAuthor(post: CollectedPost, site: string, author: Named): void {
  const { id, handle, name } = author;
  const hidden = [id, handle, name].find((said) => isHidden(said?.value));
  if (hidden !== undefined) {
    if (hidden.value !== REMOVED) addRemark(post, "pseudonym", hidden);
    return;
  }
  const named = accountNamed(site, author);
  if (named === undefined) {
    const said = handle ?? name ?? id;
    if (said !== undefined) addRemark(post, "author", said);
    post.warnings.push(["no-author", "the record names no account that posted it", said?.at]);
    return;
  }
  const { account, at, byHandle } = named;
  const fact = {
    fact: "account",
    account,
    platform: platformOfKey(account) ?? post.platform,
  } as const;
  if (byHandle !== undefined && byHandle !== account && handle) {
    post.facts.push({ ...fact, handle: byHandle, at: handle.at });
  } else post.facts.push({ ...fact, at });
  if (name) post.facts.push({ fact: "account", account, name: name.value, at: name.at });
  post.add("POSTED_BY", account, at);
}

/** When a post took what those of its relations bring that have no time yet. */
export function dateEdges({ key, facts }: CollectedPost, time: Time): void {
  facts.forEach((fact, index) => {
    if (fact.fact !== "edge" || fact.time !== undefined) return;
    if (flowOf(fact)?.receiver === key) facts[index] = { ...fact, time };
  });
}

/** Warns where the time is not that which the post's id encodes. */
export function addPublished(post: CollectedPost, time: Time | undefined, at: string): void {
  if (time === undefined) {
    post.warnings.push(["no-time", "the record does not say when it was posted"]);
    return;
  }
  const fact: TimeFact = { fact: "time", item: post.key, kind: "published", ...time, at };
  post.facts.push(fact);
  const byId = publishedByKey(post.key);
  if (byId === undefined || time.earliest === null || time.latest === null) return;
  if (byId >= time.earliest - 1000 && byId <= time.latest + 1000) return;
  post.warnings.push([
    "time-disagrees",
    "the time differs from the one in the id by more than a second",
    at,
  ]);
}

/** A time that the author's own program sets: the platform keeps it as it is told. */
export function addAuthorsTime(post: CollectedPost, time: Time, at: string): void {
  post.apart.push({
    subject: post.key,
    basis: "reported",
    quoteAt: at,
    facts: [{ fact: "time", item: post.key, kind: "published", ...time, at }],
  });
}

/** One post of any platform that Zeeschuimer collects, as facts. */
import type { Fact } from "../../model/claim.ts";
import type { Relation } from "../../model/edge.ts";
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import type { PlatformId } from "../../model/platform.ts";
import type { Time, Zone } from "../../model/time.ts";
import {
  accountNamed,
  addLink,
  addRemark,
  addTag,
  type CollectedPost,
  createPost,
  isHidden,
} from "../reading/collected-post.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { elementsOf, type Said, textAt } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";

/** What the reader of a platform's posts is told beside the post. */
export interface Collected {
  /** For times without one. */
  zone: Zone;
  /** When the collector saw it, by the browser's clock, in UTC milliseconds. */
  at: number | undefined;
}

export type PostReader = (post: Fields, at: string, collected: Collected) => Reading | Skip;

/** What is gathered of a post and of those within it. */
export interface Writer {
  told: Told[];
  warnings: Warning[];
}

export interface Person {
  account: Key;
  fact: Fact;
  at: string;
}

export interface Post {
  key: Key;
  keyAt: string;
  platform: PlatformId;
  title?: Said | undefined;
  text?: Said | undefined;
  language?: Said | undefined;
  published?: Said<Time> | undefined;
  edited?: Said<Time> | undefined;
  authors: readonly Person[];
  mentions?: readonly Person[];
  tags?: readonly Said[];
  /** Addresses that it links to, beside those in its text. */
  links?: readonly Said[];
  /** Other relations, each written from or to the post. */
  edges?: readonly { relation: Relation; other: Key | undefined; at: string }[];
  remarks?: readonly (Said & { relation: string })[];
}

/** An account of a platform by id, else by handle; none for a pseudonym. */
export function personOf(
  site: string,
  said: { id?: Said | undefined; handle?: Said | undefined; name?: Said | undefined },
): Person | undefined {
  const { id, handle, name } = said;
  if (isHidden((handle ?? id)?.value)) return undefined;
  const named = accountNamed(site, { id, handle });
  if (named === undefined) return undefined;
  const { account, at, byHandle } = named;
  return {
    account,
    at,
    fact: {
      fact: "account",
      account,
      platform: site,
      ...(byHandle === undefined ? {} : { handle: byHandle }),
      ...(name === undefined ? {} : { name: name.value }),
      at: byHandle === undefined ? at : (handle?.at ?? at),
    },
  };
}

/** The texts at one member of each element of a list. */
export const textsIn = (post: Fields, list: string, name: string, at: string): Said[] =>
  elementsOf(post[list], `${at}/${list}`).flatMap((one) => textAt(one.fields, name, one.at) ?? []);

/** @throws RecordError when the platform's id does not make a key */
export function postKey(site: string, id: Said | undefined, at: string): { key: Key; at: string } {
  if (id === undefined) throw new RecordError("no-id", "the post has no id", at);
  const key = findKey(`${site}:${id.value}`);
  if (key !== undefined && kindOfKey(key) === "item") return { key, at: id.at };
  throw new RecordError("bad-id", `"${id.value.slice(0, 80)}" is no id of a post`, id.at);
}

/** Has a post within a post be left out where it cannot be read, with a warning. */
export function tellNested(warnings: Warning[], tell: () => void): void {
  try {
    tell();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const message = `a post within the post is left out: ${error.message}`;
    warnings.push([error.code, message, error.field ?? ""]);
  }
}

const RESHARED = "RESHARED_BY";

export function tellPost(said: Post): Told {
  const { key, keyAt, platform, title, text, language, published, edited } = said;
  // Links of its own come first.
  const words = text && { ...text, links: [] };
  const post = createPost(key, keyAt, platform, { title, words });
  const { facts, quoteAt = keyAt } = post;
  if (language) facts.push({ fact: "item", item: key, language: language.value, at: language.at });
  for (const { account, fact, at } of said.authors) {
    facts.push(fact);
    post.add("POSTED_BY", account, at);
  }
  const time = { fact: "time", item: key } as const;
  if (published) facts.push({ ...time, kind: "published", ...published.value, at: published.at });
  if (edited) facts.push({ ...time, kind: "edited", ...edited.value, at: edited.at });
  addEdges(post, said);
  for (const { relation, ...remark } of said.remarks ?? []) addRemark(post, relation, remark);
  return { subject: key, quoteAt, facts };
}

function addEdges(post: CollectedPost, { text, edges = [], ...said }: Post): void {
  const { key, facts } = post;
  for (const { relation, other, at } of edges) {
    if (relation !== RESHARED) post.add(relation, other, at);
    else if (other !== undefined && other !== key) {
      facts.push({ fact: "edge", relation, subject: other, object: key, at });
    }
  }
  for (const tag of said.tags ?? []) addTag(post, tag);
  for (const { account, fact, at } of said.mentions ?? []) {
    if (post.add("MENTIONS", account, at)) facts.push(fact);
  }
  const inText = linksInText(text?.value ?? "").map((value) => ({ value, at: text?.at ?? "" }));
  for (const { value, at } of [...(said.links ?? []), ...inText]) {
    const target = keyOfUrl(value);
    if (!edges.some(({ other }) => other === target)) addLink(post, value, at);
  }
}

const TAG_IN_TEXT = /(?<![\p{L}\p{N}_&/])#([\p{L}\p{M}\p{N}_]{1,100})(?![\p{L}\p{M}\p{N}_])/gu;
const NAME_IN_TEXT = /(?<![\w.@/])@([A-Za-z0-9_.]{1,30})(?![\w@])/g;

/** Tags and names that a text writes, where the platform keeps no list of them. */
export function namedInText(site: string, text: Said | undefined) {
  const at = text?.at ?? "";
  const words = text?.value ?? "";
  const tags = [...words.matchAll(TAG_IN_TEXT)].flatMap(([, value = ""]) =>
    /^[\p{N}_]+$/u.test(value) ? [] : [{ value, at }],
  );
  const mentions = [...words.matchAll(NAME_IN_TEXT)].flatMap(([, name = ""]) => {
    const handle = { value: name.replace(/\.+$/, ""), at };
    return personOf(site, { handle }) ?? [];
  });
  return { tags, mentions };
}

/** One post of any platform that Zeeschuimer collects, as facts. */
import type { Fact } from "../../model/claim.ts";
import type { Relation } from "../../model/edge.ts";
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import type { PlatformId } from "../../model/platform.ts";
import { instant, parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import {
  createEdges,
  type Fields,
  findFields,
  findText,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import { linksInText } from "../reading/text-links.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import { shortened } from "../twitter/tweet-ids.ts";

export interface Said<T = string> {
  value: T;
  at: string;
}

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

export function textAt(fields: Fields | undefined, name: string, at: string): Said | undefined {
  const value = findText(fields?.[name]);
  return value === undefined ? undefined : { value, at: `${at}/${name}` };
}

/** An id written as a string, or as a number that is exact. */
export function idAt(fields: Fields | undefined, name: string, at: string): Said | undefined {
  const written = fields?.[name];
  const exact = typeof written === "number" && Number.isSafeInteger(written);
  const value = exact ? String(written) : findText(written);
  return value === undefined ? undefined : { value, at: `${at}/${name}` };
}

export function fieldsAt(fields: Fields, name: string, at: string): Said<Fields> | undefined {
  const value = findFields(fields[name]);
  return value === undefined ? undefined : { value, at: `${at}/${name}` };
}

/** Digits of 4CAT's pseudonyms (BLAKE2b in hex), and its mark for what it takes out. */
const PSEUDONYM = /^(?:REDACTED|[0-9a-f]{40,128})$/;

/** An account of a platform by id, else by handle; none for a pseudonym. */
export function personOf(
  site: string,
  named: { id?: Said | undefined; handle?: Said | undefined; name?: Said | undefined },
): Person | undefined {
  const { id, handle, name } = named;
  if (PSEUDONYM.test(handle?.value ?? id?.value ?? "")) return undefined;
  const byId = id && findKey(`${site}:user/${id.value}`);
  const byHandle = handle && findKey(`${site}:@${handle.value}`);
  const account = byId ?? byHandle;
  const at = byId === undefined ? handle?.at : id?.at;
  if (account === undefined || at === undefined) return undefined;
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

/** A year past 9999 is no time of seconds. */
const MAX_SECONDS = 253_402_300_800;

/**
 * UTC seconds in digits or as a number; undefined where there is none, or 0.
 * @throws RecordError for what is no such time
 */
export function secondsAt(fields: Fields, name: string, at: string): Said<Time> | undefined {
  const written = fields[name];
  if (written === undefined || written === null || written === "") return undefined;
  const digits = typeof written === "string" || typeof written === "number" ? `${written}` : "";
  const seconds = /^\d{1,12}(?:\.\d{1,9})?$/.test(digits) ? Math.floor(Number(digits)) : -1;
  if (seconds < 0 || seconds >= MAX_SECONDS) {
    const shown = shortened(scalarText(written));
    throw new RecordError("bad-time", `"${shown}" is no time in seconds`, `${at}/${name}`);
  }
  if (seconds === 0) return undefined;
  return { value: instant(seconds * 1000, "second", digits), at: `${at}/${name}` };
}

/** A date and time as ISO 8601 writes it. @throws RecordError for one that does not exist */
export function isoTimeAt(
  fields: Fields,
  name: string,
  at: string,
  zone: Zone,
): Said<Time> | undefined {
  const written = textAt(fields, name, at);
  if (written === undefined) return undefined;
  try {
    return { value: parseTime(written.value, zone), at: written.at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", error.message.slice(0, 200), written.at);
  }
}

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

export function tellPost(post: Post): Told {
  const { key, keyAt, platform, title, text, language, published, edited } = post;
  const facts: Fact[] = [];
  const item = { fact: "item", item: key } as const;
  facts.push({ ...item, type: "post", platform, at: keyAt });
  if (title) facts.push({ ...item, title: title.value, at: title.at });
  if (text) facts.push({ ...item, text: text.value, at: text.at });
  if (language) facts.push({ ...item, language: language.value, at: language.at });
  for (const { account, fact, at } of post.authors) {
    facts.push(fact);
    facts.push({ fact: "edge", relation: "POSTED_BY", subject: key, object: account, at });
  }
  const time = { fact: "time", item: key } as const;
  if (published) {
    facts.push({ ...time, kind: "published", ...published.value, at: published.at });
  }
  if (edited) facts.push({ ...time, kind: "edited", ...edited.value, at: edited.at });
  addEdges(post, facts);
  for (const { relation, value, at } of post.remarks ?? []) {
    facts.push({ fact: "remark", kind: "attribute", subject: key, relation, value, at });
  }
  return { subject: key, quoteAt: text?.at ?? title?.at ?? keyAt, facts };
}

function addEdges({ key, text, ...post }: Post, facts: Fact[]): void {
  const add = createEdges(key, facts);
  for (const { relation, other, at } of post.edges ?? []) {
    if (relation !== RESHARED) add(relation, other, at);
    else if (other !== undefined && other !== key) {
      facts.push({ fact: "edge", relation, subject: other, object: key, at });
    }
  }
  for (const { value, at } of post.tags ?? []) {
    add("TAGGED", findKey(`tag:${value.toLowerCase()}`), at);
  }
  for (const { account, fact, at } of post.mentions ?? []) {
    if (add("MENTIONS", account, at)) facts.push(fact);
  }
  const inText = linksInText(text?.value ?? "").map((value) => ({ value, at: text?.at ?? "" }));
  for (const { value, at } of [...(post.links ?? []), ...inText]) {
    const target = keyOfUrl(value);
    if (target === undefined || post.edges?.some(({ other }) => other === target)) continue;
    add(kindOfKey(target) === "account" ? "MENTIONS" : "LINKS_TO", target, at);
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

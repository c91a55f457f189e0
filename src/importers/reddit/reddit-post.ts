/**
 * One submission or comment of Reddit. What a comment answers, what a submission links to and what it
 * is a crosspost of stand from the moment of posting and never change. Words can be edited; Reddit
 * says so unless it was done within the first three minutes. A removed author is no account.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { type PlatformId, platformIdSchema } from "../../model/platform.ts";
import type { Time } from "../../model/time.ts";
import {
  accountByHandle,
  accountNamed,
  addAuthor,
  addLink,
  addRemark,
  type CollectedPost,
  createPost,
  dateEdges,
} from "../reading/collected-post.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { elementsOf, fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Told, Warning } from "../reading/told.ts";
import { addRemarks, addSecondLook } from "./reddit-remarks.ts";
import { isTakenAway, markdownWords, namedIn, withoutEntities } from "./reddit-words.ts";

export type ThingKind = "t1" | "t3";

/** Only what says whether it is a comment or a submission; undefined for anything else. */
export function kindOfThing(record: Fields): ThingKind | undefined {
  const name = typeof record["name"] === "string" ? record["name"].slice(0, 3) : undefined;
  if (name === "t1_" || (name === undefined && "body" in record && "link_id" in record))
    return "t1";
  return name === "t3_" || (name === undefined && "title" in record) ? "t3" : undefined;
}

function keyOf(record: Fields, kind: ThingKind, at: string): Said<Key> {
  const [id, name] = [scalarAt(record, "id", at), textAt(record, "name", at)];
  const said = id ?? name;
  if (said === undefined) throw new RecordError("no-id", "the record has no id", `${at}/id`);
  const key = findKey(`reddit:${said.value.startsWith(`${kind}_`) ? "" : `${kind}_`}${said.value}`);
  if (key === undefined) {
    throw new RecordError("bad-id", `"${said.value.slice(0, 80)}" is no id of Reddit`, said.at);
  }
  if (name !== undefined && findKey(`reddit:${name.value}`) !== key) {
    const message = `the id is that of ${key}, the name "${name.value.slice(0, 80)}"`;
    throw new RecordError("id-differs", message, name.at);
  }
  return { value: key, at: said.at };
}

function platformOf(record: Fields): PlatformId {
  const name = textAt(record, "subreddit", "")?.value;
  const inside = platformIdSchema.safeParse(`reddit/${name?.toLowerCase()}`);
  return name !== undefined && inside.success ? inside.data : "reddit";
}

/** By when an archive had seen the words, in UTC milliseconds. */
function retrievedBy(record: Fields, at: string): number | undefined {
  const seen = secondsAt(record, "retrieved_on", at) ?? secondsAt(record, "retrieved_utc", at);
  const meta = fieldsAt(record, "_meta", at);
  const again = meta && secondsAt(meta.value, "retrieved_2nd_on", meta.at);
  // Words that were not there at first are those of the second look.
  const first = meta?.value["was_initially_deleted"] === true ? (again ?? seen) : seen;
  return first?.value.latest ?? undefined;
}

function addPoster(post: CollectedPost, record: Fields, at: string): void {
  const handle = textAt(record, "author", at);
  if (handle !== undefined && isTakenAway(handle.value)) {
    addRemark(post, "author shown as", handle);
    return;
  }
  const author = { id: scalarAt(record, "author_fullname", at), handle };
  addAuthor(post, "reddit", author);
  const account = accountNamed("reddit", author)?.account;
  const created = secondsAt(record, "author_created_utc", at);
  if (account === undefined || created === undefined) return;
  const remark = { fact: "remark", kind: "attribute", subject: account } as const;
  post.facts.push({
    ...remark,
    relation: "account created",
    time: created.value,
    at: created.at,
  });
}

/** How long Reddit lets an edit pass without a mark. */
const UNMARKED_MS = 180_000;

const later = ({ earliest, latest }: Time): Time => ({
  earliest,
  latest: latest === null ? null : latest + UNMARKED_MS,
});

/** True where Reddit says of these words that they were not edited. */
function addEdited(post: CollectedPost, record: Fields, published: Time, at: string): boolean {
  const { edited } = record;
  if (edited === true) {
    const time = { earliest: published.earliest, latest: post.shownBy ?? null };
    post.facts.push({ fact: "time", item: post.key, kind: "edited", ...time, at: `${at}/edited` });
  } else if (edited !== false) {
    const time = secondsAt(record, "edited", at);
    if (time) {
      post.facts.push({ fact: "time", item: post.key, kind: "edited", ...time.value, at: time.at });
    }
  }
  const meta = fieldsAt(record, "_meta", at);
  return edited === false && meta?.value["was_initially_deleted"] !== true;
}

function addWords(post: CollectedPost, said: Said | undefined): void {
  if (said === undefined) return;
  if (isTakenAway(said.value)) {
    addRemark(post, "words shown as", said);
    return;
  }
  const words = markdownWords(said);
  post.quoteAt = said.at;
  post.facts.push({ fact: "item", item: post.key, text: words.value, at: said.at });
  for (const link of words.links) addLink(post, link, said.at);
  for (const name of namedIn(words.value)) {
    post.add("MENTIONS", accountByHandle("reddit", name), said.at);
  }
}

function thingAt(record: Fields, name: string, at: string): Said<Key> | undefined {
  const said = textAt(record, name, at);
  const key = said && findKey(`reddit:${said.value}`);
  return said && key ? { value: key, at: said.at } : undefined;
}

/** Those of a comment, and the link of a submission unless it is that of the one it is a crosspost of. */
function addFixed(post: CollectedPost, record: Fields, at: string): void {
  const parent = thingAt(record, "parent_id", at);
  if (parent) post.add("REPLIES_TO", parent.value, parent.at);
  const crossposted = thingAt(record, "crosspost_parent", at);
  const { key } = post;
  if (crossposted && crossposted.value !== key) {
    const edge = { fact: "edge", relation: "RESHARED_BY", object: key } as const;
    post.facts.push({ ...edge, subject: crossposted.value, at: crossposted.at });
  }
  const [original] = elementsOf(record["crosspost_parent_list"], `${at}/crosspost_parent_list`);
  for (const name of ["url", "url_overridden_by_dest"]) {
    const url = textAt(record, name, at);
    if (url === undefined || url.value === original?.fields[name]) continue;
    const address = withoutEntities(url.value);
    const absolute = address.startsWith("/") ? `https://www.reddit.com${address}` : address;
    if (keyOfUrl(absolute) !== crossposted?.value) addLink(post, absolute, url.at);
  }
}

function addGallery(post: CollectedPost, record: Fields, at: string): void {
  const gallery = fieldsAt(record, "gallery_data", at);
  for (const { fields, at: place } of elementsOf(gallery?.value["items"], `${gallery?.at}/items`)) {
    const [url, caption] = ["outbound_url", "caption"].map((name) => textAt(fields, name, place));
    if (url) addLink(post, withoutEntities(url.value), url.at);
    if (caption === undefined) continue;
    addRemark(post, "caption of a picture", caption);
    for (const link of markdownWords(caption).links) addLink(post, link, caption.at);
  }
}

/** @throws RecordError when nothing names it, or a time is none */
function postOf(record: Fields, kind: ThingKind, at: string): CollectedPost {
  const { value: key, at: keyAt } = keyOf(record, kind, at);
  const title = kind === "t3" ? textAt(record, "title", at) : undefined;
  const shown = title && !isTakenAway(title.value) ? title : undefined;
  const post = createPost(key, keyAt, platformOf(record), {
    title: shown && { ...shown, value: withoutEntities(shown.value) },
    type: kind === "t3" ? "thread" : "post",
  });
  post.quoteAt ??= keyAt;
  post.shownBy = retrievedBy(record, at);
  if (title && shown === undefined) addRemark(post, "title shown as", title);
  return post;
}

/** What a list of an account's comments says of the submission that each stands under. */
function submissionOf(record: Fields, at: string): Told[] {
  const link = thingAt(record, "link_id", at);
  const title = textAt(record, "link_title", at);
  const url = textAt(record, "link_url", at);
  const author = textAt(record, "link_author", at);
  if (link === undefined || (title ?? url ?? author) === undefined) return [];
  const post = createPost(link.value, link.at, platformOf(record), {
    title: title && { ...title, value: withoutEntities(title.value) },
    type: "thread",
  });
  if (url) addLink(post, withoutEntities(url.value), url.at);
  if (author && !isTakenAway(author.value)) addAuthor(post, "reddit", { handle: author });
  return [{ subject: post.key, quoteAt: link.at, facts: post.facts }];
}

const withShown = (told: Told, shownBy: number | undefined): Told =>
  shownBy === undefined ? told : { ...told, shownBy };

function crosspostedIn(record: Fields, at: string, seen: number | undefined, into: Thing): void {
  const list = elementsOf(record["crosspost_parent_list"], `${at}/crosspost_parent_list`);
  for (const { fields, at: place } of list.slice(0, 1)) {
    try {
      const { told, warnings } = readThing({ ...fields, crosspost_parent_list: [] }, "t3", place);
      into.told.push(...told.map((one) => withShown(one, one.shownBy ?? seen)));
      into.warnings.push(...warnings);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      const message = `the post that was crossposted is left out: ${error.message}`;
      into.warnings.push([error.code, message, error.field]);
    }
  }
}

interface Thing {
  told: Told[];
  warnings: Warning[];
}

/** @throws RecordError when nothing names it, or it has no time of posting */
export function readThing(record: Fields, kind: ThingKind, at: string): Thing {
  const post = postOf(record, kind, at);
  const published = secondsAt(record, "created_utc", at);
  if (published === undefined) {
    throw new RecordError("no-time", "the record has no created_utc", `${at}/created_utc`);
  }
  const time = { fact: "time", item: post.key, kind: "published" } as const;
  post.facts.push({ ...time, ...published.value, at: published.at });
  addPoster(post, record, at);
  addFixed(post, record, at);
  dateEdges(post, published.value);
  const isUnedited = addEdited(post, record, published.value, at);
  addWords(post, textAt(record, kind === "t1" ? "body" : "selftext", at));
  addGallery(post, record, at);
  if (isUnedited) dateEdges(post, later(published.value));
  const whole = kind === "t1" ? thingAt(record, "link_id", at) : undefined;
  if (whole) {
    const edge = { fact: "edge", relation: "PART_OF", subject: post.key } as const;
    post.facts.push({ ...edge, object: whole.value, time: published.value, at: whole.at });
  }
  addRemarks(post, record, at);
  addSecondLook(post, record, at);
  const permalink = textAt(record, "permalink", at);
  const named = permalink && keyOfUrl(`https://www.reddit.com${permalink.value}`);
  if (permalink && named?.startsWith("reddit:") && named !== post.key) {
    post.warnings.push(["address-differs", `the address is that of ${named}`, permalink.at]);
  }
  const { key: subject, quoteAt, facts, shownBy, warnings } = post;
  const all: Told[] = [{ subject, quoteAt, facts }, ...submissionOf(record, at)];
  const thing: Thing = { told: all.map((one) => withShown(one, shownBy)), warnings };
  crosspostedIn(record, at, shownBy, thing);
  return thing;
}

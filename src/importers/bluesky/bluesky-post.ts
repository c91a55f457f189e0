/**
 * Posts of Bluesky and what is quoted in them. A post is a record in its author's own repository:
 * `createdAt` and the name of the record are times that the author's program wrote (*reported*); a
 * server's `indexedAt`, or its stamp on an event, says by when the record was there (*recorded*).
 */
import { findKey, type Key } from "../../model/key.ts";
import type { Time, Zone } from "../../model/time.ts";
import {
  addAuthor,
  addAuthorsTime,
  addLink,
  addRemark,
  type CollectedPost,
  createPost,
  htmlWords,
} from "../reading/collected-post.ts";
import { type Gathered, gather, tellWithin } from "../reading/gathered.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { type Fields, findFields, listOf, RecordError } from "../reading/records.ts";
import { elementsOf, fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import type { Warning } from "../reading/told.ts";
import { addBlueskyRecord, blueskyKey } from "./bluesky-record.ts";
import { byThen, timeOfName } from "./bluesky-time.ts";
import { linksBesideFacets } from "./bluesky-words.ts";

/** A text in camel case, or in the snake case of the protocol's Python client. */
const NAMES = {
  createdAt: "created_at",
  indexedAt: "indexed_at",
  displayName: "display_name",
} as const;

export const eitherAt = (fields: Fields | undefined, name: keyof typeof NAMES, at: string) =>
  textAt(fields, name, at) ?? textAt(fields, NAMES[name], at);

/** What is gathered of a record and of those within it. */

/** A record with what a server says of it. */
export interface Seen {
  uri: Said;
  record: Said<Fields>;
  author?: Said<Fields> | undefined;
  /** When a server had it. */
  indexed?: Said<Time> | undefined;
}

/** A time that a server wrote. @throws RecordError for one that does not exist */
export function serverTimeAt(fields: Fields, at: string, zone: Zone): Said<Time> | undefined {
  return isoTimeAt(fields, "indexedAt", at, zone) ?? isoTimeAt(fields, "indexed_at", at, zone);
}

/** The author may have written anything. */
function authorsTime(record: Said<Fields>, zone: Zone, warnings: Warning[]) {
  const said = eitherAt(record.value, "createdAt", record.at);
  const name = said?.at.split("/").at(-1);
  if (said === undefined || name === undefined) return undefined;
  try {
    return isoTimeAt(record.value, name, record.at, zone);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    warnings.push([error.code, `the author's own time is none: ${error.message}`, said.at]);
    return undefined;
  }
}

const TOLERATED_MS = 60_000;

function disagrees(a: Time, b: Time): boolean {
  if (a.earliest === null || a.latest === null || b.earliest === null || b.latest === null) {
    return false;
  }
  return a.earliest > b.latest + TOLERATED_MS || b.earliest > a.latest + TOLERATED_MS;
}

/** By the author's program, in both its forms where they disagree; by a server, as an upper bound. */
export function addTimes(post: CollectedPost, { uri, record, indexed }: Seen, zone: Zone): void {
  const written = authorsTime(record, zone, post.warnings);
  const counted = timeOfName(uri.value.split("/").at(-1) ?? "");
  if (written) addAuthorsTime(post, written.value, written.at);
  const isApart =
    written !== undefined && counted !== undefined && disagrees(written.value, counted);
  // Else it is the same moment, which the program read from its clock twice.
  if (counted && (written === undefined || isApart)) addAuthorsTime(post, counted, uri.at);
  if (written === undefined && counted === undefined) {
    post.warnings.push(["no-time", "the record does not say when it was posted", uri.at]);
  }
  if (isApart) {
    const message = "createdAt and the name of the record are more than a minute apart";
    post.warnings.push(["time-disagrees", message, written.at]);
  }
  if (indexed === undefined) return;
  const time = byThen(indexed.value);
  post.facts.push({ fact: "time", item: post.key, kind: "published", ...time, at: indexed.at });
  post.shownBy = indexed.value.latest ?? undefined;
}

const DID = /^at:\/\/(did:[^/]+)\//;

/** The owner of the repository is the author; who else is named as such is not believed. */
export function addOwner(post: CollectedPost, { uri, author }: Seen): void {
  const owner = DID.exec(uri.value)?.[1] ?? "";
  const did = scalarAt(author?.value, "did", author?.at ?? "");
  if (author && did?.value === owner) {
    const handle = textAt(author.value, "handle", author.at);
    const name = eitherAt(author.value, "displayName", author.at);
    addAuthor(post, "bluesky", { id: did, handle, name });
    return;
  }
  if (did !== undefined) {
    const message = "the post is in another account's repository than its author's";
    post.warnings.push(["author-differs", message, did.at]);
  }
  addAuthor(post, "bluesky", { id: { value: owner, at: uri.at } });
}

/** What a bridge says of where it took the post from, which is the original's own word. */
function addBridged(post: CollectedPost, record: Fields, at: string): void {
  const url = textAt(record, "bridgyOriginalUrl", at);
  if (url) {
    addLink(post, url.value, url.at);
    addRemark(post, "carried over by a bridge from", url);
  }
  const text = textAt(record, "bridgyOriginalText", at);
  if (text === undefined) return;
  for (const link of htmlWords(text).links) addLink(post, link, text.at);
}

/** Labels that a service or the author gave, with the time of a service's. */
function addLabels(post: CollectedPost, labels: unknown, at: string, zone: Zone): void {
  const own = findFields(labels)?.["values"];
  const [list, place] = own === undefined ? [labels, at] : [own, `${at}/values`];
  for (const { fields, at: where } of elementsOf(list, place)) {
    const [value, by] = [textAt(fields, "val", where), textAt(fields, "src", where)];
    if (value === undefined) continue;
    const time = isoTimeAt(fields, "cts", where, zone)?.value;
    const account = by && findKey(`bluesky:user/${by.value}`);
    const remark = { fact: "remark", kind: "attribute", subject: post.key } as const;
    post.facts.push({
      ...remark,
      relation: "label",
      value: value.value,
      ...(account === undefined ? {} : { object: account }),
      ...(time === undefined ? {} : { time }),
      at: value.at,
    });
  }
}

/** @throws RecordError when the address names no post, or a server's time is none */
export function tellPost(seen: Seen, labels: Said<unknown>, zone: Zone, into: Gathered): Key {
  const { uri, record } = seen;
  const key = blueskyKey(uri.value);
  if (key === undefined) {
    throw new RecordError("bad-id", `"${uri.value.slice(0, 80)}" is no address of a post`, uri.at);
  }
  const text = textAt(record.value, "text", record.at);
  const words = text && { ...text, links: linksBesideFacets(text.value, record.value) };
  const post = createPost(key, uri.at, "bluesky");
  addTimes(post, seen, zone);
  addOwner(post, seen);
  addBlueskyRecord(post, record.value, record.at);
  if (words) {
    post.quoteAt = words.at;
    post.facts.push({ fact: "item", item: key, text: words.value, at: words.at });
    for (const link of words.links) addLink(post, link, words.at);
  }
  addBridged(post, record.value, record.at);
  addLabels(post, labels.value, labels.at, zone);
  addLabels(post, record.value["labels"], `${record.at}/labels`, zone);
  post.quoteAt ??= uri.at;
  gather(post, into);
  return key;
}

const MAX_NESTED = 4;

const GONE = {
  blocked: "blocked",
  notFound: "not found",
  not_found: "not found",
  detached: "detached by its author",
} as const;

function tellQuoted(embed: Said<Fields> | undefined, by: Key, zone: Zone, into: Gathered): void {
  let found = embed;
  for (let depth = 0; found !== undefined && depth < MAX_NESTED; depth += 1) {
    const view = fieldsAt(found.value, "record", found.at);
    // With media beside it, the quoted record stands one deeper.
    const inner =
      view && !findFields(view.value["value"]) && fieldsAt(view.value, "record", view.at);
    const quoted = inner || view;
    if (quoted === undefined) return;
    const gone = Object.entries(GONE).find(([name]) => quoted.value[name] === true);
    if (gone) {
      const [name, value] = gone;
      const remark = { fact: "remark", kind: "attribute", subject: by, value } as const;
      const at = `${quoted.at}/${name}`;
      into.told.push({ subject: by, facts: [{ ...remark, relation: "quoted post", at }] });
      return;
    }
    if (fieldsAt(quoted.value, "value", quoted.at) === undefined) return;
    const { value, at } = quoted;
    tellWithin(into, () => tellView(value, at, "value", zone, into));
    const [first] = listOf(value["embeds"]);
    found = findFields(first) && { value: findFields(first) ?? {}, at: `${at}/embeds/0` };
  }
}

/** A view of a post, whose record stands in `record`, or in `value` where it is quoted. */
function tellView(
  view: Fields,
  at: string,
  name: "record" | "value",
  zone: Zone,
  into: Gathered,
): Key {
  const [uri, record] = [textAt(view, "uri", at), fieldsAt(view, name, at)];
  if (uri === undefined) throw new RecordError("no-id", "the post has no address", `${at}/uri`);
  const seen: Seen = {
    uri,
    record: record ?? { value: {}, at: `${at}/${name}` },
    author: fieldsAt(view, "author", at),
    indexed: serverTimeAt(view, at, zone),
  };
  return tellPost(seen, { value: view["labels"], at: `${at}/labels` }, zone, into);
}

/** A post as a server shows it, with those that it quotes. */
export function tellPostView(view: Fields, at: string, zone: Zone, into: Gathered): Key {
  const key = tellView(view, at, "record", zone, into);
  tellQuoted(fieldsAt(view, "embed", at), key, zone, into);
  return key;
}

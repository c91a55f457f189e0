/**
 * Bluesky, as JSON: answers of its interface (feeds, posts, threads, searches, quotes), records of a
 * repository (com.atproto.repo.listRecords, getRecord) and events of Jetstream, one per line.
 * Documented in the AT Protocol's lexicons (atproto.com, bluesky-social/atproto, lexicons/) and in
 * bluesky-social/jetstream. Likes, follows and lists carry nothing and are skipped.
 */
import { findKey } from "../../model/key.ts";
import { instant, type Time, type Zone } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { type Gathered, tellWithin } from "../reading/gathered.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import type { Reading, Skip, Told } from "../reading/told.ts";
import { BLUESKY_FIELDS } from "./bluesky-fields.ts";
import { serverTimeAt, tellPost, tellPostView } from "./bluesky-post.ts";
import { tellReason, tellRepostRecord } from "./bluesky-repost.ts";

const LISTS = ["feed", "posts", "records"] as const;

/** The posts of a page, those of a thread with the ones above and below. */
function partsOf(page: Fields): readonly Part[] {
  const list = LISTS.find((name) => Array.isArray(page[name]));
  if (list !== undefined) {
    return listOf(page[list]).map((value, index) => ({ value, at: `/${list}/${index}` }));
  }
  const thread = page["thread"];
  if (Array.isArray(thread)) {
    return thread.map((entry: unknown, index) => ({
      value: findFields(entry)?.["value"] ?? entry,
      at: isFields(findFields(entry)?.["value"]) ? `/thread/${index}/value` : `/thread/${index}`,
    }));
  }
  return isFields(thread) ? partsOfThread(thread) : [{ value: page, at: "" }];
}

function partsOfThread(thread: Fields): Part[] {
  const parts: Part[] = [{ value: thread, at: "/thread" }];
  // What is found on the way is read too.
  for (const { value, at } of parts) {
    const post = findFields(value);
    if (post === undefined) continue;
    if (isFields(post["parent"])) parts.push({ value: post["parent"], at: `${at}/parent` });
    for (const [index, reply] of listOf(post["replies"]).entries()) {
      parts.push({ value: reply, at: `${at}/replies/${index}` });
    }
  }
  return parts;
}

const COLLECTION = /^at:\/\/[^/]+\/([^/]+)\//;
const CARRY_NOTHING: Skip = {
  skip: "carries-nothing",
  why: "likes, follows, lists and profiles carry nothing on",
};

function tellRecord(seen: Parameters<typeof tellRepostRecord>[0], zone: Zone): Gathered | Skip {
  const into: Gathered = { told: [], warnings: [] };
  const collection = COLLECTION.exec(seen.uri.value)?.[1];
  if (collection === "app.bsky.feed.repost") tellRepostRecord(seen, zone, into);
  else if (collection === "app.bsky.feed.post") {
    tellPost(seen, { value: undefined, at: "" }, zone, into);
  } else return CARRY_NOTHING;
  return into;
}

/** An entry of a feed or thread: the post, what it answers, and why it stands there. */
function tellEntry(entry: Fields, post: Said<Fields>, at: string, zone: Zone): Gathered {
  const into: Gathered = { told: [], warnings: [] };
  const key = tellPostView(post.value, post.at, zone, into);
  const reply = fieldsAt(entry, "reply", at);
  for (const name of ["parent", "root"]) {
    const other = reply && fieldsAt(reply.value, name, reply.at);
    if (other === undefined || !isFields(other.value["record"])) continue;
    tellWithin(into, () => tellPostView(other.value, other.at, zone, into));
  }
  const uri = { value: key, at: `${post.at}/uri` };
  tellWithin(into, () => tellReason(entry, uri, at, zone, into));
  return into;
}

const stampOf = (event: Fields): Said<Time> | undefined => {
  const micros = event["time_us"];
  if (typeof micros !== "number" || !Number.isSafeInteger(micros) || micros <= 0) return undefined;
  return { value: instant(Math.ceil(micros / 1000), "millisecond", `${micros}`), at: "/time_us" };
};

/** A handle that was changed, or an account that was closed or came back. */
function readAccountEvent(event: Fields, at: string): Reading | Skip {
  const [identity, status] = [fieldsAt(event, "identity", at), fieldsAt(event, "account", at)];
  const said = identity ?? status;
  const did = said && scalarAt(said.value, "did", said.at);
  const account = did && findKey(`bluesky:user/${did.value}`);
  if (said === undefined || did === undefined || account === undefined) return CARRY_NOTHING;
  const handle = textAt(said.value, "handle", said.at);
  const named = handle && findKey(`bluesky:@${handle.value}`);
  const word = textAt(said.value, "status", said.at);
  const fact = { fact: "account", account, platform: "bluesky" } as const;
  const facts: Told["facts"][number][] = [
    handle && named ? { ...fact, handle: named, at: handle.at } : { ...fact, at: did.at },
  ];
  if (word) {
    const remark = {
      fact: "remark",
      kind: "event",
      subject: account,
      relation: "account",
    } as const;
    const latest = stampOf(event)?.value.latest ?? null;
    facts.push({ ...remark, value: word.value, time: { earliest: null, latest }, at: word.at });
  }
  return { told: [{ facts }], warnings: [] };
}

function readEvent(event: Fields, commit: Said<Fields>, zone: Zone): Reading | Skip {
  const did = textAt(event, "did", "");
  const [collection, name] = ["collection", "rkey"].map((one) =>
    textAt(commit.value, one, commit.at),
  );
  if (did === undefined || collection === undefined || name === undefined) {
    throw new RecordError("no-id", "the event does not say whose record it is", commit.at);
  }
  const uri = { value: `at://${did.value}/${collection.value}/${name.value}`, at: name.at };
  const indexed = stampOf(event);
  const key = findKey(`bluesky:${did.value}/${name.value}`);
  if (commit.value["operation"] === "delete") {
    if (collection.value !== "app.bsky.feed.post" || key === undefined) return CARRY_NOTHING;
    const remark = { fact: "remark", kind: "event", subject: key, relation: "deleted" } as const;
    const time = { earliest: null, latest: indexed?.value.latest ?? null };
    const at = `${commit.at}/operation`;
    return { told: [{ facts: [{ ...remark, time, at }] }], warnings: [] };
  }
  const record = fieldsAt(commit.value, "record", commit.at) ?? { value: {}, at: commit.at };
  const gathered = tellRecord({ uri, record, indexed }, zone);
  if ("skip" in gathered || commit.value["operation"] !== "update" || key === undefined) {
    return gathered;
  }
  const edited = { fact: "time", item: key, kind: "edited", earliest: null } as const;
  const latest = indexed?.value.latest ?? null;
  gathered.told.push({
    subject: key,
    facts: [{ ...edited, latest, at: `${commit.at}/operation` }],
  });
  return gathered;
}

function readPart(part: Fields, at: string, zone: Zone): Reading | Skip {
  const commit = fieldsAt(part, "commit", at);
  if (commit) return readEvent(part, commit, zone);
  const post = fieldsAt(part, "post", at);
  if (post) return tellEntry(part, post, at, zone);
  if (isFields(part["record"]) && isFields(part["author"])) {
    return tellEntry({}, { value: part, at }, at, zone);
  }
  const [uri, value] = [textAt(part, "uri", at), fieldsAt(part, "value", at)];
  if (uri && value) {
    return tellRecord({ uri, record: value, indexed: serverTimeAt(part, at, zone) }, zone);
  }
  if (isFields(part["identity"]) || isFields(part["account"])) return readAccountEvent(part, at);
  const isGone = part["notFound"] === true || part["blocked"] === true;
  if (isGone) return { skip: "not-shown", why: "the post is gone, or blocked for who looked" };
  return { skip: "no-post", why: "the record is no post, repost or event of Bluesky" };
}

const OURS = /^at:\/\/did:[^/]+\/(?:app\.bsky|com\.atproto)\./;

function isPostView(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { uri, record } = value;
  return (
    typeof uri === "string" && OURS.test(uri) && (isFields(record) || isFields(value["value"]))
  );
}

function isPart(value: unknown): boolean {
  const part = findFields(value);
  // 4CAT keeps views of posts with what it knows of them, in a format of its own.
  if (part === undefined || part["4CAT_metadata"] !== undefined) return false;
  const commit = findFields(part["commit"]);
  const { did } = part;
  const isEvent =
    typeof did === "string" && did.startsWith("did:") && typeof part["time_us"] === "number";
  return isPostView(part) || isPostView(part["post"]) || (isEvent && (!commit || "rkey" in commit));
}

const isOurs = (value: unknown): boolean =>
  isFields(value) &&
  partsOf(value)
    .slice(0, 4)
    .some((part) => isPart(part.value));

/** A first record that breaks off or is longer than the sample: an address of Bluesky stands in it. */
const beginsAnswer = (text: string): boolean =>
  /^[\s\uFEFF]*(?:\[\s*)?\{\s*"\$?\w+"\s*:/.test(text) &&
  !text.includes('"4CAT_metadata"') &&
  /"uri"\s*:\s*"at:\/\/did:[^/"]+\/app\.bsky\.feed\.(?:post|repost)\//.test(text) &&
  /"(?:feed|posts|records|thread)"\s*:/.test(text);

export const bluesky: Importer = {
  id: "bluesky",
  version: 1,
  label: "Bluesky (API, repository, Jetstream)",
  reads:
    "Posts, reposts and quotes of Bluesky: answers of its interface, records of repositories, events of Jetstream.",
  example:
    '{"feed": [{"post": {"uri": "at://did:plc:…/app.bsky.feed.post/3k…", "author": {…}, "record": {…}}}]}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    return values.length === 0 ? beginsAnswer(roughUtf8(sample)) : values.slice(0, 20).some(isOurs);
  },

  parse: (bytes, { manifest, zone }) =>
    readJsonFile(bytes, {
      fields: BLUESKY_FIELDS,
      partsOf,
      read: (part, at) => readPart(part, at, zone),
      shownBy: collectedBy(manifest),
    }),
};

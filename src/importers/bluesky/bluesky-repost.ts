/**
 * Reposts of Bluesky: records of their own (`app.bsky.feed.repost`) that name the original. Feeds show
 * them as the reason why a post stands there, older ones without the address of the repost, so that
 * only a remark is left of it. Through whose repost somebody came to it is a remark too.
 */
import { findKey, type Key } from "../../model/key.ts";
import type { Zone } from "../../model/time.ts";
import { createPost, readingOf } from "../reading/collected-post.ts";
import type { Gathered } from "../reading/gathered.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { addOwner, addTimes, eitherAt, type Seen, serverTimeAt } from "./bluesky-post.ts";
import { blueskyKey } from "./bluesky-record.ts";

const REPOST = /^at:\/\/(did:[^/\s]{1,2048})\/app\.bsky\.feed\.repost\/([^/\s]{1,512})$/;

const repostKey = (uri: string): Key | undefined => {
  const [, did, name] = REPOST.exec(uri) ?? [];
  return did === undefined ? undefined : findKey(`bluesky:${did}/repost/${name}`);
};

function tellRepost(seen: Seen, original: Said<Key>, zone: Zone, into: Gathered): void {
  const { uri, record } = seen;
  const key = repostKey(uri.value);
  if (key === undefined) {
    throw new RecordError(
      "bad-id",
      `"${uri.value.slice(0, 80)}" is no address of a repost`,
      uri.at,
    );
  }
  const post = createPost(key, uri.at, "bluesky");
  post.quoteAt = uri.at;
  addTimes(post, seen, zone);
  addOwner(post, seen);
  const edge = { fact: "edge", relation: "RESHARED_BY", subject: original.value } as const;
  post.facts.push({ ...edge, object: key, at: original.at });
  const via = fieldsAt(record.value, "via", record.at);
  const way = via && textAt(via.value, "uri", via.at);
  const through = way && repostKey(way.value);
  if (way && through) {
    const remark = {
      fact: "remark",
      kind: "attribute",
      subject: key,
      relation: "through",
    } as const;
    post.facts.push({ ...remark, object: through, at: way.at });
  }
  const { told, warnings } = readingOf(post);
  into.told.push(...told);
  into.warnings.push(...warnings);
}

/** @throws RecordError when it names no original, or its own address is none */
export function tellRepostRecord(seen: Seen, zone: Zone, into: Gathered): void {
  const { record } = seen;
  const subject = fieldsAt(record.value, "subject", record.at);
  const uri = subject && textAt(subject.value, "uri", subject.at);
  const key = uri && blueskyKey(uri.value);
  if (uri === undefined || key === undefined) {
    throw new RecordError("no-original", "the repost names no post", `${record.at}/subject`);
  }
  tellRepost(seen, { value: key, at: uri.at }, zone, into);
}

/** Why a post stands in a feed: somebody's repost, pinned, or nothing. */
export function tellReason(
  item: Fields,
  original: Said<Key>,
  at: string,
  zone: Zone,
  into: Gathered,
) {
  const reason = fieldsAt(item, "reason", at);
  const by = reason && fieldsAt(reason.value, "by", reason.at);
  if (reason === undefined || by === undefined) return;
  const indexed = serverTimeAt(reason.value, reason.at, zone);
  const uri = textAt(reason.value, "uri", reason.at);
  if (uri) {
    const record = { value: {}, at: reason.at };
    tellRepost({ uri, record, author: by, indexed }, original, zone, into);
    return;
  }
  const did = scalarAt(by.value, "did", by.at);
  const account = did && findKey(`bluesky:user/${did.value}`);
  if (did === undefined || account === undefined) return;
  const { latest = null } = indexed?.value ?? {};
  const remark = { fact: "remark", kind: "event", subject: original.value } as const;
  const name = eitherAt(by.value, "displayName", by.at);
  const facts = [
    { fact: "account", account, platform: "bluesky", at: did.at } as const,
    ...(name ? [{ fact: "account", account, name: name.value, at: name.at } as const] : []),
    {
      ...remark,
      relation: "reposted by",
      object: account,
      ...(latest === null ? {} : { time: { earliest: null, latest } }),
      at: did.at,
    },
  ];
  into.told.push({ subject: original.value, quoteAt: did.at, facts });
}

/**
 * Bluesky's posts as 4CAT keeps them (datasources/bsky, `get_items`): post views as the Python client
 * of the AT Protocol writes them, with `4CAT_metadata` of who was looked up and when. Its
 * `collected_at` is in seconds of UTC.
 */
import { findKey } from "../../model/key.ts";
import { addBlueskyRecord, blueskyKey } from "../bluesky/bluesky-record.ts";
import {
  accountByHandle,
  addAuthor,
  addAuthorsTime,
  addPublished,
  createPost,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, PROFILE } from "../reading/left-out.ts";
import { type Fields, findFields, listOf, RecordError } from "../reading/records.ts";
import { scalarAt } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import { clockTime, epochTime } from "./fourcat-source.ts";

export const BLUESKY_FIELDS = fieldTable(
  `uri author.did author.handle author.display_name record.text record.created_at record.langs
   record.tags record.facets.features.uri record.facets.features.tag record.facets.features.did
   record.embed.external.uri record.embed.media.external.uri record.embed.record.uri
   record.embed.record.record.uri record.reply.parent.uri record.reply.root.uri
   4CAT_metadata.collected_at 4CAT_metadata.mentions.did 4CAT_metadata.mentions.handle`,
  {
    "cid record.embed.record.cid record.embed.record.record.cid record.reply.parent.cid record.reply.root.cid":
      "hashes of what the addresses name",
    "py_type author.py_type record.py_type record.facets.py_type record.facets.features.py_type record.facets.index record.embed.py_type record.embed.external.py_type record.embed.media.py_type record.embed.record.py_type record.reply.py_type record.entities record.reply.parent.py_type record.reply.root.py_type record.embed.media.external.py_type record.embed.record.record.py_type":
      "names of types, and where in the words a link stands",
    embed: "the record's own embed again, with what the embedded things looked like",
    "record.embed.external.title record.embed.external.description record.embed.external.thumb record.embed.media.external.title record.embed.media.external.description record.embed.media.external.thumb":
      "what the page that is linked to says of itself",
    "record.embed.images record.embed.video record.embed.alt record.embed.aspect_ratio record.embed.captions record.embed.media.images record.embed.media.video record.embed.media.alt record.embed.media.aspect_ratio record.embed.media.captions":
      "pictures and films of the post itself, evidence of their own if saved",
    indexed_at: "when Bluesky's server took the post up, which it does again on every rebuilding",
    "like_count quote_count reply_count repost_count bookmark_count": COUNTS,
    "author.avatar": FACES,
    "author.created_at author.associated author.labels author.viewer author.verification author.status author.pronouns":
      PROFILE,
    "labels record.labels threadgate viewer debug": "how the platform shows it",
    "4CAT_metadata.query 4CAT_metadata.rank 4CAT_metadata.reply_to":
      "of the search that found it, and the handle of the answered account",
  },
);

export const isBlueskyItem = (item: Fields): boolean =>
  typeof item["uri"] === "string" && findFields(item["4CAT_metadata"]) !== undefined;

export function readBlueskyItem(item: Fields): Reading {
  const key = blueskyKey(item["uri"]);
  if (key === undefined) throw new RecordError("bad-id", "the item is no post", "/uri");
  const [author, record] = [findFields(item["author"]), findFields(item["record"]) ?? {}];
  const metadata = findFields(item["4CAT_metadata"]);
  const text = scalarAt(record, "text", "/record");
  const post = createPost(key, "/uri", "bluesky", { words: text && { ...text, links: [] } });
  const created = scalarAt(record, "created_at", "/record");
  const time = clockTime(created, { reason: "unknown" });
  if (time && created) addAuthorsTime(post, time, created.at);
  else addPublished(post, undefined, "/record/created_at");
  const collected = metadata?.["collected_at"];
  if (typeof collected === "number" && collected > 0) {
    const value = String(Math.floor(collected));
    post.shownBy = epochTime({ value, at: "/4CAT_metadata/collected_at" })?.latest ?? undefined;
  }
  addAuthor(post, "bluesky", {
    id: scalarAt(author, "did", "/author"),
    handle: scalarAt(author, "handle", "/author"),
    name: scalarAt(author, "display_name", "/author"),
  });
  addBlueskyRecord(post, record, "/record");
  listOf(metadata?.["mentions"]).forEach((entry, index) => {
    const at = `/4CAT_metadata/mentions/${index}`;
    const [did, handle] = ["did", "handle"].map((name) => scalarAt(findFields(entry), name, at));
    const account = did && findKey(`bluesky:user/${did.value}`);
    const named = accountByHandle("bluesky", handle?.value);
    if (account === undefined || named === undefined || handle === undefined) return;
    post.facts.push({
      fact: "account",
      account,
      platform: "bluesky",
      handle: named,
      at: handle.at,
    });
  });
  return readingOf(post);
}

/**
 * Posts of Gab, Truth Social and Bluesky in 4CAT's CSV (datasources/gab, truth, bsky). `created_at`
 * is ISO 8601 with its zone and `timestamp` the same in UTC, in sets of Bluesky in seconds;
 * `collected_at` is the server's own clock, by which the post was there. On Bluesky the time is what
 * the author's program says, with a zone or without, so it is told as reported. Of Truth Social `thread_id` is the quoted
 * post or else the first of the conversation, and nothing says which: no edge, only a remark. No
 * column says that a row is a reshare, whose words are the original's: those that begin as Mastodon has
 * a reshare's begin, or stand under the address of something else, are not read.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import {
  accountByHandle,
  addAuthor,
  addAuthorsTime,
  addLink,
  addMention,
  addPublished,
  addRemark,
  type CollectedPost,
  createPost,
  htmlWords,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, PROFILE } from "../reading/left-out.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip } from "../reading/told.ts";
import {
  addLinks,
  addMentions,
  addTags,
  clockTime,
  documentedUtc,
  type Find,
  type FourcatSet,
  type FourcatSource,
  needed,
} from "./fourcat-source.ts";

const UTC = documentedUtc("4CAT writes the times of this source in UTC");

function collectedIn(post: CollectedPost, find: Find, { zone }: FourcatSet): void {
  post.shownBy = clockTime(find("collected_at"), zone)?.latest ?? undefined;
}

function addCreated(post: CollectedPost, find: Find): void {
  const written = find("created_at") ?? find("timestamp");
  addPublished(post, clockTime(written, UTC), written?.at ?? "");
}

const RESHARE = /^(?:<[^<>]{0,200}>\s*)?RT @\w/;

/** Whether nothing speaks against the words being the post's own. */
function isOwn(find: Find, key: Key): boolean {
  const address = keyOfUrl(find("url")?.value ?? "");
  return (address ?? key) === key && !RESHARE.test(find("body")?.value ?? "");
}

function openPost(find: Find, site: string): CollectedPost {
  const id = needed(find("id"), "id");
  const key = findKey(`${site}:${id.value}`);
  if (key === undefined) {
    throw new RecordError("bad-id", `"${id.value.slice(0, 80)}" is no post`, id.at);
  }
  const body = find("body");
  if (isOwn(find, key)) return createPost(key, id.at, site, { words: body && htmlWords(body) });
  const post = createPost(key, id.at, site);
  post.quoteAt = body?.at;
  const message =
    "it may be a reshare, which the row does not say: its words and links are not read";
  post.warnings.push(["perhaps-a-reshare", message, body?.at]);
  return post;
}

function readGab(find: Find, set: FourcatSet): Reading | Skip {
  const kind = find("type")?.value ?? "post";
  if (kind === "group" || kind === "user") {
    return { skip: "not-a-post", why: "the row is of a group or an account, not of a post" };
  }
  const post = openPost(find, "gab");
  addCreated(post, find);
  collectedIn(post, find, set);
  addAuthor(post, "gab", {
    id: find("account_id"),
    handle: find("account_username"),
    name: find("account_display_name"),
  });
  const [link, group] = [find("link_url"), find("group_title")];
  if (link && isOwn(find, post.key)) addLink(post, link.value, link.at);
  if (group) addRemark(post, "group", group);
  return readingOf(post);
}

export const GAB: FourcatSource = {
  name: "gab",
  columns: ["id", "created_at", "body", "reaction_count", "reposts_count", "account_username"],
  isImported: true,
  fields: fieldTable(
    `id type created_at timestamp collected_at body account_id account_username
     account_display_name link_url group_title url`,
    {
      "thread_id post_id": "repeats the id",
      "reaction_count reposts_count replies_count group_member_count account_followers_count account_following_count account_statuses_count":
        COUNTS,
      "group_id group_url group_description group_is_private group_is_verified group_category group_created_at":
        "of the group, whose title is told",
      "account_account account_url": "repeats the handle",
      "account_note account_is_pro account_is_verified account_is_donor account_is_investor account_show_pro_life account_is_parody":
        PROFILE,
      account_avatar: FACES,
      "link_id link_title link_description link_type link_image":
        "of the page that it links to, whose address is told",
      "image_id image_url image_type": MEDIA,
    },
  ),
  read: readGab,
};

function readTruth(find: Find): Reading {
  const post = openPost(find, "truthsocial");
  addCreated(post, find);
  addAuthor(post, "truthsocial", {
    id: find("account_id"),
    handle: find("account_username"),
    name: find("account_display_name"),
  });
  if (isOwn(find, post.key)) {
    addMentions(post, "truthsocial", find("mentions"));
    addTags(post, find("hashtags"));
  }
  const [thread, group] = [find("thread_id"), find("group_display_name")];
  if (group) addRemark(post, "group", group);
  const object = thread && findKey(`truthsocial:${thread.value}`);
  if (thread && object !== undefined && object !== post.key) {
    const remark = { fact: "remark", kind: "attribute", subject: post.key } as const;
    post.facts.push({ ...remark, relation: "quotes or is in answer to", object, at: thread.at });
    post.warnings.push(["relation-unsure", "it quotes the post, or is in a conversation below it"]);
  }
  return readingOf(post);
}

export const TRUTH: FourcatSource = {
  name: "truth",
  columns: ["id", "created_at", "body", "reblogs_count", "account_username", "account_verified"],
  isImported: true,
  fields: fieldTable(
    `id created_at timestamp body account_id account_username account_display_name mentions
     hashtags thread_id group_display_name url`,
    {
      "reblogs_count replies_count account_followers account_following group_members_count": COUNTS,
      "account_avatar group_avatar": FACES,
      account_verified: PROFILE,
      "media_id media_type media_url media_preview_url images video_thumbs video_urls": MEDIA,
      "group_id group_note": "of the group, whose name is told",
    },
  ),
  read: readTruth,
};

const AT_URI = /^at:\/\/(did:[^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/;

function addBlueskyMention(post: CollectedPost, who: Said): void {
  if (who.value.startsWith("did:")) {
    post.add("MENTIONS", findKey(`bluesky:user/${who.value}`), who.at);
  } else addMention(post, "bluesky", who);
}

/** Where the post cannot be had, there are words in place of its address. */
function addPostLink(post: CollectedPost, relation: "QUOTES" | "REPLIES_TO", said?: Said): void {
  if (said === undefined) return;
  const key = keyOfUrl(said.value);
  if (key?.startsWith("bluesky:")) post.add(relation, key, said.at);
  else addRemark(post, relation === "QUOTES" ? "quoted post" : "answered post", said);
}

function readBluesky(find: Find, set: FourcatSet): Reading {
  const id = needed(find("id"), "id");
  const [, did, name] = AT_URI.exec(id.value) ?? [];
  const key = findKey(`bluesky:${did}/${name}`);
  if (did === undefined || key === undefined) {
    throw new RecordError("bad-id", `"${id.value.slice(0, 80)}" is no post`, id.at);
  }
  const [body, created, link] = [find("body"), find("created_at"), find("link")];
  const post = createPost(key, id.at, "bluesky", { words: body && plainWords(body) });
  const time = clockTime(created, { reason: "unknown" });
  if (time && created) addAuthorsTime(post, time, created.at);
  else addPublished(post, undefined, "");
  collectedIn(post, find, set);
  addAuthor(post, "bluesky", {
    id: find("author_id"),
    handle: find("author"),
    name: find("author_display_name"),
  });
  const isNamed = accountByHandle("bluesky", find("author")?.value) !== undefined;
  const address = link && isNamed ? keyOfUrl(link.value) : undefined;
  if (address?.startsWith("bluesky:") && address !== key && link) {
    post.facts.push({ fact: "leads-to", a: address, b: key, at: link.at });
  }
  addPostLink(post, "QUOTES", find("quoted_post"));
  addPostLink(post, "REPLIES_TO", find("replied_to_post"));
  for (const value of (find("mentions")?.value ?? "").split(",")) {
    if (value !== "") addBlueskyMention(post, { value, at: find("mentions")?.at ?? "" });
  }
  addLinks(post, find("links"));
  addTags(post, find("tags"));
  return readingOf(post);
}

export const BLUESKY: FourcatSource = {
  name: "bsky",
  columns: ["id", "created_at", "author_id", "body", "quoted_post", "replied_to_post", "labels"],
  fields: fieldTable(
    `id created_at collected_at author author_id author_display_name body link quoted_post
     replied_to_post mentions links tags`,
    {
      timestamp: "repeats created_at in seconds",
      "query rank": "of the search that found it",
      thread_id: "the first post of the conversation, which the answered one leads to",
      "quoted_user replied_to_user": "repeats what the addresses of the posts hold",
      "like_count quote_count reply_count repost_count": COUNTS,
      images: MEDIA,
      "replies_allowed labels has_poll languages": "how the platform shows it",
      "author_profile author_created_at": PROFILE,
      author_avatar: FACES,
    },
  ),
  read: readBluesky,
};

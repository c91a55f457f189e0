/**
 * TikTok's videos and comments in 4CAT's CSV (datasources/tiktok, tiktok_comments), and what it made
 * of lists that were uploaded to it (datasources/custom/import_formats.py). `unix_timestamp` is true
 * and `timestamp` UTC, of comments the server's own clock; old sets have seconds there. Which video a duet answers is not in the columns.
 */
import { findKey } from "../../model/key.ts";
import {
  addAuthor,
  addPublished,
  addRemark,
  createPost,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, PLACES } from "../reading/left-out.ts";
import { RecordError } from "../reading/records.ts";
import type { Reading } from "../reading/told.ts";
import {
  addTags,
  documentedUtc,
  type Find,
  type FourcatSet,
  type FourcatSource,
  needed,
  PAGE,
  timeOf,
} from "./fourcat-source.ts";

const UTC = documentedUtc("4CAT writes the times of TikTok in UTC");

function readVideo(find: Find): Reading {
  const id = needed(find("id"), "id");
  const key = findKey(`tiktok:${id.value}`);
  if (key === undefined) throw new RecordError("bad-id", `"${id.value}" is no video`, id.at);
  const [body, stickers] = [find("body"), find("stickers")];
  const post = createPost(key, id.at, "tiktok", { words: body && plainWords(body) });
  const { time, at } = timeOf(find, UTC);
  addPublished(post, time, at);
  addAuthor(post, "tiktok", {
    id: find("author_id"),
    handle: find("author"),
    name: find("author_full"),
  });
  if (stickers) addRemark(post, "words on the picture", stickers);
  addTags(post, find("hashtags"));
  return readingOf(post);
}

export const TIKTOK: FourcatSource = {
  name: "tiktok",
  columns: ["id", "author", "body", "tiktok_url", "music_id"],
  isImported: true,
  fields: fieldTable(
    `id author author_id author_full body timestamp unix_timestamp stickers hashtags`,
    {
      "thread_id tiktok_url": "repeats the id and the author",
      collected_from_url: PAGE,
      "author_followers author_following author_likes author_videos likes comments shares plays amount_likes amount_comments amount_shares amount_plays":
        COUNTS,
      "author_avatar author_avatar_url": FACES,
      "music_name music_id music_url music_thumbnail music_author": "the sound: nobody's post",
      "video_url thumbnail_url": MEDIA,
      location_created: PLACES,
      "is_duet is_ad is_paid_partnership is_sensitive is_photosensitive is_harmful challenges diversification_labels effects warning":
        "what kind of video the platform takes it for",
    },
  ),
  read: readVideo,
};

/** For an account without a handle 4CAT writes its id with an @. */
const ID_AS_HANDLE = /^@(\d{5,20})$/;

function readComment(find: Find, { zone }: FourcatSet): Reading {
  const [id, video] = [needed(find("id"), "id"), needed(find("post_id"), "video")];
  const key = findKey(`tiktok:${video.value}/comment/${id.value}`);
  if (key === undefined) throw new RecordError("bad-id", `"${id.value}" is no comment`, id.at);
  const body = find("body");
  const post = createPost(key, id.at, "tiktok", { words: body && plainWords(body) });
  const { time, at } = timeOf(find, zone);
  addPublished(post, time, at);
  const author = find("author");
  const byId = ID_AS_HANDLE.exec(author?.value ?? "")?.[1];
  addAuthor(post, "tiktok", {
    ...(author && byId !== undefined ? { id: { ...author, value: byId } } : { handle: author }),
    name: find("author_full"),
  });
  const [answers, thread] = [find("is_comment_on_comment"), find("thread_id")];
  if (answers?.value === "yes" && thread) {
    post.add("REPLIES_TO", findKey(`tiktok:${video.value}/comment/${thread.value}`), thread.at);
  } else post.add("REPLIES_TO", findKey(`tiktok:${video.value}`), video.at);
  return readingOf(post);
}

export const TIKTOK_COMMENTS: FourcatSource = {
  name: "tiktok-comments",
  columns: ["id", "post_id", "author", "body", "is_comment_on_comment"],
  isImported: true,
  filledIn: ["author"],
  fields: fieldTable(
    `id thread_id post_id author author_full body timestamp unix_timestamp is_comment_on_comment`,
    {
      "post_url comment_url": "repeats the ids of the video and the comment",
      post_body: "words of the video, which are not the comment's",
      collected_from_url: PAGE,
      "likes replies": COUNTS,
      author_avatar_url: FACES,
      "is_liked_by_post_author is_sticky language_guess": "how the platform shows it",
    },
  ),
  read: readComment,
};

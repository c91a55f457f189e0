/**
 * Posts and comments of VK's walls in 4CAT's CSV (datasources/vk). `unix_timestamp` is true;
 * `timestamp` and `edited` are the server's own clock. Posts and comments of a wall are numbered
 * together, so that `link` names either.
 */
import { findKey, keyOfUrl } from "../../model/key.ts";
import {
  addAuthor,
  addPublished,
  createPost,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, PROFILE } from "../reading/left-out.ts";
import { RecordError } from "../reading/records.ts";
import type { Reading } from "../reading/told.ts";
import {
  addLinks,
  clockTime,
  type Find,
  type FourcatSet,
  type FourcatSource,
  needed,
  timeOf,
} from "./fourcat-source.ts";

function readPost(find: Find, { zone }: FourcatSet): Reading {
  const link = needed(find("link"), "address");
  const key = keyOfUrl(link.value);
  const wall = /^vk:(-?\d+)_\d+$/.exec(key ?? "")?.[1];
  if (key === undefined || wall === undefined) {
    throw new RecordError("bad-id", `"${link.value.slice(0, 80)}" is on no wall`, link.at);
  }
  const [body, edited] = [find("body"), find("edited")];
  const post = createPost(key, link.at, "vk", { words: body && plainWords(body) });
  const { time, at } = timeOf(find, zone);
  addPublished(post, time, at);
  const editedAt = edited?.value === "False" ? undefined : clockTime(edited, zone);
  if (edited && editedAt) {
    post.facts.push({ fact: "time", item: key, kind: "edited", ...editedAt, at: edited.at });
  }
  addAuthor(post, "vk", {
    id: find("author_id"),
    handle: find("author_screen_name"),
    name: find("author_name"),
  });
  if (find("item_type")?.value === "comment") {
    const answered = find("in_reply_to_comment_id") ?? find("thread_id");
    if (answered) post.add("REPLIES_TO", findKey(`vk:${wall}_${answered.value}`), answered.at);
  }
  const toUser = find("in_reply_to_user");
  if (toUser) post.add("MENTIONS", findKey(`vk:user/${toUser.value}`), toUser.at);
  for (const column of ["links", "docs", "videos"]) addLinks(post, find(column));
  return readingOf(post);
}

export const VK: FourcatSource = {
  name: "vk",
  columns: ["id", "link", "item_type", "body", "author_screen_name", "in_reply_to_comment_id"],
  fields: fieldTable(
    `thread_id link item_type body author_id author_screen_name author_name timestamp
     unix_timestamp edited in_reply_to_comment_id in_reply_to_user links docs videos`,
    {
      id: "repeats what the address holds",
      "author_type author_sex author_city author_country author_is_admin author_is_advertiser author_deactivated author_privacy_is_closed":
        PROFILE,
      author_photo: FACES,
      "views likes post_comments author_followers": COUNTS,
      "photos audio": MEDIA,
      "source subject": "the program that it was posted with, and nothing",
    },
  ),
  read: readPost,
};

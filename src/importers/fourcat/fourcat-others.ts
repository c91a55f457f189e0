/**
 * Two more sources in 4CAT's CSV. Douban's groups (datasources/douban): the clock of Beijing, shifted
 * once more by the zone of the server, which nobody wrote down, so that a time is 26 hours wide.
 * Videos of YouTube Data Tools, uploaded to 4CAT (datasources/custom/import_formats.py): the columns
 * of that tool, with 4CAT's before and behind.
 */
import { findKey, keyOfUrl } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import {
  addAuthor,
  addPublished,
  addRemark,
  createPost,
  htmlWords,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA } from "../reading/left-out.ts";
import { RecordError } from "../reading/records.ts";
import type { Reading } from "../reading/told.ts";
import {
  clockTime,
  documentedUtc,
  epochTime,
  type Find,
  type FourcatSource,
  needed,
} from "./fourcat-source.ts";

const UTC = documentedUtc("read as UTC to be widened");
const HOUR = 3_600_000;

/** What is written is the true time, plus the 8 hours of Beijing, less the server's offset (-12 to +14). */
function widened(time: Time | undefined): Time | undefined {
  if (time === undefined) return undefined;
  const { earliest, latest, asWritten } = time;
  return {
    earliest: earliest === null ? null : earliest - 20 * HOUR,
    latest: latest === null ? null : latest + 6 * HOUR,
    precision: "second",
    zone: { reason: "unknown", note: "the clock of Beijing, shifted by the zone of the server" },
    ...(asWritten === undefined ? {} : { asWritten }),
  };
}

function readDouban(find: Find): Reading {
  const [id, topic] = [needed(find("id"), "id"), needed(find("thread_id"), "topic")];
  const address = `https://www.douban.com/group/topic/${topic.value}/`;
  const isTopic = id.value === topic.value;
  const key = keyOfUrl(isTopic ? address : `${address}?cid=${id.value}`);
  if (!/^\d{1,20}$/.test(id.value) || !/^\d{1,20}$/.test(topic.value) || key === undefined) {
    throw new RecordError("bad-id", "the ids of topic or comment are no numbers", id.at);
  }
  const [body, title, group] = [find("body"), find("subject"), find("group_name")];
  const post = createPost(key, id.at, "douban.com", { title, words: body && htmlWords(body) });
  const clock = find("unix_timestamp") ?? find("timestamp");
  const isEpoch = /^\d{1,12}$/.test(clock?.value ?? "");
  addPublished(post, widened(isEpoch ? epochTime(clock) : clockTime(clock, UTC)), clock?.at ?? "");
  const [author, authorId] = [find("author"), find("author_id")];
  if (authorId ?? author) addAuthor(post, "douban", { handle: authorId, name: author });
  if (!isTopic) post.add("REPLIES_TO", keyOfUrl(address), topic.at);
  if (group) addRemark(post, "group", group);
  return readingOf(post);
}

export const DOUBAN: FourcatSource = {
  name: "douban",
  columns: ["id", "thread_id", "group_id", "group_name", "body", "is_topic_elite"],
  fields: fieldTable(
    "id thread_id group_name subject body author author_id timestamp unix_timestamp",
    {
      group_id: "of the group, whose name is told",
      likes: COUNTS,
      author_avatar: FACES,
      image_urls: MEDIA,
      "is_highlighted is_reply is_topic_elite": "how the platform shows it",
    },
  ),
  read: readDouban,
};

function readVideo(find: Find): Reading {
  const id = needed(find("videoId"), "id");
  const key = findKey(`youtube:${id.value}`);
  if (key === undefined) throw new RecordError("bad-id", `"${id.value}" is no video`, id.at);
  const [title, words, published] = [
    find("videoTitle"),
    find("videoDescription"),
    find("publishedAt"),
  ];
  const post = createPost(key, id.at, "youtube", { title, words: words && plainWords(words) });
  const zone = documentedUtc("YouTube Data Tools write the API's time, which is UTC");
  addPublished(post, clockTime(published, zone), published?.at ?? "");
  addAuthor(post, "youtube", { id: find("channelId"), name: find("channelTitle") });
  return readingOf(post);
}

export const YOUTUBE_VIDEOS: FourcatSource = {
  name: "upload of a list of YouTube Data Tools",
  columns: ["videoId", "channelId", "channelTitle", "videoDescription", "source_filename"],
  isImported: true,
  fields: fieldTable("videoId channelId channelTitle videoTitle videoDescription publishedAt", {
    "id thread_id author body timestamp unix_timestamp publishedAtSQL":
      "what 4CAT or the tool made of the columns that are read",
    "position videoCategoryId videoCategoryLabel duration durationSec dimension definition caption tags defaultLanguage defaultLAudioLanguage defaultAudioLanguage licensedContent":
      "what kind of video it is",
    "thumbnail_maxres thumbnail": MEDIA,
    "viewCount likeCount dislikeCount favoriteCount commentCount": COUNTS,
    "source_filename date_collected locationDescription latitude longitude":
      "the name of the uploaded file, and where a video says it was made",
  }),
  read: readVideo,
};

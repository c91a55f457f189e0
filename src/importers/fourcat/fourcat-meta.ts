/**
 * Posts of Instagram, Threads and Facebook in 4CAT's CSV (datasources/instagram, threads, facebook)
 * and in what it makes of an export of CrowdTangle (datasources/custom/import_formats.py).
 * `unix_timestamp` is true and `timestamp` the server's own clock; 0 stands for a post that was seen
 * without its time. Old sets of Instagram write seconds in `timestamp`, and hold comments. Of
 * CrowdTangle's time 4CAT drops the zone and reads the rest as its own clock: no zone is known.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import {
  addAuthor,
  addLink,
  addPublished,
  addRemark,
  createPost,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, PLACES, PROFILE } from "../reading/left-out.ts";
import { RecordError } from "../reading/records.ts";
import type { Reading } from "../reading/told.ts";
import {
  addLinks,
  addMentions,
  addTags,
  clockTime,
  type Find,
  type FourcatSet,
  type FourcatSource,
  needed,
  PAGE,
  timeOf,
} from "./fourcat-source.ts";

interface Address {
  key: Key;
  at: string;
}

function addressOf(find: Find, column: string): Address {
  const url = needed(find(column), "address");
  const key = keyOfUrl(url.value);
  if (key !== undefined) return { key, at: url.at };
  throw new RecordError("bad-id", `"${url.value.slice(0, 80)}" is no address`, url.at);
}

function instagramKey(find: Find): Address {
  const [id, thread] = [needed(find("id"), "id"), find("thread_id")];
  const isComment = find("type")?.value === "comment" && thread !== undefined;
  const key = isComment
    ? keyOfUrl(`https://www.instagram.com/p/${thread.value}/c/${id.value}/`)
    : findKey(`instagram:${id.value}`);
  if (key !== undefined) return { key, at: id.at };
  throw new RecordError("bad-id", `"${id.value.slice(0, 80)}" is no post`, id.at);
}

function readInstagram(find: Find, { zone }: FourcatSet): Reading {
  const { key, at: keyAt } = instagramKey(find);
  const [body, parent, thread] = [find("body"), find("parent_id"), find("thread_id")];
  const post = createPost(key, keyAt, "instagram", { words: body && plainWords(body) });
  const { time, at } = timeOf(find, zone);
  addPublished(post, time, at);
  addAuthor(post, "instagram", {
    id: find("author_id"),
    handle: find("author"),
    name: find("author_fullname"),
  });
  if (find("type")?.value === "comment" && parent && thread) {
    const isAnswer = parent.value !== thread.value;
    const answered = `https://www.instagram.com/p/${thread.value}/${isAnswer ? `c/${parent.value}/` : ""}`;
    post.add("REPLIES_TO", keyOfUrl(answered), parent.at);
  }
  for (const column of ["usertags", "mentioned", "coauthors"]) {
    addMentions(post, "instagram", find(column));
  }
  addTags(post, find("hashtags"));
  return readingOf(post);
}

export const INSTAGRAM: FourcatSource = {
  name: "instagram",
  columns: ["id", "parent_id", "body", "author", "num_likes", "num_comments"],
  without: ["thumbnail_url"],
  isImported: true,
  fields: fieldTable(
    `id thread_id parent_id body author author_id author_fullname timestamp unix_timestamp type
     hashtags usertags mentioned coauthors`,
    {
      url: "repeats the id; in old sets the address of the picture",
      "collected_from_url post_source_domain": PAGE,
      "collected_from_view partial_item missing_media media_type num_media likes_hidden":
        "how it was collected, and what kind of post it is",
      "verified is_verified coauthor_fullnames subject": PROFILE,
      coauthor_ids:
        "repeats the accounts that `coauthors` names, without a way to tell which is which",
      author_avatar_url: FACES,
      "image_url image_urls media_url media_urls": MEDIA,
      "num_likes num_comments play_count": COUNTS,
      "location_name location_id location_latlong location_city": PLACES,
    },
  ),
  read: readInstagram,
};

function readThreads(find: Find, { zone }: FourcatSet): Reading {
  const id = needed(find("id"), "id");
  const key = findKey(`threads:${id.value}`);
  if (key === undefined) throw new RecordError("bad-id", `"${id.value}" is no post`, id.at);
  const [body, link] = [find("body"), find("link_url")];
  const post = createPost(key, id.at, "threads", { words: body && plainWords(body) });
  const { time, at } = timeOf(find, zone);
  addPublished(post, time, at);
  addAuthor(post, "threads", { id: find("author_id"), handle: find("author") });
  if (link) addLink(post, link.value, link.at);
  addTags(post, find("hashtags"));
  return readingOf(post);
}

export const THREADS: FourcatSource = {
  name: "threads",
  columns: ["id", "body", "author", "link_url", "link_thumbnail_url", "reposts", "quotes"],
  isImported: true,
  fields: fieldTable("id author author_id body timestamp unix_timestamp link_url hashtags", {
    "thread_id url": "repeats the id and the author",
    collected_from_url: PAGE,
    "author_is_verified verified is_paid_partnership": "what the platform says of author and post",
    author_avatar: FACES,
    "image_url video_url audio_url link_thumbnail_url": MEDIA,
    "likes reposts replies quotes": COUNTS,
  }),
  read: readThreads,
};

function readFacebook(find: Find, { zone }: FourcatSet): Reading {
  const { key, at: keyAt } = addressOf(find, "url");
  const body = find("body");
  const post = createPost(key, keyAt, "facebook", { words: body && plainWords(body) });
  const { time, at } = timeOf(find, zone);
  addPublished(post, time, at);
  const author = find("author");
  const byId = /^profile\.php\?id=(\d+)$/.exec(author?.value ?? "")?.[1];
  addAuthor(post, "facebook", {
    ...(author && byId !== undefined ? { id: { ...author, value: byId } } : { handle: author }),
    name: find("author_name"),
  });
  const group = find("group_name");
  if (group) {
    post.facts.push({
      fact: "remark",
      kind: "attribute",
      subject: key,
      relation: "group",
      value: group.value,
      at: group.at,
    });
  }
  return readingOf(post);
}

export const FACEBOOK: FourcatSource = {
  name: "facebook",
  columns: ["url", "body", "author", "author_name", "is_in_group", "group_name"],
  isImported: true,
  fields: fieldTable("url body author author_name timestamp unix_timestamp group_name", {
    id: "repeats what the address holds",
    "is_in_group collected_from_url thread_id": PAGE,
    "image_url video_url": MEDIA,
  }),
  read: readFacebook,
};

function readCrowdTangleFacebook(find: Find, { zone }: FourcatSet): Reading {
  const { key, at: keyAt } = addressOf(find, "url");
  const [body, clock] = [find("body"), find("timestamp")];
  const post = createPost(key, keyAt, "facebook", { words: body && plainWords(body) });
  addPublished(post, clockTime(clock, zone), clock?.at ?? "");
  addAuthor(post, "facebook", {
    id: find("page_id"),
    handle: find("author"),
    name: find("page_name"),
  });
  addLinks(post, find("url_original"));
  const from = find("page_shared_from");
  if (from) addRemark(post, "shared from the page", from);
  addTags(post, find("hashtags"));
  return readingOf(post);
}

const DROPPED = "what 4CAT made of the time beside it, whose zone it had dropped, by its own clock";

export const CROWDTANGLE_FACEBOOK: FourcatSource = {
  name: "upload of a CrowdTangle list of Facebook",
  columns: ["url", "body", "author", "page_id", "page_name", "url_original", "sponsor_id"],
  isImported: true,
  fields: fieldTable(
    "url body author page_id page_name timestamp url_original hashtags page_shared_from",
    {
      "id thread_id": "repeats the address",
      unix_timestamp: DROPPED,
      "page_category page_top_country page_description page_created": PROFILE,
      "page_likes page_followers interactions comments shares likes likes_love likes_wow likes_haha likes_sad likes_angry likes_care views_post views_total views_total_crossposts overperforming_score":
        COUNTS,
      "type video_length video_status video_own": "what kind of post it is",
      "body_image body_link body_description":
        "words of the picture or of the page that it links to",
      "sponsor_id sponsor_name sponsor_category": "who paid for it to be shown",
    },
  ),
  read: readCrowdTangleFacebook,
};

function readCrowdTangleInstagram(find: Find, set: FourcatSet): Reading {
  return readInstagram((column) => (column === "unix_timestamp" ? undefined : find(column)), set);
}

export const CROWDTANGLE_INSTAGRAM: FourcatSource = {
  name: "upload of a CrowdTangle list of Instagram",
  columns: ["id", "parent_id", "body", "author", "thumbnail_url", "usertags", "num_likes"],
  isImported: true,
  fields: fieldTable(
    "id thread_id parent_id body author timestamp type hashtags usertags mentioned",
    {
      url: "repeats the id",
      unix_timestamp: DROPPED,
      thumbnail_url: MEDIA,
      "num_likes num_comments": COUNTS,
      subject: "the name of the account",
    },
  ),
  read: readCrowdTangleInstagram,
};

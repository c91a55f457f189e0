/**
 * Sites that Open Measures collects beside the large ones: forums, chats, and places for films.
 * Documented in its guides "Sources" and "Data guide". Where the guides build no address of a post,
 * the index's own id names it.
 */
import { findKey } from "../../model/key.ts";
import { MEDIA, PROFILE } from "../reading/left-out.ts";
import { find, type Hit } from "./openmeasures-hit.ts";
import {
  addLinkAt,
  addVideo,
  builtOf,
  byId,
  byUrl,
  CREATED,
  type Located,
  located,
  type OpenMeasuresSite,
} from "./openmeasures-site.ts";

function tiktokComment(hit: Hit): Located | undefined {
  const [video, comment] = [find(hit, "aweme_id"), find(hit, "cid")];
  return (
    video && comment && located(findKey(`tiktok:${video.value}/comment/${comment.value}`), comment)
  );
}

export const OTHER_SITES: readonly OpenMeasuresSite[] = [
  {
    name: "gettr",
    platform: "gettr.com",
    key: builtOf(([id]) => `https://gettr.com/post/${id}`, ["_id"]),
    text: ["txt"],
    title: "ttl",
    time: ["cdate"],
    author: { handle: "uinf.username", name: "uinf.nickname" },
    read: "prevsrc",
    ignored: {
      "uinf.*": PROFILE,
      "udate uid": "when it was last touched, and the author again",
      "previmg imgs vid main ovid vid_wid vid_hgt vid_dur": MEDIA,
      "dsc ttl_p": "what the page that is linked to says of itself",
    },
    relate: addLinkAt("prevsrc"),
  },
  {
    name: "parler",
    platform: "parler.com",
    key: byUrl("shareLink"),
    text: ["body"],
    time: ["createdAtformatted", "createdAt"],
    author: { handle: "username" },
    read: "createdAt shareLink",
  },
  {
    name: "poal",
    platform: "poal.co",
    key: builtOf(([sub, id]) => `https://poal.co/s/${sub}/${id}`, ["sub", "pid"]),
    text: ["content"],
    html: ["content"],
    title: "title",
    time: [...CREATED, "posted"],
    author: { handle: "user" },
    read: "link sub pid",
    relate: addLinkAt("link"),
  },
  {
    name: "win",
    platform: "scored.co",
    key: builtOf(
      ([community, id]) => `https://scored.co/c/${community}/p/${id}`,
      ["community", "uuid"],
    ),
    text: ["content"],
    html: ["content"],
    title: "title",
    time: CREATED,
    author: { handle: "author" },
    read: "link community uuid",
    relate: addLinkAt("link"),
  },
  {
    name: "kiwifarms",
    platform: "kiwifarms.net",
    key: byUrl("url", "link"),
    text: ["content"],
    html: ["content"],
    title: "title",
    time: CREATED,
    author: { handle: "author" },
    read: "url link",
  },
  {
    name: "ok",
    platform: "ok.ru",
    key: byUrl("url", "link"),
    text: ["content"],
    html: ["content"],
    time: CREATED,
    author: { name: "author" },
    read: "url link",
  },
  {
    name: "wimkin",
    platform: "wimkin.com",
    key: byUrl("permalink"),
    text: ["content"],
    html: ["content"],
    time: CREATED,
    author: { handle: "author_username" },
    read: "permalink",
  },
  {
    name: "mewe",
    platform: "mewe.com",
    text: ["content"],
    html: ["content"],
    time: CREATED,
    author: { handle: "username" },
  },
  {
    name: "minds",
    platform: "minds.com",
    text: ["body"],
    html: ["body"],
    time: ["time_created", ...CREATED],
    author: { handle: "user.username", name: "user.name" },
    ignored: { "user.*": PROFILE },
  },
  {
    // Its authors are telephone numbers.
    name: "whatsapp",
    platform: "whatsapp.com",
    text: ["message"],
    time: CREATED,
    ignored: { author: "somebody's telephone number or name in a private group" },
  },
  {
    name: "vk",
    platform: "vk",
    key: (hit) => {
      const [owner, id] = [find(hit, "owner_id"), find(hit, "id")];
      return owner && id && located(findKey(`vk:${owner.value}_${id.value}`), id);
    },
    text: ["text"],
    time: ["date"],
    author: { accounts: "vk", id: "from_id", name: "author" },
    read: "owner_id id",
  },
  {
    name: "tiktok_video",
    platform: "tiktok",
    key: byId("tiktok", "id", "_id"),
    text: ["desc"],
    time: ["createTime", ...CREATED],
    author: { accounts: "tiktok", handle: "author" },
    read: "id",
  },
  {
    name: "tiktok_comment",
    platform: "tiktok",
    key: tiktokComment,
    text: ["text"],
    time: ["create_time", "createTime", ...CREATED],
    author: { accounts: "tiktok", handle: "author" },
    read: "aweme_id cid video_id reply_id",
    relate: (post, hit) => {
      const video = find(hit, "aweme_id");
      const answered = find(hit, "reply_id");
      if (video === undefined) addVideo("video_id")(post, hit);
      else if (answered && answered.value !== "0") {
        const key = findKey(`tiktok:${video.value}/comment/${answered.value}`);
        post.add("REPLIES_TO", key, answered.at);
      } else post.add("REPLIES_TO", findKey(`tiktok:${video.value}`), video.at);
    },
  },
  {
    name: "rumble_video",
    platform: "rumble.com",
    key: byUrl("canonical"),
    text: ["full_description"],
    title: "title",
    time: CREATED,
    author: { handle: "channel_id" },
    read: "canonical",
  },
  {
    name: "rumble_comment",
    platform: "rumble.com",
    text: ["text"],
    time: CREATED,
    author: { handle: "username" },
    read: "video_id",
    relate: addVideo("video_id"),
  },
  {
    name: "bitchute_video",
    platform: "bitchute.com",
    key: byUrl("meta.url"),
    text: ["meta.description"],
    title: "meta.title",
    time: ["meta.publish_date", ...CREATED],
    author: { handle: "channel_slug" },
    read: "meta.url",
  },
  {
    name: "bitchute_comment",
    platform: "bitchute.com",
    text: ["content"],
    html: ["content"],
    time: CREATED,
    author: { name: "fullname" },
    read: "video_id",
    relate: addVideo("video_id"),
  },
  {
    name: "lbry_video",
    platform: "lbry.tv",
    key: byUrl("short_url", "canonical_url"),
    text: ["value.description"],
    title: "value.title",
    time: ["value.release_time", ...CREATED],
    timeIsAuthors: true,
    author: { handle: "signing_channel.name", name: "signing_channel.value.title" },
    read: "short_url canonical_url",
  },
  {
    name: "lbry_comment",
    platform: "lbry.tv",
    text: ["comment"],
    time: CREATED,
    author: { handle: "channel_name" },
    read: "claim_id",
    relate: addVideo("claim_id"),
  },
];

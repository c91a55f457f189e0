/**
 * Posts and comments of VK's walls as 4CAT keeps them (datasources/vk, `get_items`): objects of VK's
 * API ("Wall post", "Comment" in VK's reference) with the author's profile and `4cat_item_type`.
 * Times are seconds of UTC. `copy_history` holds the posts that a post reshares.
 */
import { findKey, type Key } from "../../model/key.ts";
import {
  addAuthor,
  addLink,
  addPublished,
  type CollectedPost,
  createPost,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, PLACES, PROFILE } from "../reading/left-out.ts";
import { type Fields, findFields, listOf, RecordError } from "../reading/records.ts";
import { type Said, scalarAt } from "../reading/said.ts";
import type { Reading, Told } from "../reading/told.ts";
import { epochTime } from "./fourcat-source.ts";

const OWN = `id owner_id from_id signer_id date edited text attachments.type attachments.link.url
  attachments.doc.url attachments.video.owner_id attachments.video.id`;
const LEFT_OUT = {
  "attachments.photo attachments.audio attachments.video.* attachments.doc.* attachments.poll attachments.album attachments.market attachments.sticker attachments.graffiti attachments.note attachments.page attachments.event attachments.podcast":
    MEDIA,
  "attachments.link.*": "what the page that is linked to says of itself",
  geo: PLACES,
  "views likes reposts comments": COUNTS,
  "post_type type hash marked_as_ads is_favorite can_edit can_delete can_pin is_pinned donut carousel_offset short_text_rate reaction_set_id reactions track_code inner_type":
    "how the platform shows it",
  post_source: "the program that it was posted with",
  created_by: "who of a community put the post up, which only its heads are shown",
};
const under = (prefix: string, paths: string): string =>
  paths
    .trim()
    .split(/\s+/)
    .map((path) => `${prefix}${path}`)
    .join(" ");

export const VK_FIELDS = fieldTable(
  `${OWN} ${under("copy_history.", OWN)} 4cat_item_type post_id reply_to_user reply_to_comment
   parents_stack author_profile.id author_profile.screen_name author_profile.name
   author_profile.first_name author_profile.last_name`,
  {
    ...LEFT_OUT,
    ...Object.fromEntries(
      Object.entries(LEFT_OUT).map(([paths, why]) => [under("copy_history.", paths), why]),
    ),
    "author_profile.photo_50 author_profile.photo_100 author_profile.photo_200": FACES,
    "author_profile.*": PROFILE,
    thread: "answers to the comment, which are items of their own",
  },
);

export const isVkItem = (item: Fields): boolean => typeof item["4cat_item_type"] === "string";

const wallKey = (owner: Said | undefined, id: Said | undefined): Key | undefined =>
  owner && id && findKey(`vk:${owner.value}_${id.value}`);

function addAttachments(post: CollectedPost, item: Fields, at: string): void {
  listOf(item["attachments"]).forEach((entry, index) => {
    const attachment = findFields(entry);
    const base = `${at}/attachments/${index}`;
    for (const kind of ["link", "doc"] as const) {
      const url = scalarAt(findFields(attachment?.[kind]), "url", `${base}/${kind}`);
      if (url) addLink(post, url.value, url.at);
    }
    const video = findFields(attachment?.["video"]);
    const [owner, id] = ["owner_id", "id"].map((name) => scalarAt(video, name, `${base}/video`));
    if (owner && id) addLink(post, `https://vk.com/video${owner.value}_${id.value}`, id.at);
  });
}

function wallPost(item: Fields, at: string): CollectedPost {
  const [owner, id] = [scalarAt(item, "owner_id", at), scalarAt(item, "id", at)];
  const key = wallKey(owner, id);
  if (key === undefined || id === undefined) {
    throw new RecordError("bad-id", "the item names no wall and no number on it", `${at}/id`);
  }
  const text = scalarAt(item, "text", at);
  const post = createPost(key, id.at, "vk", { words: text && plainWords(text) });
  const [date, edited] = [scalarAt(item, "date", at), scalarAt(item, "edited", at)];
  addPublished(post, epochTime(date), date?.at ?? id.at);
  const time = epochTime(edited);
  if (time && edited) {
    post.facts.push({ fact: "time", item: key, kind: "edited", ...time, at: edited.at });
  }
  addAttachments(post, item, at);
  const signer = scalarAt(item, "signer_id", at);
  const object = signer && findKey(`vk:user/${signer.value}`);
  if (signer && object) {
    const remark = { fact: "remark", kind: "attribute", subject: key } as const;
    post.facts.push({ ...remark, relation: "signed by", object, at: signer.at });
  }
  return post;
}

function nameOf(profile: Fields | undefined): Said | undefined {
  const at = "/author_profile";
  const [name, first, last] = ["name", "first_name", "last_name"].map((field) =>
    scalarAt(profile, field, at),
  );
  return name ?? (first && last ? { ...first, value: `${first.value} ${last.value}` } : first);
}

function addAnswered(post: CollectedPost, item: Fields): void {
  if (item["4cat_item_type"] !== "comment") return;
  const owner = scalarAt(item, "owner_id", "");
  const answered = scalarAt(item, "reply_to_comment", "") ?? scalarAt(item, "post_id", "");
  if (answered) post.add("REPLIES_TO", wallKey(owner, answered), answered.at);
  const user = scalarAt(item, "reply_to_user", "");
  if (user) post.add("MENTIONS", findKey(`vk:user/${user.value}`), user.at);
}

/** VK does not say in which order those of a history were reshared, only that all were before. */
function originalsOf(item: Fields, resharedBy: CollectedPost): Told[] {
  return listOf(item["copy_history"]).flatMap((entry, index) => {
    const original = findFields(entry);
    if (original === undefined) return [];
    const at = `/copy_history/${index}`;
    const post = wallPost(original, at);
    addAuthor(post, "vk", { id: scalarAt(original, "from_id", at) });
    if (post.key === resharedBy.key) return [];
    resharedBy.facts.push({
      fact: "edge",
      relation: "RESHARED_BY",
      subject: post.key,
      object: resharedBy.key,
      at: `${at}/id`,
    });
    return readingOf(post).told;
  });
}

export function readVkItem(item: Fields): Reading {
  const post = wallPost(item, "");
  const profile = findFields(item["author_profile"]);
  addAuthor(post, "vk", {
    id: scalarAt(item, "from_id", ""),
    handle: scalarAt(profile, "screen_name", "/author_profile"),
    name: nameOf(profile),
  });
  addAnswered(post, item);
  const originals = originalsOf(item, post);
  const { told, warnings } = readingOf(post);
  return { told: [...told, ...originals], warnings };
}

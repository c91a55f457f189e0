/**
 * Comments on TikTok as Zeeschuimer keeps them (4CAT's datasources/tiktok_comments). A comment
 * answers the video, or the comment that `reply_id` names; "0" is none. Answers that come within a
 * comment are comments of their own.
 */
import { findKey, type Key } from "../../model/key.ts";
import { fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { type Fields, findFields, listOf, RecordError } from "../reading/records.ts";
import { elementsOf, fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import {
  type PostReader,
  personOf,
  tellNested,
  tellPost,
  textsIn,
  type Writer,
} from "./zeeschuimer-post.ts";
import { findVideo } from "./zeeschuimer-tiktok.ts";

export const TIKTOK_COMMENT_FIELDS = fieldTable(
  `cid aweme_id text create_time comment_language reply_id reply_to_reply_id
   user.uid user.unique_id user.nickname text_extra.hashtag_name text_extra.user_id`,
  {
    id: "the comment's id, put there by the collector",
    "digg_count reply_comment_total user_digged user_buried is_author_digged collect_stat": COUNTED,
    "share_info reply_to_userid reply_to_username": "repeats what it answers",
    "author_pin stick_position status label_list label_text label_type no_show allow_download_photo":
      SHOWN,
    "is_comment_translatable trans_btn_style is_high_purchase_intent sort_extra_score sort_tags":
      SHOWN,
    "comment_post_item_ids forbid_reply_with_video fold_status can_share": SHOWN,
    image_list: "pictures, which are evidence of their own if they were saved",
    "user.*": SELF_TOLD,
    "text_extra.sec_uid text_extra.start text_extra.end text_extra.hashtag_id text_extra.type text_extra.sub_type text_extra.aweme_id text_extra.is_commerce":
      "where a tag or name stands in the text",
  },
);
placeTable(TIKTOK_COMMENT_FIELDS, "reply_comment", TIKTOK_COMMENT_FIELDS);

const MAX_NESTED = 3;

function commentKey(video: Said | undefined, id: Said | undefined): Key | undefined {
  if (video === undefined || id === undefined || id.value === "0") return undefined;
  return findKey(`tiktok:${video.value}/comment/${id.value}`);
}

/** The comment that it answers, else the video. */
function answeredBy(comment: Fields, at: string, video: Said | undefined) {
  for (const name of ["reply_to_reply_id", "reply_id"]) {
    const id = scalarAt(comment, name, at);
    const key = commentKey(video, id);
    if (id && key) return { relation: "REPLIES_TO", other: key, at: id.at } as const;
  }
  const place = video?.at ?? at;
  return { relation: "REPLIES_TO", other: findVideo(video), at: place } as const;
}

function tellComment(comment: Fields, at: string, into: Writer, depth: number): void {
  const [video, id] = [scalarAt(comment, "aweme_id", at), scalarAt(comment, "cid", at)];
  const key = commentKey(video, id);
  if (key === undefined || id === undefined) {
    throw new RecordError("no-id", "the comment has no id, or names no video", `${at}/cid`);
  }
  const user = fieldsAt(comment, "user", at);
  const author =
    user &&
    personOf("tiktok", {
      id: scalarAt(user.value, "uid", user.at),
      handle: textAt(user.value, "unique_id", user.at),
      name: textAt(user.value, "nickname", user.at),
    });
  const language = textAt(comment, "comment_language", at);
  const extras = elementsOf(comment["text_extra"], `${at}/text_extra`);
  into.told.push(
    tellPost({
      key,
      keyAt: id.at,
      platform: "tiktok",
      text: textAt(comment, "text", at),
      language: language?.value === "un" ? undefined : language,
      published: secondsAt(comment, "create_time", at),
      authors: author ? [author] : [],
      tags: textsIn(comment, "text_extra", "hashtag_name", at),
      mentions: extras.flatMap(
        (one) => personOf("tiktok", { id: scalarAt(one.fields, "user_id", one.at) }) ?? [],
      ),
      edges: [answeredBy(comment, at, video)],
    }),
  );
  if (depth === MAX_NESTED) return;
  for (const [index, answer] of listOf(comment["reply_comment"]).entries()) {
    const fields = findFields(answer);
    const place = `${at}/reply_comment/${index}`;
    if (fields) tellNested(into.warnings, () => tellComment(fields, place, into, depth + 1));
  }
}

export const readTikTokComment: PostReader = (comment, at) => {
  const reading: Writer = { told: [], warnings: [] };
  tellComment(comment, at, reading, 1);
  return reading;
};

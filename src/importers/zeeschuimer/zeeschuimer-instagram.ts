/**
 * Posts and reels of Instagram as Zeeschuimer keeps them, from lists of items or, formerly, of graph
 * nodes (4CAT's datasources/instagram/search_instagram.py). What Zeeschuimer marks as partial has no
 * time and perhaps no words, and none are made up. Tags and names are read from the words.
 */
import { fieldTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { type Fields, findFields, listOf } from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Warning } from "../reading/told.ts";
import {
  namedInText,
  type Person,
  type PostReader,
  personOf,
  postKey,
  tellPost,
} from "./zeeschuimer-post.ts";

export const INSTAGRAM_FIELDS = fieldTable(
  `code shortcode taken_at taken_at_timestamp caption.text edge_media_to_caption.edges.node.text
   user.pk user.id user.username user.full_name owner.pk owner.id owner.username owner.full_name
   coauthor_producers.pk coauthor_producers.id coauthor_producers.username
   coauthor_producers.full_name usertags.in.user.pk usertags.in.user.id
   usertags.in.user.username usertags.in.user.full_name
   edge_media_to_tagged_user.edges.node.user.id edge_media_to_tagged_user.edges.node.user.username
   edge_media_to_tagged_user.edges.node.user.full_name link _zs_partial`,
  {
    "pk id fbid strong_id__ media_id": "the code in another spelling",
    "__typename media_type product_type is_video": "the kind of post",
    "caption.pk caption.created_at caption.created_at_utc caption.user caption.user_id caption.content_type caption.status caption.type caption.media_id caption.did_report_as_spam caption.is_covered caption.share_enabled caption.bit_flags caption.is_ranked_comment caption.private_reply_status caption.has_translation caption.text_translation caption.created_at_for_fb_app":
      "repeats the post's id, time and author",
    "user.* owner.* coauthor_producers.*": SELF_TOLD,
    "usertags.in.user.* usertags.in.position usertags.in.start_time_in_video_in_sec usertags.in.duration_in_video_in_sec":
      SELF_TOLD,
    "image_versions2 video_versions carousel_media display_uri display_url display_resources":
      FILES,
    "thumbnail_src thumbnail_resources thumbnails media_preview dimensions accessibility_caption":
      FILES,
    "edge_sidecar_to_children video_url video_duration video_dash_manifest has_audio": FILES,
    "original_height original_width number_of_qualities is_dash_eligible video_codec": FILES,
    "carousel_media_count carousel_media_ids preview audio clips_metadata music_metadata": FILES,
    "like_count comment_count play_count view_count ig_play_count fb_play_count reshare_count":
      COUNTED,
    "fb_like_count fb_comment_count media_repost_count video_view_count video_play_count": COUNTED,
    "edge_media_preview_like edge_media_preview_comment edge_liked_by edge_media_to_comment":
      COUNTED,
    "comments preview_comments facepile_top_likers top_likers likers social_context":
      "some words and names of others under the post",
    "location lat lng": "where its author says to be",
    "edge_media_to_tagged_user.edges.node.user.* edge_media_to_tagged_user.edges.node.x edge_media_to_tagged_user.edges.node.y":
      SELF_TOLD,
    sponsor_tags: "who paid for it, which its label shows",
    "_zs_instagram_view _zs_html_embedded_json": "where on the site the collector saw it",
    "has_liked has_viewer_saved saved_collection_ids is_seen can_viewer_reshare can_reshare": SHOWN,
    "can_see_insights_as_brand can_viewer_save commenting_disabled_for_viewer": SHOWN,
    "comments_disabled boosted_status boost_unavailable_identifier boost_unavailable_reason": SHOWN,
    "logging_info_token organic_tracking_token inventory_source feed_recs_demotion_control": SHOWN,
    "like_and_view_counts_disabled sharing_friction_info is_paid_partnership caption_is_edited":
      SHOWN,
    "filter_type deleted_reason integrity_review_decision client_cache_key headline": SHOWN,
    "device_timestamp invited_coauthor_producers group affiliate_info ad_action ad_id": SHOWN,
    "media_overlay_info fb_aggregated_like_count fb_aggregated_comment_count": SHOWN,
    "main_feed_carousel_starting_media_id previous_submitter follow_hashtag_info": SHOWN,
    "open_carousel_submission_state upcoming_event floating_context_items view_state_item_type":
      SHOWN,
    "is_artist_pick timeline_pinned_user_ids clips_tab_pinned_user_ids story_cta": SHOWN,
  },
);

const NUMBERED = ["pk", "id"] as const;

/** A user: by number, which is `pk` or `id`. */
function userAt(site: string, user: Fields | undefined, at: string): Person | undefined {
  const id = NUMBERED.map((name) => scalarAt(user, name, at)).find(
    (one) => one !== undefined && /^\d+$/.test(one.value),
  );
  const handle = textAt(user, "username", at);
  return personOf(site, { id, handle, name: textAt(user, "full_name", at) });
}

export const personAt = (
  site: string,
  holder: Fields,
  name: string,
  at: string,
): Person | undefined => userAt(site, findFields(holder[name]), `${at}/${name}`);

function captionOf(post: Fields, at: string): Said | undefined {
  const caption = fieldsAt(post, "caption", at);
  if (caption) return textAt(caption.value, "text", caption.at);
  const [first] = listOf(fieldsAt(post, "edge_media_to_caption", at)?.value["edges"]);
  const node = findFields(findFields(first)?.["node"]);
  return textAt(node, "text", `${at}/edge_media_to_caption/edges/0/node`);
}

function taggedIn(post: Fields, at: string): Person[] {
  const tags = listOf(fieldsAt(post, "usertags", at)?.value["in"]);
  const edges = listOf(fieldsAt(post, "edge_media_to_tagged_user", at)?.value["edges"]);
  const inItem = tags.map((one, index) => [findFields(one), `${at}/usertags/in/${index}`] as const);
  const inNode = edges.map((edge, index) => {
    const place = `${at}/edge_media_to_tagged_user/edges/${index}/node`;
    return [findFields(findFields(edge)?.["node"]), place] as const;
  });
  return [...inItem, ...inNode].flatMap(
    ([tag, place]) => personAt("instagram", tag ?? {}, "user", place) ?? [],
  );
}

export const readInstagram: PostReader = (post, at) => {
  const code = textAt(post, "code", at) ?? textAt(post, "shortcode", at);
  const { key, at: keyAt } = postKey("instagram", code, `${at}/code`);
  const published = secondsAt(post, "taken_at", at) ?? secondsAt(post, "taken_at_timestamp", at);
  const text = captionOf(post, at);
  const author =
    personAt("instagram", post, "user", at) ?? personAt("instagram", post, "owner", at);
  const others = listOf(post["coauthor_producers"]).flatMap(
    (one, index) => userAt("instagram", findFields(one), `${at}/coauthor_producers/${index}`) ?? [],
  );
  const named = namedInText("instagram", text);
  const link = textAt(post, "link", at);
  const told = tellPost({
    key,
    keyAt,
    platform: "instagram",
    text,
    published,
    authors: [...(author ? [author] : []), ...others],
    tags: named.tags,
    mentions: [...taggedIn(post, at), ...named.mentions],
    links: link ? [link] : [],
  });
  const warnings: Warning[] = [];
  if (published === undefined) {
    const why = post["_zs_partial"] === true ? "was collected in part only" : "has no time";
    warnings.push(["no-time", `the post ${why}`, keyAt]);
  }
  return { told: [told], warnings };
};

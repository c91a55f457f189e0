/**
 * Posts of Threads as Zeeschuimer keeps them (4CAT's datasources/threads/search_threads.py). Quoted
 * and reposted posts in them are posts of their own. What it answers is given as an account only.
 */
import { findKey, type Key } from "../../model/key.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { type Fields, findFields, listOf } from "../reading/records.ts";
import { fieldsAt, type Said, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import { personAt } from "./zeeschuimer-instagram.ts";
import {
  namedInText,
  type Person,
  type PostReader,
  postKey,
  tellNested,
  tellPost,
  type Writer,
} from "./zeeschuimer-post.ts";

export const THREADS_FIELDS: FieldTable = fieldTable(
  `code taken_at caption.text user.pk user.id user.username user.full_name
   text_post_app_info.link_preview_attachment.url
   text_post_app_info.reply_to_author.pk text_post_app_info.reply_to_author.id
   text_post_app_info.reply_to_author.username text_post_app_info.reply_to_author.full_name
   text_post_app_info.text_fragments.fragments.link_fragment.uri
   text_post_app_info.text_fragments.fragments.mention_fragment.mentioned_user.username
   text_post_app_info.text_fragments.fragments.mention_fragment.mentioned_user.id
   text_post_app_info.text_fragments.fragments.mention_fragment.mentioned_user.pk`,
  {
    "pk id strong_id__": "the code in another spelling",
    "__typename media_type product_type": "the kind of post",
    "caption.pk caption.has_translation": "the words' own number",
    "user.*": SELF_TOLD,
    "image_versions2 video_versions carousel_media carousel_media_count audio giphy_media_info":
      FILES,
    "original_height original_width has_audio accessibility_caption media_overlay_info": FILES,
    "like_count text_post_app_info.repost_count text_post_app_info.reshare_count text_post_app_info.direct_reply_count text_post_app_info.quote_count text_post_app_info.self_thread_count text_post_app_info.impression_count":
      COUNTED,
    "text_post_app_info.link_preview_attachment.display_url text_post_app_info.link_preview_attachment.title text_post_app_info.link_preview_attachment.image_url text_post_app_info.link_preview_attachment.favicon_url":
      "how the link is shown",
    "text_post_app_info.text_fragments.fragments.fragment_type text_post_app_info.text_fragments.fragments.plaintext text_post_app_info.text_fragments.fragments.id text_post_app_info.text_fragments.fragments.styling_info text_post_app_info.text_fragments.fragments.tag_fragment text_post_app_info.text_fragments.fragments.link_fragment.display_text":
      "the words again",
    "text_post_app_info.is_reply text_post_app_info.is_post_unavailable text_post_app_info.can_reply text_post_app_info.hush_info text_post_app_info.pinned_post_info text_post_app_info.reply_control text_post_app_info.post_unavailable_reason text_post_app_info.fediverse_info text_post_app_info.special_effects_enabled_str text_post_app_info.reply_approval_info text_post_app_info.reply_facepile_users text_post_app_info.linked_inline_media text_post_app_info.tag_header text_post_app_info.community_info text_post_app_info.id text_post_app_info.__typename":
      SHOWN,
    "text_post_app_info.share_info.can_quote_post text_post_app_info.share_info.can_repost text_post_app_info.share_info.is_reposted_by_viewer text_post_app_info.share_info.repost_restricted_reason text_post_app_info.share_info.__typename":
      SHOWN,
    "is_paid_partnership caption_is_edited like_and_view_counts_disabled has_liked is_fb_only":
      SHOWN,
    "organic_tracking_token logging_info_token feed_demotion_control is_internal_only": SHOWN,
    "can_see_insights_as_brand transcription_data caption_add_on gen_ai_detection_method": SHOWN,
  },
);

const QUOTED = ["quoted_post", "quoted_attachment_post"];
const SHARED = [...QUOTED, "reposted_post"];
for (const name of SHARED) {
  placeTable(THREADS_FIELDS, `text_post_app_info.share_info.${name}`, THREADS_FIELDS);
}

const MAX_NESTED = 3;

interface Shared extends Said<Fields> {
  relation: "QUOTES" | "RESHARED_BY";
  other: Key | undefined;
}

function sharedIn(info: Said<Fields> | undefined): Shared[] {
  const share = info && fieldsAt(info.value, "share_info", info.at);
  return SHARED.flatMap((name) => {
    const post = share && fieldsAt(share.value, name, share.at);
    const code = post && textAt(post.value, "code", post.at);
    if (post === undefined || code === undefined) return [];
    const relation = QUOTED.includes(name) ? "QUOTES" : "RESHARED_BY";
    return [{ ...post, relation, other: findKey(`threads:${code.value}`) }];
  });
}

function fragmentsIn(info: Said<Fields> | undefined): { links: Said[]; mentions: Person[] } {
  const list = listOf(findFields(info?.value["text_fragments"])?.["fragments"]);
  const found: { links: Said[]; mentions: Person[] } = { links: [], mentions: [] };
  for (const [index, one] of list.entries()) {
    const fragment = findFields(one);
    const at = `${info?.at}/text_fragments/fragments/${index}`;
    const uri = textAt(findFields(fragment?.["link_fragment"]), "uri", `${at}/link_fragment`);
    if (uri) found.links.push(uri);
    const mention = findFields(fragment?.["mention_fragment"]);
    const person = personAt("threads", mention ?? {}, "mentioned_user", `${at}/mention_fragment`);
    if (person) found.mentions.push(person);
  }
  return found;
}

function tellThread(post: Fields, at: string, into: Writer, depth: number): void {
  const { key, at: keyAt } = postKey("threads", textAt(post, "code", at), `${at}/code`);
  const info = fieldsAt(post, "text_post_app_info", at);
  const shared = sharedIn(info);
  // Of what it reposts, the words, links and tags are the original's.
  const isRepost = shared.some(({ relation }) => relation === "RESHARED_BY");
  const caption = isRepost ? undefined : fieldsAt(post, "caption", at);
  const text = caption && textAt(caption.value, "text", caption.at);
  const preview = info && !isRepost && fieldsAt(info.value, "link_preview_attachment", info.at);
  const link = preview ? textAt(preview.value, "url", preview.at) : undefined;
  const author = personAt("threads", post, "user", at);
  const answered = info && personAt("threads", info.value, "reply_to_author", info.at);
  const fragments = fragmentsIn(isRepost ? undefined : info);
  const named = namedInText("threads", text);
  const mentions = [...fragments.mentions, ...named.mentions, ...(answered ? [answered] : [])];
  into.told.push(
    tellPost({
      key,
      keyAt,
      platform: "threads",
      text,
      published: secondsAt(post, "taken_at", at),
      authors: author ? [author] : [],
      tags: named.tags,
      mentions: mentions.filter(({ account }) => account !== author?.account),
      links: [...(link ? [link] : []), ...fragments.links],
      edges: shared.map(({ relation, other, at: place }) => ({
        relation,
        other,
        at: `${place}/code`,
      })),
    }),
  );
  if (depth === MAX_NESTED) return;
  for (const { value, at: place } of shared) {
    tellNested(into.warnings, () => tellThread(value, place, into, depth + 1));
  }
}

export const readThreads: PostReader = (post, at) => {
  const reading: Writer = { told: [], warnings: [] };
  tellThread(post, at, reading, 1);
  return reading;
};

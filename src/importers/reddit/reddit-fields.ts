/** Fields of Reddit's API (entities Link, Comment, Listing, More) and what archives of it add. */
import { fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, SHOWN } from "../reading/left-out.ts";

const OF_MODERATORS = "what only moderators see";
const FLAIR = "how the label beside the name is drawn, and its words once more";

/** One table for all: a listing holds things, a comment holds a listing of answers. */
export const REDDIT_FIELDS = fieldTable(
  `kind data children id name created_utc edited author author_fullname author_created_utc subreddit
   title selftext url url_overridden_by_dest body parent_id link_id crosspost_parent permalink
   removed_by_category removed_by removal_reason collapsed_reason_code distinguished link_flair_text
   author_flair_text gallery_data.items.outbound_url gallery_data.items.caption
   retrieved_on retrieved_utc _meta.retrieved_2nd_on _meta.was_deleted_later
   _meta.was_initially_deleted _meta.is_edited _meta.removal_type _meta.note
   link_title link_url link_author link_permalink approved_at_utc banned_at_utc event_start event_end`,
  {
    "created _meta.created": "the time of posting by the clock of the account that looked",
    "updated_on updated_utc _meta.retrieved_3rd_on":
      "when counts were looked up again, which shows nothing of the words",
    "body_html selftext_html": "the words once more, as HTML",
    "subreddit_id subreddit_name_prefixed subreddit_type subreddit_subscribers":
      "the community, whose name is read",
    domain: "the host of the link, which is read",
    "media secure_media media_embed secure_media_embed post_hint preview thumbnail thumbnail_height thumbnail_width":
      "how the link is shown",
    "media_metadata gallery_data.items.media_id gallery_data.items.id gallery_data.items.is_deleted gallery_data.items.layout gallery_data.items.href_url is_gallery is_video":
      MEDIA,
    "author_flair_css_class author_flair_richtext author_flair_template_id author_flair_text_color author_flair_background_color author_flair_type author_cakeday author_patreon_flair author_premium author_is_blocked":
      FLAIR,
    "link_flair_css_class link_flair_richtext link_flair_template_id link_flair_text_color link_flair_background_color link_flair_type":
      FLAIR,
    "score ups downs upvote_ratio num_comments num_crossposts num_reports num_duplicates view_count controversiality gilded gildings all_awardings awarders total_awards_received top_awarded_type associated_award likes count":
      COUNTS,
    "mod_note mod_reason_by mod_reason_title mod_reports user_reports report_reasons approved_by banned_by approved banned_note removed spam ignore_reports ban_note can_mod_post":
      OF_MODERATORS,
    "hidden saved clicked visited user_is_blocked": "how the viewer stands to it",
    "archived can_gild category collapsed collapsed_reason collapsed_because_crowd_control comment_type content_categories contest_mode discussion_type event_is_live hide_score is_created_from_ads_ui is_crosspostable is_meta is_original_content is_reddit_media_domain is_robot_indexable is_self is_submitter locked media_only no_follow allow_live_comments over_18 parent_whitelist_status pinned pwls quarantine quarantined rte_mode score_hidden send_replies spoiler stickied suggested_sort treatment_tags unrepliable_reason whitelist_status wls brand_safe nsfw depth disable_comments promoted is_blocked after before dist modhash geo_filter error metadata":
      SHOWN,
    poll_data: "the choices of a poll and their counts",
    "sr_detail author_detail profile_img profile_over_18": FACES,
    "from from_id from_kind": "never filled",
  },
);
for (const name of ["data", "children", "replies", "crosspost_parent_list"]) {
  placeTable(REDDIT_FIELDS, name, REDDIT_FIELDS);
}

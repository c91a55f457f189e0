/** The fields of tweets, users and answers of X's GraphQL API that are known, and why some are not read. */
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD } from "../reading/left-out.ts";

const VIEWER = "how it stands to whoever was looking";
const PICTURES = "pictures of people: no link that anybody posted";
const FENCES = "how the platform shows or fences it";
const TRANSLATION = "a machine's translation or summary, no words of the author";

const USER = fieldTable(
  "rest_id id_str screen_name name reason message core.screen_name core.name legacy.screen_name legacy.name",
  {
    "__typename id": "repeats the kind, and the id in another spelling",
    "core.created_at legacy.created_at created_at": "when the account was made",
    "avatar banner profile_image_shape profile_image_url_https profile_banner_url": PICTURES,
    "legacy.profile_image_url_https legacy.profile_banner_url": PICTURES,
    "legacy.description legacy.entities legacy.location legacy.url location website": SELF_TOLD,
    "profile_bio profile_description_language professional birthdate legacy_extended_profile":
      SELF_TOLD,
    "description url entities profile_metadata profile_translation": SELF_TOLD,
    "pinned_items legacy.pinned_tweet_ids_str": "what the profile shows first, no relation of this",
    "affiliates_highlighted_label user_seed_tweet_count highlights_info": FENCES,
    "has_graduated_access has_hidden_likes_on_profile has_hidden_subscriptions_on_profile": FENCES,
    "is_blue_verified verification verified verified_phone_status business_account": FENCES,
    "verified_type ext_is_blue_verified ext_profile_image_shape ext_has_nft_avatar": FENCES,
    "super_follow_eligible creator_subscriptions_count tipjar_settings": FENCES,
    "legacy.profile_interstitial_type legacy.translator_type legacy.verified": FENCES,
    "legacy.verified_type legacy.protected privacy possibly_sensitive": FENCES,
    "legacy.possibly_sensitive legacy.withheld_in_countries legacy.is_translator": FENCES,
    "legacy.default_profile legacy.default_profile_image legacy.has_custom_timelines": FENCES,
    "super_following super_followed_by smart_blocked_by smart_blocking": VIEWER,
    "following followed_by follow_request_sent relationship_perspectives": VIEWER,
    "legacy.can_dm legacy.can_media_tag legacy.want_retweets legacy.needs_phone_verification":
      VIEWER,
    "legacy.following legacy.followed_by legacy.notifications legacy.blocking legacy.muting":
      VIEWER,
    "dm_permissions media_permissions notifications_settings": VIEWER,
    "legacy.fast_followers_count legacy.favourites_count legacy.followers_count": COUNTED,
    "legacy.friends_count legacy.listed_count legacy.media_count legacy.statuses_count": COUNTED,
    "legacy.normal_followers_count action_counts relationship_counts tweet_counts": COUNTED,
    "followers_count friends_count statuses_count favourites_count listed_count media_count":
      COUNTED,
    "fast_followers_count normal_followers_count": COUNTED,
  },
);

const MEDIA_READ = "url expanded_url source_status_id_str source_user_id_str";
const MEDIA_LEFT = {
  "id_str id media_key media_url_https media_url media_results": FILES,
  "source_status_id source_user_id": "the id in `_str`, rounded",
  "additional_media_info allow_download_status ext_alt_text ext_media_availability": FILES,
  "ext_media_color ext features indices original_info sizes sensitive_media_warning": FILES,
  "type video_info display_url mediaStats ext_mediaStats audience_policy grok_enabled": FILES,
} as const;

const MENTION_LEFT = "where it stands, and the id in another spelling";

function entityTable(): FieldTable {
  const table = fieldTable(
    "hashtags.text urls.url urls.expanded_url user_mentions.id_str user_mentions.screen_name user_mentions.name",
    {
      "urls.display_url urls.indices hashtags.indices": "how and where it is shown",
      "user_mentions.indices user_mentions.id": MENTION_LEFT,
      "symbols timestamps": "stock symbols and places in a video, which the words hold",
    },
  );
  placeTable(table, "media", fieldTable(MEDIA_READ, MEDIA_LEFT));
  return table;
}

/** Fields that lie in `legacy` and, in newer answers, beside it. */
const LAYER_READ = [
  "id_str created_at full_text text lang conversation_id_str user_id_str",
  "in_reply_to_status_id_str in_reply_to_user_id_str in_reply_to_screen_name",
  "quoted_status_id_str quoted_status_permalink.expanded quoted_status_permalink.url",
  "retweeted_status_id_str withheld_scope withheld_text withheld_in_countries withheld_copyright",
].join(" ");
const LAYER_LEFT = {
  "bookmark_count favorite_count quote_count reply_count retweet_count": COUNTED,
  "bookmarked favorited retweeted": VIEWER,
  "display_text_range is_quote_status possibly_sensitive possibly_sensitive_editable": FENCES,
  "scopes limited_actions conversation_control": FENCES,
  "coordinates geo place": "where its author says to be",
  "self_thread quoted_status_permalink.display": "repeats the conversation and the address",
  "in_reply_to_status_id in_reply_to_user_id quoted_status_id retweeted_status_id user_id":
    "the id in `_str`, rounded",
  "conversation_id ext ext_views ext_edit_control supplemental_language": FENCES,
  contributors: "accounts that may post in its name, which X stopped telling",
} as const;

/** A tweet result, with the retweeted and quoted ones in it. */
export const TWEET_FIELDS: FieldTable = fieldTable(
  `rest_id promoted reason ${LAYER_READ} birdwatch_pivot.subtitle.text tombstone.text.text
   edit_control.edit_tweet_ids edit_control.edit_control_initial.edit_tweet_ids
   note_tweet.note_tweet_results.result.text
   author_community_relationship.community_results.result.id_str`,
  {
    ...LAYER_LEFT,
    "author_community_relationship.role author_community_relationship.user_results author_community_relationship.community_results.result.*":
      "how the author stands to a community, and what that says of itself",
    "__typename type": "the kind of object",
    id: "the id as the collector kept it, rounded in replies",
    "edit_control.editable_until_msecs edit_control.is_edit_eligible edit_control.edits_remaining":
      "until when it can be edited, which its time decides",
    "edit_control.edit_control_initial.editable_until_msecs edit_control.edit_control_initial.is_edit_eligible edit_control.edit_control_initial.edits_remaining":
      "until when it can be edited, which its time decides",
    "edit_control.initial_tweet_id edit_control.__typename":
      "repeats the first of the ids of its versions",
    "edit_perspective unmention_data unmention_info vibe": VIEWER,
    "views previous_counts reply_count_info": COUNTED,
    "source source_name": "the program it was posted with",
    "birdwatch_pivot.callToAction birdwatch_pivot.destinationUrl birdwatch_pivot.footer birdwatch_pivot.iconType birdwatch_pivot.note birdwatch_pivot.shorttitle birdwatch_pivot.title birdwatch_pivot.visualStyle":
      "the page and the look of a readers' note, no part of the tweet",
    "birdwatch_pivot.subtitle.entities": "links in a readers' note, no part of the tweet",
    "has_birdwatch_notes is_translatable is_expandable quick_promote_eligibility": FENCES,
    "grok_analysis_button grok_annotations grok_share_attachment post_image_description":
      TRANSLATION,
    "grok_translated_post grok_translated_post_with_availability translation": TRANSLATION,
    "unified_card article_metadata": FENCES,
    "mediaVisibilityResults tweetInterstitial tweet_interstitial limitedActionResults": FENCES,
    "softInterventionPivot soft_intervention_pivot trusted_friends_info_result": FENCES,
    "exclusive_tweet_control superFollowsReplyUserResult": FENCES,
    "tombstone.__typename tombstone.text.entities tombstone.text.rtl": FENCES,
    "note_tweet.is_expandable note_tweet.note_tweet_results.result.id": "the note's own id",
    "note_tweet.note_tweet_results.result.richtext note_tweet.note_tweet_results.result.media":
      "how the words are set",
  },
);

const CARD_VALUE = "string_value";
const CARD_LEFT = {
  "name rest_id url card_platform": "the kind of card, and its address again",
  "user_refs_results user_refs users": "accounts of the site that the card is made of",
} as const;
const CARD = fieldTable("", CARD_LEFT);
const CARD_LEGACY = fieldTable("", CARD_LEFT);
placeTable(CARD, "legacy", CARD_LEGACY);
for (const card of [CARD, CARD_LEGACY]) {
  placeTable(
    card,
    "binding_values",
    fieldTable(
      `key value.string_value card_url.${CARD_VALUE} website_url.${CARD_VALUE} unified_card.${CARD_VALUE}`,
      { "* value.*": "what the card shows, but for its links" },
    ),
  );
}

const LEGACY = fieldTable(LAYER_READ, {
  id: "the id in `_str`, rounded",
  ...LAYER_LEFT,
  "source card_uri": "how it was posted",
});

for (const layer of [TWEET_FIELDS, LEGACY]) {
  placeTable(layer, "card", CARD);
  placeTable(layer, "entities", entityTable());
  placeTable(layer, "extended_entities", entityTable());
  placeTable(layer, "retweeted_status_result.result", TWEET_FIELDS);
  placeTable(layer, "quoted_status_result.result", TWEET_FIELDS);
  placeTable(layer, "quotedRefResult.result", TWEET_FIELDS);
}
placeTable(TWEET_FIELDS, "legacy", LEGACY);
placeTable(TWEET_FIELDS, "tweet", TWEET_FIELDS);
placeTable(TWEET_FIELDS, "note_tweet.note_tweet_results.result.entity_set", entityTable());
placeTable(TWEET_FIELDS, "core.user_results.result", USER);
placeTable(TWEET_FIELDS, "core.user_result.result", USER);
placeTable(TWEET_FIELDS, "user", USER);

/** What leads to tweets in an answer. */
const WAYS = [
  "data result user viewer viewer_v2 list home home_timeline_urt search_by_raw_query",
  "search_timeline timeline timeline_v2 timeline_response tweets_timeline bookmark_timeline",
  "bookmark_timeline_v2 threaded_conversation_with_injections",
  "threaded_conversation_with_injections_v2 community_results ranked_community_timeline",
  "profile_timeline_v2 instructions entries entry content contents itemContent items item",
  "moduleItems retweeters_timeline explore body initialTimeline",
].flatMap((line) => line.split(" "));

/** An answer with its timelines, entries and modules. */
export const ANSWER_FIELDS: FieldTable = fieldTable("promotedMetadata", {
  "__typename entryId entry_id_to_replace sortIndex entryType itemType displayType": "its order",
  "tweetDisplayType displayTreatment socialContext highlights hasModeratedReplies header footer":
    FENCES,
  "type direction cursorType value stopOnEmptyResponse metadata conversationMetadata": "its order",
  "metadataConversation responseObjects feedbackInfo clientEventInfo clientEventConfig dispensable":
    "what the page reports of itself",
  "errors extensions": "what X could not answer",
  "user_results users_results rest_id id core legacy avatar tweetInterstitial ruxContext":
    "accounts that a timeline proposes, and whose timeline it is",
  "text title prompt url": "the page's own words and buttons",
});
for (const way of WAYS) placeTable(ANSWER_FIELDS, way, ANSWER_FIELDS);
for (const holder of ["tweet_results", "tweetResult", "tweet_result", "tweetResults"]) {
  placeTable(ANSWER_FIELDS, `${holder}.result`, TWEET_FIELDS);
}

/** The fields of v1.1 tweets and of a stream's notices: what is read, and why the rest is not. */
import { type FieldTable, fieldTable } from "../reading/fields.ts";

const MEDIA =
  "url expanded_url source_status_id source_status_id_str source_user_id source_user_id_str";
const MEDIA_LEFT_OUT = {
  "id id_str media_url media_url_https video_info":
    "numbers and addresses of the tweet's own pictures and films: no link that anybody posted",
  "sizes type features original_info ext_alt_text ext additional_media_info":
    "what the pictures and films are like",
  "indices display_url": "where a link stands in the words, and how it is shown",
};

const below = (path: string, names: string): string =>
  names
    .split(" ")
    .map((name) => `${path}.${name}`)
    .join(" ");

const under = (path: string, table: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(table).map(([names, reason]) => [below(path, names), reason]));

const ENTITIES = ["entities", "extended_tweet.entities"];
const ALL_MEDIA = [
  "entities.media",
  "extended_entities.media",
  "extended_tweet.entities.media",
  "extended_tweet.extended_entities.media",
];

const READ = [
  "created_at timestamp_ms id id_str text full_text truncated lang extended_tweet.full_text",
  "in_reply_to_status_id in_reply_to_status_id_str in_reply_to_screen_name",
  "in_reply_to_user_id in_reply_to_user_id_str quoted_status_id quoted_status_id_str",
  "quoted_status_permalink.url quoted_status_permalink.expanded",
  "contributors current_user_retweet withheld_in_countries withheld_copyright",
  ...ENTITIES.map((path) => below(path, "hashtags.text")),
  ...ENTITIES.map((path) =>
    below(path, "urls.url urls.expanded_url urls.unwound.url urls.unwound.status"),
  ),
  ...ENTITIES.map((path) =>
    below(path, "user_mentions.id user_mentions.id_str user_mentions.screen_name"),
  ),
  ...ENTITIES.map((path) => below(path, "user_mentions.name")),
  ...ALL_MEDIA.map((path) => below(path, MEDIA)),
  "delete.status.id delete.status.id_str delete.status.user_id delete.status.user_id_str",
  "delete.timestamp_ms status_withheld user_withheld scrub_geo",
];

const LEFT_OUT: Readonly<Record<string, string>> = {
  "coordinates geo place": "where somebody said to be: nobody is placed, and no post is linked to",
  source: "the program that the tweet was sent with; the link in it is the program's own",
  card_uri: "Twitter's name for a card; a page that it shows is linked to in the entities",
  "quoted_status_permalink.display": "the address of the quoted tweet as it is shown",
  "favorite_count quote_count reply_count retweet_count": "counts, which change all the time",
  "favorited retweeted": "what the collector's own account did, not what others did",
  is_quote_status: "that it quotes a tweet, which is read by that tweet's id or address",
  withheld_scope:
    "whether the tweet or all of its author is withheld, where it is read in which countries",
  "display_text_range extended_tweet.display_text_range": "which part of the words is shown",
  "possibly_sensitive possibly_sensitive_appealable possibly_sensitive_editable":
    "a warning shown with the tweet",
  "filter_level matching_rules metadata scopes supplemental_language":
    "how the collector's own search found it, and to whom it was shown",
  "delete.favorite delete.direct_message": "that a like or a private message was taken back",
  "limit disconnect warning friends friends_str control for_user":
    "how the stream itself went, and whom the collector follows",
  "event target source_user target_object direct_message":
    "what an account that was collected with did besides posting, and private messages",
  ...Object.assign(
    {},
    ...ENTITIES.flatMap((path) => [
      { [below(path, "symbols polls")]: "stock symbols, and questions put in the tweet" },
      {
        [below(path, "hashtags.indices user_mentions.indices urls.indices urls.display_url")]:
          "where they stand in the words, and how they are shown",
      },
      {
        [below(path, "urls.unwound.title urls.unwound.description")]:
          "what Twitter saw of the page that is linked to",
      },
    ]),
  ),
  ...Object.assign({}, ...ALL_MEDIA.map((path) => under(path, MEDIA_LEFT_OUT))),
};

const USER_READ = [
  "id id_str screen_name name withheld_in_countries withheld_copyright created_at url",
  "entities.url.urls.url entities.url.urls.expanded_url pinned_tweet_ids_str",
  "entities.description.urls.url entities.description.urls.expanded_url",
];
const USER = fieldTable(USER_READ.join(" "), {
  "description location utc_offset time_zone lang":
    "what the profile says of its owner in words: links in it are read",
  pinned_tweet_ids: "the same as pinned_tweet_ids_str, in numbers that lose their digits",
  "entities.url.urls.indices entities.url.urls.display_url entities.description.urls.indices entities.description.urls.display_url":
    "where they stand in the profile, and how they are shown",
  "profile_image_url profile_image_url_https profile_background_image_url profile_background_image_url_https profile_banner_url":
    "pictures of people: no link that anybody posted",
  [[
    "contributors_enabled default_profile default_profile_image favourites_count followers_count",
    "friends_count listed_count statuses_count fast_followers_count normal_followers_count",
    "media_count follow_request_sent following notifications muting blocking blocked_by",
    "live_following geo_enabled has_extended_profile is_translation_enabled is_translator",
    "translator_type protected verified verified_type profile_background_color",
    "profile_background_tile profile_link_color profile_sidebar_border_color",
    "profile_sidebar_fill_color profile_text_color profile_use_background_image profile_location",
    "profile_interstitial_type profile_image_extensions profile_banner_extensions",
    "advertiser_account_type advertiser_account_service_levels business_profile_state can_dm",
    "can_media_tag has_custom_timelines require_some_consent withheld_scope",
  ].join(" ")]: "settings and counts of the account, which change all the time",
});

/** Tweets within tweets have the same fields. */
function tweetTable(): FieldTable {
  const table = fieldTable(READ.join(" "), LEFT_OUT);
  const { root } = table;
  root.below.set("user", USER.root);
  for (const name of ["retweeted_status", "quoted_status"]) root.below.set(name, root);
  return table;
}

export const TWEET_FIELDS = tweetTable();

export const isTweetField = (name: string): boolean => TWEET_FIELDS.root.below.has(name);

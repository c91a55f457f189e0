/** Fields of the tweets in an account archive. */
import { fieldTable } from "../reading/fields.ts";

const READ = [
  "id id_str tweet_id user_id created_at deleted_at full_text text lang source community_id",
  "community_id_str in_reply_to_status_id in_reply_to_status_id_str in_reply_to_user_id",
  "in_reply_to_user_id_str in_reply_to_screen_name entities.urls.url entities.urls.expanded_url",
  "entities.hashtags.text entities.user_mentions.id entities.user_mentions.id_str",
  "entities.user_mentions.screen_name entities.user_mentions.name entities.media.url",
  "entities.media.expanded_url entities.media.source_status_id entities.media.source_status_id_str",
  "entities.media.source_user_id entities.media.source_user_id_str extended_entities.media.url",
  "extended_entities.media.expanded_url extended_entities.media.source_status_id",
  "extended_entities.media.source_status_id_str extended_entities.media.source_user_id",
  "extended_entities.media.source_user_id_str edit_info.initial.editTweetIds edit_info.edit.initialTweetId",
  "edit_info.edit.editControlInitial.editTweetIds user.id user.id_str user.screen_name user.name",
].join(" ");

const IGNORED = {
  "favorite_count retweet_count": "counts on the day of the archive",
  "favorited retweeted truncated possibly_sensitive withheld_in_countries scopes":
    "marks that lead to nothing; `retweeted` is always false",
  "display_text_range entities.hashtags.indices entities.urls.indices entities.user_mentions.indices entities.urls.display_url entities.symbols":
    "how the text is shown",
  "entities.media.*": "the picture or film itself, as the platform keeps it",
  "extended_entities.media.*": "the picture or film itself, as the platform keeps it",
  "coordinates geo place": "where it was posted: leads to nothing",
  "edit_info.initial.* edit_info.edit.editControlInitial.*":
    "until when and how often it could be edited",
  "user.protected user.verified": "marks of the account",
  "user.profile_image_url_https": "pictures of people: no link that anybody posted",
};

/** In the first archives a tweet is no member of its own, and a retweet holds its original. */
const PREFIXES = ["", "tweet.", "retweeted_status."];

const everywhere = (words: string): string =>
  PREFIXES.flatMap((prefix) => words.split(" ").map((word) => `${prefix}${word}`)).join(" ");

export const ARCHIVE_FIELDS = fieldTable(
  everywhere(READ),
  Object.fromEntries(Object.entries(IGNORED).map(([words, reason]) => [everywhere(words), reason])),
);

/** Columns of `twarc2 csv`, of all versions. */
import { fieldTable } from "../reading/fields.ts";

export const TWARC_FIELDS = fieldTable(
  [
    "id conversation_id author_id created_at text lang source edit_history_tweet_ids",
    "referenced_tweets referenced_tweets.replied_to.id referenced_tweets.retweeted.id",
    "referenced_tweets.quoted.id in_reply_to_user_id in_reply_to_username retweeted_user_id",
    "retweeted_username quoted_user_id quoted_username entities.hashtags entities.mentions",
    "entities.urls withheld.country_codes withheld.copyright author.id author.created_at author.username author.name",
    "author.withheld.country_codes author.withheld.copyright author.pinned_tweet_id author.url author.entities.url.urls author.entities.description.urls",
    "__twarc.retrieved_at",
  ].join(" "),
  {
    "public_metrics author.public_metrics": "counts on the day of collecting",
    "entities.cashtags entities.annotations context_annotations":
      "marks that Twitter guesses from the words",
    attachments: "pictures and polls of the tweet, evidence of their own if they were saved",
    "author.description author.location author.protected author.verified author.verified_type author.withheld.scope author.entities.description.cashtags author.entities.description.hashtags author.entities.description.mentions":
      "what the account says of itself, and marks of the platform",
    "author.profile_image_url": "pictures of people: no link that anybody posted",
    geo: "where it was posted: leads to nothing",
    "reply_settings possibly_sensitive withheld.scope type": "marks that lead to nothing",
    edit_controls: "until when and how often it could be edited",
    "__twarc.url __twarc.version matching_rules": "how it was asked for, and with what program",
  },
);

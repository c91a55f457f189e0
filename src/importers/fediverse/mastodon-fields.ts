/** Fields of Mastodon's entity Status (docs.joinmastodon.org), with those of its kin. */
import { fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";

export const MASTODON_FIELDS = fieldTable(
  `id uri url created_at edited_at revised_at content spoiler_text language in_reply_to_id
   in_reply_to_account_id quote_id quoted_status_id account.id account.username account.acct
   account.display_name account.url account.uri account.created_at mentions.id mentions.username
   mentions.acct mentions.url tags.name card.url preview_card.url group.url application.name
   application.website pleroma.quote_url pleroma.quote_id _pulled state deleted_at title`,
  {
    "account.*": SELF_TOLD,
    "tags.url tags.history tags.following tags.id": "the page of a tag",
    "card.* preview_card.*": "how the link is shown",
    "group.* group_id": "what a group says of itself, whose address is read",
    "media_attachments attachments has_video image": FILES,
    "replies_count reblogs_count favourites_count quotes_count upvotes_count downvotes_count reactions_counts reactions reaction_id emoji_reactions direct_replies_count":
      COUNTED,
    "favourited reblogged muted pinned bookmarked filtered voted interaction_policy quote_approval":
      "how the viewer stands to it",
    "sensitive visibility sponsored bookmarked_at pinned_at emojis poll version tv local_only reblog_of_id":
      SHOWN,
    "reaction editable metrics moderation is_quote has_quote is_reply pinnable pinnable_by_group rich_content plain_text text source bookmark_collection_id expires_at privacy warning status_context_id conversation_id ad":
      SHOWN,
    "pleroma.*": "what Pleroma adds for its own page",
    "friendica akkoma": "what the server adds for its own page",
    "accounts hashtags": "what else a search found",
  },
);
for (const name of ["reblog", "quote", "quoted_status", "in_reply_to"]) {
  placeTable(MASTODON_FIELDS, name, MASTODON_FIELDS);
}
placeTable(MASTODON_FIELDS, "pleroma.quote", MASTODON_FIELDS);
for (const name of ["ancestors", "descendants", "statuses"]) {
  placeTable(MASTODON_FIELDS, name, MASTODON_FIELDS);
}

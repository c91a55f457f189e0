/** Which fields of the API's objects, as Telethon writes them, are read, and why the others are not. */
import { fieldTable } from "../reading/fields.ts";

export const MESSAGE_FIELDS = fieldTable(
  `_ id peer_id to_id from_id date edit_date edit_hide message post out post_author
   entities._ entities.offset entities.length entities.url entities.user_id
   fwd_from._ fwd_from.from_id fwd_from.from_name fwd_from.date fwd_from.channel_id
   fwd_from.channel_post fwd_from.post_author fwd_from.imported fwd_from.saved_from_peer
   fwd_from.saved_from_msg_id fwd_from.saved_from_id fwd_from.saved_from_name fwd_from.saved_date
   reply_to._ reply_to.reply_to_msg_id reply_to.reply_to_peer_id reply_to.reply_to_top_id
   reply_to.forum_topic reply_to.peer reply_to_msg_id
   media._ media.webpage._ media.webpage.url media.peer media.id
   media.document._ media.document.id media.document.date
   media.document.attributes._ media.document.attributes.file_name
   media.photo._ media.photo.id media.photo.date
   reply_markup._ reply_markup.rows._ reply_markup.rows.buttons._ reply_markup.rows.buttons.url
   views forwards replies._ replies.replies replies.channel_id
   reactions._ reactions.results._ reactions.results.count reactions.results.reaction
   via_bot_id via_business_bot_id grouped_id`,
  {
    "mentioned media_unread silent from_scheduled legacy pinned noforwards invert_media offline video_processing_pending report_delivery_until_date schedule_repeat_period quick_reply_shortcut_id effect":
      "how the message stands in the collector's own list",
    "from_boosts_applied from_rank paid_message_stars paid_suggested_post_stars paid_suggested_post_ton suggested_post":
      "what the poster paid, and what he is called in the chat",
    "saved_peer_id guestchat_via_from": "where among the collector's own saved messages it stands",
    "ttl_period restriction_reason factcheck summary_from_language rich_message":
      "until when, where and with which note or rendering Telegram shows it",
    "entities.document_id entities.language entities.collapsed entities.old_text entities.date entities.relative entities.short_time entities.long_time entities.short_date entities.long_date entities.day_of_week":
      "how the words look",
    "fwd_from.saved_out fwd_from.psa_type":
      "kinds of forward that change nothing of where it comes from",
    "reply_to.reply_to_scheduled reply_to.quote reply_to.quote_text reply_to.quote_entities reply_to.quote_offset reply_to.reply_from reply_to.reply_media reply_to.reply_to_ephemeral reply_to.todo_item_id reply_to.poll_option":
      "words and media of the message that is answered, which are another record's",
    "reply_to.user_id reply_to.story_id": "which story of the account that is named is answered",
    "media.webpage.id media.webpage.hash media.webpage.display_url media.webpage.type media.webpage.site_name media.webpage.title media.webpage.description media.webpage.photo media.webpage.embed_url media.webpage.embed_type media.webpage.embed_width media.webpage.embed_height media.webpage.duration media.webpage.author media.webpage.document media.webpage.cached_page media.webpage.cached_page_views media.webpage.attributes media.webpage.has_large_media media.webpage.video_cover_photo media.webpage.date":
      "what the page at the address that is read says of itself, as Telegram keeps it",
    "media.manual media.safe media.force_large_media media.force_small_media media.via_mention media.story":
      "how the preview looks, and another record's story",
    "media.document.access_hash media.document.file_reference media.document.mime_type media.document.size media.document.dc_id media.document.thumbs media.document.video_thumbs media.document.attributes.duration media.document.attributes.w media.document.attributes.h media.document.attributes.round_message media.document.attributes.supports_streaming media.document.attributes.nosound media.document.attributes.preload_prefix_size media.document.attributes.video_start_ts media.document.attributes.video_codec media.document.attributes.voice media.document.attributes.title media.document.attributes.performer media.document.attributes.waveform media.document.attributes.alt media.document.attributes.stickerset media.document.attributes.mask media.document.attributes.mask_coords media.document.attributes.free media.document.attributes.text_color media.photo.access_hash media.photo.file_reference media.photo.sizes media.photo.dc_id media.photo.has_stickers media.photo.video_sizes media.nopremium media.spoiler media.video media.round media.voice media.alt_documents media.video_cover media.video_timestamp media.ttl_seconds media.live_photo":
      "the picture or recording itself, which is evidence of its own if it was saved",
    "media.phone_number media.first_name media.last_name media.vcard media.user_id":
      "somebody's name and telephone number",
    "media.geo media.period media.heading media.proximity_notification_radius media.title media.address media.provider media.venue_id media.venue_type":
      "where somebody is",
    "media.poll media.results media.attached_media media.todo media.completions":
      "a question or list that others fill in",
    "media.game media.value media.emoticon media.game_outcome": "games",
    "media.description media.currency media.total_amount media.start_param media.shipping_address_requested media.test media.receipt_msg_id media.extended_media media.stars_amount":
      "what something costs",
    "media.channels media.channel_id media.launch_msg_id media.quantity media.until_date media.only_new_subscribers media.winners_are_visible media.countries_iso2 media.prize_description media.months media.stars media.winners media.winners_count media.unclaimed_count media.refunded media.additional_peers_count":
      "a prize to be won, by whom and until when",
    "media.call media.rtmp_stream": "a call",
    "reply_markup.rows.buttons.text reply_markup.rows.buttons.data reply_markup.rows.buttons.query reply_markup.rows.buttons.button_id reply_markup.rows.buttons.requires_password reply_markup.rows.buttons.same_peer reply_markup.rows.buttons.peer_types reply_markup.rows.buttons.fwd_text reply_markup.rows.buttons.user_id reply_markup.rows.buttons.copy_text reply_markup.rows.buttons.type reply_markup.rows.buttons.style reply_markup.resize reply_markup.single_use reply_markup.selective reply_markup.persistent reply_markup.placeholder reply_markup.force_reply":
      "how buttons look and what they say to their bot",
    "replies.replies_pts replies.comments replies.recent_repliers replies.max_id replies.read_max_id":
      "who answered lately, whose answers are messages of their own",
    "reactions.min reactions.can_see_list reactions.reactions_as_tags reactions.recent_reactions reactions.recent_reactons reactions.top_reactors reactions.results.chosen reactions.results.chosen_order":
      "who reacted: people who posted nothing",
  },
);

export const PERSON_FIELDS = fieldTable(
  "_ id username usernames.username usernames.active title first_name last_name bot date participants_count migrated_to is_self self",
  {
    "phone contact mutual_contact close_friend": "telephone numbers and friends of people",
    "photo emoji_status color profile_color": "pictures of people: no link that anybody posted",
    "usernames._ usernames.editable": "whether a name can be changed",
    "status lang_code access_hash creator left min stories_hidden stories_hidden_min stories_unavailable stories_max_id apply_min_photo admin_rights banned_rights default_banned_rights subscription_until_date until_date":
      "what the collector's own account sees and may do",
    "broadcast megagroup gigagroup forum forum_tabs monoforum verified restricted restriction_reason scam fake support premium deleted signatures signature_profiles has_link has_geo slowmode_enabled call_active call_not_empty noforwards join_to_send join_request autotranslation broadcast_messages_allowed deactivated version level":
      "how the chat or account is set up",
    "linked_monoforum_id linked_community_id":
      "other rooms of the same people: nothing moves through them",
    "bot_chat_history bot_nochats bot_inline_geo bot_attach_menu bot_can_edit bot_business bot_has_main_app bot_forum_view bot_forum_can_manage_topics bot_can_manage_bots bot_guestchat bot_guard bot_info_version bot_inline_placeholder bot_active_users bot_verification_icon attach_menu_enabled contact_require_premium send_paid_messages_stars":
      "what a bot may do",
  },
);

/** Notices, which are skipped whole. */
export const NOTICE_FIELDS = fieldTable("_ id peer_id to_id", {
  "from_id date action out mentioned media_unread reactions_are_possible silent post legacy saved_peer_id reply_to reactions ttl_period":
    "of notices, which are skipped",
});

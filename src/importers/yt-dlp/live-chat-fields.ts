/** What a line of a live chat's replay holds, as YouTube's own page is given it. */
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { FACES, SHOWN } from "../reading/left-out.ts";

const RENDERER: FieldTable = fieldTable(
  `id timestampUsec authorExternalChannelId authorName.simpleText message.simpleText message.runs.text
   message.runs.emoji.emojiId message.runs.emoji.shortcuts message.runs.navigationEndpoint
   purchaseAmountText.simpleText headerSubtext.simpleText headerSubtext.runs.text
   headerPrimaryText.runs.text headerPrimaryText.simpleText sticker.accessibility
   contextMenuEndpoint.liveChatItemContextMenuEndpoint.params`,
  {
    authorPhoto: FACES,
    "message.runs.emoji.image message.runs.emoji.searchTerms message.runs.emoji.isCustomEmoji message.runs.emoji.supportsSkinTone message.runs.emoji.variantIds":
      "the picture of an emoji, which is told by its name",
    "message.runs.bold message.runs.italics message.runs.fontFace message.accessibility": SHOWN,
    "contextMenuEndpoint.commandMetadata contextMenuEndpoint.clickTrackingParams contextMenuAccessibility trackingParams":
      SHOWN,
    header: "how many memberships were given away, and the giver's name again",
    timestampText: "the same moment as the clock of the film shows it",
    "authorBadges leaderboardBadge beforeContentButtons": "badges of the day of collection",
    "bodyBackgroundColor bodyTextColor headerBackgroundColor headerTextColor authorNameTextColor timestampColor moneyChipBackgroundColor moneyChipTextColor backgroundColor isV2Style textInputBackgroundColor stickerDisplayWidth stickerDisplayHeight":
      SHOWN,
    "sticker.thumbnails headerOverlayImage empty lowerBumper creatorHeartButton replyButton pdgLikeButton pdgPurchasedNoveltyLoggingDirectives inlineActionButtons menu giftImage rowBackground":
      SHOWN,
  },
);

const ADDED = "addChatItemAction.item";

export const LIVE_CHAT_FIELDS: FieldTable = fieldTable(
  `replayChatItemAction.actions.markChatItemAsDeletedAction.targetItemId
   replayChatItemAction.actions.removeChatItemAction.targetItemId
   replayChatItemAction.actions.markChatItemsByAuthorAsDeletedAction.externalChannelId
   replayChatItemAction.actions.removeChatItemByAuthorAction.externalChannelId`,
  {
    "videoOffsetTimeMsec isLive clickTrackingParams replayChatItemAction.videoOffsetTimeMsec":
      "where in the film the message is shown",
    "replayChatItemAction.actions.clickTrackingParams replayChatItemAction.actions.addChatItemAction.clientId":
      SHOWN,
    "replayChatItemAction.actions.markChatItemAsDeletedAction.deletedStateMessage replayChatItemAction.actions.markChatItemAsDeletedAction.showOriginalContentMessage replayChatItemAction.actions.markChatItemsByAuthorAsDeletedAction.deletedStateMessage replayChatItemAction.actions.markChatItemsByAuthorAsDeletedAction.showOriginalContentMessage":
      "words that the page shows in place of what was taken down",
    "replayChatItemAction.actions.addLiveChatTickerItemAction":
      "a message that was paid for, once more above the chat",
    "replayChatItemAction.actions.replayChatItemAction replayChatItemAction.actions.replaceChatItemAction replayChatItemAction.actions.addBannerToLiveChatCommand replayChatItemAction.actions.removeBannerForLiveChatCommand replayChatItemAction.actions.showLiveChatTooltipCommand replayChatItemAction.actions.showLiveChatActionPanelAction replayChatItemAction.actions.updateLiveChatPollAction replayChatItemAction.actions.closeLiveChatActionPanelAction replayChatItemAction.actions.liveChatReportModerationStateCommand replayChatItemAction.actions.changeEngagementPanelVisibilityAction replayChatItemAction.actions.signalAction replayChatItemAction.actions.showLiveChatDialogAction":
      "what else the page does beside the chat: polls, banners, notices",
    "replayChatItemAction.actions.addChatItemAction.item.liveChatViewerEngagementMessageRenderer replayChatItemAction.actions.addChatItemAction.item.liveChatPlaceholderItemRenderer replayChatItemAction.actions.addChatItemAction.item.liveChatModeChangeMessageRenderer replayChatItemAction.actions.addChatItemAction.item.liveChatSponsorshipsHeaderRenderer":
      "notices of YouTube itself, and places kept for messages that did not come",
  },
);

/** Messages that somebody wrote or paid for. */
export const MESSAGES = [
  "liveChatTextMessageRenderer",
  "liveChatPaidMessageRenderer",
  "liveChatPaidStickerRenderer",
  "liveChatMembershipItemRenderer",
  "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer",
  "liveChatSponsorshipsGiftRedemptionAnnouncementRenderer",
] as const;

for (const name of MESSAGES) {
  placeTable(LIVE_CHAT_FIELDS, `replayChatItemAction.actions.${ADDED}.${name}`, RENDERER);
}

/**
 * Videos of TikTok as its site holds them and Zeeschuimer keeps them (4CAT's
 * datasources/tiktok/search_tiktok.py). A duet is told as quoting what it answers. The upper half of
 * an id is seconds some seconds before `createTime`, so it only audits that.
 */
import { findKey, type Key } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTED, FILES, SELF_TOLD, SHOWN } from "../reading/left-out.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Warning } from "../reading/told.ts";
import {
  type Person,
  type PostReader,
  personOf,
  postKey,
  tellPost,
  textsIn,
} from "./zeeschuimer-post.ts";

export const TIKTOK_FIELDS = fieldTable(
  `id desc createTime textLanguage isAd authorId nickname
   author.id author.uniqueId author.nickname
   challenges.title textExtra.hashtagName textExtra.userId textExtra.userUniqueId
   duetInfo.duetFromId music.id music.title stickersOnItem.stickerText`,
  {
    "video imagePost effectStickers": FILES,
    "stats statsV2 authorStats authorStatsV2 collected digged": COUNTED,
    "author.avatarThumb author.avatarMedium author.avatarLarger": "pictures of people",
    "author.secUid authorSecId textExtra.secUid": "the account's id in another spelling",
    "author.signature author.verified author.secret author.ftc author.relation author.openFavorite author.commentSetting author.duetSetting author.stitchSetting author.privateAccount author.downloadSetting author.createTime author.isADVirtual author.ttSeller author.isEmbedBanned author.roomId author.UserStoryStatus author.suggestAccountBind author.canExpPlaylist author.recommendReason author.nowInvitationCardUrl":
      SELF_TOLD,
    "challenges.id challenges.desc challenges.profileThumb challenges.profileMedium challenges.profileLarger challenges.coverThumb challenges.coverMedium challenges.coverLarger challenges.isCommerce challenges.stats challenges.profileLargerUrl":
      "the page of a tag",
    "textExtra.awemeId textExtra.start textExtra.end textExtra.hashtagId textExtra.type textExtra.subType textExtra.isCommerce":
      "where a tag or name stands in the text",
    contents: "the text and its tags again",
    "music.playUrl music.coverThumb music.coverMedium music.coverLarge music.authorName music.original music.duration music.album music.private music.isCopyrighted music.is_commerce_music music.is_unlimited_music music.shoot_duration music.tt2dsp music.collectStat music.preciseDuration music.scheduleSearchTime":
      "the sound itself",
    "stickersOnItem.stickerType": SHOWN,
    "originalItem officalItem secret forFriend itemCommentStatus showNotPass vl1 itemMute privateItem":
      SHOWN,
    "duetEnabled stitchEnabled shareEnabled duetDisplay stitchDisplay indexEnabled isReviewing":
      SHOWN,
    "maskType warnInfo diversificationLabels diversificationId channelTags keywordTags": SHOWN,
    "videoSuggestWordsList suggestedWords CategoryType backendSourceEventTracking playlistId":
      SHOWN,
    "item_control itemControl creatorAIComment aigcLabelType AIGCDescription moderationAigcLabelType IsAigc IsHDBitrate takeDown scheduleTime adLabelVersion adAuthorization brandOrganicType":
      SHOWN,
    "locationCreated poi contentLocation": "where its author says to be",
    "anchors anchorTypes": "cards of shops and programs under a video",
  },
);

const DAY = 86_400_000;

/** Uploads come before posts: seconds before, or days where a post was scheduled. */
function idWarnings(id: string, published: Said<Time> | undefined): Warning[] {
  const made = /^\d{17,20}$/.test(id) ? Number(BigInt(id) >> 32n) * 1000 : undefined;
  const posted = published?.value.earliest;
  if (made === undefined || posted === undefined || posted === null) return [];
  if (posted >= made - 60_000 && posted <= made + 30 * DAY) return [];
  return [["time-disagrees", "createTime does not fit the time in the id", published?.at ?? ""]];
}

function authorOf(post: Fields, at: string): Person | undefined {
  const author = fieldsAt(post, "author", at);
  if (author === undefined) {
    return personOf("tiktok", {
      id: scalarAt(post, "authorId", at),
      handle: textAt(post, "author", at),
      name: textAt(post, "nickname", at),
    });
  }
  return personOf("tiktok", {
    id: scalarAt(author.value, "id", author.at),
    handle: textAt(author.value, "uniqueId", author.at),
    name: textAt(author.value, "nickname", author.at),
  });
}

const tagsOf = (post: Fields, at: string): Said[] => [
  ...textsIn(post, "textExtra", "hashtagName", at),
  ...textsIn(post, "challenges", "title", at),
];

const mentionsOf = (post: Fields, at: string): Person[] =>
  listOf(post["textExtra"]).flatMap((one, index) => {
    const extra = findFields(one);
    const base = `${at}/textExtra/${index}`;
    const id = scalarAt(extra, "userId", base);
    return personOf("tiktok", { id, handle: textAt(extra, "userUniqueId", base) }) ?? [];
  });

function remarksOf(post: Fields, at: string) {
  const remarks: (Said & { relation: string })[] = [];
  const music = fieldsAt(post, "music", at);
  const sound = music && scalarAt(music.value, "id", music.at);
  if (music && sound) {
    const title = findText(music.value["title"]);
    const value = title === undefined ? sound.value : `${sound.value} (${title})`;
    remarks.push({ relation: "sound", value, at: sound.at });
  }
  for (const [index, sticker] of listOf(post["stickersOnItem"]).entries()) {
    const words = listOf(findFields(sticker)?.["stickerText"]).flatMap(
      (one) => findText(one) ?? [],
    );
    if (words.length === 0) continue;
    const place = `${at}/stickersOnItem/${index}/stickerText`;
    remarks.push({ relation: "words on the picture", value: words.join(" "), at: place });
  }
  if (post["isAd"] === true) {
    remarks.push({ relation: "promoted", value: "true", at: `${at}/isAd` });
  }
  return remarks;
}

/** "0" is no video. */
export const findVideo = (id: Said | undefined): Key | undefined =>
  id === undefined || id.value === "0" ? undefined : findKey(`tiktok:${id.value}`);

export const readTikTok: PostReader = (post, at) => {
  const id = scalarAt(post, "id", at);
  const { key, at: keyAt } = postKey("tiktok", id, `${at}/id`);
  const published = secondsAt(post, "createTime", at);
  const duet = fieldsAt(post, "duetInfo", at);
  const from = duet && scalarAt(duet.value, "duetFromId", duet.at);
  const author = authorOf(post, at);
  const language = textAt(post, "textLanguage", at);
  const told = tellPost({
    key,
    keyAt,
    platform: "tiktok",
    text: textAt(post, "desc", at),
    language: language?.value === "un" ? undefined : language,
    published,
    authors: author ? [author] : [],
    mentions: mentionsOf(post, at),
    tags: tagsOf(post, at),
    edges: from ? [{ relation: "QUOTES", other: findVideo(from), at: from.at }] : [],
    remarks: remarksOf(post, at),
  });
  return { told: [told], warnings: idWarnings(id?.value ?? "", published) };
};

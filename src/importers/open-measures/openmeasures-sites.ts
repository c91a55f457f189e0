/**
 * The sites that Open Measures collects, each with where its posts have their key, words, author,
 * time and relations. Documented in Open Measures' guides "Sources" and "Data guide"; the author is
 * who posted, also of a forward. A site's own field names are kept, so that fields which the guides
 * do not name are reported as unknown.
 */
import { findKey } from "../../model/key.ts";
import { COUNTS, MEDIA, PROFILE } from "../reading/left-out.ts";
import { addBluesky } from "./openmeasures-bluesky.ts";
import { addBoard, boardOf } from "./openmeasures-board.ts";
import type { Hit } from "./openmeasures-hit.ts";
import { addFediverseAuthor, addMastodon } from "./openmeasures-mastodon.ts";
import { OTHER_SITES } from "./openmeasures-other-sites.ts";
import { byId, byUrl, located, type OpenMeasuresSite } from "./openmeasures-site.ts";
import { addTelegram, telegramKey } from "./openmeasures-telegram.ts";

const boardKey = (site: string) => (hit: Hit) => {
  const named = boardOf(hit);
  return named && located(findKey(`${site}:${named.board.value}/${named.no.value}`), named.no);
};

const BOARD = {
  text: ["com", "htmlparsedcom"],
  html: ["com", "sub"],
  title: "sub",
  words: ["id"],
  time: ["time"],
  relate: addBoard,
  read: "board no resto sub name trip id country country_name board_flag flag_name htmlparsedcom last_modified archived_on replies",
  ignored: {
    now: "a wall clock of the moment that `time` gives exactly",
    "ext filename fsize h w md5 tim tn_h tn_w filedeleted spoiler m_img":
      "the picture, which is evidence of its own if it was saved",
    "images unique_ips bumplimit imagelimit tail_size": COUNTS,
    "semantic_url capcode sticky closed archived since4pass cyclical locked":
      "tells nothing that the post and its thread do not",
  },
} as const;

/** The address of a reshare may be its original's. */
const idIn = (site: string) => (hit: Hit) =>
  byId(site, "id")(hit) ?? byUrl("url")(hit) ?? byId(site, "_id")(hit);

const MASTODON = {
  text: ["content", "content_cleaned"],
  html: ["content", "content_cleaned"],
  time: ["created_at"],
  relate: addMastodon,
  original: "reblog",
  quoted: "quote",
  read: `id url uri account.acct account.username account.id account.url account.display_name content
    content_cleaned spoiler_text reblog.id reblog.url reblog.uri quote_id in_reply_to_id
    mentions.username mentions.acct mentions.id mentions.url tags.name card.url edited_at`,
  ignored: {
    "replies_count reblogs_count favourites_count upvotes_count downvotes_count": COUNTS,
    "account.avatar account.avatar_static account.header account.header_static":
      "pictures of people: no link that anybody posted",
    "account.*": PROFILE,
    "media_attachments poll": MEDIA,
    "card.*": "what the page that is linked to says of itself",
    "mentions.* tags.*": "addresses of lists on the same server",
    "in_reply_to_account_id in_reply_to": "the answered post is named by its id",
    "visibility sensitive language application pinned muted reblogged favourited bookmarked emojis datatype sponsored":
      "how the platform shows it",
  },
} as const;

export const SITES: readonly OpenMeasuresSite[] = [
  { name: "4chan", platform: "4chan", key: boardKey("4chan"), ...BOARD },
  { name: "8kun", platform: "8kun", key: boardKey("8kun"), ...BOARD },
  {
    name: "bluesky",
    platform: "bluesky",
    text: ["text"],
    time: ["createdAt"],
    timeIsAuthors: true,
    author: {
      accounts: "bluesky",
      id: "author",
      handle: "authorProfile.handle",
      name: "authorProfile.display_name",
    },
    relate: addBluesky,
    read: `rkey_str author authorProfile.did facets.features.uri facets.features.tag facets.features.did
      embed.external.uri embed.media.external.uri embed.record.uri embed.record.record.uri
      reply.parent.uri reply.root.uri bridgyOriginalUrl bridgyOriginalText langs tags`,
    ignored: {
      "cid embed.record.cid embed.record.record.cid reply.parent.cid reply.root.cid":
        "hashes of what the addresses name",
      "$type facets.$type facets.features.$type facets.index embed.$type embed.external.$type embed.media.$type embed.media.external.$type embed.record.$type embed.record.record.$type reply.$type reply.parent.$type reply.root.$type":
        "names of types, and where in the words a link stands",
      "embed.external.title embed.external.description embed.external.thumb embed.media.external.title embed.media.external.description embed.media.external.thumb":
        "what the page that is linked to says of itself",
      "embed.images embed.video embed.aspectRatio embed.alt embed.captions embed.presentation embed.media.images embed.media.video embed.media.aspectRatio embed.media.alt embed.media.captions":
        MEDIA,
      "labels entities": "how the platform shows it, and an older form of facets",
      "authorProfile._id": "the number of the profile in the index",
    },
  },
  {
    name: "truth_social",
    platform: "truthsocial",
    ...MASTODON,
    key: idIn("truthsocial"),
    author: {
      accounts: "truthsocial",
      id: "account.id",
      handle: "account.username",
      name: "account.display_name",
    },
  },
  {
    name: "gab",
    platform: "gab",
    ...MASTODON,
    key: idIn("gab"),
    author: {
      accounts: "gab",
      id: "account.id",
      handle: "account.acct",
      name: "account.display_name",
    },
  },
  {
    name: "fediverse",
    platform: "fediverse",
    ...MASTODON,
    key: byUrl("url", "uri"),
    relate: (post, hit) => {
      addFediverseAuthor(post, hit);
      addMastodon(post, hit);
    },
  },
  {
    name: "telegram",
    platform: "telegram",
    key: telegramKey,
    text: ["message"],
    time: ["date"],
    relate: addTelegram,
    read: `id channelusername userinfo.username userinfo.id peer_id.channel_id to_id.channel_id
      reply_to.reply_to_msg_id fwd_from.from_id.channel_id fwd_from.channel_id fwd_from.channel_post
      fwd_from.date fwd_from.from_name media.webpage.url entities.url edit_date`,
    ignored: {
      "userinfo.*": PROFILE,
      "views forwards replies reactions": COUNTS,
      "entities.*": "marks in the words, which are read",
      "media.* media.webpage.*":
        "what is attached, and what the page that is linked to says of itself",
    },
  },
  ...OTHER_SITES,
];

function findByIndex(index: string): OpenMeasuresSite | undefined {
  const name = index
    .toLowerCase()
    .replace(/^smat[-_]/, "")
    .replaceAll("-", "_");
  const found = SITES.filter((site) => name === site.name || name.startsWith(`${site.name}_`));
  return found.sort((a, b) => b.name.length - a.name.length)[0];
}

/** One for each month or so; a file may name many more. */
const BY_INDEX = new Map<string, OpenMeasuresSite | undefined>();
const MAX_INDICES = 4096;

/** The site of an index such as `smat-bluesky-data-20250401` or `truth_social`. */
export function siteOfIndex(index: string): OpenMeasuresSite | undefined {
  if (BY_INDEX.has(index)) return BY_INDEX.get(index);
  const site = findByIndex(index);
  if (BY_INDEX.size < MAX_INDICES) BY_INDEX.set(index, site);
  return site;
}

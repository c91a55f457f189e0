/** Which key an address on a known host leads to. */
import { getDomain } from "tldts";
import { FOOLFUUKA_HOSTS, IMAGEBOARD_HOSTS, imageboardOf } from "./imageboards.ts";
import { canonicalUrl, withoutPlaceInPage } from "./url.ts";

/** Where a URL on a known host leads. */
export interface UrlForm {
  hosts: readonly string[];
  path: RegExp;
  key: (parts: RegExpExecArray, url: URL) => string;
}

export const TWITTER = [
  "twitter.com",
  "mobile.twitter.com",
  "m.twitter.com",
  "x.com",
  "mobile.x.com",
];
const REDDIT = ["", "old.", "np.", "m.", "amp.", "new."].map((begin) => `${begin}reddit.com`);
const ARCHIVE_TODAY = ["is", "today", "ph", "li", "md", "vn", "fo"].map((end) => `archive.${end}`);
const CHAN = ["boards.4chan.org", "boards.4channel.org", "4chan.org"];
const NOT_HANDLES =
  "i|home|search|hashtag|intent|share|explore|settings|messages|notifications|login|tos|privacy|about|jobs|download|compose";
const PASTEBIN = ["pastebin.com", "m.pastebin.com"];
const NOT_PASTES =
  "archive|trends|signup|login|logout|tools|contact|languages|messages|settings|alerts|doc_\\w+|faq|pro|news|site|u|index|raw|dl|print|clone|report|embed|embed_js|embed_iframe";
const YOUTUBE = [
  "youtube.com",
  "m.youtube.com",
  "music.youtube.com",
  "gaming.youtube.com",
  "youtube-nocookie.com",
];
const THREADS = ["threads.net", "threads.com"];
const VK = ["vk.com", "m.vk.com", "vk.ru", "m.vk.ru"];
const EIGHTKUN = ["8kun.top", "8kun.net", "8kun.us"];
/** A thread on a board of vichan, LynxChan or jschan, also a part of it or its JSON. */
const BOARD_PAGE = /^\/([a-z0-9_-]+)\/(?:res|thread)\/(\d+)(?:[-+][\w-]*)?(?:\.(?:html|json))?\/?$/;
const NOT_INSTAGRAM_NAMES =
  "p|reel|reels|tv|explore|accounts|stories|direct|about|developer|legal|web|challenge|emails|press|api|directory";
const DISCORD = ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"];
const TELEGRAM = ["t.me", "telegram.me"];
/** A letter, then at least three more: `s` and `c` are no names of channels. */
const CHANNEL = "[A-Za-z]\\w{3,31}";
const NOT_CHANNELS =
  "joinchat|addstickers|addemoji|addlist|addtheme|share|proxy|socks|login|confirmphone|setlanguage|invoice|boost|giftcode|contact";

function boardPlace(parts: RegExpExecArray, url: URL): string {
  const post = /^#q?(\d+)$/.exec(url.hash)?.[1];
  return `${parts[1]}/${post ?? `thread/${parts[2]}`}`;
}

/** First match wins. */
export const URL_FORMS: readonly UrlForm[] = [
  {
    hosts: TWITTER,
    path: /^\/(?:i\/web|\w+)\/status(?:es)?\/(\d{1,20})(?:\/|$)/,
    key: (parts) => `twitter:status/${parts[1]}`,
  },
  { hosts: TWITTER, path: /^\/i\/user\/(\d{1,20})$/, key: (parts) => `twitter:user/${parts[1]}` },
  {
    hosts: TWITTER,
    path: new RegExp(`^/(?!(?:${NOT_HANDLES})/?$)(\\w{1,15})/?$`, "i"),
    key: (parts) => `twitter:@${parts[1]}`,
  },
  {
    hosts: PASTEBIN,
    path: /^\/u\/([\w.-]+)\/?$/,
    key: (parts) => `pastebin:@${parts[1]}`,
  },
  {
    hosts: PASTEBIN,
    path: new RegExp(
      `^/(?:(?:index|raw|dl|print|clone|report|embed|embed_js|embed_iframe)/)?(?!(?:${NOT_PASTES})/?$)([A-Za-z0-9]{8})/?$`,
    ),
    key: (parts) => `pastebin:${parts[1]}`,
  },
  {
    hosts: ["pastebin.com", "scrape.pastebin.com"],
    path: /^\/(?:raw|api_scrape_item|api_scrape_item_meta)\.php$/,
    key: (_, url) => `pastebin:${url.searchParams.get("i") ?? ""}`,
  },
  {
    hosts: ["archive.org"],
    path: /^\/(?:details|download|metadata|embed|stream)\/([A-Za-z0-9._-]+)(?:\/|$)/,
    key: (parts) => `archive.org:item/${parts[1]}`,
  },
  {
    hosts: ["web.archive.org", "archive.org"],
    path: /^\/(?:web\/)?(\d{14})(?:[a-z]{2}_)?\/(.+)$/,
    key: (parts, url) => waybackKey(parts[1] ?? "", `${parts[2]}${url.search}${url.hash}`),
  },
  {
    // Its hosts are one archive, and its stamps are written in two ways.
    hosts: ARCHIVE_TODAY,
    path: /^\/(\d{4})\.?(\d{2})\.?(\d{2})-?(\d{6})\/(https?:\/.+)$/,
    key: (parts, url) =>
      `web:https://archive.today/${parts.slice(1, 5).join("")}/${unwrapped(`${parts[5]}${url.search}${url.hash}`)}`,
  },
  {
    hosts: ARCHIVE_TODAY,
    path: /^\/(?!(?:faq|submit|newest)$)([A-Za-z0-9]{4,8})$/,
    key: (parts) => `archive.today:${parts[1]}`,
  },
  {
    hosts: CHAN,
    path: /^\/([a-z0-9]+)\/(?:thread|res)\/(\d+)(?:[/.]|$)/,
    key: (parts, url) => {
      const post = /^#(?:[pq])(\d+)$/.exec(url.hash)?.[1];
      return post === undefined
        ? `4chan:${parts[1]}/thread/${parts[2]}`
        : `4chan:${parts[1]}/${post}`;
    },
  },
  {
    hosts: ["a.4cdn.org", "api.4chan.org"],
    path: /^\/([a-z0-9]+)\/(?:thread|res)\/(\d+)\.json$/,
    key: (parts) => `4chan:${parts[1]}/thread/${parts[2]}`,
  },
  {
    hosts: DISCORD,
    path: /^\/channels\/(\d+|@me)\/(\d+)\/(\d+)\/?$/,
    key: (parts) => `discord:${parts[1]}/${parts[2]}/${parts[3]}`,
  },
  {
    hosts: DISCORD,
    path: /^\/channels\/(\d+|@me)\/(\d+)\/?$/,
    key: (parts) => `discord:${parts[1]}/${parts[2]}`,
  },
  {
    hosts: ["cdn.discordapp.com", "media.discordapp.net"],
    path: /^\/attachments\/\d+\/(\d+)\/[^/]+$/,
    key: (parts) => `discord:attachment/${parts[1]}`,
  },
  {
    // A comment on a post of a channel stands in another chat.
    hosts: TELEGRAM,
    path: /^\/c\/(\d+)(?:\/\d+)?\/(\d+)\/?$/,
    key: (parts, url) =>
      url.searchParams.has("comment") ? "" : `telegram:${parts[1]}/${parts[2]}`,
  },
  {
    hosts: TELEGRAM,
    path: new RegExp(`^/(?!(?:${NOT_CHANNELS})/)(${CHANNEL})/\\d+/(\\d+)/?$`, "i"),
    key: (parts, url) =>
      url.searchParams.has("comment") ? "" : `telegram:${parts[1]}/${parts[2]}`,
  },
  {
    hosts: TELEGRAM,
    path: new RegExp(`^/(?:s/)?(?!(?:${NOT_CHANNELS})/)(${CHANNEL})/(\\d+)/?$`, "i"),
    key: (parts, url) =>
      url.searchParams.has("comment") ? "" : `telegram:${parts[1]}/${parts[2]}`,
  },
  {
    hosts: TELEGRAM,
    path: new RegExp(`^/(?:s/)?(?!(?:${NOT_CHANNELS})/?$)(${CHANNEL})/?$`, "i"),
    key: (parts) => `telegram:@${parts[1]}`,
  },
  {
    hosts: REDDIT,
    path: /^\/(?:(?:r|u|user)\/[\w.-]+\/)?comments\/[a-z0-9]+\/[^/]*\/([a-z0-9]+)\/?$/i,
    key: (parts) => `reddit:t1_${parts[1]}`,
  },
  {
    hosts: REDDIT,
    path: /^\/(?:(?:(?:r|u|user)\/[\w.-]+\/)?comments|gallery|poll|tb)\/([a-z0-9]+)(?:\/|$)/i,
    key: (parts) => `reddit:t3_${parts[1]}`,
  },
  { hosts: ["redd.it"], path: /^\/([a-z0-9]+)$/i, key: (parts) => `reddit:t3_${parts[1]}` },
  {
    hosts: REDDIT,
    path: /^\/u(?:ser)?\/([\w-]+)\/?$/,
    key: (parts) => `reddit:@${parts[1]}`,
  },
  {
    hosts: ["bsky.app"],
    path: /^\/profile\/([\w.:%-]+)\/post\/([\w.~:-]+)\/?$/,
    key: (parts) => `bluesky:${parts[1]}/${parts[2]}`,
  },
  {
    hosts: ["bsky.app"],
    path: /^\/profile\/(did:[\w.:%-]+)\/?$/,
    key: (parts) => `bluesky:user/${parts[1]}`,
  },
  {
    hosts: ["bsky.app"],
    path: /^\/profile\/([\w.-]+)\/?$/,
    key: (parts) => `bluesky:@${parts[1]}`,
  },
  {
    hosts: ["truthsocial.com"],
    path: /^\/(?:@[\w.-]+\/(?:posts\/)?|users\/[\w.-]+\/statuses\/)(\d+)\/?$/,
    key: (parts) => `truthsocial:${parts[1]}`,
  },
  {
    hosts: ["truthsocial.com"],
    path: /^\/@([\w.-]+)\/?$/,
    key: (parts) => `truthsocial:@${parts[1]}`,
  },
  {
    hosts: ["gab.com"],
    path: /^\/[\w.-]+\/posts\/(\d+)\/?$/,
    key: (parts) => `gab:${parts[1]}`,
  },
  {
    hosts: ["tiktok.com", "m.tiktok.com"],
    path: /^\/(?:@[\w.-]*\/(?:video|photo)\/(\d+)\/?|v\/(\d+)\.html)$/,
    key: (parts) => `tiktok:${parts[1] ?? parts[2]}`,
  },
  {
    hosts: ["tiktok.com", "m.tiktok.com"],
    path: /^\/@([\w.-]+)\/?$/,
    key: (parts) => `tiktok:@${parts[1]}`,
  },
  {
    hosts: ["instagram.com", "m.instagram.com"],
    path: /^\/(?:[\w.]+\/)?(?:p|reel|reels|tv)\/([\w-]{5,})\/?$/,
    key: (parts) => `instagram:${parts[1]}`,
  },
  {
    hosts: ["instagram.com", "m.instagram.com"],
    path: new RegExp(`^/(?!(?:${NOT_INSTAGRAM_NAMES})/?$)([\\w.]{1,30})/?$`, "i"),
    key: (parts) => `instagram:@${parts[1]}`,
  },
  {
    hosts: THREADS,
    path: /^\/(?:@[\w.]+\/post|t)\/([\w-]{5,})\/?$/,
    key: (parts) => `threads:${parts[1]}`,
  },
  { hosts: THREADS, path: /^\/@([\w.]+)\/?$/, key: (parts) => `threads:@${parts[1]}` },
  {
    hosts: YOUTUBE,
    path: /^\/watch\/?$/,
    key: (_, url) => {
      const [video, comment] = [url.searchParams.get("v") ?? "", url.searchParams.get("lc") ?? ""];
      return /^[\w.-]+$/.test(comment) ? `youtube:${video}/comment/${comment}` : `youtube:${video}`;
    },
  },
  {
    hosts: YOUTUBE,
    path: /^\/(?:shorts|embed|live|v)\/([\w-]{11})\/?$/,
    key: (parts) => `youtube:${parts[1]}`,
  },
  { hosts: ["youtu.be"], path: /^\/([\w-]{11})\/?$/, key: (parts) => `youtube:${parts[1]}` },
  {
    hosts: YOUTUBE,
    path: /^\/channel\/(UC[\w-]{22})\/?$/,
    key: (parts) => `youtube:user/${parts[1]}`,
  },
  { hosts: YOUTUBE, path: /^\/@([\w.-]+)\/?$/, key: (parts) => `youtube:@${parts[1]}` },
  {
    hosts: ["9gag.com", "m.9gag.com"],
    path: /^\/gag\/([A-Za-z0-9]+)\/?$/,
    key: (parts) => `9gag:${parts[1]}`,
  },
  {
    hosts: ["9gag.com", "m.9gag.com"],
    path: /^\/u\/([\w.-]+)\/?$/,
    key: (parts) => `9gag:@${parts[1]}`,
  },
  {
    // Of an image's own page only that image has the id; a post and an image can have the same.
    hosts: ["imgur.com", "m.imgur.com"],
    path: /^\/(?:gallery|a|t\/[^/]+)\/(?:[\w-]*-)?([A-Za-z0-9]{5,8})\/?$/,
    key: (parts) => `imgur:${parts[1]}`,
  },
  {
    hosts: ["imgur.com", "m.imgur.com"],
    path: /^\/user\/([\w.-]+)\/?$/,
    key: (parts) => `imgur:@${parts[1]}`,
  },
  {
    hosts: ["linkedin.com"],
    path: /^\/feed\/update\/urn:li:activity:(\d+)\/?$/,
    key: (parts) => `linkedin:${parts[1]}`,
  },
  {
    hosts: ["linkedin.com"],
    path: /^\/posts\/[^/]+[-_]activity-(\d+)-[\w-]+\/?$/,
    key: (parts) => `linkedin:${parts[1]}`,
  },
  {
    hosts: ["linkedin.com"],
    path: /^\/(in|company|school|showcase)\/([\w.%~-]+)\/?$/,
    key: (parts) => `linkedin:${parts[1]}/${parts[2]}`,
  },
  { hosts: VK, path: /^\/wall(-?\d+_\d+)\/?$/, key: (parts) => `vk:${parts[1]}` },
  {
    hosts: EIGHTKUN,
    path: BOARD_PAGE,
    key: (parts, url) => `8kun:${boardPlace(parts, url)}`,
  },
  { hosts: ["8ch.net"], path: BOARD_PAGE, key: (parts, url) => `8chan:${boardPlace(parts, url)}` },
  {
    hosts: IMAGEBOARD_HOSTS,
    path: BOARD_PAGE,
    key: (parts, url) => `imageboard:${imageboardOf(url.hostname)}/${boardPlace(parts, url)}`,
  },
  {
    // Of any other post, the archive's page is a copy, and has no name but its address.
    hosts: FOOLFUUKA_HOSTS,
    path: /^\/([a-z0-9]+)\/(?:post\/(\d+_\d+)|thread\/\d+)\/?$/,
    key: (parts, url) => {
      const ghost = parts[2] ?? /^#q?(\d+_\d+)$/.exec(url.hash)?.[1] ?? "";
      return `foolfuuka:${getDomain(url.hostname)}/${parts[1]}/${ghost}`;
    },
  },
];

/** Tools write it in escapes too, whole (`https%3A%2F%2F`) or but for its slashes. */
function withoutEscapes(wrapped: string): string {
  if (!/^https?%3A/i.test(wrapped)) return wrapped;
  const isWhole = /^https?%3A%2F/i.test(wrapped) && !/%(?![0-9a-f]{2})/i.test(wrapped);
  try {
    return isWhole ? decodeURIComponent(wrapped) : wrapped.replace(/%3A/i, ":");
  } catch {
    return wrapped;
  }
}

/** The address behind an archive's wrapper, in its one spelling; a wrapper inside stays as it is. */
function unwrapped(wrapped: string): string {
  const target = withoutEscapes(wrapped).replace(/^(https?:)\/{1,2}/, "$1//");
  const absolute = /^https?:\/\//.test(target) ? target : `https://${target}`;
  const original = canonicalUrl(absolute);
  return original ? withoutPlaceInPage(original).href : absolute;
}

const waybackKey = (stamp: string, wrapped: string): string =>
  `wayback:${stamp}/${unwrapped(wrapped)}`;

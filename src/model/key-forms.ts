/** The forms that a key can have: a platform's own ids, addresses, names given by people, and sets. */
import { getDomain } from "tldts";
import type { ItemType } from "./item.ts";
import { type PlatformId, platformIdSchema } from "./platform.ts";

export type KeyKind = "item" | "account" | "case" | "tag" | "group" | "tier";

export interface KeyForm {
  name: string;
  kind: KeyKind;
  /** The whole key, as `parseKey` returns it. */
  pattern: RegExp;
  example: string;
  type?: ItemType;
  platform?: (parts: RegExpExecArray) => PlatformId;
  /** Spelling that does not tell things apart, removed. */
  normalise?: (key: string) => string;
}

const lower = (key: string): string => key.toLowerCase();
const on = (platform: PlatformId) => () => platform;

/**
 * Boards: their threads and posts, and who is known there by a tripcode or by the id that a board
 * gives a poster in one thread.
 * @param start what stands before the board in a key, as it is written, and as a pattern of one group
 */
const boards = (
  label: string,
  [written, pattern]: readonly [string, string],
  platform: (start: string) => PlatformId,
): readonly KeyForm[] => {
  const on = (parts: RegExpExecArray) => `${platform(parts[1] ?? "")}/${parts[2]}`;
  const board = `^${pattern}([a-z0-9_-]+)`;
  return [
    {
      name: `${label} thread`,
      kind: "item",
      pattern: new RegExp(`${board}/thread/(\\d+)$`),
      example: `${written}pol/thread/123`,
      type: "thread",
      platform: on,
    },
    {
      name: `${label} post`,
      kind: "item",
      pattern: new RegExp(`${board}/(\\d+)$`),
      example: `${written}pol/123`,
      type: "post",
      platform: on,
    },
    {
      name: `${label} tripcode`,
      kind: "account",
      pattern: new RegExp(`^${pattern}(!!?[A-Za-z0-9+/.]+)$`),
      example: `${written}!Ep8pui8Vw2`,
      platform: (parts) => platform(parts[1] ?? ""),
    },
    {
      name: `${label} poster id in its thread`,
      kind: "account",
      pattern: new RegExp(`${board}/thread/(\\d+)/id/([A-Za-z0-9+/]+)$`),
      example: `${written}pol/thread/123/id/AbCdEfGh`,
      platform: on,
    },
  ];
};

const boardsOf = (site: PlatformId): readonly KeyForm[] =>
  boards(site, [`${site}:`, `(${site}):`], on(site));

/** Posts of one site whose id is a word or number of its own in all of the site. */
const post = (site: PlatformId, label: string, id: string, example: string): KeyForm => ({
  name: `${label} post`,
  kind: "item",
  pattern: new RegExp(`^${site}:(${id})$`),
  example: `${site}:${example}`,
  type: "post",
  platform: on(site),
});

/** Accounts of one site, by the id that it gives them and by handle. */
const accounts = (
  site: PlatformId,
  label: string,
  id: string,
  example: string,
): readonly KeyForm[] => [
  {
    name: `${label} account by id`,
    kind: "account",
    pattern: new RegExp(`^${site}:user/(${id})$`),
    example: `${site}:user/${example}`,
    platform: on(site),
  },
  {
    name: `${label} account by handle`,
    kind: "account",
    pattern: new RegExp(`^${site}:@([\\w.-]+)$`),
    example: `${site}:@some_account`,
    platform: on(site),
    normalise: lower,
  },
];

/** Forms of a key, most particular first. */
export const KEY_FORMS: readonly KeyForm[] = [
  {
    name: "tweet",
    kind: "item",
    pattern: /^twitter:status\/(\d{1,20})$/,
    example: "twitter:status/860567142965575681",
    type: "post",
    platform: on("twitter"),
  },
  {
    name: "Twitter account by id",
    kind: "account",
    pattern: /^twitter:user\/(\d{1,20})$/,
    example: "twitter:user/16589206",
    platform: on("twitter"),
  },
  {
    name: "Twitter account by handle",
    kind: "account",
    pattern: /^twitter:@(\w{1,20})$/,
    example: "twitter:@wikileaks",
    platform: on("twitter"),
    normalise: lower,
  },
  {
    // So Twitter's releases of information operations write accounts with few followers.
    name: "Twitter account by a hash of its id",
    kind: "account",
    pattern: /^twitter:hashed\/([A-Za-z0-9+/=_-]{20,128})$/,
    example: "twitter:hashed/0f3c8a1b2d4e5f60718293a4b5c6d7e8f9a0b1c2",
    platform: on("twitter"),
  },
  {
    name: "paste",
    kind: "item",
    pattern: /^pastebin:([A-Za-z0-9]{8})$/,
    example: "pastebin:gLpwpU2U",
    type: "paste",
    platform: on("pastebin"),
  },
  {
    name: "Pastebin account",
    kind: "account",
    pattern: /^pastebin:@([\w.-]+)$/,
    example: "pastebin:@defango",
    platform: on("pastebin"),
    normalise: lower,
  },
  {
    name: "archive.org item",
    kind: "item",
    pattern: /^archive\.org:item\/([A-Za-z0-9._-]+)$/,
    example: "archive.org:item/Macron_201705",
    type: "archived-item",
    platform: on("archive.org"),
  },
  {
    name: "archive.org account",
    kind: "account",
    pattern: /^archive\.org:@([\w.-]+)$/,
    example: "archive.org:@some_uploader",
    platform: on("archive.org"),
  },
  ...boardsOf("4chan"),
  ...boardsOf("8kun"),
  ...boardsOf("8chan"),
  ...boards(
    "imageboard",
    ["imageboard:endchan.net/", "imageboard:([a-z0-9-]+(?:\\.[a-z0-9-]+)+)/"],
    (host) => host,
  ),
  {
    // Made on an archive of 4chan, below the post that has the number before.
    name: "ghost post",
    kind: "item",
    pattern: /^foolfuuka:([a-z0-9-]+(?:\.[a-z0-9-]+)+\/[a-z0-9_-]+)\/(\d+)_(\d+)$/,
    example: "foolfuuka:4plebs.org/pol/123_4",
    type: "post",
    platform: (parts) => parts[1] ?? "",
  },
  {
    // What is known of a file that has no address: the bytes themselves.
    name: "file by its hash",
    kind: "item",
    pattern: /^file:(sha256:[0-9a-f]{64})$/,
    example: `file:sha256:${"0".repeat(64)}`,
    type: "file",
  },
  {
    name: "Discord message",
    kind: "item",
    pattern: /^discord:(\d+|@me)\/(\d+)\/(\d+)$/,
    example: "discord:1/2/3",
    type: "post",
    platform: (parts) => `discord/${parts[1]}`,
  },
  {
    name: "Discord channel or thread",
    kind: "item",
    pattern: /^discord:(\d+|@me)\/(\d+)$/,
    example: "discord:1/2",
    type: "thread",
    platform: (parts) => `discord/${parts[1]}`,
  },
  {
    // Its id is its own in all of Discord; the channel and the name in its URL add nothing.
    name: "Discord attachment",
    kind: "item",
    pattern: /^discord:attachment\/(\d+)$/,
    example: "discord:attachment/4",
    type: "file",
    platform: on("discord"),
  },
  {
    name: "Discord account",
    kind: "account",
    pattern: /^discord:user\/(\d+)$/,
    example: "discord:user/123",
    platform: on("discord"),
  },
  {
    // The numbers of channels are the same for all; those of private chats and basic groups are each
    // account's own, so that the chat is user-<account>-<other> and chat-<group>-<account>.
    name: "Telegram message",
    kind: "item",
    pattern: /^telegram:([\w-]+)\/(\d+)$/,
    example: "telegram:some_channel/12",
    type: "post",
    platform: (parts) => `telegram/${parts[1]}`,
    normalise: lower,
  },
  {
    // Channels by their bare id or name; `user-1-2` and `chat-3-1` are other chats, as account 1 has them.
    name: "Telegram chat",
    kind: "item",
    pattern: /^telegram:([\w-]+)$/,
    example: "telegram:some_channel",
    type: "thread",
    platform: (parts) => `telegram/${parts[1]}`,
    normalise: lower,
  },
  {
    // "id" is too short for a name, so this is no message of a chat.
    name: "Telegram account by id",
    kind: "account",
    pattern: /^telegram:id\/((?:user|channel|chat)-\d+)$/,
    example: "telegram:id/user-123",
    platform: on("telegram"),
  },
  {
    name: "Telegram account",
    kind: "account",
    pattern: /^telegram:@(\w+)$/,
    example: "telegram:@some_channel",
    platform: on("telegram"),
    normalise: lower,
  },
  {
    // With its comments it is one page, which grows: so it is a thread, and can change.
    name: "Reddit submission",
    kind: "item",
    pattern: /^reddit:t3_([A-Za-z0-9]+)$/,
    example: "reddit:t3_abc",
    type: "thread",
    platform: on("reddit"),
    normalise: lower,
  },
  {
    name: "Reddit comment",
    kind: "item",
    pattern: /^reddit:t1_([A-Za-z0-9]+)$/,
    example: "reddit:t1_def",
    type: "post",
    platform: on("reddit"),
    normalise: lower,
  },
  {
    name: "Reddit account by id",
    kind: "account",
    pattern: /^reddit:user\/(t2_[A-Za-z0-9]+)$/,
    example: "reddit:user/t2_abc",
    platform: on("reddit"),
    normalise: lower,
  },
  {
    name: "Reddit account",
    kind: "account",
    pattern: /^reddit:@([\w-]+)$/,
    example: "reddit:@gregoratior",
    platform: on("reddit"),
    normalise: lower,
  },
  {
    // The account is a DID or, where only an address is known, a handle.
    name: "Bluesky post",
    kind: "item",
    pattern: /^bluesky:(did:[a-z0-9]+:[\w.:%-]+|[\w-]+(?:\.[\w-]+)+)\/([\w.~:-]+)$/,
    example: "bluesky:did:plc:abc123/3kabc",
    type: "post",
    platform: on("bluesky"),
  },
  {
    name: "Bluesky repost",
    kind: "item",
    pattern: /^bluesky:(did:[a-z0-9]+:[\w.:%-]+)\/repost\/([\w.~:-]+)$/,
    example: "bluesky:did:plc:abc123/repost/3kabc",
    type: "post",
    platform: on("bluesky"),
  },
  ...accounts("bluesky", "Bluesky", "did:[a-z0-9]+:[\\w.:%-]+", "did:plc:abc123"),
  post("gab", "Gab", "\\d+", "1234"),
  ...accounts("gab", "Gab", "\\d+", "12"),
  post("truthsocial", "Truth Social", "\\d+", "1234"),
  ...accounts("truthsocial", "Truth Social", "\\d+", "12"),
  post("tiktok", "TikTok", "\\d+", "1234"),
  {
    name: "TikTok comment",
    kind: "item",
    pattern: /^tiktok:(\d+)\/comment\/(\d+)$/,
    example: "tiktok:1234/comment/5678",
    type: "post",
    platform: on("tiktok"),
  },
  ...accounts("tiktok", "TikTok", "\\d+", "12"),
  post("instagram", "Instagram", "[\\w-]+", "AbC_d-1"),
  ...accounts("instagram", "Instagram", "\\d+", "12"),
  post("threads", "Threads", "[\\w-]+", "AbC_d-1"),
  ...accounts("threads", "Threads", "\\d+", "12"),
  post("youtube", "YouTube", "[\\w-]{11}", "AbCdEf_1-23"),
  {
    name: "YouTube comment",
    kind: "item",
    pattern: /^youtube:([\w-]{11})\/comment\/([\w.-]+)$/,
    example: "youtube:AbCdEf_1-23/comment/UgxAbCdEf.9aBc",
    type: "post",
    platform: on("youtube"),
  },
  {
    // Its id is its own in all of YouTube.
    name: "YouTube live chat message",
    kind: "item",
    pattern: /^youtube:chat\/([\w=%.-]+)$/,
    example: "youtube:chat/ChwKGkFiQ2RFZg",
    type: "post",
    platform: on("youtube"),
  },
  ...accounts("youtube", "YouTube", "UC[\\w-]{22}", "UC0123456789abcdefghijkl"),
  ...accounts("facebook", "Facebook", "\\d+", "12"),
  post("vk", "VK", "-?\\d+_\\d+", "-1_234"),
  ...accounts("vk", "VK", "-?\\d+", "12"),
  {
    name: "Fediverse account by handle",
    kind: "account",
    pattern: /^fediverse:@([\w.-]+)@((?:[\w-]+\.)+[\w-]+)$/,
    example: "fediverse:@some_account@social.example",
    platform: (parts) => hostOf(`https://${parts[2]}`),
    normalise: lower,
  },
  {
    // The address of the actor, as servers name it to one another.
    name: "Fediverse account by address",
    kind: "account",
    pattern: /^fediverse:(https:\/\/\S+)$/,
    example: "fediverse:https://social.example/users/some_account",
    platform: (parts) => hostOf(parts[1] ?? ""),
  },
  {
    // For sites that have no form of their own; a collector keeps the handle only.
    name: "account by a collector's name of it",
    kind: "account",
    pattern: /^openmeasures:([\w.-]+)\/@([\w.@+~-]+)$/,
    example: "openmeasures:gettr/@some_account",
    platform: (parts) => parts[1] ?? "",
  },
  post("9gag", "9GAG", "[A-Za-z0-9]+", "aBcD123"),
  ...accounts("9gag", "9GAG", "\\d+", "12"),
  post("imgur", "Imgur", "[A-Za-z0-9]+", "aBcD123"),
  ...accounts("imgur", "Imgur", "\\d+", "12"),
  {
    name: "LinkedIn post by its activity",
    kind: "item",
    pattern: /^linkedin:(\d+)$/,
    example: "linkedin:1234",
    type: "post",
    platform: on("linkedin"),
  },
  {
    // People, companies and so on have names apart.
    name: "LinkedIn account",
    kind: "account",
    pattern: /^linkedin:((?:in|company|school|showcase)\/[\w.%~-]+)$/i,
    example: "linkedin:in/some-account",
    platform: on("linkedin"),
    normalise: lower,
  },
  {
    // For sites whose posts have no address that a collector keeps.
    name: "post by a collector's id of it",
    kind: "item",
    pattern: /^openmeasures:([\w.-]+)\/([\w.:~+=@%-]+)$/,
    example: "openmeasures:mewe/abc123",
    type: "post",
    platform: (parts) => parts[1] ?? "",
  },
  {
    // For sites that have no form of their own for what is said below a film.
    name: "comment by its site's id of it",
    kind: "item",
    pattern: /^comment:([a-z0-9][\w.-]*)\/([\w.:~+=@%-]+)$/,
    example: "comment:banned.video/5f00b9a8",
    type: "post",
    platform: (parts) => parts[1] ?? "",
  },
  {
    name: "Wayback capture",
    kind: "item",
    pattern: /^wayback:(\d{14})\/(https?:\/\/\S+)$/,
    example: "wayback:20170505183500/https://pastebin.com/gLpwpU2U",
    type: "page",
    platform: on("wayback"),
  },
  {
    name: "archive.today capture",
    kind: "item",
    pattern: /^archive\.today:([A-Za-z0-9]{4,8})$/,
    example: "archive.today:XvEff",
    type: "page",
    platform: on("archive.today"),
  },
  {
    name: "web page",
    kind: "item",
    pattern: /^web:(https:\/\/\S+)$/,
    example: "web:https://example.org/page",
    type: "page",
    platform: (parts) => hostOf(parts[1] ?? ""),
  },
  {
    name: "name given by an investigator",
    kind: "case",
    pattern: /^case:([a-z0-9][\w.-]*)\/([\w.-]+)$/,
    example: "case:macronleaks/emleaks",
  },
  {
    name: "tag",
    kind: "tag",
    pattern: /^tag:([^\s#]+)$/u,
    example: "tag:macronleaks",
    normalise: lower,
  },
  {
    name: "group",
    kind: "group",
    pattern: /^group:([\w.-]+)$/,
    example: "group:wikileaks",
    normalise: lower,
  },
  {
    name: "tier",
    kind: "tier",
    pattern: /^tier:(fringe|bridge|mainstream)$/,
    example: "tier:mainstream",
  },
];

const hostOf = (url: string): PlatformId => {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  const site = getDomain(host, { allowPrivateDomains: false }) ?? host;
  // An address of IPv6 is none that a platform could be named by.
  return platformIdSchema.safeParse(site).success ? site : "web";
};

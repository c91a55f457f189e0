/** The forms that a key can have: a platform's own ids, addresses, names given by people, and sets. */
import { BOARD_KEYS } from "./board-keys.ts";
import { CHAT_KEYS } from "./chat-keys.ts";
import { hostOf, type KeyForm, lower, on } from "./key-form.ts";
import { NETWORK_KEYS } from "./network-keys.ts";

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
  ...BOARD_KEYS,
  {
    // What is known of a file that has no address: the bytes themselves.
    name: "file by its hash",
    kind: "item",
    pattern: /^file:(sha256:[0-9a-f]{64})$/,
    example: `file:sha256:${"0".repeat(64)}`,
    type: "file",
  },
  ...CHAT_KEYS,
  ...NETWORK_KEYS,
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

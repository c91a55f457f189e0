/**
 * The identity table: every way of writing a thing leads to one key. A key is a string, never a
 * number: tweet ids exceed 2^53.
 */
import { getDomain } from "tldts";
import { z } from "zod";
import { HeadwaterError } from "./errors.ts";
import type { ItemType } from "./item.ts";
import { covers, type PlatformId } from "./platform.ts";
import { canonicalUrl, withoutPlaceInPage } from "./url.ts";

export type KeyKind = "item" | "account" | "case" | "tag" | "group" | "tier";

interface KeyForm {
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
  {
    name: "4chan thread",
    kind: "item",
    pattern: /^4chan:([a-z0-9]+)\/thread\/(\d+)$/,
    example: "4chan:pol/thread/123",
    type: "thread",
    platform: (parts) => `4chan/${parts[1]}`,
  },
  {
    name: "4chan post",
    kind: "item",
    pattern: /^4chan:([a-z0-9]+)\/(\d+)$/,
    example: "4chan:pol/123",
    type: "post",
    platform: (parts) => `4chan/${parts[1]}`,
  },
  {
    name: "4chan tripcode",
    kind: "account",
    pattern: /^4chan:(!!?[A-Za-z0-9+/.]+)$/,
    example: "4chan:!Ep8pui8Vw2",
    platform: on("4chan"),
  },
  {
    name: "4chan poster id in its thread",
    kind: "account",
    pattern: /^4chan:([a-z0-9]+)\/thread\/(\d+)\/id\/([A-Za-z0-9+/]+)$/,
    example: "4chan:pol/thread/123/id/AbCdEfGh",
    platform: (parts) => `4chan/${parts[1]}`,
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
    name: "Telegram message",
    kind: "item",
    pattern: /^telegram:([\w-]+)\/(\d+)$/,
    example: "telegram:some_channel/12",
    type: "post",
    platform: (parts) => `telegram/${parts[1]}`,
    normalise: lower,
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
    name: "Reddit submission or comment",
    kind: "item",
    pattern: /^reddit:t[13]_([A-Za-z0-9]+)$/,
    example: "reddit:t3_abc",
    type: "post",
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
  return getDomain(host, { allowPrivateDomains: false }) ?? (host || "web");
};

export const keySchema = z.string().min(1).brand<"Key">();
export type Key = z.infer<typeof keySchema>;

const brand = (text: string): Key => keySchema.parse(text);

interface ReadKey {
  key: Key;
  form: KeyForm;
  parts: RegExpExecArray;
}

const CACHE_LIMIT = 200_000;
const cache = new Map<string, ReadKey | null>();

function readKeyUncached(text: string): ReadKey | null {
  for (const form of KEY_FORMS) {
    if (!form.pattern.test(text)) continue;
    const key = form.normalise ? form.normalise(text) : text;
    const parts = form.pattern.exec(key);
    if (parts) return { key: brand(key), form, parts };
  }
  return null;
}

function readKey(text: string): ReadKey | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const read = readKeyUncached(text);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, read);
  return read;
}

/** The key that a text spells, normalised; undefined if it is no key. */
export const findKey = (text: string): Key | undefined => readKey(text)?.key;

/** @throws HeadwaterError `bad-selector` when the text is no key */
export function parseKey(text: string): Key {
  const key = findKey(text);
  if (key !== undefined) return key;
  throw new HeadwaterError(
    "bad-selector",
    `"${text}" is not a key: write one like ${KEY_FORMS[0]?.example}, case:<case>/<name>, or a URL`,
    { where: text },
  );
}

const formOf = (key: Key): ReadKey => {
  const read = readKey(key);
  if (read === null) throw new Error(`not a key: ${key}`);
  return read;
};

/** What a key's own form says of the thing; a `case:` key says nothing. */
export const kindOfKey = (key: Key): KeyKind => formOf(key).form.kind;
export const typeOfKey = (key: Key): ItemType | undefined => formOf(key).form.type;
export function platformOfKey(key: Key): PlatformId | undefined {
  const { form, parts } = formOf(key);
  return form.platform?.(parts);
}
/** Whether the key says only that the thing has an address: a statement may know better what it is. */
export const isAddress = (key: Key): boolean => key.startsWith("web:");

/** Whether a thing with this key can be on the platform: its key's own, or one that lies in that. */
export function canBeOn(key: Key, platform: PlatformId): boolean {
  const own = platformOfKey(key);
  return own === undefined || isAddress(key) || covers(own, platform);
}

/** The handle in an account key such as `twitter:@wikileaks`. */
export const handleOfKey = (key: Key): string | undefined => /^[^:]+:@(.+)$/.exec(key)?.[1];
export const caseOfKey = (key: Key): string | undefined => /^case:([^/]+)\//.exec(key)?.[1];

/** Where a URL on a known host leads. */
interface UrlForm {
  hosts: readonly string[];
  path: RegExp;
  key: (parts: RegExpExecArray, url: URL) => string;
}

const TWITTER = ["twitter.com", "mobile.twitter.com", "m.twitter.com", "x.com", "mobile.x.com"];
const REDDIT = ["reddit.com", "old.reddit.com", "np.reddit.com", "m.reddit.com", "new.reddit.com"];
const ARCHIVE_TODAY = ["is", "today", "ph", "li", "md", "vn", "fo"].map((end) => `archive.${end}`);
const CHAN = ["boards.4chan.org", "boards.4channel.org", "4chan.org"];
const NOT_HANDLES =
  "i|home|search|hashtag|intent|share|explore|settings|messages|notifications|login|tos|privacy|about|jobs|download|compose";
const PASTEBIN = ["pastebin.com", "m.pastebin.com"];
const NOT_PASTES =
  "archive|trends|signup|login|logout|tools|contact|languages|messages|settings|alerts|doc_\\w+|faq|pro|news|site|u|index|raw|dl|print|clone|report|embed|embed_js|embed_iframe";
const DISCORD = ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"];
const TELEGRAM = ["t.me", "telegram.me"];
/** A letter, then at least three more: `s` and `c` are no names of channels. */
const CHANNEL = "[A-Za-z]\\w{3,31}";
const NOT_CHANNELS =
  "joinchat|addstickers|addemoji|addlist|addtheme|share|proxy|socks|login|confirmphone|setlanguage|invoice|boost|giftcode|contact";

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
    hosts: TELEGRAM,
    path: new RegExp(`^/(?:s/)?(?!(?:${NOT_CHANNELS})/)(${CHANNEL})/(\\d+)/?$`, "i"),
    key: (parts) => `telegram:${parts[1]}/${parts[2]}`,
  },
  {
    hosts: TELEGRAM,
    path: new RegExp(`^/(?:s/)?(?!(?:${NOT_CHANNELS})/?$)(${CHANNEL})/?$`, "i"),
    key: (parts) => `telegram:@${parts[1]}`,
  },
  {
    hosts: REDDIT,
    path: /^\/(?:r\/\w+\/)?comments\/[a-z0-9]+\/[^/]*\/([a-z0-9]+)\/?$/i,
    key: (parts) => `reddit:t1_${parts[1]}`,
  },
  {
    hosts: REDDIT,
    path: /^\/(?:r\/\w+\/)?comments\/([a-z0-9]+)(?:\/|$)/i,
    key: (parts) => `reddit:t3_${parts[1]}`,
  },
  { hosts: ["redd.it"], path: /^\/([a-z0-9]+)$/i, key: (parts) => `reddit:t3_${parts[1]}` },
  {
    hosts: REDDIT,
    path: /^\/u(?:ser)?\/([\w-]+)\/?$/,
    key: (parts) => `reddit:@${parts[1]}`,
  },
];

/** A wrapper inside a wrapper names the copy that the outer one copied; it stays as written. */
function waybackKey(stamp: string, wrapped: string): string {
  const target = wrapped.replace(/^(https?:)\/{1,2}/, "$1//");
  const absolute = /^https?:\/\//.test(target) ? target : `https://${target}`;
  const original = canonicalUrl(absolute);
  return `wayback:${stamp}/${original ? withoutPlaceInPage(original).href : absolute}`;
}

/** Twitter's addresses of 2010 to 2012 held the path in the fragment. */
function behindHashBang(url: URL): URL {
  if (!TWITTER.includes(url.hostname) || url.pathname !== "/") return url;
  const path = /^#!(\/.+)$/.exec(url.hash)?.[1];
  return (path && canonicalUrl(`${url.origin}${path}`)) || url;
}

/**
 * The key of a URL: a platform's own key where the host is known, else `web:<canonical URL>`;
 * undefined for what is no http(s) URL. Never fetches.
 */
export function keyOfUrl(text: string): Key | undefined {
  const canonical = canonicalUrl(text);
  if (!canonical) return undefined;
  const url = behindHashBang(canonical);
  for (const form of URL_FORMS) {
    if (!form.hosts.includes(url.hostname)) continue;
    const parts = form.path.exec(url.pathname);
    const key = parts && findKey(form.key(parts, url));
    if (key) return key;
  }
  return findKey(`web:${withoutPlaceInPage(url).href.replaceAll(" ", "%20")}`);
}

/** The page that an archive copy was taken of, when its key says so. */
export function originalOfCopy(key: Key): Key | undefined {
  const wrapped = /^wayback:\d{14}\/(.+)$/.exec(key)?.[1];
  return wrapped === undefined ? undefined : keyOfUrl(wrapped);
}

/** The Internet Archive began in 1996. */
const FIRST_CAPTURE = Date.UTC(1996, 0, 1);
/** Nothing at or after this decodes: such an id was typed, not given out. */
const NO_ID_FROM = Date.UTC(2100, 0, 1);

/**
 * UTC milliseconds of the second in which an archive copy was taken, as the stamp in its key has
 * it; undefined for one outside 1996 to 2099, or of a day that does not exist.
 */
export function takenByKey(key: Key): number | undefined {
  const stamp = /^wayback:(\d{14})\//.exec(key)?.[1];
  if (stamp === undefined) return undefined;
  const iso = stamp.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6.000Z");
  const ms = Date.parse(iso);
  if (!(ms >= FIRST_CAPTURE && ms < NO_ID_FROM)) return undefined;
  // A day that does not exist would roll over to another.
  return new Date(ms).toISOString() === iso ? ms : undefined;
}

/** Ids that hold milliseconds since an epoch above their last 22 bits, and the first such id. */
const SNOWFLAKES = [
  // Twitter's announcement of snowflake ids. Ids before 4 November 2010 were counted up.
  { id: /^twitter:status\/(\d+)$/, epochMs: 1_288_834_974_657n, first: 29_700_859_247n },
  // Discord's API reference, "Snowflakes". A shorter id would be older than Discord.
  {
    id: /^discord:(?:\d+|@me)\/\d+\/(\d{1,20})$/,
    epochMs: 1_420_070_400_000n,
    first: 10_000_000_000_000_000n,
  },
] as const;

/** Snowflakes have 63 bits. */
const NO_SNOWFLAKE_FROM = 2n ** 63n;

/**
 * Publication in UTC milliseconds where the id of a tweet or chat message encodes it; undefined
 * else, for an id beyond 63 bits, and for a time of 2100 or later.
 */
export function publishedByKey(key: Key): number | undefined {
  for (const { id, epochMs, first } of SNOWFLAKES) {
    const digits = id.exec(key)?.[1];
    if (digits === undefined) continue;
    const number = BigInt(digits);
    if (number < first || number >= NO_SNOWFLAKE_FROM) return undefined;
    const ms = Number((number >> 22n) + epochMs);
    return ms < NO_ID_FROM ? ms : undefined;
  }
  return undefined;
}

/**
 * Posts and videos that a page embeds: it shows them itself, so it quotes them rather than linking to
 * them. Told by the frames and marked elements that the platforms give out for this; what stands within
 * such an element is the post's own. Frames and elements of other kinds embed nothing that is told.
 */
import { attributeOf, type HtmlElement, listedIn, parentOf } from "../reading/html.ts";

export interface Embedded {
  attribute: string;
  /** As the element gives it. */
  written: string;
  /** Of what is embedded. */
  address: string;
}

/** Host of a frame, with the address of what it shows. */
const FRAMES: readonly (readonly [host: RegExp, shown: (url: URL) => string | undefined])[] = [
  [/^(?:www\.)?youtube(?:-nocookie)?\.com$/, ofYoutube],
  [/^platform\.twitter\.com$/, ofTwitter],
  [/^(?:t|telegram)\.me$/, ({ pathname }) => within(/^\/\w+\/\d+$/, pathname, "https://t.me")],
  [
    /^(?:www\.)?instagram\.com$/,
    ({ pathname }) =>
      within(/^(\/(?:p|reel|tv)\/[\w-]+)\/embed/, pathname, "https://www.instagram.com"),
  ],
  [
    /^(?:www\.)?tiktok\.com$/,
    ({ pathname }) =>
      within(/^\/(?:embed|player)(?:\/v\d)?(\/\d+)/, pathname, "https://www.tiktok.com/@_/video"),
  ],
  [
    /^(?:www\.)?facebook\.com$/,
    ({ pathname, searchParams }) =>
      /^\/plugins\/(?:post|video)\.php$/.test(pathname)
        ? (searchParams.get("href") ?? undefined)
        : undefined,
  ],
  [/^embed\.bsky\.app$/, ({ pathname }) => ofBluesky(`at:/${pathname.replace(/^\/embed/, "")}`)],
  [
    /^(?:embed\.reddit|www\.redditmedia)\.com$/,
    ({ pathname }) => within(/^\/r\/\w+\/comments\/\w+.*$/, pathname, "https://www.reddit.com"),
  ],
];

/** The first group of a pattern, or all of it, behind an origin. */
function within(pattern: RegExp, path: string, origin: string): string | undefined {
  const [whole, part = whole] = pattern.exec(path) ?? [];
  return part === undefined ? undefined : `${origin}${part}`;
}

function ofYoutube({ pathname }: URL): string | undefined {
  const video = /^\/embed\/([\w-]{6,20})$/.exec(pathname)?.[1];
  const isVideo = video !== undefined && video !== "videoseries" && video !== "live_stream";
  return isVideo ? `https://www.youtube.com/watch?v=${video}` : undefined;
}

function ofTwitter({ searchParams }: URL): string | undefined {
  const tweet = searchParams.get("id") ?? "";
  return /^\d{1,20}$/.test(tweet) ? `https://twitter.com/i/web/status/${tweet}` : undefined;
}

function ofBluesky(uri: string): string | undefined {
  const [, did, post] = /^at:\/\/(did:[\w:.%-]+)\/app\.bsky\.feed\.post\/(\w+)$/.exec(uri) ?? [];
  return did === undefined ? undefined : `https://bsky.app/profile/${did}/post/${post}`;
}

/** Of pages of Mastodon and its kin, on any host. */
const fediverse = ({ origin, pathname }: URL): string | undefined =>
  within(/^(\/(?:@[\w.@-]+|users\/[\w.-]+\/statuses)\/\d+)\/embed$/, pathname, origin);

/** What a frame shows; undefined for frames of other kinds. */
export function shownInFrame(url: URL): string | undefined {
  const known = FRAMES.find(([host]) => host.test(url.hostname));
  return known ? known[1](url) : fediverse(url);
}

/** Class of a marked element, with the attribute that names the post; none for any. */
const MARKED: readonly (readonly [mark: string | undefined, attribute: string])[] = [
  ["instagram-media", "data-instgrm-permalink"],
  ["text-post-media", "data-text-post-permalink"],
  ["tiktok-embed", "cite"],
  ["bluesky-embed", "data-bluesky-uri"],
  ["fb-post", "data-href"],
  ["fb-video", "data-href"],
  ["mastodon-embed", "data-embed-url"],
  [undefined, "data-telegram-post"],
];

function addressOf(attribute: string, value: string): string | undefined {
  if (attribute === "data-bluesky-uri") return ofBluesky(value);
  if (attribute === "data-telegram-post") {
    return /^\w+\/\d+$/.test(value) ? `https://t.me/${value}` : undefined;
  }
  if (!URL.canParse(value)) return undefined;
  return attribute === "data-embed-url" ? fediverse(new URL(value)) : value;
}

/** The post that a marked element stands for. */
export function findEmbedded(element: HtmlElement): Embedded | undefined {
  const marks = listedIn(element, "class");
  for (const [mark, attribute] of MARKED) {
    const written = attributeOf(element, attribute)?.trim();
    if (written === undefined || (mark !== undefined && !marks.includes(mark))) continue;
    const address = addressOf(attribute, written);
    if (address !== undefined) return { attribute, written, address };
  }
  return undefined;
}

const TWEET = /^https?:\/\/(?:mobile\.)?(?:twitter|x)\.com\/\w+\/status(?:es)?\/\d+/i;

/** Whether a link is that of an embedded tweet to itself, which stands beside the tweet's words. */
export function isOfTweet(element: HtmlElement, url: URL): boolean {
  const parent = parentOf(element);
  if (parent?.name !== "blockquote" || !TWEET.test(url.href)) return false;
  const marks = listedIn(parent, "class");
  return marks.includes("twitter-tweet") || marks.includes("twitter-video");
}

/** What is known of platforms: their default tier, and what on them can be changed after it was posted. */
import { z } from "zod";

const TIERS = ["fringe", "bridge", "mainstream"] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

/** `twitter`, `4chan/pol`, `discord/<guild>`, or the host of a site. Ids nest by `/`. */
export const platformIdSchema = z.string().regex(/^[\p{L}\p{N}][^\s/:@#"'“”]*(?:\/[^\s/]+)*$/u, {
  message: "a platform is a name such as twitter, 4chan/pol or bbc.co.uk",
});
export type PlatformId = z.infer<typeof platformIdSchema>;

interface PlatformFacts {
  label: string;
  /** Default tier; a `tier:` group of statements overrides it. */
  tier?: Tier;
  /** Posts on it cannot be changed once they are up. */
  fixedPosts?: true;
  /** Its pages are copies of other pages, and stay as they were taken. */
  copies?: true;
}

const PLATFORMS: ReadonlyMap<string, PlatformFacts> = new Map<string, PlatformFacts>([
  ["4chan", { label: "4chan", tier: "fringe", fixedPosts: true }],
  ["8kun", { label: "8kun", tier: "fringe", fixedPosts: true }],
  ["8chan", { label: "8chan", tier: "fringe", fixedPosts: true }],
  ["pastebin", { label: "Pastebin", tier: "fringe" }],
  ["discord", { label: "Discord", tier: "fringe", fixedPosts: true }],
  ["telegram", { label: "Telegram", tier: "fringe", fixedPosts: true }],
  ["gab", { label: "Gab", tier: "fringe" }],
  ["archive.org", { label: "archive.org", tier: "fringe" }],
  ["archive.today", { label: "archive.today", tier: "bridge", copies: true }],
  ["wayback", { label: "Wayback Machine", tier: "bridge", copies: true }],
  ["reddit", { label: "Reddit", tier: "bridge" }],
  ["twitter", { label: "Twitter", tier: "bridge", fixedPosts: true }],
  ["youtube", { label: "YouTube", tier: "bridge" }],
  ["facebook", { label: "Facebook", tier: "bridge" }],
  ["bluesky", { label: "Bluesky", tier: "bridge" }],
  ["tiktok", { label: "TikTok", tier: "bridge" }],
  ["instagram", { label: "Instagram", tier: "bridge" }],
  ["threads", { label: "Threads", tier: "bridge" }],
  ["vk", { label: "VK", tier: "bridge" }],
  ["truthsocial", { label: "Truth Social", tier: "fringe" }],
]);

/** The outermost id: `4chan` of `4chan/pol`. */
export const siteOf = (platform: PlatformId): PlatformId => platform.split("/")[0] ?? platform;

/** True when `inner` is `outer` or lies in it: `4chan` covers `4chan/pol`. */
export const covers = (outer: PlatformId, inner: PlatformId): boolean =>
  inner === outer || inner.startsWith(`${outer}/`);

export const platformFacts = (platform: PlatformId): PlatformFacts | undefined =>
  PLATFORMS.get(siteOf(platform));

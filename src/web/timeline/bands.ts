/** The bands of the drawing: one for each platform, tier by tier; a tier can be folded into one. */
import { many, redacted } from "../../model/plain-text.ts";
import type { Tier } from "../../model/platform.ts";
import type { Line } from "./line.ts";

/** Height of a row of marks. */
export const ROW = 16;
const HEADER = 22;
/** Of a band's name, where it stands above the band. */
export const NAME_HEIGHT = 15;
const GAP = 6;
const MIN_ROWS = 2;
/** So many items of a band always find a row each. */
const MAX_ROWS = 6;
/** Platforms of a tier that have bands of their own; the others, with the fewest items, share one. */
const MAX_BANDS = 12;

/** A tier's name, or what stands for none. */
export type TierName = Tier | "unknown";
const tierName = (tier: Tier | null): TierName => tier ?? "unknown";

export interface Band {
  id: string;
  label: string;
  tier: TierName;
  /** In the order of time. */
  items: Int32Array;
  rows: number;
  top: number;
  height: number;
}

export interface TierBands {
  tier: TierName;
  /** Of its heading. */
  top: number;
  folded: boolean;
  platforms: number;
  items: number;
  bands: readonly Band[];
}

export interface Bands {
  tiers: readonly TierBands[];
  /** Per item the number of its band, counted from the top. */
  bandOf: Int16Array;
  height: number;
}

const rowsFor = (count: number): number => Math.max(MIN_ROWS, Math.min(MAX_ROWS, count));

interface Platform {
  label: string;
  items: Int32Array;
}

/** Items are numbered in the order of time, so the least number comes first. */
function united(platforms: readonly Platform[]): Int32Array {
  const all = new Int32Array(platforms.reduce((sum, { items }) => sum + items.length, 0));
  let end = 0;
  for (const { items } of platforms) {
    all.set(items, end);
    end += items.length;
  }
  return all.sort();
}

/** The platforms that are drawn by themselves, in their order, then the rest as one. */
function shown(platforms: readonly Platform[], folded: boolean): readonly Platform[] {
  if (folded) return [{ label: many(platforms.length, "platform"), items: united(platforms) }];
  if (platforms.length <= MAX_BANDS) return platforms;
  const large = new Set(
    [...platforms].sort((a, b) => b.items.length - a.items.length).slice(0, MAX_BANDS - 1),
  );
  const rest = platforms.filter((platform) => !large.has(platform));
  return [
    ...platforms.filter((platform) => large.has(platform)),
    { label: `${many(rest.length, "platform")} more`, items: united(rest) },
  ];
}

/** Lanes without an item that has a time are left out. */
export function bandsOf(
  { answer, byLane, count }: Line,
  folded: ReadonlySet<TierName>,
  namesAbove: boolean,
): Bands {
  const titles = new Map(answer.coverage.map(({ platform, title }) => [platform, title]));
  const labelOf = (platform: string): string => {
    const title = titles.get(platform);
    return title === undefined ? platform : `${redacted(title)} (${platform})`;
  };
  const byTier = new Map<TierName, Platform[]>();
  for (const [lane, { platform, tier }] of answer.lanes.entries()) {
    const items = byLane[lane] ?? new Int32Array();
    if (items.length === 0) continue;
    const of = byTier.get(tierName(tier)) ?? [];
    of.push({ label: platform === null ? "no platform known" : labelOf(platform), items });
    byTier.set(tierName(tier), of);
  }
  let top = 0;
  const tiers = [...byTier].map(([tier, platforms]): TierBands => {
    const heading = top;
    top += HEADER;
    const bands = shown(platforms, folded.has(tier)).map(({ label, items }): Band => {
      const rows = rowsFor(items.length);
      if (namesAbove) top += NAME_HEIGHT;
      const band = { id: `${tier} ${label}`, label, tier, items, rows, top, height: rows * ROW };
      top += band.height + GAP;
      return band;
    });
    const items = platforms.reduce((sum, platform) => sum + platform.items.length, 0);
    return {
      ...{ tier, top: heading, folded: folded.has(tier) },
      ...{ platforms: platforms.length, items, bands },
    };
  });
  const bandOf = new Int16Array(count).fill(-1);
  for (const [number, { items }] of tiers.flatMap(({ bands }) => bands).entries()) {
    for (const item of items) bandOf[item] = number;
  }
  return { tiers, bandOf, height: top };
}

/** Tiers of items: an account's own before its platform's; statements before the default table. */
import { countsUnder, type Snapshot } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import { findKey } from "../model/key.ts";
import { platformFacts, type Tier, tierSchema } from "../model/platform.ts";

export type TierOf = (item: number) => Tier | undefined;

/** How the tiers stand under a view's filter. Of several statements about one member the first by claim id counts. */
export function tiersOf(snapshot: Snapshot, view: View): TierOf {
  const stated = new Map<string | number, Tier>();
  const statements = snapshot.members
    .filter(({ claim, fact }) => {
      const counted = countsUnder(view.filter)(claim);
      return counted && fact.set.startsWith("tier:");
    })
    .sort((a, b) => (a.claim.id < b.claim.id ? -1 : 1));
  for (const { fact } of statements) {
    const tier = tierSchema.parse(fact.set.slice("tier:".length));
    const key = findKey(fact.member);
    const member = key === undefined ? fact.member : view.indexOf.get(key);
    if (member !== undefined && !stated.has(member)) stated.set(member, tier);
  }
  const ofPlatform = (platform: string): Tier | undefined => {
    for (
      let name = platform;
      name !== "";
      name = name.slice(0, Math.max(0, name.lastIndexOf("/")))
    ) {
      const tier = stated.get(name);
      if (tier) return tier;
    }
    return platformFacts(platform)?.tier;
  };
  return (item) => {
    const account = view.accountOf[item] ?? -1;
    const own = account === -1 ? undefined : stated.get(account);
    const platform = view.nodes[item]?.platform;
    return own ?? (platform === undefined ? undefined : ofPlatform(platform));
  };
}

/** Hops that cross, by what they cross into: which is the earliest, and which are told. */
import { compare } from "../model/compare.ts";
import { type Tier, tierSchema } from "../model/platform.ts";
import { type Interval, intervalOf } from "../model/time.ts";
import type { CrossingHop } from "./crossing-hops.ts";

/** All that crosses into one tier, or from one language to another. */
export interface Entered {
  kind: CrossingHop["kind"];
  from: string;
  to: string;
  hops: CrossingHop[];
  /** The certain hop that is over first; if none is certain, the possible one that may be earliest. */
  earliest: CrossingHop;
  time: Interval;
}

export const nameOf = ({ kind, from, to }: CrossingHop): string =>
  kind === "tier" ? `tier ${to}` : `language ${from} to ${to}`;

/** One of another moment comes first; of one moment, the one by fewer hops. */
export const byTime = (a: CrossingHop, b: CrossingHop): number =>
  compare(a.low, b.low) || compare(a.high, b.high) || a.edges.length - b.edges.length;

export function entering(hops: readonly CrossingHop[]): Entered[] {
  const named = Map.groupBy(hops, nameOf);
  return [...named.values()].flatMap((together) => {
    const inOrder = together.toSorted(byTime);
    const [soonest] = inOrder;
    if (!soonest) return [];
    const sure = inOrder.filter(({ order }) => order === "certain");
    const [surest] = sure.toSorted((a, b) => compare(a.high, b.high) || byTime(a, b));
    return {
      kind: soonest.kind,
      from: soonest.from,
      to: soonest.to,
      hops: inOrder,
      earliest: surest ?? soonest,
      time: intervalOf(soonest.low, surest?.high ?? Number.POSITIVE_INFINITY),
    };
  });
}

export const intoTier = (entered: readonly Entered[], tier: Tier): Entered | undefined =>
  entered.find(({ kind, to }) => kind === "tier" && to === tier);

/** The highest tier entered, else the first language pair in the order of time. */
export function leading(entered: readonly Entered[]): Entered | undefined {
  const tiers = tierSchema.options.flatMap((tier) => intoTier(entered, tier) ?? []);
  return tiers.at(-1) ?? entered.toSorted((a, b) => byTime(a.earliest, b.earliest))[0];
}

/** The earliest crossing into each comes first whatever the limit, then all others by time. */
export function toTell(
  entered: readonly Entered[],
  limit: number,
): { hop: CrossingHop; of: Entered }[] {
  const all = entered.flatMap((of) => of.hops.map((hop) => ({ hop, of })));
  const leads = (one: { hop: CrossingHop; of: Entered }) => Number(one.of.earliest !== one.hop);
  return all
    .sort((a, b) => leads(a) - leads(b) || byTime(a.hop, b.hop))
    .slice(0, limit)
    .sort((a, b) => byTime(a.hop, b.hop));
}

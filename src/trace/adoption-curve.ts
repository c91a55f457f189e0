/** How many had taken a thing by each moment: certainly, and possibly. */
import type { Curve } from "../model/journey-answer.ts";
import { intervalOf } from "../model/time.ts";

export interface Taker {
  item: number;
  /** -1 without one. */
  account: number;
  /** Possible earliest and guaranteed latest, UTC ms; open as infinities. */
  low: number;
  high: number;
  /** It takes the thing in every world. */
  sure: boolean;
}

/** When some of them took it, side by side: bounds ascending. */
interface Bounds {
  low: Float64Array;
  high: Float64Array;
  sure: number;
}

const boundsOf = (takers: readonly Pick<Taker, "low" | "high" | "sure">[]): Bounds => ({
  low: Float64Array.from(takers, ({ low }) => low).sort(),
  high: Float64Array.from(takers, ({ high }) => high).sort(),
  sure: takers.filter(({ sure }) => sure).length,
});

/** An account takes a thing with the first of its items. */
function accountsOf(takers: readonly Taker[]): Pick<Taker, "low" | "high" | "sure">[] {
  const accounts = new Map<number, { low: number; high: number; sure: boolean }>();
  for (const { account, low, high, sure } of takers) {
    if (account === -1) continue;
    const known = accounts.get(account);
    accounts.set(account, {
      low: Math.min(low, known?.low ?? Number.POSITIVE_INFINITY),
      high: Math.min(high, known?.high ?? Number.POSITIVE_INFINITY),
      sure: sure || known?.sure === true,
    });
  }
  return [...accounts.values()];
}

/** How many of the ascending values are no later than a time. */
function countBy(values: Float64Array, time: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bandAt = ({ low, high }: Bounds, time: number) => ({
  certain: countBy(high, time),
  possible: countBy(low, time),
});

const all = ({ low, sure }: Bounds) => ({ certain: sure, possible: low.length });

/** Every instant at which a count moves, ascending. */
function instantsOf({ low, high }: Bounds): number[] {
  const instants = new Set([...low, ...high].filter(Number.isFinite));
  return [...Float64Array.from(instants).sort()];
}

/** Evenly spread over all positions, the first and the last among them. */
function spread(count: number, points: number): number[] {
  if (count <= points) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: points }, (_, i) => Math.round((i * (count - 1)) / (points - 1)));
}

/**
 * The curve of takers whose time is known on some side. At every step told, the counts are those
 * of that very time: a curve with fewer points is no less true, only less fine.
 */
export function curveOf(takers: readonly Taker[], points: number): Curve {
  const items = boundsOf(takers);
  const accounts = boundsOf(accountsOf(takers));
  const instants = instantsOf(items);
  const told = spread(instants.length, points);
  const open = Number.NEGATIVE_INFINITY;
  return {
    items: all(items),
    accounts: all(accounts),
    first: intervalOf(items.low[0] ?? open, items.high[0] ?? Number.POSITIVE_INFINITY),
    before: { items: countBy(items.low, open), accounts: countBy(accounts.low, open) },
    steps: told.map((position, i) => {
      const time = instants[position] ?? 0;
      return {
        time,
        items: bandAt(items, time),
        accounts: bandAt(accounts, time),
        merged: position - (told[i - 1] ?? -1) - 1,
      };
    }),
  };
}

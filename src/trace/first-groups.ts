/**
 * Items in groups, by platform or by tier: what stands first in each, when the group first appears,
 * what of the other groups stands before that, and what is missing to be sure of it.
 *
 * An item stands by a time of its own. What is known only by reference, or has no bound but one that
 * its takers give, stands beside the group as missing: a reply says that a thread was there, not
 * when it was founded.
 */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import { compare } from "../model/compare.ts";
import type { FirstAnswer } from "../model/first-answer.ts";
import { type Interval, intervalOf } from "../model/time.ts";
import { neighboursOf, precedes } from "./engine/fact-order.ts";
import { highAt, leastOf, lowAt, type Standing, standing } from "./standing.ts";

type Missing = FirstAnswer["perPlatform"][number]["missing"][number];
type Why = Missing["why"];
/** How an item stands to the group's first appearance. */
type Stands = Missing["stands"];

export interface Group {
  name: string;
  /** Those with a time of their own. */
  dated: readonly number[];
  standing: Standing | undefined;
  /** Possible earliest and guaranteed latest of the first of those. */
  appeared: Interval;
  /** Items of other groups that stand before it: in every world, and in some. */
  before: { certain: readonly number[]; possible: readonly number[] };
  missing: readonly { item: number; why: Why; stands: Stands }[];
  /** Items whose originals are known only by reference, each with one of those. */
  originals: readonly { item: number; original: number }[];
}

interface Placed {
  view: View;
  graph: TemporalGraph;
}

/** Why an item cannot stand for its group; undefined for one with a time of its own. */
function whyMissing({ view, graph }: Placed, item: number): Why | undefined {
  const node = view.nodes[item];
  if (!node?.attested) return "known only by reference";
  const { earliest, latest } = node.published;
  const low = lowAt(graph, item);
  const high = highAt(graph, item);
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) return "undated";
  const bySelf = earliest !== null || (latest !== null && graph.highCause.event[item] === -1);
  return bySelf ? undefined : "dated only by others";
}

/** Marks events from which facts lead to some of these, or to which they lead; these among them. */
function led(
  count: number,
  next: ReadonlyMap<number, readonly number[]>,
  events: readonly number[],
): Uint8Array {
  const seen = new Uint8Array(count);
  const stack = [...events];
  for (const event of events) seen[event] = 1;
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    for (const other of next.get(event) ?? []) {
      if (seen[other]) continue;
      seen[other] = 1;
      stack.push(other);
    }
  }
  return seen;
}

/**
 * How others stand to the first of some items. *Before*: in every world no later than any of them.
 * *Perhaps*: in some world earlier than all. Exact, for an item and all that facts put before it can
 * be at their earliest while everything else is at its latest, and the other way round.
 */
export function standsTo(graph: TemporalGraph, first: readonly number[]): (item: number) => Stands {
  const minLow = leastOf(first, (item) => lowAt(graph, item));
  const minHigh = leastOf(first, (item) => highAt(graph, item));
  const soonest = first.filter((item) => lowAt(graph, item) === minLow);
  const { after, before } = neighboursOf(graph);
  const mayPrecede = led(graph.low.length, before, soonest);
  const follow = led(graph.low.length, after, first);
  return (item) => {
    const [low, high] = [lowAt(graph, item), highAt(graph, item)];
    if (first.length === 0) return "perhaps";
    if (high <= minLow) return "before";
    const certain =
      mayPrecede[item] === 1 &&
      first.every((other) => high <= lowAt(graph, other) || precedes(graph, item, other));
    if (certain) return "before";
    return low < minHigh && follow[item] === 0 ? "perhaps" : "after";
  };
}

const byTime = (graph: TemporalGraph) => (a: number, b: number) =>
  compare(lowAt(graph, a), lowAt(graph, b)) || compare(highAt(graph, a), highAt(graph, b)) || a - b;

/** An original of the item that no evidence has as its subject. */
function absentOriginal({ view, graph }: Placed, item: number): number | undefined {
  const end = graph.inStart[item + 1] ?? 0;
  for (let i = graph.inStart[item] ?? 0; i < end; i += 1) {
    const giver = graph.giver[graph.inEdges[i] ?? 0] ?? -1;
    if (giver !== item && view.nodes[giver]?.attested === false) return giver;
  }
  return undefined;
}

function groupOf(
  placed: Placed,
  name: string,
  items: readonly number[],
  others: readonly number[],
): Group {
  const { graph } = placed;
  const held = items.flatMap((item) => {
    const why = whyMissing(placed, item);
    return why === undefined ? [] : [{ item, why }];
  });
  const isHeld = new Set(held.map(({ item }) => item));
  const dated = items.filter((item) => !isHeld.has(item));
  const stands = standsTo(graph, dated);
  const missing = held.map((one) => ({ ...one, stands: stands(one.item) }));
  const found = standing(graph, dated);
  const unsure = missing.some((one) => one.stands !== "after");
  const beside = Map.groupBy(dated.length === 0 ? [] : others, stands);
  return {
    name,
    dated,
    standing: found && { ...found, order: unsure ? "possible" : found.order },
    appeared: intervalOf(
      leastOf(dated, (item) => lowAt(graph, item)),
      leastOf(dated, (item) => highAt(graph, item)),
    ),
    before: {
      certain: beside.get("before") ?? [],
      // What has no time at all may stand anywhere, which says nothing.
      possible: (beside.get("perhaps") ?? []).filter(
        (item) => whyMissing(placed, item) !== "undated",
      ),
    },
    missing,
    originals: items.flatMap((item) => {
      const original = absentOriginal(placed, item);
      return original === undefined ? [] : [{ item, original }];
    }),
  };
}

/** The groups that items make by name, in the order of their names; what stands before, in the order of time. */
export function groupsOf(
  placed: Placed,
  items: readonly number[],
  nameOf: (item: number) => string,
): Group[] {
  const inOrder = items.toSorted(byTime(placed.graph));
  const names = new Map(items.map((item) => [item, nameOf(item)]));
  return [...Map.groupBy(items, (item) => names.get(item) ?? "")]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, own]) => {
      const others = inOrder.filter((item) => names.get(item) !== name);
      return groupOf(placed, name, own, others);
    });
}

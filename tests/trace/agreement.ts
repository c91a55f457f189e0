/** What it is for the engine and the worlds of a drawing to agree. */
import { expect } from "vitest";
import type { TemporalGraph } from "../../src/graph/temporal-graph.ts";
import {
  bestEnd,
  type HopsEnd,
  type HopsFound,
  searchByHops,
} from "../../src/trace/engine/by-hops.ts";
import { drawnEdge } from "./drawn-view.ts";
import {
  arrivals,
  type Drawing,
  drawnTime,
  spanOfEvent,
  type Within,
  type Worlds,
} from "./worlds.ts";

/** A drawing without one of its items and the edges at it; the others keep their numbers. */
export function lessItem({ items, edges }: Drawing, without: number | undefined): Drawing {
  return {
    items,
    edges: edges.filter(({ subject, object }) => subject !== without && object !== without),
  };
}

/** The event of the worlds that each event of a graph is; `kept` is what the worlds are of. */
export function eventsOf(
  graph: TemporalGraph,
  drawing: Drawing,
  kept: Drawing,
  { flows }: Pick<Worlds, "flows">,
): Map<number, number> {
  const events = new Map(drawing.items.map((_, item) => [item, item]));
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const drawn = drawing.edges[drawnEdge(graph, edge)];
    const flow = drawn && flows[kept.edges.indexOf(drawn)];
    events.set(graph.event[edge] ?? -1, flow?.event ?? -1);
  }
  return events;
}

const drawn = (bound: number | undefined): number | null =>
  bound === undefined || !Number.isFinite(bound) ? null : bound;

/** Every event can be as early and as late as the graph says, and no more so. */
export function expectTightened(
  graph: TemporalGraph,
  worlds: Worlds,
  events: ReadonlyMap<number, number>,
): void {
  for (const [event, inWorlds] of events) {
    const times = { earliest: drawn(graph.low[event]), latest: drawn(graph.high[event]) };
    expect(times).toEqual(spanOfEvent(worlds, inWorlds));
  }
}

/** Whether something can flow back to where it came from, by way of another item. */
function hasCycle({ flows }: Pick<Worlds, "flows">): boolean {
  let left = flows.filter(({ giver, receiver }) => giver !== receiver);
  for (let size = -1; size !== left.length; ) {
    size = left.length;
    left = left.filter(({ giver }) => left.some(({ receiver }) => receiver === giver));
  }
  return left.length > 0;
}

const at = (reached: HopsFound, item: number): readonly HopsEnd[] =>
  (reached.get(item) ?? []).filter((end) => end.edge !== -1);

/** Reach, arrival and hops at every item; how many were possible and how many certain. */
export function expectSameReach(
  graph: TemporalGraph,
  worlds: Worlds,
  from: readonly number[],
  within: Within,
): { possible: number; certain: number } {
  const seen = { possible: 0, certain: 0 };
  const cyclic = hasCycle(worlds);
  const truth = arrivals(worlds, graph.nodeCount, from);
  const truthWithin = arrivals(worlds, graph.nodeCount, from, within);
  const possible = searchByHops(graph, from, "possible");
  const sure = searchByHops(graph, from, "certain");
  const possibleWithin = searchByHops(graph, from, "possible", within);
  const sureWithin = searchByHops(graph, from, "certain", within);
  truth.forEach((arrival, item) => {
    if (from.includes(item)) return;
    const inSome = arrival.worlds > 0;
    const inAll = arrival.worlds === worlds.count;
    const inWindow = truthWithin[item]?.worlds ?? 0;
    expect(at(sure, item).length > 0).toBe(inAll);
    if (at(sureWithin, item).length > 0) expect(inWindow).toBe(worlds.count);
    if (inAll) {
      expect(bestEnd(sure, [item], "earliest")?.label).toBe(drawnTime(arrival.greatest));
    }
    if (cyclic) {
      // Labels miss nothing; what they admit too much, `solvePosed` takes out.
      if (inSome) expect(at(possible, item)).not.toEqual([]);
      if (inWindow > 0) expect(at(possibleWithin, item)).not.toEqual([]);
      return;
    }
    expect(at(possible, item).length > 0).toBe(inSome);
    expect(at(possibleWithin, item).length > 0).toBe(inWindow > 0);
    if (!inSome) return;
    expect(bestEnd(possible, [item], "earliest")?.label).toBe(drawnTime(arrival.least));
    expect(bestEnd(possible, [item], "fewest-hops")?.hops).toBe(arrival.hops);
    seen[inAll ? "certain" : "possible"] += 1;
  });
  return seen;
}

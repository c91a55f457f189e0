import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { OrderConflict } from "../../src/graph/tighten.ts";
import { eventsOf } from "../trace/agreement.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "../trace/drawings.ts";
import { viewOfDrawing } from "../trace/drawn-view.ts";
import { type Drawing, type Meaning, meaningOf, setsWithoutWorld } from "../trace/worlds.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 5_000);

/** What a conflict reports: two bounds, and edges whose facts lead from the one to the other. */
interface Reported {
  low: { event: number; time: number };
  high: { event: number; time: number };
  edges: readonly number[];
}

/** Raises every event to what the bound and the facts need, from scratch, until nothing moves. */
function canHold(
  { facts, eventCount }: Meaning,
  low: Reported["low"] | undefined,
  high: Reported["high"] | undefined,
  edges: readonly number[],
): boolean {
  const least = new Array<number>(eventCount).fill(Number.NEGATIVE_INFINITY);
  if (low) least[low.event] = low.time;
  for (let moved = true; moved; ) {
    moved = false;
    for (const { before, after, of } of facts) {
      if (!edges.includes(of) || (least[before] ?? 0) <= (least[after] ?? 0)) continue;
      least[after] = least[before] ?? 0;
      moved = true;
    }
  }
  return high === undefined || (least[high.event] ?? 0) <= high.time;
}

function reported(drawing: Drawing): {
  meaning: Meaning;
  found: (Reported & { conflict: OrderConflict })[];
} {
  const graph = temporalGraph(viewOfDrawing(drawing));
  const meaning = meaningOf(drawing);
  const events = eventsOf(graph, drawing, drawing, meaning);
  const found = graph.conflicts.map((conflict) => ({
    conflict,
    low: {
      event: events.get(conflict.lowEvent) ?? -1,
      time: graph.low[conflict.lowEvent] ?? Number.NaN,
    },
    high: {
      event: events.get(conflict.highEvent) ?? -1,
      time: graph.high[conflict.highEvent] ?? Number.NaN,
    },
    edges: conflict.edges,
  }));
  return { meaning, found };
}

describe("order facts and times that cannot all hold", () => {
  test("each connected set of them is reported once, with a smallest part that cannot", () => {
    let conflicts = 0;
    fc.assert(
      fc.property(drawings(RELATIONS_WITHOUT_MATCHES), (drawing) => {
        const { meaning, found } = reported(drawing);
        const sets = setsWithoutWorld(drawing);
        expect(found).toHaveLength(sets.length);
        for (const { low, high, edges } of found) {
          conflicts += 1;
          expect(sets.filter((set) => edges.every((edge) => set.has(edge)))).toHaveLength(1);
          expect(meaning.bounds[low.event]?.earliest).toBe(low.time);
          expect(meaning.bounds[high.event]?.latest).toBe(high.time);
          expect(canHold(meaning, low, high, edges)).toBe(false);
          expect(canHold(meaning, undefined, high, edges)).toBe(true);
          expect(canHold(meaning, low, undefined, edges)).toBe(true);
          for (const left of edges) {
            const others = edges.filter((edge) => edge !== left);
            expect(canHold(meaning, low, high, others)).toBe(true);
          }
        }
      }),
      { numRuns: RUNS, seed: 5 },
    );
    expect(conflicts).toBeGreaterThan(RUNS / 20);
  });
});

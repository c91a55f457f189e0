import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import { eventsOf, expectSameReach, expectTightened, lessItem } from "./agreement.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { viewOfDrawing } from "./drawn-view.ts";
import { type Drawing, setsWithoutWorld, type Within, worldsOf } from "./worlds.ts";

/** `HEADWATER_WORLDS=500000 npx vitest ... --testTimeout 0` looks further. */
const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 10_000);

interface Question {
  drawing: Drawing;
  /** Item taken out, or none. */
  without: number | undefined;
  within: Within;
}

const time = fc.integer({ min: 0, max: 4 });
const questions: fc.Arbitrary<Question> = fc
  .tuple(
    drawings(RELATIONS_WITHOUT_MATCHES),
    fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
    fc.tuple(time, time),
  )
  .map(([drawing, without, [a, b]]) => ({
    drawing,
    without: without !== undefined && without < drawing.items.length ? without : undefined,
    within: { earliest: Math.min(a, b), latest: Math.max(a, b) },
  }));

/** Every item alone as the source, and the first two together. */
function sourceSets({ items }: Drawing, without: number | undefined): number[][] {
  const alone = items.map((_, item) => [item]);
  return [...alone, [0, 1]].map((set) => set.filter((item) => item !== without));
}

describe("of small graphs the engine says what all their worlds say", () => {
  test("reach, arrival, hops and tightened times, with and without an item", () => {
    const seen = { possible: 0, certain: 0 };
    fc.assert(
      fc.property(questions, ({ drawing, without, within }) => {
        const kept = lessItem(drawing, without);
        const removed = Uint8Array.from(drawing.items, (_, item) => (item === without ? 1 : 0));
        const graph = temporalGraph(viewOfDrawing(drawing), removed);
        // The facts of a connected set that cannot all hold do not count.
        const broken = setsWithoutWorld(kept);
        expect(graph.conflicts).toHaveLength(broken.length);
        const worlds = worldsOf(kept, new Set(broken.flatMap((set) => [...set])));
        expectTightened(graph, worlds, eventsOf(graph, drawing, kept, worlds));
        for (const from of sourceSets(drawing, without)) {
          const { possible, certain } = expectSameReach(graph, worlds, from, within);
          seen.possible += possible;
          seen.certain += certain;
        }
      }),
      { numRuns: RUNS, seed: 20_170_505 },
    );
    expect(Math.min(seen.possible, seen.certain)).toBeGreaterThan(RUNS / 10);
  });
});

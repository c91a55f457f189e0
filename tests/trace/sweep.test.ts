import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOf } from "../../src/graph/clock.ts";
import { type TemporalGraph, temporalGraph } from "../../src/graph/temporal-graph.ts";
import { bestEnd, searchByHops } from "../../src/trace/engine/by-hops.ts";
import { leadingTo } from "../../src/trace/engine/corridor.ts";
import { flowOf } from "../../src/trace/engine/flow.ts";
import type { Order } from "../../src/trace/engine/frontier.ts";
import { hasBit, type Reached, reachedOn, setBit } from "../../src/trace/engine/reached.ts";
import { sweepCertain, sweepPossible } from "../../src/trace/engine/sweep.ts";
import { codeWindow, type Window } from "../../src/trace/engine/window.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { viewOfDrawing } from "./drawn-view.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 5_000);

const time = fc.integer({ min: 0, max: 4 });
const window: fc.Arbitrary<Window> = fc.oneof(
  fc.constant({ earliest: Number.NEGATIVE_INFINITY, latest: Number.POSITIVE_INFINITY }),
  fc.tuple(time, time).map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
  fc.tuple(time, time).map(([a, b]) => ({
    earliest: Math.min(a, b) - 0.5,
    latest: Math.max(a, b) + 0.5,
  })),
);
const cases = fc.record({
  drawing: drawings([...RELATIONS_WITHOUT_MATCHES, "MATCHES"]),
  order: fc.constantFrom<Order>("possible", "certain"),
  window,
  sources: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
  crowd: fc.constantFrom(0, 100, 400, 1_600),
});

/**
 * A graph for sweeps and searches outwards, with as many more edges from its last item to itself:
 * those look at a part of all edges only.
 */
function inCrowd(graph: TemporalGraph, crowd: number): TemporalGraph {
  const last = graph.nodeCount - 1;
  const more = (column: Int32Array) =>
    Int32Array.of(...column, ...new Int32Array(crowd).fill(last));
  const none = (column: Uint8Array) => Uint8Array.of(...column, ...new Uint8Array(crowd));
  return {
    ...graph,
    edgeCount: graph.edgeCount + crowd,
    ...{ giver: more(graph.giver), receiver: more(graph.receiver), event: more(graph.event) },
    ...{ relation: none(graph.relation), basis: none(graph.basis), step: none(graph.step) },
  };
}

/** When each node has the thing by some edge, if that is sooner than of itself: by the search that keeps hops. */
function expected(graph: TemporalGraph, sources: number[], order: Order, within: Window) {
  const reached = searchByHops(graph, sources, order, within);
  return Array.from(
    { length: graph.nodeCount },
    (_, node) => bestEnd(reached, [node], "earliest")?.label,
  );
}

function found(
  graph: TemporalGraph,
  sources: number[],
  order: Order,
  within: Window,
  reached: Reached,
) {
  const { clock } = flowOf(graph).graph;
  const own = order === "possible" ? graph.low : graph.high;
  return Array.from({ length: graph.nodeCount }, (_, node) => {
    if (!hasBit(reached.bits, node) || reached.via[node] === -1) return undefined;
    const label = Math.max(instantOf(clock, reached.label[node] ?? 0), within.earliest);
    const isSooner = label < Math.max(own[node] ?? 0, within.earliest);
    return isSooner || !sources.includes(node) ? label : undefined;
  });
}

describe("a sweep and a search outwards reach what a search by hops reaches, at the same time", () => {
  test("possibly and certainly, from several sources, within a window", () => {
    fc.assert(
      fc.property(cases, ({ drawing, order, window: within, sources: drawn, crowd }) => {
        const small = temporalGraph(viewOfDrawing(drawing));
        const sources = drawn.filter((node) => node < small.nodeCount);
        const wanted = expected(small, sources, order, within);
        const graph = inCrowd(small, crowd);
        const { graph: flow, search: outwards } = flowOf(graph);
        const coded = codeWindow(flow, within);
        const swept = reachedOn(flow);
        for (const node of sources) setBit(swept.sources, node);
        const sweep = order === "possible" ? sweepPossible : sweepCertain;
        sweep(flow, swept, sources, coded);
        expect(found(graph, sources, order, within, swept)).toEqual(wanted);
        const near = outwards.reach(sources, order, coded);
        expect(found(graph, sources, order, within, near)).toEqual(wanted);
      }),
      { numRuns: RUNS, seed: 6 },
    );
  });

  test("of what lies between sources and targets alone, the best ends at the targets are the same", () => {
    let reached = 0;
    fc.assert(
      fc.property(cases, ({ drawing, order, window: within, sources: drawn }) => {
        const graph = temporalGraph(viewOfDrawing(drawing));
        const sources = drawn.filter((node) => node < graph.nodeCount);
        const { graph: flow, search: outwards } = flowOf(graph);
        const coded = codeWindow(flow, within);
        const whole = searchByHops(graph, sources, order, within);
        for (let target = 0; target < graph.nodeCount; target += 1) {
          if (sources.includes(target)) continue;
          const onward = leadingTo(flow, outwards.back([target], coded), coded);
          const between = searchByHops(graph, sources, order, within, onward);
          for (const criterion of ["earliest", "fewest-hops"] as const) {
            const [all, some] = [whole, between].map((one) => bestEnd(one, [target], criterion));
            expect([some?.label, some?.hops]).toEqual([all?.label, all?.hops]);
            if (all) reached += 1;
          }
        }
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(reached).toBeGreaterThan(RUNS / 2);
  });
});

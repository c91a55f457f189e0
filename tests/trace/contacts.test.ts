/** Graphs of contacts: ties, circles within ties, self-loops, intervals; against labels that only ever improve. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildGraph, type EdgeList } from "../../src/graph/build-graph.ts";
import { instantOf, lastCodeUpTo } from "../../src/graph/clock.ts";
import type { FlowGraph } from "../../src/graph/flow-graph.ts";
import { Search } from "../../src/trace/engine/earliest-arrival.ts";
import { lostIn, withoutEach } from "../../src/trace/engine/lanes.ts";
import { hasBit, type Reached, reachedOn, setBit } from "../../src/trace/engine/reached.ts";
import { sweepPossible } from "../../src/trace/engine/sweep.ts";
import { sweepBack } from "../../src/trace/engine/sweep-back.ts";
import { ALWAYS, codeWindow, type Window } from "../../src/trace/engine/window.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 3_000);
const NODES = 7;

interface Contact {
  from: number;
  to: number;
  earliest: number;
  latest: number;
}
interface Case {
  contacts: Contact[];
  starts: number[];
  sources: number[];
  window: Window;
  removals: number[][];
  /** Contacts of one more node with itself: a search outwards looks at a part of all edges only. */
  crowd: number;
}

const node = fc.nat(NODES - 1);
/** Few instants, so that ties are many. */
const instant = fc.oneof(
  { weight: 12, arbitrary: fc.nat(4) },
  { weight: 1, arbitrary: fc.constant(Number.NEGATIVE_INFINITY) },
  { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
);
/** Clocks count instants in seconds, in milliseconds, or by rank where they are broken or far apart. */
const UNITS = [1000, 1, 0.25, 1e12];
/** Parts of the contacts whose times are exact: all, some, by chance only. */
const EXACT = [fc.constant(true), fc.boolean(), fc.constant(false)];
const contactOf = (exact: fc.Arbitrary<boolean>, unit: number): fc.Arbitrary<Contact> =>
  fc.tuple(node, node, instant, instant, exact).map(([from, to, a, b, isExact]) => {
    const [first, last] = isExact ? [a, a] : [Math.min(a, b), Math.max(a, b)];
    return { from, to, earliest: first * unit, latest: last * unit };
  });
const windowOf = (unit: number): fc.Arbitrary<Window> =>
  fc.oneof(
    fc.constant({ earliest: Number.NEGATIVE_INFINITY, latest: Number.POSITIVE_INFINITY }),
    fc.tuple(fc.integer({ min: -1, max: 10 }), fc.integer({ min: -1, max: 10 })).map(([a, b]) => ({
      earliest: (Math.min(a, b) * unit) / 2,
      latest: (Math.max(a, b) * unit) / 2,
    })),
  );
const startOf = (unit: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(Number.NEGATIVE_INFINITY) },
    { weight: 1, arbitrary: fc.nat(4).map((at) => at * unit) },
  );
const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...EXACT), fc.constantFrom(...UNITS))
  .chain(([exact, unit]) =>
    fc.record({
      contacts: fc.array(contactOf(exact, unit), { minLength: 1, maxLength: 24 }),
      starts: fc.array(startOf(unit), { minLength: NODES, maxLength: NODES }),
      sources: fc.uniqueArray(node, { minLength: 1, maxLength: 3 }),
      window: windowOf(unit),
      removals: fc.array(fc.uniqueArray(node, { maxLength: 3 }), { maxLength: 32 }),
      crowd: fc.constantFrom(0, 100, 400, 1_600),
    }),
  );

function listOf(drawn: Pick<Case, "contacts" | "starts" | "crowd">): EdgeList {
  const crowd = drawn.contacts.slice(0, 1).flatMap((one) => {
    return Array<Contact>(drawn.crowd).fill({ ...one, from: NODES, to: NODES });
  });
  const contacts = [...drawn.contacts, ...crowd];
  const starts = [...drawn.starts, Number.NEGATIVE_INFINITY];
  const earliest = Float64Array.from(contacts, (one) => one.earliest);
  return {
    nodeCount: NODES + 1,
    giver: Int32Array.from(contacts, ({ from }) => from),
    receiver: Int32Array.from(contacts, ({ to }) => to),
    earliest,
    latest: Float64Array.from(contacts, (one) => one.latest),
    relation: new Uint8Array(contacts.length),
    basis: new Uint8Array(contacts.length),
    step: new Uint8Array(contacts.length),
    nodeEarliest: Float64Array.from(starts),
    nodeLatest: Float64Array.from(starts),
  };
}

/** Labels that improve until none does: when each node possibly has the thing. */
function labels({ contacts, starts, sources, window: within }: Case, removed: number[] = []) {
  const best = new Map<number, number>();
  for (const source of sources) {
    const label = Math.max(starts[source] ?? 0, within.earliest);
    if (label <= within.latest && !removed.includes(source)) best.set(source, label);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, earliest, latest } of contacts) {
      const held = best.get(from);
      if (held === undefined || removed.includes(to)) continue;
      const label = Math.max(held, earliest);
      const had = best.get(to);
      if (label > Math.min(latest, within.latest)) continue;
      if (had !== undefined && label >= had) continue;
      best.set(to, label);
      changed = true;
    }
  }
  return best;
}

/** Labels that improve until none does: the last moment at which a node may have the thing and pass it on to the sources drawn, here as targets. */
function departuresTo({ contacts, sources, window: within }: Case) {
  const best = new Map(sources.map((target) => [target, within.latest]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, earliest, latest } of contacts) {
      const held = best.get(to);
      if (held === undefined || earliest > held || latest < within.earliest) continue;
      const label = Math.min(held, latest);
      const had = best.get(from);
      if (had !== undefined && label <= had) continue;
      best.set(from, label);
      changed = true;
    }
  }
  return best;
}

function found({ clock }: FlowGraph, reached: Reached, within: Window): Map<number, number> {
  const all = new Map<number, number>();
  for (let i = 0; i < reached.count; i += 1) {
    const at = reached.order[i] ?? 0;
    all.set(at, Math.max(instantOf(clock, reached.label[at] ?? 0), within.earliest));
  }
  return all;
}

describe("in graphs of contacts", () => {
  test("a sweep, a search outwards and a search from both ends find the earliest arrivals", () => {
    const seen = { reached: 0, not: 0 };
    fc.assert(
      fc.property(cases, (drawn) => {
        const { graph } = buildGraph(listOf(drawn));
        const coded = codeWindow(graph, drawn.window);
        const wanted = labels(drawn);
        const swept = reachedOn(graph);
        sweepPossible(graph, swept, drawn.sources, coded);
        expect(found(graph, swept, drawn.window)).toEqual(wanted);
        const search = new Search(graph);
        const near = search.reach(drawn.sources, "possible", coded);
        expect(found(graph, near, drawn.window)).toEqual(wanted);
        for (const source of drawn.sources) {
          const alone = labels({ ...drawn, sources: [source] });
          for (let target = 0; target < NODES; target += 1) {
            const code = search.arrival(source, target, coded);
            const at = code && Math.max(instantOf(graph.clock, code), drawn.window.earliest);
            expect(code === undefined).toBe(!alone.has(target));
            if (code !== 0) expect(at).toBe(alone.get(target));
            seen[code === undefined ? "not" : "reached"] += 1;
          }
        }
      }),
      { numRuns: RUNS, seed: 1 },
    );
    expect(Math.min(seen.reached, seen.not)).toBeGreaterThan(RUNS);
  });

  test("a sweep back finds the latest departures", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { graph } = buildGraph(listOf(drawn));
        const coded = codeWindow(graph, drawn.window);
        const swept = reachedOn(graph);
        sweepBack(graph, swept, drawn.sources, coded);
        const departures = new Map<number, number>();
        for (let i = 0; i < swept.count; i += 1) {
          const at = swept.order[i] ?? 0;
          departures.set(at, swept.label[at] ?? 0);
        }
        const wanted = [...departuresTo(drawn)].map(([at, instant]) => {
          return [at, lastCodeUpTo(graph.clock, instant)] as const;
        });
        expect(departures).toEqual(new Map(wanted));
      }),
      { numRuns: RUNS, seed: 3 },
    );
  });

  test("each of 32 lanes reaches what the graph without its nodes does, as late", () => {
    let late = 0;
    fc.assert(
      fc.property(cases, (drawn) => {
        const { graph } = buildGraph(listOf(drawn));
        const coded = codeWindow(graph, drawn.window);
        const before = reachedOn(graph);
        for (const source of drawn.sources) setBit(before.sources, source);
        sweepPossible(graph, before, drawn.sources, coded);
        const lanes = withoutEach(graph, before, drawn.removals, coded);
        const whole = labels(drawn);
        drawn.removals.forEach((removed, lane) => {
          const without = labels(drawn, removed);
          const left = Array.from({ length: NODES }, (_, at) => at).filter(
            (at) => hasBit(before.bits, at) && (((lanes.lacks[at] ?? 0) >>> lane) & 1) === 0,
          );
          expect(left).toEqual([...without.keys()].sort((a, b) => a - b));
          expect(lostIn(lanes, lane, before).sort()).toEqual(
            [...whole.keys()].filter((at) => !without.has(at) && !removed.includes(at)).sort(),
          );
          const delayed = lanes.delays
            .filter((delay) => delay.lane === lane)
            .map(({ node: at, code }) => [at, instantOf(graph.clock, code)]);
          late += delayed.length;
          expect(delayed.sort()).toEqual(
            [...without].filter(([at, label]) => label > (whole.get(at) ?? label)).sort(),
          );
        });
      }),
      { numRuns: Math.ceil(RUNS / 2), seed: 2 },
    );
    expect(late).toBeGreaterThan(RUNS / 60);
  });

  test("a lane passes on, at one moment, by an edge of that moment that the pass is past", () => {
    const [source, removed, late, passing, last, other] = [0, 1, 2, 3, 4, 5];
    const at = (from: number, to: number, earliest: number, latest = earliest): Contact => {
      return { from, to, earliest, latest };
    };
    const contacts = [
      ...[at(source, removed, 1), at(removed, late, 3), at(source, other, 4)],
      ...[at(passing, last, 5), at(other, late, 5), at(late, passing, 1, 10)],
    ];
    const { graph } = buildGraph(listOf({ contacts, starts: Array(NODES).fill(0), crowd: 0 }));
    const coded = codeWindow(graph, ALWAYS);
    const before = reachedOn(graph);
    setBit(before.sources, source);
    sweepPossible(graph, before, [source], coded);
    const lanes = withoutEach(graph, before, [[removed]], coded);
    expect(lostIn(lanes, 0, before)).toEqual([]);
    expect(lanes.delays.map((delay) => [delay.node, instantOf(graph.clock, delay.code)])).toEqual([
      [late, 5],
      [passing, 5],
    ]);
  });
});

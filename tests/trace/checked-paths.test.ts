import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestEnd, searchByHops } from "../../src/trace/engine/by-hops.ts";
import { distinctPaths } from "../../src/trace/engine/paths.ts";
import { ALWAYS } from "../../src/trace/engine/window.ts";
import { solvePosed } from "../../src/trace/solve.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES, windows } from "./drawings.ts";
import { drawnEdge, posedOn, viewOfDrawing } from "./drawn-view.ts";
import {
  arrivals,
  type Drawing,
  type Within,
  type Worlds,
  worldsOf,
  worldsOfPath,
} from "./worlds.ts";

/** `HEADWATER_WORLDS=500000 npx vitest ...` looks further. */
const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 4_000);

const criteria = fc.constantFrom("earliest" as const, "fewest-hops" as const);

const drawnTime = (at: number): number | null => (at < 0 || at > 4 ? null : at);

/** Ends asked about: each item alone, from one and from two sources. */
function ends({ items }: Drawing): { sources: number[]; targets: number[] }[] {
  return items.flatMap((_, target) =>
    [[0], [0, 1]].flatMap((sources) =>
      sources.includes(target) ? [] : [{ sources, targets: [target] }],
    ),
  );
}

/** Whether order facts put one event no later than another. */
function precedes({ facts }: Worlds, event: number, other: number): boolean {
  const before = new Set([event]);
  for (let size = 0; size < before.size; ) {
    size = before.size;
    for (const fact of facts) if (before.has(fact.before)) before.add(fact.after);
  }
  return before.has(other);
}

function checkAnswer(
  drawing: Drawing,
  worlds: Worlds,
  sources: readonly number[],
  target: number,
  criterion: "earliest" | "fewest-hops",
  within: Within,
): "none" | "possible" | "certain" {
  const posed = posedOn(viewOfDrawing(drawing), sources, [target], within);
  const solved = solvePosed(posed, criterion);
  const truth = arrivals(worlds, drawing.items.length, sources, within)[target];
  const inAll = truth?.worlds === worlds.count;
  expect(solved.order !== "none").toBe((truth?.worlds ?? 0) > 0);
  if (solved.order === "certain") expect(inAll).toBe(true);
  if (within === ALWAYS) expect(solved.order === "certain").toBe(inAll);
  if (!solved.path || !truth) return "none";

  const events = solved.path.map((edge) => worlds.flows[drawnEdge(posed.graph, edge)]?.event ?? -1);
  const source = posed.graph.giver[solved.path[0] ?? -1] ?? -1;
  const start = drawing.items[source]?.fixed ? source : (events[0] ?? -1);
  const open = worldsOfPath(worlds, events, within).filter(
    (at) => at(source) <= at(events[0] ?? -1),
  );
  expect(open.length).toBeGreaterThan(0);
  if (solved.order === "certain") expect(open.length).toBe(worlds.count);
  expect(solved.arrival?.earliest).toBe(drawnTime(truth.least));
  if (solved.order === "certain") {
    if (within === ALWAYS) expect(solved.arrival?.latest).toBe(drawnTime(truth.greatest));
    else expect(solved.arrival?.latest).toBeGreaterThanOrEqual(truth.greatest);
  } else if (criterion === "fewest-hops") expect(solved.path).toHaveLength(truth.hops);

  const last = events.at(-1) ?? -1;
  const along = [start, ...events].map((event) => worlds.bounds[event]);
  if (along.every((bounds) => bounds?.earliest !== null && bounds?.latest !== null)) {
    const took = open.map((at) => at(last) - at(start));
    const [least, most] = [Math.max(0, Math.min(...took)), Math.max(...took)];
    expect(solved.elapsed?.least).toBe(least);
    // Items that link to each other were published at one moment, whatever its bounds.
    if (precedes(worlds, last, start)) expect(solved.elapsed?.most).toBeGreaterThanOrEqual(most);
    else expect(solved.elapsed?.most).toBe(most);
  }
  return solved.order;
}

describe.each([
  { name: "without MATCHES", relations: RELATIONS_WITHOUT_MATCHES, seed: 1 },
  {
    name: "with MATCHES, which may oppose the order facts",
    relations: [...RELATIONS_WITHOUT_MATCHES, "MATCHES", "MATCHES", "MATCHES"] as const,
    seed: 2,
  },
])("answers on small graphs $name", ({ relations, seed }) => {
  test("order, path, arrival and elapsed are what all the worlds say", () => {
    const seen = { none: 0, possible: 0, certain: 0 };
    fc.assert(
      fc.property(drawings(relations), criteria, windows(2), (drawing, criterion, within) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        for (const { sources, targets } of ends(drawing)) {
          for (const target of targets) {
            seen[checkAnswer(drawing, worlds, sources, target, criterion, within)] += 1;
          }
        }
      }),
      { numRuns: RUNS, seed },
    );
    expect(Math.min(seen.none, seen.possible, seen.certain)).toBeGreaterThan(RUNS / 50);
  });
});

/**
 * r links to g, so g was there before r; but the only way from r to g runs by m, before 1, and k,
 * after 3. No hop is late for the one before it, and still no world has all of them.
 *
 *   s -> r -> m [..1] -> k [3..] -> g -> t [..3]      s -> t [4]
 */
const open = { earliest: null, latest: null };
const loop: Drawing = {
  items: [
    { fixed: true, ...open },
    { fixed: true, earliest: 0, latest: 4 },
    { fixed: true, earliest: 0, latest: 1 },
    { fixed: false, ...open },
    { fixed: true, earliest: 0, latest: 4 },
  ],
  edges: [
    { relation: "LINKS_TO", subject: 1, object: 0, ...open },
    { relation: "PART_OF", subject: 1, object: 2, ...open },
    { relation: "LINKS_TO", subject: 3, object: 2, earliest: 3, latest: 4 },
    { relation: "LINKS_TO", subject: 4, object: 3, ...open },
    { relation: "LINKS_TO", subject: 1, object: 4, ...open },
  ],
};
const S = 0;
const G = 4;
const T = 5;

describe("a path that runs into an order fact of its own beginning", () => {
  test("is no answer, although every label admits it", () => {
    const posed = posedOn(viewOfDrawing(loop), [S], [G]);
    expect(bestEnd(searchByHops(posed.graph, [S], "possible"), [G], "earliest")?.label).toBe(3);
    expect(arrivals(worldsOf(loop), 5, [S])[G]?.worlds).toBe(0);
    const solved = solvePosed(posed, "earliest");
    expect(solved).toMatchObject({ order: "none", path: undefined, incomplete: true });
  });

  test("neither makes the arrival earlier nor hides the path that holds", () => {
    const drawing: Drawing = {
      items: [...loop.items, { fixed: false, ...open }],
      edges: [
        ...loop.edges,
        { relation: "LINKS_TO", subject: T, object: G, earliest: null, latest: 3 },
        { relation: "LINKS_TO", subject: T, object: S, earliest: 4, latest: 4 },
      ],
    };
    const posed = posedOn(viewOfDrawing(drawing), [S], [T]);
    const solved = solvePosed(posed, "earliest");
    expect(solved.path?.map((edge) => drawnEdge(posed.graph, edge))).toEqual([6]);
    expect(solved.arrival).toEqual({ earliest: 4, latest: 4 });
    expect(solved.order).toBe("certain");
  });

  test("is not among several paths either", () => {
    const { graph } = posedOn(viewOfDrawing(loop), [S], [G]);
    const paths = distinctPaths(graph, [S], [G], "possible", ALWAYS, 10, String);
    expect(paths).toEqual({ paths: [], cut: false });
  });
});

describe("several paths", () => {
  // Four ways of two hops each from item 0 to item 5.
  const drawing: Drawing = {
    items: Array.from({ length: 6 }, () => ({ fixed: false, ...open })),
    edges: [1, 2, 3, 4].flatMap((between) => [
      { relation: "LINKS_TO" as const, subject: between, object: 0, ...open },
      { relation: "LINKS_TO" as const, subject: 5, object: between, ...open },
    ]),
  };
  const upTo = (limit: number) => {
    const { graph } = posedOn(viewOfDrawing(drawing), [0], [5]);
    return distinctPaths(graph, [0], [5], "possible", ALWAYS, limit, String);
  };

  test.each([
    [1, 1, true],
    [3, 3, true],
    [4, 4, false],
    [9, 4, false],
  ])("up to %d are %d, and whether there may be more is said: %s", (limit, count, cut) => {
    const found = upTo(limit);
    expect(new Set(found.paths.map(String)).size).toBe(count);
    expect(found.cut).toBe(cut);
  });
});

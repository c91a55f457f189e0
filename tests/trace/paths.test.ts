import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pathDag } from "../../src/trace/engine/dag.ts";
import { distinctPaths } from "../../src/trace/engine/paths.ts";
import { ALWAYS } from "../../src/trace/engine/window.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES, windows } from "./drawings.ts";
import { drawnAlong, itemsOnCycles, possiblePaths } from "./drawn-paths.ts";
import { posedOn, viewOfDrawing } from "./drawn-view.ts";
import { type Drawing, worldsLeft } from "./worlds.ts";

/** `HEADWATER_WORLDS=500000 npx vitest ... --testTimeout 0` looks further. */
const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 4_000);

interface Ends {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

const ends = fc.constantFrom<Ends[]>(
  { sources: [0], targets: [1] },
  { sources: [0], targets: [2, 3] },
  { sources: [0, 1], targets: [2] },
  { sources: [0, 1], targets: [3, 4] },
);
/** Which of three accounts, or none, posted each item. */
const accounts = fc.array(fc.constantFrom(0, 1, 2, undefined), { minLength: 5, maxLength: 5 });

const RELATIONS = [...RELATIONS_WITHOUT_MATCHES, "MATCHES"] as const;

function endsIn({ items }: Drawing, { sources, targets }: Ends) {
  const inIt = (item: number) => item < items.length;
  return { sources: sources.filter(inIt), targets: targets.filter(inIt) };
}

describe("paths of small graphs", () => {
  test("up to a limit are distinct by accounts, in order of hops, and all there are unless it says cut", () => {
    const seen = { several: 0, cut: 0, cyclic: 0 };
    fc.assert(
      fc.property(
        drawings(RELATIONS),
        ends,
        windows(2),
        accounts,
        fc.constantFrom(1, 2, 100),
        (drawing, asked, within, by, limit) => {
          const { sources, targets } = endsIn(drawing, asked);
          const worlds = worldsLeft(drawing);
          const { graph } = posedOn(viewOfDrawing(drawing), sources, targets, within);
          const unit = (item: number) => (by[item] === undefined ? item : `by ${by[item]}`);
          const unitsOf = (edges: readonly number[]): string => {
            const [first] = edges;
            const items = edges.map((edge) => worlds.flows[edge]?.receiver ?? -1);
            return [worlds.flows[first ?? -1]?.giver ?? -1, ...items].map(unit).join(" ");
          };
          const truth = possiblePaths(worlds, sources, targets, within);
          const shortest = new Map<string, number>();
          for (const { edges } of truth) shortest.set(unitsOf(edges), edges.length);

          const { paths, cut } = distinctPaths(
            graph,
            sources,
            targets,
            "possible",
            within,
            limit,
            unit,
          );
          const found = paths.map((path) => drawnAlong(graph, path));
          expect(found).toHaveLength(Math.min(limit, shortest.size));
          expect(new Set(found.map(unitsOf)).size).toBe(found.length);
          for (const path of found) expect(truth.map(({ edges }) => edges)).toContainEqual(path);
          const hops = [...shortest.values()].sort((a, b) => a - b);
          expect(found.map((path) => path.length)).toEqual(hops.slice(0, limit));
          if (shortest.size > limit) expect(cut).toBe(true);
          const cyclic = itemsOnCycles(worlds).size > 0;
          if (!cyclic) expect(cut).toBe(shortest.size > limit);
          if (shortest.size > 1) seen.several += 1;
          if (cut) seen.cut += 1;
          if (cyclic && shortest.size > 0) seen.cyclic += 1;
        },
      ),
      { numRuns: RUNS, seed: 11 },
    );
    expect(Math.min(seen.several, seen.cut, seen.cyclic)).toBeGreaterThan(RUNS / 200);
  });

  test("certain ones are in every world, and there are some if a path is", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        drawings(RELATIONS_WITHOUT_MATCHES),
        ends,
        windows(2),
        (drawing, asked, within) => {
          const { sources, targets } = endsIn(drawing, asked);
          const worlds = worldsLeft(drawing);
          const { graph } = posedOn(viewOfDrawing(drawing), sources, targets, within);
          const { paths, cut } = distinctPaths(
            graph,
            sources,
            targets,
            "certain",
            within,
            100,
            (_, edge) => edge,
          );
          const found = paths.map((path) => String(drawnAlong(graph, path))).sort();
          const truth = possiblePaths(worlds, sources, targets, within)
            .filter((path) => path.worlds.length === worlds.count)
            .map(({ edges }) => String(edges));
          expect(cut).toBe(false);
          expect(new Set(found).size).toBe(found.length);
          for (const path of found) expect(truth).toContain(path);
          if (within === ALWAYS && truth.length > 0) expect(found).not.toEqual([]);
          seen += found.length;
        },
      ),
      { numRuns: RUNS, seed: 12 },
    );
    expect(seen).toBeGreaterThan(RUNS / 20);
  });

  test("are counted without being enumerated; what is on none is left out", () => {
    const seen = { exact: 0, several: 0, cyclic: 0 };
    fc.assert(
      fc.property(drawings(RELATIONS), ends, windows(2), (drawing, asked, within) => {
        const { sources, targets } = endsIn(drawing, asked);
        const worlds = worldsLeft(drawing);
        const { graph } = posedOn(viewOfDrawing(drawing), sources, targets, within);
        const dag = pathDag({ graph, sources, targets, window: within });
        const truth = possiblePaths(worlds, sources, targets, within);
        const onPaths = new Set(truth.flatMap(({ edges }) => edges));
        const edges = new Set(drawnAlong(graph, dag.edges));
        for (const edge of onPaths) expect(edges).toContain(edge);
        expect(dag.components).toBeLessThanOrEqual(dag.items.length);
        if (!dag.exact) {
          if (truth.length > 0) expect(dag.paths).toBeGreaterThan(0n);
          seen.cyclic += 1;
          return;
        }
        expect(edges).toEqual(onPaths);
        expect(dag.paths).toBe(BigInt(truth.length));
        expect(dag.components).toBe(dag.items.length);
        if (truth.length > 0) seen.exact += 1;
        if (truth.length > 1) seen.several += 1;
      }),
      { numRuns: RUNS, seed: 13 },
    );
    expect(Math.min(seen.exact, seen.several, seen.cyclic)).toBeGreaterThan(RUNS / 100);
  });
});

const open = { earliest: null, latest: null };

/** Item 0, then `layers` layers of `width` items each, then one item; every item links to all of the layer before. */
function layered(layers: number, width: number): Drawing {
  const firstOf = (layer: number) => (layer === 0 ? 0 : 1 + (layer - 1) * width);
  const sizeOf = (layer: number) => (layer === 0 || layer > layers ? 1 : width);
  const edges: Drawing["edges"][number][] = [];
  for (let layer = 1; layer <= layers + 1; layer += 1) {
    for (let at = 0; at < sizeOf(layer); at += 1) {
      for (let before = 0; before < sizeOf(layer - 1); before += 1) {
        const [subject, object] = [firstOf(layer) + at, firstOf(layer - 1) + before];
        edges.push({ relation: "LINKS_TO", subject, object, ...open });
      }
    }
  }
  const items = Array.from({ length: layers * width + 2 }, () => ({ fixed: true, ...open }));
  return { items, edges };
}

describe("of a graph with more paths than could be listed", () => {
  const drawing = layered(40, 10);
  const target = drawing.items.length - 1;
  const { graph } = posedOn(viewOfDrawing(drawing), [0], [target]);

  test("the number is exact", () => {
    const dag = pathDag({ graph, sources: [0], targets: [target], window: ALWAYS });
    expect(dag).toMatchObject({ paths: 10n ** 40n, exact: true });
    expect(dag.items).toHaveLength(402);
    expect(dag.edges).toHaveLength(20 + 39 * 100);
  });

  test("some are found at once, and that by the same accounts there is only one", () => {
    const upTo = (limit: number, unit: (item: number) => number) =>
      distinctPaths(graph, [0], [target], "possible", ALWAYS, limit, unit);
    const some = upTo(10, (item) => item);
    expect(some.paths).toHaveLength(10);
    expect(some.cut).toBe(true);
    // Each layer is one account's.
    const one = upTo(10, (item) => -Math.ceil(item / 10));
    expect(one.paths).toHaveLength(1);
    expect(one.cut).toBe(false);
  });
});

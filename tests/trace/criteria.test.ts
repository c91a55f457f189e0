import fc from "fast-check";
import { expect, test } from "vitest";
import { distinctPaths } from "../../src/trace/engine/paths.ts";
import { ALWAYS } from "../../src/trace/engine/window.ts";
import { solvePosed } from "../../src/trace/solve.ts";
import { drawings, fans, RELATIONS_WITHOUT_MATCHES, windows } from "./drawings.ts";
import { drawnAlong, possiblePaths, simplePaths } from "./drawn-paths.ts";
import { posedOn, viewOfDrawing } from "./drawn-view.ts";
import {
  type Drawing,
  drawnTime,
  setsWithoutWorld,
  type Within,
  type Worlds,
  worldsLeft,
} from "./worlds.ts";

/** `HEADWATER_WORLDS=500000 npx vitest ... --testTimeout 0` looks further. */
const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 4_000);

const graphs = fc.oneof(
  drawings(RELATIONS_WITHOUT_MATCHES),
  drawings([...RELATIONS_WITHOUT_MATCHES, "MATCHES", "MATCHES"]),
  fans,
);

/**
 * Sources and one target of a drawing. Two sources only where all order facts hold: elsewhere one
 * can have taken the thing from the other before it was there itself, which is no path of these.
 */
const endsOf = (drawing: Drawing, two: boolean) => ({
  sources: two && drawing.items.length > 2 && setsWithoutWorld(drawing).length === 0 ? [0, 1] : [0],
  targets: [drawing.items.length - 1],
});

/** The latest first hop of each world that has a path. */
function departures(
  worlds: Worlds,
  sources: readonly number[],
  targets: readonly number[],
  within: Within,
): number[] {
  const paths = simplePaths(worlds, sources, targets).map((edges) => ({
    source: worlds.flows[edges[0] ?? -1]?.giver ?? -1,
    events: edges.map((edge) => worlds.flows[edge]?.event ?? -1),
  }));
  return Array.from({ length: worlds.count }, (_, world) => {
    const at = (event: number) => worlds.times[world * worlds.eventCount + event] ?? 0;
    const first = paths.flatMap(({ source, events }) => {
      const times = events.map(at);
      const open = times.every(
        (one, i) =>
          one >= within.earliest && one <= within.latest && (times[i - 1] ?? at(source)) <= one,
      );
      return open ? (times[0] ?? []) : [];
    });
    return Math.max(...first);
  }).filter(Number.isFinite);
}

const drawn = (at: number): number | null => {
  const bound = drawnTime(at);
  return Number.isFinite(bound) ? bound : null;
};

test("the latest departure is what all the worlds say", () => {
  const seen = { guaranteed: 0, possible: 0 };
  fc.assert(
    fc.property(graphs, windows(3), fc.boolean(), (drawing, within, two) => {
      const worlds = worldsLeft(drawing);
      const { sources, targets } = endsOf(drawing, two);
      const solved = solvePosed(
        posedOn(viewOfDrawing(drawing), sources, targets, within),
        "departure",
      );
      const truth = departures(worlds, sources, targets, within);
      expect(solved.order !== "none").toBe(truth.length > 0);
      if (truth.length === 0) return;
      expect(solved.departure?.latest).toBe(drawn(Math.max(...truth)));
      seen.possible += 1;
      if (solved.order !== "certain") return;
      expect(truth).toHaveLength(worlds.count);
      const least = drawn(Math.min(...truth));
      if (within === ALWAYS) expect(solved.departure?.earliest).toBe(least);
      else
        expect(solved.departure?.earliest ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(
          Math.min(...truth),
        );
      seen.guaranteed += 1;
    }),
    { numRuns: RUNS, seed: 31 },
  );
  expect(Math.min(seen.guaranteed, seen.possible)).toBeGreaterThan(RUNS / 20);
});

test("the fastest path takes no longer than any other of its order can", () => {
  let seen = 0;
  fc.assert(
    fc.property(graphs, windows(3), fc.boolean(), (drawing, within, two) => {
      const worlds = worldsLeft(drawing);
      const { sources, targets } = endsOf(drawing, two);
      const posed = posedOn(viewOfDrawing(drawing), sources, targets, within);
      const solved = solvePosed(posed, "fastest");
      const truth = possiblePaths(worlds, sources, targets, within);
      expect(solved.order !== "none").toBe(truth.length > 0);
      if (!solved.path) return;
      const all = truth.map(({ edges, worlds: having }) => {
        const events = edges.map((edge) => worlds.flows[edge]?.event ?? -1);
        const source = worlds.flows[edges[0] ?? -1]?.giver ?? -1;
        const start = drawing.items[source]?.fixed ? source : (events[0] ?? -1);
        const took = having.map((at) => at(events.at(-1) ?? -1) - at(start));
        const bounds = [start, ...events].map((event) => worlds.bounds[event]);
        const closed = bounds.every((one) => one?.earliest !== null && one?.latest !== null);
        return { edges: String(edges), least: Math.max(0, Math.min(...took)), closed };
      });
      const { paths } = distinctPaths(
        posed.graph,
        sources,
        targets,
        "certain",
        within,
        100,
        (_, edge) => edge,
      );
      const certain = new Set(paths.map((path) => String(drawnAlong(posed.graph, path))));
      const rivals = all.filter(({ edges }) => solved.order === "possible" || certain.has(edges));
      const own = String(drawnAlong(posed.graph, solved.path));
      expect(rivals.map(({ edges }) => edges)).toContain(own);
      if (!rivals.every(({ closed }) => closed)) return;
      expect(solved.elapsed?.least).toBe(Math.min(...rivals.map(({ least }) => least)));
      if (rivals.some(({ least }) => least !== rivals[0]?.least)) seen += 1;
    }),
    { numRuns: RUNS, seed: 32 },
  );
  expect(seen).toBeGreaterThan(RUNS / 500);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bands, bandsOf, type TierName } from "../../src/web/timeline/bands.ts";
import { COLUMN, densityOf } from "../../src/web/timeline/density.ts";
import { extentOf, FADE } from "../../src/web/timeline/extent.ts";
import { type Line, lineOf } from "../../src/web/timeline/line.ts";
import { endOf, pack, startOf } from "../../src/web/timeline/packing.ts";
import { hitAt, packingAt, type Scene, sceneOf } from "../../src/web/timeline/scene.ts";
import { stepFrom } from "../../src/web/timeline/steps.ts";
import { answerOf, drawnAxis, drawnItems, drawnLine, LANES } from "./timeline-answers.ts";

const WIDTH = 800;
const wordsWidth = (text: string): number => text.length * 7;
const NONE: ReadonlySet<TierName> = new Set();

function sceneAt(line: Line, bands: Bands, scale: number, axis: (ms: number) => number): Scene {
  const packing = packingAt(line, (ms) => ms * scale, wordsWidth);
  return sceneOf(line, bands, packing, new Set(), axis, WIDTH);
}
const allBands = ({ tiers }: Bands) => tiers.flatMap(({ bands }) => bands);

test("a label that would be cut at the edge stands before its mark where there is room", () => {
  const answer = answerOf([{ lane: 0, earliest: 790, latest: 790 }], LANES);
  const line = lineOf({ ...answer, items: { ...answer.items, title: ["a long title"] } });
  const bands = bandsOf(line, NONE, false);
  const marksAt = (offset: number) =>
    sceneAt(line, bands, 1, (ms) => ms - offset).bands.flatMap((band) =>
      band.as === "marks" ? band.marks : [],
    );
  expect(marksAt(0)).toMatchObject([{ isLabelBefore: true }]);
  expect(marksAt(500)).toMatchObject([{ isLabelBefore: false }]);
});

describe("bands", () => {
  test("hold every item once, below each other, tiers together, folded or not", () => {
    const folds = fc.subarray<TierName>(["fringe", "bridge", "unknown"]);
    fc.assert(
      fc.property(drawnLine, folds, fc.boolean(), (line, folded, above) => {
        const bands = bandsOf(line, new Set(folded), above);
        const items = allBands(bands).flatMap((band) => [...band.items]);
        expect(items.sort((a, b) => a - b)).toEqual([...Array(line.count).keys()]);
        let foot = 0;
        for (const [number, { items: inside, top, height }] of allBands(bands).entries()) {
          expect(top).toBeGreaterThanOrEqual(foot);
          foot = top + height;
          expect([...inside]).toEqual([...inside].sort((a, b) => a - b));
          for (const item of inside) expect(bands.bandOf[item]).toBe(number);
        }
        expect(foot).toBeLessThanOrEqual(bands.height);
        for (const tier of bands.tiers) if (tier.folded) expect(tier.bands).toHaveLength(1);
        const order = ["fringe", "bridge", "unknown"];
        const tiers = bands.tiers.map(({ tier }) => order.indexOf(tier));
        expect(tiers).toEqual([...tiers].sort());
      }),
    );
  });

  test("of platforms known by a number bear what these are called, with nothing of private people", () => {
    const platform = "discord/900000000000000001";
    const answer = answerOf([{ lane: 0, earliest: 1, latest: 1 }], [{ platform, tier: "fringe" }]);
    const title = "Dam Busters jane.doe@mail.example";
    const coverage = [{ platform, title, items: [], from: null, to: null }];
    const [band] = allBands(bandsOf(lineOf({ ...answer, coverage }), NONE, false));
    expect(band?.label).toBe(`Dam Busters [e-mail address] (${platform})`);
  });

  test("of many platforms: the largest by themselves, the rest together", () => {
    const lanes = Array.from({ length: 40 }, (_, i) => ({
      platform: `p${String(i).padStart(2, "0")}`,
      tier: "fringe" as const,
    }));
    const items = lanes.flatMap((_, lane) =>
      Array.from({ length: lane + 1 }, (__, i) => ({ lane, earliest: i, latest: i })),
    );
    const [tier] = bandsOf(lineOf(answerOf(items, lanes)), NONE, false).tiers;
    expect(tier).toMatchObject({ platforms: 40, items: items.length });
    expect(tier?.bands.map(({ label }) => label)).toEqual([
      ...lanes.slice(29).map(({ platform }) => platform),
      "29 platforms more",
    ]);
  });
});

describe("marks", () => {
  test("of one row never cover each other, and none is without a row while one is free", () => {
    fc.assert(
      fc.property(drawnLine, drawnAxis, fc.integer({ min: 1, max: 6 }), (line, { axis }, rows) => {
        const items = Int32Array.from(Array(line.count).keys());
        const packed = pack(line, items, rows, axis, () => 10);
        for (const [i, row] of packed.entries()) {
          const others = [...packed.slice(0, i).entries()].filter(([, other]) => other === row);
          if (row !== -1) {
            for (const [j] of others) {
              expect(endOf(line, j, axis) + 10).toBeLessThan(startOf(line, i, axis));
            }
          } else expect(new Set(packed.slice(0, i)).size).toBeGreaterThanOrEqual(rows);
        }
      }),
    );
  });

  test("that are open fade at the same length whatever the scale: no date is made up", () => {
    fc.assert(
      fc.property(drawnLine, drawnAxis, (line, { axis }) => {
        for (let item = 0; item < line.count; item += 1) {
          const extent = extentOf(line.at, item, axis);
          if (!extent) throw new Error("each item has some bound");
          const { low, high } = line.at;
          if (extent.openFrom) expect(extent.to).toBe(axis(high[item] ?? 0));
          else expect(extent.from).toBe(axis(low[item] ?? 0));
          if (extent.openFrom || extent.openTo)
            expect(extent.to - extent.from).toBeCloseTo(FADE, 3);
        }
      }),
    );
  });
});

describe("densities", () => {
  test("count what lies in each column in every world, and what may", () => {
    fc.assert(
      fc.property(drawnLine, drawnAxis, (line, { axis }) => {
        const items = Int32Array.from(Array(line.count).keys());
        const { certain, possible, most } = densityOf(line.at, items, axis, WIDTH);
        expect(most).toBe(Math.max(...possible));
        for (let column = 0; column < possible.length; column += 1) {
          const [from, to] = [column * COLUMN, (column + 1) * COLUMN];
          const bounds = [...items].map((item) => [
            axis(line.at.low[item] ?? 0),
            axis(line.at.high[item] ?? 0),
          ]);
          const sure = bounds.filter(([low = 0, high = 0]) => low >= from && high < to).length;
          const may = bounds.filter(([low = 0, high = 0]) => high >= from && low < to).length;
          expect([certain[column], possible[column]]).toEqual([sure, may]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a scene", () => {
  test("draws every item in the window, one by one or in columns; words cover no mark", () => {
    let [marked, dense, worded] = [0, 0, 0];
    fc.assert(
      fc.property(drawnLine, drawnAxis, (line, { scale, axis }) => {
        const bands = bandsOf(line, NONE, false);
        for (const scene of sceneAt(line, bands, scale, axis).bands) {
          if (scene.as === "density") {
            dense += 1;
            continue;
          }
          marked += 1;
          const inside = [...scene.band.items].filter(
            (item) => endOf(line, item, axis) >= 0 && startOf(line, item, axis) <= WIDTH,
          );
          expect(scene.marks.map(({ item }) => item)).toEqual(inside);
          for (const [i, { item, y, label }] of scene.marks.entries()) {
            expect(y).toBeGreaterThan(scene.band.top);
            expect(y).toBeLessThan(scene.band.top + scene.band.height);
            if (label === null) continue;
            worded += 1;
            for (const other of scene.marks.slice(i + 1)) {
              if (other.y !== y) continue;
              const end = endOf(line, item, axis) + wordsWidth(label);
              expect(end).toBeLessThanOrEqual(startOf(line, other.item, axis));
            }
          }
        }
      }),
    );
    for (const seen of [marked, dense, worded]) expect(seen).toBeGreaterThan(20);
  });

  test("keeps marks in their rows while the window moves", () => {
    fc.assert(
      fc.property(drawnLine, drawnAxis, fc.integer({ min: -300, max: 300 }), (line, drawn, by) => {
        const bands = bandsOf(line, NONE, false);
        const packing = packingAt(line, (ms) => ms * drawn.scale, wordsWidth);
        const rowsAt = (axis: (ms: number) => number) => {
          const scenes = sceneOf(line, bands, packing, new Set(), axis, WIDTH).bands;
          return new Map(
            scenes.flatMap((scene) =>
              scene.as === "marks" && packing.worded(scene.band)?.every((row) => row !== -1)
                ? scene.marks.map(({ item, y }) => [item, y] as const)
                : [],
            ),
          );
        };
        const before = rowsAt(drawn.axis);
        for (const [item, y] of rowsAt((ms) => drawn.axis(ms) + by)) {
          if (before.has(item)) expect(before.get(item)).toBe(y);
        }
      }),
    );
  });

  test("of thousands at one moment is a column, and says how many edges it leaves out", () => {
    const items = Array.from({ length: 5000 }, (_, i) => ({ lane: 2, earliest: i, latest: i }));
    const edges = items.slice(1).map((_, i) => [i, i + 1] as const);
    const line = lineOf(answerOf(items, LANES, edges));
    const bands = bandsOf(line, NONE, false);
    const scene = sceneAt(line, bands, 0.001, (ms) => 100 + ms * 0.001);
    const [band] = scene.bands;
    if (band?.as !== "density") throw new Error("too many to be drawn one by one");
    expect(band.density.certain.reduce((sum, count) => sum + count, 0)).toBe(5000);
    expect(scene).toMatchObject({ arrows: [], arrowsLeftOut: 4999 });
    const close = sceneAt(line, bands, 20, (ms) => (ms - 2000) * 20);
    expect(close.bands[0]).toMatchObject({ as: "marks" });
    expect(close.arrowsLeftOut).toBe(0);
    expect(close.arrows.length).toBeGreaterThan(30);
  });

  test("finds under the pointer the mark that is drawn there", () => {
    fc.assert(
      fc.property(drawnLine, drawnAxis, (line, { scale, axis }) => {
        const scene = sceneAt(line, bandsOf(line, NONE, false), scale, axis);
        for (const band of scene.bands) {
          if (band.as === "density") continue;
          for (const { told, y } of band.marks) {
            if (!told) continue;
            const hit = hitAt(scene, told.from, y, COLUMN);
            if (hit?.on !== "mark") throw new Error("a mark is there");
            const found = band.marks.find(({ item }) => item === hit.item);
            expect(found?.y).toBe(y);
          }
        }
      }),
    );
  });
});

test("keys reach every item from any other of its band, and every band", () => {
  fc.assert(
    fc.property(drawnItems(LANES.length, 25), (items) => {
      const line = lineOf(answerOf(items, LANES));
      const bands = bandsOf(line, NONE, false);
      const window = { from: 0, to: 1 };
      const walk = (start: number, step: "before" | "after" | "above" | "below") => {
        const seen = [start];
        for (let at = start; ; ) {
          const next = stepFrom(line, bands, at, step, window);
          if (next === at) return seen;
          seen.push(next);
          at = next;
        }
      };
      const start = stepFrom(line, bands, -1, "after", window);
      expect(start).toBeGreaterThanOrEqual(0);
      const bandOf = (item: number) => bands.bandOf[item] ?? -1;
      const first = walk(start, "before").at(-1) ?? -1;
      expect(walk(first, "after")).toEqual([...(allBands(bands)[bandOf(start)]?.items ?? [])]);
      const top = walk(start, "above").at(-1) ?? -1;
      expect(walk(top, "below").map(bandOf)).toEqual(allBands(bands).map((_, i) => i));
    }),
  );
});

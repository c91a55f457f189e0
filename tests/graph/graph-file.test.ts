import { mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildGraph } from "../../src/graph/build-graph.ts";
import type { FlowGraph } from "../../src/graph/flow-graph.ts";
import { openGraph, writeGraph } from "../../src/graph/graph-file.ts";

/** Times that no step of one unit spans take a table; seconds of one day do not. */
function graphOf(latestOffset: number, unit: number): FlowGraph {
  const count = 500;
  const column = (of: (edge: number) => number) =>
    Int32Array.from({ length: count }, (_, e) => of(e));
  const earliest = Float64Array.from({ length: count }, (_, e) => ((e * 7919) % 311) * unit);
  return buildGraph({
    nodeCount: 40,
    giver: column((e) => (e * 31) % 40),
    receiver: column((e) => (e * 17 + 5) % 40),
    earliest,
    latest: latestOffset === 0 ? earliest : earliest.map((at) => at + latestOffset),
    relation: Uint8Array.from(column((e) => e % 7)),
    basis: Uint8Array.from(column((e) => e % 3)),
    step: Uint8Array.from(column((e) => e % 4)),
    nodeEarliest: new Float64Array(40).fill(Number.NEGATIVE_INFINITY),
    nodeLatest: new Float64Array(40).fill(Number.POSITIVE_INFINITY),
  }).graph;
}

const KINDS = [
  { what: "exact times in steps", graph: graphOf(0, 1000) },
  { what: "intervals in a table", graph: graphOf(1e12, 86_400_001) },
];

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-graph-"));
});
afterEach(() => rm(folder, { recursive: true }));

const pathIn = () => join(folder, "of.graph");

describe.each(KINDS)("a graph in a file: $what", ({ graph }) => {
  test("opens as it was written, and nothing else is left in the folder", async () => {
    await writeGraph(pathIn(), graph, "store-7");
    const opened = await openGraph(pathIn(), "store-7");
    expect(opened).toEqual({ state: "open", graph });
    expect(await readdir(folder)).toEqual(["of.graph"]);
  });

  test("of something else is stale", async () => {
    await writeGraph(pathIn(), graph, "store-7");
    expect(await openGraph(pathIn(), "store-8")).toEqual({ state: "stale" });
  });

  test("of another layout is stale", async () => {
    await writeGraph(pathIn(), graph, "store-7");
    const bytes = await readFile(pathIn());
    const at = bytes.indexOf('"layout":1');
    bytes.write('"layout":9', at);
    await writeFile(pathIn(), bytes);
    expect(await openGraph(pathIn(), "store-7")).toEqual({ state: "stale" });
  });

  test("with any changed byte is corrupt", async () => {
    await writeGraph(pathIn(), graph, "store-7");
    const whole = await readFile(pathIn());
    const { length } = whole;
    const inHead = whole.indexOf('"codes":') + '"codes":'.length;
    const file = await open(pathIn(), "r+");
    for (const at of [inHead, 512, 513, 1024, length >> 1, length - 1]) {
      const before = Buffer.alloc(1);
      await file.read(before, 0, 1, at);
      await file.write(Buffer.of((before[0] ?? 0) ^ 1), 0, 1, at);
      expect(await openGraph(pathIn(), "store-7")).toEqual({ state: "corrupt" });
      await file.write(before, 0, 1, at);
    }
    await file.close();
    expect((await openGraph(pathIn(), "store-7")).state).toBe("open");
  });

  test.each([0, 100, 512, 700])("cut to %d bytes is corrupt", async (size) => {
    await writeGraph(pathIn(), graph, "store-7");
    await truncate(pathIn(), size);
    expect(await openGraph(pathIn(), "store-7")).toEqual({ state: "corrupt" });
  });
});

test("of graphs written at once to one place, one is there whole, and nothing else is left", async () => {
  await Promise.all(KINDS.map(({ graph, what }) => writeGraph(pathIn(), graph, what)));
  const states = await Promise.all(KINDS.map(({ what }) => openGraph(pathIn(), what)));
  expect(states.map(({ state }) => state).sort()).toEqual(["open", "stale"]);
  expect(await readdir(folder)).toEqual(["of.graph"]);
});

test("no file is absent", async () => {
  expect(await openGraph(pathIn(), "store-7")).toEqual({ state: "absent" });
});

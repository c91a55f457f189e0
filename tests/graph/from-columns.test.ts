/** The graph read in columns is the graph of the view, edge for edge. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instantOf } from "../../src/graph/clock.ts";
import type { FlowGraph } from "../../src/graph/flow-graph.ts";
import { readGraph } from "../../src/graph/from-columns.ts";
import { readSnapshot } from "../../src/graph/snapshot.ts";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import { type View, viewOf } from "../../src/graph/view.ts";
import { DEFAULT_FLOOR } from "../../src/model/basis.ts";
import type { Claim, Fact } from "../../src/model/claim.ts";
import { RELATIONS } from "../../src/model/edge.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { Store } from "../../src/store/contract.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { flowOf } from "../../src/trace/engine/flow.ts";
import { importFile } from "../store/check.ts";
import { generatedFiles, hashOf } from "../store/generated-evidence.ts";
import {
  account,
  edge,
  file,
  item,
  PAGE,
  PASTE,
  published,
  says,
  tweet,
} from "../store/made-evidence.ts";
import { anyClaims, flowingClaims } from "../trace/claims.ts";

const RUNS = Number(process.env["HEADWATER_GRAPHS"] ?? 150);

let folder = "";
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-columns-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withStore<T>(
  files: readonly { hash: ReturnType<typeof hashOf>; claims: Claim[] }[],
  use: (store: Store) => Promise<T>,
): Promise<T> {
  made += 1;
  const store = openSqliteStore(join(folder, `${made}.db`));
  try {
    for (const one of files) await importFile(store, one);
    return await use(store);
  } finally {
    await store.close();
  }
}

/** A graph by keys and instants, whatever its numbers. */
function told(graph: FlowGraph, keyOf: (node: number) => Key | undefined) {
  const at = (codes: Int32Array, index: number) => instantOf(graph.clock, codes[index] ?? -1);
  const name = (node = -1) => keyOf(node) ?? "none";
  const edges = Array.from({ length: graph.edgeCount }, (_, e) =>
    [
      RELATIONS[graph.relation[e] ?? -1],
      ...[name(graph.giver[e]), name(graph.receiver[e])],
      ...[at(graph.earliest, e), at(graph.latest, e)],
      ...[`basis ${graph.basis[e]}`, `step ${graph.step[e]}`],
    ].join(" "),
  );
  const ends = new Set([...graph.giver, ...graph.receiver]);
  const nodes = [...ends].map(
    (n) => `${name(n)} ${at(graph.nodeEarliest, n)} ${at(graph.nodeLatest, n)}`,
  );
  return { edges: edges.sort(), nodes: nodes.sort() };
}

async function viewIn(store: Store): Promise<View> {
  return viewOf(await readSnapshot(store), store, { floor: DEFAULT_FLOOR, without: new Set() });
}

/** Both graphs, and what was special in the evidence. */
async function compared(store: Store) {
  const view = await viewIn(store);
  const events = temporalGraph(view);
  const byView = told(flowOf(events).graph, (node) => view.nodes[node]?.key);
  const { graph, keys, joined } = await readGraph(store);
  expect(told(graph, (node) => keys[node])).toEqual(byView);
  for (const [key, node] of joined) {
    expect(keys[node]).toBe(view.nodes[view.indexOf.get(key) ?? -1]?.key);
  }
  return { joins: joined.size, conflicts: events.conflicts.length, edges: graph.edgeCount };
}

const oneFile = (claims: fc.Arbitrary<Claim[]>) =>
  claims.map((some) => [{ hash: hashOf(1), claims: some }]);

describe("the graph of a store read in columns", () => {
  test("is the graph of its view", async () => {
    const met = { joins: 0, conflicts: 0, edges: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(generatedFiles(3), oneFile(anyClaims), oneFile(flowingClaims)),
        async (files) => {
          const { joins, conflicts, edges } = await withStore(files, compared);
          met.joins += Math.sign(joins);
          met.conflicts += conflicts;
          met.edges += edges;
        },
      ),
      { numRuns: RUNS, seed: 21 },
    );
    for (const often of Object.values(met)) expect(often).toBeGreaterThan(RUNS / 20);
  });

  const PERSON = "case:made-up/person";
  const SHORT = "web:https://short.example/a";
  const LINKS = file(
    1,
    says([published(tweet(1), 10), edge("LINKS_TO", tweet(1), PAGE)]),
    says([edge("LINKS_TO", tweet(2), SHORT, { earliest: 5, latest: 9 })], { basis: "reported" }),
    says([edge("PART_OF", PASTE, PERSON), edge("LINKS_TO", tweet(1), PERSON)]),
    says([edge("LINKS_TO", PAGE, "twitter:@alpha"), edge("LINKS_TO", tweet(1), SHORT)]),
  );
  const same = (a: string, b: string): Fact => ({
    fact: "same-as",
    a: parseKey(a),
    b: parseKey(b),
  });
  const led = (a: string, b: string): Fact => ({
    fact: "leads-to",
    a: parseKey(a),
    b: parseKey(b),
  });
  test.each<[string, Fact[]]>([
    ["nothing is joined", []],
    ["two names of one page were linked to", [led(SHORT, PAGE)]],
    [
      "a thing is joined that nothing flows to or from",
      [same("case:made-up/x", "pastebin:aaaaaaaa")],
    ],
    ["a page is said to be an account", [same(PAGE, "twitter:@alpha")]],
    ["a name is called an account", [account(PERSON, { handle: parseKey("twitter:@alpha") })]],
    ["a name is called a page and an account", [item(PERSON, { type: "page" }), account(PERSON)]],
    [
      "a person is joined by way of a handle",
      [
        same(PERSON, "twitter:user/1"),
        account("twitter:user/1", { handle: parseKey("twitter:@alpha") }),
      ],
    ],
  ])("so too where %s", async (_, facts) => {
    await withStore([LINKS, file(2, says(facts))], compared);
  });
});

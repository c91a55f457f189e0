/**
 * The engine's graph of a store, and of its snapshot file: edges a second. The store holds a million
 * flow edges of made-up tweets, written through its own import and kept for the next run. Every edge
 * of the graph is checked against the claims, and the reopened graph against the built one.
 */
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantOf } from "../../../src/graph/clock.ts";
import { readGraph, type StoreGraph } from "../../../src/graph/from-columns.ts";
import { openGraph, writeGraph } from "../../../src/graph/graph-file.ts";
import type { Claim } from "../../../src/model/claim.ts";
import { edgeKey, flowOf, RELATION, RELATIONS } from "../../../src/model/edge.ts";
import type { Store } from "../../../src/store/contract.ts";
import { SCHEMA_VERSION } from "../../../src/store/sqlite/schema.ts";
import { openSqliteStore } from "../../../src/store/sqlite/sqlite-store.ts";
import { importFile } from "../../store/check.ts";
import { hashOf } from "../../store/generated-evidence.ts";
import { madeClaims } from "../made-claims.ts";
import { check, median } from "../measure.ts";

const CLAIMS = 667_000;
const ROUNDS = 5;

async function madeStore(folder: string, claims: Claim[]): Promise<Store> {
  const path = join(folder, `build-${CLAIMS}-v${SCHEMA_VERSION}.db`);
  if (await stat(path).catch(() => undefined)) return openSqliteStore(path);
  const half = `${path}.${process.pid}`;
  const store = openSqliteStore(half);
  await importFile(store, { hash: hashOf(1), claims }, { batch: 500 });
  await store.close();
  await rename(half, path);
  return openSqliteStore(path);
}

/** By edge key, when the tweet that takes it was posted. */
function flowsIn(claims: readonly Claim[]): Map<string, number> {
  const flows = new Map<string, number>();
  for (const { facts } of claims) {
    const time = facts.find((fact) => fact.fact === "time");
    for (const fact of facts) {
      if (fact.fact === "edge" && flowOf(fact)) flows.set(edgeKey(fact), time?.earliest ?? 0);
    }
  }
  return flows;
}

function checkEdges({ graph, keys }: StoreGraph, expected: ReadonlyMap<string, number>): void {
  check(graph.edgeCount === expected.size, "the graph has as many edges as were stated");
  const { giver, receiver, relation, earliest, latest, clock } = graph;
  for (let e = 0; e < graph.edgeCount; e += 1) {
    const name = RELATIONS[relation[e] ?? -1];
    const [from, to] = [keys[giver[e] ?? -1] ?? "", keys[receiver[e] ?? -1] ?? ""];
    if (name === undefined) throw new Error(`edge ${e} has no relation`);
    const backward = RELATION[name].flow === "object-to-subject";
    const [subject, object] = backward ? [to, from] : [from, to];
    const key = edgeKey({ relation: name, subject, object });
    const posted = expected.get(key) ?? Number.NaN;
    check(instantOf(clock, earliest[e] ?? -1) === posted, `when ${key} was taken, at the earliest`);
    check(instantOf(clock, latest[e] ?? -1) === posted, `when ${key} was taken, at the latest`);
  }
}

async function millis(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function readColumns(store: Store): Promise<number> {
  let edges = 0;
  for await (const { giver } of store.flowColumns()) edges += giver.length;
  return edges;
}

/** Medians, edges a second. */
export interface BuildFigures {
  edges: number;
  nodes: number;
  /** The store's columns, and no more. */
  columns: number;
  built: number;
  reopened: number;
}

async function measure(store: Store, folder: string): Promise<BuildFigures> {
  const { graph, version } = await readGraph(store);
  const path = join(folder, `build-${process.pid}.graph`);
  const edges = graph.edgeCount;
  const times: Record<"columns" | "built" | "reopened", number[]> = {
    columns: [],
    built: [],
    reopened: [],
  };
  try {
    await writeGraph(path, graph, version);
    for (let round = 0; round < ROUNDS; round += 1) {
      times.columns.push(
        await millis(async () => {
          check((await readColumns(store)) === edges, "the columns hold all edges");
        }),
      );
      times.built.push(await millis(() => readGraph(store)));
      times.reopened.push(
        await millis(async () => {
          const opened = await openGraph(path, version);
          check(opened.state === "open", "the snapshot file opens");
        }),
      );
    }
    const again = await openGraph(path, version);
    check(
      again.state === "open" && Buffer.from(again.graph.memory).equals(Buffer.from(graph.memory)),
      "the reopened graph is the built one",
    );
  } finally {
    await rm(path, { force: true });
  }
  const perSecond = (name: keyof typeof times) => Math.round((edges / median(times[name])) * 1_000);
  return {
    edges,
    nodes: graph.nodeCount,
    columns: perSecond("columns"),
    built: perSecond("built"),
    reopened: perSecond("reopened"),
  };
}

export async function buildOfStore(): Promise<BuildFigures> {
  const folder = process.env["HEADWATER_BENCH"] || join(tmpdir(), "headwater-bench");
  await mkdir(folder, { recursive: true });
  const claims = madeClaims(CLAIMS);
  const store = await madeStore(folder, claims);
  try {
    checkEdges(await readGraph(store), flowsIn(claims));
    claims.length = 0;
    return await measure(store, folder);
  } finally {
    await store.close();
  }
}

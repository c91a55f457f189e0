/**
 * `npm run bench:stores`: both stores written, streamed and expanded, beside the bare driver that
 * does the same with no model. Neo4j is a local server of its own.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Driver } from "neo4j-driver";
import { z } from "zod";
import type { Claim } from "../../src/model/claim.ts";
import type { Store } from "../../src/store/contract.ts";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { addressOf, driverOf, emptyDatabase } from "../neo4j/fresh-store.ts";
import { startTestServer } from "../neo4j/own-server.ts";
import { importFile } from "../store/check.ts";
import { hashOf } from "../store/generated-evidence.ts";
import { countRows, expandBare, readRows, streamBare, writeBare } from "./bare-neo4j.ts";
import { madeClaims, tweetKey } from "./made-claims.ts";
import { check, inFreshProcess, median } from "./measure.ts";
import { randomFrom } from "./random.ts";

const CLAIMS = 20_000;
const ROUNDS = 3;
const FRONTIERS = [1, 10, 100, 1_000];
const ASKED = 60;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const perSecond = (count: number, seconds: number): string => `${Math.round(count / seconds)}/s`;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

const write = (store: Store, claims: Claim[]): Promise<number> =>
  seconds(() => importFile(store, { hash: hashOf(1), claims }, { batch: 500 }));

async function stream(store: Store): Promise<{ seconds: number; edges: number }> {
  let edges = 0;
  const took = await seconds(async () => {
    for await (const some of store.flowEdges()) edges += some.length;
  });
  return { seconds: took, edges };
}

const WHENEVER = { earliest: null, latest: null };

async function expansions(
  expand: (keys: ReturnType<typeof tweetKey>[]) => Promise<number>,
): Promise<string> {
  const random = randomFrom(11);
  const told: string[] = [];
  for (const size of FRONTIERS) {
    const times: number[] = [];
    for (let asked = 0; asked < ASKED; asked += 1) {
      const keys = Array.from({ length: size }, () => tweetKey(Math.floor(random() * CLAIMS)));
      times.push((await seconds(() => expand(keys))) * 1_000);
    }
    const sorted = times.sort((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
    told.push(`${size}: ${median(times).toFixed(1)}/${p99.toFixed(1)}`);
  }
  return told.join("   ");
}

const storeExpansions = (store: Store) =>
  expansions(async (keys) => (await store.expand(keys, "forward", WHENEVER)).length);

async function benchSqlite(folder: string, claims: Claim[], edges: number): Promise<void> {
  const measured = nothingMeasured();
  let expanded = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = join(folder, `${round}.db`);
    const store = openSqliteStore(path);
    measured.writes.push(await write(store, claims));
    const streamed = await stream(store);
    check(streamed.edges === edges, "SQLite streams as many edges as Neo4j");
    measured.streams.push(streamed.seconds);
    const bare = streamBareSqlite(path);
    check(bare.edges === edges, "SQLite by itself reads all edges");
    measured.bareStreams.push(bare.seconds);
    if (round === ROUNDS - 1) expanded = await storeExpansions(store);
    await store.close();
    const copied = await inFreshProcess("bare-child.ts", path, join(folder, `bare-${round}.db`));
    const { seconds: took, rows } = bareSchema.parse(copied);
    measured.bareWrites.push(took);
    measured.rows = rows;
  }
  tell("SQLite", "rows of its tables", { ...measured, edges }, claims.length);
  print(`  expanded, frontier: ms p50/p99   ${expanded}`);
}

const bareSchema = z.object({ seconds: z.number(), rows: z.number() });

/** Rows of a prepared statement, unread. */
function streamBareSqlite(path: string): { seconds: number; edges: number } {
  const database = new DatabaseSync(path, { readOnly: true });
  const statement = database.prepare(`
    SELECT e.relation, s.key, t.key, e.states, e.earliest, e.latest
    FROM edges AS e INDEXED BY edges_by_time
    JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target
    WHERE e.relation < 100 ORDER BY e.earliest, e.latest`);
  statement.setReturnArrays(true);
  const start = performance.now();
  let edges = 0;
  for (const _ of statement.iterate()) edges += 1;
  const took = (performance.now() - start) / 1_000;
  database.close();
  return { seconds: took, edges };
}

interface Measured {
  rows: number;
  edges: number;
  writes: number[];
  bareWrites: number[];
  streams: number[];
  bareStreams: number[];
}

const nothingMeasured = (): Measured => ({
  rows: 0,
  edges: 0,
  writes: [],
  bareWrites: [],
  streams: [],
  bareStreams: [],
});

async function oneRound(
  server: Parameters<typeof addressOf>[0],
  driver: Driver,
  claims: Claim[],
  measured: Measured,
): Promise<Store> {
  await emptyDatabase(server);
  const store = await openNeo4jStore(addressOf(server));
  measured.writes.push(await write(store, claims));
  const streamed = await stream(store);
  const bare = await streamBare(driver);
  check(streamed.edges === bare.edges && bare.edges > 0, "the store streams all edges");
  measured.edges = bare.edges;
  measured.streams.push(streamed.seconds);
  measured.bareStreams.push(bare.seconds);
  const rows = await readRows(driver);
  measured.rows = countRows(rows);
  await emptyDatabase(server);
  measured.bareWrites.push(await writeBare(driver, rows));
  check(countRows(await readRows(driver)) === measured.rows, "the bare driver wrote all rows");
  return store;
}

async function benchNeo4j(claims: Claim[]): Promise<number> {
  const own = await startTestServer();
  const driver = driverOf(own);
  try {
    const measured = nothingMeasured();
    // The first round warms the server up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const store = await oneRound(own, driver, claims, measured);
      await store.close();
      if (round === 0) {
        for (const times of [measured.writes, measured.bareWrites]) times.length = 0;
        for (const times of [measured.streams, measured.bareStreams]) times.length = 0;
      }
    }
    tell("Neo4j", "nodes and relationships", measured, claims.length);
    await emptyDatabase(own);
    const store = await openNeo4jStore(addressOf(own));
    await write(store, claims);
    const some = [tweetKey(1), tweetKey(2), tweetKey(3)];
    const expanded = await store.expand(some, "forward", WHENEVER);
    check(expanded.length === (await expandBare(driver, some)), "both expand alike");
    print(`  expanded, frontier: ms p50/p99   ${await storeExpansions(store)}`);
    const bare = await expansions((keys) => expandBare(driver, keys));
    print(`  … by the bare driver             ${bare}`);
    await store.close();
    return measured.edges;
  } finally {
    await driver.close();
    await own.remove();
  }
}

function tell(store: string, what: string, measured: Measured, claims: number): void {
  const { rows, edges, writes, bareWrites, streams, bareStreams } = measured;
  const ratio = (bare: number[], ours: number[]) =>
    median(ours.map((one, round) => (bare[round] ?? Number.NaN) / one)).toFixed(2);
  print(`${store}, ${claims} claims: ${rows} ${what}, ${edges} flow edges`);
  print(
    `  written: ${perSecond(rows, median(writes))} rows (${perSecond(claims, median(writes))} claims); bare ${perSecond(rows, median(bareWrites))}; ratio ${ratio(bareWrites, writes)} (aim 0.50)`,
  );
  print(
    `  streamed: ${perSecond(edges, median(streams))} edges; bare ${perSecond(edges, median(bareStreams))}; ratio ${ratio(bareStreams, streams)} (aim 0.70)`,
  );
}

const folder = await mkdtemp(join(tmpdir(), "headwater-bench-"));
try {
  const claims = madeClaims(CLAIMS);
  const edges = await benchNeo4j(claims);
  await benchSqlite(folder, claims, edges);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Neo4j's driver by itself: the rows of a store written, streamed and expanded with no model. */
import neo4j, { type Driver } from "neo4j-driver";
import { queryNamed } from "../../src/store/neo4j/queries.ts";

const BATCH = 1_000;
const UNSEEN = { version: neo4j.int(1), visible: neo4j.int(2_000_000_000) };

interface Rows {
  nodes: Map<string, { labels: string[]; properties: object }[]>;
  edges: Map<string, { from: unknown; to: unknown; properties: object }[]>;
}

const NODES = "MATCH (n:Thing|Claim) RETURN labels(n) AS labels, properties(n) AS properties";
const EDGES = `
MATCH (a:Thing|Claim)-[r]->(b:Thing)
RETURN type(r) AS type, coalesce(a.key, a.number) AS from, b.key AS to, properties(r) AS properties`;

const wholes = (properties: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, asParameter(value)]));
const asParameter = (value: unknown): unknown =>
  typeof value === "number"
    ? neo4j.int(value)
    : Array.isArray(value)
      ? value.map(asParameter)
      : value;

/** All things, claims and edges that the store wrote. */
export async function readRows(driver: Driver): Promise<Rows> {
  const rows: Rows = { nodes: new Map(), edges: new Map() };
  for (const record of (await driver.executeQuery(NODES)).records) {
    const { labels, properties } = record.toObject();
    const kind = labels.includes("Thing") ? "Thing" : "Claim";
    const list = rows.nodes.get(kind) ?? [];
    rows.nodes.set(kind, list);
    const others = labels.filter((label: string) => label !== kind);
    list.push({ labels: others, properties: wholes(properties) });
  }
  for (const record of (await driver.executeQuery(EDGES)).records) {
    const { type, from, to, properties } = record.toObject();
    const list = rows.edges.get(type) ?? [];
    rows.edges.set(type, list);
    list.push({ from: asParameter(from), to, properties: wholes(properties) });
  }
  return rows;
}

export const countRows = ({ nodes, edges }: Rows): number =>
  [...nodes.values(), ...edges.values()].reduce((sum, { length }) => sum + length, 0);

/** One transaction for each thousand rows of a kind; gives seconds. */
export async function writeBare(driver: Driver, { nodes, edges }: Rows): Promise<number> {
  const session = driver.session();
  const write = async (query: string, rows: readonly object[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += BATCH) {
      const some = rows.slice(at, at + BATCH);
      await session.executeWrite((transaction) => transaction.run(query, { rows: some }));
    }
  };
  const start = performance.now();
  for (const [kind, rows] of nodes) {
    await write(
      `UNWIND $rows AS row CREATE (n:${kind}:$(row.labels)) SET n = row.properties`,
      rows,
    );
  }
  for (const [type, rows] of edges) {
    const from = type === "ABOUT" ? "(a:Claim {number: row.from})" : "(a:Thing {key: row.from})";
    await write(
      `UNWIND $rows AS row MATCH ${from} MATCH (b:Thing {key: row.to}) CREATE (a)-[r:${type}]->(b) SET r = row.properties`,
      rows,
    );
  }
  await session.close();
  return (performance.now() - start) / 1_000;
}

/** The pages of the store's own query, unread; gives seconds and edges. */
export async function streamBare(driver: Driver): Promise<{ seconds: number; edges: number }> {
  const session = driver.session();
  const query = queryNamed("edges/list-flow-edges");
  const start = performance.now();
  let edges = 0;
  for (let after = ""; ; ) {
    const values = { after, limit: neo4j.int(4_000), ...UNSEEN };
    const { records } = await session.executeRead((transaction) => transaction.run(query, values));
    const page = records[0]?.toObject();
    if (page === undefined || page["last"] === null) break;
    edges += page["relations"].length;
    after = page["last"];
  }
  await session.close();
  return { seconds: (performance.now() - start) / 1_000, edges };
}

const NEVER = neo4j.int(Number.MAX_SAFE_INTEGER);

export async function expandBare(driver: Driver, keys: readonly string[]): Promise<number> {
  const session = driver.session();
  const values = { keys, earliest: neo4j.int(Number.MIN_SAFE_INTEGER), latest: NEVER, ...UNSEEN };
  const { records } = await session.executeRead((transaction) =>
    transaction.run(queryNamed("edges/expand-forward"), values),
  );
  await session.close();
  return records.length;
}

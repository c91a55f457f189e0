/** Which databases are taken for a store, and which are refused. */
import type { Driver } from "neo4j-driver";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { lookIntoNeo4j, openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, driverOf, openFresh } from "../neo4j/fresh-store.ts";

describeNeo4j("opening a database", () => {
  let driver: Driver;
  const run = (query: string) => driver.executeQuery(query);
  const open = async (): Promise<void> => {
    const store = await openNeo4jStore(addressOf(neo4jServer()), { retryMs: 1_000 });
    await store.close();
  };

  beforeAll(() => {
    driver = driverOf(neo4jServer());
  });
  afterAll(async () => {
    await run("MATCH (n) DETACH DELETE n");
    await driver.close();
  });
  beforeEach(async () => {
    const { store } = await openFresh(neo4jServer());
    await store.close();
  });

  it("applies each file of the schema once and records it", async () => {
    const applied = await run("MATCH (f:SchemaFile) RETURN f.name AS name ORDER BY f.number");
    const names = applied.records.map((record) => String(record.get("name")));
    expect(names[0]).toBe("001-store.cypher");
    expect(new Set(names).size).toBe(names.length);
    await open();
    expect((await run("MATCH (f:SchemaFile) RETURN f")).records).toHaveLength(names.length);
  });

  it("keeps one store, however many open it at once", async () => {
    await run("MATCH (n) DETACH DELETE n");
    await Promise.all([open(), open(), open()]);
    expect((await run("MATCH (s:Store) RETURN s")).records).toHaveLength(1);
  });

  it("notes once which entries of an older store's journal have no chain", async () => {
    const entries = async (chains: string): Promise<number> => {
      await run("MATCH (j:JournalEntry) DELETE j");
      await run(
        `UNWIND ${chains} AS entry CREATE (j:JournalEntry {number: entry[0], chain: entry[1]})`,
      );
      await run("MATCH (s:Store) REMOVE s.unchained");
      const store = await openNeo4jStore(addressOf(neo4jServer()));
      await run("MATCH (j:JournalEntry) REMOVE j.chain");
      await store.close();
      const again = await openNeo4jStore(addressOf(neo4jServer()));
      const unchained = await again.unchained();
      await again.close();
      return unchained;
    };
    expect(await entries("[[1, null], [2, null]]")).toBe(2);
    expect(await entries("[[1, null], [2, null], [3, 'x'], [4, null]]")).toBe(2);
    expect(await entries("[[1, 'x'], [2, 'y']]")).toBe(0);
    await run("MATCH (n) DETACH DELETE n");
  });

  it("makes nothing where it is only looked into", async () => {
    const look = () => lookIntoNeo4j(addressOf(neo4jServer()));
    const store = await look();
    expect(await store?.evidenceOf(`sha256:${"0".repeat(64)}`)).toBeUndefined();
    expect(store).toBeDefined();
    await store?.close();
    await run("MATCH (n) DETACH DELETE n");
    expect(await look()).toBeUndefined();
    expect((await run("MATCH (n) RETURN n")).records).toEqual([]);
    await run("CREATE (:Other)");
    await expect(look()).rejects.toMatchObject({ code: "bad-store" });
    await run("MATCH (n) DETACH DELETE n");
  });

  it("refuses what a newer version wrote", async () => {
    await run("CREATE (:SchemaFile {number: 999, name: '999-later.cypher', sha256: 'x'})");
    await expect(open()).rejects.toMatchObject({
      code: "bad-store",
      message: expect.stringContaining("newer Headwater (schema 999-later.cypher)"),
    });
    await run("MATCH (f:SchemaFile {number: 999}) DELETE f");
  });

  it("refuses another file under a number of ours, and other rules of merging", async () => {
    await run("MATCH (f:SchemaFile {number: 1}) SET f.kept = f.sha256, f.sha256 = 'x'");
    await expect(open()).rejects.toMatchObject({
      message: expect.stringContaining("has another 001-store.cypher"),
    });
    await run("MATCH (f:SchemaFile {number: 1}) SET f.sha256 = f.kept REMOVE f.kept");
    await run("MATCH (s:Store) SET s.rules = 0");
    await expect(open()).rejects.toMatchObject({
      message: expect.stringContaining("other rules"),
    });
  });

  it("refuses a database that holds something else, and leaves it as it is", async () => {
    await run("MATCH (n) DETACH DELETE n");
    await run("CREATE (:Film {title: 'Heat'})");
    await expect(open()).rejects.toMatchObject({
      code: "bad-store",
      message: expect.stringContaining("something else (Film)"),
    });
    expect((await run("MATCH (n) RETURN labels(n)")).records).toHaveLength(1);
    await run("MATCH (n) DETACH DELETE n");
    await run("CREATE (:Store {name: 'Shop 12'})");
    await expect(open()).rejects.toMatchObject({
      message: expect.stringContaining("something else (Store)"),
    });
    await run("MATCH (n) DETACH DELETE n");
  });

  it("says that no Neo4j answers, and where", async () => {
    const uri = "bolt://127.0.0.1:1";
    const address = { ...addressOf(neo4jServer()), uri };
    await expect(openNeo4jStore(address, { retryMs: 500 })).rejects.toMatchObject({
      code: "unreachable",
      where: uri,
    });
  });
});

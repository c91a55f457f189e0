import { it } from "vitest";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, emptyDatabase } from "../neo4j/fresh-store.ts";
import { importAndReadAtOnce } from "./at-once.ts";

describeNeo4j("three importers and two readers on one Neo4j", () => {
  it("give the graph that they give one after the other", async () => {
    await emptyDatabase(neo4jServer());
    await importAndReadAtOnce(() =>
      openNeo4jStore(addressOf(neo4jServer()), { claimsAtOnce: 16, leaseMs: 5_000 }),
    );
  });
});

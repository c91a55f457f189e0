import { describe, it } from "vitest";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { openFresh } from "../neo4j/fresh-store.ts";
import { storeContract } from "./contract.ts";
import { lawChecks } from "./law-checks.ts";

/** Runs of each property: every one is several imports on a server. */
const RUNS = 8;

describeNeo4j("a Neo4j", () => {
  storeContract("Neo4j", () => openFresh(neo4jServer()), RUNS);

  describe("Neo4j, written claim by claim, keeps the laws", () => {
    for (const { name, check } of lawChecks(RUNS))
      it(name, () => check(() => openFresh(neo4jServer(), { claimsAtOnce: 1 })));
  });
});

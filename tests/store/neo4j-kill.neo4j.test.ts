import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, emptyDatabase } from "../neo4j/fresh-store.ts";
import { killChecks } from "./kill.ts";

describeNeo4j("a store in Neo4j whose writer is killed", () => {
  killChecks(async () => {
    await emptyDatabase(neo4jServer());
    return addressOf(neo4jServer());
  }, [0, 70, 250, 600, 1_300]);
});

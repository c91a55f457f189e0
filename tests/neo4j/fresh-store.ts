/** Empty stores in the Neo4j that tests share, one after the other. */
import neo4j, { type Driver } from "neo4j-driver";
import { type Neo4jOptions, openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import type { Opened } from "../store/check.ts";
import type { Neo4jServer } from "./connection.ts";

export const addressOf = ({ uri, user, password }: Neo4jServer) => ({
  kind: "neo4j" as const,
  uri,
  user,
  password,
});

export const driverOf = ({ uri, user, password }: Neo4jServer): Driver =>
  neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });

/** All nodes; but for `all`, the record of the schema stays, which would only have to be made again. */
export async function emptyDatabase(
  server: Neo4jServer,
  what: "data" | "all" = "data",
): Promise<void> {
  const driver = driverOf(server);
  const session = driver.session();
  try {
    await session.run(
      "MATCH (n) WHERE $all OR NOT n:SchemaFile CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS",
      { all: what === "all" },
    );
  } finally {
    await session.close();
    await driver.close();
  }
}

/** A writer that is left behind by a failure keeps its turn for this long. */
const LEASE_MS = 2_000;

export async function openFresh(server: Neo4jServer, options: Neo4jOptions = {}): Promise<Opened> {
  await emptyDatabase(server);
  const open = () => openNeo4jStore(addressOf(server), { leaseMs: LEASE_MS, ...options });
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
  };
}

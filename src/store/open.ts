/** Opens the store at an address, whichever database is behind it. */
import type { Store } from "./contract.ts";
import { openSqliteStore } from "./sqlite/sqlite-store.ts";

/** Plain data, so that it can be handed to a worker thread. */
export interface SqliteAddress {
  kind: "sqlite";
  path: string;
}
export interface Neo4jAddress {
  kind: "neo4j";
  /** `neo4j://`, `bolt://`, and their `+s` and `+ssc` forms. */
  uri: string;
  user: string;
  password: string;
}
export type StoreAddress = SqliteAddress | Neo4jAddress;

/** @throws HeadwaterError `bad-store` that says what is wrong with the store, or that none answers */
export async function openStore(address: StoreAddress): Promise<Store> {
  switch (address.kind) {
    case "sqlite":
      return openSqliteStore(address.path);
    case "neo4j": {
      // A SQLite store does without the driver.
      const { openNeo4jStore } = await import("./neo4j/neo4j-store.ts");
      return openNeo4jStore(address);
    }
  }
}

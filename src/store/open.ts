/** Opens the store at an address, whichever database is behind it. */
import { z } from "zod";
import type { LookedInto, Store } from "./contract.ts";
import { lookIntoSqlite, openSqliteStore } from "./sqlite/sqlite-store.ts";

/** Plain data, so that it can be handed to a worker thread. */
export const storeAddressSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sqlite"), path: z.string() }),
  z.object({
    kind: z.literal("neo4j"),
    /** `neo4j://`, `bolt://`, and their `+s` and `+ssc` forms. */
    uri: z.string(),
    user: z.string(),
    password: z.string(),
  }),
]);
export type StoreAddress = z.infer<typeof storeAddressSchema>;
export type Neo4jAddress = Extract<StoreAddress, { kind: "neo4j" }>;

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

/** A store that nothing is written to, nor made where there is none: undefined then. @throws as `openStore` does */
export async function lookIntoStore(address: StoreAddress): Promise<LookedInto | undefined> {
  switch (address.kind) {
    case "sqlite":
      return lookIntoSqlite(address.path);
    case "neo4j": {
      const { lookIntoNeo4j } = await import("./neo4j/neo4j-store.ts");
      return lookIntoNeo4j(address);
    }
  }
}

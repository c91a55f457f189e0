/** Stores whose writers are killed: few claims at a time, and a turn that is soon free again. */
import { z } from "zod";
import type { Store } from "../../src/store/contract.ts";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";

export const killAddressSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sqlite"), path: z.string() }),
  z.object({
    kind: z.literal("neo4j"),
    uri: z.string(),
    user: z.string(),
    password: z.string(),
  }),
]);
export type KillAddress = z.infer<typeof killAddressSchema>;

export const openToBeKilled = async (address: KillAddress): Promise<Store> =>
  address.kind === "sqlite"
    ? openSqliteStore(address.path, { claimsAtOnce: 8 })
    : openNeo4jStore(address, { claimsAtOnce: 8, leaseMs: 1_000 });

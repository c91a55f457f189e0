/** Stores whose writers are killed: few claims at a time, and a turn that is soon free again. */
import type { Store } from "../../src/store/contract.ts";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import type { StoreAddress } from "../../src/store/open.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";

export const openToBeKilled = async (address: StoreAddress): Promise<Store> =>
  address.kind === "sqlite"
    ? openSqliteStore(address.path, { claimsAtOnce: 8 })
    : openNeo4jStore(address, { claimsAtOnce: 8, leaseMs: 1_000 });

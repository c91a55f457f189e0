import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { storeContract } from "./contract.ts";

let folder = "";
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-store-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const opener = (claimsAtOnce: number) => async () => {
  made += 1;
  const path = join(folder, `${made}.db`);
  let store = openSqliteStore(path, { claimsAtOnce });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteStore(path, { claimsAtOnce });
      return store;
    },
  };
};

storeContract("SQLite", opener(512));
storeContract("SQLite, merging claim by claim", opener(1));

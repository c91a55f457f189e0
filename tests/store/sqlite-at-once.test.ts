import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { importAndReadAtOnce } from "./at-once.ts";

describe("three importers and two readers on one SQLite file", () => {
  it("give the graph that they give one after the other", { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "headwater-at-once-"));
    try {
      await importAndReadAtOnce(async () =>
        openSqliteStore(join(folder, "shared.db"), { claimsAtOnce: 16 }),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

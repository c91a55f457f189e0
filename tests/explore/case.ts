/** The MacronLeaks case in the Neo4j that tests share. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import type { Store } from "../../src/store/contract.ts";
import type { Neo4jServer } from "../neo4j/connection.ts";
import { openFresh } from "../neo4j/fresh-store.ts";

const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));

export interface LoadedCase {
  store: Store;
  close(): Promise<void>;
}

export async function loadCase(server: Neo4jServer): Promise<LoadedCase> {
  const home = await mkdtemp(join(tmpdir(), "headwater-explore-"));
  const { store } = await openFresh(server);
  const folder = new EvidenceFolder(home);
  const { totals } = await importBatch({ store, folder, now: () => 0 }, [SEEDS], {}, {});
  if (totals.failedFiles > 0 || totals.failed > 0) throw new Error("the case did not load");
  return {
    store,
    async close() {
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

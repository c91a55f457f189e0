/** Several processes on one store at once: importers, and readers who must only ever see whole files. */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Store } from "../../src/store/contract.ts";
import { importFile } from "./check.ts";
import type { EvidenceFile } from "./generated-evidence.ts";
import { KILL_FILES } from "./kill-files.ts";
import { expectedGraph, type Graph, graphIfWhole } from "./observed.ts";

const IMPORTERS = 3;
const READERS = 2;

const visible = async (store: Store): Promise<readonly EvidenceFile[]> => {
  const hashes = new Set((await store.evidence()).map(({ hash }) => hash));
  return KILL_FILES.filter(({ hash }) => hashes.has(hash));
};

/** The graph and the files at one version; undefined when it changed meanwhile. */
async function look(store: Store): Promise<{ files: string[]; graph: Graph } | undefined> {
  const before = await store.version();
  const files = await visible(store);
  const graph = await graphIfWhole(store);
  if (graph === undefined || (await store.version()) !== before) return undefined;
  assert.deepEqual(graph, expectedGraph(files));
  return { files: files.map(({ hash }) => hash), graph };
}

/** `open` opens the same store again, as another process would. */
export async function importAndReadAtOnce(open: () => Promise<Store>): Promise<void> {
  const stores = await Promise.all(Array.from({ length: IMPORTERS + READERS }, open));
  const [importers, readers] = [stores.slice(0, IMPORTERS), stores.slice(IMPORTERS)];
  let writing = true;
  const seen: number[] = [];
  try {
    const imports = importers.map(async (store, index) => {
      for (const [at, file] of KILL_FILES.entries()) {
        if (at % IMPORTERS === index) await importFile(store, file, { batch: 7 });
      }
    });
    const reads = readers.map(async (store) => {
      while (writing) {
        const whole = await look(store);
        if (whole) seen.push(whole.files.length);
        await pause(1);
      }
    });
    await Promise.all(imports).finally(() => {
      writing = false;
    });
    await Promise.all(reads);
    const [first] = stores;
    assert.ok(first);
    assert.deepEqual((await look(first))?.graph, expectedGraph(KILL_FILES));
    assert.ok(
      seen.some((files) => files > 0),
      "the readers saw whole versions while it was written",
    );
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** The pages over a store of their own, on a server of their own on loopback. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import { assetsRouter } from "../../src/api/page/assets.ts";
import { pageRouter } from "../../src/api/page/router.ts";
import type { Questions } from "../../src/api/questions.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import type { Coverage } from "../../src/model/answer.ts";
import type { Store } from "../../src/store/contract.ts";
import { openStore } from "../../src/store/open.ts";
import { coverageOf } from "../../src/trace/coverage.ts";
import { first } from "../../src/trace/first.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { show } from "../../src/trace/show.ts";
import { trace } from "../../src/trace/trace.ts";

const SOFTWARE = "headwater test";
export const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));

/** Questions over a store of their own, answered as it stood when it was opened. */
export interface QuestionSite {
  questions: Questions;
  store: Store;
  folder: EvidenceFolder;
  coverage(): Promise<Coverage>;
  close(): Promise<void>;
}

/** Imports the paths into a new store. */
export async function openQuestions(paths: readonly string[]): Promise<QuestionSite> {
  const home = await mkdtemp(join(tmpdir(), "headwater-page-"));
  const path = join(home, "case.db");
  const store = await openStore({ kind: "sqlite", path });
  const folder = new EvidenceFolder(`${path}.evidence`);
  if (paths.length > 0) {
    const { files } = await importBatch({ store, folder, now: () => 0 }, paths);
    const failed = files.filter(({ status }) => status !== "imported");
    if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join("; "));
  }
  const loaded = await Loaded.from(store);
  return {
    store,
    folder,
    coverage: async () => coverageOf(await loaded.view("reported")),
    questions: {
      trace: (question) => trace(loaded, question, quotesFrom(folder, loaded.evidence), SOFTWARE),
      first: (question) => first(loaded, question, quotesFrom(folder, loaded.evidence), SOFTWARE),
      show: (selector) => show(loaded, selector, quotesFrom(folder, loaded.evidence), SOFTWARE),
      search: async (words, limit, offset) => ({
        kind: "search",
        words,
        hits: (await store.search(words, offset + limit)).slice(offset),
        software: SOFTWARE,
      }),
    },
    async close() {
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export interface PageSite extends QuestionSite {
  url: string;
  /** What the router called faults of its own. */
  faults: unknown[];
}

/** The pages over such a store, on a server of their own on loopback. */
export async function openPages(paths: readonly string[]): Promise<PageSite> {
  const site = await openQuestions(paths);
  const { questions, store, coverage } = site;
  const faults: unknown[] = [];
  const app = express();
  app.use(
    assetsRouter(),
    pageRouter({
      questionsOf: () => questions,
      evidence: () => store.evidence(),
      evidenceOf: (hash) => store.evidenceOf(hash),
      coverage,
      onFault: (error) => faults.push(error),
    }),
  );
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    ...site,
    url: `http://127.0.0.1:${address.port}`,
    faults,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await site.close();
    },
  };
}

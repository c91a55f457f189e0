/** Questions over a store of their own, answered as it stood when it was opened. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import type { FirstAnswer, ShowAnswer, TraceAnswer } from "../../src/model/answer.ts";
import type { Store } from "../../src/store/contract.ts";
import { openStore } from "../../src/store/open.ts";
import { first } from "../../src/trace/first.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import type { FirstQuestion, TraceQuestion } from "../../src/trace/question.ts";
import { show } from "../../src/trace/show.ts";
import { trace } from "../../src/trace/trace.ts";

const SOFTWARE = "headwater test";
export const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));

export interface QuestionSite {
  questions: {
    trace(question: TraceQuestion): Promise<TraceAnswer>;
    first(question: FirstQuestion): Promise<FirstAnswer>;
    show(selector: string): Promise<ShowAnswer>;
  };
  store: Store;
  close(): Promise<void>;
}

/** Imports the paths into a new store. */
export async function openQuestions(paths: readonly string[]): Promise<QuestionSite> {
  const home = await mkdtemp(join(tmpdir(), "headwater-questions-"));
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
    questions: {
      trace: (question) => trace(loaded, question, quotesFrom(folder, loaded.evidence), SOFTWARE),
      first: (question) => first(loaded, question, quotesFrom(folder, loaded.evidence), SOFTWARE),
      show: (selector) => show(loaded, selector, quotesFrom(folder, loaded.evidence), SOFTWARE),
    },
    async close() {
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

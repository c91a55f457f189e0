/** Questions over a store of their own, answered as it stood when it was opened. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import type { FirstAnswer } from "../../src/model/first-answer.ts";
import type {
  AdoptionAnswer,
  CrossingsAnswer,
  LatencyAnswer,
} from "../../src/model/journey-answer.ts";
import type { ReachAnswer, WhatIfAnswer } from "../../src/model/reach-answer.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { openStore } from "../../src/store/open.ts";
import { adoption } from "../../src/trace/adoption.ts";
import { crossings } from "../../src/trace/crossings.ts";
import { first } from "../../src/trace/first.ts";
import { latency } from "../../src/trace/latency.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import {
  adoptionQuestionSchema,
  crossingsQuestionSchema,
  firstQuestionSchema,
  latencyQuestionSchema,
  reachQuestionSchema,
  traceQuestionSchema,
  whatIfQuestionSchema,
} from "../../src/trace/question.ts";
import { reach } from "../../src/trace/reach-answer.ts";
import { trace } from "../../src/trace/trace.ts";
import { whatIf } from "../../src/trace/what-if.ts";

const SOFTWARE = "headwater test";
export const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));

/** Each takes a question as it is written, and fills in what it leaves out. */
export interface QuestionSite {
  trace(asked: object): Promise<TraceAnswer>;
  first(asked: object): Promise<FirstAnswer>;
  crossings(asked: object): Promise<CrossingsAnswer>;
  latency(asked: object): Promise<LatencyAnswer>;
  adoption(asked: object): Promise<AdoptionAnswer>;
  reach(asked: object): Promise<ReachAnswer>;
  whatIf(asked: object): Promise<WhatIfAnswer>;
  close(): Promise<void>;
}

/** Imports the paths into a new store. */
export async function openQuestions(paths: readonly string[]): Promise<QuestionSite> {
  const home = await mkdtemp(join(tmpdir(), "headwater-questions-"));
  const path = join(home, "case.db");
  const store = await openStore({ kind: "sqlite", path });
  const folder = new EvidenceFolder(`${path}.evidence`);
  const { files } = await importBatch({ store, folder, now: () => 0 }, paths);
  const failed = files.filter(({ status }) => status !== "imported");
  if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join("; "));
  const loaded = await Loaded.from(store);
  const quotes = quotesFrom(folder, loaded.evidence);
  return {
    trace: (asked) => trace(loaded, traceQuestionSchema.parse(asked), quotes, SOFTWARE),
    first: (asked) => first(loaded, firstQuestionSchema.parse(asked), quotes, SOFTWARE),
    crossings: (asked) => crossings(loaded, crossingsQuestionSchema.parse(asked), quotes, SOFTWARE),
    latency: (asked) => latency(loaded, latencyQuestionSchema.parse(asked), quotes, SOFTWARE),
    adoption: (asked) => adoption(loaded, adoptionQuestionSchema.parse(asked), quotes, SOFTWARE),
    reach: (asked) => reach(loaded, reachQuestionSchema.parse(asked), quotes, SOFTWARE),
    whatIf: (asked) => whatIf(loaded, whatIfQuestionSchema.parse(asked), quotes, SOFTWARE),
    async close() {
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The MacronLeaks case: the demo's time to its answer, and a warm trace. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { traceQuestionSchema } from "../../src/trace/question.ts";
import { trace } from "../../src/trace/trace.ts";
import { check, median, ROOT } from "./measure.ts";

const run = promisify(execFile);
const QUESTION = traceQuestionSchema.parse({
  from: "case:macronleaks/emleaks",
  to: "twitter:@wikileaks",
});
const ROUNDS = 200;

export async function benchDemo(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-bench-"));
  try {
    const store = join(folder, "demo.db");
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const started = performance.now();
      const { stdout } = await run("npm", ["run", "demo", "--", "--once", "--store", store], {
        cwd: ROOT,
      });
      times.push((performance.now() - started) / 1000);
      check(stdout.includes("Order certain, basis reported, disputed."), "the demo's answer");
    }
    print(`demo to its answer: ${median(times).toFixed(2)} s (aim under 5 s)`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function benchWarmTrace(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-bench-"));
  try {
    const store = openSqliteStore(join(folder, "case.db"));
    const kept = new EvidenceFolder(join(folder, "case.db.evidence"));
    const site = { store, folder: kept, now: () => Date.now() };
    await importBatch(site, [join(ROOT, "seeds/macronleaks")]);
    const loaded = await Loaded.from(store);
    const readQuote = quotesFrom(kept, loaded.evidence);
    const times: number[] = [];
    let digest: string | undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      const answer = await trace(loaded, QUESTION, readQuote, "headwater bench");
      times.push(performance.now() - started);
      digest ??= answer.digest;
      check(answer.order === "certain" && answer.digest === digest, "the case's answer");
    }
    await store.close();
    const sorted = times.slice(ROUNDS / 4).sort((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
    print(
      `warm trace on the case, quotes and disputes included: median ${median(sorted).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (aim under 10 ms)`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Import of made-up tweets beside bare inserts of the same rows, in the same run. */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { check, inFreshProcess, median } from "./measure.ts";
import { writeTweets } from "./tweets.ts";

const TWEETS = 50_000;
const ROUNDS = 3;

const importedSchema = z.object({
  seconds: z.number(),
  peakMiB: z.number(),
  imported: z.number(),
  failed: z.number(),
  claims: z.number(),
});
const bareSchema = z.object({ seconds: z.number(), rows: z.number() });

export async function benchImport(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-bench-"));
  try {
    const file = join(folder, "tweets.ndjson");
    await writeTweets(file, TWEETS, 1);
    const megabytes = (await stat(file)).size / 1e6;
    const imports: z.infer<typeof importedSchema>[] = [];
    const bares: z.infer<typeof bareSchema>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const store = join(folder, `store-${round}.db`);
      const imported = importedSchema.parse(await inFreshProcess("import-child.ts", file, store));
      check(imported.imported === TWEETS && imported.failed === 0, "not every tweet was imported");
      imports.push(imported);
      const bare = join(folder, `bare-${round}.db`);
      bares.push(bareSchema.parse(await inFreshProcess("bare-child.ts", store, bare)));
    }
    const rows = bares[0]?.rows ?? 0;
    const seconds = median(imports.map((one) => one.seconds));
    const bare = median(bares.map((one) => one.seconds));
    const ratios = imports.map((one, i) => (bares[i]?.seconds ?? Number.NaN) / one.seconds);
    print(`import of ${TWEETS} tweets (${megabytes.toFixed(1)} MB NDJSON, ${rows} rows)`);
    print(
      `  ${seconds.toFixed(2)} s: ${Math.round(TWEETS / seconds)} tweets/s, ${Math.round(rows / seconds)} rows/s`,
    );
    print(`  peak memory ${Math.max(...imports.map((one) => one.peakMiB)).toFixed(0)} MiB`);
    print(
      `  bare prepared inserts of the same rows: ${bare.toFixed(2)} s, ${Math.round(rows / bare)} rows/s`,
    );
    print(`  speed against bare inserts: ${median(ratios).toFixed(2)} (aim 0.50)`);
    print(
      `  raw seconds: import ${imports.map((one) => one.seconds.toFixed(2)).join(" ")}; bare ${bares.map((one) => one.seconds.toFixed(2)).join(" ")}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

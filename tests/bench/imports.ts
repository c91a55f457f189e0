/**
 * `npm run bench:import [-- --records 50000] [-- --large]`: for each format a made-up file of that
 * many records is read alone, beside JSON.parse of the same records, and imported, beside bare
 * inserts of the same rows. `--large` imports 10,000, 1,000,000 and 2,000,000 records of one format,
 * to show what a record costs and whether memory stays flat. Fresh processes; medians of three.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { LINES, type MadeFormat } from "./made.ts";
import { MADE_FORMATS, writeMade } from "./made-files.ts";
import { check, inFreshProcess, median } from "./measure.ts";

const ROUNDS = 3;
const LARGE = [10_000, 1_000_000, 2_000_000];

const parsedSchema = z.object({ seconds: z.number(), peakMiB: z.number(), records: z.number() });
const importedSchema = z.object({
  seconds: z.number(),
  peakMiB: z.number(),
  imported: z.number(),
  failed: z.number(),
  claims: z.number(),
});
const bareSchema = z.object({ seconds: z.number(), rows: z.number() });

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "50000" },
    large: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const times = (seconds: readonly number[]): string =>
  seconds.map((one) => one.toFixed(2)).join(" ");

async function timesOf<T extends { seconds: number }>(
  rounds: number,
  run: (round: number) => Promise<T>,
): Promise<{ all: T[]; seconds: number }> {
  const all: T[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await run(round));
  return { all, seconds: median(all.map((one) => one.seconds)) };
}

async function parsed(file: string, by: string, count: number) {
  const result = parsedSchema.parse(await inFreshProcess("parse-child.ts", file, by));
  check(result.records === count, `${by} read ${result.records} of ${count} records`);
  return result;
}

async function imported(file: string, store: string, count: number) {
  const result = importedSchema.parse(await inFreshProcess("import-child.ts", file, store));
  check(
    result.imported === count && result.failed === 0,
    `${result.imported} of ${count} imported`,
  );
  return result;
}

async function benchFormat(folder: string, format: MadeFormat, count: number): Promise<void> {
  const file = join(folder, `made.${format.extension}`);
  await writeMade(file, format, count);
  const megabytes = (await stat(file)).size / 1e6;
  const isJson = format.extension.endsWith("json") || format.extension === "jsonl";
  const lines = join(folder, "lines.ndjson");
  if (isJson) await writeMade(lines, { ...format, ...LINES }, count);
  const { importer } = format;
  const alone = importer && (await timesOf(ROUNDS, () => parsed(file, importer, count)));
  const plain = isJson ? await timesOf(ROUNDS, () => parsed(lines, "json", count)) : undefined;
  const whole = await timesOf(ROUNDS, (round) =>
    imported(file, join(folder, `${round}.db`), count),
  );
  const bare = await timesOf(ROUNDS, async (round) =>
    bareSchema.parse(
      await inFreshProcess(
        "bare-child.ts",
        join(folder, `${round}.db`),
        join(folder, `bare-${round}.db`),
      ),
    ),
  );
  print(`${format.name}: ${count} records, ${megabytes.toFixed(1)} MB`);
  if (alone) {
    print(
      `  read alone ${Math.round(count / alone.seconds)} records/s, ${(megabytes / alone.seconds).toFixed(1)} MB/s${plain ? `; ${(plain.seconds / alone.seconds).toFixed(2)} of JSON.parse (aim 0.20)` : ""}`,
    );
  }
  print(
    `  imported ${Math.round(count / whole.seconds)} records/s, ${(megabytes / whole.seconds).toFixed(1)} MB/s, peak ${Math.max(...whole.all.map((one) => one.peakMiB)).toFixed(0)} MiB; ${(bare.seconds / whole.seconds).toFixed(2)} of bare inserts (aim 0.50)`,
  );
  print(
    `  raw seconds: ${alone ? `read ${times(alone.all.map((one) => one.seconds))}; ` : ""}${plain ? `JSON.parse ${times(plain.all.map((one) => one.seconds))}; ` : ""}import ${times(whole.all.map((one) => one.seconds))}; bare ${times(bare.all.map((one) => one.seconds))}`,
  );
}

async function benchLarge(folder: string, format: MadeFormat): Promise<void> {
  const costs: number[] = [];
  const peaks: number[] = [];
  for (const count of LARGE) {
    const file = join(folder, `large.${format.extension}`);
    await writeMade(file, format, count);
    const megabytes = (await stat(file)).size / 1e6;
    const { seconds, peakMiB } = await imported(file, join(folder, `${count}.db`), count);
    costs.push((seconds / count) * 1e6);
    peaks.push(peakMiB);
    print(
      `${format.name}: ${count} records, ${megabytes.toFixed(0)} MB: ${seconds.toFixed(1)} s, ${((seconds / count) * 1e6).toFixed(0)} us a record, peak ${peakMiB.toFixed(0)} MiB`,
    );
    await rm(join(folder, `${count}.db`), { force: true });
  }
  const [small = Number.NaN] = costs;
  print(
    `  cost of a record at ${LARGE.at(-1)} against ${LARGE[0]}: ${((costs.at(-1) ?? Number.NaN) / small).toFixed(2)} (aim at most 2); memory ${((peaks.at(-1) ?? Number.NaN) / (peaks[0] ?? Number.NaN)).toFixed(2)} (aim at most 1.2)`,
  );
}

print(
  `node ${process.versions.node}, SQLite ${process.versions["sqlite"]}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
const chosen = MADE_FORMATS.filter(
  ({ name }) => values.only === undefined || name.includes(values.only),
);
for (const format of values.large ? chosen.slice(0, 1) : chosen) {
  const folder = await mkdtemp(join(tmpdir(), "headwater-bench-"));
  try {
    if (values.large) await benchLarge(folder, format);
    else await benchFormat(folder, format, Number(values.records));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

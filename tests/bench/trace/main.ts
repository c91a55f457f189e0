/**
 * `npm run bench:trace`: the trace engine beside others on the same input. A time is kept only where
 * reach and sum of arrivals are right. docs/benchmarks.md says what is measured and holds the figures.
 *
 *   -- --large               also 63.5 million edges
 *   -- --sets a,b            only these sets; the page is not written
 *   -- --engines a,b         only these engines beside C; the page is not written
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../measure.ts";
import { type Bench, checkSet, type Ready } from "./bench.ts";
import { C, ENGINES, type Engine } from "./engines.ts";
import { type RunReport, reportText, writePage } from "./page.ts";
import { prepareSets } from "./sets.ts";
import { WORK } from "./work.ts";

const ROUNDS = 3;

const { values } = parseArgs({
  options: {
    large: { type: "boolean", default: false },
    sets: { type: "string" },
    engines: { type: "string" },
  },
});
const work = process.env["HEADWATER_BENCH"] || join(tmpdir(), "headwater-bench");
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const chosen = (list: string | undefined, id: string): boolean =>
  list === undefined || list.split(",").includes(id);

/** Engines that are there, and why others are not. */
async function installAll(
  engines: readonly Engine[],
): Promise<{ ready: Ready[]; missing: string[] }> {
  const [ready, missing]: [Ready[], string[]] = [[], []];
  for (const engine of engines) {
    try {
      ready.push({ ...engine, version: await engine.install(work) });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      missing.push(`${engine.label}: not installed: ${why.trim().split("\n").at(-1)}`);
    }
  }
  return { ready, missing };
}

async function prepareAll(bench: Bench): Promise<void> {
  for (const set of bench.sets) {
    for (const { id, prepare, mostEdges = Number.POSITIVE_INFINITY } of bench.engines) {
      if (prepare === undefined || set.edges > mostEdges) continue;
      bench.log(`${id}: loading ${set.id}`);
      await prepare(work, set);
    }
  }
}

const circumstances = (ready: readonly Ready[], left: readonly string[]): string[] => [
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, ${ROUNDS} rounds`,
  ...ready.map(({ id, label, version }) => `\`${id}\`: ${label}; ${version}`),
  ...left,
];

await mkdir(work, { recursive: true });
const found = prepareSets(work, process.env["HEADWATER_DATASETS"] || undefined, values.large);
const wanted = ENGINES.filter(({ id }) => id === C.id || chosen(values.engines, id));
const { ready, missing } = await installAll(wanted);
const sets = found.sets.filter(({ id }) => chosen(values.sets, id));
const checked = [];
for (const set of sets) checked.push(await checkSet(work, set));
const bench: Bench = { work, sets: checked, engines: ready, rounds: ROUNDS, log };
await prepareAll(bench);

const report: RunReport = {
  circumstances: circumstances(ready, [...missing, ...found.skipped]),
  items: [],
};
const items = [];
for (const item of WORK) items.push({ item, told: await item.run(bench) });
const text = reportText({ ...report, items });
process.stdout.write(text);
const raw = items.map(({ item, told }) => ({ work: item.id, ...told }));
await writeFile(join(work, "figures.json"), JSON.stringify(raw, undefined, 1));
if (values.sets === undefined && values.engines === undefined) {
  writePage(join(ROOT, "docs/benchmarks.md"), text);
}

/**
 * `npm run fuzz:importers -- [--seconds 60] [--seed 1] [--only <importer>]`: each importer reads
 * changed and swollen fixtures for that long. A crash, a claim that cannot be read back, or more
 * than a second per megabyte ends the run with the case, kept in a file.
 */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { Importer } from "../../src/importers/importer.ts";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { changed, changes, inputsOf, survives, swollen } from "./survival.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const SWOLLEN_BYTES = 200_000;
const SECONDS_PER_MEGABYTE = 1;
/** What a run may take beyond its bytes: collecting garbage. */
const SLACK_SECONDS = 2;

async function timed(importer: Importer, bytes: Uint8Array): Promise<void> {
  const started = process.cpuUsage();
  await survives(importer, bytes);
  // Its own work: other processes on the machine are no fault of the importer's.
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const allowed = SLACK_SECONDS + (bytes.length / 1e6) * SECONDS_PER_MEGABYTE;
  if (seconds > allowed) {
    throw new Error(`it took ${seconds.toFixed(1)} s for ${bytes.length} bytes`);
  }
}

/** @returns the number of cases that it stood */
async function fuzz(importer: Importer, seconds: number, seed: number): Promise<number> {
  const cases = fc.tuple(fc.nat(), changes, fc.option(fc.tuple(fc.nat(), fc.nat())));
  const inputs = inputsOf(importer);
  const end = performance.now() + seconds * 1000;
  let count = 0;
  for (let round = 0; performance.now() < end; round += 1) {
    for (const [which, made, piece] of fc.sample(cases, { seed: seed + round, numRuns: 50 })) {
      const input = inputs[which % inputs.length] ?? new Uint8Array();
      const broken = changed(input, made);
      const bytes = piece === null ? broken : swollen(broken, piece, SWOLLEN_BYTES);
      try {
        await timed(importer, bytes);
      } catch (error) {
        const file = join(tmpdir(), `headwater-fuzz-${importer.id}-${seed + round}`);
        writeFileSync(file, bytes);
        throw new Error(`${importer.id} does not stand ${file}`, { cause: error });
      }
      count += 1;
    }
  }
  return count;
}

const chosen = IMPORTERS.filter(({ id }) => values.only === undefined || id === values.only);
if (chosen.length === 0) throw new Error(`no importer "${values.only}"`);
for (const importer of chosen) {
  const seconds = Number(values.seconds) / chosen.length;
  const count = await fuzz(importer, seconds, Number(values.seed));
  process.stdout.write(`${importer.id}: ${count} cases\n`);
}

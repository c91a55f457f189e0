/**
 * Reads one file by an importer, or its lines by JSON.parse alone, and prints what it took, as JSON;
 * run in a process of its own.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { contextFrom } from "../../src/importers/importer.ts";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { manifestBeside } from "../../src/ingest/files.ts";

const [file, by] = process.argv.slice(2);
if (file === undefined || by === undefined) throw new Error("give a file and an importer, or json");

async function parseLines(path: string): Promise<number> {
  let records = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    JSON.parse(line);
    records += 1;
  }
  return records;
}

async function importLines(path: string, id: string): Promise<number> {
  const importer = IMPORTERS.find((one) => one.id === id);
  if (importer === undefined) throw new Error(`no importer "${id}"`);
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 });
  const manifest = await manifestBeside(path);
  let records = 0;
  for await (const results of importer.parse(bytes, contextFrom(manifest))) {
    for (const { outcome } of results) if (outcome === "imported") records += 1;
  }
  return records;
}

const started = performance.now();
const records = by === "json" ? await parseLines(file) : await importLines(file, by);
process.stdout.write(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    records,
  }),
);

/** Imports one file into a fresh store and prints what it took, as JSON; run in a process of its own. */
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importFile } from "../../src/ingest/import-file.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";

const [file, path] = process.argv.slice(2);
if (file === undefined || path === undefined) throw new Error("give a file and a store");
const started = performance.now();
const store = openSqliteStore(path);
const site = { store, folder: new EvidenceFolder(`${path}.evidence`), now: () => Date.now() };
const outcome = await importFile(site, file);
await store.close();
const seconds = (performance.now() - started) / 1000;
process.stdout.write(
  JSON.stringify({
    seconds,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    imported: outcome.report?.imported ?? 0,
    failed: outcome.report?.failed ?? -1,
    claims: outcome.report?.claims ?? 0,
  }),
);

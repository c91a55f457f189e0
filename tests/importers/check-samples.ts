/**
 * `npm run check:samples -- <folder>`: what an import of real files would come to, file by file, with
 * why what is not read is not; and whether each claim can be read back from its place. Nothing is
 * written. Exit 1 when an importer breaks or a claim cannot be read back.
 */
import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import { spokenField, spokenReasons } from "../../src/export/tell-report.ts";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { tryBatch } from "../../src/ingest/import-batch.ts";
import { table } from "../../src/model/plain-text.ts";
import type { FileOutcome } from "../../src/model/report.ts";
import { survives } from "./survival.ts";

/** A larger file is read by its own importer alone. */
const MAX_BYTES = 4_000_000;

const [folder] = process.argv.slice(2);
if (folder === undefined || !statSync(folder).isDirectory()) {
  process.stderr.write("npm run check:samples -- <folder of real files>\n");
  process.exit(2);
}
const nameOf = (file: string): string => relative(folder, file);

/** All importers, since each must stand what is not its own. */
async function whatBreaks({ file }: FileOutcome): Promise<string[]> {
  const bytes = new Uint8Array(readFileSync(file));
  if (bytes.length > MAX_BYTES) return [];
  const broken: string[] = [];
  for (const importer of IMPORTERS) {
    try {
      await survives(importer, bytes);
    } catch (error) {
      broken.push(`${nameOf(file)}: ${importer.id}: ${String(error)}`);
    }
  }
  return broken;
}

function rowOf({ file, importer, report, status }: FileOutcome): string[] {
  const counts = report
    ? [report.seen, report.imported, report.skipped, report.failed, report.claims].map(String)
    : ["", "", "", "", ""];
  const unknown = report ? String(report.fieldsUnknown.length) : "";
  return [nameOf(file), status === "failed" ? "-" : (importer ?? "file"), ...counts, unknown];
}

const isUnknown = ({ message }: FileOutcome): boolean =>
  message?.startsWith("no importer reads") === true;

function whyOf({ file, message, report }: FileOutcome): string[] {
  const reasons = report ? spokenReasons(report.reasons) : "";
  const unknown = report?.fieldsUnknown.map(spokenField).join(", ") ?? "";
  const errors = (report?.diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ place, message: what }) => `failed at ${place}: ${what}`);
  const lines = [
    ...(message === null ? [] : [message]),
    ...(reasons === "" ? [] : [reasons]),
    ...errors,
    ...(unknown === "" ? [] : [`fields never heard of: ${unknown}`]),
  ];
  return lines.length === 0 ? [] : [nameOf(file), ...lines.map((line) => `  ${line}`)];
}

const { files, totals } = await tryBatch({ store: undefined }, [folder]);
const columns = ["file", "importer", "seen", "imported", "skipped", "failed", "claims", "unknown"];
process.stdout.write(`${table([columns, ...files.map(rowOf)])}\n\n`);
const unread = files.filter(isUnknown).map(({ file }) => `  ${nameOf(file)}`);
process.stdout.write(
  `${files
    .filter((one) => !isUnknown(one))
    .flatMap(whyOf)
    .join("\n")}\n\n`,
);
process.stdout.write(`of a format that no importer reads:\n${unread.join("\n")}\n\n`);
const broken: string[] = [];
for (const one of files) broken.push(...(await whatBreaks(one)));
process.stdout.write(
  `${totals.files} files, ${totals.failedFiles} not read; ${totals.seen} records = ${totals.imported} imported + ${totals.skipped} skipped + ${totals.failed} failed; ${broken.length} broken\n`,
);
for (const line of broken) process.stdout.write(`BROKEN ${line}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;

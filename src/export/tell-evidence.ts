/** Evidence and imports as text. */
import type { EvidenceRecord } from "../model/evidence.ts";
import type { FileOutcome, ImportAnswer } from "../model/report.ts";
import { plain, redacted, table } from "./plain-text.ts";

const MAX_DIAGNOSTICS = 20;

export function tellOutcome(outcome: FileOutcome): string {
  const { file, status, report, importer, message } = outcome;
  const counts =
    report === null || importer === null
      ? ""
      : `: ${report.seen} records seen = ${report.imported} imported + ${report.skipped} skipped + ${report.failed} failed`;
  const marks = [
    outcome.reconstruction ? "RECONSTRUCTION" : "",
    status !== "failed" && outcome.provenance === "unknown" ? "provenance unknown" : "",
    status !== "failed" && importer === null ? "kept without an importer" : "",
  ].filter((mark) => mark !== "");
  const lines = [
    `${status}  ${plain(file)}${importer === null ? "" : ` (${importer})`}${counts}${marks.length === 0 ? "" : ` [${marks.join(", ")}]`}`,
  ];
  if (message !== null) lines.push(`  ${message}`);
  if (outcome.hash !== null && status !== "unchanged") lines.push(`  ${outcome.hash}`);
  if (report !== null && status !== "unchanged") {
    for (const one of report.diagnostics.slice(0, MAX_DIAGNOSTICS)) {
      lines.push(`  ${one.severity} ${plain(one.place)}: ${plain(one.message)} (${one.code})`);
    }
    const more =
      Math.max(0, report.diagnostics.length - MAX_DIAGNOSTICS) + report.diagnosticsOmitted;
    if (more > 0) lines.push(`  … and ${more} more: see headwater evidence show ${outcome.hash}`);
  }
  return lines.join("\n");
}

export function tellImport({ files, totals }: ImportAnswer): string {
  return `${files.map(tellOutcome).join("\n")}\n${totals.files} files, ${totals.failedFiles} failed; ${totals.seen} records seen = ${totals.imported} imported + ${totals.skipped} skipped + ${totals.failed} failed\n`;
}

/** What it is known to be: a manifest tells where it comes from, and not that it is genuine. */
const kindOf = ({ reconstruction, manifest }: EvidenceRecord): string =>
  `${reconstruction ? "reconstruction, " : ""}provenance ${manifest === null ? "unknown" : "told"}`;

export function tellEvidenceList(records: readonly EvidenceRecord[]): string {
  if (records.length === 0) return "no evidence here\n";
  const rows = records.map((record) => [
    record.hash,
    record.importer?.id ?? "file",
    String(record.report.claims),
    kindOf(record),
    redacted(record.name),
  ]);
  return `${table([["hash", "importer", "claims", "kind", "name"], ...rows])}\n`;
}

export function tellEvidence(record: EvidenceRecord): string {
  const { manifest, report } = record;
  const lines = [
    `${record.hash}`,
    `name        ${redacted(record.name)}`,
    `size        ${record.size} bytes`,
    `importer    ${record.importer === null ? "none: kept as a file" : `${record.importer.id}, version ${record.importer.version}`}`,
    `records     ${report.seen} seen = ${report.imported} imported + ${report.skipped} skipped + ${report.failed} failed; ${report.claims} claims`,
    `kind        ${kindOf(record)}`,
    ...(manifest === null
      ? ["provenance  unknown: it has no manifest"]
      : [
          `origin      ${redacted(manifest.origin)}`,
          `collected   ${plain(manifest.collected ?? "unknown")} by ${redacted(manifest.collectedBy ?? "unknown")}`,
          ...(manifest.note === undefined ? [] : [`note        ${redacted(manifest.note)}`]),
        ]),
    ...report.diagnostics.map(
      (one) => `${one.severity} ${plain(one.place)}: ${redacted(one.message)} (${one.code})`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

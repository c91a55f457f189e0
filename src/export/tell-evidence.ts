/** Evidence and imports as text. */

import type { EvidenceRecord } from "../model/evidence.ts";
import { many, plain, redacted, table } from "../model/plain-text.ts";
import type { FileOutcome, ImportAnswer } from "../model/report.ts";
import {
  countsOf,
  diagnosticLines,
  hasUnknownZone,
  reportLines,
  spokenField,
} from "./tell-report.ts";

/** Of a batch of more files only those are told one by one that need a look. */
const MANY_FILES = 50;
const MAX_LISTED = 20;
const DIAGNOSTICS_OF_MANY = 3;

const ZONE_HINT = "say --zone <zone> if you know in which zone its times are written";

/** Whether something of the file is not in, or not known as it might be. */
function needsLook({ status, report }: FileOutcome): boolean {
  if (report === null || status === "failed") return true;
  return (
    report.failed > 0 ||
    report.diagnostics.length > 0 ||
    report.fieldsUnknown.length > 0 ||
    hasUnknownZone(report)
  );
}

function headline(outcome: FileOutcome): string {
  const { file, status, report, importer, message } = outcome;
  const counts = report === null || importer === null ? "" : `: ${countsOf(report)}`;
  const isKept = status !== "failed" && status !== "skipped";
  const marks = [
    outcome.reconstruction ? "RECONSTRUCTION" : "",
    isKept && outcome.provenance === "unknown" ? "provenance unknown" : "",
    isKept && importer === null ? "kept without an importer" : "",
  ].filter((mark) => mark !== "");
  const by = importer === null ? "" : ` (${importer})`;
  const first = `${status}  ${plain(file)}${by}${counts}${marks.length === 0 ? "" : ` [${marks.join(", ")}]`}`;
  return message === null ? first : `${first}\n  ${plain(message)}`;
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

export function tellOutcome(outcome: FileOutcome): string {
  const { status, report, hash } = outcome;
  const lines = [headline(outcome)];
  if (status === "unchanged" || hash === null) return lines.join("\n");
  lines.push(`  ${hash}`);
  if (report !== null) {
    lines.push(...indented(reportLines(report, false)));
    if (hasUnknownZone(report)) lines.push(`  ${ZONE_HINT}`);
    lines.push(...indented(diagnosticLines(report)));
  }
  return lines.join("\n");
}

/** What fields of which no importer has heard, and zones that nobody knows, a batch met with. */
function summary(files: readonly FileOutcome[]): string[] {
  const reports = files.flatMap(({ report, status }) =>
    report === null || status === "unchanged" ? [] : [report],
  );
  const unknown = new Map<string, string>();
  for (const { fieldsUnknown } of reports) {
    for (const one of fieldsUnknown) {
      if (!unknown.has(one.field)) unknown.set(one.field, spokenField(one));
    }
  }
  const zoneless = reports.filter(hasUnknownZone).length;
  const skipped = files.filter(({ status }) => status === "skipped").length;
  const fields = [...unknown.values()];
  const left = fields.length - MAX_LISTED;
  return [
    ...(skipped === 0
      ? []
      : [
          `skipped: ${many(skipped, "style, script or font", "styles, scripts or fonts")} of saved pages`,
        ]),
    ...(fields.length === 0
      ? []
      : [
          `fields never heard of: ${fields.slice(0, MAX_LISTED).join(", ")}${left > 0 ? `, and ${left} more` : ""}`,
        ]),
    ...(zoneless === 0 ? [] : [`times of unknown zone in ${many(zoneless, "file")}: ${ZONE_HINT}`]),
  ];
}

function tellMany(files: readonly FileOutcome[]): string[] {
  const bad = files.filter(
    ({ status, report }) => status === "failed" || (report?.failed ?? 0) > 0,
  );
  return [
    ...bad.flatMap((outcome) => [
      headline(outcome),
      ...(outcome.report === null
        ? []
        : indented(diagnosticLines(outcome.report, DIAGNOSTICS_OF_MANY))),
    ]),
    ...summary(files),
  ];
}

function tellSome(files: readonly FileOutcome[]): string[] {
  if (files.length === 1) return files.map(tellOutcome);
  return files.map((outcome) => (needsLook(outcome) ? tellOutcome(outcome) : headline(outcome)));
}

export function tellImport({ files, totals, dryRun }: ImportAnswer): string {
  const told = files.length > MANY_FILES ? tellMany(files) : tellSome(files);
  return `${[...told, `${many(totals.files, "file")}, ${totals.failedFiles} failed; ${countsOf(totals)}${dryRun ? "; nothing was written" : ""}`].join("\n")}\n`;
}

/** What it is known to be: a manifest tells where it comes from, and not that it is genuine. */
const kindOf = ({ reconstruction, manifest, hashOnly }: EvidenceRecord): string =>
  `${reconstruction ? "reconstruction, " : ""}provenance ${manifest === null ? "unknown" : "told"}${hashOnly ? ", only its hash is kept" : ""}`;

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

function given({ given: said }: EvidenceRecord): string[] {
  if (said === undefined) return [];
  return [
    ...(said.zone === undefined ? [] : [`--zone      ${plain(said.zone.name ?? "unknown")}`]),
    ...(said.mapping === undefined ? [] : ["--mapping   given, see --json"]),
  ];
}

export function tellEvidence(record: EvidenceRecord): string {
  const { manifest, report } = record;
  const lines = [
    `${record.hash}`,
    `name        ${redacted(record.name)}`,
    `size        ${many(record.size, "byte")}`,
    `importer    ${record.importer === null ? "none: kept as a file" : `${record.importer.id}, version ${record.importer.version}`}`,
    `records     ${countsOf(report).replace(/records? /, "")}; ${many(report.claims, "claim")}`,
    `kind        ${kindOf(record)}`,
    ...(manifest === null
      ? ["provenance  unknown: it has no manifest"]
      : [
          `origin      ${redacted(manifest.origin)}`,
          `collected   ${plain(manifest.collected ?? "unknown")} by ${redacted(manifest.collectedBy ?? "unknown")}`,
          ...(manifest.note === undefined ? [] : [`note        ${redacted(manifest.note)}`]),
        ]),
    ...given(record),
    ...reportLines(report, true),
    ...diagnosticLines(report, report.diagnostics.length),
  ];
  return `${lines.join("\n")}\n`;
}

/** Many files, one after the other: what fails is reported, and the rest goes on. */
import { HeadwaterError } from "../model/errors.ts";
import type { FileOutcome, ImportAnswer } from "../model/report.ts";
import { findFiles } from "./files.ts";
import { type ImportChoices, type ImportSite, importFile } from "./import-file.ts";

function failed(file: string, error: unknown): FileOutcome {
  if (!(error instanceof HeadwaterError)) throw error;
  return {
    file,
    status: "failed",
    hash: null,
    importer: null,
    report: null,
    message: error.message,
    reconstruction: false,
    provenance: "unknown",
  };
}

export function totals(files: readonly FileOutcome[]): ImportAnswer["totals"] {
  const fresh = files.filter(({ status }) => status !== "unchanged");
  const sum = (name: "seen" | "imported" | "skipped" | "failed") =>
    fresh.reduce((total, { report }) => total + (report?.[name] ?? 0), 0);
  return {
    files: files.length,
    failedFiles: files.filter(({ status }) => status === "failed").length,
    seen: sum("seen"),
    imported: sum("imported"),
    skipped: sum("skipped"),
    failed: sum("failed"),
  };
}

export interface BatchProgress {
  onFile?: (file: string, index: number, count: number) => void;
  onOutcome?: (outcome: FileOutcome) => void;
}

/** Imports all files that the paths name. Errors that are no fault of a file are thrown. */
export async function importBatch(
  site: ImportSite,
  paths: readonly string[],
  choices: ImportChoices = {},
  progress: BatchProgress = {},
): Promise<ImportAnswer> {
  const found = await findFiles(paths);
  const files: FileOutcome[] = [];
  for (const [index, one] of found.entries()) {
    progress.onFile?.(one.path, index, found.length);
    let result: FileOutcome;
    try {
      if ("error" in one) throw one.error;
      result = await importFile(site, one.path, choices);
    } catch (error) {
      result = failed(one.path, error);
    }
    files.push(result);
    progress.onOutcome?.(result);
  }
  return { kind: "import", files, totals: totals(files) };
}

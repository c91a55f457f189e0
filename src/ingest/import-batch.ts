/** Many files, one after the other: what fails is reported, and the rest goes on. */
import { EMPTY_FILE, HeadwaterError } from "../model/errors.ts";
import { mappingsAmong } from "../model/mapping-name.ts";
import type { FileOutcome, ImportAnswer } from "../model/report.ts";
import { type Found, findFiles, STDIN } from "./files.ts";
import { type ImportSite, importBytes, importFile } from "./import-file.ts";
import { withMappingBeside } from "./mapping-beside.ts";
import { tryBytes, tryFile } from "./try-file.ts";
import type { DrySite, ImportChoices } from "./work.ts";

const untold = (
  file: string,
  status: FileOutcome["status"],
  message: string | null,
): FileOutcome => ({
  file,
  status,
  hash: null,
  importer: null,
  report: null,
  message,
  reconstruction: false,
  provenance: "unknown",
});

/** What a file comes to that cannot be read: what others are only shown with is no loss. */
function unread(name: string, found: Found, error: unknown): FileOutcome {
  if (!(error instanceof HeadwaterError)) throw error;
  const aside = "aside" in found && found.aside?.which.test(name) ? found.aside : undefined;
  const isUnknown = error.code === "unknown-format" || error.message === EMPTY_FILE;
  if (aside === undefined || !isUnknown) return untold(name, "failed", error.message);
  return untold(name, "skipped", `${aside.what}: no importer reads it`);
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

interface BatchProgress {
  onFile?: (file: string, index: number, count: number) => void;
  onOutcome?: (outcome: FileOutcome) => void;
}

/** How a batch takes one file, and bytes that come once. */
interface Taking {
  file: (path: string) => Promise<FileOutcome>;
  stdin: () => Promise<FileOutcome>;
}

/** What standard input is called as evidence. */
const STDIN_NAME = "stdin";

/** Takes all files that the paths name. Errors that are no fault of a file are thrown. */
async function takeAll(
  paths: readonly string[],
  taking: Taking,
  progress: BatchProgress,
): Promise<FileOutcome[]> {
  const all = await findFiles(paths);
  const mappings = mappingsAmong(all.map(({ path }) => path));
  const found = all.filter(({ path }) => !mappings.has(path));
  const files: FileOutcome[] = [];
  for (const [index, one] of found.entries()) {
    const name = one.path === STDIN ? STDIN_NAME : one.path;
    progress.onFile?.(name, index, found.length);
    let result: FileOutcome;
    try {
      if ("error" in one) throw one.error;
      result = await (one.path === STDIN ? taking.stdin() : taking.file(one.path));
    } catch (error) {
      result = unread(name, one, error);
    }
    files.push(result);
    progress.onOutcome?.(result);
  }
  return files;
}

/** No manifest stands beside what comes once. */
const onceChosen = (choices: ImportChoices): ImportChoices => ({
  ...choices,
  manifest: choices.manifest ?? null,
});

export interface BatchOptions extends BatchProgress {
  /** What `-` among the paths stands for. */
  stdin?: AsyncIterable<Uint8Array>;
}

async function* noBytes(): AsyncIterable<Uint8Array> {}

export async function importBatch(
  site: ImportSite,
  paths: readonly string[],
  choices: ImportChoices = {},
  { stdin = noBytes(), ...progress }: BatchOptions = {},
): Promise<ImportAnswer> {
  await site.folder.removeUnfinished(site.now());
  const files = await takeAll(
    paths,
    {
      file: async (path) => importFile(site, path, await withMappingBeside(path, choices)),
      stdin: () => importBytes(site, STDIN_NAME, stdin, onceChosen(choices)),
    },
    progress,
  );
  return { kind: "import", files, totals: totals(files) };
}

/** What the import of a batch would come to, each file by itself; nothing is written. */
export async function tryBatch(
  site: DrySite,
  paths: readonly string[],
  choices: ImportChoices = {},
  { stdin = noBytes(), ...progress }: BatchOptions = {},
): Promise<ImportAnswer> {
  const files = await takeAll(
    paths,
    {
      file: async (path) => tryFile(site, path, await withMappingBeside(path, choices)),
      stdin: () => tryBytes(site, STDIN_NAME, stdin, onceChosen(choices)),
    },
    progress,
  );
  return { kind: "import", files, totals: totals(files), dryRun: true };
}

import { stat } from "node:fs/promises";
import { Presets, SingleBar } from "cli-progress";
import { Command } from "commander";
import { tellImport } from "../export/tell-evidence.ts";
import { readManifest } from "../ingest/files.ts";
import { type BatchProgress, importBatch } from "../ingest/import-batch.ts";
import {
  AS_FILE,
  type ImportChoices,
  type ImportSite,
  importerById,
} from "../ingest/import-file.ts";
import { HeadwaterError } from "../model/errors.ts";
import { hashSchema } from "../model/evidence.ts";
import type { ImportAnswer } from "../model/report.ts";
import { EXIT, jsonOption, storeOption, withSite, write, writeJson } from "./program.ts";

interface ImportOptions {
  as?: string;
  manifest?: string;
  replaces?: string;
  store: string;
  json?: true;
}

interface Bar {
  site: Pick<ImportSite, "onProgress">;
  batch: BatchProgress;
  stop: () => void;
}

/** A bar on standard error while it is a terminal. */
function progressBar(): Bar {
  if (!process.stderr.isTTY) return { site: {}, batch: {}, stop: () => undefined };
  const bar = new SingleBar(
    { format: "{bar} {percentage}% | {file}", clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(1, 0, { file: "" });
  return {
    site: { onProgress: (bytes) => bar.update(bytes) },
    batch: {
      onFile: (file, index, count) => {
        void stat(file).then(
          ({ size }) => bar.setTotal(Math.max(1, size)),
          () => undefined,
        );
        bar.update(0, { file: `${index + 1} of ${count}: ${file}` });
      },
    },
    stop: () => bar.stop(),
  };
}

export async function runImport(
  site: ImportSite,
  paths: readonly string[],
  choices: ImportChoices,
): Promise<ImportAnswer> {
  const bar = progressBar();
  try {
    return await importBatch({ ...site, ...bar.site }, paths, choices, bar.batch);
  } finally {
    bar.stop();
  }
}

export const exitOfImport = ({ totals }: ImportAnswer): number =>
  totals.failedFiles > 0 || totals.failed > 0 ? EXIT.badInput : EXIT.answered;

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function choicesFrom(
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportChoices> {
  const choices: ImportChoices = {};
  if (options.as !== undefined) {
    if (options.as !== AS_FILE) importerById(options.as);
    choices.as = options.as;
  }
  const forOne = options.manifest !== undefined || options.replaces !== undefined;
  if (forOne && (paths.length !== 1 || (await isFolder(paths[0] ?? "")))) {
    throw new HeadwaterError("usage", "--manifest and --replaces go with one file");
  }
  if (options.manifest !== undefined) choices.manifest = await readManifest(options.manifest);
  if (options.replaces !== undefined) {
    const hash = hashSchema.safeParse(options.replaces);
    if (!hash.success) throw new HeadwaterError("usage", "--replaces takes sha256:<64 hex digits>");
    choices.replaces = hash.data;
  }
  return choices;
}

export const importCommand = (): Command =>
  new Command("import")
    .summary("load evidence files or folders")
    .description(
      "Keeps files byte for byte and reads what they claim. A file is shown once its last claim is in; what fails is told, and the rest goes on.",
    )
    .argument("<paths...>", "files and folders; <file>.manifest.json beside a file is its manifest")
    .option("--as <importer>", "the importer to use, or `file` to keep a file without one")
    .option("--manifest <file>", "the manifest of the one file given")
    .option("--replaces <hash>", "evidence that the one file given takes the place of")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (paths: string[], options: ImportOptions) => {
      const choices = await choicesFrom(paths, options);
      const answer = await withSite(options.store, (site) => runImport(site, paths, choices));
      if (options.json) writeJson(answer);
      else write(tellImport(answer));
      process.exitCode = exitOfImport(answer);
    });

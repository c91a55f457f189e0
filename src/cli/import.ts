import { stat } from "node:fs/promises";
import { Presets, SingleBar } from "cli-progress";
import { Command } from "commander";
import { tellImport } from "../export/tell-evidence.ts";
import { readManifest, STDIN } from "../ingest/files.ts";
import { grantedZone, readMapping } from "../ingest/given.ts";
import { type BatchOptions, importBatch, tryBatch } from "../ingest/import-batch.ts";
import type { ImportSite } from "../ingest/import-file.ts";
import { AS_FILE, importerById } from "../ingest/recognise.ts";
import { withDrySite } from "../ingest/site.ts";
import type { DrySite, ImportChoices } from "../ingest/work.ts";
import { HeadwaterError } from "../model/errors.ts";
import { type Given, hashSchema } from "../model/evidence.ts";
import type { ImportAnswer } from "../model/report.ts";
import {
  EXIT,
  jsonOption,
  siteAddress,
  storeOption,
  withSite,
  write,
  writeJson,
} from "./program.ts";

interface ImportOptions {
  as?: string;
  manifest?: string;
  replaces?: string;
  zone?: string;
  mapping?: string;
  hashOnly?: true;
  dryRun?: true;
  store: string;
  json?: true;
}

interface Bar {
  site: Pick<DrySite, "onProgress">;
  batch: BatchOptions;
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

/** With a bar, if it is to be shown. */
async function withBar<T>(work: (bar: Omit<Bar, "stop">) => Promise<T>): Promise<T> {
  const { stop, site, batch } = progressBar();
  try {
    return await work({ site, batch: { ...batch, stdin: process.stdin } });
  } finally {
    stop();
  }
}

export const runImport = (
  site: ImportSite,
  paths: readonly string[],
  choices: ImportChoices,
): Promise<ImportAnswer> =>
  withBar((bar) => importBatch({ ...site, ...bar.site }, paths, choices, bar.batch));

const tryImport = (
  site: DrySite,
  paths: readonly string[],
  choices: ImportChoices,
): Promise<ImportAnswer> =>
  withBar((bar) => tryBatch({ ...site, ...bar.site }, paths, choices, bar.batch));

export const exitOfImport = ({ totals }: ImportAnswer): number =>
  totals.failedFiles > 0 || totals.failed > 0 ? EXIT.badInput : EXIT.answered;

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function givenIn({ zone, mapping }: ImportOptions): Promise<Given> {
  return {
    ...(zone === undefined ? {} : { zone: grantedZone(zone) }),
    ...(mapping === undefined ? {} : { mapping: await readMapping(mapping) }),
  };
}

async function choicesFrom(
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportChoices> {
  const choices: ImportChoices = { given: await givenIn(options) };
  if (paths.filter((path) => path === STDIN).length > 1) {
    throw new HeadwaterError("usage", "standard input can be read once");
  }
  if (options.hashOnly) choices.hashOnly = true;
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
    .argument(
      "<paths...>",
      "files, folders, and - for standard input; <file>.manifest.json beside a file is its manifest, and <name>.mapping.json beside <name>.csv its mapping",
    )
    .option("--as <importer>", "the importer to use, or `file` to keep a file without one")
    .option("--manifest <file>", "the manifest of the one file given")
    .option("--replaces <hash>", "evidence that the one file given takes the place of")
    .option(
      "--zone <zone>",
      "zone of times that are written without one: UTC, +02:00 or Europe/Paris",
    )
    .option("--mapping <file>", "which fields of a file of no known format are what (JSON)")
    .option("--hash-only", "keep hashes, ids, times and relations; no text and no bytes")
    .option("--dry-run", "tell what the import would come to, and write nothing")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (paths: string[], options: ImportOptions) => {
      const choices = await choicesFrom(paths, options);
      const answer = options.dryRun
        ? await withDrySite(siteAddress(options.store), (site) => tryImport(site, paths, choices))
        : await withSite(options.store, (site) => runImport(site, paths, choices));
      if (options.json) writeJson(answer);
      else write(tellImport(answer));
      process.exitCode = exitOfImport(answer);
    });

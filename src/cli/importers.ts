import { Command } from "commander";
import { table } from "../export/plain-text.ts";
import { IMPORTERS } from "../importers/registry.ts";
import { AS_FILE } from "../ingest/import-file.ts";
import type { ImportersAnswer } from "../model/report.ts";
import { jsonOption, write, writeJson } from "./program.ts";

const KEPT_AS_FILE = {
  id: AS_FILE,
  version: 1,
  label: "Any file",
  reads:
    "Nothing: the file is kept as evidence for statements to cite (needs a manifest or --as file).",
};

export const importersCommand = (): Command =>
  new Command("importers")
    .summary("which formats are read")
    .description("Lists the importers and what each reads.")
    .addOption(jsonOption())
    .action((options: { json?: true }) => {
      const importers = [...IMPORTERS, KEPT_AS_FILE].map(({ id, version, label, reads }) => ({
        id,
        version,
        label,
        reads,
      }));
      const answer: ImportersAnswer = { kind: "importers", importers };
      if (options.json) writeJson(answer);
      else write(`${table(importers.map(({ id, label, reads }) => [id, label, reads]))}\n`);
    });

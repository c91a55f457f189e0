import { Command } from "commander";
import { table } from "../export/plain-text.ts";
import { listImporters } from "../ingest/importers.ts";
import { jsonOption, write, writeJson } from "./program.ts";

export const importersCommand = (): Command =>
  new Command("importers")
    .summary("which formats are read")
    .description("Lists the importers and what each reads.")
    .addOption(jsonOption())
    .action((options: { json?: true }) => {
      const answer = listImporters();
      if (options.json) writeJson(answer);
      else write(`${table(answer.importers.map(({ id, label, reads }) => [id, label, reads]))}\n`);
    });

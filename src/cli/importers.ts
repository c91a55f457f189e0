import { Command } from "commander";
import { listImporters } from "../ingest/importers.ts";
import type { ImportersAnswer } from "../model/report.ts";
import { jsonOption, write, writeJson } from "./program.ts";

type Listed = ImportersAnswer["importers"][number];

const checked = ({ checkedAgainst }: Listed): string =>
  checkedAgainst === "documentation only" ? "; from documentation only" : "";

const tellImporters = ({ importers }: ImportersAnswer): string =>
  importers
    .map(
      (one) =>
        `${one.id}: ${one.label}${checked(one)}\n  reads  ${one.reads}\n  as     ${one.example}\n`,
    )
    .join("");

export const importersCommand = (): Command =>
  new Command("importers")
    .summary("which formats are read")
    .description(
      "Lists the importers: what each reads, how such a file begins or is named, and what it was tried on.",
    )
    .addOption(jsonOption())
    .action((options: { json?: true }) => {
      const answer = listImporters();
      if (options.json) writeJson(answer);
      else write(tellImporters(answer));
    });

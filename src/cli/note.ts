import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { z } from "zod";
import { tellOutcome } from "../export/tell-evidence.ts";
import { STATEMENT_COLUMNS } from "../importers/statements/statements.ts";
import { importNote, noteName, writeNote } from "../ingest/note.ts";
import { HeadwaterError } from "../model/errors.ts";
import { type Manifest, manifestSchema } from "../model/evidence.ts";
import type { OutcomeAnswer } from "../model/report.ts";
import { jsonOption, storeOption, withSite, write, writeJson } from "./program.ts";

type Column = (typeof STATEMENT_COLUMNS)[number];
type Row = Partial<Record<Column, string>>;

const REQUIRED: readonly Column[] = ["kind", "subject", "source"];

const HINTS: Record<Column, string> = {
  kind: "item, edge, time, same-as, not-same, group, attribute, count, event, assertion, told",
  subject: "key, URL, or words for a remark",
  relation: "type of an item, relation of an edge, published/captured/edited, …",
  object: "key, URL or platform",
  not_before: "earliest time, YYYY-MM-DD [HH:MM[:SS]]",
  not_after: "latest time",
  zone: "UTC, +02:00 or Europe/Paris",
  as_written: "the source's own words for the time",
  value: "value, sentence, or the ground of an inference",
  unit: "unit of the value",
  basis: "reported (the default) or inferred",
  dispute: "name shared by statements that cannot all hold",
  source: "who says so",
  source_url: "where they say so",
  source_date: "when they said so",
  via: "the root that the source relays",
  quote: "their words",
  evidence: "hash of other evidence that shows it",
};

const flagOf = (column: Column): string => column.replaceAll("_", "-");
const optionOf = (column: Column): string =>
  column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

async function ask(row: Row): Promise<Row> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const asked: Row = { ...row };
    for (const column of STATEMENT_COLUMNS) {
      if (asked[column] !== undefined) continue;
      const answer = (await terminal.question(`${column} (${HINTS[column]}): `)).trim();
      if (answer !== "") asked[column] = answer;
    }
    return asked;
  } catch (cause) {
    // Ctrl-C or Ctrl-D at a question.
    throw new HeadwaterError("usage", "broken off: nothing was written", { cause });
  } finally {
    terminal.close();
  }
}

async function complete(row: Row): Promise<Row> {
  const missing = REQUIRED.filter((column) => row[column] === undefined);
  if (missing.length === 0) return row;
  if (process.stdin.isTTY) return ask(row);
  throw new HeadwaterError(
    "usage",
    `a statement needs ${missing.map((column) => `--${flagOf(column)}`).join(", ")}`,
  );
}

function manifestFrom(said: Record<string, unknown>): Manifest {
  const parsed = manifestSchema.safeParse(said);
  if (parsed.success) return parsed.data;
  throw new HeadwaterError("usage", `--author or --case: ${z.prettifyError(parsed.error)}`);
}

interface NoteOptions extends Record<string, unknown> {
  author?: string;
  case?: string;
  store: string;
  json?: true;
}

function rowFrom(options: NoteOptions): Row {
  const row: Row = {};
  for (const column of STATEMENT_COLUMNS) {
    const value = options[optionOf(column)];
    if (typeof value === "string") row[column] = value;
  }
  return row;
}

export const noteCommand = (): Command => {
  const command = new Command("note")
    .summary("write down what a source reports")
    .description(
      "Writes one statement, an evidence file of its own. Columns that are not given are asked for on a terminal.",
    );
  for (const column of STATEMENT_COLUMNS)
    command.option(`--${flagOf(column)} <text>`, HINTS[column]);
  return command
    .option("--author <name>", "who writes the statement, for its manifest")
    .option("--case <name>", "the case it belongs to")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (options: NoteOptions) => {
      const row = await complete(rowFrom(options));
      const manifest = manifestFrom({
        origin: "written with headwater note",
        collectedBy: options.author ?? null,
        ...(options.case === undefined ? {} : { case: options.case }),
      });
      const text = await writeNote([row], manifest);
      const outcome = await withSite(options.store, (site) =>
        importNote(site, noteName([row]), text, manifest),
      );
      const answer: OutcomeAnswer = { kind: "note", outcome };
      if (options.json) writeJson(answer);
      else write(`${tellOutcome(outcome)}\n`);
    });
};

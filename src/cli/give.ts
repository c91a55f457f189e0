/** How the answer to a question leaves the command: told, as JSON or as a table, and into a report. */
import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { answerCsv } from "../export/csv-answer.ts";
import { redactedAnswer, redactedForReading } from "../export/redact.ts";
import { reportOf } from "../export/report/report.ts";
import { tellAnswer } from "../export/tell-answer.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { QuestionAnswer } from "../model/question-answer.ts";
import { complain, EXIT, jsonOption, write, writeJson, writeTold } from "./program.ts";

export interface GiveOptions {
  json?: true;
  csv?: true;
  report?: string;
  redact?: true;
  accounts?: "redacted";
}

const giveOptions = (): Option[] => [
  jsonOption(),
  new Option("--csv", "print the answer as a table (RFC 4180)").conflicts("json"),
  new Option("--report <file>", "write the answer into an HTML file that opens from disk"),
  new Option(
    "--redact",
    "leave e-mail addresses, telephone numbers and IP addresses out of JSON too, which it prints unless --csv is given",
  ),
  new Option(
    "--accounts <how>",
    "redacted: leave accounts out of what is printed, and of --report",
  ).choices(["redacted"]),
];

/** The command with the options by which an answer leaves it. */
export const givable = (command: Command): Command =>
  giveOptions().reduce((taking, option) => taking.addOption(option), command);

async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "it cannot be written";
    throw new HeadwaterError("usage", `--report: ${why}`, { where: path, cause });
  }
  complain(`report written to ${path}`);
}

/**
 * Writes the answer, and sets how the command ends.
 * @throws HeadwaterError `usage`
 */
export async function give(answer: QuestionAnswer, options: GiveOptions): Promise<void> {
  const { json, csv, report, redact, accounts } = options;
  const shown = accounts ?? "named";
  if (report !== undefined) {
    await writeReport(report, reportOf(answer, { accounts: shown, madeAt: Date.now() }));
  }
  const whole = redact === undefined && accounts === undefined;
  if (csv) write(answerCsv(answer, shown));
  else if (json || redact) writeJson(whole ? answer : redactedAnswer(answer, shown));
  else
    writeTold(tellAnswer(accounts === undefined ? answer : redactedForReading(answer, accounts)));
  process.exitCode = answer.order === "none" ? EXIT.none : EXIT.answered;
}

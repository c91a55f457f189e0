/** An answer as one table, each row of which carries the question, and the order, basis and dispute of the whole, and its digests. */

import type { Coverage } from "../model/answer.ts";
import { many } from "../model/plain-text.ts";
import type { QuestionAnswer } from "../model/question-answer.ts";
import { curveTable } from "./csv-adoption.ts";
import { firstTable } from "./csv-first.ts";
import { crossingTable, traceTable } from "./csv-hops.ts";
import { delayTable } from "./csv-latency.ts";
import { reachTable, whatIfTable } from "./csv-reach.ts";
import { type Cell, csvOf, type Table } from "./csv-text.ts";
import { isoOf } from "./csv-things.ts";
import { type AccountsShown, redactedForReading } from "./redact.ts";
import { replayOf } from "./replay.ts";

function tableOf(answer: QuestionAnswer): Table {
  switch (answer.kind) {
    case "trace":
      return traceTable(answer);
    case "first":
      return firstTable(answer);
    case "crossings":
      return crossingTable(answer);
    case "latency":
      return delayTable(answer);
    case "adoption":
      return curveTable(answer);
    case "reach":
      return reachTable(answer);
    case "what-if":
      return whatIfTable(answer);
  }
}

const WHOLE = [
  "question",
  ...["answer order", "answer basis", "disputed", "disputes", "coverage"],
  ...["evidence files", "evidence digest", "answer digest", "software"],
];

const PLATFORMS_TOLD = 40;

function spokenCoverage(coverage: Coverage): string {
  const told = coverage.slice(0, PLATFORMS_TOLD).map(({ platform, items, from, to }) => {
    const counts = items.map(({ type, count }) => many(count, type)).join(", ");
    return `${platform}: ${counts}, ${isoOf(from) ?? "?"} to ${isoOf(to) ?? "?"}`;
  });
  const more = coverage.length - told.length;
  return [...told, ...(more > 0 ? [`and ${many(more, "more platform")}`] : [])].join("; ");
}

function wholeOf(answer: QuestionAnswer): Cell[] {
  const { order, basis, disputed, disputes, coverage, evidence, digest, software } = answer;
  return [
    replayOf(answer).address,
    ...[order, basis, disputed, disputes.map(({ name }) => name).join("; ")],
    ...[spokenCoverage(coverage), evidence.files, evidence.digest, digest, software],
  ];
}

/** Redacted as a report is. An answer without rows of its own has one that holds the answer alone. */
export function answerCsv(whole: QuestionAnswer, accounts: AccountsShown): string {
  const answer = redactedForReading(whole, accounts);
  const { head, rows } = tableOf(answer);
  const own = rows.length === 0 ? [head.map(() => null)] : rows;
  const ending = wholeOf(answer);
  return csvOf({ head: [...head, ...WHOLE], rows: own.map((row) => [...row, ...ending]) });
}

/** What came of verifying evidence, as lines of text. */
import { plain } from "../model/plain-text.ts";
import type { VerifyAnswer } from "../model/report.ts";
import { checkLine } from "./tell-report.ts";

function journalLines({
  entries,
  chained,
  unchained,
  notCompared,
  head,
  problems,
}: VerifyAnswer["journal"]) {
  const broken = problems.map(({ entry, message }) =>
    entry === null ? `  ${message}` : `  entry ${entry}: ${message}`,
  );
  const before =
    unchained === 0
      ? ""
      : `; ${unchained} written before journals were chained, which nothing bears out`;
  const sound = chained === 0 && entries > 0 ? "not chained" : "intact";
  return [
    `journal  ${problems.length === 0 ? sound : "BROKEN"}: ${chained} of ${entries} entries chained${before}`,
    ...(notCompared === 0
      ? []
      : [
          `  record and claims of ${notCompared} files are not compared: an older Headwater took them in without a hash of them`,
        ]),
    ...(head === null
      ? []
      : [
          `  its last hash is ${head}: keep it elsewhere, to see whether entries are taken off the end`,
        ]),
    ...broken,
  ];
}

export function tellVerified({ evidence, journal }: VerifyAnswer): string {
  const lines = evidence.flatMap(({ bytes, hash, name, checks }) => [
    `${bytes}  ${hash}  ${plain(name)}`,
    ...checks.filter(({ state }) => state === "differs").map((check) => `  ${checkLine(check)}`),
  ]);
  return `${[...lines, ...journalLines(journal)].join("\n")}\n`;
}

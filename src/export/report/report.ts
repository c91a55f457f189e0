/**
 * One answer as a document that opens from disk: no server, no script, nothing fetched. It carries
 * what the answer says of itself, and how to ask for it again.
 */

import { many, spokenVerdict } from "../../model/plain-text.ts";
import type { QuestionAnswer } from "../../model/question-answer.ts";
import { formatInstant } from "../../model/time.ts";
import { type Html, html, markupOf } from "../html/html.ts";
import { keyText } from "../html/words.ts";
import { type AccountsShown, redactedForReading } from "../redact.ts";
import { replayOf } from "../replay.ts";
import { adoptionReport } from "./adoption.ts";
import { crossingsReport } from "./crossings.ts";
import { firstReport } from "./first.ts";
import { latencyReport } from "./latency.ts";
import { reachReport } from "./reach.ts";
import { section } from "./section.ts";
import { STYLE } from "./style.ts";
import { traceReport } from "./trace.ts";
import { whatIfReport } from "./what-if.ts";

/** What a browser may do with a report. */
export const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function bodyOf(answer: QuestionAnswer): Html {
  switch (answer.kind) {
    case "trace":
      return traceReport(answer);
    case "first":
      return firstReport(answer);
    case "crossings":
      return crossingsReport(answer);
    case "latency":
      return latencyReport(answer);
    case "adoption":
      return adoptionReport(answer);
    case "reach":
      return reachReport(answer);
    case "what-if":
      return whatIfReport(answer);
  }
}

const REPLAY_LENGTH = 4000;

function replay(answer: QuestionAnswer, madeAt: number): Html {
  const { command, address } = replayOf(answer);
  const { software, evidence, digest } = answer;
  return section(
    "replay",
    "To check or repeat this answer",
    html`<dl class="record">
<div><dt>Software</dt><dd>${software}</dd></div>
<div><dt>Evidence</dt><dd>${many(evidence.files, "evidence file")}, <span class="hash">${evidence.digest}</span></dd></div>
<div><dt>Answer</dt><dd class="hash">${digest}</dd></div>
${command === null ? null : html`<div><dt>Command</dt><dd><code>${keyText(command, REPLAY_LENGTH)}</code></dd></div>`}
<div><dt>Address</dt><dd><code>${keyText(address, REPLAY_LENGTH)}</code>, on a server that has this evidence</dd></div>
<div><dt>Report made</dt><dd>${formatInstant(madeAt)}</dd></div>
</dl>
<p class="terms">The same evidence and software give the same answer, with the same digest: it is that of the whole answer, of which this report leaves out what is named above.</p>`,
  );
}

const LEFT_OUT: Readonly<Record<AccountsShown, string>> = {
  named: "Left out: e-mail addresses, telephone numbers and IP addresses.",
  redacted:
    "Left out: accounts, each of which goes by a number here, e-mail addresses, telephone numbers and IP addresses. Names in quoted words may remain, and ids of posts lead to accounts on their platform. What a question leaves out here must be filled in to ask it again.",
};

export interface ReportTerms {
  accounts: AccountsShown;
  /** UTC milliseconds. */
  madeAt: number;
}

/** A document, to be kept as a file or sent as `text/html; charset=utf-8`. */
export function reportOf(whole: QuestionAnswer, { accounts, madeAt }: ReportTerms): string {
  const answer = redactedForReading(whole, accounts);
  const content = html`<body>
<header><p><strong>Headwater</strong> report</p><p>Made ${formatInstant(madeAt)} with ${answer.software}. ${LEFT_OUT[accounts]}</p></header>
<main>
${bodyOf(answer)}${replay(answer, madeAt)}
</main>
<footer><p>Headwater orders what sources say; it does not say that they are right. All times are UTC.</p></footer>
</body>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Headwater report, ${answer.kind}: ${spokenVerdict(answer)}</title>
<style>${STYLE}</style>
</head>
${markupOf(content)}
</html>
`;
}

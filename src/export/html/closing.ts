/** What every answer ends with: remarks, assumptions, coverage, sources, digests. */
import type { Coverage, Remark } from "../../model/answer.ts";
import { spokenTime } from "../../model/plain-text.ts";
import { formatInstant } from "../../model/time.ts";
import type { Closing } from "../tell-common.ts";
import { EVIDENCE, searchAddress } from "./addresses.ts";
import { type Address, type Html, html } from "./html.ts";
import { listed, section } from "./section.ts";
import { tellSources } from "./sources.ts";
import { basisLabel, cites, keyLink, keyOrWords } from "./things.ts";
import { keyText, name, words } from "./words.ts";

function tellRemark(remark: Remark): Html {
  const { relation, object, value, unit, time, caution } = remark;
  return html`${remark.kind}: ${keyOrWords(remark.subject)}: ${name(relation)}${
    object === null ? null : html` ${keyOrWords(object)}`
  }${value === null ? null : html` “${words(value)}”`}${unit === null ? null : html` ${name(unit)}`}${
    time === null ? null : `, ${spokenTime(time)}`
  } ${basisLabel(remark.basis)} ${cites([remark.citation])}${
    caution === null ? null : html` <em class="caution">${caution}</em>`
  }`;
}

const UNKNOWN_PLATFORM = "unknown platform";

function coverageTable(coverage: Coverage): Html {
  const rows = coverage.map(({ platform, items, from, to }) => {
    const counts = items.map(({ type, count }) => `${count} ${type}${count === 1 ? "" : "s"}`);
    return html`<tr><th scope="row">${platform === UNKNOWN_PLATFORM ? platform : keyLink(platform)}</th><td class="own">${counts.join(", ")}</td><td class="own" data-label="from">${
      from === null ? "no time known" : formatInstant(from)
    }</td><td class="own" data-label="to">${to === null ? (from === null ? "" : "no end known") : formatInstant(to)}</td></tr>
`;
  });
  return html`<table class="coverage"><thead><tr><th scope="col">Platform</th><th scope="col">Items</th><th scope="col">From</th><th scope="col">To</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

/** `json` is where programs find the same answer, if it is anywhere. */
export const closing = (answer: Closing, json: Address | null): Html =>
  html`${listed(
    "assumptions",
    "Assumptions",
    answer.assumptions.map((one) => words(one, 600)),
  )}${listed("remarks", "Said beside it (this changes nothing above)", answer.remarks.map(tellRemark))}${
    answer.coverage.length === 0
      ? null
      : section(
          "coverage",
          "Coverage: what is said here rests on the evidence loaded, and on no more",
          coverageTable(answer.coverage),
        )
  }${tellSources(answer.citations)}${section(
    "replay",
    "To check or repeat this answer",
    html`<dl class="record">
<div><dt>Software</dt><dd>${answer.software}</dd></div>
<div><dt>Evidence</dt><dd><a href="${EVIDENCE}">${answer.evidence.files} evidence files</a>, <span class="hash">${answer.evidence.digest}</span></dd></div>
<div><dt>Answer</dt><dd class="hash">${answer.digest}</dd></div>
${
  json === null
    ? null
    : html`<div><dt>As JSON</dt><dd><a href="${json}">the same answer for programs</a></dd></div>`
}
</dl>`,
  )}`;

/** That a selector names nothing here. */
export const absence = (asked: string): Html =>
  html`<p class="absent">${keyText(asked)} is not in evidence. <a href="${searchAddress(asked)}">Search for these words</a>.</p>`;

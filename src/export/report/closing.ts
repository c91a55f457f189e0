/** What every report ends with: remarks, assumptions, coverage, sources and the files they stand in. */

import type { Citation, Coverage, Remark } from "../../model/answer.ts";
import { many } from "../../model/plain-text.ts";
import { spokenEnd, spokenSince, spokenTime } from "../../model/spoken-time.ts";
import { type Html, html } from "../html/html.ts";
import { name, words } from "../html/words.ts";
import { listed, section } from "./section.ts";
import { tellSources } from "./sources.ts";
import { basisLabel, cites, keyOf } from "./things.ts";

function tellRemark(remark: Remark): Html {
  const { relation, object, value, unit, time, caution } = remark;
  return html`${remark.kind}: ${keyOf(remark.subject)}: ${name(relation)}${
    object === null ? null : html` ${keyOf(object)}`
  }${value === null ? null : html` “${words(value)}”`}${unit === null ? null : html` ${name(unit)}`}${
    time === null ? null : `, ${spokenTime(time)}`
  } ${basisLabel(remark.basis)} ${cites([remark.citation])}${
    caution === null ? null : html` <em class="caution">${caution}</em>`
  }`;
}

function coverageTable(coverage: Coverage): Html {
  const rows = coverage.map(({ platform, title, items, from, to }) => {
    const counts = items.map(({ type, count }) => many(count, type));
    return html`<tr><th scope="row">${keyOf(platform)}${title === undefined ? null : html` ${words(title, 80)}`}</th><td>${counts.join(", ")}</td><td>${
      from === null ? "no time known" : spokenSince(from)
    }</td><td>${to === null ? (from === null ? "" : "no end known") : spokenEnd(to)}</td></tr>
`;
  });
  return html`<table><thead><tr><th scope="col">Platform</th><th scope="col">Items</th><th scope="col">From</th><th scope="col">To</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

interface Closing {
  limits: readonly string[];
  assumptions: readonly string[];
  remarks?: readonly Remark[];
  coverage: Coverage;
  citations?: readonly Citation[];
}

const texts = (said: readonly string[]): Html[] => said.map((one) => words(one, 600));

export const closing = ({
  limits,
  assumptions,
  remarks = [],
  coverage,
  citations = [],
}: Closing): Html =>
  html`${listed("limits", "Limits", texts(limits))}${listed(
    "assumptions",
    "Assumptions",
    texts(assumptions),
  )}${listed("remarks", "Said beside it (this changes nothing above)", remarks.map(tellRemark))}${section(
    "coverage",
    "Coverage: what is said here rests on the evidence loaded, and on no more",
    coverage.length === 0 ? html`<p>No evidence is loaded.</p>` : coverageTable(coverage),
  )}${tellSources(citations)}`;

/** A trace as a report: how this reached that, what would change it, and how nearly where it did not. */

import { BY, spokenMore } from "../../model/plain-text.ts";
import { spokenDeparture, spokenTime } from "../../model/spoken-time.ts";
import type { TraceAnswer } from "../../model/trace-answer.ts";
import { type Html, html } from "../html/html.ts";
import { words } from "../html/words.ts";
import { closing } from "./closing.ts";
import { overturning, traceDisputes } from "./disputes.ts";
import { pathSection, sourcesOf } from "./hops.ts";
import { absences, head, verdict, withoutAll } from "./question.ts";
import { section } from "./section.ts";
import { keyOf, keyPath } from "./things.ts";

function question({ question: asked, ends }: TraceAnswer): Html {
  const { from, to, basis, by, between } = asked;
  const removed = withoutAll(asked.without, ends.withoutEvidence);
  return head({
    asked: html`How did ${keyOf(from)} reach ${keyOf(to)}${removed}?`,
    ...{ basis, between },
    terms: BY[by] ?? by,
  });
}

function none({ nearMiss }: TraceAnswer): Html {
  const near =
    nearMiss === null
      ? null
      : section(
          "near-miss",
          "Near miss",
          html`<p>It breaks: ${nearMiss.breaks.join(", ")}.</p>
<p class="stations">${keyPath(nearMiss.path)}</p>
<ul>${nearMiss.says.map((one) => html`<li>${words(one, 600)}</li>`)}</ul>`,
        );
  return html`<p>No path in evidence. That is not to say that there was none.</p>
${near}`;
}

const PATHS_TOLD = 5;

const more = ({ morePaths }: TraceAnswer): Html =>
  morePaths.count === 0 ? html`` : html`<p>${spokenMore(morePaths)} on this basis.</p>`;

function inferred({ moreIfInferred }: TraceAnswer): Html {
  const { count, paths } = moreIfInferred;
  if (count === 0) return html``;
  return section(
    "more",
    `${spokenMore(moreIfInferred)} if inferred edges are admitted`,
    html`<ul>${paths.slice(0, PATHS_TOLD).map((path) => html`<li class="stations">${keyPath(path)}</li>`)}</ul>`,
  );
}

export function traceReport(answer: TraceAnswer): Html {
  const { ends, paths, arrival, departure } = answer;
  const sources = sourcesOf(answer.citations);
  return html`${question(answer)}${verdict(answer)}${overturning(answer.disputes)}${absences([
    ends.from,
    ends.to,
    ...ends.without,
  ])}${
    arrival === null ? null : html`<p>Arrived: <strong>${spokenTime(arrival)}</strong>.</p>`
  }${departure === null ? null : html`<p>Could still leave ${spokenDeparture(departure)}.</p>`}${
    paths.length === 0 ? none(answer) : null
  }${paths.map((path, i) => pathSection(path, i, paths.length, sources))}${more(answer)}${traceDisputes(
    answer.disputes,
    answer.disputesNotTried,
  )}${inferred(answer)}${closing(answer)}`;
}

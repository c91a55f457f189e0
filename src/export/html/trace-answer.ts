/** A trace answer on its page: verdict, hops with numbered sources, what would change it. */
import type { TraceAnswer } from "../../model/answer.ts";
import { BY, capital, spokenDeparture, spokenTime, spokenWindow } from "../../model/plain-text.ts";
import { type AskedTrace, traceAddress, traceJsonAddress } from "./addresses.ts";
import { absence, closing } from "./closing.ts";
import { overturning, traceDisputes } from "./disputes.ts";
import { pathSection } from "./hops.ts";
import { type Html, html } from "./html.ts";
import { listed, section } from "./section.ts";
import { keyLink, keyPath } from "./things.ts";
import { joined, words } from "./words.ts";

/** Order, basis and dispute are told together. */
export const verdict = (order: string, basis: string | null, disputed: boolean): Html =>
  html`<p class="verdict order-${order}">Order ${order}${basis === null ? "" : `, basis ${basis}`}, ${
    disputed ? "disputed" : "no dispute found"
  }.</p>`;

function asked({ question }: TraceAnswer): Html {
  const { between } = question;
  const files = question.withoutEvidence.map((hash) => keyLink(`evidence:${hash}`));
  const out = [...question.without.map(keyLink), ...files];
  return html`<h1>How did ${keyLink(question.from)} reach ${keyLink(question.to)}${
    out.length === 0 ? null : html`, without ${joined(out, ", ")}`
  }?</h1>
<p class="terms">Basis at least ${question.basis}; ${BY[question.by] ?? question.by}${spokenWindow(between)}.</p>
`;
}

function none({ ends, nearMiss }: TraceAnswer): Html {
  const missing = [ends.from, ends.to].filter((end) => !end.inEvidence);
  const without = ends.without.filter((end) => !end.inEvidence);
  return html`${[...missing, ...without].map((end) => absence(end.asked))}
<p>No path in evidence. That is not to say that there was none.</p>
${
  nearMiss === null
    ? null
    : section(
        "near-miss",
        "Near miss",
        html`<p>It breaks: ${nearMiss.breaks.join(", ")}.</p>
<p class="stations">${keyPath(nearMiss.path)}</p>
<ul>${nearMiss.says.map((one) => html`<li>${words(one, 600)}</li>`)}</ul>`,
      )
}`;
}

function more({ moreIfInferred }: TraceAnswer, question: AskedTrace): Html {
  const { count, atLeast, paths } = moreIfInferred;
  if (count === 0) return html``;
  const number = atLeast ? `at least ${count}` : String(count);
  const plural = count === 1 && !atLeast ? "" : "s";
  return section(
    "more",
    `${capital(number)} more path${plural} if inferred edges are admitted`,
    html`<ul>${paths.slice(0, 5).map((path) => html`<li class="stations">${keyPath(path)}</li>`)}</ul>
<p><a href="${traceAddress({ ...question, basis: "inferred", paths: "10" })}">Ask with inferred edges admitted</a></p>`,
  );
}

/** `question` is the one that was asked, for the addresses of this answer and its neighbours. */
export const traceAnswer = (
  answer: TraceAnswer,
  question: AskedTrace,
): Html => html`<article class="answer">
${asked(answer)}${verdict(answer.order, answer.basis, answer.disputed)}
${overturning(answer.disputes)}
${answer.paths.length === 0 ? none(answer) : null}${answer.paths.map((path, i) =>
  pathSection(path, i, answer.paths.length),
)}${answer.arrival === null ? null : html`<p class="arrival">Arrived: <strong>${spokenTime(answer.arrival)}</strong>.</p>`}${answer.departure === null ? null : html`<p>Could still leave ${spokenDeparture(answer.departure)}.</p>`}
${more(answer, question)}${traceDisputes(answer.disputes, answer.disputesNotTried)}${listed(
  "limits",
  "Limits",
  answer.limits.map((one) => words(one, 600)),
)}${closing(answer, traceJsonAddress(question))}
<p class="again"><a href="${traceAddress(question)}">Address of this answer</a></p>
</article>`;

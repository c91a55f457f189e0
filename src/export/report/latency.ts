/** How long it takes from platform to platform, as a report. */

import { formatElapsed } from "../../model/duration.ts";
import type { Delays, LatencyAnswer } from "../../model/journey-answer.ts";
import { capital } from "../../model/plain-text.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { DELAYS_LEGEND, delaysLeftOut } from "../../model/told-words.ts";
import { type Html, html } from "../html/html.ts";
import { joined } from "../html/words.ts";
import { closing } from "./closing.ts";
import { changingDisputes, overturned } from "./disputes.ts";
import { edgeTold, entry, type Sources, sourcesOf } from "./hops.ts";
import { absences, head, verdict } from "./question.ts";
import { listed, section } from "./section.ts";
import { basisLabel, keyOf, orderLabel } from "./things.ts";

function row(delays: Delays, within: boolean): Html {
  const { giver, receiver, n, certain, exact, quartiles, attained, basis } = delays;
  const { lower, median, upper } = quartiles;
  return html`<tr class="${within ? "within" : "site"}"><th scope="row">${keyOf(giver)} → ${keyOf(receiver)}</th><td>${n}</td><td>${certain}</td><td>${exact}</td><td>${formatElapsed(lower)}</td><td>${formatElapsed(median)}</td><td>${formatElapsed(upper)}</td><td>${basis}</td><td>${attained ? "attained" : "sound"}</td></tr>
`;
}

function table({ table: sites }: LatencyAnswer): Html {
  if (sites.length === 0) {
    return html`<p>No delay in evidence. That is not to say that there was none.</p>`;
  }
  const rows = sites.flatMap(({ within, ...site }) => [
    row(site, false),
    ...within.map((one) => row(one, true)),
  ]);
  return section(
    "delays",
    "Delays along single relations",
    html`<div class="wide" role="region" aria-labelledby="delays-title" tabindex="0"><table class="numbers"><thead><tr><th scope="col">From, to</th><th scope="col">n</th><th scope="col">Certain</th><th scope="col">Exact</th><th scope="col">Lower quartile</th><th scope="col">Median</th><th scope="col">Upper quartile</th><th scope="col">Basis</th><th scope="col">Bounds</th></tr></thead><tbody>
${rows}</tbody></table></div>
<p class="terms">${DELAYS_LEGEND}</p>`,
  );
}

type Example = Delays["examples"][number];

const example = ({ shows, delay, order, ...edge }: Example, sources: Sources): Html =>
  entry(
    html`<span class="number">${capital(shows.join(", "))}:</span> ${formatElapsed(delay)}`,
    html`${edgeTold(edge, sources)}<p>The giver was published ${spokenTime(edge.from.published)}. ${orderLabel(order)} ${basisLabel(edge.basis)}</p>
`,
  );

type Pair = Pick<Delays, "giver" | "receiver" | "examples">;

function pairExamples(pairs: readonly Pair[], sources: Sources): Html {
  const examplesOfAll = pairs[0]?.examples ?? [];
  const named = pairs.map(({ giver, receiver }) => html`${keyOf(giver)} → ${keyOf(receiver)}`);
  return html`<h3>${joined(named, ", ")}</h3>
<ol class="hops">
${examplesOfAll.map((one) => example(one, sources))}</ol>
`;
}

/** Of each pair the relations by which its figures can be checked; told once for pairs that the same ones show. */
function examples({ table: sites }: LatencyAnswer, sources: Sources): Html {
  const pairs = sites.flatMap(({ within, ...site }): Pair[] => [site, ...within]);
  const shown = pairs.filter((pair) => pair.examples.length > 0);
  if (shown.length === 0) return html``;
  const alike = Map.groupBy(shown, (pair) => JSON.stringify(pair.examples));
  return section(
    "examples",
    "Delays that show it, site by site, with the communities in them",
    html`${[...alike.values()].map((some) => pairExamples(some, sources))}`,
  );
}

export function latencyReport(answer: LatencyAnswer): Html {
  const { question, ends } = answer;
  const given = question.from === null ? null : html` from ${keyOf(question.from)}`;
  const taken = question.to === null ? null : html` to ${keyOf(question.to)}`;
  const asked = html`How long does it take from platform to platform${given}${taken}?`;
  return html`${head({ asked, basis: question.basis })}${verdict(answer)}${overturned(answer.disputes)}${absences([ends.from, ends.to])}${table(answer)}${examples(answer, sourcesOf(answer.citations))}${listed(
    "left-out",
    "Left out",
    delaysLeftOut(answer).map((one) => html`${one}`),
  )}${changingDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;
}

/** Where a thing crossed from tier to tier, or from language to language, as a report. */

import { formatElapsed, isOneMoment } from "../../model/duration.ts";
import type { Crossing, CrossingsAnswer } from "../../model/journey-answer.ts";
import { capital, many } from "../../model/plain-text.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { type Html, html } from "../html/html.ts";
import { name } from "../html/words.ts";
import { closing } from "./closing.ts";
import { changingDisputes, overturned } from "./disputes.ts";
import { pathBody, type Sources, sourcesOf } from "./hops.ts";
import { absences, head, verdict } from "./question.ts";
import { listed } from "./section.ts";
import { basisLabel, itemOf, keyOf, keysOf, orderLabel } from "./things.ts";

type Entered = Omit<CrossingsAnswer["tiers"][number], "tier">;

const entered = (into: Html, { order, basis, time, hops }: Entered): Html =>
  html`${into}: the earliest ${spokenTime(time)} ${orderLabel(order)} ${basisLabel(basis)}; ${hops} crossing${hops === 1 ? "" : "s"} in all`;

function since({ path }: Crossing): Html {
  const [first] = path.hops;
  if (first === undefined) return html``;
  if (path.elapsedFrom === "publication") {
    return html`; ${formatElapsed(path.elapsed)} after the publication of ${keyOf(first.from.key)}`;
  }
  if (isOneMoment(path.elapsed)) return html``;
  return html`; ${formatElapsed(path.elapsed)} after the first hop (${keyOf(first.from.key)} can change)`;
}

function crossingSection(crossing: Crossing, index: number, sources: Sources): Html {
  const { kind, from, to, order, path, time, mayBeFirst, withoutTier } = crossing;
  const id = `crossing-${index + 1}`;
  const last = path.hops.at(-1);
  const tongue = kind === "language" ? "language " : "";
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${index + 1}. ${capital(`from ${tongue}`)}${name(from)} to ${name(to)} ${orderLabel(order)} ${basisLabel(path.basis)}</h2>
<p>${last === undefined ? null : html`By ${itemOf(last.to)}, `}${spokenTime(time)}${
    mayBeFirst ? ", perhaps the earliest of its kind in the evidence loaded" : ""
  }${since(crossing)}.</p>
${
  withoutTier.length === 0
    ? null
    : html`<p>It passes what has no tier, and may have crossed there already: ${keysOf(withoutTier)}.</p>`
}${pathBody(path, index, id, sources)}
</section>
`;
}

export function crossingsReport(answer: CrossingsAnswer): Html {
  const { question, ends, crossings, omitted } = answer;
  const into = question.to === null ? null : html` into ${keyOf(question.to)}`;
  const sources = sourcesOf(answer.citations);
  return html`${head({ ...question, asked: html`Where did ${keyOf(question.from)} cross${into}?` })}${verdict(answer)}${overturned(answer.disputes)}${absences([ends.from, ends.to])}${
    crossings.length === 0
      ? html`<p>No crossing in evidence. That is not to say that there was none.</p>`
      : null
  }${listed(
    "tiers",
    "Tiers entered",
    answer.tiers.map((one) => entered(html`${one.tier}`, one)),
  )}${listed(
    "languages",
    "Languages entered",
    answer.languages.map((one) => entered(html`${name(one.from)} to ${name(one.to)}`, one)),
  )}${crossings.map((one, i) => crossingSection(one, i, sources))}${
    omitted === 0
      ? null
      : html`<p>${many(omitted, "later crossing is", "later crossings are")} not told.</p>`
  }${changingDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;
}

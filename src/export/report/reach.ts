/** What a thing reached, as a report. */
import { capital, many } from "../../model/plain-text.ts";
import type { ReachAnswer, Reached } from "../../model/reach-answer.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { EARLIEST, spokenReached } from "../../model/told-words.ts";
import { type Html, html } from "../html/html.ts";
import { spokenArrived } from "../tell-removals.ts";
import { closing } from "./closing.ts";
import { changingDisputes, overturned } from "./disputes.ts";
import { entry, hopToIt, type Sources, sourcesOf } from "./hops.ts";
import { absences, head, verdict } from "./question.ts";
import { removalEntry } from "./removals.ts";
import { listed, section } from "./section.ts";
import { accountOf, basisLabel, cites, itemOf, keyOf, orderLabel } from "./things.ts";

const row = (name: Html, { items, accounts, arrival, order, basis }: Reached): Html =>
  html`<tr><th scope="row">${name}</th><td>${order}</td><td>${basis}</td><td>${items.certain}</td><td>${items.possible}</td><td>${accounts.certain}</td><td>${accounts.possible}</td><td>${spokenTime(arrival)}</td></tr>
`;

function counts(id: string, title: string, rows: readonly Html[]): Html {
  if (rows.length === 0) return html``;
  return section(
    id,
    title,
    html`<div class="wide" role="region" aria-labelledby="${id}-title" tabindex="0"><table class="numbers"><thead><tr><th scope="col">Where</th><th scope="col">Order</th><th scope="col">Basis</th><th scope="col">Items certain</th><th scope="col">Possible</th><th scope="col">Accounts certain</th><th scope="col">Possible</th><th scope="col">${capital(EARLIEST)}</th></tr></thead><tbody>
${rows}</tbody></table></div>`,
  );
}

/** Each with the hop that brought it. */
function items({ items: reached }: ReachAnswer, sources: Sources): Html {
  if (reached.length === 0) return html``;
  const told = reached.map(({ item, order, basis, arrival, hop }, i) =>
    entry(
      html`<span class="number">${i + 1}.</span> ${spokenTime(arrival)}`,
      html`<p>${itemOf(item, "The", true)} ${orderLabel(order)} ${basisLabel(basis)}</p>
${hopToIt(hop, arrival, sources)}`,
    ),
  );
  return section(
    "items",
    "Items, the earliest reached before the others",
    html`<ol class="hops">
${told}</ol>`,
  );
}

export function reachReport(answer: ReachAnswer): Html {
  const { question, ends } = answer;
  const sources = sourcesOf(answer.citations);
  const of = question.to === null ? null : html` of ${keyOf(question.to)}`;
  return html`${head({ ...question, asked: html`What did ${keyOf(question.from)} reach${of}?` })}${verdict(answer)}${overturned(answer.disputes)}${absences([ends.from, ends.to])}<p>${spokenReached(answer)}</p>${counts(
    "platforms",
    "By platform",
    answer.perPlatform.map((one) => row(keyOf(one.platform), one)),
  )}${counts(
    "tiers",
    "By tier",
    answer.perTier.map((one) => row(html`${one.tier ?? "no tier"}`, one)),
  )}${items(answer, sources)}${listed(
    "accounts",
    "Accounts, the earliest reached before the others",
    answer.accounts.map(
      ({ account, item, claims, ...arrived }) =>
        html`${accountOf(account)}, ${spokenArrived(arrived)}; its earliest: ${keyOf(item)} ${cites(claims)}`,
    ),
  )}${listed(
    "carriers",
    "Accounts without which, one at a time, most is lost",
    answer.carriers.map(
      ({ account, noLongerReached, late }) =>
        html`${accountOf(account)}: ${many(noLongerReached, "item")} no longer reached, ${late} later at the earliest`,
    ),
  )}${listed(
    "what-if",
    "What if",
    answer.removals.map((one) => removalEntry(one)),
  )}${changingDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;
}

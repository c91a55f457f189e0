/** What a path hangs on, as a report: in how many ways, and what no way can do without. */
import { spokenDeparture, spokenTime } from "../../model/plain-text.ts";
import type { WhatIfAnswer } from "../../model/reach-answer.ts";
import { type Html, html } from "../html/html.ts";
import { tellWays } from "../tell-what-if.ts";
import { closing } from "./closing.ts";
import { changingDisputes, overturned } from "./disputes.ts";
import { beyond } from "./first-groups.ts";
import { absences, head, verdict } from "./question.ts";
import { removalEntry } from "./removals.ts";
import { listed } from "./section.ts";
import { accountOf, itemOf, keyOf, keysOf } from "./things.ts";

function things({ items, accounts }: WhatIfAnswer["mandatory"]): Html[] {
  const told = [
    ...accounts.map((account) => html`the account ${accountOf(account)}`),
    ...items.map((item) => itemOf(item)),
  ];
  return told.length === 0 ? [html`Nothing is.`] : told;
}

function cuts({ cuts: { upTo, size, count, sets } }: WhatIfAnswer): Html[] {
  if (size === null) return [html`None of up to ${upTo}.`];
  return [...sets.map(keysOf), ...beyond(count, sets.length)];
}

function hinges(answer: WhatIfAnswer): Html {
  const { order, arrival, departure } = answer;
  if (order === "none") {
    return html`<p>No path in evidence. That is not to say that there was none.</p>`;
  }
  return html`${arrival === null ? null : html`<p>Arrived: <strong>${spokenTime(arrival)}</strong>.</p>`}${
    departure === null ? null : html`<p>Could still leave ${spokenDeparture(departure)}.</p>`
  }<p>${tellWays(answer)}</p>
${listed("mandatory", "Mandatory: without one of these no path remains (the ends aside)", things(answer.mandatory))}${
  order === "certain"
    ? listed("pivotal", "Pivotal: without one of these it is only possible", things(answer.pivotal))
    : null
}${listed(
  "cuts",
  "Smallest sets of accounts, or items without one, that all paths pass through",
  cuts(answer),
)}`;
}

export function whatIfReport(answer: WhatIfAnswer): Html {
  const { question, ends } = answer;
  const asked = html`What does it hang on that ${keyOf(question.from)} reached ${keyOf(question.to)}?`;
  return html`${head({ ...question, asked })}${verdict(answer.order, answer.basis, answer.disputed)}${overturned(
    answer.disputes,
  )}${absences([ends.from, ends.to])}${hinges(answer)}${listed(
    "what-if",
    "What if",
    answer.removals.map(removalEntry),
  )}${changingDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;
}

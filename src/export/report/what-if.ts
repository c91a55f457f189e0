/** What a path hangs on, as a report: in how many ways, and what no way can do without. */
import type { WhatIfAnswer } from "../../model/reach-answer.ts";
import { spokenDeparture, spokenTime } from "../../model/spoken-time.ts";
import { type Html, html } from "../html/html.ts";
import { isSameWay, tellWays } from "../tell-what-if.ts";
import { closing } from "./closing.ts";
import { changingDisputes, overturned } from "./disputes.ts";
import { beyond } from "./first-groups.ts";
import { edgeTold, pathBody, type Sources, sourcesOf } from "./hops.ts";
import { absences, head, verdict, withoutAll } from "./question.ts";
import { removalEntry } from "./removals.ts";
import { listed, section } from "./section.ts";
import { accountOf, cites, itemOf, keyOf, keysCalled } from "./things.ts";

type Things = WhatIfAnswer["mandatory"];
type Shown = Things["items"][number]["shown"];

/** By which hops of the path it shows, and by what beside it. */
function shownBy({ hops, beside, claims }: Shown, sources: Sources): Html {
  const on = hops.length === 0 ? "" : `: ${hops.length === 1 ? "hop" : "hops"} ${hops.join(", ")}`;
  const posted = claims.length === 0 ? null : html`, by it ${cites(claims)}`;
  const edges = beside.map((edge) => html`<li>${edgeTold(edge, sources)}</li>`);
  return html`${on}${posted}${edges.length === 0 ? null : html`<ul class="beside">${edges}</ul>`}`;
}

function things({ items, accounts }: Things, sources: Sources): Html[] {
  const told = [
    ...accounts.map(
      ({ shown, ...account }) => html`the account ${accountOf(account)}${shownBy(shown, sources)}`,
    ),
    ...items.map(({ shown, ...item }) => html`${itemOf(item)}${shownBy(shown, sources)}`),
  ];
  return told.length === 0 ? [html`Nothing is.`] : told;
}

function cuts({ cuts: { upTo, size, count, sets }, called }: WhatIfAnswer): Html[] {
  if (size === null) return [html`None of up to ${upTo}.`];
  return [...sets.map((set) => keysCalled(set, called)), ...beyond(count, sets.length)];
}

function hinges(answer: WhatIfAnswer, sources: Sources): Html {
  const { order, arrival, departure, path } = answer;
  if (order === "none") {
    return html`<p>No path in evidence. That is not to say that there was none.</p>`;
  }
  return html`${arrival === null ? null : html`<p>Arrived: <strong>${spokenTime(arrival)}</strong>.</p>`}${
    departure === null ? null : html`<p>Could still leave ${spokenDeparture(departure)}.</p>`
  }<p>${tellWays(answer)}</p>
${path === null ? null : section("path", "The earliest way", pathBody(path, 0, "path", sources))}${listed("mandatory", "Mandatory: without one of these no path remains (the ends aside)", things(answer.mandatory, sources))}${
  order === "certain"
    ? listed(
        "pivotal",
        "Pivotal: without one of these it is only possible",
        things(answer.pivotal, sources),
      )
    : null
}${listed(
  "cuts",
  "Smallest sets of accounts, or items without one, that all paths pass through",
  cuts(answer),
)}`;
}

/** Without each, by which way it then still arrives. */
function without(answer: WhatIfAnswer, sources: Sources): Html[] {
  return answer.removals.map(({ path, ...removal }, i) => {
    if (path === null) return removalEntry(removal);
    if (isSameWay(path, answer)) return removalEntry(removal, html`<p>By the same way.</p>`);
    const way = pathBody(path, i + 1, `without-${i + 1}`, sources);
    return removalEntry(removal, html`<p>By another way:</p>${way}`);
  });
}

export function whatIfReport(answer: WhatIfAnswer): Html {
  const { question, ends } = answer;
  const sources = sourcesOf(answer.citations);
  const asked = html`What does it hang on that ${keyOf(question.from)} reached ${keyOf(
    question.to,
  )}${withoutAll(question.struckOut, ends.withoutEvidence, answer.called)}?`;
  return html`${head({ ...question, asked })}${verdict(answer)}${overturned(
    answer.disputes,
  )}${absences([ends.from, ends.to, ...ends.struckOut])}${hinges(answer, sources)}${listed(
    "what-if",
    "What if",
    without(answer, sources),
  )}${changingDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;
}

/** How a thing spread, as a report: how many had it by when, and the earliest takers. */
import type { AdoptionAnswer, Curve } from "../../model/journey-answer.ts";
import { many } from "../../model/plain-text.ts";
import { spokenStep, spokenTime } from "../../model/spoken-time.ts";
import { type Html, html } from "../html/html.ts";
import { band } from "../tell-adoption.ts";
import { closing } from "./closing.ts";
import { changingDisputes, overturned } from "./disputes.ts";
import { beyond } from "./first-groups.ts";
import { hopList, type Sources, sourcesOf } from "./hops.ts";
import { absences, head, verdict } from "./question.ts";
import { listed, section } from "./section.ts";
import { basisLabel, cites, itemOf, keyOf, orderLabel } from "./things.ts";

const summary = ({ items, accounts, first }: Curve): string =>
  `${many(band(items), "item")}, ${many(band(accounts), "account")}; the earliest ${spokenTime(first)}`;

function whole({ whole: curve, withoutAccount }: AdoptionAnswer): Html {
  const { before, steps } = curve;
  if (steps.length === 0) return html`<p>Nothing in evidence took it.</p>`;
  const merged = steps.reduce((sum, step) => sum + step.merged, 0);
  const rows = steps.map(
    ({ time, items, accounts }) =>
      html`<tr><th scope="row">${spokenStep(time)}</th><td>${band(items)}</td><td>${band(accounts)}</td></tr>
`,
  );
  return section(
    "curve",
    "How many by when",
    html`<p>In all: ${summary(curve)}.</p>
${before.items === 0 ? null : html`<p>${many(before.items, "item")} may have it before any time that is known.</p>`}<table class="numbers"><thead><tr><th scope="col">By</th><th scope="col">Items</th><th scope="col">Accounts</th></tr></thead><tbody>
${rows}</tbody></table>${merged === 0 ? null : html`<p class="terms">${many(merged, "instant between these is", "instants between these are")} not told.</p>`}${
      withoutAccount === 0
        ? null
        : html`<p>${many(withoutAccount, "of the items has", "of the items have")} no account.</p>`
    }`,
  );
}

function taker(
  { item, order, time, path, claims }: AdoptionAnswer["takers"][number],
  sources: Sources,
): Html {
  const founded = path === null ? null : html` ${basisLabel(path.basis)}`;
  return html`${itemOf(item, "The")}, ${spokenTime(time)} ${orderLabel(order)}${founded} ${cites(claims)}${
    path === null ? null : hopList(path, sources)
  }`;
}

export function adoptionReport(answer: AdoptionAnswer): Html {
  const { question, ends, by, undated } = answer;
  const sources = sourcesOf(answer.citations);
  const what = by === "tag" ? "carry it" : "were reached by it";
  const asked = html`How did ${keyOf(question.of)} spread: how many ${what} by when?`;
  return html`${head({ ...question, asked })}${verdict(answer)}${overturned(
    answer.disputes,
  )}${absences([ends.of])}${whole(answer)}${listed(
    "platforms",
    "By platform",
    answer.perPlatform.map(({ platform, curve }) => html`${keyOf(platform)}: ${summary(curve)}`),
  )}${listed("undated", "Of unknown time, counted in no curve", [
    ...undated.items.map(keyOf),
    ...beyond(undated.count, undated.items.length),
  ])}${listed(
    "takers",
    "The earliest takers in the evidence loaded",
    answer.takers.map((one) => taker(one, sources)),
  )}${changingDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;
}

/** Which stands first, on its page. */
import type { FirstAnswer } from "../../model/answer.ts";
import { spokenTime } from "../plain-text.ts";
import { type AskedFirst, firstAddress, firstJsonAddress } from "./addresses.ts";
import { absence, closing } from "./closing.ts";
import { firstDisputes } from "./disputes.ts";
import { type Html, html } from "./html.ts";
import { listed } from "./section.ts";
import { basisLabel, cites, itemLink, keyLink, label } from "./things.ts";
import { verdict } from "./trace-answer.ts";
import { joined } from "./words.ts";

type Standing = FirstAnswer["first"][number];

const standing = ({ item, order, basis, claims }: Standing): Html =>
  html`${itemLink(item, "The")}, ${spokenTime(item.published)} ${label(`order ${order}`, `order-${order}`)} ${basisLabel(basis)} ${cites(claims)}`;

export const firstAnswer = (
  answer: FirstAnswer,
  question: AskedFirst,
): Html => html`<article class="answer">
<h1>Which stands first in the evidence loaded: ${joined(answer.question.of.map(keyLink), ", ")}?</h1>
<p class="terms">Basis at least ${answer.question.basis}.</p>
${verdict(answer.order, answer.basis, answer.disputed)}
${answer.ends.filter((end) => !end.inEvidence).map((end) => absence(end.asked))}
${listed(
  "first",
  answer.order === "certain" ? "First in the evidence loaded" : "Any of these may be first",
  answer.first.map(standing),
)}${listed(
  "platforms",
  "By platform",
  answer.perPlatform.flatMap(({ platform, first }) =>
    first.map((one) => html`${keyLink(platform)}: ${standing(one)}`),
  ),
)}${listed("undated", "Of unknown time, and so perhaps before all", answer.undated.map(keyLink))}${firstDisputes(
  answer.disputes,
)}${closing(answer, firstJsonAddress(question))}
<p class="again"><a href="${firstAddress(question)}">Address of this answer</a></p>
</article>`;

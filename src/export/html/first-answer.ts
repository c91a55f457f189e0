/** Which stands first, on its page. */
import type { FirstAnswer } from "../../model/answer.ts";
import { firstTitle } from "../tell-first.ts";
import { type AskedFirst, firstAddress, firstJsonAddress } from "./addresses.ts";
import { absence, closing } from "./closing.ts";
import { firstDisputes } from "./disputes.ts";
import { beyond, groupEntry, standing } from "./first-groups.ts";
import { type Html, html } from "./html.ts";
import { listed } from "./section.ts";
import { keyLink } from "./things.ts";
import { verdict } from "./trace-answer.ts";
import { joined, words } from "./words.ts";

export const firstAnswer = (
  answer: FirstAnswer,
  question: AskedFirst,
): Html => html`<article class="answer">
<h1>Which stands first in the evidence loaded: ${joined(answer.question.of.map(keyLink), ", ")}?</h1>
<p class="terms">Basis at least ${answer.question.basis}.</p>
${verdict(answer.order, answer.basis, answer.disputed)}
${answer.ends.filter((end) => !end.inEvidence).map((end) => absence(end.asked))}
${listed("first", firstTitle(answer), [
  ...answer.first.map(standing),
  ...beyond(answer.firstCount, answer.first.length),
])}${listed(
  "platforms",
  "By platform",
  answer.perPlatform.map(({ platform, ...group }) => groupEntry(keyLink(platform), group)),
)}${listed(
  "tiers",
  "By tier",
  answer.perTier.map(({ tier, ...group }) => groupEntry(html`${tier ?? "no tier"}`, group)),
)}${listed("undated", "Of unknown time, and so perhaps before all", [
  ...answer.undated.map(keyLink),
  ...beyond(answer.undatedCount, answer.undated.length),
])}${firstDisputes(answer.disputes, answer.disputesNotTried)}${listed(
  "limits",
  "Limits",
  answer.limits.map((one) => words(one, 600)),
)}${closing(answer, firstJsonAddress(question))}
<p class="again"><a href="${firstAddress(question)}">Address of this answer</a></p>
</article>`;

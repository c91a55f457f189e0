/** Which stands first, as a report. */
import type { FirstAnswer } from "../../model/first-answer.ts";
import { type Html, html } from "../html/html.ts";
import { firstTitle } from "../tell-first.ts";
import { closing } from "./closing.ts";
import { firstDisputes, overturning } from "./disputes.ts";
import { beyond, groupEntry, standing } from "./first-groups.ts";
import { absences, head, verdict } from "./question.ts";
import { listed } from "./section.ts";
import { keyOf, keysOf } from "./things.ts";

export const firstReport = (answer: FirstAnswer): Html =>
  html`${head({
    asked: html`Which stands first in the evidence loaded: ${keysOf(answer.question.of)}?`,
    basis: answer.question.basis,
  })}${verdict(answer)}${overturning(answer.disputes)}${absences(answer.ends)}${listed(
    "first",
    answer.order === "certain"
      ? firstTitle(answer)
      : "Any of these may stand first in the evidence loaded",
    [...answer.first.map(standing), ...beyond(answer.firstCount, answer.first.length)],
  )}${listed(
    "platforms",
    "By platform",
    answer.perPlatform.map(({ platform, ...group }) => groupEntry(keyOf(platform), group)),
  )}${listed(
    "tiers",
    "By tier",
    answer.perTier.map(({ tier, ...group }) => groupEntry(html`${tier ?? "no tier"}`, group)),
  )}${listed("undated", "Of unknown time, and so perhaps before all", [
    ...answer.undated.map(keyOf),
    ...beyond(answer.undatedCount, answer.undated.length),
  ])}${firstDisputes(answer.disputes, answer.disputesNotTried)}${closing(answer)}`;

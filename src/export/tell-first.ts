/** A first answer as text: which stands first, how surely, and the first of each platform. */
import type { FirstAnswer } from "../model/answer.ts";
import { capital, plain, spokenAbsence, spokenItem, spokenTime } from "./plain-text.ts";
import { closing, section } from "./tell-common.ts";

type Standing = FirstAnswer["first"][number];

function tellStanding({ item, order, basis, claims }: Standing): string {
  const cited = claims.map((n) => `[${n}]`).join("");
  return `${capital(spokenItem(item))}, ${spokenTime(item.published)}: order ${order}, basis ${basis} ${cited}`;
}

function tellDispute(dispute: FirstAnswer["disputes"][number]): string[] {
  return [
    `- ${plain(dispute.name)} (${dispute.kind}): ${plain(dispute.says)}`,
    ...dispute.sides.map((side) => {
      const result =
        side.changes.length === 0
          ? "nothing changes"
          : `order ${side.order}: ${side.first.map(plain).join(", ")}`;
      return `  - taking ${side.sources.map(plain).join(", ") || "none of them"} (${plain(side.says)}): ${result}`;
    }),
  ];
}

/** Plain text, UTC throughout. */
export function tellFirst(answer: FirstAnswer): string {
  const missing = answer.ends.filter((end) => !end.inEvidence);
  const sure = answer.order === "certain";
  const lines = [
    `Which stands first in the evidence loaded: ${answer.question.of.map(plain).join(", ")}?`,
    "",
    `Order ${answer.order}${answer.basis === null ? "" : `, basis ${answer.basis}`}, ${answer.disputed ? "disputed" : "no dispute found"}.`,
    ...missing.map((end) => spokenAbsence(end.asked)),
    ...section(sure ? "First in the evidence loaded" : "Any of these may be first", [
      ...answer.first.map((one) => `- ${tellStanding(one)}`),
    ]),
    ...section(
      "By platform",
      answer.perPlatform.flatMap(({ platform, first }) =>
        first.map((one) => `- ${plain(platform)}: ${tellStanding(one)}`),
      ),
    ),
    ...section(
      "Of unknown time, and so perhaps before all",
      answer.undated.map((key) => `- ${plain(key)}`),
    ),
    ...section(
      "Disputes: what changes when one side is taken",
      answer.disputes.flatMap(tellDispute),
    ),
    ...closing(answer),
  ];
  return `${lines.join("\n")}\n`;
}

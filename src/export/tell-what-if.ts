/** A what-if answer as text: in how many ways, what no way can do without, and what is otherwise. */

import {
  many,
  plain,
  spokenAbsence,
  spokenAccount,
  spokenItem,
  spokenTime,
  spokenWindow,
} from "../model/plain-text.ts";
import type { WhatIfAnswer } from "../model/reach-answer.ts";
import { overturned, tellChanges } from "./tell-changes.ts";
import { closing, section } from "./tell-common.ts";
import { tellRemoval } from "./tell-removals.ts";
import { tellDeparture, verdict } from "./tell-trace.ts";

function tellWays({ ways }: WhatIfAnswer): string {
  const { items, edges, components, paths, exact } = ways;
  const circles = exact ? "" : `, ${components} counting items in a circle as one`;
  const count =
    paths === null ? "more ways than were counted" : `${paths} way${paths === "1" ? "" : "s"}`;
  return `In evidence: ${count}, over ${many(items, "item")} and ${many(edges, "relation")}${circles}.`;
}

function tellThings({ items, accounts }: WhatIfAnswer["mandatory"], none: string): string[] {
  const lines = [
    ...accounts.map((account) => `- the account ${spokenAccount(account)}`),
    ...items.map((item) => `- ${spokenItem(item)}`),
  ];
  return lines.length === 0 ? [none] : lines;
}

function tellCuts({ cuts: { upTo, size, count, sets } }: WhatIfAnswer): string[] {
  if (size === null) return [`None of up to ${upTo}.`];
  const more = count > sets.length ? [`- and ${count - sets.length} more`] : [];
  return [...sets.map((set) => `- ${set.map(plain).join(", ")}`), ...more];
}

function tellHinges(answer: WhatIfAnswer): string[] {
  if (answer.order === "none")
    return ["No path in evidence. That is not to say that there was none."];
  return [
    ...(answer.arrival === null ? [] : [`Arrived: ${spokenTime(answer.arrival)}.`]),
    ...tellDeparture(answer),
    "",
    tellWays(answer),
    ...section(
      "Mandatory: without one of these no path remains (the ends aside)",
      tellThings(answer.mandatory, "Nothing is."),
    ),
    ...(answer.order === "certain"
      ? section(
          "Pivotal: without one of these it is only possible",
          tellThings(answer.pivotal, "Nothing is."),
        )
      : []),
    ...section(
      "Smallest sets of accounts, or items without one, that all paths pass through",
      tellCuts(answer),
    ),
  ];
}

/** Plain text, UTC throughout. */
export function tellWhatIf(answer: WhatIfAnswer): string {
  const { question, ends } = answer;
  const lines = [
    `What does it hang on that ${plain(question.from)} reached ${plain(question.to)}? (basis at least ${question.basis}${spokenWindow(question.between)})`,
    "",
    verdict(answer.order, answer.basis, answer.disputed),
    ...overturned(answer.disputes),
    ...[ends.from, ends.to].filter((end) => !end.inEvidence).map((end) => spokenAbsence(end.asked)),
    ...tellHinges(answer),
    ...section("What if", answer.removals.flatMap(tellRemoval)),
    ...tellChanges(answer),
    ...closing({ ...answer, citations: [], remarks: [] }),
  ];
  return `${lines.join("\n")}\n`;
}

/** A what-if answer as text: in how many ways, what no way can do without, and what is otherwise. */
import type { Path } from "../model/answer.ts";
import {
  many,
  plain,
  spokenAbsence,
  spokenAccount,
  spokenBeside,
  spokenItem,
  spokenVerdict,
} from "../model/plain-text.ts";
import type { WhatIfAnswer } from "../model/reach-answer.ts";
import { spokenTime, spokenWindow } from "../model/spoken-time.ts";
import { overturned, tellChanges } from "./tell-changes.ts";
import { closing, section } from "./tell-common.ts";
import { tellRemoval } from "./tell-removals.ts";
import { cites, tellDeparture, tellEdge, tellHop } from "./tell-trace.ts";

/** In how many ways, over how much. */
export function tellWays({ ways }: WhatIfAnswer): string {
  const { items, edges, components, paths, exact } = ways;
  const circles = exact ? "" : `, ${components} counting items in a circle as one`;
  const count =
    paths === null ? "more ways than were counted" : `${paths} way${paths === "1" ? "" : "s"}`;
  return `In evidence: ${count}, over ${many(items, "item")} and ${many(edges, "relation")}${circles}.`;
}

type Shown = WhatIfAnswer["mandatory"]["items"][number]["shown"];

/** By which hops of the path it shows, and by what beside it. */
function tellShown(name: string, { hops, beside, claims }: Shown): string[] {
  const on = hops.length === 0 ? "" : `: ${hops.length === 1 ? "hop" : "hops"} ${hops.join(", ")}`;
  const posted = claims.length === 0 ? "" : `, by it ${cites(claims)}`;
  return [`- ${name}${on}${posted}`, ...beside.map((edge) => `  ${tellEdge(edge)}`)];
}

function tellThings({ items, accounts }: WhatIfAnswer["mandatory"], none: string): string[] {
  const lines = [
    ...accounts.flatMap(({ shown, ...account }) =>
      tellShown(`the account ${spokenAccount(account)}`, shown),
    ),
    ...items.flatMap(({ shown, ...item }) => tellShown(spokenItem(item), shown)),
  ];
  return lines.length === 0 ? [none] : lines;
}

const hopsOf = ({ hops }: Path): string[] => hops.map(tellHop);

/** A way that stands without something is often that which is told already. */
export const isSameWay = ({ hops }: Path, { path }: WhatIfAnswer): boolean =>
  JSON.stringify(hops) === JSON.stringify(path?.hops);

/** Without each, by which way it then still arrives. */
function tellWithout(answer: WhatIfAnswer): string[] {
  return answer.removals.flatMap(({ path, ...removal }) => {
    const way =
      path === null
        ? []
        : isSameWay(path, answer)
          ? ["  By the same way."]
          : ["  By another way:", ...hopsOf(path).map((hop) => hop.replaceAll(/^/gm, "  "))];
    return [...tellRemoval(removal), ...(removal.inEvidence ? way : [])];
  });
}

function tellCuts({ cuts: { upTo, size, count, sets }, called }: WhatIfAnswer): string[] {
  if (size === null) return [`None of up to ${upTo}.`];
  const more = count > sets.length ? [`- and ${count - sets.length} more`] : [];
  return [
    ...sets.map(
      (set) => `- ${set.map((key) => plain(key) + spokenBeside(key, called)).join(", ")}`,
    ),
    ...more,
  ];
}

function tellHinges(answer: WhatIfAnswer): string[] {
  if (answer.order === "none")
    return ["No path in evidence. That is not to say that there was none."];
  return [
    ...(answer.arrival === null ? [] : [`Arrived: ${spokenTime(answer.arrival)}.`]),
    ...tellDeparture(answer),
    ...section("The earliest way", answer.path === null ? [] : hopsOf(answer.path)),
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
  const out = [
    ...question.struckOut.map((key) => plain(key) + spokenBeside(key, answer.called)),
    ...question.withoutEvidence.map((hash) => `the file ${hash}`),
  ];
  const without = out.length === 0 ? "" : `, without ${out.join(", ")}`;
  const lines = [
    `What does it hang on that ${plain(question.from)} reached ${plain(question.to)}${without}? (basis at least ${question.basis}${spokenWindow(question.between)})`,
    "",
    spokenVerdict(answer),
    ...overturned(answer.disputes),
    ...[ends.from, ends.to, ...ends.struckOut]
      .filter((end) => !end.inEvidence)
      .map((end) => spokenAbsence(end.asked)),
    ...tellHinges(answer),
    ...section("What if", tellWithout(answer)),
    ...tellChanges(answer),
    ...closing({ ...answer, remarks: [] }),
  ];
  return `${lines.join("\n")}\n`;
}

/** A crossings answer as text: what each tier and language was entered by first, then all crossings in the order of time. */

import { formatElapsed, isOneMoment } from "../model/duration.ts";
import type { Crossing, CrossingsAnswer } from "../model/journey-answer.ts";
import {
  capital,
  many,
  plain,
  spokenAbsence,
  spokenItem,
  spokenVerdict,
} from "../model/plain-text.ts";
import { spokenTime, spokenWindow } from "../model/spoken-time.ts";
import { tellChanges } from "./tell-changes.ts";
import { closing, section } from "./tell-common.ts";
import { tellHop } from "./tell-trace.ts";

interface Entered {
  order: string;
  basis: string;
  time: Crossing["time"];
  hops: number;
}

const tellEntered = (into: string, { order, basis, time, hops }: Entered): string =>
  `- ${into}: the earliest ${spokenTime(time)}, order ${order}, basis ${basis}; ${hops} crossing${hops === 1 ? "" : "s"} in all`;

const spokenKind = ({ kind, from, to }: Crossing): string =>
  kind === "tier"
    ? `from ${plain(from)} to ${plain(to)}`
    : `from language ${plain(from)} to ${plain(to)}`;

function elapsed({ path }: Crossing): string {
  if (path.elapsedFrom === "publication") {
    return `; ${formatElapsed(path.elapsed)} after the publication of ${plain(path.hops[0]?.from.key ?? "")}`;
  }
  if (isOneMoment(path.elapsed)) return "";
  return `; ${formatElapsed(path.elapsed)} after the first hop (${plain(path.hops[0]?.from.key ?? "")} can change)`;
}

function tellCrossing(crossing: Crossing, index: number): string[] {
  const { order, path, time, mayBeFirst, withoutTier } = crossing;
  const last = path.hops.at(-1);
  const by = last === undefined ? "" : `, by ${spokenItem(last.to)}`;
  const first = mayBeFirst ? ", perhaps the earliest of its kind" : "";
  return [
    "",
    `${index + 1}. ${capital(spokenKind(crossing))}${by}, ${spokenTime(time)}: order ${order}, basis ${path.basis}${first}${elapsed(crossing)}.`,
    ...(withoutTier.length === 0
      ? []
      : [
          `   It passes what has no tier, and may have crossed there already: ${withoutTier.map(plain).join(", ")}.`,
        ]),
    ...path.hops.map((hop, i) => tellHop(hop, i).replaceAll(/^/gm, "   ")),
  ];
}

/** Plain text, UTC throughout. */
export function tellCrossings(answer: CrossingsAnswer): string {
  const { question, ends, tiers, languages, crossings, omitted } = answer;
  const into = question.to === null ? "" : ` into ${plain(question.to)}`;
  const missing = [ends.from, ...(ends.to ? [ends.to] : [])].filter((end) => !end.inEvidence);
  const lines = [
    `Where did ${plain(question.from)} cross${into}? (basis at least ${question.basis}${spokenWindow(question.between)})`,
    "",
    spokenVerdict(answer),
    ...missing.map((end) => spokenAbsence(end.asked)),
    ...(crossings.length === 0
      ? ["No crossing in evidence. That is not to say that there was none."]
      : []),
    ...section("Tiers entered", [...tiers.map((one) => tellEntered(one.tier, one))]),
    ...section(
      "Languages entered",
      languages.map((one) => tellEntered(`${plain(one.from)} to ${plain(one.to)}`, one)),
    ),
    ...section("Crossings in the order of time", crossings.flatMap(tellCrossing)),
    ...(omitted > 0
      ? ["", `${many(omitted, "later crossing is", "later crossings are")} not told (--limit).`]
      : []),
    ...tellChanges(answer),
    ...closing(answer),
  ];
  return `${lines.join("\n")}\n`;
}

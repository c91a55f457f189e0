/** An adoption answer as text: how many had taken it by when, in all and by site, and the earliest takers. */
import type { AdoptionAnswer, Curve } from "../model/journey-answer.ts";
import {
  capital,
  many,
  plain,
  spokenAbsence,
  spokenItem,
  spokenVerdict,
  table,
} from "../model/plain-text.ts";
import { spokenStep, spokenTime, spokenWindow } from "../model/spoken-time.ts";
import { tellChanges } from "./tell-changes.ts";
import { closing, section } from "./tell-common.ts";
import { tellHop } from "./tell-trace.ts";

export const band = ({ certain, possible }: Curve["items"]): string =>
  certain === possible ? String(certain) : `${certain} to ${possible}`;

const summary = ({ items, accounts, first }: Curve): string =>
  `${many(band(items), "item")}, ${many(band(accounts), "account")}; the earliest ${spokenTime(first)}`;

function steps({ before, steps: all }: Curve): string[] {
  const merged = all.reduce((sum, step) => sum + step.merged, 0);
  const rows = all.map(({ time, items, accounts }) => [
    spokenStep(time),
    band(items),
    band(accounts),
  ]);
  return [
    ...(before.items > 0
      ? [`${many(before.items, "item")} may have it before any time that is known.`]
      : []),
    table([["by", "items", "accounts"], ...rows]),
    ...(merged > 0
      ? [
          `${many(merged, "instant between these is", "instants between these are")} not told (--points).`,
        ]
      : []),
  ];
}

function tellTaker({ item, order, time, path, claims }: AdoptionAnswer["takers"][number]): string {
  const cited = claims.map((number) => `[${number}]`).join("");
  const head = `- ${capital(spokenItem(item))}, ${spokenTime(time)}: order ${order}${path === null ? "" : `, basis ${path.basis}`} ${cited}`;
  const hops = path?.hops.map((hop, i) => tellHop(hop, i).replaceAll(/^/gm, "  ")) ?? [];
  return [head.trimEnd(), ...hops].join("\n");
}

function undated({ undated: { count, items } }: AdoptionAnswer): string[] {
  const more = count > items.length ? [`- and ${count - items.length} more`] : [];
  return [...items.map((key) => `- ${plain(key)}`), ...more];
}

/** Plain text, UTC throughout. */
export function tellAdoption(answer: AdoptionAnswer): string {
  const { question, ends, by, whole, perPlatform, withoutAccount } = answer;
  const what = by === "tag" ? "carry it" : "were reached by it";
  const lines = [
    `How did ${plain(question.of)} spread: how many ${what} by when? (basis at least ${question.basis}${spokenWindow(question.between)})`,
    "",
    spokenVerdict(answer),
    ...(ends.of.inEvidence ? [] : [spokenAbsence(ends.of.asked)]),
    ...(answer.order === "none" ? ["Nothing in evidence took it."] : []),
    ...(whole.steps.length === 0 ? [] : ["", `In all: ${summary(whole)}.`, ...steps(whole)]),
    ...section(
      "By platform",
      perPlatform.map(({ platform, curve }) => `- ${plain(platform)}: ${summary(curve)}`),
    ),
    ...(withoutAccount > 0
      ? ["", `${many(withoutAccount, "of the items has", "of the items have")} no account.`]
      : []),
    ...section("Of unknown time, counted in no curve", undated(answer)),
    ...section("The earliest takers", answer.takers.map(tellTaker)),
    ...tellChanges(answer),
    ...closing({ ...answer, remarks: [] }),
  ];
  return `${lines.join("\n")}\n`;
}

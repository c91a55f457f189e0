/** A first answer as text: which stands first, how surely, and the first of each platform. */
import type { FirstAnswer, FirstGroup } from "../model/first-answer.ts";
import { capital, plain, spokenAbsence, spokenItem, spokenVerdict } from "../model/plain-text.ts";
import { spokenTime } from "../model/spoken-time.ts";
import { EARLIEST, STANDS } from "../model/told-words.ts";
import { closing, section, tellOpen } from "./tell-common.ts";
import { overturning, speakers } from "./tell-trace.ts";

type Standing = FirstAnswer["first"][number];

function tellStanding({ item, order, basis, claims }: Standing): string {
  const cited = claims.map((n) => `[${n}]`).join("");
  const known = item.attested ? "" : " (known only by reference)";
  return `${capital(spokenItem(item))}${known}, ${spokenTime(item.published)}: order ${order}, basis ${basis} ${cited}`;
}

const counted = (count: number, told: readonly string[]): string =>
  `${told.join(", ")}${count > told.length ? ` and ${count - told.length} more` : ""}`;

const beyond = (count: number, told: number): string[] =>
  count > told ? [`- and ${count - told} more`] : [];

const keysOf = (items: readonly Standing["item"][]): string[] => items.map(({ key }) => plain(key));

type Firsts = Pick<FirstAnswer, "order" | "firstCount">;

/** How many stand first for certain, where it is more than one. */
export const tied = ({ order, firstCount }: Firsts): string =>
  order === "certain" && firstCount > 1 ? `: ${firstCount} at the same moment` : "";

/** What those that are told as first are. */
export const firstTitle = (answer: Firsts): string =>
  answer.order === "certain"
    ? `${capital(EARLIEST)}${tied(answer)}`
    : "Any of these may be the earliest";

/** What stands first in a group, what of other groups stands before it, and what is missing. */
function tellGroup(name: string, group: FirstGroup): string[] {
  const { first, firstCount, appeared, before } = group;
  const { missing, missingCount, originals, originalsCount } = group;
  const held = missing.map(({ item, why, stands }) => `${plain(item)} (${why}, ${STANDS[stands]})`);
  const absent = originals.map(
    ({ item, original }) => `${plain(original)}, the original of ${plain(item)}`,
  );
  const beside: [string, number, string[]][] = [
    [
      "other items that stand before it or at its moment",
      before.certain.count,
      keysOf(before.certain.items),
    ],
    ["other items that may", before.possible.count, keysOf(before.possible.items)],
    ["missing", missingCount, held],
    ["originals known only by reference", originalsCount, absent],
  ];
  return [
    first.length === 0
      ? `- ${name}: nothing with a time of its own`
      : `- ${name}: ${EARLIEST}, ${spokenTime(appeared)}${tied(group)}`,
    ...first.map((one) => `  - ${tellStanding(one)}`),
    ...beyond(firstCount, first.length).map((one) => `  ${one}`),
    ...beside.flatMap(([what, count, told]) =>
      count === 0 ? [] : [`  - ${what}: ${counted(count, told)}`],
    ),
  ];
}

type Side = FirstAnswer["disputes"][number]["sides"][number];

/** What stands first on a side, in all and of each group that it changes. */
function spokenSide({ order, first, groups, changes }: Side): string {
  if (changes.length === 0) return "nothing changes";
  const found = (one: Pick<Side, "order" | "first">) =>
    `order ${one.order}${one.first.length === 0 ? "" : `: ${one.first.map(plain).join(", ")}`}`;
  return [
    found({ order, first }),
    ...groups.map((one) => `of ${plain(one.name)}, ${spokenTime(one.appeared)}, ${found(one)}`),
  ].join("; ");
}

function tellDispute(dispute: FirstAnswer["disputes"][number]): string[] {
  return [
    `- ${plain(dispute.name)} (${dispute.kind}): ${plain(dispute.says)}`,
    ...dispute.sides.map(
      (side) => `  - taking ${speakers(side.sources)} (${plain(side.says)}): ${spokenSide(side)}`,
    ),
  ];
}

/** Plain text, UTC throughout. */
export function tellFirst(answer: FirstAnswer): string {
  const missing = answer.ends.filter((end) => !end.inEvidence);
  const lines = [
    `Which stands first in the evidence loaded: ${answer.question.of.map(plain).join(", ")}?`,
    "",
    spokenVerdict(answer),
    ...overturning(answer.disputes),
    ...missing.map((end) => spokenAbsence(end.asked)),
    ...section(firstTitle(answer), [
      ...answer.first.map((one) => `- ${tellStanding(one)}`),
      ...beyond(answer.firstCount, answer.first.length),
    ]),
    ...section(
      "By platform",
      answer.perPlatform.flatMap(({ platform, ...group }) => tellGroup(plain(platform), group)),
    ),
    ...section(
      "By tier",
      answer.perTier.flatMap(({ tier, ...group }) => tellGroup(tier ?? "no tier", group)),
    ),
    ...section("Of unknown time, and so perhaps before all", [
      ...answer.undated.map((key) => `- ${plain(key)}`),
      ...beyond(answer.undatedCount, answer.undated.length),
    ]),
    ...tellOpen(answer.disputes.flatMap(tellDispute), answer),
    ...closing(answer),
  ];
  return `${lines.join("\n")}\n`;
}

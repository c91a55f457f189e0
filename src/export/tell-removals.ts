/** What is otherwise without something, as text. */
import { capital, many, plain, spokenAbsence, spokenItem } from "../model/plain-text.ts";
import type { Arrived, Removal } from "../model/reach-answer.ts";
import { spokenTime } from "../model/spoken-time.ts";
import { spokenDelays } from "../model/told-words.ts";

/** Items told of each kind. */
const MAX_TOLD = 20;

type Late = Removal["late"]["items"][number];

/** When something was reached, how surely, and how well founded that is. */
export const spokenArrived = ({ order, basis, arrival }: Arrived): string =>
  `${spokenTime(arrival)} (order ${order}, basis ${basis})`;

function tellLate(late: Late): string {
  const { item, before, after } = late;
  const changes = spokenDelays(late);
  const how = changes.length === 0 ? "" : ` (${changes.join("; ")})`;
  return `  - ${spokenItem(item)}: ${spokenArrived(before)} before, ${spokenArrived(after)} without${how}`;
}

const more = (count: number): string[] =>
  count > MAX_TOLD ? [`  - and ${count - MAX_TOLD} more`] : [];

export function tellRemoval(removal: Removal): string[] {
  const {
    asked,
    inEvidence,
    takenOut,
    takenOutOfAsked,
    order,
    basis,
    arrival,
    noLongerReached,
    late,
  } = removal;
  if (!inEvidence) return [`- ${spokenAbsence(asked)}`];
  const founded = basis === null ? "" : `, basis ${basis}`;
  const when = arrival === null ? "" : `, arrival ${spokenTime(arrival)}`;
  const lines = [
    `- Without ${plain(asked)} (${many(takenOut, "item")} out, ${takenOutOfAsked} of them asked about): order ${order}${founded}${when}`,
  ];
  if (noLongerReached.count > 0) {
    lines.push(
      `  ${capital(many(noLongerReached.count, "item"))} no longer reached:`,
      ...noLongerReached.items.slice(0, MAX_TOLD).map((item) => `  - ${spokenItem(item)}`),
      ...more(noLongerReached.count),
    );
  }
  if (late.count > 0) {
    lines.push(
      `  ${capital(many(late.count, "item"))} reached later or less surely:`,
      ...late.items.slice(0, MAX_TOLD).map(tellLate),
      ...more(late.count),
    );
  }
  if (noLongerReached.count + late.count === 0)
    lines.push("  No other item that is asked about is lost or late.");
  return lines;
}

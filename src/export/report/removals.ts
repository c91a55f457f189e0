/** What is otherwise without something, in a report. */

import { formatDuration } from "../../model/duration.ts";
import { capital, many } from "../../model/plain-text.ts";
import type { Removal } from "../../model/reach-answer.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { type Html, html } from "../html/html.ts";
import { spokenArrived } from "../tell-removals.ts";
import { beyond } from "./first-groups.ts";
import { absences } from "./question.ts";
import { itemOf, keyOf } from "./things.ts";

type Late = Removal["late"]["items"][number];

const later = (ms: number | null, when: string): string[] =>
  ms === null || ms === 0 ? [] : [`${formatDuration(ms)} later at the ${when}`];

function lateItem({ item, before, after, by }: Late): Html {
  const changes = [...later(by.earliest, "earliest"), ...later(by.latest, "latest")].join("; ");
  return html`${itemOf(item)}: ${spokenArrived(before)} before, ${spokenArrived(after)} without${changes === "" ? "" : ` (${changes})`}`;
}

function group(what: string, count: number, told: readonly Html[]): Html {
  if (count === 0) return html``;
  const entries = [...told, ...beyond(count, told.length)].map((one) => html`<li>${one}</li>`);
  return html`<p>${capital(many(count, "item"))} ${what}:</p><ul>${entries}</ul>`;
}

/** `way` is that by which it still arrives. */
export function removalEntry(removal: Removal, way?: Html): Html {
  const { asked, takenOut, takenOutOfAsked, order, basis, arrival, noLongerReached, late } =
    removal;
  if (!removal.inEvidence) return absences([removal]);
  const founded = basis === null ? "" : `, basis ${basis}`;
  const when = arrival === null ? "" : `, arrival ${spokenTime(arrival)}`;
  return html`Without ${keyOf(asked)} (${many(takenOut, "item")} out, ${takenOutOfAsked} of them asked about): order ${order}${founded}${when}${group(
    "no longer reached",
    noLongerReached.count,
    noLongerReached.items.map((item) => itemOf(item)),
  )}${group("reached later or less surely", late.count, late.items.map(lateItem))}${
    noLongerReached.count + late.count === 0
      ? html`<p>No other item that is asked about is lost or late.</p>`
      : null
  }${way ?? null}`;
}

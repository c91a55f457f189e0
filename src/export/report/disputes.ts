/** Contradictions, and what each side would make of the answer. */
import {
  type Dispute,
  type OrderedDispute,
  overturningSides,
  type Side,
} from "../../model/answer.ts";
import { formatElapsed, isOneMoment } from "../../model/duration.ts";
import type { FirstAnswer } from "../../model/first-answer.ts";
import type { ChangingDispute } from "../../model/journey-answer.ts";
import { spokenDeparture, spokenTime } from "../../model/spoken-time.ts";
import { DISPUTES } from "../../model/told-words.ts";
import { type Html, html } from "../html/html.ts";
import { joined, name, words } from "../html/words.ts";
import { section } from "./section.ts";
import { keyPath, keysOf } from "./things.ts";

const speakers = (sources: readonly string[]): Html =>
  sources.length === 0
    ? html`none of them`
    : joined(
        sources.map((source) => name(source)),
        ", ",
      );

/** Sides on which the order, or what stands first, is another, told beside the verdict. */
const overturningList = (told: readonly Html[]): Html =>
  told.length === 0
    ? html``
    : html`<ul class="overturning">${told.map((one) => html`<li>${one}</li>`)}</ul>`;

export const overturning = (disputes: readonly OrderedDispute[]): Html =>
  overturningList(
    disputes.flatMap((dispute) =>
      overturningSides(dispute).map(
        ({ sources, order, first = [] }) =>
          html`On the side of ${speakers(sources)} in ${name(dispute.name)}: order ${order}${
            first.length === 0 ? html`` : html`, first stands ${keysOf(first)}`
          }.`,
      ),
    ),
  );

const outcome = (said: string | null): Html =>
  said === null ? html`not at all` : words(said, 600);

export const overturned = (disputes: readonly ChangingDispute[]): Html =>
  overturningList(
    disputes.flatMap((dispute) =>
      dispute.sides.flatMap(({ sources, changes }) =>
        changes
          .filter(({ what }) => what === "order")
          .map(
            ({ taken }) =>
              html`On the side of ${speakers(sources)} in ${name(dispute.name)}: order ${outcome(taken)}.`,
          ),
      ),
    ),
  );

function resultOf(side: Side): Html {
  if (side.changes.length === 0) return html`nothing changes`;
  const parts: Html[] = [html`order ${side.order}`];
  if (side.basis !== null) parts.push(html`basis ${side.basis}`);
  if (side.elapsed !== null && !isOneMoment(side.elapsed))
    parts.push(html`elapsed ${formatElapsed(side.elapsed)}`);
  if (side.changes.includes("arrival") && side.arrival !== null) {
    parts.push(html`arrived ${spokenTime(side.arrival)}`);
  }
  if (side.changes.includes("departure") && side.departure !== null) {
    parts.push(html`could still leave ${spokenDeparture(side.departure)}`);
  }
  if (side.changes.includes("times") && !side.changes.includes("path") && side.times !== null) {
    parts.push(html`hops ${side.times.map((time) => spokenTime(time)).join("; ")}`);
  }
  if (side.changes.includes("path") && side.path !== null) {
    parts.push(html`by ${keyPath(side.path)}`);
  }
  return joined(parts, ", ");
}

type Told<S> = Pick<Dispute, "name" | "kind" | "says"> & { sides: readonly S[] };
interface Taken {
  sources: readonly string[];
  says: string;
}

function disputeItem<S extends Taken>(dispute: Told<S>, result: (side: S) => Html): Html {
  return html`<li><p><strong>${name(dispute.name)}</strong> (${dispute.kind}): ${words(dispute.says)}</p>
<ul class="sides">${dispute.sides.map(
    (side) =>
      html`<li>Taking <strong>${speakers(side.sources)}</strong> (${words(side.says)}): ${result(side)}</li>`,
  )}</ul></li>
`;
}

/** What each side comes to, and that others were not tried. */
function disputeSection<S extends Taken>(
  disputes: readonly Told<S>[],
  notTried: number,
  result: (side: S) => Html,
): Html {
  if (disputes.length + notTried === 0) return html``;
  const told = disputes.map((one) => disputeItem(one, result));
  return section(
    "disputes",
    DISPUTES,
    html`${told.length === 0 ? null : html`<ul class="disputes">${told}</ul>`}${
      notTried === 0 ? null : html`<p>${notTried} further contradictions were not tried.</p>`
    }`,
  );
}

export const traceDisputes = (disputes: readonly Dispute[], notTried: number): Html =>
  disputeSection(disputes, notTried, resultOf);

type FirstSide = FirstAnswer["disputes"][number]["sides"][number];

const found = ({ order, first }: Pick<FirstSide, "order" | "first">): Html =>
  html`order ${order}${first.length === 0 ? "" : html`: ${keysOf(first)}`}`;

function firstOn({ order, first, groups, changes }: FirstSide): Html {
  if (changes.length === 0) return html`nothing changes`;
  const parts = groups.map(
    (one) => html`of ${name(one.name)}, ${spokenTime(one.appeared)}, ${found(one)}`,
  );
  return joined([found({ order, first }), ...parts], "; ");
}

export const firstDisputes = (disputes: FirstAnswer["disputes"], notTried: number): Html =>
  disputeSection(disputes, notTried, firstOn);

type ChangingSide = ChangingDispute["sides"][number];

function changesOn({ changes, changesOmitted }: ChangingSide): Html {
  if (changes.length === 0) return html`nothing changes`;
  const told = changes.map(
    ({ what, granted, taken }) =>
      html`<li>${words(what)}: ${outcome(taken)}; granting all, ${outcome(granted)}</li>`,
  );
  return html`<ul>${told}${changesOmitted === 0 ? null : html`<li>and ${changesOmitted} more</li>`}</ul>`;
}

export const changingDisputes = (disputes: readonly ChangingDispute[], notTried: number): Html =>
  disputeSection(disputes, notTried, changesOn);

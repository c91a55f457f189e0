/** Contradictions, and what each side would make of the answer. */
import type { Dispute, FirstAnswer, Side } from "../../model/answer.ts";
import { spokenDeparture, spokenElapsed, spokenTime } from "../../model/plain-text.ts";
import { type Html, html } from "./html.ts";
import { section } from "./section.ts";
import { keyLink, keyPath } from "./things.ts";
import { joined, name, words } from "./words.ts";

const speakers = (sources: readonly string[]): Html =>
  sources.length === 0
    ? html`none of them`
    : joined(
        sources.map((source) => name(source)),
        ", ",
      );

/** Sides on which the order is another, told beside the verdict. */
export const overturning = (disputes: readonly Dispute[]): Html => {
  const told = disputes.flatMap((dispute) =>
    dispute.sides
      .filter(({ changes }) => changes.includes("order"))
      .map(
        ({ sources, order, basis }) =>
          html`<li>On the side of ${speakers(sources)} in ${name(dispute.name)}: order ${order}${
            basis === null ? "" : `, basis ${basis}`
          }.</li>`,
      ),
  );
  return told.length === 0 ? html`` : html`<ul class="overturning">${told}</ul>`;
};

function resultOf(side: Side): Html {
  if (side.changes.length === 0) return html`nothing changes`;
  const parts: Html[] = [html`order ${side.order}`];
  if (side.basis !== null) parts.push(html`basis ${side.basis}`);
  if (side.elapsed !== null) parts.push(html`elapsed ${spokenElapsed(side.elapsed)}`);
  if (side.changes.includes("arrival") && side.arrival !== null) {
    parts.push(html`arrived ${spokenTime(side.arrival)}`);
  }
  if (side.changes.includes("departure") && side.departure !== null) {
    parts.push(html`could still leave ${spokenDeparture(side.departure)}`);
  }
  if (side.changes.includes("times") && !side.changes.includes("path") && side.times !== null) {
    parts.push(html`hops ${side.times.map(spokenTime).join("; ")}`);
  }
  if (side.changes.includes("path") && side.path !== null) {
    parts.push(html`by ${keyPath(side.path)}`);
  }
  return joined(parts, ", ");
}

interface ToldSide {
  side: { sources: readonly string[]; says: string };
  result: Html;
}

const disputeItem = (
  dispute: { name: string; kind: string; says: string },
  sides: readonly ToldSide[],
): Html => html`<li><p><strong>${name(dispute.name)}</strong> (${dispute.kind}): ${words(dispute.says)}</p>
<ul class="sides">${sides.map(
  ({ side, result }) =>
    html`<li>Taking <strong>${speakers(side.sources)}</strong> (${words(side.says)}): ${result}</li>`,
)}</ul></li>
`;

const disputeSection = (items: readonly Html[], after: Html): Html =>
  items.length === 0
    ? after
    : section(
        "disputes",
        "Disputes: what changes when one side is taken",
        html`<ul class="disputes">${items}</ul>${after}`,
      );

const untried = (count: number): Html =>
  count === 0 ? html`` : html`<p>${count} further contradictions were not tried.</p>`;

export const traceDisputes = (disputes: readonly Dispute[], notTried: number): Html =>
  disputeSection(
    disputes.map((dispute) =>
      disputeItem(
        dispute,
        dispute.sides.map((side) => ({ side, result: resultOf(side) })),
      ),
    ),
    untried(notTried),
  );

type FirstSide = FirstAnswer["disputes"][number]["sides"][number];

const found = ({ order, first }: Pick<FirstSide, "order" | "first">): Html =>
  html`order ${order}${first.length === 0 ? "" : html`: ${joined(first.map(keyLink), ", ")}`}`;

function firstOn({ order, first, groups, changes }: FirstSide): Html {
  if (changes.length === 0) return html`nothing changes`;
  const parts = groups.map(
    (one) => html`of ${name(one.name)}, ${spokenTime(one.appeared)}, ${found(one)}`,
  );
  return joined([found({ order, first }), ...parts], "; ");
}

export const firstDisputes = (disputes: FirstAnswer["disputes"], notTried: number): Html =>
  disputeSection(
    disputes.map((dispute) =>
      disputeItem(
        dispute,
        dispute.sides.map((side) => ({
          side,
          result: firstOn(side),
        })),
      ),
    ),
    untried(notTried),
  );

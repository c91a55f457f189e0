/** Words of answers that the text, the report and the page share. */
import { formatDuration } from "./duration.ts";
import type { LatencyAnswer } from "./journey-answer.ts";
import { many, spokenDispute } from "./plain-text.ts";
import type { ReachAnswer, Removal } from "./reach-answer.ts";

/** How what is missing stands to the first of its group. */
export const STANDS = {
  before: "stands before it",
  perhaps: "may stand before it",
  after: "stands after it",
} as const;

/** How much later a thing is reached, for each bound that is. */
export const spokenDelays = ({ by }: Removal["late"]["items"][number]): string[] =>
  [
    by.earliest === null || by.earliest === 0
      ? ""
      : `${formatDuration(by.earliest)} later at the earliest`,
    by.latest === null || by.latest === 0 ? "" : `${formatDuration(by.latest)} later at the latest`,
  ].filter((part) => part !== "");

/** What is told instead of “first”: evidence that is not loaded may hold something earlier. */
export const EARLIEST = "earliest in the evidence loaded";

/** Over disputes. A claim is what one record says, so its links go with its times. */
export const DISPUTES =
  "Disputes: what changes when one side is taken, and what the records of the others say left out whole";

/** Before words of whoever wrote a statement down, which are not its source's. */
export const WRITTEN_DOWN = "written down, not quoted";

/** How much was reached, never how surely without on what. */
export function spokenReached(answer: ReachAnswer): string {
  const { reached } = answer;
  if (reached === null) return "Nothing in evidence. That is not to say that there was nothing.";
  const counts = (order: "certain" | "possible") =>
    `${many(reached.items[order], "item")} and ${many(reached.accounts[order], "account")}`;
  return `Reached in order certain: ${counts("certain")}; in order possible: ${counts("possible")}; basis ${reached.basis}, the weakest of all these; ${spokenDispute(answer)}.`;
}

/** Under a table of delays. */
export const DELAYS_LEGEND =
  "n: relations; of these, so many flow in every world (certain), and so many lie between exact times (exact). Of an even number the median is the lower of the middle two. Bounds are attained in some world, or sound: never passed.";

/** What a table of delays does not count, and how much of it. */
export function delaysLeftOut({ leftOut, omitted, omittedWithin }: LatencyAnswer): string[] {
  const reasons: [number, string][] = [
    [leftOut.sameMoment, "parts that enter their whole when they are published"],
    [leftOut.impossible, "edges that no world lets flow"],
    [leftOut.itself, "edges from a thing to itself"],
    [leftOut.noPlatform, "edges to or from what is on no known platform"],
    [omitted, "further pairs of sites, beyond the limit"],
    [omittedWithin, "further pairs of communities, beyond the limit"],
  ];
  return reasons.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
}

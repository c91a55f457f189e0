/** Words of answers that the text, the report and the page share. */
import { formatDuration } from "./duration.ts";
import type { Removal } from "./reach-answer.ts";

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

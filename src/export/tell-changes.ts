/** What disputes change, and what the method leaves open, as text: for answers that are several facts at once. */
import type { ChangingDispute } from "../model/journey-answer.ts";
import { plain } from "../model/plain-text.ts";
import { tellOpen } from "./tell-common.ts";
import { speakers } from "./tell-trace.ts";

interface Open {
  disputes: readonly ChangingDispute[];
  disputesNotTried: number;
  limits: readonly string[];
}

const outcome = (said: string | null): string => (said === null ? "not at all" : plain(said));

function tellDispute({ name, kind, says, sides }: ChangingDispute): string[] {
  return [
    `- ${plain(name)} (${kind}): ${plain(says)}`,
    ...sides.flatMap(({ sources, says: side, changes, changesOmitted }) => {
      const head = `  - taking ${speakers(sources)} (${plain(side)})`;
      if (changes.length === 0) return [`${head}: nothing changes`];
      return [
        `${head}:`,
        ...changes.map(
          ({ what, granted, taken }) =>
            `    - ${plain(what)}: ${outcome(taken)}; granting all, ${outcome(granted)}`,
        ),
        ...(changesOmitted > 0 ? [`    - and ${changesOmitted} more`] : []),
      ];
    }),
  ];
}

/** Sides on which the order of the whole answer is another, told beside the verdict. */
export const overturned = (disputes: readonly ChangingDispute[]): string[] =>
  disputes.flatMap(({ name, sides }) =>
    sides.flatMap(({ sources, changes }) =>
      changes
        .filter(({ what }) => what === "order")
        .map(
          ({ taken }) =>
            `On the side of ${speakers(sources)} in ${plain(name)}: order ${outcome(taken)}.`,
        ),
    ),
  );

export const tellChanges = ({ disputes, ...open }: Open): string[] =>
  tellOpen(disputes.flatMap(tellDispute), open);

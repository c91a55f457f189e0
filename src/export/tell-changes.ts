/** What disputes change, and what the method leaves open, as text: for answers that are several facts at once. */
import type { ChangingDispute } from "../model/journey-answer.ts";
import { plain } from "./plain-text.ts";
import { section } from "./tell-common.ts";

interface Open {
  disputes: readonly ChangingDispute[];
  disputesNotTried: number;
  limits: readonly string[];
}

const outcome = (said: string | null): string => (said === null ? "not at all" : plain(said));

function tellDispute({ name, kind, says, sides }: ChangingDispute): string[] {
  return [
    `- ${plain(name)} (${kind}): ${plain(says)}`,
    ...sides.flatMap(({ sources, says: side, changes }) => {
      const speakers = sources.length === 0 ? "none of them" : sources.map(plain).join(", ");
      const head = `  - taking ${speakers} (${plain(side)})`;
      if (changes.length === 0) return [`${head}: nothing changes`];
      return [
        `${head}:`,
        ...changes.map(
          ({ what, granted, taken }) =>
            `    - ${plain(what)}: ${outcome(taken)}; granting all, ${outcome(granted)}`,
        ),
      ];
    }),
  ];
}

export function tellChanges({ disputes, disputesNotTried, limits }: Open): string[] {
  return [
    ...section("Disputes: what changes when one side is taken", disputes.flatMap(tellDispute)),
    ...(disputesNotTried > 0 ? [`${disputesNotTried} further contradictions were not tried.`] : []),
    ...section(
      "Limits",
      limits.map((one) => `- ${one}`),
    ),
  ];
}

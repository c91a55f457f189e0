/** A latency answer as text: one table of platforms by platforms. */
import { formatElapsed } from "../model/duration.ts";
import type { Delays, LatencyAnswer } from "../model/journey-answer.ts";
import { plain, spokenAbsence, spokenVerdict, table } from "../model/plain-text.ts";
import { spokenTime } from "../model/spoken-time.ts";
import { DELAYS_LEGEND, delaysLeftOut } from "../model/told-words.ts";
import { tellChanges } from "./tell-changes.ts";
import { closing, section } from "./tell-common.ts";
import { tellEdge } from "./tell-trace.ts";

const HEAD = ["from", "to", "n", "certain", "exact", "lower quartile", "median", "upper quartile"];

function row(delays: Delays, mark: string): string[] {
  const { giver, receiver, n, certain, exact, quartiles, attained, basis } = delays;
  return [
    `${mark}${plain(giver)}`,
    plain(receiver),
    String(n),
    String(certain),
    String(exact),
    formatElapsed(quartiles.lower),
    formatElapsed(quartiles.median),
    formatElapsed(quartiles.upper),
    basis,
    attained ? "attained" : "sound",
  ];
}

type Example = Delays["examples"][number];

/** `shortest, longest: exactly 5 min (order certain, basis recorded)`, then the relation with its sources. */
const tellExample = ({ shows, delay, order, ...edge }: Example): string[] => [
  `  - ${shows.join(", ")}: ${formatElapsed(delay)} (order ${order}, basis ${edge.basis})`,
  `    ${tellEdge(edge)}; published ${spokenTime(edge.from.published)}`,
];

const tellExamples = ({ giver, receiver, examples }: Delays): string[] =>
  examples.length === 0
    ? []
    : [`- ${plain(giver)} to ${plain(receiver)}`, ...examples.flatMap(tellExample)];

/** Those that the pairs of sites cite; of communities only --json tells. */
function citationsOf({ table: sites, citations }: LatencyAnswer): LatencyAnswer["citations"] {
  const told = new Set(
    sites.flatMap(({ examples }) =>
      examples.flatMap(({ claims, timeClaims }) => [...claims, ...timeClaims]),
    ),
  );
  return citations.filter(({ number }) => told.has(number));
}

function asked({ question: { from, to, basis } }: LatencyAnswer): string {
  const given = from === null ? "" : ` from ${plain(from)}`;
  const taken = to === null ? "" : ` to ${plain(to)}`;
  return `How long does it take from platform to platform${given}${taken}? (basis at least ${basis})`;
}

/** Plain text, UTC throughout. */
export function tellLatency(answer: LatencyAnswer): string {
  const { ends } = answer;
  const missing = [ends.from, ends.to].flatMap((end) => (end && !end.inEvidence ? [end] : []));
  const rows = answer.table.flatMap(({ within, ...site }) => [
    row(site, ""),
    ...within.map((one) => row(one, "  ")),
  ]);
  const lines = [
    asked(answer),
    "",
    spokenVerdict(answer),
    ...missing.map((end) => spokenAbsence(end.asked)),
    ...(rows.length === 0
      ? ["No delay in evidence."]
      : ["", table([[...HEAD, "basis", "bounds"], ...rows]), "", DELAYS_LEGEND]),
    ...section(
      "Delays that show it, site by site (communities: --json)",
      answer.table.flatMap(tellExamples),
    ),
    ...section(
      "Left out",
      delaysLeftOut(answer).map((one) => `- ${one}`),
    ),
    ...tellChanges(answer),
    ...closing({ ...answer, citations: citationsOf(answer), remarks: [] }),
  ];
  return `${lines.join("\n")}\n`;
}

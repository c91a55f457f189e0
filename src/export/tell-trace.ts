/** A trace answer as text that can be pasted: sentences with numbered sources, then a table of hops. */

import {
  type Dispute,
  type Hop,
  type OrderedDispute,
  overturningSides,
  type Path,
  type ToldEdge,
} from "../model/answer.ts";
import { formatElapsed, isOneMoment } from "../model/duration.ts";
import { RELATION } from "../model/edge.ts";
import { spokenNearness } from "../model/likeness.ts";
import {
  BY,
  capital,
  plain,
  spokenAbsence,
  spokenItem,
  spokenMore,
  spokenVerdict,
  table,
} from "../model/plain-text.ts";
import { spokenDeparture, spokenTime, spokenWindow } from "../model/spoken-time.ts";
import type { TraceAnswer } from "../model/trace-answer.ts";
import { quoted } from "./replay.ts";
import { closing, tellOpen } from "./tell-common.ts";

export const cites = (numbers: readonly number[]): string => numbers.map((n) => `[${n}]`).join("");

/** Sides on which the order, or what stands first, is another, told beside the verdict. */
export const overturning = (disputes: readonly OrderedDispute[]): string[] =>
  disputes.flatMap((dispute) =>
    overturningSides(dispute).map(({ sources, order, first = [] }) => {
      const then = first.length === 0 ? "" : `, first stands ${first.map(plain).join(", ")}`;
      return `On the side of ${speakers(sources)} in ${plain(dispute.name)}: order ${order}${then}.`;
    }),
  );

export const speakers = (sources: readonly string[]): string =>
  sources.length === 0 ? "none of them" : sources.map(plain).join(", ");

/** `The paste … is linked to by the post …, at … (marks) [1][2]`; `to` is what its receiver is called. */
export function tellEdge(edge: ToldEdge, to = spokenItem(edge.to)): string {
  const marks = edge.marks.length === 0 ? "" : ` (${edge.marks.join("; ")})`;
  const link =
    edge.inferred === null
      ? RELATION[edge.relation].verb
      : edge.inferred.method === "same-link"
        ? `is followed, both linking to ${plain(edge.inferred.thing)}, by`
        : `is followed, ${spokenNearness(edge.inferred)}, by`;
  const numbers = [...new Set([...edge.claims, ...edge.timeClaims])].sort((a, b) => a - b);
  return `${capital(spokenItem(edge.from))} ${link} ${to}, ${spokenTime(edge.time)}${marks} ${cites(numbers)}`;
}

export const tellHop = (hop: Hop, index: number): string =>
  `${index + 1}. ${tellEdge(hop)}\n   Order ${hop.order}: ${plain(hop.because)}. Basis ${hop.basis}.`;

function hopTable(path: Path): string {
  const rows = path.hops.map((hop, i) => [
    String(i + 1),
    plain(hop.from.key),
    hop.inferred === null ? RELATION[hop.relation].verb : `is followed (${hop.inferred.method}) by`,
    plain(hop.to.key),
    spokenTime(hop.time),
    hop.order,
    hop.basis,
    cites(hop.claims),
  ]);
  return table([["hop", "from", "relation", "to", "time", "order", "basis", "sources"], ...rows]);
}

function tellPath(path: Path, index: number, count: number): string[] {
  const title =
    count === 1 ? [] : ["", `Path ${index + 1}: order ${path.order}, basis ${path.basis}`];
  return [
    ...title,
    "",
    ...path.hops.map(tellHop),
    "",
    ...(path.elapsedFrom === "first hop" && isOneMoment(path.elapsed)
      ? []
      : [
          `Elapsed since ${path.elapsedFrom === "publication" ? "its publication" : "the first hop (the source can change)"}: ${formatElapsed(path.elapsed)}.`,
          "",
        ]),
    hopTable(path),
  ];
}

function tellDispute(dispute: Dispute): string[] {
  return [
    `- ${plain(dispute.name)} (${dispute.kind}): ${plain(dispute.says)}`,
    ...dispute.sides.map((side) => {
      const result =
        side.changes.length === 0
          ? "nothing changes"
          : [
              `order ${side.order}`,
              side.basis === null ? "" : `basis ${side.basis}`,
              side.elapsed === null || isOneMoment(side.elapsed)
                ? ""
                : `elapsed ${formatElapsed(side.elapsed)}`,
              side.changes.includes("times") && !side.changes.includes("path")
                ? `hops ${side.times?.map((time) => spokenTime(time)).join("; ")}`
                : "",
              side.departure === null ? "" : `could leave ${spokenDeparture(side.departure)}`,
              side.changes.includes("path") && side.path !== null
                ? `by ${side.path.map(plain).join(" -> ")}`
                : "",
            ]
              .filter((part) => part !== "")
              .join(", ");
      return `  - taking ${speakers(side.sources)} (${plain(side.says)}): ${result}`;
    }),
  ];
}

/** What can be asked of the ends instead. */
function leadOn({ from, to }: TraceAnswer["ends"]): string[] {
  const asks = [
    ...(from.inEvidence
      ? [`headwater reach --from ${quoted(from.asked)} (what did it reach?)`]
      : []),
    ...(to.inEvidence
      ? [`headwater show ${quoted(to.asked)} (what is known of it, and what led there?)`]
      : []),
  ];
  return asks.length === 0 ? [] : [`To go on: ${plain(asks.join(", "))}.`];
}

function tellNone(answer: TraceAnswer): string[] {
  const missing = [answer.ends.from, answer.ends.to].filter((end) => !end.inEvidence);
  const lines = missing.map((end) => spokenAbsence(end.asked));
  lines.push(
    "No path in evidence. That is not to say that there was none.",
    ...leadOn(answer.ends),
  );
  if (answer.nearMiss) {
    lines.push(
      "",
      `Near miss (it breaks: ${answer.nearMiss.breaks.join(", ")}): ${answer.nearMiss.path.map(plain).join(" -> ")}`,
      ...answer.nearMiss.says.map((one) => `- ${plain(one)}`),
    );
  }
  return lines;
}

/** Until when it could leave the source. */
export function tellDeparture({ departure }: Pick<TraceAnswer, "departure">): string[] {
  return departure === null ? [] : ["", `Could still leave ${spokenDeparture(departure)}.`];
}

function tellMore({ paths, morePaths }: TraceAnswer): string[] {
  if (morePaths.count === 0) return [];
  const ask = `--paths ${paths.length + morePaths.count}`;
  return ["", `${spokenMore(morePaths)} on this basis (${ask}).`];
}

function tellInferred({ moreIfInferred }: TraceAnswer): string[] {
  const { count, paths } = moreIfInferred;
  if (count === 0) return [];
  return [
    "",
    `${spokenMore(moreIfInferred)} if inferred edges are admitted (--basis inferred):`,
    ...paths.slice(0, 5).map((path) => `- ${path.map(plain).join(" -> ")}`),
  ];
}

/** Plain text, UTC throughout. */
export function tellTrace(answer: TraceAnswer): string {
  const { question } = answer;
  const files = question.withoutEvidence.map((hash) => `the file ${hash}`);
  const out = [...question.without.map(plain), ...files];
  const without = out.length === 0 ? "" : `, without ${out.join(", ")}`;
  const by = question.by === "earliest" ? "" : `; ${BY[question.by] ?? question.by}`;
  const terms = `basis at least ${question.basis}${by}${spokenWindow(question.between)}`;
  const lines = [
    `How did ${plain(question.from)} reach ${plain(question.to)}${without}? (${terms})`,
    "",
    spokenVerdict(answer),
    ...overturning(answer.disputes),
    ...(answer.paths.length === 0 ? ["", ...tellNone(answer)] : []),
    ...answer.paths.flatMap((path, i) => tellPath(path, i, answer.paths.length)),
    ...(answer.arrival === null ? [] : ["", `Arrived: ${spokenTime(answer.arrival)}.`]),
    ...tellDeparture(answer),
    ...tellMore(answer),
    ...tellInferred(answer),
    ...tellOpen(answer.disputes.flatMap(tellDispute), answer),
    ...closing(answer),
  ];
  return `${lines.join("\n")}\n`;
}

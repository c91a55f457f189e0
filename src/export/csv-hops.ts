/** Paths as a table: one row for each hop. */
import type { Hop, Path, ToldEdge } from "../model/answer.ts";
import { RELATION } from "../model/edge.ts";
import type { CrossingsAnswer } from "../model/journey-answer.ts";
import type { TraceAnswer } from "../model/trace-answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { elapsedCells, intervalCells, type Places, placesOf } from "./csv-things.ts";

/** What a relation is, which way it is written, and how it was inferred; who gives and who takes have columns of their own. */
export const EDGE_HEAD = [
  ...["relation", "relation subject", "relation object"],
  "method",
  "both link to",
  "shared of their words",
  "bits of pictures that differ",
];
export const GROUND_HEAD = ["marks", "independent sources", "sources", "sources of times"];

/** `LINKS_TO` is written from what takes to what gives, `RESHARED_BY` the other way. */
function writtenEnds({ relation, from, to }: ToldEdge): Cell[] {
  const isAsItFlows = RELATION[relation].flow === "subject-to-object";
  return isAsItFlows ? [from.key, to.key] : [to.key, from.key];
}

export const edgeCells = (edge: ToldEdge): Cell[] => {
  const { relation, inferred } = edge;
  return [
    ...[relation, ...writtenEnds(edge), inferred?.method ?? null],
    inferred?.method === "same-link" ? inferred.thing : null,
    inferred?.method === "near-copy" ? inferred.likeness.ofEither : null,
    inferred?.method === "near-picture" ? inferred.likeness.differing : null,
  ];
};

export const groundCells = (edge: ToldEdge, places: Places): Cell[] => [
  ...[edge.marks.join("; "), edge.independentSources],
  ...[places(edge.claims), places(edge.timeClaims)],
];

const HOP_HEAD = [
  ...["hop", "from", "from platform", "to", "to platform", "to tier", "to account", ...EDGE_HEAD],
  ...["earliest", "latest", "order", "because", "basis", ...GROUND_HEAD],
];

const hopCells = (hop: Hop, index: number, places: Places): Cell[] => [
  ...[index + 1, hop.from.key, hop.from.platform, hop.to.key, hop.to.platform, hop.to.tier],
  ...[hop.to.account?.key ?? null, ...edgeCells(hop), ...intervalCells(hop.time)],
  ...[hop.order, hop.because, hop.basis, ...groundCells(hop, places)],
];

const PATH_HEAD = ["path order", "path basis", "elapsed ms least", "elapsed ms most"];

const pathCells = ({ order, basis, elapsed }: Path): Cell[] => [
  order,
  basis,
  ...elapsedCells(elapsed),
];

export function traceTable({ paths, citations }: TraceAnswer): Table {
  const places = placesOf(citations);
  return {
    head: ["path", ...HOP_HEAD, ...PATH_HEAD],
    rows: paths.flatMap((path, number) =>
      path.hops.map((hop, i) => [number + 1, ...hopCells(hop, i, places), ...pathCells(path)]),
    ),
  };
}

/** The last hop of each crossing is the one that crosses. */
export function crossingTable({ crossings, citations }: CrossingsAnswer): Table {
  const places = placesOf(citations);
  return {
    head: ["crossing", "kind", "crossed from", "crossed to", ...HOP_HEAD, ...PATH_HEAD],
    rows: crossings.flatMap(({ kind, from, to, path }, number) =>
      path.hops.map((hop, i) => [
        ...[number + 1, kind, from, to],
        ...hopCells(hop, i, places),
        ...pathCells(path),
      ]),
    ),
  };
}

/** Paths as a table: one row for each hop. */
import type { Hop, Path, TraceAnswer } from "../model/answer.ts";
import type { CrossingsAnswer } from "../model/journey-answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { elapsedCells, intervalCells, type Places, placesOf } from "./csv-things.ts";

const HOP_HEAD = [
  ...["hop", "from", "from platform", "to", "to platform", "to tier", "to account"],
  ...["relation", "method", "both link to", "earliest", "latest", "order", "because", "basis"],
  ...["marks", "independent sources", "sources", "sources of times"],
];

const hopCells = (hop: Hop, index: number, places: Places): Cell[] => [
  ...[index + 1, hop.from.key, hop.from.platform, hop.to.key, hop.to.platform, hop.to.tier],
  ...[hop.to.account?.key ?? null, hop.relation, hop.inferred?.method ?? null],
  ...[hop.inferred?.thing ?? null, ...intervalCells(hop.time), hop.order, hop.because, hop.basis],
  ...[hop.marks.join("; "), hop.independentSources, places(hop.claims), places(hop.timeClaims)],
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

/** Delays as a table: one row for each pair of sites, and of communities in them, then those that show it. */
import type { Delays, LatencyAnswer } from "../model/journey-answer.ts";
import { EDGE_HEAD, edgeCells, GROUND_HEAD, groundCells } from "./csv-hops.ts";
import type { Cell, Table } from "./csv-text.ts";
import { elapsedCells, intervalCells, nothing, type Places, placesOf } from "./csv-things.ts";

const PAIR_HEAD = [
  ...["n", "certain", "exact", "giver can change"],
  ...["lower quartile ms least", "lower quartile ms most", "median ms least", "median ms most"],
  ...["upper quartile ms least", "upper quartile ms most", "bounds attained"],
];

/** Of one delay. */
const EXAMPLE_HEAD = [
  ...["shows", "order", "delay ms least", "delay ms most", "from", "from earliest", "from latest"],
  ...["to", "to earliest", "to latest", ...EDGE_HEAD, ...GROUND_HEAD],
];

const HEAD = ["of", "giver", "receiver", "basis", ...PAIR_HEAD, ...EXAMPLE_HEAD];

const pairCells = ({ n, certain, exact, giverCanChange, quartiles, attained }: Delays): Cell[] => [
  ...[n, certain, exact, giverCanChange, ...elapsedCells(quartiles.lower)],
  ...[...elapsedCells(quartiles.median), ...elapsedCells(quartiles.upper), attained],
];

type Example = Delays["examples"][number];

const exampleCells = (one: Example, places: Places): Cell[] => [
  ...[one.shows.join("; "), one.order, ...elapsedCells(one.delay), one.from.key],
  ...[...intervalCells(one.from.published), one.to.key, ...intervalCells(one.time)],
  ...[...edgeCells(one), ...groundCells(one, places)],
];

/** The pair, then the delays that show it: these rows have none of its figures, which thus add up. */
const rows = (of: string, pair: Delays, places: Places): Cell[][] => [
  [of, pair.giver, pair.receiver, pair.basis, ...pairCells(pair), ...nothing(EXAMPLE_HEAD)],
  ...pair.examples.map((one) => [
    ...[`delay of ${of}`, pair.giver, pair.receiver, one.basis],
    ...[...nothing(PAIR_HEAD), ...exampleCells(one, places)],
  ]),
];

export function delayTable({ table, citations }: LatencyAnswer): Table {
  const places = placesOf(citations);
  return {
    head: HEAD,
    rows: table.flatMap(({ within, ...site }) => [
      ...rows("sites", site, places),
      ...within.flatMap((one) => rows("communities", one, places)),
    ]),
  };
}

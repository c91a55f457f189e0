/** Delays as a table: one row for each pair of sites, and of communities in them. */
import type { Delays, LatencyAnswer } from "../model/journey-answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { elapsedCells } from "./csv-things.ts";

const HEAD = [
  ...["of", "giver", "receiver", "n", "certain", "exact", "giver can change"],
  ...["lower quartile ms least", "lower quartile ms most", "median ms least", "median ms most"],
  ...["upper quartile ms least", "upper quartile ms most", "bounds attained", "basis"],
];

const row = (of: string, delays: Delays): Cell[] => {
  const { lower, median, upper } = delays.quartiles;
  return [
    ...[of, delays.giver, delays.receiver, delays.n, delays.certain, delays.exact],
    ...[delays.giverCanChange, ...elapsedCells(lower), ...elapsedCells(median)],
    ...[...elapsedCells(upper), delays.attained, delays.basis],
  ];
};

export const delayTable = ({ table }: LatencyAnswer): Table => ({
  head: HEAD,
  rows: table.flatMap(({ within, ...site }) => [
    row("sites", site),
    ...within.map((one) => row("communities", one)),
  ]),
});

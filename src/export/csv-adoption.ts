/** A spread as a table: how many had it by when, in all and on each platform. */
import type { AdoptionAnswer, Curve } from "../model/journey-answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { isoOf } from "./csv-things.ts";

const HEAD = [
  ...["platform", "by", "items certain", "items possible", "accounts certain"],
  ...["accounts possible", "instants not told before the next"],
];

/** Platform null is all together. */
const rows = (platform: string | null, { steps }: Curve): Cell[][] =>
  steps.map(({ time, items, accounts, merged }) => [
    ...[platform, isoOf(time), items.certain, items.possible],
    ...[accounts.certain, accounts.possible, merged],
  ]);

export const curveTable = ({ whole, perPlatform }: AdoptionAnswer): Table => ({
  head: HEAD,
  rows: [
    ...rows(null, whole),
    ...perPlatform.flatMap(({ platform, curve }) => rows(platform, curve)),
  ],
});

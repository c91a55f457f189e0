/** What is reached, what that hangs on, and what is otherwise without something, as tables. */
import type { ItemRef } from "../model/answer.ts";
import type { Arrived, ReachAnswer, Removal, WhatIfAnswer } from "../model/reach-answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { ITEM_HEAD, intervalCells, itemCells } from "./csv-things.ts";

/** `without` is what is taken out: nothing where the row says what is. */
const HEAD = ["says", "without", ...ITEM_HEAD, "order", "basis", "earliest", "latest"];

const NOT_ARRIVED: readonly Cell[] = [null, null, null, null];

const arrivedCells = ({ order, basis, arrival }: Arrived): Cell[] => [
  ...[order, basis, ...intervalCells(arrival)],
];

/** What stands in the column of items although it is an account, or the key of one. */
const named = (type: string | null, key: string): Cell[] => [
  ...[key, type, null, null, null, type === "account" ? key : null, null],
];

const lost = (without: string, item: ItemRef): Cell[] => [
  ...["no longer reached", without, ...itemCells(item), ...NOT_ARRIVED],
];

const removalRows = ({ asked, noLongerReached, late }: Removal): Cell[][] => [
  ...noLongerReached.items.map((item) => lost(asked, item)),
  ...late.items.map(({ item, after }) => [
    ...["late or less sure", asked, ...itemCells(item), ...arrivedCells(after)],
  ]),
];

export const reachTable = ({ items, accounts, removals }: ReachAnswer): Table => ({
  head: HEAD,
  rows: [
    ...items.map(({ item, ...arrived }) => [
      ...["reached", null, ...itemCells(item), ...arrivedCells(arrived)],
    ]),
    ...accounts.map(({ account, ...arrived }) => [
      ...["account reached", null, ...named("account", account.key), ...arrivedCells(arrived)],
    ]),
    ...removals.flatMap(removalRows),
  ],
});

type Things = WhatIfAnswer["mandatory"];

const thingRows = (says: string, { items, accounts }: Things): Cell[][] => [
  ...accounts.map(({ key }) => [says, null, ...named("account", key), ...NOT_ARRIVED]),
  ...items.map((item) => [says, null, ...itemCells(item), ...NOT_ARRIVED]),
];

export const whatIfTable = ({ mandatory, pivotal, cuts, removals }: WhatIfAnswer): Table => ({
  head: HEAD,
  rows: [
    ...thingRows("mandatory", mandatory),
    ...thingRows("pivotal", pivotal),
    ...cuts.sets.flatMap((set, i) =>
      set.map((key) => [`smallest set ${i + 1}`, null, ...named(null, key), ...NOT_ARRIVED]),
    ),
    ...removals.flatMap(removalRows),
  ],
});

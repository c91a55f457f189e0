/** What is reached, what that hangs on, and what is otherwise without something, as tables. */
import type { Hop, ToldEdge } from "../model/answer.ts";
import type { Arrived, ReachAnswer, Removal, WhatIfAnswer } from "../model/reach-answer.ts";
import { EDGE_HEAD, edgeCells, GROUND_HEAD, groundCells } from "./csv-hops.ts";
import type { Cell, Table } from "./csv-text.ts";
import {
  ITEM_HEAD,
  intervalCells,
  itemCells,
  nothing,
  type Places,
  placesOf,
} from "./csv-things.ts";

/** How far it was reached: in the row of a hop or relation, that one's own. */
const ARRIVED_HEAD = ["order", "basis", "earliest", "latest"];
/** By which relation, and what that rests on. `first by it` is the item by which an account is reached. */
const HOW_HEAD = [
  ...["first by it", "from", "from platform", ...EDGE_HEAD, "hop earliest", "hop latest"],
  ...["hop order", "because", "hop basis", ...GROUND_HEAD],
];
/** `without` is what is taken out: nothing where the row says what is. `of` is what a relation bears on. */
const HEAD = ["says", "without", "of", "hops", ...ITEM_HEAD, ...ARRIVED_HEAD, ...HOW_HEAD];

/** A row as far as it is not empty. */
interface Row {
  says: string;
  without?: string;
  of?: string;
  hops?: string;
  item: Cell[];
  arrived?: Cell[];
  how?: Cell[];
}

const cellsOf = ({ says, without, of, hops, item, arrived, how }: Row): Cell[] => [
  ...[says, without ?? null, of ?? null, hops ?? null, ...item],
  ...[...(arrived ?? nothing(ARRIVED_HEAD)), ...(how ?? nothing(HOW_HEAD))],
];

const arrivedCells = ({ order, basis, arrival }: Arrived): Cell[] => [
  ...[order, basis, ...intervalCells(arrival)],
];

/** What stands in the column of items although it is an account, or the key of one. */
const named = (type: string | null, key: string): Cell[] => [
  ...[key, type, null, null, null, type === "account" ? key : null, null],
];

const howCells = (edge: ToldEdge, order: string | null, because: string | null, places: Places) => [
  ...[null, edge.from.key, edge.from.platform, ...edgeCells(edge), ...intervalCells(edge.time)],
  ...[order, because, edge.basis, ...groundCells(edge, places)],
];

const byHop = (hop: Hop, places: Places): Cell[] => howCells(hop, hop.order, hop.because, places);

/** An account's post: the claims that say that it is one. */
const postCells = (firstByIt: string | null, claims: readonly number[], places: Places): Cell[] => {
  const before = nothing(HOW_HEAD.slice(1, HOW_HEAD.indexOf("sources")));
  return [firstByIt, ...before, places(claims), null];
};

function removalRows({ asked, inEvidence, ...removal }: Removal): Row[] {
  if (!inEvidence) return [{ says: "not in evidence", without: asked, item: nothing(ITEM_HEAD) }];
  const { order, basis, arrival, noLongerReached, late } = removal;
  const when = arrival === null ? [null, null] : intervalCells(arrival);
  return [
    {
      ...{ says: "what if", without: asked },
      ...{ item: nothing(ITEM_HEAD), arrived: [order, basis, ...when] },
    },
    ...noLongerReached.items.map((item) => ({
      ...{ says: "no longer reached", without: asked, item: itemCells(item) },
    })),
    ...late.items.map(({ item, after }) => ({
      ...{ says: "late or less sure", without: asked },
      ...{ item: itemCells(item), arrived: arrivedCells(after) },
    })),
  ];
}

export function reachTable({ items, accounts, removals, citations }: ReachAnswer): Table {
  const places = placesOf(citations);
  const rows: Row[] = [
    ...items.map(({ item, hop, ...arrived }) => ({
      ...{ says: "reached", item: itemCells(item) },
      ...{ arrived: arrivedCells(arrived), how: byHop(hop, places) },
    })),
    ...accounts.map(({ account, item, claims, ...arrived }) => ({
      ...{ says: "account reached", item: named("account", account.key) },
      ...{ arrived: arrivedCells(arrived), how: postCells(item, claims, places) },
    })),
    ...removals.flatMap(removalRows),
  ];
  return { head: HEAD, rows: rows.map(cellsOf) };
}

/** One row for each hop, whose item is what takes the thing. */
const pathRows = (path: WhatIfAnswer["path"], without: string | undefined, places: Places): Row[] =>
  (path?.hops ?? []).map((hop, i) => ({
    ...{ says: "hop", hops: String(i + 1), item: itemCells(hop.to), how: byHop(hop, places) },
    ...(without === undefined ? {} : { without }),
  }));

type Things = WhatIfAnswer["mandatory"];
type Shown = Things["items"][number]["shown"];

/** The thing with the hops that pass it, then the relations beside the path that show it. */
const thingRows = (
  says: string,
  item: Cell[],
  key: string,
  shown: Shown,
  places: Places,
): Row[] => [
  {
    ...{ says, item, hops: shown.hops.join("; ") },
    ...(shown.claims.length === 0 ? {} : { how: postCells(null, shown.claims, places) }),
  },
  ...shown.beside.map((edge) => ({
    ...{ says: `shows ${says}`, of: key, item: itemCells(edge.to) },
    how: howCells(edge, null, null, places),
  })),
];

const thingsRows = (says: string, { items, accounts }: Things, places: Places): Row[] => [
  ...accounts.flatMap(({ key, shown }) =>
    thingRows(says, named("account", key), key, shown, places),
  ),
  ...items.flatMap(({ shown, ...item }) =>
    thingRows(says, itemCells(item), item.key, shown, places),
  ),
];

export function whatIfTable(answer: WhatIfAnswer): Table {
  const { path, mandatory, pivotal, cuts, removals } = answer;
  const places = placesOf(answer.citations);
  const rows: Row[] = [
    ...pathRows(path, undefined, places),
    ...thingsRows("mandatory", mandatory, places),
    ...thingsRows("pivotal", pivotal, places),
    ...cuts.sets.flatMap((set, i) =>
      set.map((key) => ({ says: `smallest set ${i + 1}`, item: named(null, key) })),
    ),
    ...removals.flatMap(({ path: way, ...removal }) => [
      ...removalRows(removal),
      ...pathRows(way, removal.asked, places),
    ]),
  ];
  return { head: HEAD, rows: rows.map(cellsOf) };
}

/** A spread as a table: how many had it by when, in all and on each platform, and who took it first. */
import type { AdoptionAnswer, Curve } from "../model/journey-answer.ts";
import { OPEN } from "../model/time.ts";
import type { Cell, Table } from "./csv-text.ts";
import {
  ITEM_HEAD,
  intervalCells,
  isoOf,
  itemCells,
  nothing,
  type Places,
  placesOf,
} from "./csv-things.ts";

const COUNT_HEAD = ["items certain", "items possible", "accounts certain", "accounts possible"];
/** How a taker came to it: over which things, and where that is said. */
const TAKER_HEAD = [...ITEM_HEAD, "earliest", "latest", "order", "basis", "way", "sources"];
/** `taken by` is what makes a taker: that it carries the tag, or that the thing reached it. */
const HEAD = [
  ...["says", "taken by", "by", ...COUNT_HEAD],
  ...["instants not told before the next", ...TAKER_HEAD],
];

/** A row as far as it is not empty. */
interface Row {
  says: string;
  by?: number;
  counts?: Cell[];
  merged?: number;
  taker?: Cell[];
}

const cellsOf = ({ by: taken }: AdoptionAnswer, row: Row): Cell[] => [
  ...[row.says, taken, isoOf(row.by ?? null)],
  ...[...(row.counts ?? nothing(COUNT_HEAD)), row.merged ?? null],
  ...(row.taker ?? nothing(TAKER_HEAD)),
];

const countCells = ({ items, accounts }: Pick<Curve, "items" | "accounts">): Cell[] => [
  ...[items.certain, items.possible, accounts.certain, accounts.possible],
];

/** Where of what a taker's row holds only the platform and the times say something. */
const placeCells = (platform: string | null, time: Curve["first"]): Cell[] => [
  ...ITEM_HEAD.map((name) => (name === "platform" ? platform : null)),
  ...intervalCells(time),
  ...nothing(TAKER_HEAD.slice(ITEM_HEAD.length + 2)),
];

/** Platform null is all together. */
function curveRows(platform: string | null, curve: Curve): Row[] {
  const { before, first, steps } = curve;
  if (steps.length === 0) return [];
  const rows: Row[] = [
    {
      ...{ says: "in all, and the earliest", counts: countCells(curve) },
      taker: placeCells(platform, first),
    },
  ];
  const taker = placeCells(platform, OPEN);
  if (before.items + before.accounts > 0) {
    const counts = [null, before.items, null, before.accounts];
    rows.push({ says: "perhaps before any time known", counts, taker });
  }
  for (const step of steps) {
    const { time: by, merged } = step;
    rows.push({ says: "point", by, counts: countCells(step), merged, taker });
  }
  return rows;
}

function takerRow(
  { item, order, time, path, claims }: AdoptionAnswer["takers"][number],
  places: Places,
): Row {
  const hops = path?.hops ?? [];
  const [first] = hops;
  const way = first === undefined ? [] : [first.from.key, ...hops.map(({ to }) => to.key)];
  const cited = [...claims, ...hops.flatMap((hop) => [...hop.claims, ...hop.timeClaims])];
  return {
    says: "taker",
    taker: [
      ...itemCells(item),
      ...intervalCells(time),
      ...[order, path?.basis ?? null, way.join(" > "), places(cited)],
    ],
  };
}

const undatedRow = (key: string): Row => ({
  says: "taker of unknown time",
  taker: [key, ...nothing(TAKER_HEAD.slice(1))],
});

export function curveTable(answer: AdoptionAnswer): Table {
  const { whole, perPlatform, takers, undated, withoutAccount, citations } = answer;
  const places = placesOf(citations);
  const only = (says: string, items: number): Row[] =>
    items === 0 ? [] : [{ says, counts: [null, items, null, null] }];
  const rows: Row[] = [
    ...curveRows(null, whole),
    ...perPlatform.flatMap(({ platform, curve }) => curveRows(platform, curve)),
    ...takers.map((taker) => takerRow(taker, places)),
    ...undated.items.map(undatedRow),
    ...only("more takers of unknown time", undated.count - undated.items.length),
    ...only("items without an account", withoutAccount),
  ];
  return { head: HEAD, rows: rows.map((row) => cellsOf(answer, row)) };
}

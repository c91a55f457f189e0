/** What stands first, as a table: in all, on each platform and in each tier. */
import type { FirstAnswer } from "../model/first-answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { ITEM_HEAD, intervalCells, itemCells, placesOf } from "./csv-things.ts";

/** How many stand first, of which the first hundred or twenty are told. */
type Told = Pick<FirstAnswer, "first" | "firstCount">;

const HEAD = [
  ...["among", "name", "stand first", ...ITEM_HEAD],
  ...["earliest", "latest", "order", "basis", "sources"],
];

export function firstTable(answer: FirstAnswer): Table {
  const { perPlatform, perTier, citations } = answer;
  const places = placesOf(citations);
  const rows = (among: string, name: string | null, told: Told): Cell[][] =>
    told.first.map(({ item, order, basis, claims }) => [
      ...[among, name, told.firstCount, ...itemCells(item), ...intervalCells(item.published)],
      ...[order, basis, places(claims)],
    ]);
  return {
    head: HEAD,
    rows: [
      ...rows("all", null, answer),
      ...perPlatform.flatMap((group) => rows("platform", group.platform, group)),
      ...perTier.flatMap((group) => rows("tier", group.tier ?? "no tier", group)),
    ],
  };
}

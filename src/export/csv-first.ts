/** What stands first, as a table: in all, on each platform and in each tier. */
import type { FirstAnswer } from "../model/answer.ts";
import type { Cell, Table } from "./csv-text.ts";
import { ITEM_HEAD, intervalCells, itemCells, placesOf } from "./csv-things.ts";

type Standing = FirstAnswer["first"][number];

export function firstTable({ first, perPlatform, perTier, citations }: FirstAnswer): Table {
  const places = placesOf(citations);
  const rows = (among: string, name: string | null, standings: readonly Standing[]): Cell[][] =>
    standings.map(({ item, order, basis, claims }) => [
      ...[among, name, ...itemCells(item), ...intervalCells(item.published)],
      ...[order, basis, places(claims)],
    ]);
  return {
    head: ["among", "name", ...ITEM_HEAD, "earliest", "latest", "order", "basis", "sources"],
    rows: [
      ...rows("all", null, first),
      ...perPlatform.flatMap((group) => rows("platform", group.platform, group.first)),
      ...perTier.flatMap((group) => rows("tier", group.tier ?? "no tier", group.first)),
    ],
  };
}

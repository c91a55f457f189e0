/** Things as cells: times in ISO 8601 and UTC, items in several columns, sources as hashes and places. */
import type { Citation, Elapsed, ItemRef } from "../model/answer.ts";
import type { Interval } from "../model/time.ts";
import type { Cell } from "./csv-text.ts";

export const isoOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

/** An open end is an empty cell. */
export const intervalCells = ({ earliest, latest }: Interval): Cell[] => [
  isoOf(earliest),
  isoOf(latest),
];

/** An empty cell under each name. */
export const nothing = (head: readonly string[]): Cell[] => head.map(() => null);

export const elapsedCells = ({ least, most }: Elapsed): Cell[] => [least, most];

export const ITEM_HEAD = ["item", "type", "title", "platform", "tier", "account", "attested"];

export const itemCells = ({
  key,
  type,
  title,
  platform,
  tier,
  account,
  attested,
}: ItemRef): Cell[] => [key, type, title, platform, tier, account?.key ?? null, attested];

export type Places = (numbers: readonly number[]) => string;

/** Where sources stand, as `sha256:… record 3 bytes 10-20`, with `>` before what is inside a container. */
export function placesOf(citations: readonly Citation[]): Places {
  const places = new Map(
    citations.map(({ number, evidence, place }) => {
      const inside = (place.path ?? []).map((name) => ` > ${name}`).join("");
      const [from, to] = place.bytes;
      return [number, `${evidence.hash}${inside} record ${place.record} bytes ${from}-${to}`];
    }),
  );
  return (numbers) =>
    [...new Set(numbers.flatMap((number) => places.get(number) ?? []))].join("; ");
}

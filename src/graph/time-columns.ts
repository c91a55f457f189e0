/** Times in columns. */
import { basisRank } from "../model/basis.ts";
import type { TimeColumns } from "../model/flow-columns.ts";
import type { ResolvedTime } from "../model/resolve.ts";
import { highOf, lowOf } from "../model/time.ts";

export const timeColumns = (length: number): TimeColumns => ({
  earliest: new Float64Array(length),
  latest: new Float64Array(length),
  earliestBasis: new Uint8Array(length),
  latestBasis: new Uint8Array(length),
});

export function setTime(columns: TimeColumns, at: number, time: ResolvedTime): void {
  columns.earliest[at] = lowOf(time);
  columns.latest[at] = highOf(time);
  columns.earliestBasis[at] = basisRank(time.earliestBasis);
  columns.latestBasis[at] = basisRank(time.latestBasis);
}

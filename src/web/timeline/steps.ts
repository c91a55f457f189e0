/** From mark to mark by keys. */
import type { Bands } from "./bands.ts";
import { knownOf, type Line } from "./line.ts";
import type { TimeWindow } from "./window.ts";

export type Step = "before" | "after" | "above" | "below";

function nearest(line: Line, items: Int32Array, moment: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const away = Math.abs(knownOf(line.at, item) - moment);
    if (away >= least) continue;
    best = item;
    least = away;
  }
  return best;
}

/** The next item that way; the one itself where there is none. From nowhere, what is nearest the middle of the window. */
export function stepFrom(
  line: Line,
  { tiers }: Bands,
  item: number,
  step: Step,
  { from, to }: TimeWindow,
): number {
  const bands = tiers.flatMap(({ bands: inside }) => inside);
  const here = bands.findIndex(({ items }) => items.includes(item));
  const band = bands[here];
  if (!band) {
    const all = Int32Array.from({ length: line.count }, (_, one) => one);
    return nearest(line, all, (from + to) / 2);
  }
  if (step === "before" || step === "after") {
    const place = band.items.indexOf(item) + (step === "after" ? 1 : -1);
    return band.items[place] ?? item;
  }
  const other = bands[here + (step === "below" ? 1 : -1)];
  return other ? nearest(line, other.items, knownOf(line.at, item)) : item;
}

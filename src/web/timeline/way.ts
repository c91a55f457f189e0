/** The way that an answer tells, as it lies on the drawing. */
import type { Hop } from "../../model/answer.ts";
import type { Ends } from "./curve.ts";
import { type Axis, extentOf, middleOf } from "./extent.ts";
import type { Line } from "./line.ts";
import type { Places } from "./scene.ts";

export interface Leg extends Ends {
  /** Of the hop in its path. */
  index: number;
  certain: boolean;
}

export interface Way {
  legs: readonly Leg[];
  /** Hops that lead to or from what has no time, and so stands nowhere. */
  missing: readonly number[];
}

/** Edges that the ways go along, which are not drawn a second time. */
export function edgesOn(ways: readonly (readonly Hop[])[], line: Line): ReadonlySet<number> {
  const edges = new Set<number>();
  for (const { from, to, relation } of ways.flat()) {
    const giver = line.itemOf.get(from.key);
    for (const edge of line.into.get(line.itemOf.get(to.key) ?? -1) ?? []) {
      const isIt = line.giver[edge] === giver && line.answer.edges.relation[edge] === relation;
      if (isIt) edges.add(edge);
    }
  }
  return edges;
}

/** Each leg begins where the one before it ended: there its giver had taken the thing. */
export function wayOf(hops: readonly Hop[], line: Line, places: Places, axis: Axis): Way {
  const legs: Leg[] = [];
  const missing: number[] = [];
  let had: number | undefined;
  for (const [index, hop] of hops.entries()) {
    const [from, to] = [hop.from, hop.to].map(({ key }) => places(line.itemOf.get(key) ?? -1));
    const low = Float64Array.of(hop.time.earliest ?? Number.NEGATIVE_INFINITY);
    const high = Float64Array.of(hop.time.latest ?? Number.POSITIVE_INFINITY);
    const taken = extentOf({ low, high }, 0, axis);
    if (!from || !to) {
      missing.push(index);
      had = undefined;
      continue;
    }
    const x2 = taken ? middleOf(taken) : to.x;
    const certain = hop.order === "certain";
    legs.push({ index, x1: had ?? from.x, y1: from.y, x2, y2: to.y, certain });
    had = x2;
  }
  return { legs, missing };
}

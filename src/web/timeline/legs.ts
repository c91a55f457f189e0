/** The path that an answer tells, as it lies on the drawing. */
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

/** Edges that the paths go along, which are not drawn a second time. */
export function edgesOn(paths: readonly (readonly Hop[])[], line: Line): ReadonlySet<number> {
  const edges = new Set<number>();
  for (const { from, to, relation } of paths.flat()) {
    const giver = line.itemOf.get(from.key);
    for (const edge of line.into.get(line.itemOf.get(to.key) ?? -1) ?? []) {
      const isIt = line.giver[edge] === giver && line.answer.edges.relation[edge] === relation;
      if (isIt) edges.add(edge);
    }
  }
  return edges;
}

/**
 * Each leg begins where the one before it ended: there its giver had taken the thing. A hop to or
 * from what has no time has none.
 */
export function legsOf(hops: readonly Hop[], line: Line, places: Places, axis: Axis): Leg[] {
  let had: number | undefined;
  return hops.flatMap((hop, index): Leg[] => {
    const [from, to] = [hop.from, hop.to].map(({ key }) => places(line.itemOf.get(key) ?? -1));
    const x1 = had ?? from?.x;
    had = undefined;
    if (!from || !to || x1 === undefined) return [];
    const low = Float64Array.of(hop.time.earliest ?? Number.NEGATIVE_INFINITY);
    const high = Float64Array.of(hop.time.latest ?? Number.POSITIVE_INFINITY);
    const taken = extentOf({ low, high }, 0, axis);
    had = taken ? middleOf(taken) : to.x;
    const certain = hop.order === "certain";
    return [{ index, x1, y1: from.y, x2: had, y2: to.y, certain }];
  });
}

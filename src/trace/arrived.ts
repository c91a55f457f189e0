/** Which items sources reach, how surely and when, and what of it is otherwise when something is taken out. */
import { basisOfRank } from "../model/basis.ts";
import type { Arrived } from "../model/reach-answer.ts";
import { highOf, type Interval, intervalOf, lowOf } from "../model/time.ts";
import { type Course, type Forward, forwardLabels } from "./engine/labels.ts";
import { stepOrder } from "./solve.ts";

/** Per item, forwards from the sources. */
export interface Arrivals {
  /** Labels: earliest in any world. */
  possible: Forward;
  /** Labels: by then in every world. */
  certain: Forward;
  /** Rank of the weakest basis along a path of either kind. */
  possibleBasis: Uint8Array;
  certainBasis: Uint8Array;
}

/** The weakest basis along the path to each item that is reached. */
function basisAlong({ graph }: Pick<Course, "graph">, { label, via }: Forward): Uint8Array {
  const ranks = new Uint8Array(via.length);
  const known = new Uint8Array(via.length);
  label.forEach((_, item) => {
    const way: number[] = [];
    let at = item;
    for (let edge = via[at] ?? -1; edge !== -1 && !known[at]; edge = via[at] ?? -1) {
      way.push(edge);
      at = graph.giver[edge] ?? 0;
    }
    for (let edge = way.pop(); edge !== undefined; edge = way.pop()) {
      const [giver, receiver] = [graph.giver[edge] ?? 0, graph.receiver[edge] ?? 0];
      const before = via[giver] ?? -1;
      const { basisRank } = stepOrder(graph, before === -1 ? undefined : before, edge);
      ranks[receiver] = Math.max(ranks[giver] ?? 0, basisRank);
      known[receiver] = 1;
    }
  });
  return ranks;
}

/**
 * Arrival at all items. Certain and guaranteed latest are exact without a window, sound within one;
 * possible and its earliest miss nothing, and may admit too much where order facts run against
 * paths along a cycle of flow edges.
 */
export function arrivalsFrom(course: Omit<Course, "order" | "targets">): Arrivals {
  const possible = forwardLabels({ ...course, targets: [], order: "possible" });
  const certain = forwardLabels({ ...course, targets: [], order: "certain" });
  return {
    possible,
    certain,
    possibleBasis: basisAlong(course, possible),
    certainBasis: basisAlong(course, certain),
  };
}

export function arrivedAt(arrivals: Arrivals, item: number): Arrived | undefined {
  const earliest = arrivals.possible.label[item] ?? Number.NaN;
  const latest = arrivals.certain.label[item] ?? Number.NaN;
  if (Number.isNaN(earliest)) return undefined;
  const isCertain = !Number.isNaN(latest);
  const basis = isCertain ? arrivals.certainBasis : arrivals.possibleBasis;
  return {
    order: isCertain ? "certain" : "possible",
    basis: basisOfRank(basis[item] ?? 0),
    arrival: intervalOf(earliest, isCertain ? latest : Number.POSITIVE_INFINITY),
  };
}

export interface Late {
  item: number;
  before: Arrived;
  after: Arrived;
  by: { earliest: number | null; latest: number | null };
}

export interface Changes {
  takenOut: number[];
  noLonger: number[];
  late: Late[];
}

const later = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : Math.max(0, after - before);

const isLater = (before: Interval, after: Interval): boolean =>
  lowOf(after) > lowOf(before) || highOf(after) > highOf(before);

/** Of the items reached before: those that are out, no longer reached, or reached later or less surely. */
export function changesAt(
  items: readonly number[],
  before: Arrivals,
  after: Arrivals,
  removed: Uint8Array | undefined,
): Changes {
  const changes: Changes = { takenOut: [], noLonger: [], late: [] };
  for (const item of items) {
    const was = arrivedAt(before, item);
    const is = arrivedAt(after, item);
    if (!was) continue;
    if (removed?.[item]) changes.takenOut.push(item);
    else if (!is) changes.noLonger.push(item);
    else if (
      (was.order === "certain" && is.order === "possible") ||
      isLater(was.arrival, is.arrival)
    ) {
      const by = {
        earliest: later(was.arrival.earliest, is.arrival.earliest),
        latest: later(was.arrival.latest, is.arrival.latest),
      };
      changes.late.push({ item, before: was, after: is, by });
    }
  }
  return changes;
}

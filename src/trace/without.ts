/**
 * What remains of a question when items are taken out, with their reshares and copies and the
 * order facts that rest on them. The ends themselves always stay.
 *
 * A path around what is out, none of whose grounds is out, stands; where not even the times before
 * all order facts allow one there is none. Neither needs the times worked out anew, as all that is
 * between the two does. Inferred edges may also come to stand when others are out, and so may order
 * facts of sets that could not hold: where these could make a path, there is none only on the
 * times worked out anew.
 */
import { temporalGraph } from "../graph/temporal-graph.ts";
import { highOf, lowOf } from "../model/time.ts";
import { findPath } from "./engine/find-path.ts";
import type { Order } from "./engine/frontier.ts";
import { givenPath } from "./engine/given-path.ts";
import { backwardLabels, type Course, limitsOf } from "./engine/labels.ts";
import { groundsOf } from "./grounds.ts";
import { bothOut, checkedPath, type Posed, removal } from "./solve.ts";

/** A path that stands, and what it stands on; or that there is none; or that too many were refused to tell. */
export type Remains =
  | { is: "path"; grounds: ReadonlySet<number> }
  | { is: "none" }
  | { is: "unknown" };

export interface Without {
  /** Items that always stay. */
  kept: Uint8Array;
  remains(items: readonly number[], order: Order): Remains;
}

const NONE: Remains = { is: "none" };

/** The graph with the times that evidence gives before order facts. */
function untightened({ graph, view }: Posed): Pick<Course["graph"], "low" | "high"> {
  const low = graph.low.slice();
  const high = graph.high.slice();
  view.nodes.forEach(({ published }, node) => {
    low[node] = lowOf(published);
    high[node] = highOf(published);
  });
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const event = graph.event[edge] ?? 0;
    const time = view.edges[graph.origin[edge] ?? -1]?.time;
    if (event < graph.nodeCount || !time) continue;
    low[event] = lowOf(time);
    high[event] = highOf(time);
  }
  return { low, high };
}

function rebuilt(posed: Posed, removed: Uint8Array | undefined, order: Order): Remains {
  const graph = temporalGraph(posed.view, bothOut(posed.removed, removed));
  const anew: Posed = { ...posed, graph };
  if (order === "certain") {
    const path = findPath({ ...anew, order, removed: undefined });
    return path ? { is: "path", grounds: groundsOf(anew, path, order) } : NONE;
  }
  const { path, incomplete, earliest } = checkedPath(anew, "fewest-hops");
  if (path) return { is: "path", grounds: groundsOf(anew, path, order) };
  return incomplete && earliest !== undefined ? { is: "unknown" } : NONE;
}

export function withoutItems(posed: Posed): Without {
  const { graph, view, window } = posed;
  const limits = limitsOf({ ...posed, order: "possible" });
  const kept = limits.isSource.map((mark, item) => mark | (limits.isTarget[item] ?? 0));
  const canAppear = view.filter.floor === "inferred";
  const canCount = graph.conflicts.length > 0;
  const widest = { ...graph, ...untightened(posed) };
  // Whatever is out, a path passes only items that lead on to a target at the widest times.
  const onward = backwardLabels({ ...posed, graph: widest, order: "possible", removed: undefined });
  const astray = Uint8Array.from(onward, (label) => Number(Number.isNaN(label)));
  const hits = (removed: Uint8Array | undefined, items: ReadonlySet<number>) =>
    removed !== undefined && [...items].some((item) => removed[item] === 1);
  return {
    kept,
    remains(items, order) {
      const removed = removal(graph, items, kept);
      const course: Course = { ...posed, order, removed: bothOut(astray, removed) };
      const path = findPath(course);
      if (path && (order === "certain" || givenPath(graph, path, window))) {
        const grounds = groundsOf(posed, path, order);
        if (!hits(removed, grounds)) return { is: "path", grounds };
      }
      const isNone =
        order === "certain" ? !path && !canCount : !findPath({ ...course, graph: widest });
      if (isNone && !canAppear) return NONE;
      return rebuilt(posed, removed, order);
    },
  };
}

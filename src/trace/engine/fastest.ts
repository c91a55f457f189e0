/**
 * The path that may have taken the least time: least elapsed in the world that is kindest to it.
 *
 * A path's least elapsed is the greatest earliest of its events less the least latest of those from
 * its start on, or none. So of partial paths at an item one is no worse than another if it has no
 * greater label and no smaller latest moment of start; only such as no other is as good as are
 * followed (dominance lists, as for fastest paths in Wu et al., VLDB 2014). Exact on labels.
 */
import type { View } from "../../graph/view.ts";
import { edgesOf, startLabel, step } from "./by-hops.ts";
import { heap } from "./heap.ts";
import { backwardLabels, type Course, limitsOf } from "./labels.ts";

/** Partial paths beyond which the search stops with the best so far. */
const MAX_PARTIAL = 2_000_000;

interface Partial {
  node: number;
  edge: number;
  parent: Partial | undefined;
  label: number;
  /** The latest at which it can have started. */
  started: number;
}

export interface Fastest {
  path: number[] | undefined;
  /** Some partial paths were not followed. */
  cut: boolean;
}

/** The latest start of a path one edge further. */
function startedAfter({ graph, order, window }: Course, from: Partial, edge: number): number {
  // What is certain holds in every world, and so narrows no bound.
  if (order === "certain" && from.started !== Number.POSITIVE_INFINITY) return from.started;
  const high = graph.high[graph.event[edge] ?? 0] ?? Number.NaN;
  return Math.min(from.started, high, window.latest);
}

/** Least elapsed along a path from a source to a target; of equals the one found first. */
export function fastestPath(course: Course & { view: View }): Fastest {
  const { graph, view, sources, order, window } = course;
  const { isSource, isTarget } = limitsOf(course);
  const onward = backwardLabels(course);
  const partials: Partial[] = [];
  const queue = heap();
  const push = (partial: Partial) => queue.push(partial.label, partials.push(partial) - 1);
  for (const node of sources) {
    const started = view.nodes[node]?.cannotChange
      ? (graph.high[node] ?? Number.NaN)
      : Number.POSITIVE_INFINITY;
    const label = startLabel(graph, order, node);
    push({ node, edge: -1, parent: undefined, label, started });
  }
  const best = new Map<number, number>();
  let fastest: { took: number; end: Partial } | undefined;
  while (queue.pop()) {
    const from = partials[queue.value];
    if (!from || from.started <= (best.get(from.node) ?? Number.NaN)) continue;
    best.set(from.node, from.started);
    const last = graph.outStart[from.node + 1] ?? 0;
    for (let i = graph.outStart[from.node] ?? 0; i < last; i += 1) {
      const edge = graph.outEdges[i] ?? 0;
      const node = graph.receiver[edge] ?? 0;
      if (isSource[node]) continue;
      const label = step(graph, order, from.label, from.edge === -1, edge, window);
      if (label === undefined || !(label <= (onward[node] ?? Number.NaN))) continue;
      const next = { node, edge, parent: from, label, started: startedAfter(course, from, edge) };
      if (!isTarget[node]) {
        push(next);
        continue;
      }
      const low = order === "certain" ? (graph.low[graph.event[edge] ?? 0] ?? 0) : label;
      const took = Math.max(0, low - next.started);
      if (!fastest || took < fastest.took) fastest = { took, end: next };
    }
    if (partials.length > MAX_PARTIAL) break;
  }
  return { path: fastest && edgesOf(fastest.end), cut: partials.length > MAX_PARTIAL };
}

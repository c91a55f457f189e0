/** A path of fewest hops by labels, around items that were taken out. */

import { edgesOf, startLabel, step } from "./by-hops.ts";
import { type Course, limitsOf } from "./labels.ts";

interface Step {
  node: number;
  edge: number;
  parent: Step | undefined;
  label: number;
}

/** Where paths start: at the sources, or with one first hop and the label to go on with. */
function starts(
  { graph, sources, order, removed }: Course,
  first: { edge: number; label: number } | undefined,
): Step[] {
  const at = (node: number): Step => {
    const label = startLabel(graph, order, node);
    return { node, edge: -1, parent: undefined, label };
  };
  if (!first) return sources.filter((node) => !removed?.[node]).map(at);
  const parent = at(graph.giver[first.edge] ?? -1);
  return [{ node: graph.receiver[first.edge] ?? -1, parent, ...first }];
}

/**
 * Edges of a path of fewest hops, of those one of the least label; undefined when labels admit none.
 * Labels as in `searchByHops`: an order fact may still refuse a possible path that runs along a cycle.
 */
export function findPath(
  course: Course,
  first?: { edge: number; label: number },
): number[] | undefined {
  const { graph, order, window, removed } = course;
  const { isSource, isTarget } = limitsOf(course);
  let frontier = starts(course, first);
  const best = new Map(frontier.map(({ node, label }) => [node, label]));
  const [begun] = frontier;
  if (first && begun && isTarget[begun.node]) return edgesOf(begun);
  while (frontier.length > 0) {
    const next = new Map<number, Step>();
    let end: Step | undefined;
    for (const from of frontier) {
      const last = graph.outStart[from.node + 1] ?? 0;
      for (let i = graph.outStart[from.node] ?? 0; i < last; i += 1) {
        const edge = graph.outEdges[i] ?? 0;
        const node = graph.receiver[edge] ?? 0;
        if (isSource[node] || removed?.[node]) continue;
        const label = step(graph, order, from.label, from.edge === -1, edge, window);
        if (label === undefined || label >= (best.get(node) ?? Number.NaN)) continue;
        best.set(node, label);
        const taken = { node, edge, parent: from, label };
        next.set(node, taken);
        if (isTarget[node] && (!end || label < end.label)) end = taken;
      }
    }
    if (end) return edgesOf(end);
    frontier = [...next.values()];
  }
  return undefined;
}

/** How long a thing took along a path: DESIGN's *elapsed*. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { Elapsed } from "../model/answer.ts";
import { givenPath } from "./engine/given-path.ts";
import type { Window } from "./engine/window.ts";

interface Path {
  graph: TemporalGraph;
  view: View;
  window: Window;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** From the source's publication, or from the first hop if the source can change, to the last hop. */
export function elapsedAlong(
  { graph, view, window }: Path,
  edges: readonly number[],
): Elapsed | undefined {
  const [first] = edges;
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const bounds = givenPath(graph, edges, window);
  if (!bounds) return undefined;
  const source = graph.giver[first] ?? 0;
  const start = view.nodes[source]?.cannotChange ? source : (graph.event[first] ?? 0);
  const end = graph.event[last] ?? 0;
  if (start === end) return { least: 0, most: 0 };
  return {
    least: finite(Math.max(0, bounds.low(end) - bounds.high(start))),
    most: finite(bounds.high(end) - bounds.low(start)),
  };
}

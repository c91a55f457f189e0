/** Every path of a tiny drawing, by trying all, and which of them some world has. */
import type { TemporalGraph } from "../../src/graph/temporal-graph.ts";
import { drawnEdge } from "./drawn-view.ts";
import { type Within, type Worlds, worldsOfPath } from "./worlds.ts";

/** Simple paths, as edges, from a source to a target by way of no other source or target. */
export function simplePaths(
  { flows }: Pick<Worlds, "flows">,
  sources: readonly number[],
  targets: readonly number[],
): number[][] {
  const found: number[][] = [];
  const go = (item: number, edges: readonly number[], been: readonly number[]): void => {
    if (targets.includes(item)) {
      found.push([...edges]);
      return;
    }
    flows.forEach(({ giver, receiver }, edge) => {
      if (giver !== item || been.includes(receiver) || sources.includes(receiver)) return;
      go(receiver, [...edges, edge], [...been, receiver]);
    });
  };
  for (const source of sources) go(source, [], [source]);
  return found;
}

/** A world of a path: when an event is in it. */
type World = (event: number) => number;

interface DrawnPath {
  /** Edges of the drawing. */
  edges: readonly number[];
  /** The worlds that have it. */
  worlds: readonly World[];
}

/** The paths that some world has, and in which worlds; a source gives nothing before it is there. */
export function possiblePaths(
  worlds: Worlds,
  sources: readonly number[],
  targets: readonly number[],
  within: Within,
): DrawnPath[] {
  return simplePaths(worlds, sources, targets).flatMap((edges) => {
    const events = edges.map((edge) => worlds.flows[edge]?.event ?? -1);
    const source = worlds.flows[edges[0] ?? -1]?.giver ?? -1;
    const having = worldsOfPath(worlds, events, within).filter(
      (at) => at(source) <= at(events[0] ?? -1),
    );
    return having.length === 0 ? [] : [{ edges, worlds: having }];
  });
}

/** Items that can give to themselves by way of others. */
export function itemsOnCycles({ flows }: Pick<Worlds, "flows">): Set<number> {
  const givers = [...new Set(flows.map(({ giver }) => giver))];
  const from = (item: number): Set<number> => {
    const seen = new Set<number>();
    const stack = [item];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const { giver, receiver } of flows) {
        if (giver !== at || receiver === giver || seen.has(receiver)) continue;
        seen.add(receiver);
        stack.push(receiver);
      }
    }
    return seen;
  };
  return new Set(givers.filter((item) => from(item).has(item)));
}

/** The drawing's edges along a path of the graph. */
export const drawnAlong = (graph: TemporalGraph, edges: readonly number[]): number[] =>
  edges.map((edge) => drawnEdge(graph, edge));

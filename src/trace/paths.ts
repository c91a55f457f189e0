/** Several paths, distinct by the accounts they pass through; each is checked against all order facts. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { givenPath } from "./given-path.ts";
import { canReach, type Order, startLabel, step, type Window } from "./search.ts";

/** Partial paths made before the enumeration is cut. */
const MAX_PARTIAL = 200_000;

export interface Paths {
  /** Edges of each path, fewest hops first. */
  paths: readonly (readonly number[])[];
  /** A limit was met: there may be more. */
  cut: boolean;
}

interface Partial {
  node: number;
  edge: number;
  parent: Partial | undefined;
  label: number;
}

function passes(partial: Partial, node: number): boolean {
  for (let at: Partial | undefined = partial; at; at = at.parent) if (at.node === node) return true;
  return false;
}

function edgesOf(partial: Partial): number[] {
  const edges: number[] = [];
  for (let at: Partial | undefined = partial; at && at.edge !== -1; at = at.parent) {
    edges.push(at.edge);
  }
  return edges.reverse();
}

/**
 * Up to `limit` simple paths from a source to a target in order of hops, each of another
 * signature, that no order fact refuses. Complete unless `cut`.
 */
export function distinctPaths(
  graph: TemporalGraph,
  sources: readonly number[],
  targets: readonly number[],
  order: Order,
  window: Window,
  limit: number,
  signatureOf: (edges: readonly number[]) => string,
): Paths {
  const leads = canReach(graph, targets);
  const isTarget = new Set(targets);
  const isSource = new Set(sources);
  const found = new Map<string, readonly number[]>();
  let made = 0;
  let frontier: Partial[] = sources
    .filter((node) => leads[node])
    .map((node) => ({ node, edge: -1, parent: undefined, label: startLabel(graph, order, node) }));
  while (frontier.length > 0 && found.size < limit) {
    const next: Partial[] = [];
    for (const from of frontier) {
      if (isTarget.has(from.node) && from.edge !== -1) {
        const edges = edgesOf(from);
        const signature = signatureOf(edges);
        if (found.has(signature) || !givenPath(graph, edges, window)) continue;
        if (found.size === limit) return { paths: [...found.values()], cut: true };
        found.set(signature, edges);
        continue;
      }
      const end = graph.outStart[from.node + 1] ?? 0;
      for (let i = graph.outStart[from.node] ?? 0; i < end; i += 1) {
        const edge = graph.outEdges[i] ?? 0;
        const node = graph.receiver[edge] ?? 0;
        if (!leads[node] || isSource.has(node) || passes(from, node)) continue;
        const label = step(graph, order, from.label, from.edge === -1, edge, window);
        if (label === undefined) continue;
        made += 1;
        if (made > MAX_PARTIAL) return { paths: [...found.values()], cut: true };
        next.push({ node, edge, parent: from, label });
      }
    }
    frontier = next;
  }
  return { paths: [...found.values()], cut: frontier.length > 0 };
}

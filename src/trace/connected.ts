import type { TemporalGraph } from "../graph/temporal-graph.ts";

/** Nodes joined to the given ones by edges in any direction: what can bear on their times and paths. */
export function connectedTo(graph: TemporalGraph, nodes: readonly number[]): Uint8Array {
  const mark = new Uint8Array(graph.nodeCount);
  const stack = [...nodes];
  for (const node of stack) mark[node] = 1;
  const visit = (node: number) => {
    if (mark[node]) return;
    mark[node] = 1;
    stack.push(node);
  };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (let i = graph.outStart[node] ?? 0; i < (graph.outStart[node + 1] ?? 0); i += 1) {
      visit(graph.receiver[graph.outEdges[i] ?? 0] ?? 0);
    }
    for (let i = graph.inStart[node] ?? 0; i < (graph.inStart[node + 1] ?? 0); i += 1) {
      visit(graph.giver[graph.inEdges[i] ?? 0] ?? 0);
    }
  }
  return mark;
}

/**
 * Latest departure from all nodes by one pass backwards over the edges: the last code at which each
 * may have the thing, so that in some world it still reaches a target in time. It is `sweep.ts`
 * turned round: a label is the greatest over paths of the least latest, an edge is open while its
 * receiver's label is not before its earliest, and the order is that of latest, from behind.
 */
import { type FlowGraph, LOOSE } from "../../graph/flow-graph.ts";
import { hasBit, type Reached, reach } from "./reached.ts";
import { firstAt, overKnots } from "./sweep.ts";
import type { CodedWindow } from "./window.ts";

/** From the node reached last on, what is open at `code` is passed back at once. */
function passBack(graph: FlowGraph, reached: Reached, code: number, first: number): void {
  const { inStart, inEdges, giver, earliest, latest } = graph;
  for (let at = reached.count - 1; at < reached.count; at += 1) {
    const node = reached.order[at] ?? 0;
    const end = inStart[node + 1] ?? 0;
    for (let i = inStart[node] ?? 0; i < end; i += 1) {
      const edge = inEdges[i] ?? 0;
      if ((earliest[edge] ?? 0) > code) break;
      const before = giver[edge] ?? 0;
      const closes = latest[edge] ?? 0;
      if (closes < code || closes < first || hasBit(reached.bits, before)) continue;
      reach(reached, before, code, edge);
    }
  }
}

/** One pass over `order[from .. to]` (of exact times: edges `from .. to`), from behind. */
function passOnce(graph: FlowGraph, reached: Reached, from: number, to: number): boolean {
  const { exact, byLatest, giver, receiver, latest, loose } = graph;
  const { bits, count } = reached;
  for (let i = to - 1; i >= from; i -= 1) {
    const edge = exact ? i : (byLatest[i] ?? 0);
    const node = giver[edge] ?? 0;
    if (!hasBit(bits, receiver[edge] ?? 0) || hasBit(bits, node)) continue;
    const code = latest[edge] ?? 0;
    reach(reached, node, code, edge);
    if (((loose[node] ?? 0) & LOOSE.backward) !== 0) passBack(graph, reached, code, 0);
  }
  return reached.count > count;
}

/** Reaches every node from which some world lets a thing reach the targets, at its latest departure. */
export function sweepBack(
  graph: FlowGraph,
  reached: Reached,
  targets: ArrayLike<number>,
  { first, last }: CodedWindow,
): void {
  for (let i = 0; i < targets.length; i += 1) {
    const node = targets[i] ?? 0;
    if (hasBit(reached.bits, node)) continue;
    reach(reached, node, last, -1);
    passBack(graph, reached, last, first);
  }
  const order = graph.exact ? undefined : graph.byLatest;
  const from = firstAt(graph.latest, first, order);
  const to = firstAt(graph.latest, last + 1, order);
  if (graph.exact) overKnots(graph, from, to, (a, b) => passOnce(graph, reached, a, b), "backward");
  else passOnce(graph, reached, from, to);
}

/**
 * A search from its starts outwards, nearest in time first (Dijkstra on labels). Forwards a label is
 * the code at which a node has the thing; backwards it is the last code at which it may have it and
 * the thing still arrives, negated, so that both are one search. Labels are as in `sweep.ts`.
 *
 * Edges of a node that lie in the order of their labels are looked at one after the other, as time
 * goes on: a node with many is no more work than those it gave by then.
 */
import { type FlowGraph, LOOSE } from "../../graph/flow-graph.ts";
import { hasBit, type Reached, reach } from "./reached.ts";
import { isCertain } from "./sweep.ts";
import type { CodedWindow } from "./window.ts";

export type Order = "certain" | "possible";

/** Arrays that searches of one graph use again and again. */
export interface Frontier {
  graph: FlowGraph;
  reached: Reached;
  /** A binary heap of labels, each with the node that it is for and the edge that leads there. */
  label: Int32Array;
  node: Int32Array;
  edge: Int32Array;
  /** Where that edge stands among its node's, if the next there is looked at after it; else -1. */
  place: Int32Array;
  size: number;
  /** Edges looked at. */
  touched: number;
}

const FIRST_SIZE = 1024;

export const frontierOn = (graph: FlowGraph, reached: Reached): Frontier => ({
  graph,
  reached,
  label: new Int32Array(FIRST_SIZE),
  node: new Int32Array(FIRST_SIZE),
  edge: new Int32Array(FIRST_SIZE),
  place: new Int32Array(FIRST_SIZE),
  size: 0,
  touched: 0,
});

function grown(column: Int32Array): Int32Array {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}

function grow(frontier: Frontier): void {
  frontier.label = grown(frontier.label);
  frontier.node = grown(frontier.node);
  frontier.edge = grown(frontier.edge);
  frontier.place = grown(frontier.place);
}

function move({ label, node, edge, place }: Frontier, from: number, to: number): void {
  label[to] = label[from] ?? 0;
  node[to] = node[from] ?? 0;
  edge[to] = edge[from] ?? 0;
  place[to] = place[from] ?? 0;
}

function put(frontier: Frontier, label: number, node: number, edge: number, place: number): void {
  if (frontier.size === frontier.label.length) grow(frontier);
  let at = frontier.size;
  frontier.size += 1;
  while (at > 0) {
    const above = (at - 1) >>> 1;
    if ((frontier.label[above] ?? 0) <= label) break;
    move(frontier, above, at);
    at = above;
  }
  frontier.label[at] = label;
  frontier.node[at] = node;
  frontier.edge[at] = edge;
  frontier.place[at] = place;
}

function removeTop(frontier: Frontier): void {
  frontier.size -= 1;
  const last = frontier.size;
  const label = frontier.label[last] ?? 0;
  let at = 0;
  for (let below = 1; below < last; below = 2 * at + 1) {
    const right = below + 1;
    if (right < last && (frontier.label[right] ?? 0) < (frontier.label[below] ?? 0)) below = right;
    if (label <= (frontier.label[below] ?? 0)) break;
    move(frontier, below, at);
    at = below;
  }
  move(frontier, last, at);
}

/** Begins a search from sources; in the order *certain* they are in `reached.sources`. */
export function beginForward(
  frontier: Frontier,
  sources: ArrayLike<number>,
  order: Order,
  { floor, last }: CodedWindow,
): void {
  frontier.size = 0;
  frontier.touched = 0;
  const { nodeEarliest, nodeLatest } = frontier.graph;
  const labels = order === "possible" ? nodeEarliest : nodeLatest;
  for (let i = 0; i < sources.length; i += 1) {
    const node = sources[i] ?? 0;
    const label = Math.max(labels[node] ?? 0, floor);
    if (label <= last) put(frontier, label, node, -1, -1);
  }
}

/** Begins a search back from targets, which take the thing at `code` at the latest. */
export function beginBackward(frontier: Frontier, targets: ArrayLike<number>, code: number): void {
  frontier.size = 0;
  frontier.touched = 0;
  for (let i = 0; i < targets.length; i += 1) put(frontier, -code, targets[i] ?? 0, -1, -1);
}

/** Which edges a search goes on by. */
export interface Look {
  /** Looks at the edges of a node that was just reached. */
  around(frontier: Frontier, node: number, window: CodedWindow): void;
  /** Looks at the edge of a node that stands at a place in its row, or after it. */
  from(frontier: Frontier, node: number, place: number, window: CodedWindow): void;
}

/** The first place in `edges[from .. to]` whose time is `code` or later. */
function firstIn(edges: Int32Array, times: Int32Array, code: number, from: number, to: number) {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[edges[middle] ?? 0] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By edges that possibly give the thing on. Those that open later are in the order of labels. */
export const FORWARD: Look = {
  around(frontier, node, window) {
    const { outStart, outEdges, receiver, earliest, latest, loose } = frontier.graph;
    const { bits, label } = frontier.reached;
    const code = label[node] ?? 0;
    const open = Math.max(code, window.first);
    const start = outStart[node] ?? 0;
    const later = firstIn(outEdges, earliest, open, start, outStart[node + 1] ?? 0);
    const mayBeOpen = ((loose[node] ?? 0) & LOOSE.possible) !== 0;
    for (let i = mayBeOpen ? start : later; i < later; i += 1) {
      const edge = outEdges[i] ?? 0;
      const next = receiver[edge] ?? 0;
      frontier.touched += 1;
      if ((latest[edge] ?? 0) < open || hasBit(bits, next)) continue;
      put(frontier, Math.max(code, earliest[edge] ?? 0), next, edge, -1);
    }
    FORWARD.from(frontier, node, later, window);
  },
  from(frontier, node, place, { last }) {
    const { outStart, outEdges, receiver, earliest } = frontier.graph;
    const { bits } = frontier.reached;
    const end = outStart[node + 1] ?? 0;
    for (let i = place; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      const next = receiver[edge] ?? 0;
      frontier.touched += 1;
      if ((earliest[edge] ?? 0) > last) return;
      if (hasBit(bits, next)) continue;
      put(frontier, earliest[edge] ?? 0, next, edge, i);
      return;
    }
  },
};

/** By edges that certainly give the thing on. */
export const FORWARD_SURELY: Look = {
  around(frontier, node, { first, last }) {
    const { graph, reached } = frontier;
    const { outStart, outEdges, receiver, earliest, latest } = graph;
    const end = outStart[node + 1] ?? 0;
    for (let i = outStart[node] ?? 0; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      const next = receiver[edge] ?? 0;
      frontier.touched += 1;
      if ((earliest[edge] ?? 0) < first || (latest[edge] ?? 0) > last) continue;
      if (hasBit(reached.bits, next) || !isCertain(graph, reached, edge)) continue;
      put(frontier, latest[edge] ?? 0, next, edge, -1);
    }
  },
  from() {},
};

/** Back by edges that possibly gave the thing. Exact times are in the order of labels from behind. */
export const BACKWARD: Look = {
  around(frontier, node, window) {
    const { exact, inStart, inEdges, giver, earliest, latest } = frontier.graph;
    const code = -(frontier.reached.label[node] ?? 0);
    const start = inStart[node] ?? 0;
    const later = firstIn(inEdges, earliest, code + 1, start, inStart[node + 1] ?? 0);
    if (exact) {
      BACKWARD.from(frontier, node, later - 1, window);
      return;
    }
    for (let i = start; i < later; i += 1) {
      const edge = inEdges[i] ?? 0;
      const before = giver[edge] ?? 0;
      frontier.touched += 1;
      const closes = latest[edge] ?? 0;
      if (closes < window.first || hasBit(frontier.reached.bits, before)) continue;
      put(frontier, -Math.min(code, closes), before, edge, -1);
    }
  },
  from(frontier, node, place, { first }) {
    const { inStart, inEdges, giver, latest } = frontier.graph;
    const { bits } = frontier.reached;
    const start = inStart[node] ?? 0;
    for (let i = place; i >= start; i -= 1) {
      const edge = inEdges[i] ?? 0;
      const before = giver[edge] ?? 0;
      frontier.touched += 1;
      if ((latest[edge] ?? 0) < first) return;
      if (hasBit(bits, before)) continue;
      put(frontier, -(latest[edge] ?? 0), before, edge, i);
      return;
    }
  },
};

/** Reaches the node next in time and looks around it; -1 if it was reached before. */
export function takeNext(frontier: Frontier, look: Look, window: CodedWindow): number {
  const [node, edge] = [frontier.node[0] ?? 0, frontier.edge[0] ?? 0];
  const [label, place] = [frontier.label[0] ?? 0, frontier.place[0] ?? 0];
  removeTop(frontier);
  const isNew = !hasBit(frontier.reached.bits, node);
  if (isNew) reach(frontier.reached, node, label, edge);
  if (place !== -1) {
    if (look === BACKWARD)
      look.from(frontier, frontier.graph.receiver[edge] ?? 0, place - 1, window);
    else look.from(frontier, frontier.graph.giver[edge] ?? 0, place + 1, window);
  }
  if (!isNew) return -1;
  look.around(frontier, node, window);
  return node;
}

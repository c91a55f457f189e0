/**
 * Labels of all items at once, forwards from the sources and backwards from the targets. A path
 * runs from a source to a target and passes through no other source or target, so no edge into a
 * source and none out of a target is used. Labels as in `searchByHops`; exact while no order fact runs
 * against a path, which takes a cycle of flow edges.
 */
import { isImplied } from "../../graph/flow-graph.ts";
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { startLabel, step } from "./by-hops.ts";
import type { Order } from "./frontier.ts";
import { heap } from "./heap.ts";
import type { Window } from "./window.ts";

export interface Course {
  graph: TemporalGraph;
  sources: readonly number[];
  targets: readonly number[];
  order: Order;
  window: Window;
  /** Items taken out of the way; the graph's times stay as they are. */
  removed?: Uint8Array | undefined;
}

export interface Limits {
  isSource: Uint8Array;
  isTarget: Uint8Array;
}

const marked = (count: number, nodes: readonly number[]): Uint8Array => {
  const mark = new Uint8Array(count);
  for (const node of nodes) mark[node] = 1;
  return mark;
};

export const limitsOf = ({ graph, sources, targets }: Course): Limits => ({
  isSource: marked(graph.nodeCount, sources),
  isTarget: marked(graph.nodeCount, targets),
});

export interface Forward {
  /** NaN where an item is not reached. */
  label: Float64Array;
  /** The edge by which it is; -1 at a source. */
  via: Int32Array;
}

/**
 * The least label at which each item is reached. Targets pass nothing on. With `onward` only what
 * leads on to a target is followed.
 */
export function forwardLabels(course: Course, onward?: Float64Array): Forward {
  const { graph, sources, order, window, removed } = course;
  const { isSource, isTarget } = limitsOf(course);
  const labels = new Float64Array(graph.nodeCount).fill(Number.NaN);
  const via = new Int32Array(graph.nodeCount).fill(-1);
  const next = heap();
  for (const source of sources) {
    if (removed?.[source]) continue;
    labels[source] = startLabel(graph, order, source);
    next.push(labels[source] ?? 0, source);
  }
  while (next.pop()) {
    const { priority, value: node } = next;
    if (priority > (labels[node] ?? Number.NaN) || isTarget[node]) continue;
    const end = graph.outStart[node + 1] ?? 0;
    for (let i = graph.outStart[node] ?? 0; i < end; i += 1) {
      const edge = graph.outEdges[i] ?? 0;
      const to = graph.receiver[edge] ?? 0;
      if (isSource[to] || removed?.[to]) continue;
      if (onward && Number.isNaN(onward[to])) continue;
      const label = step(graph, order, priority, isSource[node] === 1, edge, window);
      if (label === undefined || label >= (labels[to] ?? 0)) continue;
      if (onward && !(label <= (onward[to] ?? 0))) continue;
      labels[to] = label;
      via[to] = edge;
      next.push(label, to);
    }
  }
  return { label: labels, via };
}

/**
 * The greatest label with which an item that takes by this edge may have the thing, so that it still
 * passes it on: `onward` of the receiver. Undefined if the edge does not lead on.
 */
function labelBefore(
  { graph, order, window }: Course,
  edge: number,
  onward: number,
): number | undefined {
  const event = graph.event[edge] ?? 0;
  const low = graph.low[event] ?? Number.NaN;
  const high = graph.high[event] ?? Number.NaN;
  if (order === "certain") {
    if (low < window.earliest || high > window.latest || !(high <= onward)) return undefined;
    return isImplied(graph, edge) ? Number.POSITIVE_INFINITY : low;
  }
  const latest = Math.min(high, onward, window.latest);
  return Math.max(low, window.earliest) <= latest ? latest : undefined;
}

/**
 * The greatest label with which each item can still pass the thing on to a target: infinite at a
 * target, NaN where none can be reached. A label at an item leads on if it is no greater.
 */
export function backwardLabels(course: Course): Float64Array {
  const { graph, targets, removed } = course;
  const { isSource, isTarget } = limitsOf(course);
  const labels = new Float64Array(graph.nodeCount).fill(Number.NaN);
  const next = heap();
  for (const target of targets) {
    if (removed?.[target]) continue;
    labels[target] = Number.POSITIVE_INFINITY;
    next.push(Number.NEGATIVE_INFINITY, target);
  }
  while (next.pop()) {
    const { priority, value: node } = next;
    if (-priority < (labels[node] ?? Number.NaN) || isSource[node]) continue;
    const end = graph.inStart[node + 1] ?? 0;
    for (let i = graph.inStart[node] ?? 0; i < end; i += 1) {
      const edge = graph.inEdges[i] ?? 0;
      const from = graph.giver[edge] ?? 0;
      if (isTarget[from] || removed?.[from]) continue;
      const label = labelBefore(course, edge, -priority);
      if (label === undefined || label <= (labels[from] ?? 0)) continue;
      labels[from] = label;
      next.push(-label, from);
    }
  }
  return labels;
}

/** Fewest hops from each item to a target along edges that lead on; -1 where there are none. */
export function hopsOnward(course: Course, onward: Float64Array): Int32Array {
  const { graph, targets, removed } = course;
  const { isSource, isTarget } = limitsOf(course);
  const hops = new Int32Array(graph.nodeCount).fill(-1);
  const queue = targets.filter((target) => !removed?.[target]);
  for (const target of queue) hops[target] = 0;
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head] ?? 0;
    if (isSource[node]) continue;
    const end = graph.inStart[node + 1] ?? 0;
    for (let i = graph.inStart[node] ?? 0; i < end; i += 1) {
      const edge = graph.inEdges[i] ?? 0;
      const from = graph.giver[edge] ?? 0;
      if (hops[from] !== -1 || isTarget[from] || removed?.[from]) continue;
      if (labelBefore(course, edge, onward[node] ?? Number.NaN) === undefined) continue;
      hops[from] = (hops[node] ?? 0) + 1;
      queue.push(from);
    }
  }
  return hops;
}

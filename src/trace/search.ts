/**
 * Which items a thing can have reached, and by which hops, when times are intervals.
 *
 * *Possible*: in some world the path's times do not decrease. Its label is the running maximum of
 * the hops' earliest; a hop is open while the label does not pass its latest.
 * *Certain*: a chain of steps each of which holds in every world, because the one before is over
 * when the next can first be, or because an order fact says so. Its label is the latest of the last hop.
 * In both, a smaller label at a node admits every continuation that a larger one admits, so only
 * labels that improve on those of fewer hops are kept. Exact while order facts lie along the flow.
 */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { precedes } from "./fact-order.ts";

export type Order = "certain" | "possible";

export interface Window {
  earliest: number;
  latest: number;
}

export const ALWAYS: Window = {
  earliest: Number.NEGATIVE_INFINITY,
  latest: Number.POSITIVE_INFINITY,
};

/** A node reached by a number of hops; the path is read back through `parent`. */
export interface Reached {
  node: number;
  /** Edge that led here; -1 at a source. */
  edge: number;
  parent: Reached | undefined;
  hops: number;
  label: number;
}

/** Label of a source before any hop: it gives nothing before it is there. */
export const startLabel = (graph: TemporalGraph, order: Order, source: number): number =>
  (order === "certain" ? graph.high[source] : graph.low[source]) ?? Number.NaN;

/** Label after taking an edge from a node with a label; undefined when the step is not open. */
export function step(
  graph: TemporalGraph,
  order: Order,
  label: number,
  isFirst: boolean,
  edge: number,
  window: Window,
): number | undefined {
  const event = graph.event[edge] ?? 0;
  const low = graph.low[event] ?? Number.NaN;
  const high = graph.high[event] ?? Number.NaN;
  if (order === "certain") {
    if (low < window.earliest || high > window.latest) return undefined;
    const follows = graph.implied[edge] === 1 || label <= low;
    if (follows) return high;
    return isFirst && precedes(graph, graph.giver[edge] ?? -1, event) ? high : undefined;
  }
  const time = Math.max(label, window.earliest, low);
  return time <= Math.min(high, window.latest) ? time : undefined;
}

/**
 * For every node, what reaches it with ever better labels, fewest hops first. Sources reach
 * themselves with no hop, and are not reached again.
 */
export function search(
  graph: TemporalGraph,
  sources: readonly number[],
  order: Order,
  window: Window = ALWAYS,
): ReadonlyMap<number, readonly Reached[]> {
  const reached = new Map<number, Reached[]>();
  let frontier: Reached[] = [];
  for (const node of sources) {
    const start: Reached = {
      node,
      edge: -1,
      parent: undefined,
      hops: 0,
      label: startLabel(graph, order, node),
    };
    reached.set(node, [start]);
    frontier.push(start);
  }
  while (frontier.length > 0) {
    const next = new Map<number, Reached>();
    for (const from of frontier) {
      const end = graph.outStart[from.node + 1] ?? 0;
      for (let i = graph.outStart[from.node] ?? 0; i < end; i += 1) {
        const edge = graph.outEdges[i] ?? 0;
        const node = graph.receiver[edge] ?? 0;
        const label = step(graph, order, from.label, from.edge === -1, edge, window);
        if (label === undefined) continue;
        const best = next.get(node)?.label ?? reached.get(node)?.at(-1)?.label;
        if (best !== undefined && label >= best) continue;
        next.set(node, { node, edge, parent: from, hops: from.hops + 1, label });
      }
    }
    frontier = [...next.values()];
    for (const one of frontier) {
      const known = reached.get(one.node);
      if (known) known.push(one);
      else reached.set(one.node, [one]);
    }
  }
  return reached;
}

/** Edges of the path that led to a node, first hop first. */
export function edgesOf(end: Reached): number[] {
  const edges: number[] = [];
  for (let at: Reached | undefined = end; at && at.edge !== -1; at = at.parent) edges.push(at.edge);
  return edges.reverse();
}

export type Criterion = "earliest" | "fewest-hops";

/**
 * The best end of a search among targets: by label, then hops (earliest), or by hops, then label.
 * Ties go to the first target in the order given.
 */
export function bestEnd(
  reached: ReadonlyMap<number, readonly Reached[]>,
  targets: readonly number[],
  criterion: Criterion,
): Reached | undefined {
  let best: Reached | undefined;
  for (const target of targets) {
    const ends = reached.get(target)?.filter((end) => end.edge !== -1) ?? [];
    const end = criterion === "earliest" ? ends.at(-1) : ends[0];
    if (!end) continue;
    const better =
      !best ||
      (criterion === "earliest"
        ? end.label < best.label || (end.label === best.label && end.hops < best.hops)
        : end.hops < best.hops || (end.hops === best.hops && end.label < best.label));
    if (better) best = end;
  }
  return best;
}

/** Marks the nodes from which some target can be reached by edges, whatever their times. */
export function canReach(graph: TemporalGraph, targets: readonly number[]): Uint8Array {
  const mark = new Uint8Array(graph.nodeCount);
  const stack = [...targets];
  for (const node of stack) mark[node] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const end = graph.inStart[node + 1] ?? 0;
    for (let i = graph.inStart[node] ?? 0; i < end; i += 1) {
      const giver = graph.giver[graph.inEdges[i] ?? 0] ?? 0;
      if (mark[giver]) continue;
      mark[giver] = 1;
      stack.push(giver);
    }
  }
  return mark;
}

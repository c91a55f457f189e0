/**
 * Earliest arrival at all nodes by one pass over the edges in the order of time (Wu et al., "Path
 * problems in temporal graphs", VLDB 2014), for times that are intervals.
 *
 * *Possible*: a label is the least over paths of the greatest earliest so far; an edge is open while
 * its giver's label does not pass its latest. In the order of earliest each node is reached at its
 * least label, but by edges that were open before: those a node passes on when it is reached.
 * *Certain*: a label is the latest of the last hop; an edge follows when its giver's label is no
 * later than its earliest, or an order fact says so. In the order of latest each is reached at its least.
 */
import { type FlowGraph, isImplied, LOOSE, STEP } from "../../graph/flow-graph.ts";
import { hasBit, type Reached, reach } from "./reached.ts";
import type { CodedWindow } from "./window.ts";

/** The first edge in `order` (default: the columns' own) whose time is `code` or later. */
export function firstAt(times: Int32Array, code: number, order?: Int32Array): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const edge = order ? (order[middle] ?? 0) : middle;
    if ((times[edge] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sources whose label is in the window, by label. */
function startsOf(sources: ArrayLike<number>, labels: Int32Array, floor: number) {
  const starts: { node: number; label: number }[] = [];
  for (let i = 0; i < sources.length; i += 1) {
    const node = sources[i] ?? 0;
    starts.push({ node, label: Math.max(labels[node] ?? 0, floor) });
  }
  return starts.sort((a, b) => a.label - b.label);
}

/** From the node reached last on, what is open at `code` passes on at once. */
function passOn(graph: FlowGraph, reached: Reached, code: number, first: number): void {
  const { outStart, outEdges, receiver, earliest, latest } = graph;
  const open = Math.max(code, first);
  for (let at = reached.count - 1; at < reached.count; at += 1) {
    const node = reached.order[at] ?? 0;
    const end = outStart[node + 1] ?? 0;
    for (let i = outStart[node] ?? 0; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      if ((earliest[edge] ?? 0) > code) break;
      const next = receiver[edge] ?? 0;
      if ((latest[edge] ?? 0) >= open && !hasBit(reached.bits, next)) {
        reach(reached, next, code, edge);
      }
    }
  }
}

/**
 * One pass over edges `from .. to` of exact times; whether it reached anything. Which edges reach
 * something cannot be foretold, so nothing branches on it: every edge is written where the next
 * that does belongs.
 */
function passOnce(graph: FlowGraph, reached: Reached, from: number, to: number): boolean {
  const { giver, receiver, earliest } = graph;
  const { bits, label, via, order, count: before } = reached;
  let count = before;
  for (let edge = from; edge < to; edge += 1) {
    const source = giver[edge] ?? 0;
    const node = receiver[edge] ?? 0;
    const word = node >>> 5;
    const held = bits[word] ?? 0;
    const has = (bits[source >>> 5] ?? 0) >>> (source & 31);
    const isNew = has & ~(held >>> (node & 31)) & 1;
    bits[word] = held | (isNew << (node & 31));
    order[count] = edge;
    count = (count + isNew) | 0;
  }
  for (let i = before; i < count; i += 1) {
    const edge = order[i] ?? 0;
    const node = receiver[edge] ?? 0;
    label[node] = earliest[edge] ?? 0;
    via[node] = edge;
    order[i] = node;
  }
  reached.count = count;
  return count > before;
}

/**
 * Runs of edges `from .. to` of exact times, for a pass over them in order: knots, and what lies
 * between them.
 */
function runsOf({ knots }: FlowGraph, from: number, to: number) {
  const runs: { start: number; end: number; isKnot: boolean }[] = [];
  let at = from;
  for (let i = (firstAt(knots, from) + 1) & ~1; i < knots.length; i += 2) {
    const [start, end] = [knots[i] ?? 0, knots[i + 1] ?? 0];
    if (start >= to) break;
    if (at < start) runs.push({ start: at, end: start, isKnot: false });
    runs.push({ start, end, isKnot: true });
    at = end;
  }
  if (at < to) runs.push({ start: at, end: to, isKnot: false });
  return runs;
}

/** Passes over each run, over a knot until it reaches nothing more. `once` says whether it reached anything. */
export function overKnots(
  graph: FlowGraph,
  from: number,
  to: number,
  once: (from: number, to: number) => boolean,
  direction: "forward" | "backward" = "forward",
): void {
  const runs = runsOf(graph, from, to);
  for (const { start, end, isKnot } of direction === "forward" ? runs : runs.reverse()) {
    while (once(start, end) && isKnot);
  }
}

/** 1 if an edge's giver is reached and its receiver is not, else 0; asks nothing in between. */
const isNew = (bits: Int32Array, giver: number, receiver: number): number =>
  ((bits[giver >>> 5] ?? 0) >>> (giver & 31)) &
  ~((bits[receiver >>> 5] ?? 0) >>> (receiver & 31)) &
  1;

/** The pass over edges `from .. to` with intervals. */
function passLoosely(graph: FlowGraph, reached: Reached, from: number, to: number): void {
  const { giver, receiver, earliest, loose } = graph;
  const { bits } = reached;
  for (let edge = from; edge < to; edge += 1) {
    const node = receiver[edge] ?? 0;
    if (isNew(bits, giver[edge] ?? 0, node) === 0) continue;
    const code = earliest[edge] ?? 0;
    reach(reached, node, code, edge);
    if (((loose[node] ?? 0) & LOOSE.possible) !== 0) passOn(graph, reached, code, 0);
  }
}

function pass(graph: FlowGraph, reached: Reached, from: number, to: number): void {
  if (!graph.exact) passLoosely(graph, reached, from, to);
  else overKnots(graph, from, to, (start, end) => passOnce(graph, reached, start, end));
}

/**
 * Reaches every node that some world lets the sources reach, at its possible earliest; goes on from
 * what is reached already, if that is all up to the code `begun`.
 */
export function sweepPossible(
  graph: FlowGraph,
  reached: Reached,
  sources: ArrayLike<number>,
  { floor, first, last }: CodedWindow,
  begun?: number,
): void {
  const starts = startsOf(sources, graph.nodeEarliest, floor);
  let from = firstAt(graph.earliest, Math.max(first, begun ?? starts[0]?.label ?? 0));
  for (const { node, label } of starts) {
    if (label > last) break;
    const to = firstAt(graph.earliest, Math.max(first, label));
    pass(graph, reached, from, to);
    from = Math.max(from, to);
    if (hasBit(reached.bits, node)) continue;
    reach(reached, node, label, -1);
    if (((graph.loose[node] ?? 0) & LOOSE.possible) !== 0) passOn(graph, reached, label, first);
  }
  pass(graph, reached, from, firstAt(graph.earliest, last + 1));
}

/** Whether a step along an edge, from a reached giver, holds in every world. */
export function isCertain(graph: FlowGraph, reached: Reached, edge: number): boolean {
  if (isImplied(graph, edge)) return true;
  const giver = graph.giver[edge] ?? 0;
  if ((reached.label[giver] ?? 0) <= (graph.earliest[edge] ?? 0)) return true;
  return ((graph.step[edge] ?? 0) & STEP.first) !== 0 && hasBit(reached.sources, giver);
}

/** From the node reached last on, certain edges whose latest is `code` pass on at once. */
function passOnSurely(graph: FlowGraph, reached: Reached, code: number, first: number): void {
  const { outStart, outEdges, receiver, earliest, latest } = graph;
  for (let at = reached.count - 1; at < reached.count; at += 1) {
    const node = reached.order[at] ?? 0;
    const end = outStart[node + 1] ?? 0;
    for (let i = outStart[node] ?? 0; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      if (latest[edge] !== code || (earliest[edge] ?? 0) < first) continue;
      const next = receiver[edge] ?? 0;
      if (hasBit(reached.bits, next) || !isCertain(graph, reached, edge)) continue;
      reach(reached, next, code, edge);
    }
  }
}

/** One pass over `order[from .. to]` (of exact times: edges `from .. to`), by latest. */
function passSurelyOnce(
  graph: FlowGraph,
  reached: Reached,
  from: number,
  to: number,
  first: number,
): boolean {
  const { exact, byLatest, giver, receiver, earliest, latest, loose } = graph;
  const { bits, count } = reached;
  for (let i = from; i < to; i += 1) {
    const edge = exact ? i : (byLatest[i] ?? 0);
    const node = receiver[edge] ?? 0;
    if (isNew(bits, giver[edge] ?? 0, node) === 0) continue;
    if ((earliest[edge] ?? 0) < first) continue;
    if (!isCertain(graph, reached, edge)) continue;
    const code = latest[edge] ?? 0;
    reach(reached, node, code, edge);
    if (((loose[node] ?? 0) & LOOSE.certain) !== 0) passOnSurely(graph, reached, code, first);
  }
  return reached.count > count;
}

function passSurely(graph: FlowGraph, reached: Reached, from: number, to: number, first: number) {
  if (!graph.exact) passSurelyOnce(graph, reached, from, to, first);
  else overKnots(graph, from, to, (a, b) => passSurelyOnce(graph, reached, a, b, first));
}

function startExactly({ nodeEarliest, nodeLatest }: FlowGraph, sources: ArrayLike<number>) {
  for (let i = 0; i < sources.length; i += 1) {
    if (nodeEarliest[sources[i] ?? 0] !== nodeLatest[sources[i] ?? 0]) return false;
  }
  return true;
}

/**
 * Reaches every node that a chain of certain steps joins to the sources, at its guaranteed latest.
 * `reached.sources` holds the sources. Goes on as `sweepPossible` does.
 */
export function sweepCertain(
  graph: FlowGraph,
  reached: Reached,
  sources: ArrayLike<number>,
  window: CodedWindow,
  begun?: number,
): void {
  if (graph.exact && startExactly(graph, sources)) {
    sweepPossible(graph, reached, sources, window, begun);
    return;
  }
  const { floor, first, last } = window;
  const order = graph.exact ? undefined : graph.byLatest;
  let from = begun === undefined ? 0 : firstAt(graph.latest, begun, order);
  for (const { node, label } of startsOf(sources, graph.nodeLatest, floor)) {
    if (label > last) break;
    const to = firstAt(graph.latest, label, order);
    passSurely(graph, reached, from, to, first);
    from = Math.max(from, to);
    if (!hasBit(reached.bits, node)) reach(reached, node, label, -1);
  }
  passSurely(graph, reached, from, firstAt(graph.latest, last + 1, order), first);
}

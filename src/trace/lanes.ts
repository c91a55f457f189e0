/**
 * Thirty-two removals in one pass: every node has a mask with one bit per removal, set while the
 * thing reaches it without what that removal takes away. Labels are *possible* ones, as in
 * `sweep.ts`; times stay as they are, so the answer is exact where no removed edge's order fact has
 * moved a bound.
 */
import { type FlowGraph, LOOSE } from "../graph/flow-graph.ts";
import { hasBit, type Reached } from "./reached.ts";
import { firstAt, overKnots } from "./sweep.ts";
import type { CodedWindow } from "./window.ts";

export const LANES = 32;

/** A node that a removal lets the thing reach only later. */
export interface Delay {
  lane: number;
  node: number;
  /** Code of its clock at which the thing is there without what was removed. */
  code: number;
}

export interface Lanes {
  /** Per node: the lanes in which it is reached. */
  reached: Int32Array;
  /** Nodes reached later than with nothing removed, in order of the later time. */
  delays: readonly Delay[];
}

interface Pass {
  graph: FlowGraph;
  /** Per node: lanes in which it is reached, and those in which it is not removed. */
  held: Int32Array;
  kept: Int32Array;
  before: Reached;
  delays: Delay[];
  /** Nodes that pass on what is open, with the lanes that are new to them. */
  queue: number[];
  queued: number[];
}

function note({ before, delays }: Pass, node: number, lanes: number, code: number): void {
  if (before.label[node] === code) return;
  for (let lane = 0; lane < LANES; lane += 1) {
    if (((lanes >>> lane) & 1) === 1) delays.push({ lane, node, code });
  }
}

/** What is open at `code` passes on at once the lanes that are new to each node. */
function passOn(pass: Pass, code: number, first: number): void {
  const { graph, held, kept, queue, queued } = pass;
  const { outStart, outEdges, receiver, earliest, latest } = graph;
  const open = Math.max(code, first);
  for (let at = 0; at < queue.length; at += 1) {
    const node = queue[at] ?? 0;
    const lanes = queued[at] ?? 0;
    const end = outStart[node + 1] ?? 0;
    for (let i = outStart[node] ?? 0; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      if ((earliest[edge] ?? 0) > code) break;
      if ((latest[edge] ?? 0) < open) continue;
      const next = receiver[edge] ?? 0;
      const fresh = lanes & (kept[next] ?? 0) & ~(held[next] ?? 0);
      if (fresh === 0) continue;
      held[next] = (held[next] ?? 0) | fresh;
      note(pass, next, fresh, code);
      queue.push(next);
      queued.push(fresh);
    }
  }
  queue.length = 0;
  queued.length = 0;
}

/** One pass over edges `from .. to`; whether anything was reached in a lane. */
function passOnce(pass: Pass, from: number, to: number): boolean {
  const { graph, held, kept, before } = pass;
  const { giver, receiver, earliest, loose } = graph;
  const { label } = before;
  let hasReached = false;
  for (let edge = from; edge < to; edge += 1) {
    const lanes = held[giver[edge] ?? 0] ?? 0;
    if (lanes === 0) continue;
    const node = receiver[edge] ?? 0;
    const had = held[node] ?? 0;
    const fresh = lanes & ~had & (kept[node] ?? 0);
    if (fresh === 0) continue;
    hasReached = true;
    held[node] = had | fresh;
    const code = earliest[edge] ?? 0;
    if (label[node] !== code) note(pass, node, fresh, code);
    if (((loose[node] ?? 0) & LOOSE.possible) === 0) continue;
    pass.queue.push(node);
    pass.queued.push(fresh);
    passOn(pass, code, 0);
  }
  return hasReached;
}

function sweep(pass: Pass, from: number, to: number): void {
  if (!pass.graph.exact) passOnce(pass, from, to);
  else overKnots(pass.graph, from, to, (start, end) => passOnce(pass, start, end));
}

/**
 * What the sources still reach, and how late, without each of up to 32 sets of nodes.
 * `before` is what they possibly reach with nothing removed.
 */
export function withoutEach(
  graph: FlowGraph,
  before: Reached,
  sources: ArrayLike<number>,
  removals: readonly ArrayLike<number>[],
  { floor, first, last }: CodedWindow,
): Lanes {
  if (removals.length > LANES) throw new RangeError(`at most ${LANES} removals in one pass`);
  const kept = new Int32Array(graph.nodeCount).fill(-1);
  removals.forEach((nodes, lane) => {
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i] ?? 0;
      kept[node] = (kept[node] ?? 0) & ~(1 << lane);
    }
  });
  const used = removals.length === LANES ? -1 : (1 << removals.length) - 1;
  const held = new Int32Array(graph.nodeCount);
  const pass: Pass = { graph, held, kept, before, delays: [], queue: [], queued: [] };
  const starts = Array.from(sources, (node) => ({
    node,
    label: Math.max(graph.nodeEarliest[node] ?? 0, floor),
  })).sort((a, b) => a.label - b.label);
  let from = firstAt(graph.earliest, Math.max(first, starts[0]?.label ?? 0));
  for (const { node, label } of starts) {
    if (label > last) break;
    const to = firstAt(graph.earliest, Math.max(first, label));
    sweep(pass, from, to);
    from = Math.max(from, to);
    const fresh = used & (kept[node] ?? 0) & ~(held[node] ?? 0);
    if (fresh === 0) continue;
    held[node] = (held[node] ?? 0) | fresh;
    note(pass, node, fresh, label);
    pass.queue.push(node);
    pass.queued.push(fresh);
    passOn(pass, label, first);
  }
  sweep(pass, from, firstAt(graph.earliest, last + 1));
  return { reached: held, delays: pass.delays };
}

/** Nodes that are reached with nothing removed, but not in a lane; what the lane removes is left out. */
export function lostIn(
  { reached }: Lanes,
  lane: number,
  before: Reached,
  removed: Int32Array,
): number[] {
  const lost: number[] = [];
  for (let i = 0; i < before.count; i += 1) {
    const node = before.order[i] ?? 0;
    if ((((reached[node] ?? 0) >>> lane) & 1) === 0 && !hasBit(removed, node)) lost.push(node);
  }
  return lost;
}

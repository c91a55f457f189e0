/**
 * Up to thirty-two removals at once: every node has a mask with one bit, a *lane*, per removal.
 * A node is *affected* in a lane if the path by which it was first reached passes through what that
 * lane removes; elsewhere nothing changes. So only edges into affected nodes are looked at again, in
 * the order of time. Labels are *possible* ones, as in `sweep.ts`; times stay as they are, so the
 * answer is exact where no removed edge's order fact has moved a bound.
 */
import { type FlowGraph, LOOSE } from "../../graph/flow-graph.ts";
import { orderOfCodes } from "../../graph/radix.ts";
import { clearBit, hasBit, type Reached, setBit } from "./reached.ts";
import { firstAt } from "./sweep.ts";
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
  /** Per node: lanes that remove it. */
  removed: Int32Array;
  /** Per node that is reached with nothing removed: lanes in which it is not. */
  lacks: Int32Array;
  /** Nodes reached later than with nothing removed, in order of the later time. */
  delays: readonly Delay[];
}

interface Pass extends Lanes {
  graph: FlowGraph;
  before: Reached;
  /** One bit per node: some lane may still reach it. */
  open: Int32Array;
  delays: Delay[];
  /** Nodes that pass on what is open, with the lanes that are new to them. */
  queue: number[];
  queued: number[];
}

/** In the order in which nodes were reached, so that each comes after the one that gave to it. */
function markAffected({ graph, before, lacks, removed, open }: Pass): void {
  const { giver } = graph;
  const { order, via, count } = before;
  for (let i = 0; i < count; i += 1) {
    const node = order[i] ?? 0;
    const edge = via[node] ?? -1;
    const lanes = (lacks[node] ?? 0) | (edge === -1 ? 0 : (lacks[giver[edge] ?? 0] ?? 0));
    if (lanes === 0) continue;
    lacks[node] = lanes;
    if (lanes !== removed[node]) setBit(open, node);
  }
}

/** Gives a node lanes at a code; those that are new to it. */
function give(pass: Pass, node: number, lanes: number, code: number): number {
  const { lacks, removed, open, before, delays } = pass;
  const lacked = lacks[node] ?? 0;
  if ((lanes & lacked) === 0) return 0;
  const gone = removed[node] ?? 0;
  const fresh = lanes & lacked & ~gone;
  if (fresh === 0) return 0;
  lacks[node] = lacked & ~fresh;
  if (lacks[node] === gone) clearBit(open, node);
  if (before.label[node] !== code) {
    for (let lane = 0; lane < LANES; lane += 1) {
      if (((fresh >>> lane) & 1) === 1) delays.push({ lane, node, code });
    }
  }
  return fresh;
}

const isLoose = ({ loose }: FlowGraph, node: number): boolean =>
  ((loose[node] ?? 0) & LOOSE.possible) !== 0;

/** What is open at `code` passes on at once the lanes that are new to a node. */
function passOn(pass: Pass, node: number, lanes: number, code: number, first: number): void {
  const { graph, queue, queued } = pass;
  const { exact, outStart, outEdges, receiver, earliest, latest } = graph;
  if (!isLoose(graph, node)) return;
  const open = Math.max(code, first);
  queue.push(node);
  queued.push(lanes);
  for (let at = 0; at < queue.length; at += 1) {
    const from = queue[at] ?? 0;
    // Among intervals, the pass may be past an exact edge of this moment.
    if (exact && !isLoose(graph, from)) continue;
    const end = outStart[from + 1] ?? 0;
    for (let i = outStart[from] ?? 0; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      if ((earliest[edge] ?? 0) > code) break;
      if ((latest[edge] ?? 0) < open) continue;
      const next = receiver[edge] ?? 0;
      const fresh = give(pass, next, queued[at] ?? 0, code);
      if (fresh === 0) continue;
      queue.push(next);
      queued.push(fresh);
    }
  }
  queue.length = 0;
  queued.length = 0;
}

function markRemoved(removals: readonly ArrayLike<number>[], nodeCount: number): Int32Array {
  const removed = new Int32Array(nodeCount);
  removals.forEach((nodes, lane) => {
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i] ?? 0;
      removed[node] = (removed[node] ?? 0) | (1 << lane);
    }
  });
  return removed;
}

/** Sources that a removal affects: it may take away what reached one before its own time. */
function affectedStarts({ graph, before, open }: Pass, floor: number) {
  const starts: { node: number; label: number }[] = [];
  open.forEach((word, at) => {
    let both = word & (before.sources[at] ?? 0);
    for (; both !== 0; both &= both - 1) {
      const node = at * 32 + 31 - Math.clz32(both & -both);
      starts.push({ node, label: Math.max(graph.nodeEarliest[node] ?? 0, floor) });
    }
  });
  return starts.sort((a, b) => a.label - b.label);
}

/** Calls back for edges into affected nodes that may give something on, in the order of when they first can. */
function forEdgesInto(
  { graph, before, open }: Pass,
  { first, last }: CodedWindow,
  take: (edge: number, code: number) => void,
): void {
  const { exact, giver, receiver, earliest, latest } = graph;
  const [edges, codes]: [number[], number[]] = [[], []];
  const end = firstAt(earliest, last + 1);
  for (let edge = exact ? firstAt(earliest, first) : 0; edge < end; edge += 1) {
    if (!hasBit(open, receiver[edge] ?? 0)) continue;
    const source = giver[edge] ?? 0;
    if (!hasBit(before.bits, source)) continue;
    const code = Math.max(before.label[source] ?? 0, earliest[edge] ?? 0);
    if (code > last || (latest[edge] ?? 0) < Math.max(code, first)) continue;
    if (exact) take(edge, code);
    else {
      edges.push(edge);
      codes.push(code);
    }
  }
  for (const place of orderOfCodes(Int32Array.from(codes))) {
    take(edges[place] ?? 0, codes[place] ?? 0);
  }
}

/**
 * What the sources still reach, and how late, without each of up to 32 sets of nodes. `before` is
 * what they possibly reach in the window with nothing removed, and holds them in `sources`.
 */
export function withoutEach(
  graph: FlowGraph,
  before: Reached,
  removals: readonly ArrayLike<number>[],
  window: CodedWindow,
): Lanes {
  if (removals.length > LANES) throw new RangeError(`at most ${LANES} removals in one pass`);
  const { nodeCount, giver, receiver } = graph;
  const removed = markRemoved(removals, nodeCount);
  const lacks = removed.slice();
  const open = new Int32Array(before.bits.length);
  const pass: Pass = {
    ...{ graph, before, removed, lacks, open },
    ...{ delays: [], queue: [], queued: [] },
  };
  markAffected(pass);
  const starts = affectedStarts(pass, window.floor);
  let started = 0;
  const startUpTo = (code: number): void => {
    for (let next = starts[started]; next && next.label <= code; next = starts[started]) {
      started += 1;
      const fresh = give(pass, next.node, -1, next.label);
      if (fresh !== 0) passOn(pass, next.node, fresh, next.label, window.first);
    }
  };
  forEdgesInto(pass, window, (edge, code) => {
    startUpTo(code);
    const node = receiver[edge] ?? 0;
    const fresh = give(pass, node, ~(lacks[giver[edge] ?? 0] ?? 0), code);
    if (fresh !== 0) passOn(pass, node, fresh, code, window.first);
  });
  startUpTo(window.last);
  return pass;
}

/** Nodes that are reached with nothing removed, but not in a lane; what the lane removes is left out. */
export function lostIn({ removed, lacks }: Lanes, lane: number, before: Reached): number[] {
  const lost: number[] = [];
  for (let i = 0; i < before.count; i += 1) {
    const node = before.order[i] ?? 0;
    const isLost = (lacks[node] ?? 0) & ~(removed[node] ?? 0);
    if (((isLost >>> lane) & 1) === 1) lost.push(node);
  }
  return lost;
}

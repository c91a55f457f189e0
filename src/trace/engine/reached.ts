/** Which nodes a search has reached, when, and by which edge: arrays that searches of one graph use again and again. */
import type { FlowGraph } from "../../graph/flow-graph.ts";

export interface Reached {
  /** One bit per node: reached. */
  bits: Int32Array;
  /** One bit per node: a source. */
  sources: Int32Array;
  /** Of reached nodes: the code at which the thing is there, and the edge that brought it; -1 at a source. */
  label: Int32Array;
  via: Int32Array;
  /** Reached nodes in the order in which they were, and how many they are. */
  order: Int32Array;
  count: number;
}

export const reachedOn = ({ nodeCount }: Pick<FlowGraph, "nodeCount">): Reached => ({
  bits: new Int32Array((nodeCount + 31) >>> 5),
  sources: new Int32Array((nodeCount + 31) >>> 5),
  label: new Int32Array(nodeCount),
  via: new Int32Array(nodeCount),
  // One more, where a pass may write what it does not keep.
  order: new Int32Array(nodeCount + 1),
  count: 0,
});

export const hasBit = (bits: Int32Array, node: number): boolean =>
  (((bits[node >>> 5] ?? 0) >>> (node & 31)) & 1) === 1;

export function setBit(bits: Int32Array, node: number): void {
  const word = node >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (node & 31));
}

export function clearBit(bits: Int32Array, node: number): void {
  const word = node >>> 5;
  bits[word] = (bits[word] ?? 0) & ~(1 << (node & 31));
}

/** Marks a node that is not reached yet. */
export function reach(reached: Reached, node: number, label: number, edge: number): void {
  setBit(reached.bits, node);
  reached.label[node] = label;
  reached.via[node] = edge;
  reached.order[reached.count] = node;
  reached.count += 1;
}

export function clearBits(bits: Int32Array, nodes: ArrayLike<number>): void {
  for (let i = 0; i < nodes.length; i += 1) bits[(nodes[i] ?? 0) >>> 5] = 0;
}

/** Forgets what was reached, but not the sources. */
export function forget(reached: Reached): void {
  const { bits, order, count } = reached;
  if (count > bits.length) bits.fill(0);
  else for (let i = 0; i < count; i += 1) bits[(order[i] ?? 0) >>> 5] = 0;
  reached.count = 0;
}

/** A graph of which a search may walk only some edges: times and order facts stay those of the whole. */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";

export interface SomeEdges {
  graph: TemporalGraph;
  /** Per edge of it, the same edge of the whole graph. */
  whole: Int32Array;
}

const pick = (column: Uint8Array, edges: Int32Array) =>
  Uint8Array.from(edges, (edge) => column[edge] ?? 0);
const pickInts = (column: Int32Array, edges: Int32Array) =>
  Int32Array.from(edges, (edge) => column[edge] ?? 0);

/** The rows of an index with the edges that are left, under their new numbers. */
function leftIn(
  { start, edges }: { start: Int32Array; edges: Int32Array },
  numbers: Int32Array,
  count: number,
): { start: Int32Array; edges: Int32Array } {
  const left = { start: new Int32Array(start.length), edges: new Int32Array(count) };
  let at = 0;
  for (let node = 0; node + 1 < start.length; node += 1) {
    const end = start[node + 1] ?? 0;
    for (let i = start[node] ?? 0; i < end; i += 1) {
      const number = numbers[edges[i] ?? 0] ?? -1;
      if (number === -1) continue;
      left.edges[at] = number;
      at += 1;
    }
    left.start[node + 1] = at;
  }
  return left;
}

/**
 * The edges that `keep` names, in the order they had. Why inferred edges stand is told by the
 * whole graph only. Facts whose edges are left out stay, so that *certain* is sound, not complete.
 */
export function someEdges(graph: TemporalGraph, keep: (edge: number) => boolean): SomeEdges {
  const numbers = new Int32Array(graph.edgeCount).fill(-1);
  const kept: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    if (!keep(edge)) continue;
    numbers[edge] = kept.length;
    kept.push(edge);
  }
  const whole = Int32Array.from(kept);
  const out = leftIn({ start: graph.outStart, edges: graph.outEdges }, numbers, kept.length);
  const into = leftIn({ start: graph.inStart, edges: graph.inEdges }, numbers, kept.length);
  return {
    whole,
    graph: {
      ...graph,
      edgeCount: kept.length,
      giver: pickInts(graph.giver, whole),
      receiver: pickInts(graph.receiver, whole),
      event: pickInts(graph.event, whole),
      relation: pick(graph.relation, whole),
      basis: pick(graph.basis, whole),
      step: pick(graph.step, whole),
      origin: pickInts(graph.origin, whole),
      outStart: out.start,
      outEdges: out.edges,
      inStart: into.start,
      inEdges: into.edges,
      inferredFrom: new Map(),
    },
  };
}

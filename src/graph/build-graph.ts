/** Builds the engine's graph from edges in any order: times to codes, edges in time order, indexes. */
import { encode } from "./clock.ts";
import { type FlowGraph, graphOver, isImplied, LOOSE, type Shape, sizeOf } from "./flow-graph.ts";
import { identity, orderOfCodes } from "./radix.ts";
import { fillRows } from "./rows.ts";

/** Edges and nodes in columns; times are UTC ms, ±Infinity for unknown bounds. */
export interface EdgeList {
  nodeCount: number;
  giver: Int32Array;
  receiver: Int32Array;
  earliest: Float64Array;
  /** The same array as `earliest` where all times are exact. */
  latest: Float64Array;
  relation: Uint8Array;
  basis: Uint8Array;
  /** Bits of STEP. */
  step: Uint8Array;
  /** Publication of each node. */
  nodeEarliest: Float64Array;
  nodeLatest: Float64Array;
}

export interface BuiltGraph {
  graph: FlowGraph;
  /** Per edge of the graph: its place in the list. */
  origin: Uint32Array;
}

function isExact({ earliest, latest }: EdgeList): boolean {
  if (earliest === latest) return true;
  for (let e = 0; e < earliest.length; e += 1) if (earliest[e] !== latest[e]) return false;
  return true;
}

/** Edges by earliest, then latest, then as given. */
function timeOrder(earliest: Int32Array, latest: Int32Array): Uint32Array {
  let sorted = true;
  for (let e = 1; e < earliest.length && sorted; e += 1) {
    const [before, now] = [earliest[e - 1] ?? 0, earliest[e] ?? 0];
    sorted = before < now || (before === now && (latest[e - 1] ?? 0) <= (latest[e] ?? 0));
  }
  if (sorted) return identity(earliest.length);
  if (earliest === latest) return orderOfCodes(earliest);
  return orderOfCodes(earliest, orderOfCodes(latest));
}

function gather<T extends Int32Array | Uint8Array>(from: T, order: Uint32Array, to: T): void {
  for (let e = 0; e < order.length; e += 1) to[e] = from[order[e] ?? 0] ?? 0;
}

/**
 * Edges of one instant in an order in which each comes after all that lead to it, so that one pass
 * takes them all (Kahn 1962). What lies in a circle or behind one comes last, and is a knot.
 */
class TieOrder {
  readonly #giver: Int32Array;
  readonly #receiver: Int32Array;
  /** Edges of the instant that lead to a node, and that are not yet placed. */
  readonly #into: Int32Array;
  /** First edge of the instant out of a node; edges of one node are chained. */
  readonly #out: Int32Array;

  constructor({ nodeCount, giver, receiver }: EdgeList) {
    this.#giver = giver;
    this.#receiver = receiver;
    this.#into = new Int32Array(nodeCount);
    this.#out = new Int32Array(nodeCount).fill(-1);
  }

  /** Reorders `order[from .. to]`, edges of one instant; where their knot begins, `to` if there is none. */
  arrange(order: Uint32Array, from: number, to: number): number {
    if (!this.#chained(order, from, to)) return to;
    const edges = order.slice(from, to);
    const next = new Int32Array(edges.length);
    for (let i = edges.length - 1; i >= 0; i -= 1) {
      const [giver, receiver] = this.#ends(edges[i] ?? 0);
      next[i] = this.#out[giver] ?? -1;
      this.#out[giver] = i;
      if (giver !== receiver) this.#into[receiver] = (this.#into[receiver] ?? 0) + 1;
    }
    const ready: number[] = [];
    for (const edge of edges) {
      const [giver] = this.#ends(edge);
      if (this.#into[giver] === 0 && this.#out[giver] !== -1) this.#start(ready, giver);
    }
    let placed = from;
    for (let head = 0; head < ready.length; head += 1) {
      for (let i = ready[head] ?? -1; i !== -1; i = next[i] ?? -1) {
        const edge = edges[i] ?? 0;
        order[placed] = edge;
        placed += 1;
        const [giver, receiver] = this.#ends(edge);
        if (giver === receiver) continue;
        const left = (this.#into[receiver] ?? 0) - 1;
        this.#into[receiver] = left;
        if (left === 0 && this.#out[receiver] !== -1) this.#start(ready, receiver);
      }
    }
    const knot = placed;
    for (const edge of edges) {
      const [giver, receiver] = this.#ends(edge);
      this.#into[receiver] = 0;
      for (let i = this.#out[giver] ?? -1; i !== -1; i = next[i] ?? -1) {
        order[placed] = edges[i] ?? 0;
        placed += 1;
      }
      this.#out[giver] = -1;
    }
    return knot;
  }

  #ends(edge: number): [number, number] {
    return [this.#giver[edge] ?? 0, this.#receiver[edge] ?? 0];
  }

  #start(ready: number[], node: number): void {
    ready.push(this.#out[node] ?? -1);
    this.#out[node] = -1;
  }

  /** Whether an edge of the instant leads to where another starts. */
  #chained(order: Uint32Array, from: number, to: number): boolean {
    for (let i = from; i < to; i += 1) this.#out[this.#giver[order[i] ?? 0] ?? 0] = 0;
    let chained = false;
    for (let i = from; i < to && !chained; i += 1) {
      const [giver, receiver] = this.#ends(order[i] ?? 0);
      chained = giver !== receiver && this.#out[receiver] === 0;
    }
    for (let i = from; i < to; i += 1) this.#out[this.#giver[order[i] ?? 0] ?? 0] = -1;
    return chained;
  }
}

/** Arranges edges of equal earliest; the knots among them. */
function arrangeTies(list: EdgeList, earliest: Int32Array, order: Uint32Array): number[] {
  const ties = new TieOrder(list);
  const knots: number[] = [];
  for (let from = 0; from < order.length; ) {
    const instant = earliest[order[from] ?? 0];
    let to = from + 1;
    while (to < order.length && earliest[order[to] ?? 0] === instant) to += 1;
    const knot = to - from > 1 ? ties.arrange(order, from, to) : to;
    if (knot < to) knots.push(knot, to);
    from = to;
  }
  return knots;
}

function markLoose(graph: FlowGraph): void {
  const { edgeCount, giver, receiver, earliest, latest, loose, knots } = graph;
  const mark = (node: number | undefined, bits: number) => {
    loose[node ?? 0] = (loose[node ?? 0] ?? 0) | bits;
  };
  for (let e = 0; e < edgeCount; e += 1) {
    if (earliest[e] === latest[e]) continue;
    const certain = isImplied(graph, e) ? LOOSE.certain : 0;
    mark(giver[e], LOOSE.possible | LOOSE.backward | certain);
    mark(receiver[e], LOOSE.backward);
  }
  for (let i = 0; i < knots.length; i += 2) {
    for (let e = knots[i] ?? 0; e < (knots[i + 1] ?? 0); e += 1) {
      mark(giver[e], LOOSE.possible | LOOSE.certain);
      mark(receiver[e], LOOSE.backward);
    }
  }
}

function fill(graph: FlowGraph, list: EdgeList, coded: Int32Array[], order: Uint32Array): void {
  const [earliest, latest, nodeEarliest, nodeLatest] = coded;
  if (!earliest || !latest || !nodeEarliest || !nodeLatest) throw new Error("a column is missing");
  gather(list.giver, order, graph.giver);
  gather(list.receiver, order, graph.receiver);
  gather(earliest, order, graph.earliest);
  gather(list.relation, order, graph.relation);
  gather(list.basis, order, graph.basis);
  gather(list.step, order, graph.step);
  graph.nodeEarliest.set(nodeEarliest);
  graph.nodeLatest.set(nodeLatest);
  fillRows(graph.giver, graph.outStart, graph.outEdges);
  fillRows(graph.receiver, graph.inStart, graph.inEdges);
  if (!graph.exact) gather(latest, order, graph.latest);
  markLoose(graph);
  if (graph.exact) return;
  // Of one latest the exact ones come last, as they have the greatest earliest.
  graph.byLatest.set(orderOfCodes(graph.latest));
}

/** The graph of a list of edges. Linear in edges and nodes. */
export function buildGraph(list: EdgeList): BuiltGraph {
  const exact = isExact(list);
  const times = exact ? [list.earliest] : [list.earliest, list.latest];
  const { clock, columns } = encode([...times, list.nodeEarliest, list.nodeLatest]);
  const coded = exact ? [columns[0] ?? new Int32Array(0), ...columns] : columns;
  const [earliest = new Int32Array(0), latest = earliest] = coded;
  const order = timeOrder(earliest, latest);
  const knots = arrangeTies(list, earliest, order);
  const shape: Shape = {
    nodeCount: list.nodeCount,
    edgeCount: list.giver.length,
    exact,
    knotCount: knots.length / 2,
  };
  const graph = graphOver(new SharedArrayBuffer(sizeOf(shape)), shape, clock);
  graph.knots.set(knots);
  fill(graph, list, coded, order);
  return { graph, origin: order };
}

/**
 * The graph that the engine sees: edges in columns, in the order of time, each with the interval
 * in which its receiver took the thing. It knows nothing of claims, keys, accounts or platforms.
 *
 * A column is one typed array over one SharedArrayBuffer, so that threads can share a graph and a
 * file holds it as it is. An edge takes 31 bytes, 23 where all times are exact; labels are kept apart.
 */
import type { Clock } from "./clock.ts";

/** What a step along an edge is granted. */
export const STEP = {
  /** It follows whatever the giver took, in every world: an order fact, of a giver that cannot change. */
  implied: 1,
  /** As a path's first hop it follows the giver's publication in every world. */
  first: 2,
} as const;

export const isImplied = ({ step }: { step: Uint8Array }, edge: number): boolean =>
  ((step[edge] ?? 0) & STEP.implied) !== 0;

/** What one pass in time order can miss of a node's edges; of exact times only in knots. */
export const LOOSE = {
  /** An edge out of it is still open after its earliest, or in a knot. */
  possible: 1,
  /** Of edges in the order of latest, one out of it may come before one into it. */
  certain: 2,
  /** Backwards in the order of latest, one into it may come before one out of it. */
  backward: 4,
} as const;

export interface GraphColumns {
  /** Per edge: nodes by number. */
  giver: Int32Array;
  receiver: Int32Array;
  /** Per edge: bounds of the moment at which the receiver took the thing, as codes of the clock. Exact graphs have one column for both. */
  earliest: Int32Array;
  latest: Int32Array;
  /** Per edge: index into RELATIONS, rank of basis, bits of STEP. */
  relation: Uint8Array;
  basis: Uint8Array;
  step: Uint8Array;
  /** Edges out of node n, in time order: `outEdges[outStart[n] .. outStart[n + 1]]`; likewise into it. */
  outStart: Int32Array;
  outEdges: Int32Array;
  inStart: Int32Array;
  inEdges: Int32Array;
  /** Edges by latest; empty in exact graphs, where it is the order of the columns. */
  byLatest: Int32Array;
  /** Per node: bounds of its publication, as codes. */
  nodeEarliest: Int32Array;
  nodeLatest: Int32Array;
  /** Per node: bits of LOOSE. */
  loose: Uint8Array;
  /** Edges of one instant that lead round in a circle, or on from one: the first, and the one after the last, of each such run. */
  knots: Int32Array;
}

/** `exact`: every edge's earliest is its latest. */
export interface FlowGraph extends GraphColumns, Shape {
  clock: Clock;
  /** What holds all columns. */
  memory: SharedArrayBuffer;
}

export interface Shape {
  nodeCount: number;
  edgeCount: number;
  exact: boolean;
  /** Knots, each two numbers. */
  knotCount: number;
}

/** Bytes of a column, and how many it takes of an edge or node. */
const LAYOUT: readonly [keyof GraphColumns, (shape: Shape) => number, 1 | 4][] = [
  ["giver", ({ edgeCount }) => edgeCount, 4],
  ["receiver", ({ edgeCount }) => edgeCount, 4],
  ["earliest", ({ edgeCount }) => edgeCount, 4],
  ["latest", ({ edgeCount, exact }) => (exact ? 0 : edgeCount), 4],
  ["byLatest", ({ edgeCount, exact }) => (exact ? 0 : edgeCount), 4],
  ["outEdges", ({ edgeCount }) => edgeCount, 4],
  ["inEdges", ({ edgeCount }) => edgeCount, 4],
  ["outStart", ({ nodeCount }) => nodeCount + 1, 4],
  ["inStart", ({ nodeCount }) => nodeCount + 1, 4],
  ["nodeEarliest", ({ nodeCount }) => nodeCount, 4],
  ["nodeLatest", ({ nodeCount }) => nodeCount, 4],
  ["knots", ({ knotCount }) => knotCount * 2, 4],
  ["relation", ({ edgeCount }) => edgeCount, 1],
  ["basis", ({ edgeCount }) => edgeCount, 1],
  ["step", ({ edgeCount }) => edgeCount, 1],
  ["loose", ({ nodeCount }) => nodeCount, 1],
];

/** Bytes that the columns of a graph take. */
export const sizeOf = (shape: Shape): number =>
  LAYOUT.reduce((sum, [, length, width]) => sum + length(shape) * width, 0);

/** The columns of a graph over memory of `sizeOf` bytes, as they are there. */
export function graphOver(memory: SharedArrayBuffer, shape: Shape, clock: Clock): FlowGraph {
  const words = new Map<keyof GraphColumns, Int32Array>();
  const bytes = new Map<keyof GraphColumns, Uint8Array>();
  let at = 0;
  for (const [name, length, width] of LAYOUT) {
    if (width === 4) words.set(name, new Int32Array(memory, at, length(shape)));
    else bytes.set(name, new Uint8Array(memory, at, length(shape)));
    at += length(shape) * width;
  }
  const int = (name: keyof GraphColumns) => words.get(name) ?? new Int32Array(0);
  const byte = (name: keyof GraphColumns) => bytes.get(name) ?? new Uint8Array(0);
  const { nodeCount, edgeCount, exact, knotCount } = shape;
  return {
    nodeCount,
    edgeCount,
    exact,
    knotCount,
    clock,
    memory,
    giver: int("giver"),
    receiver: int("receiver"),
    earliest: int("earliest"),
    latest: exact ? int("earliest") : int("latest"),
    relation: byte("relation"),
    basis: byte("basis"),
    step: byte("step"),
    outStart: int("outStart"),
    outEdges: int("outEdges"),
    inStart: int("inStart"),
    inEdges: int("inEdges"),
    byLatest: int("byLatest"),
    nodeEarliest: int("nodeEarliest"),
    nodeLatest: int("nodeLatest"),
    loose: byte("loose"),
    knots: int("knots"),
  };
}

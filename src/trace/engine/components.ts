/** Strongly connected components (Tarjan 1972), without recursion. */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";

export interface Components {
  /** Component of each vertex; edges lead to components of the same or a smaller number. */
  of: Int32Array;
  /** Vertices in each component. */
  size: Int32Array;
}

const UNSEEN = -1;

/** The successors of vertex `v` are `next[start[v] .. start[v + 1]]`. */
export function components(start: Int32Array, next: Int32Array): Components {
  const count = start.length - 1;
  const of = new Int32Array(count).fill(UNSEEN);
  const index = new Int32Array(count).fill(UNSEEN);
  const low = new Int32Array(count);
  const cursor = start.slice();
  const open: number[] = [];
  const size: number[] = [];
  let seen = 0;
  const enter = (vertex: number, path: number[]): void => {
    index[vertex] = seen;
    low[vertex] = seen;
    seen += 1;
    open.push(vertex);
    path.push(vertex);
  };
  const close = (vertex: number): void => {
    let members = 0;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      of[member] = size.length;
      members += 1;
      if (member === vertex) break;
    }
    size.push(members);
  };
  const least = (vertex: number, other: number): void => {
    if (other < (low[vertex] ?? 0)) low[vertex] = other;
  };
  for (let root = 0; root < count; root += 1) {
    if (index[root] !== UNSEEN) continue;
    const path: number[] = [];
    enter(root, path);
    for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
      const at = cursor[vertex] ?? 0;
      if (at < (start[vertex + 1] ?? 0)) {
        cursor[vertex] = at + 1;
        const to = next[at] ?? 0;
        if (index[to] === UNSEEN) enter(to, path);
        else if (of[to] === UNSEEN) least(vertex, index[to] ?? 0);
        continue;
      }
      path.pop();
      if (low[vertex] === index[vertex]) close(vertex);
      const parent = path.at(-1);
      if (parent !== undefined) least(parent, low[vertex] ?? 0);
    }
  }
  return { of, size: Int32Array.from(size) };
}

const made = new WeakMap<TemporalGraph, Components>();

/** Items that give to each other, whatever the times: made once for a graph. */
export function itemComponents(graph: TemporalGraph): Components {
  const known = made.get(graph);
  if (known) return known;
  const next = graph.outEdges.map((edge) => graph.receiver[edge] ?? 0);
  const found = components(graph.outStart, next);
  made.set(graph, found);
  return found;
}

/** Whether an item can give to another that gives back to it. */
export const isOnCycle = ({ of, size }: Components, item: number): boolean =>
  (size[of[item] ?? 0] ?? 1) > 1;

/**
 * All possible paths from sources to targets as one graph, never enumerated.
 *
 * An edge belongs to it if some possible walk from a source to a target uses it: the least label
 * with which its giver can have the thing lets the step be taken in time for the receiver to pass
 * it on (the forward label meets the backward one). Where no item on it is on a cycle of flow edges
 * every walk is a path and none is refused by order facts, so this is exact; elsewhere it is an
 * upper bound.
 *
 * Paths are sequences of edges. They are counted over *states* (an item, and the label with which
 * it has the thing), since what came into an item late cannot leave it by an early edge: a state
 * leads to all that its label allows. States that lead back to each other are condensed to one
 * component, and a way through one is told apart only by the edge that enters and the one that
 * leaves it. Without cycles this counts the possible paths.
 */
import { rowsOf } from "../../graph/rows.ts";
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { startLabel, step } from "./by-hops.ts";
import { components, isOnCycle, itemComponents } from "./components.ts";
import { backwardLabels, type Course, forwardLabels, type Limits, limitsOf } from "./labels.ts";

/** Steps between states beyond which paths are not counted. */
const MAX_STEPS = 4_000_000;

export interface PathDag {
  /** Items and edges on it, ascending. */
  items: readonly number[];
  edges: readonly number[];
  /** Strongly connected components of its items. */
  components: number;
  /** Undefined when there are too many states to count. */
  paths: bigint | undefined;
  /** No item is on a cycle of flow edges. */
  exact: boolean;
}

/** The edges that some possible walk uses. */
function edgesOnWalks(course: Course, onward: Float64Array): number[] {
  const { graph, window } = course;
  const { label: labels } = forwardLabels(course, onward);
  const { isSource, isTarget } = limitsOf(course);
  const edges: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const [from, to] = [graph.giver[edge] ?? 0, graph.receiver[edge] ?? 0];
    const label = labels[from] ?? Number.NaN;
    if (Number.isNaN(label) || isTarget[from] || isSource[to] || from === to) continue;
    const after = step(graph, "possible", label, isSource[from] === 1, edge, window);
    if (after !== undefined && after <= (onward[to] ?? Number.NaN)) edges.push(edge);
  }
  return edges;
}

/** States as numbers in order of discovery; sources come first. */
interface States {
  node: number[];
  sources: number;
  /** Steps from a state to a state, in order of the first. */
  start: Int32Array;
  next: Int32Array;
}

function statesOf(course: Course, onward: Float64Array, limits: Limits): States | undefined {
  const { graph, sources, window } = course;
  const node: number[] = [];
  const label: number[] = [];
  const start = [0];
  const next: number[] = [];
  const known = new Map<number, Map<number, number>>();
  const stateOf = (item: number, having: number): number => {
    const ofItem = known.get(item) ?? new Map<number, number>();
    known.set(item, ofItem);
    const found = ofItem.get(having);
    if (found !== undefined) return found;
    ofItem.set(having, node.length);
    label.push(having);
    return node.push(item) - 1;
  };
  for (const source of sources) stateOf(source, startLabel(graph, "possible", source));
  const sourceCount = node.length;
  for (let state = 0; state < node.length; state += 1) {
    const from = node[state] ?? 0;
    const end = limits.isTarget[from] ? 0 : (graph.outStart[from + 1] ?? 0);
    for (let i = graph.outStart[from] ?? 0; i < end; i += 1) {
      const edge = graph.outEdges[i] ?? 0;
      const to = graph.receiver[edge] ?? 0;
      if (limits.isSource[to] || to === from) continue;
      const isFirst = limits.isSource[from] === 1;
      const after = step(graph, "possible", label[state] ?? 0, isFirst, edge, window);
      if (after === undefined || !(after <= (onward[to] ?? Number.NaN))) continue;
      next.push(stateOf(to, after));
    }
    start.push(next.length);
    if (next.length > MAX_STEPS) return undefined;
  }
  const steps = { start: Int32Array.from(start), next: Int32Array.from(next) };
  return { node, sources: sourceCount, ...steps };
}

/** Ways from the sources' states to any state of a target, on the condensation. */
function countWays({ node, sources, start, next }: States, isTarget: Uint8Array): bigint {
  const { of, size } = components(start, next);
  const members = Array.from(size, (): number[] => []);
  node.forEach((_, state) => {
    members[of[state] ?? 0]?.push(state);
  });
  // Steps lead to components of smaller numbers, so these are counted before.
  const ways: bigint[] = [];
  members.forEach((states, component) => {
    let count = 0n;
    for (const state of states) {
      if (isTarget[node[state] ?? 0]) count += 1n;
      for (let i = start[state] ?? 0; i < (start[state + 1] ?? 0); i += 1) {
        const to = of[next[i] ?? 0] ?? 0;
        if (to !== component) count += ways[to] ?? 0n;
      }
    }
    ways.push(count);
  });
  let total = 0n;
  for (let state = 0; state < sources; state += 1) total += ways[of[state] ?? 0] ?? 0n;
  return total;
}

/** Components of the items on some edges. */
function condensed(graph: TemporalGraph, edges: readonly number[], items: readonly number[]) {
  const place = new Map(items.map((item, i) => [item, i]));
  const at = (node: number | undefined): number => place.get(node ?? -1) ?? 0;
  const { start, places } = rowsOf(
    Int32Array.from(edges, (edge) => at(graph.giver[edge])),
    items.length,
  );
  const next = places.map((one) => at(graph.receiver[edges[one] ?? -1]));
  return components(start, next).size.length;
}

/** The graph of all possible paths, and how many there are. */
export function pathDag(course: Omit<Course, "order" | "removed">): PathDag {
  const { graph } = course;
  const possible: Course = { ...course, order: "possible" };
  const onward = backwardLabels(possible);
  const edges = edgesOnWalks(possible, onward);
  const on = new Set<number>();
  for (const edge of edges) on.add(graph.giver[edge] ?? 0).add(graph.receiver[edge] ?? 0);
  const items = [...on].sort((a, b) => a - b);
  const limits = limitsOf(possible);
  const states = statesOf(possible, onward, limits);
  const cycles = itemComponents(graph);
  return {
    items,
    edges,
    components: condensed(graph, edges, items),
    paths: states && countWays(states, limits.isTarget),
    exact: !items.some((item) => isOnCycle(cycles, item)),
  };
}

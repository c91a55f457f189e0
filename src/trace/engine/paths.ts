/**
 * Several paths, distinct by what tells them apart hop by hop, fewest hops first.
 *
 * Paths with the same *beginning* (the same units so far) are carried together, so that a thousand
 * ways by the posts of the same accounts are one. Of those at one item only the least label is
 * kept: it admits every continuation that a greater one admits. On a cycle of flow edges an item
 * could come up twice, so that holds only among those that passed the same items since they entered
 * it. And there an order fact can put what comes later no later than an event passed before, which
 * may refuse the path: from the first such event on they must have gone by the same edges, and the
 * label is the earliest that the facts leave.
 * A beginning is followed only if its label still leads on to a target.
 */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { edgesOf, startLabel, step } from "./by-hops.ts";
import { type Components, isOnCycle, itemComponents } from "./components.ts";
import { neighboursOf } from "./fact-order.ts";
import type { Order } from "./frontier.ts";
import { givenPath } from "./given-path.ts";
import { backwardLabels, type Course, hopsOnward, type Limits, limitsOf } from "./labels.ts";
import type { Window } from "./window.ts";

/** Partial paths made before the search is cut. */
const MAX_PARTIAL = 500_000;

export interface Paths {
  /** Edges of each path, fewest hops first. */
  paths: readonly (readonly number[])[];
  /** A limit was met: there may be more. */
  cut: boolean;
}

/** What stands for an item in what tells paths apart; `edge` led to it, -1 at a source. */
export type UnitOf = (item: number, edge: number) => string | number;

interface Partial {
  node: number;
  edge: number;
  parent: Partial | undefined;
  label: number;
}

/** Partial paths of the same units, as they were found. Those that ended at a target are kept apart. */
interface Beginning {
  going: Partial[];
  ended: Partial[];
}

interface Search extends Course, Limits {
  cycles: Components;
  onward: Float64Array;
  hopsOnward: Int32Array;
  unitOf: UnitOf;
}

/** Edges and items since a path entered the component that it is in. */
function sinceEntry({ cycles }: Search, partial: Partial): Partial[] {
  const component = cycles.of[partial.node];
  const since: Partial[] = [];
  for (let at: Partial | undefined = partial; at; at = at.parent) {
    if (cycles.of[at.node] !== component) break;
    since.push(at);
  }
  return since;
}

/** Whether facts put something no later than the event at which the item was taken, or existed. */
const isBound = ({ graph }: Search, { node, edge }: Partial): boolean =>
  neighboursOf(graph).before.has(edge === -1 ? node : (graph.event[edge] ?? -1));

/** Paths of the same name admit the same continuations, but for their labels. */
function nameOf(search: Search, partial: Partial): string | number {
  if (!isOnCycle(search.cycles, partial.node)) return partial.node;
  const since = sinceEntry(search, partial);
  const bound = since.findLastIndex((one) => isBound(search, one));
  return since.map(({ node, edge }, i) => (i <= bound ? `${node} ${edge}` : node)).join(",");
}

/** The path one edge further, unless it is not open, leads nowhere or comes back. */
function extended(search: Search, from: Partial, edge: number): Partial | undefined {
  const { graph, order, window, cycles, onward } = search;
  const node = graph.receiver[edge] ?? 0;
  const limit = onward[node] ?? Number.NaN;
  if (Number.isNaN(limit) || search.isSource[node] || node === from.node) return undefined;
  const label = step(graph, order, from.label, from.edge === -1, edge, window);
  if (label === undefined || label > limit) return undefined;
  const next: Partial = { node, edge, parent: from, label };
  if (!isOnCycle(cycles, node)) return next;
  const since = sinceEntry(search, next);
  if (since.some((before) => before !== next && before.node === node)) return undefined;
  if (!since.some((one) => isBound(search, one))) return next;
  const bounds = givenPath(graph, edgesOf(next), window);
  if (!bounds) return undefined;
  if (order === "possible") next.label = bounds.low(graph.event[edge] ?? 0);
  return next;
}

/** Of paths with the same name, the one of the least label. */
function best(search: Search, partials: readonly Partial[]): Iterable<Partial> {
  if (partials.length < 2) return partials;
  const named = new Map<string | number, Partial>();
  for (const partial of partials) {
    const name = nameOf(search, partial);
    const known = named.get(name);
    if (!known || partial.label < known.label) named.set(name, partial);
  }
  return named.values();
}

function add(search: Search, beginnings: Map<string | number, Beginning>, partial: Partial): void {
  const unit = search.unitOf(partial.node, partial.edge);
  const isEnd = search.isTarget[partial.node] === 1;
  const known = beginnings.get(unit);
  if (known) (isEnd ? known.ended : known.going).push(partial);
  else
    beginnings.set(unit, isEnd ? { going: [], ended: [partial] } : { going: [partial], ended: [] });
}

/** A beginning, or paths with the same units that ended. */
interface Waiting {
  partials: readonly Partial[];
  ended: boolean;
}

/** What is to be followed, by the hops that a path from it has at least. */
class Queue {
  readonly #lists: Waiting[][] = [];
  #least = 0;

  push(hops: number, one: Waiting): void {
    for (let i = this.#lists.length; i <= hops; i += 1) this.#lists.push([]);
    this.#lists[hops]?.push(one);
  }

  /** The last added of those with fewest hops. */
  pop(): Waiting | undefined {
    while (this.#least < this.#lists.length && this.#lists[this.#least]?.length === 0) {
      this.#least += 1;
    }
    return this.#lists[this.#least]?.pop();
  }

  get isEmpty(): boolean {
    return this.#lists.every((list) => list.length === 0);
  }
}

/** Queues beginnings of so many hops so that the first comes out first. */
function queueAll(
  search: Search,
  queue: Queue,
  hops: number,
  beginnings: ReadonlyMap<string | number, Beginning>,
): void {
  for (const { going, ended } of [...beginnings.values()].reverse()) {
    if (ended.length > 0) queue.push(hops, { partials: ended, ended: true });
    if (going.length === 0) continue;
    let least = Number.POSITIVE_INFINITY;
    for (const { node } of going) least = Math.min(least, search.hopsOnward[node] ?? least);
    queue.push(hops + least, { partials: going, ended: false });
  }
}

function prepare(course: Course, unitOf: UnitOf): Search {
  const onward = backwardLabels(course);
  return {
    ...course,
    ...limitsOf(course),
    cycles: itemComponents(course.graph),
    onward,
    hopsOnward: hopsOnward(course, onward),
    unitOf,
  };
}

const hopsOf = (partial: Partial | undefined): number => (partial ? edgesOf(partial).length : 0);

/**
 * Up to `limit` simple paths from a source to a target in order of hops, of which no two have the
 * same units, and none is refused by an order fact. Complete unless `cut`.
 */
export function distinctPaths(
  graph: TemporalGraph,
  sources: readonly number[],
  targets: readonly number[],
  order: Order,
  window: Window,
  limit: number,
  unitOf: UnitOf,
): Paths {
  const search = prepare({ graph, sources, targets, order, window }, unitOf);
  const queue = new Queue();
  const starts = new Map<string | number, Beginning>();
  for (const node of sources) {
    if (search.hopsOnward[node] === -1) continue;
    const label = startLabel(graph, order, node);
    if (order === "possible" && !(label <= (search.onward[node] ?? Number.NaN))) continue;
    add(search, starts, { node, edge: -1, parent: undefined, label });
  }
  queueAll(search, queue, 0, starts);
  const paths: number[][] = [];
  let made = 0;
  for (let next = queue.pop(); next && paths.length < limit; next = queue.pop()) {
    if (next.ended) {
      const ends = [...best(search, next.partials)].map((one) => edgesOf(one));
      const held = ends.find((edges) => givenPath(graph, edges, window));
      if (held) paths.push(held);
      if (paths.length === limit) break;
      continue;
    }
    const beginnings = new Map<string | number, Beginning>();
    let hops = 0;
    for (const from of best(search, next.partials)) {
      hops ||= hopsOf(from) + 1;
      const end = graph.outStart[from.node + 1] ?? 0;
      for (let i = graph.outStart[from.node] ?? 0; i < end; i += 1) {
        const further = extended(search, from, graph.outEdges[i] ?? 0);
        if (!further) continue;
        made += 1;
        add(search, beginnings, further);
      }
      if (made > MAX_PARTIAL) return { paths, cut: true };
    }
    queueAll(search, queue, hops, beginnings);
  }
  return { paths, cut: !queue.isEmpty };
}

/**
 * Which items a thing can have reached, and by which hops, when times are intervals.
 *
 * *Possible*: in some world the path's times do not decrease. Its label is the running maximum of
 * the hops' earliest; a hop is open while the label does not pass its latest.
 * *Certain*: a chain of steps each of which holds in every world, because the one before is over
 * when the next can first be, or because an order fact says so. Its label is the latest of the last hop.
 * In both, a smaller label at a node admits every continuation that a larger one admits, so only
 * labels that improve on those of fewer hops are kept. Exact while order facts lie along the flow.
 */
import { isImplied } from "../../graph/flow-graph.ts";
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { precedes } from "./fact-order.ts";
import type { Order } from "./frontier.ts";
import { ALWAYS, type Window } from "./window.ts";

/** A node reached by a number of hops; the path is read back through `parent`. */
export interface HopsEnd {
  node: number;
  /** Edge that led here; -1 at a source. */
  edge: number;
  parent: HopsEnd | undefined;
  hops: number;
  label: number;
}

/** Label of a source before any hop: it gives nothing before it is there. */
export const startLabel = (graph: TemporalGraph, order: Order, source: number): number =>
  (order === "certain" ? graph.high[source] : graph.low[source]) ?? Number.NaN;

/** Label after taking an edge from a node with a label; undefined when the step is not open. */
export function step(
  graph: TemporalGraph,
  order: Order,
  label: number,
  isFirst: boolean,
  edge: number,
  window: Window,
): number | undefined {
  const event = graph.event[edge] ?? 0;
  const low = graph.low[event] ?? Number.NaN;
  const high = graph.high[event] ?? Number.NaN;
  if (order === "certain") {
    if (low < window.earliest || high > window.latest) return undefined;
    const follows = isImplied(graph, edge) || label <= low;
    if (follows) return high;
    return isFirst && precedes(graph, graph.giver[edge] ?? -1, event) ? high : undefined;
  }
  const time = Math.max(label, window.earliest, low);
  return time <= Math.min(high, window.latest) ? time : undefined;
}

/** How late a node may have the thing, so that it still passes it on to where it is wanted; NaN if it cannot. */
export type Onward = (node: number) => number;

/** What a search has found, in columns; `get` reads what reached a node, fewest hops and worst label first. */
export class HopsFound {
  readonly #node: number[] = [];
  readonly #edge: number[] = [];
  readonly #parent: number[] = [];
  readonly #hops: number[] = [];
  readonly #label: number[] = [];
  /** What reached the same node before, or -1. */
  readonly #before: number[] = [];
  /** Per node: what reached it last, or -1. */
  readonly #last: Int32Array;
  readonly #read = new Map<number, HopsEnd>();

  constructor(nodeCount: number) {
    this.#last = new Int32Array(nodeCount).fill(-1);
  }

  get size(): number {
    return this.#node.length;
  }

  nodeAt(place: number): number {
    return this.#node[place] ?? -1;
  }

  labelAt(place: number): number {
    return this.#label[place] ?? Number.NaN;
  }

  isSourceAt(place: number): boolean {
    return this.#edge[place] === -1;
  }

  /** Notes that a node is reached by an edge from what is at `parent` (-1: a source), if that is sooner than before. */
  note(node: number, edge: number, parent: number, label: number): void {
    const last = this.#last[node] ?? -1;
    if (last !== -1 && !(label < (this.#label[last] ?? Number.NaN))) return;
    const hops = parent === -1 ? 0 : (this.#hops[parent] ?? 0) + 1;
    // Of as many hops only the soonest is kept.
    const place = last !== -1 && this.#hops[last] === hops ? last : this.size;
    if (place !== last) {
      this.#before[place] = last;
      this.#last[node] = place;
    }
    this.#node[place] = node;
    this.#edge[place] = edge;
    this.#parent[place] = parent;
    this.#hops[place] = hops;
    this.#label[place] = label;
  }

  get(node: number): readonly HopsEnd[] | undefined {
    const places: number[] = [];
    for (let at = this.#last[node] ?? -1; at !== -1; at = this.#before[at] ?? -1) places.push(at);
    return places.length === 0 ? undefined : places.reverse().map((place) => this.#at(place));
  }

  #at(place: number): HopsEnd {
    const known = this.#read.get(place);
    if (known) return known;
    const chain: number[] = [];
    for (let at = place; at !== -1 && !this.#read.has(at); at = this.#parent[at] ?? -1) {
      chain.push(at);
    }
    for (const at of chain.reverse()) {
      this.#read.set(at, {
        node: this.nodeAt(at),
        edge: this.#edge[at] ?? -1,
        parent: this.#read.get(this.#parent[at] ?? -1),
        hops: this.#hops[at] ?? 0,
        label: this.labelAt(at),
      });
    }
    const read = this.#read.get(place);
    if (!read) throw new Error("what was found is there to be read");
    return read;
  }
}

/**
 * For every node, what reaches it with ever better labels, fewest hops first. Sources reach
 * themselves with no hop, and are not reached again but sooner. Where `onward` is given, only what
 * leads on is followed.
 */
export function searchByHops(
  graph: TemporalGraph,
  sources: readonly number[],
  order: Order,
  window: Window = ALWAYS,
  onward?: Onward,
): HopsFound {
  const { outStart, outEdges, receiver } = graph;
  const found = new HopsFound(graph.nodeCount);
  for (const node of sources) found.note(node, -1, -1, startLabel(graph, order, node));
  for (let place = 0; place < found.size; place += 1) {
    const node = found.nodeAt(place);
    const end = outStart[node + 1] ?? 0;
    for (let i = outStart[node] ?? 0; i < end; i += 1) {
      const edge = outEdges[i] ?? 0;
      const label = step(graph, order, found.labelAt(place), found.isSourceAt(place), edge, window);
      if (label === undefined) continue;
      const next = receiver[edge] ?? 0;
      if (onward && !leadsOn(onward(next), order, label)) continue;
      found.note(next, edge, place, label);
    }
  }
  return found;
}

/** A *certain* label is a latest, so of it only that something leads on is asked. */
const leadsOn = (latest: number, order: Order, label: number): boolean =>
  order === "possible" ? label <= latest : !Number.isNaN(latest);

/** A path as it is found: its last edge, -1 where it starts, and what led there. */
interface Trail {
  edge: number;
  parent: Trail | undefined;
}

/** Edges of the path that led to a node, first hop first. */
export function edgesOf(end: Trail): number[] {
  const edges: number[] = [];
  for (let at: Trail | undefined = end; at && at.edge !== -1; at = at.parent) edges.push(at.edge);
  return edges.reverse();
}

export type Criterion = "earliest" | "fewest-hops";

/**
 * The best end of a search among targets: by label, then hops (earliest), or by hops, then label.
 * Ties go to the first target in the order given.
 */
export function bestEnd(
  reached: HopsFound,
  targets: readonly number[],
  criterion: Criterion,
): HopsEnd | undefined {
  let best: HopsEnd | undefined;
  for (const target of targets) {
    const ends = reached.get(target)?.filter((end) => end.edge !== -1) ?? [];
    const end = criterion === "earliest" ? ends.at(-1) : ends[0];
    if (!end) continue;
    const better =
      !best ||
      (criterion === "earliest"
        ? end.label < best.label || (end.label === best.label && end.hops < best.hops)
        : end.hops < best.hops || (end.hops === best.hops && end.label < best.label));
    if (better) best = end;
  }
  return best;
}

/** Earliest arrival from some nodes at others: outwards from them while that is little work, else one sweep. */
import type { FlowGraph } from "../../graph/flow-graph.ts";
import {
  BACKWARD,
  beginBackward,
  beginForward,
  FORWARD,
  FORWARD_SURELY,
  type Frontier,
  frontierOn,
  type Order,
  takeNext,
} from "./frontier.ts";
import { clearBits, forget, hasBit, type Reached, reachedOn, setBit } from "./reached.ts";
import { sweepCertain, sweepPossible } from "./sweep.ts";
import { sweepBack } from "./sweep-back.ts";
import type { CodedWindow } from "./window.ts";

/** Edges looked at one by one before a sweep is begun: a part of all edges, and no more than so many. */
const NEARBY_PART = 1 / 64;
const NEARBY = 20_000;

/**
 * Searches of one graph, which use the same arrays: what one search has reached is there until the
 * next begins.
 */
export class Search {
  readonly #graph: FlowGraph;
  readonly #forward: Frontier;
  #backward: Frontier | undefined;
  #sources: ArrayLike<number> = [];

  constructor(graph: FlowGraph) {
    this.#graph = graph;
    this.#forward = frontierOn(graph, reachedOn(graph));
  }

  /**
   * What the sources reach in some world (*possible*: labels are the possible earliest) or in every
   * world (*certain*: the guaranteed latest). Exact, as far as order facts lie along the flow.
   */
  reach(sources: ArrayLike<number>, order: Order, window: CodedWindow): Reached {
    const { reached } = this.#forward;
    forget(reached);
    clearBits(reached.sources, this.#sources);
    this.#sources = sources;
    for (let i = 0; i < sources.length; i += 1) setBit(reached.sources, sources[i] ?? 0);
    const sweep = order === "possible" ? sweepPossible : sweepCertain;
    const budget = Math.min(NEARBY, this.#graph.edgeCount * NEARBY_PART);
    if (sources.length > budget) sweep(this.#graph, reached, sources, window);
    else {
      const begun = this.#near(sources, order, window, budget);
      if (begun !== undefined) sweep(this.#graph, reached, sources, window, begun);
    }
    return reached;
  }

  /** From which nodes a thing possibly reaches the targets; labels are the latest departures. */
  back(targets: ArrayLike<number>, window: CodedWindow): Reached {
    const { reached } = this.#fromBehind();
    forget(reached);
    sweepBack(this.#graph, reached, targets, window);
    return reached;
  }

  #fromBehind(): Frontier {
    this.#backward ??= frontierOn(this.#graph, reachedOn(this.#graph));
    return this.#backward;
  }

  /** Undefined when all is reached; else the code up to which all is, when the work became too much. */
  #near(
    sources: ArrayLike<number>,
    order: Order,
    window: CodedWindow,
    budget: number,
  ): number | undefined {
    const frontier = this.#forward;
    const look = order === "possible" ? FORWARD : FORWARD_SURELY;
    beginForward(frontier, sources, order, window);
    let code = window.floor;
    while (frontier.size > 0) {
      const next = frontier.label[0] ?? 0;
      if (next > code && frontier.touched > budget) return code;
      code = next;
      takeNext(frontier, look, window);
    }
    return undefined;
  }

  /**
   * The code at which the thing is possibly at one node, coming from another; undefined when it
   * cannot be. As long as it can be there earlier than was found, that is asked.
   */
  arrival(source: number, target: number, window: CodedWindow): number | undefined {
    const backward = this.#fromBehind();
    let found: number | undefined;
    for (let last = window.last; ; ) {
      const code = this.#arrivesBy(source, target, backward, { ...window, last });
      if (code === undefined) return found;
      found = code;
      last = code - 1;
    }
  }

  /**
   * When the thing is there on some way, if it can be by `window.last`. Searches from both ends, now
   * from the one, now from the other, until they meet or one knows all that there is.
   */
  #arrivesBy(
    source: number,
    target: number,
    backward: Frontier,
    window: CodedWindow,
  ): number | undefined {
    const forward = this.#forward;
    forget(forward.reached);
    forget(backward.reached);
    beginForward(forward, [source], "possible", window);
    beginBackward(backward, [target], window.last);
    takeNext(backward, BACKWARD, window);
    while (forward.size > 0) {
      const goesForward = forward.touched <= backward.touched;
      if (!goesForward && backward.size === 0) return undefined;
      const node = goesForward
        ? takeNext(forward, FORWARD, window)
        : takeNext(backward, BACKWARD, window);
      if (node !== -1 && meet(forward.reached, backward.reached, node)) {
        return arrivalBy(this.#graph, forward.reached, backward.reached, node);
      }
    }
    return undefined;
  }
}

/** Whether what a node has is early enough to be passed on, as a search back from the target found. */
const meet = (forward: Reached, backward: Reached, node: number): boolean =>
  hasBit(forward.bits, node) &&
  hasBit(backward.bits, node) &&
  (forward.label[node] ?? 0) <= -(backward.label[node] ?? 0);

/** The code of arrival along the edges by which the search back went. */
function arrivalBy(graph: FlowGraph, forward: Reached, backward: Reached, node: number): number {
  let code = forward.label[node] ?? 0;
  for (let edge = backward.via[node] ?? -1; edge !== -1; ) {
    code = Math.max(code, graph.earliest[edge] ?? 0);
    edge = backward.via[graph.receiver[edge] ?? 0] ?? -1;
  }
  return code;
}

/** What of a graph lies between sources and targets, so that a search need look at nothing else. */
import { instantOf } from "../../graph/clock.ts";
import type { FlowGraph } from "../../graph/flow-graph.ts";
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import type { Onward } from "./by-hops.ts";
import { flowOf } from "./flow.ts";
import { hasBit, type Reached } from "./reached.ts";
import { type CodedWindow, codeWindow, type Window } from "./window.ts";

/** Nodes that are looked at sooner than a pass back from the targets is made. */
const FEW = 2_000;

const ANYWHERE: Onward = () => Number.POSITIVE_INFINITY;

/**
 * How late each node may have the thing (UTC ms) and in some world still pass it on to a target;
 * undefined when the times of no path let it reach one. Good until the graph is searched again.
 */
export function onwardTo(
  graph: TemporalGraph,
  sources: readonly number[],
  targets: readonly number[],
  window: Window,
): Onward | undefined {
  const { graph: flow, search } = flowOf(graph);
  const coded = codeWindow(flow, window);
  const reached = search.reach(sources, "possible", coded);
  if (!targets.some((target) => hasBit(reached.bits, target))) return undefined;
  if (reached.count <= FEW) return ANYWHERE;
  return leadingTo(flow, search.back(targets, coded), coded);
}

/** What latest departures say of each node. */
export function leadingTo(
  { clock }: FlowGraph,
  { bits, label }: Reached,
  { last }: CodedWindow,
): Onward {
  return (node) => {
    if (!hasBit(bits, node)) return Number.NaN;
    const code = label[node] ?? 0;
    return code === last ? Number.POSITIVE_INFINITY : instantOf(clock, code);
  };
}

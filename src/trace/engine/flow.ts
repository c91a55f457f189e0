/** The engine's graph of a graph with events: the same nodes, with edges in the order of time. */
import { type BuiltGraph, buildGraph } from "../../graph/build-graph.ts";
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { Search } from "./earliest-arrival.ts";

function build({ nodeCount, event, low, high, ...graph }: TemporalGraph): BuiltGraph {
  const at = (bounds: Float64Array) => Float64Array.from(event, (one) => bounds[one] ?? Number.NaN);
  return buildGraph({
    nodeCount,
    giver: graph.giver,
    receiver: graph.receiver,
    earliest: at(low),
    latest: at(high),
    relation: graph.relation,
    basis: graph.basis,
    step: graph.step,
    nodeEarliest: low.slice(0, nodeCount),
    nodeLatest: high.slice(0, nodeCount),
  });
}

interface Flow {
  graph: BuiltGraph["graph"];
  search: Search;
}

const flows = new WeakMap<TemporalGraph, Flow>();

/** Built once for a graph, with the arrays that its searches use. */
export function flowOf(graph: TemporalGraph): Flow {
  const known = flows.get(graph);
  if (known) return known;
  const built = build(graph).graph;
  const flow = { graph: built, search: new Search(built) };
  flows.set(graph, flow);
  return flow;
}

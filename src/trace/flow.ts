/** The engine's graph of a graph with events: the same nodes, with edges in the order of time. */
import { type BuiltGraph, buildGraph } from "../graph/build-graph.ts";
import { STEP } from "../graph/flow-graph.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { precedes } from "./fact-order.ts";
import { Search } from "./reach.ts";

/** Edges whose order fact puts the giver's publication before them. */
function directFacts({ edgeCount, event, giver, origin, facts }: TemporalGraph): Uint8Array {
  const edgeOf = new Map<number, number>();
  for (let edge = 0; edge < edgeCount; edge += 1) edgeOf.set(origin[edge] ?? -1, edge);
  const direct = new Uint8Array(edgeCount);
  facts.edge.forEach((said, fact) => {
    const edge = edgeOf.get(said) ?? -1;
    const isOwn = facts.before[fact] === giver[edge] && facts.after[fact] === event[edge];
    if (isOwn) direct[edge] = 1;
  });
  return direct;
}

function stepsOf(graph: TemporalGraph): Uint8Array {
  const { edgeCount, giver, event, implied, high, low } = graph;
  const direct = directFacts(graph);
  const steps = new Uint8Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge += 1) {
    const [source, taken] = [giver[edge] ?? 0, event[edge] ?? 0];
    if (implied[edge] === 1) steps[edge] = STEP.implied | STEP.first;
    else if (direct[edge] === 1) steps[edge] = STEP.first;
    // Where times say so already, facts that lead there by others are not looked for.
    else if ((high[source] ?? Number.NaN) <= (low[taken] ?? Number.NaN)) continue;
    else if (precedes(graph, source, taken)) steps[edge] = STEP.first;
  }
  return steps;
}

function build(graph: TemporalGraph): BuiltGraph {
  const { nodeCount, edgeCount, event, low, high } = graph;
  const at = (bounds: Float64Array) =>
    Float64Array.from({ length: edgeCount }, (_, edge) => bounds[event[edge] ?? 0] ?? Number.NaN);
  return buildGraph({
    nodeCount,
    giver: graph.giver,
    receiver: graph.receiver,
    earliest: at(low),
    latest: at(high),
    relation: graph.relation,
    basis: graph.basis,
    step: stepsOf(graph),
    nodeEarliest: low.slice(0, nodeCount),
    nodeLatest: high.slice(0, nodeCount),
  });
}

interface Flow extends BuiltGraph {
  search: Search;
}

const flows = new WeakMap<TemporalGraph, Flow>();

/** Built once for a graph, with the arrays that its searches use. */
export function flowOf(graph: TemporalGraph): Flow {
  const known = flows.get(graph);
  if (known) return known;
  const built = build(graph);
  const flow = { ...built, search: new Search(built.graph) };
  flows.set(graph, flow);
  return flow;
}

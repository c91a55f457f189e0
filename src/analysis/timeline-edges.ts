/** The flow edges that a timeline tells. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { basisOfRank } from "../model/basis.ts";
import { RELATIONS } from "../model/edge.ts";
import { intervalOf } from "../model/time.ts";
import type { TimelineAnswer } from "../model/timeline-answer.ts";
import { delayOf, orderedEdges } from "../trace/engine/delays.ts";

/** Edges of the largest timeline for each item that it may have. */
const EDGES_PER_ITEM = 4;

interface Told {
  edges: TimelineAnswer["edges"];
  leftOut: Pick<TimelineAnswer["leftOut"], "impossible" | "toOthers" | "edgesOverLimit">;
}

/** Whether something flows along an edge: in every world, in some, or in none; undefined to itself. */
function flowsAlong(
  graph: TemporalGraph,
  edge: number,
  ordered: (edge: number) => boolean,
): "always" | "perhaps" | "never" | undefined {
  const delay = delayOf(graph, edge, ordered);
  if (delay === "itself") return undefined;
  if (delay === "impossible") return "never";
  return delay === "same moment" || delay.sure ? "always" : "perhaps";
}

/** Between the items told, where one is asked about if some are; the earliest in the items' order, if too many. */
export function tellEdges(
  graph: TemporalGraph,
  timed: readonly number[],
  asked: ReadonlySet<number> | undefined,
  limit: number,
): Told {
  const ordered = orderedEdges(graph);
  const itemOf = new Int32Array(graph.nodeCount).fill(-1);
  for (const [item, node] of timed.entries()) itemOf[node] = item;
  const leftOut = { impossible: 0, toOthers: 0, edgesOverLimit: 0 };
  const found: { edge: number; giver: number; receiver: number; certain: number }[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const [from, to] = [graph.giver[edge] ?? -1, graph.receiver[edge] ?? -1];
    if (asked && !asked.has(from) && !asked.has(to)) continue;
    const [giver, receiver] = [itemOf[from] ?? -1, itemOf[to] ?? -1];
    const flows = flowsAlong(graph, edge, ordered);
    if (flows === undefined) continue;
    if (giver === -1 || receiver === -1) leftOut.toOthers += 1;
    else if (flows === "never") leftOut.impossible += 1;
    else found.push({ edge, giver, receiver, certain: flows === "always" ? 1 : 0 });
  }
  const relationOf = (edge: number) => RELATIONS[graph.relation[edge] ?? 0] ?? "MATCHES";
  found.sort(
    (a, b) =>
      a.receiver - b.receiver ||
      a.giver - b.giver ||
      (graph.relation[a.edge] ?? 0) - (graph.relation[b.edge] ?? 0),
  );
  const told = found.slice(0, limit * EDGES_PER_ITEM);
  leftOut.edgesOverLimit = found.length - told.length;
  const times = told.map(({ edge }) => {
    const event = graph.event[edge] ?? -1;
    return intervalOf(graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN);
  });
  return {
    edges: {
      giver: told.map(({ giver }) => giver),
      receiver: told.map(({ receiver }) => receiver),
      relation: told.map(({ edge }) => relationOf(edge)),
      earliest: times.map(({ earliest }) => earliest),
      latest: times.map(({ latest }) => latest),
      basis: told.map(({ edge }) => basisOfRank(graph.basis[edge] ?? 0)),
      certain: told.map(({ certain }) => certain),
    },
    leftOut,
  };
}

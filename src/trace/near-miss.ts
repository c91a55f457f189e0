/** When there is no answer: the path that comes nearest to one, and what it would have to be let off. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { basisOfRank, basisRank } from "../model/basis.ts";
import { RELATION, RELATIONS } from "../model/edge.ts";
import { spokenBy, spokenSince } from "../model/spoken-time.ts";
import { highOf, lowOf } from "../model/time.ts";
import type { NearMiss } from "../model/trace-answer.ts";
import { bestEnd, edgesOf, searchByHops, startLabel } from "./engine/by-hops.ts";
import type { Window } from "./engine/window.ts";
import type { Loaded } from "./loaded.ts";
import {
  checkedPath,
  keysOnPath,
  type Posed,
  pose,
  removal,
  type SettledQuestion,
} from "./solve.ts";

type Break = NearMiss["breaks"][number];
/** On a tie, what is let off rather. */
const PREFERENCE: readonly Break[] = ["basis", "window", "time", "removals"];

/** Subsets of the kinds of break, smallest first, preferred first within a size. */
const ALLOWANCES: readonly (readonly Break[])[] = Array.from({ length: 15 }, (_, i) =>
  PREFERENCE.filter((_kind, bit) => ((i + 1) >> bit) & 1),
).sort((a, b) => a.length - b.length || rank(a) - rank(b));

function rank(breaks: readonly Break[]): number {
  return breaks.reduce((sum, one) => sum + 2 ** PREFERENCE.indexOf(one), 0);
}

/** The graph with its order in time ignored; what cannot lie in the window stays out of it. */
function timeless(graph: TemporalGraph, sources: readonly number[], window: Window): TemporalGraph {
  const meets = (low: number, event: number) =>
    low <= window.latest && (graph.high[event] ?? Number.NaN) >= window.earliest;
  const open = graph.low.map((low, event) => (meets(low, event) ? 1 : -1));
  const low = open.map((sign) => sign * Number.NEGATIVE_INFINITY);
  // When a source was published is no hop.
  for (const source of sources) low[source] = Number.NEGATIVE_INFINITY;
  return {
    ...graph,
    low,
    high: open.map((sign) => sign * Number.POSITIVE_INFINITY),
  };
}

async function tryAllowance(
  loaded: Loaded,
  question: SettledQuestion,
  breaks: readonly Break[],
): Promise<{ posed: Posed; edges: readonly number[] } | undefined> {
  const { basis } = question.asked;
  const isBelow = breaks.includes("basis") && basis !== "inferred";
  const view = await (isBelow ? loaded.inferredBeside() : loaded.view(basis));
  const posed = await pose(loaded, view, question, {
    removals: breaks.includes("removals"),
    window: breaks.includes("window"),
  });
  if (!breaks.includes("time")) {
    const { path } = checkedPath(posed, "fewest-hops");
    return path && { posed, edges: path };
  }
  const graph = timeless(posed.graph, posed.sources, posed.window);
  const end = bestEnd(
    searchByHops(graph, posed.sources, "possible", posed.window),
    posed.targets,
    "fewest-hops",
  );
  return end && { posed, edges: edgesOf(end) };
}

interface Missed {
  question: SettledQuestion;
  posed: Posed;
  edges: readonly number[];
}

const keyOf = ({ view }: Posed, node: number | undefined): string =>
  view.nodes[node ?? -1]?.key ?? "?";

function hop(posed: Posed, edge: number): string {
  const { graph } = posed;
  const relation = RELATIONS[graph.relation[edge] ?? 0] ?? "LINKS_TO";
  const giver = keyOf(posed, graph.giver[edge]);
  return `${giver} ${RELATION[relation].verb} ${keyOf(posed, graph.receiver[edge])}`;
}

function weakHops({ question, posed, edges }: Missed): string[] {
  const weak = edges.flatMap((edge) => {
    const basis = posed.graph.basis[edge] ?? 0;
    return basis > basisRank(question.asked.basis)
      ? [`${hop(posed, edge)}: only ${basisOfRank(basis)}`]
      : [];
  });
  return weak.length > 0 ? weak : ["its times or names rest on weaker claims than asked for"];
}

function hopsOutside({ question, posed, edges }: Missed): string[] {
  const { graph } = posed;
  const { between } = question.asked;
  const says = edges.flatMap((edge) => {
    const event = graph.event[edge] ?? 0;
    const outside =
      (graph.high[event] ?? 0) < lowOf(between) || (graph.low[event] ?? 0) > highOf(between);
    return outside ? [`${hop(posed, edge)}: outside the times asked about`] : [];
  });
  return says.length > 0
    ? says
    : ["within the times asked about, no moments of these hops follow one another"];
}

function hopsTooEarly({ posed, edges }: Missed): string[] {
  const { graph } = posed;
  const source = graph.giver[edges[0] ?? -1] ?? -1;
  // The latest of the earliest moments so far: no later hop can be before it.
  let held = { since: startLabel(graph, "possible", source), by: source };
  const says: string[] = [];
  for (const edge of edges) {
    const event = graph.event[edge] ?? 0;
    const [low, high] = [graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN];
    if (held.since > high) {
      says.push(
        `${hop(posed, edge)} ${spokenBy(high)}, but ${keyOf(posed, held.by)} had it no earlier than ${spokenSince(held.since)}`,
      );
    }
    if (low > held.since) held = { since: low, by: graph.receiver[edge] ?? -1 };
  }
  return says.length > 0
    ? says
    : ["what is known of which came first lets no moments of these hops follow one another"];
}

function itemsRemoved({ posed, edges }: Missed): string[] {
  const { graph } = posed;
  const removed = removal(
    graph,
    posed.without.flatMap((end) => end.items),
  );
  const onPath = [graph.giver[edges[0] ?? -1], ...edges.map((edge) => graph.receiver[edge])];
  return onPath.flatMap((node) =>
    node !== undefined && removed?.[node] ? [`${keyOf(posed, node)} was taken out`] : [],
  );
}

const SAYS: Readonly<Record<Break, (missed: Missed) => string[]>> = {
  basis: weakHops,
  window: hopsOutside,
  time: hopsTooEarly,
  removals: itemsRemoved,
};

/**
 * The path that would answer if fewest kinds of rule were let off; of several the shortest, and of
 * equally short ones the first in the order of PREFERENCE.
 */
export async function nearMissOf(
  loaded: Loaded,
  question: SettledQuestion,
): Promise<NearMiss | null> {
  let best: { breaks: readonly Break[]; posed: Posed; edges: readonly number[] } | undefined;
  for (const breaks of ALLOWANCES) {
    if (best && breaks.length > best.breaks.length) break;
    const found = await tryAllowance(loaded, question, breaks);
    if (found && (!best || found.edges.length < best.edges.length)) best = { breaks, ...found };
  }
  if (!best) return null;
  return {
    breaks: [...best.breaks],
    path: keysOnPath(best.posed, best.edges),
    says: best.breaks.flatMap((kind) =>
      SAYS[kind]({ question, posed: best.posed, edges: best.edges }),
    ),
  };
}

/** When there is no answer: the path that comes nearest to one, and what it would have to be let off. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { NearMiss } from "../model/answer.ts";
import { basisOfRank, basisRank } from "../model/basis.ts";
import { RELATION, RELATIONS } from "../model/edge.ts";
import { formatInstant } from "../model/time.ts";
import type { Loaded } from "./loaded.ts";
import { bestEnd, edgesOf, search, type Window } from "./search.ts";
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
function timeless(graph: TemporalGraph, window: Window): TemporalGraph {
  const meets = (low: number, event: number) =>
    low <= window.latest && (graph.high[event] ?? Number.NaN) >= window.earliest;
  const open = graph.low.map((low, event) => (meets(low, event) ? 1 : -1));
  return {
    ...graph,
    low: open.map((sign) => sign * Number.NEGATIVE_INFINITY),
    high: open.map((sign) => sign * Number.POSITIVE_INFINITY),
  };
}

async function tryAllowance(
  loaded: Loaded,
  question: SettledQuestion,
  breaks: readonly Break[],
): Promise<{ posed: Posed; edges: readonly number[] } | undefined> {
  const floor = breaks.includes("basis") ? "inferred" : question.asked.basis;
  const posed = await pose(loaded, await loaded.view(floor), question, {
    removals: breaks.includes("removals"),
    window: breaks.includes("window"),
  });
  if (!breaks.includes("time")) {
    const { path } = checkedPath(posed, "fewest-hops");
    return path && { posed, edges: path };
  }
  const graph = timeless(posed.graph, posed.window);
  const end = bestEnd(
    search(graph, posed.sources, "possible", posed.window),
    posed.targets,
    "fewest-hops",
  );
  return end && { posed, edges: edgesOf(end) };
}

function describe(
  question: SettledQuestion,
  breaks: readonly Break[],
  posed: Posed,
  edges: readonly number[],
): string[] {
  const { graph, view } = posed;
  const keyOf = (node: number | undefined) => view.nodes[node ?? -1]?.key ?? "?";
  const hop = (edge: number) => {
    const relation = RELATIONS[graph.relation[edge] ?? 0] ?? "LINKS_TO";
    return `${keyOf(graph.giver[edge])} ${RELATION[relation].verb} ${keyOf(graph.receiver[edge])}`;
  };
  const says: string[] = [];
  // The latest of the earliest moments so far: no later hop can be before it.
  let held = { since: Number.NEGATIVE_INFINITY, by: graph.giver[edges[0] ?? -1] };
  let ordered = true;
  for (const edge of edges) {
    const basis = graph.basis[edge] ?? 0;
    if (breaks.includes("basis") && basis > basisRank(question.asked.basis)) {
      says.push(`${hop(edge)}: only ${basisOfRank(basis)}`);
    }
    const event = graph.event[edge] ?? 0;
    const [low, high] = [graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN];
    const { earliest, latest } = question.asked.between;
    if (
      breaks.includes("window") &&
      (high < (earliest ?? Number.NEGATIVE_INFINITY) || low > (latest ?? Number.POSITIVE_INFINITY))
    ) {
      says.push(`${hop(edge)}: outside the times asked about`);
    }
    if (breaks.includes("time") && held.since > high) {
      ordered = false;
      says.push(
        `${hop(edge)} by ${formatInstant(high)}, but ${keyOf(held.by)} had it no earlier than ${formatInstant(held.since)}`,
      );
    }
    if (low > held.since) held = { since: low, by: graph.receiver[edge] };
  }
  if (breaks.includes("time") && ordered) {
    says.push("what is known of which came first lets no moments of these hops follow one another");
  }
  if (breaks.includes("removals")) {
    const removed = removal(
      graph,
      posed.without.flatMap((end) => end.items),
    );
    const onPath = [graph.giver[edges[0] ?? -1], ...edges.map((edge) => graph.receiver[edge])];
    for (const node of onPath) {
      if (node !== undefined && removed?.[node]) says.push(`${keyOf(node)} was taken out`);
    }
  }
  return says;
}

/**
 * Of all flow paths ignoring time, floor, window and removals, the one that breaks the fewest
 * kinds of these, then has the fewest hops; on a tie rather basis, then window, time, removals.
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
    says: describe(question, best.breaks, best.posed, best.edges),
  };
}

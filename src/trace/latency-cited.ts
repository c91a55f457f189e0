/** Delays of one pair of platforms by which a reader can check what is said of it, with their words. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { Basis } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import type { Delays } from "../model/journey-answer.ts";
import type { CitationList } from "./citations.ts";
import { boundsOf } from "./claims-behind.ts";
import type { Delay } from "./engine/delays.ts";
import { tellEdges } from "./hops.ts";
import type { Loaded } from "./loaded.ts";
import type { Posed } from "./solve.ts";

type Example = Delays["examples"][number];
type Shows = Example["shows"][number];

const byLow = (a: Delay, b: Delay): number =>
  compare(a.low, b.low) || compare(a.high, b.high) || a.edge - b.edge;
const byHigh = (a: Delay, b: Delay): number =>
  compare(a.high, b.high) || compare(a.low, b.low) || a.edge - b.edge;

function least(delays: readonly Delay[], order: (a: Delay, b: Delay) => number): Delay[] {
  const [first, ...others] = delays;
  return first ? [others.reduce((a, b) => (order(a, b) <= 0 ? a : b), first)] : [];
}

/** The shortest, one at each bound of the median, and the longest. */
function picked(delays: readonly Delay[], { median }: Delays["quartiles"]): Map<Delay, Shows[]> {
  const greatest = (a: Delay, b: Delay) => byHigh(b, a);
  const atLeast = delays.filter(({ low }) => low === median.least);
  const atMost = delays.filter(({ high }) => high === (median.most ?? Number.POSITIVE_INFINITY));
  const named: [Shows, Delay[]][] = [
    ["shortest", least(delays, byLow)],
    ["median at least", least(atLeast, byLow)],
    ["median at most", least(atMost, byHigh)],
    ["longest", least(delays, greatest)],
  ];
  const found = new Map<Delay, Shows[]>();
  for (const [shows, [delay]] of named) {
    if (delay) found.set(delay, [...(found.get(delay) ?? []), shows]);
  }
  return found;
}

/** Delays that are cited, of all pairs together. */
const MAX_CITED = 400;

interface Pair {
  delays: readonly Delay[];
  quartiles: Delays["quartiles"];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The moments that a delay lies between: that of the edge is told with it. */
const givenAt = ({ giver }: TemporalGraph, { edge }: Delay) => boundsOf(giver[edge] ?? -1);

/** Of each pair some delays, in the order of pairs; none of those for which it would be too many. */
export async function tellExamples(
  loaded: Loaded,
  posed: Pick<Posed, "view" | "graph">,
  pairs: readonly Pair[],
  basisOf: (delay: Delay) => Basis,
  citations: CitationList,
): Promise<Example[][]> {
  const chosen: { pair: number; delay: Delay; shows: Shows[]; basis: Basis }[] = [];
  for (const [pair, { delays, quartiles }] of pairs.entries()) {
    const some = [...picked(delays, quartiles)];
    if (chosen.length + some.length > MAX_CITED) break;
    for (const [delay, shows] of some) {
      chosen.push({ pair, delay, shows, basis: basisOf(delay) });
    }
  }
  const edges = await tellEdges(
    loaded,
    posed,
    chosen.map(({ delay, basis }) => ({
      edge: delay.edge,
      basis,
      besides: givenAt(posed.graph, delay),
    })),
    citations,
  );
  const told: Example[][] = pairs.map(() => []);
  for (const [i, { pair, delay, shows }] of chosen.entries()) {
    const edge = edges[i];
    if (!edge) continue;
    told[pair]?.push({
      ...edge,
      shows,
      order: delay.sure ? "certain" : "possible",
      delay: { least: finite(delay.low), most: finite(delay.high) },
    });
  }
  return told;
}

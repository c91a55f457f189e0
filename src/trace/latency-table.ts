/** Delays as a table: pair by pair of platforms, with figures and with the delays that show them. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import { basisOfRank } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import type { Delays, LatencyAnswer } from "../model/journey-answer.ts";
import type { CitationList } from "./citations.ts";
import { attained, type Delay, type Dependence } from "./engine/delays.ts";
import { quartilesOf } from "./engine/order-statistics.ts";
import { tellExamples } from "./latency-cited.ts";
import type { Loaded } from "./loaded.ts";

/** Delays of a graph, and how what they lie between depends on each other. */
export interface Delayed {
  view: View;
  graph: TemporalGraph;
  delays: readonly Delay[];
  dependence: Dependence;
}

/** Delays from one platform to another. */
export interface Group {
  giver: string;
  receiver: string;
  delays: readonly Delay[];
}

/** Delays by the platforms of giver and receiver, most first. */
export function grouped(
  { view, graph }: Delayed,
  delays: readonly Delay[],
  nameOf: (platform: string) => string,
): Group[] {
  const platform = (node: number | undefined) => nameOf(view.nodes[node ?? -1]?.platform ?? "");
  const groups = new Map<string, { giver: string; receiver: string; delays: Delay[] }>();
  for (const delay of delays) {
    const [giver, receiver] = [
      platform(graph.giver[delay.edge]),
      platform(graph.receiver[delay.edge]),
    ];
    const name = `${giver} ${receiver}`;
    const known = groups.get(name);
    if (known) known.delays.push(delay);
    else groups.set(name, { giver, receiver, delays: [delay] });
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.delays.length - a.delays.length ||
      compare(a.giver, b.giver) ||
      compare(a.receiver, b.receiver),
  );
}

/** The rank of what a delay rests on: its edge, and each time that bounds it. */
export function rankOf({ graph }: Delayed, { edge, low, high }: Delay): number {
  const [giver, event] = [graph.giver[edge] ?? 0, graph.event[edge] ?? 0];
  const least = Math.max(graph.lowBasis[event] ?? 0, graph.highBasis[giver] ?? 0);
  const most = Math.max(graph.highBasis[event] ?? 0, graph.lowBasis[giver] ?? 0);
  return Math.max(graph.basis[edge] ?? 0, low > 0 ? least : 0, Number.isFinite(high) ? most : 0);
}

type Figures = Omit<Delays, "examples">;

const many = (delays: readonly Delay[], holds: (delay: Delay) => boolean): number =>
  delays.filter(holds).length;

export function tell(delayed: Delayed, { giver, receiver, delays }: Group): Figures {
  const { graph, view, dependence } = delayed;
  const canChange = ({ edge }: Delay) =>
    view.nodes[graph.giver[edge] ?? -1]?.cannotChange === false;
  return {
    giver,
    receiver,
    n: delays.length,
    certain: many(delays, ({ sure }) => sure),
    exact: many(delays, ({ low, high }) => low === high),
    giverCanChange: many(delays, canChange),
    quartiles: quartilesOf({
      low: delays.map(({ low }) => low),
      high: delays.map(({ high }) => high),
    }),
    attained: attained(graph, dependence, delays),
    basis: basisOfRank(Math.max(0, ...new Set(delays.map((delay) => rankOf(delayed, delay))))),
  };
}

const itself = (platform: string): string => platform;

/** Pairs of communities in a pair of sites; none where the sites have none. */
export function communities(delayed: Delayed, site: Group, limit: number) {
  const inside = grouped(delayed, site.delays, itself).filter(
    ({ giver, receiver }) => giver !== site.giver || receiver !== site.receiver,
  );
  return { within: inside.slice(0, limit), omitted: Math.max(0, inside.length - limit) };
}

interface Site {
  site: Group;
  within: readonly Group[];
}

/** The figures of each pair of sites, and of the communities in it, each with delays that show them. */
export async function tellTable(
  loaded: Loaded,
  delayed: Delayed,
  sites: readonly Site[],
  citations: CitationList,
): Promise<LatencyAnswer["table"]> {
  // Sites first: of too many pairs the last have no examples.
  const groups = [...sites.map(({ site }) => site), ...sites.flatMap(({ within }) => within)];
  const pairs = groups.map((group) => ({ ...tell(delayed, group), delays: group.delays }));
  const basis = (delay: Delay) => basisOfRank(rankOf(delayed, delay));
  const examples = await tellExamples(loaded, delayed, pairs, basis, citations);
  const rows = pairs.map(({ delays: _, ...figures }, i) => ({
    ...figures,
    examples: examples[i] ?? [],
  }));
  const inside = rows.slice(sites.length);
  return sites.flatMap(({ within }, i) => {
    const row = rows[i];
    return row ? [{ ...row, within: inside.splice(0, within.length) }] : [];
  });
}

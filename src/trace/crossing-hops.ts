/**
 * Hops by which a thing crosses: from tier to higher tier, from language to language. Every hop is
 * the end of a path that no order fact refuses; edges alone are no crossing.
 *
 * A tier is entered by paths all of whose items before are lower, so each tier has a search of its
 * own, over the edges whose givers are. *Possible* is exact while order facts lie along the flow.
 * *Certain* is sound: exact for the highest tier; for a lower one, edges that the search leaves out
 * may carry facts that would make it certain.
 */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { type Tier, tierSchema } from "../model/platform.ts";
import { edgesOf, type HopsFound, searchByHops, step } from "./engine/by-hops.ts";
import type { Order } from "./engine/frontier.ts";
import { givenPath } from "./engine/given-path.ts";
import { type SomeEdges, someEdges } from "./engine/some-edges.ts";
import { checkedPath, type Posed } from "./solve.ts";
import type { TierOf } from "./tiers.ts";

export interface CrossingHop {
  kind: "tier" | "language";
  from: string;
  to: string;
  /** Edges from a source; the last is the hop. */
  edges: readonly number[];
  order: Order;
  /** When the receiver took it, along this path. */
  low: number;
  high: number;
}

interface HopOnPath extends Pick<CrossingHop, "edges" | "order" | "low" | "high"> {
  edge: number;
}

interface Found {
  hops: readonly HopOnPath[];
  /** Hops that the times allow, whose first path an order fact refuses, and of which no other was looked for. */
  notTried: number;
}

/** Hops of which another path is looked for when order facts refuse the first. */
const MAX_RETRIED = 50;

const nodesBefore = ({ giver }: TemporalGraph, edges: readonly number[]): number[] =>
  edges.map((edge) => giver[edge] ?? -1);

/** A possible path that ends in the edge, when the one that the labels give is refused. */
function anotherPath(posed: Posed, { graph, whole }: SomeEdges, edge: number) {
  const [giver, receiver] = [posed.graph.giver[edge] ?? -1, posed.graph.receiver[edge] ?? -1];
  if (giver === receiver) return undefined;
  const only = someEdges(
    graph,
    (one) =>
      whole[one] === edge || (graph.receiver[one] !== receiver && graph.giver[one] !== receiver),
  );
  const sources = posed.sources.filter((source) => source !== receiver);
  const { path } = checkedPath(
    { ...posed, graph: only.graph, sources, targets: [receiver] },
    "earliest",
  );
  return path?.map((one) => whole[only.whole[one] ?? -1] ?? -1);
}

/** What the sources reach, by the edges walked. */
interface Reach {
  posed: Posed;
  walked: SomeEdges;
  possible: HopsFound;
  certain: HopsFound;
}

/** The best path to the giver of a walked edge and on along it, in edges of the whole graph. */
function pathAlong(reach: Reach, order: Order, one: number): readonly number[] | undefined {
  const { graph, whole } = reach.walked;
  const end = reach[order].get(graph.giver[one] ?? -1)?.at(-1);
  if (!end) return undefined;
  const label = step(graph, order, end.label, end.edge === -1, one, reach.posed.window);
  return label === undefined ? undefined : [...edgesOf(end), one].map((at) => whole[at] ?? -1);
}

/** A path that comes back to where it ends is none to there. */
const turnsBack = ({ giver, receiver }: TemporalGraph, edges: readonly number[]): boolean =>
  edges.some((edge) => giver[edge] === receiver[edges.at(-1) ?? -1]);

/** In every world it is taken, at any time that its event may have. */
function certainHop(reach: Reach, one: number): HopOnPath | undefined {
  const { graph } = reach.posed;
  const edges = pathAlong(reach, "certain", one);
  if (!edges || turnsBack(graph, edges)) return undefined;
  const edge = edges.at(-1) ?? -1;
  const event = graph.event[edge] ?? -1;
  return {
    edge,
    edges,
    order: "certain",
    low: graph.low[event] ?? Number.NaN,
    high: graph.high[event] ?? Number.NaN,
  };
}

/** In some world it is taken, by this path. */
function possibleHop(
  { graph, window }: Posed,
  edges: readonly number[] | undefined,
): HopOnPath | undefined {
  if (!edges || turnsBack(graph, edges)) return undefined;
  const bounds = givenPath(graph, edges, window);
  const edge = edges.at(-1) ?? -1;
  const event = graph.event[edge] ?? -1;
  return (
    bounds && { edge, edges, order: "possible", low: bounds.low(event), high: bounds.high(event) }
  );
}

/** The edges for which `crosses` holds that some possible path from the sources ends in. */
function hopsReached(posed: Posed, walked: SomeEdges, crosses: (edge: number) => boolean): Found {
  const { graph, whole } = walked;
  const { sources, window } = posed;
  const reach: Reach = {
    posed,
    walked,
    possible: searchByHops(graph, sources, "possible", window),
    certain: searchByHops(graph, sources, "certain", window),
  };
  const hops: HopOnPath[] = [];
  let refused = 0;
  for (let one = 0; one < graph.edgeCount; one += 1) {
    const edge = whole[one] ?? -1;
    const path = crosses(edge) ? pathAlong(reach, "possible", one) : undefined;
    if (!path) continue;
    const hop = certainHop(reach, one) ?? possibleHop(posed, path);
    if (hop) hops.push(hop);
    else {
      refused += 1;
      const another = refused > MAX_RETRIED ? undefined : anotherPath(posed, walked, edge);
      hops.push(...[possibleHop(posed, another)].flatMap((found) => found ?? []));
    }
  }
  return { hops, notTried: Math.max(0, refused - MAX_RETRIED) };
}

interface Crossings {
  hops: readonly CrossingHop[];
  notTried: number;
}

const rankOf = (tier: Tier | undefined): number =>
  tier === undefined ? -1 : tierSchema.options.indexOf(tier);

/** Hops whose receiver's tier is higher than all before; from sources of a known tier. */
export function tierCrossings(
  posed: Posed,
  tierOf: TierOf,
  mayReceive: (node: number) => boolean,
): Crossings {
  const { graph } = posed;
  const ranks = Int8Array.from({ length: graph.nodeCount }, (_, node) => rankOf(tierOf(node)));
  const rank = (node: number | undefined) => ranks[node ?? -1] ?? -1;
  const hops: CrossingHop[] = [];
  let notTried = 0;
  for (const [height, tier] of tierSchema.options.entries()) {
    const sources = posed.sources.filter((source) => rank(source) >= 0 && rank(source) < height);
    if (sources.length === 0) continue;
    const lower = someEdges(graph, (edge) => rank(graph.giver[edge]) < height);
    const found = hopsReached({ ...posed, sources }, lower, (edge) => {
      const receiver = graph.receiver[edge] ?? -1;
      return rank(receiver) === height && mayReceive(receiver);
    });
    notTried += found.notTried;
    for (const { edge: _, ...hop } of found.hops) {
      const before = Math.max(...new Set(nodesBefore(graph, hop.edges).map(rank)));
      hops.push({ kind: "tier", from: tierSchema.options[before] ?? "", to: tier, ...hop });
    }
  }
  return { hops, notTried };
}

/** Hops whose giver and receiver are in different languages; an item of no known language has none. */
export function languageCrossings(
  posed: Posed,
  languageOf: (node: number) => string | undefined,
  mayReceive: (node: number) => boolean,
): Crossings {
  const { graph } = posed;
  const at = (edge: number): [string | undefined, string | undefined] => [
    languageOf(graph.giver[edge] ?? -1),
    languageOf(graph.receiver[edge] ?? -1),
  ];
  const crosses = (edge: number): boolean => {
    const [from, to] = at(edge);
    return (
      from !== undefined &&
      to !== undefined &&
      from !== to &&
      mayReceive(graph.receiver[edge] ?? -1)
    );
  };
  const all: SomeEdges = {
    graph,
    whole: Int32Array.from({ length: graph.edgeCount }, (_, i) => i),
  };
  const { hops, notTried } = hopsReached(posed, all, crosses);
  return {
    notTried,
    hops: hops.map(({ edge, ...hop }) => {
      const [from, to] = at(edge);
      return { kind: "language", from: from ?? "", to: to ?? "", ...hop };
    }),
  };
}

const UNDETERMINED = new Set(["und", "zxx", "mis", "mul"]);
/** Codes that platforms use for what is no language: ISO 639's private range, of which X has several. */
const PRIVATE = /^q[a-t][a-z]$/;

/** The language of a tag as BCP 47 names it (`en` of `en-US`, `eng` and `EN`); undefined for what names none. */
export function languageIn(tag: string | undefined): string | undefined {
  const [, written] = /^([a-z]{2,3})(?:[-_].*)?$/i.exec(tag?.trim() ?? "") ?? [];
  if (written === undefined) return undefined;
  const [language] = Intl.getCanonicalLocales(written);
  if (language === undefined || UNDETERMINED.has(language) || PRIVATE.test(language)) {
    return undefined;
  }
  return language.split("-")[0];
}

/** Mandatory and pivotal things, each with what shows that the path told hangs on it. */
import type { Inference } from "../graph/inference.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import { basisOfRank } from "../model/basis.ts";
import type { WhatIfAnswer } from "../model/reach-answer.ts";
import { type Bottlenecks, itemsBehind, type Things } from "./bottlenecks.ts";
import type { CitationList } from "./citations.ts";
import type { Order } from "./engine/frontier.ts";
import { groundsOf } from "./grounds.ts";
import { tellEdges } from "./hops.ts";
import type { Loaded } from "./loaded.ts";
import { citePosts } from "./posts-cited.ts";
import { accountRefOf, refsOf } from "./refs.ts";
import { GOES_ALONG, type Posed, removal } from "./solve.ts";

/** Edges off the path, and posts of an account, that are told of one thing. */
const MAX_BESIDE = 8;

/** A path on which things hang. */
export interface PathTold {
  path: readonly number[];
  order: Order;
  /** The ends, which are never taken out. */
  kept: Uint8Array;
}

interface Hinge {
  thing: number;
  /** Places in the path of the hops that pass what is taken out with it, from 0. */
  hops: readonly number[];
  /** Edges off the path by which it bears on it. */
  beside: readonly number[];
  /** Its items that the hops or these edges pass, if it is an account. */
  posts: readonly number[];
}

const linksBehind = (why: Inference | undefined): readonly number[] =>
  why?.method === "same-link" ? why.links : [];

/** Items at an edge's ends, and at those of the two that it was inferred from. */
const endsOf = ({ giver, receiver, inferredFrom }: TemporalGraph, edge: number): number[] =>
  [edge, ...linksBehind(inferredFrom.get(edge))].flatMap((one) => [
    giver[one] ?? -1,
    receiver[one] ?? -1,
  ]);

const edgesInto = ({ inStart, inEdges }: TemporalGraph, item: number): number[] => [
  ...inEdges.subarray(inStart[item], inStart[item + 1]),
];
const edgesOutOf = ({ outStart, outEdges }: TemporalGraph, item: number): number[] => [
  ...outEdges.subarray(outStart[item], outStart[item + 1]),
];

/** Reshares and copies by which what is taken out goes along with the thing, back from these items. */
function edgesAlong(
  graph: TemporalGraph,
  items: readonly number[],
  own: ReadonlySet<number>,
  removed: Uint8Array,
): number[] {
  const edges: number[] = [];
  const seen = new Set(items);
  for (const item of seen) {
    if (own.has(item)) continue;
    for (const edge of edgesInto(graph, item)) {
      const giver = graph.giver[edge] ?? -1;
      if (!GOES_ALONG[graph.relation[edge] ?? -1] || removed[giver] === 0) continue;
      edges.push(edge);
      seen.add(giver);
    }
  }
  return edges;
}

/** What its times and order rest on: edges of what is taken out, between grounds of the path. */
function edgesUnder(
  graph: TemporalGraph,
  grounds: ReadonlySet<number>,
  items: readonly number[],
): number[] {
  const edges = items.flatMap((item) => [...edgesInto(graph, item), ...edgesOutOf(graph, item)]);
  return edges.filter((edge) => endsOf(graph, edge).every((end) => grounds.has(end)));
}

function hingeOf(
  { view, graph }: Posed,
  { path, kept }: PathTold,
  grounds: ReadonlySet<number>,
  thing: number,
): Hinge {
  const own = new Set(itemsBehind(view, thing));
  const removed = removal(graph, [...own], kept) ?? new Uint8Array(graph.nodeCount);
  const isOut = (item: number) => removed[item] === 1;
  const hops = [...path.keys()].filter((i) => endsOf(graph, path[i] ?? -1).some(isOut));
  const passed = hops.flatMap((i) => endsOf(graph, path[i] ?? -1)).filter(isOut);
  const under = hops.length > 0 ? [] : [...grounds].filter(isOut);
  const beside = new Set([
    ...edgesAlong(graph, [...passed, ...under], own, removed),
    ...edgesUnder(graph, grounds, under),
  ]);
  const met = [...passed, ...under, ...[...beside].flatMap((edge) => endsOf(graph, edge))];
  return {
    thing,
    hops,
    beside: [...beside].slice(0, MAX_BESIDE),
    posts: view.nodes[thing]?.account
      ? [...new Set(met)].filter((item) => own.has(item)).slice(0, MAX_BESIDE)
      : [],
  };
}

/** Tells what a question hangs on; all that is cited for it is read at once. */
export async function tellHinges(
  loaded: Loaded,
  posed: Posed,
  { mandatory, pivotal }: Bottlenecks,
  told: PathTold,
  citations: CitationList,
): Promise<Pick<WhatIfAnswer, "mandatory" | "pivotal">> {
  const { view, graph } = posed;
  const grounds = groundsOf(posed, told.path, told.order);
  const all = [mandatory, pivotal].flatMap(({ items, accounts }) => [...items, ...accounts]);
  const hinges = all.map((thing) => hingeOf(posed, told, grounds, thing));
  const edges = [...new Set(hinges.flatMap(({ beside }) => beside))];
  const asked = edges.map((edge) => ({ edge, basis: basisOfRank(graph.basis[edge] ?? 0) }));
  const relations = await tellEdges(loaded, posed, asked, citations);
  const posts = hinges.flatMap(({ thing, posts: items }) =>
    items.map((item) => ({ item, account: thing })),
  );
  const numbers = await citePosts(loaded, posed, posts, citations);
  const shown = new Map(
    hinges.map(({ thing, hops, beside }) => [
      thing,
      {
        hops: hops.map((i) => i + 1),
        beside: beside.flatMap((edge) => relations[edges.indexOf(edge)] ?? []),
        claims: [...new Set(numbers.filter((_, i) => posts[i]?.account === thing).flat())],
      },
    ]),
  );
  const ref = refsOf(loaded, view, graph);
  const accountRef = accountRefOf(view);
  const nowhere = { hops: [], beside: [], claims: [] };
  const things = ({ items, accounts }: Things): WhatIfAnswer["mandatory"] => ({
    items: items.map((one) => ({ ...ref(one), shown: shown.get(one) ?? nowhere })),
    accounts: accounts.map((one) => ({ ...accountRef(one), shown: shown.get(one) ?? nowhere })),
  });
  return { mandatory: things(mandatory), pivotal: things(pivotal) };
}

/**
 * The in-memory graph that questions are told from: edges in columns, each with the event at which
 * its receiver takes the thing (`timed-edges.ts`), and the order facts between events. Event `i` is
 * the publication of node `i`; further events follow.
 */
import { BASES, basisRank } from "../model/basis.ts";
import { RELATIONS } from "../model/edge.ts";
import type { Causes, Facts } from "./push-bounds.ts";
import { rowsOf } from "./rows.ts";
import type { OrderConflict } from "./tighten.ts";
import { timeColumns } from "./time-columns.ts";
import { type SettledEdges, settleEdges, type TimedEdges } from "./timed-edges.ts";
import type { View } from "./view.ts";
import { addEdge, setNode } from "./view-edges.ts";

export interface TemporalGraph {
  nodeCount: number;
  edgeCount: number;
  /** Per edge: giver, receiver, event, index into RELATIONS, rank of basis. */
  giver: Int32Array;
  receiver: Int32Array;
  event: Int32Array;
  relation: Uint8Array;
  basis: Uint8Array;
  /** Per edge: bits of STEP. */
  step: Uint8Array;
  /** Per edge: index into the view's edges, or -1 for an edge that this graph inferred. */
  origin: Int32Array;
  /** Per event: bounds in UTC ms after order facts, and the rank of the basis that decides each. */
  low: Float64Array;
  high: Float64Array;
  lowBasis: Uint8Array;
  highBasis: Uint8Array;
  /** Where a bound came from, if an order fact moved it. */
  lowCause: Causes;
  highCause: Causes;
  /** Edges out of node n are `outEdges[outStart[n] .. outStart[n + 1]]`; likewise into it. */
  outStart: Int32Array;
  outEdges: Int32Array;
  inStart: Int32Array;
  inEdges: Int32Array;
  /** Order facts that count: `before[i]` happened no later than `after[i]`. */
  facts: Facts;
  /** Sets of events whose order facts and times cannot all hold; their facts do not count. */
  conflicts: readonly OrderConflict[];
  /** Why an inferred edge stands: the two edges of the same link. Indexed like the edges. */
  inferredFrom: ReadonlyMap<number, readonly [number, number]>;
}

/** The edges of a view, less those of the removed nodes; `names` are their places in it. */
function edgesLeft(
  view: View,
  removed: Uint8Array | undefined,
): TimedEdges & { names: Int32Array } {
  const left = view.edges.flatMap(({ giver, receiver }, index) =>
    removed?.[giver] || removed?.[receiver] ? [] : [index],
  );
  const edges = {
    nodeCount: view.nodes.length,
    traits: new Uint8Array(view.nodes.length),
    published: timeColumns(view.nodes.length),
    edgeCount: 0,
    giver: new Int32Array(left.length),
    receiver: new Int32Array(left.length),
    relation: new Uint8Array(left.length),
    basis: new Uint8Array(left.length),
    time: timeColumns(left.length),
    names: Int32Array.from(left),
  };
  for (const [number, node] of view.nodes.entries()) setNode(edges, number, node);
  for (const index of left) {
    const edge = view.edges[index];
    if (edge) addEdge(edges, edge.giver, edge.receiver, edge);
  }
  return edges;
}

function countingFacts(facts: Facts, broken: ReadonlySet<number>): Facts {
  if (broken.size === 0) return facts;
  const kept = Int32Array.from(facts.edge.keys()).filter(
    (fact) => !broken.has(facts.edge[fact] ?? -1),
  );
  return {
    before: kept.map((fact) => facts.before[fact] ?? 0),
    after: kept.map((fact) => facts.after[fact] ?? 0),
    basis: Uint8Array.from(kept, (fact) => facts.basis[fact] ?? 0),
    edge: kept.map((fact) => facts.edge[fact] ?? 0),
  };
}

/**
 * The graph of a view without the removed nodes, their edges and the order facts that rest on
 * them. Where the view admits inferred edges, *same-link* edges are added.
 */
export function temporalGraph(view: View, removed?: Uint8Array): TemporalGraph {
  const edges = edgesLeft(view, removed);
  const settled = settleEdges(edges);
  const links = view.filter.floor === "inferred" ? sameLinks(view, edges, settled) : [];
  const inferred = (of: (link: SameLink) => number) => Int32Array.from(links, of);
  const filled = (value: number) => new Uint8Array(links.length).fill(value);
  const giver = joined(
    edges.giver,
    inferred(({ from }) => edges.receiver[from] ?? 0),
  );
  const receiver = joined(
    edges.receiver,
    inferred(({ to }) => edges.receiver[to] ?? 0),
  );
  const out = rowsOf(giver, edges.nodeCount);
  const into = rowsOf(receiver, edges.nodeCount);
  const { low, high, lowBasis, highBasis, lowCause, highCause, conflicts, brokenEdges } =
    settled.times;
  return {
    nodeCount: edges.nodeCount,
    edgeCount: giver.length,
    giver,
    receiver,
    event: joined(
      settled.event,
      inferred(({ to }) => settled.event[to] ?? 0),
    ),
    relation: joinedBytes(edges.relation, filled(MATCHES)),
    basis: joinedBytes(edges.basis, filled(basisRank("inferred"))),
    step: joinedBytes(settled.step, filled(0)),
    origin: joined(
      edges.names,
      inferred(() => -1),
    ),
    ...{ low, high, lowBasis, highBasis, lowCause, highCause, conflicts },
    outStart: out.start,
    outEdges: out.places,
    inStart: into.start,
    inEdges: into.places,
    facts: countingFacts(settled.facts, brokenEdges),
    inferredFrom: new Map(
      links.map(({ from, to }, i) => [edges.edgeCount + i, [from, to] as const]),
    ),
  };
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  if (second.length === 0) return first;
  const both = new Int32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function joinedBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (second.length === 0) return first;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const LINKS_TO = RELATIONS.indexOf("LINKS_TO");
const MATCHES = RELATIONS.indexOf("MATCHES");

/** Two edges of the same link, of which the later may have come by the earlier. */
interface SameLink {
  from: number;
  to: number;
}

/**
 * *Same-link*: a post that links to a thing took it, perhaps, from the earlier post that links to
 * the same: of those whose latest is no later than this one's earliest, the one with the greatest
 * latest, ties by key. At most one per post and thing; over recorded and reported links only.
 */
function sameLinks(view: View, edges: TimedEdges, { event, times }: SettledEdges): SameLink[] {
  const linking = new Map<number, number[]>();
  edges.relation.forEach((relation, edge) => {
    const post = edges.receiver[edge] ?? 0;
    const basis = BASES[edges.basis[edge] ?? 0];
    if (relation !== LINKS_TO || basis === "inferred" || view.nodes[post]?.type !== "post") return;
    const target = edges.giver[edge] ?? 0;
    const links = linking.get(target) ?? [];
    links.push(edge);
    linking.set(target, links);
  });
  const at = (side: Float64Array, edge: number) => side[event[edge] ?? 0] ?? Number.NaN;
  const keyOf = (edge: number): string => view.nodes[edges.receiver[edge] ?? 0]?.key ?? "";
  return [...linking.values()].flatMap((links) => {
    const byLatest = links
      .filter((edge) => Number.isFinite(at(times.high, edge)))
      .sort((a, b) => at(times.high, a) - at(times.high, b) || (keyOf(a) < keyOf(b) ? 1 : -1));
    return links.flatMap((to): SameLink[] => {
      const from = lastBefore(byLatest, at(times.low, to), (one) => at(times.high, one), to);
      return from === undefined ? [] : [{ from, to }];
    });
  });
}

/** Of edges ordered by latest, the last whose latest is at most `limit`, other than `self`. */
function lastBefore(
  ordered: readonly number[],
  limit: number,
  latest: (edge: number) => number,
  self: number,
): number | undefined {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (latest(ordered[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  const found = ordered[low - 1];
  return found === self ? ordered[low - 2] : found;
}

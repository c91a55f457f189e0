/**
 * The in-memory graph that path questions run on: edges in columns, each with the event at which
 * its receiver takes the thing, and the order facts between events.
 *
 * An item that cannot change has one event, its publication, shared by all edges into it and by
 * the edge that carries it into its whole. An item that can change has one event per edge into it,
 * besides its publication. Event `i` is the publication of node `i`; further events follow.
 */
import { BASES, type Basis, basisRank } from "../model/basis.ts";
import { RELATION, RELATIONS } from "../model/edge.ts";
import { highOf, lowOf } from "../model/time.ts";
import { type Causes, type OrderConflict, tighten } from "./tighten.ts";
import type { View, ViewEdge } from "./view.ts";

export interface TemporalGraph {
  nodeCount: number;
  edgeCount: number;
  /** Per edge: giver, receiver, event, index into RELATIONS, rank of basis. */
  giver: Int32Array;
  receiver: Int32Array;
  event: Int32Array;
  relation: Uint8Array;
  basis: Uint8Array;
  /** Per edge: the step from any event at the giver is certain, since the giver cannot change. */
  implied: Uint8Array;
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
  facts: OrderFacts;
  /** Sets of events whose order facts and times cannot all hold; their facts do not count. */
  conflicts: readonly OrderConflict[];
  /** Why an inferred edge stands: the two edges of the same link. Indexed like the edges. */
  inferredFrom: ReadonlyMap<number, readonly [number, number]>;
}

export interface OrderFacts {
  /** `before[i]` happened no later than `after[i]`. */
  before: number[];
  after: number[];
  basis: number[];
  /** The edge of the view that says so. */
  edge: number[];
}

interface Columns {
  giver: number[];
  receiver: number[];
  event: number[];
  relation: number[];
  basis: number[];
  implied: number[];
  origin: number[];
}

interface Events {
  low: number[];
  high: number[];
  lowBasis: number[];
  highBasis: number[];
}

function addEvent(
  events: Events,
  time: {
    earliest: number | null;
    latest: number | null;
    earliestBasis: Basis;
    latestBasis: Basis;
  },
): number {
  events.low.push(lowOf(time));
  events.high.push(highOf(time));
  events.lowBasis.push(basisRank(time.earliestBasis));
  events.highBasis.push(basisRank(time.latestBasis));
  return events.low.length - 1;
}

function eventOf(view: View, edge: ViewEdge, events: Events): number {
  if (view.nodes[edge.receiver]?.cannotChange) return edge.receiver;
  if (RELATION[edge.relation].atGiver && view.nodes[edge.giver]?.cannotChange) return edge.giver;
  return addEvent(events, edge.time);
}

/** Compressed rows: edges grouped by node, in edge order. */
function groupByNode(
  nodeCount: number,
  nodeOfEdge: ArrayLike<number>,
): { start: Int32Array; edges: Int32Array } {
  const start = new Int32Array(nodeCount + 1);
  for (let i = 0; i < nodeOfEdge.length; i += 1) {
    const node = nodeOfEdge[i] ?? 0;
    start[node + 1] = (start[node + 1] ?? 0) + 1;
  }
  for (let n = 0; n < nodeCount; n += 1) start[n + 1] = (start[n + 1] ?? 0) + (start[n] ?? 0);
  const next = start.slice();
  const edges = new Int32Array(nodeOfEdge.length);
  for (let i = 0; i < nodeOfEdge.length; i += 1) {
    const node = nodeOfEdge[i] ?? 0;
    const at = next[node] ?? 0;
    edges[at] = i;
    next[node] = at + 1;
  }
  return { start, edges };
}

/** The rows of a graph's edges and facts, less the removed nodes. */
function assemble(view: View, removed: Uint8Array | undefined) {
  const events: Events = { low: [], high: [], lowBasis: [], highBasis: [] };
  for (const node of view.nodes) addEvent(events, node.published);
  const columns: Columns = {
    giver: [],
    receiver: [],
    event: [],
    relation: [],
    basis: [],
    implied: [],
    origin: [],
  };
  const facts: OrderFacts = { before: [], after: [], basis: [], edge: [] };
  view.edges.forEach((edge, index) => {
    if (removed?.[edge.giver] || removed?.[edge.receiver]) return;
    const event = eventOf(view, edge, events);
    const basis = basisRank(edge.basis);
    const giver = view.nodes[edge.giver];
    const ordered = RELATION[edge.relation].order;
    columns.giver.push(edge.giver);
    columns.receiver.push(edge.receiver);
    columns.event.push(event);
    columns.relation.push(RELATIONS.indexOf(edge.relation));
    columns.basis.push(basis);
    columns.implied.push(giver?.cannotChange && (ordered || event === edge.giver) ? 1 : 0);
    columns.origin.push(index);
    const fact = (before: number) => {
      if (before === event) return;
      facts.before.push(before);
      facts.after.push(event);
      facts.basis.push(basis);
      facts.edge.push(index);
    };
    if (ordered) fact(edge.giver);
    if (!view.nodes[edge.receiver]?.cannotChange) fact(edge.receiver);
  });
  return { events, columns, facts };
}

function index(
  nodeCount: number,
  columns: Columns,
  times: Pick<TemporalGraph, "low" | "high" | "lowBasis" | "highBasis" | "lowCause" | "highCause">,
  rest: Pick<TemporalGraph, "facts" | "conflicts" | "inferredFrom">,
): TemporalGraph {
  const giver = Int32Array.from(columns.giver);
  const receiver = Int32Array.from(columns.receiver);
  const out = groupByNode(nodeCount, giver);
  const into = groupByNode(nodeCount, receiver);
  return {
    nodeCount,
    edgeCount: giver.length,
    giver,
    receiver,
    event: Int32Array.from(columns.event),
    relation: Uint8Array.from(columns.relation),
    basis: Uint8Array.from(columns.basis),
    implied: Uint8Array.from(columns.implied),
    origin: Int32Array.from(columns.origin),
    ...times,
    outStart: out.start,
    outEdges: out.edges,
    inStart: into.start,
    inEdges: into.edges,
    ...rest,
  };
}

function countingFacts(facts: OrderFacts, broken: ReadonlySet<number>): TemporalGraph["facts"] {
  const kept = facts.edge.flatMap((edge, fact) => (broken.has(edge) ? [] : [fact]));
  const column = (values: readonly number[]) => kept.map((fact) => values[fact] ?? 0);
  return {
    before: column(facts.before),
    after: column(facts.after),
    basis: column(facts.basis),
    edge: column(facts.edge),
  };
}

/**
 * The graph of a view without the removed nodes, their edges and the order facts that rest on
 * them. Where the view admits inferred edges, *same-link* edges are added.
 */
export function temporalGraph(view: View, removed?: Uint8Array): TemporalGraph {
  const { events, columns, facts } = assemble(view, removed);
  const { conflicts, brokenEdges, ...times } = tighten(
    {
      low: Float64Array.from(events.low),
      high: Float64Array.from(events.high),
      lowBasis: Uint8Array.from(events.lowBasis),
      highBasis: Uint8Array.from(events.highBasis),
    },
    facts,
  );
  columns.origin.forEach((origin, i) => {
    const shared = columns.event[i] === columns.giver[i];
    if (brokenEdges.has(origin) && !shared) columns.implied[i] = 0;
  });
  const inferred = new Map<number, readonly [number, number]>();
  if (view.filter.floor === "inferred") addSameLinks(view, columns, times, inferred);
  return index(view.nodes.length, columns, times, {
    facts: countingFacts(facts, brokenEdges),
    conflicts,
    inferredFrom: inferred,
  });
}

const LINKS_TO = RELATIONS.indexOf("LINKS_TO");
const MATCHES = RELATIONS.indexOf("MATCHES");

/**
 * *Same-link*: a post that links to a thing took it, perhaps, from the earlier post that links to
 * the same: of those whose latest is no later than this one's earliest, the one with the greatest
 * latest, ties by key. At most one per post and thing; over recorded and reported links only.
 */
function addSameLinks(
  view: View,
  columns: Columns,
  times: Pick<TemporalGraph, "low" | "high">,
  inferred: Map<number, readonly [number, number]>,
): void {
  const linking = new Map<number, number[]>();
  columns.relation.forEach((relation, edge) => {
    const post = columns.receiver[edge] ?? 0;
    const basis = BASES[columns.basis[edge] ?? 0];
    if (relation !== LINKS_TO || basis === "inferred" || view.nodes[post]?.type !== "post") return;
    const target = columns.giver[edge] ?? 0;
    const edges = linking.get(target) ?? [];
    edges.push(edge);
    linking.set(target, edges);
  });
  const at = (side: Float64Array, edge: number) => side[columns.event[edge] ?? 0] ?? Number.NaN;
  const keyOf = (edge: number): string => view.nodes[columns.receiver[edge] ?? 0]?.key ?? "";
  for (const edges of linking.values()) {
    const byLatest = edges
      .filter((edge) => Number.isFinite(at(times.high, edge)))
      .sort((a, b) => at(times.high, a) - at(times.high, b) || (keyOf(a) < keyOf(b) ? 1 : -1));
    for (const edge of edges) {
      const earlier = lastBefore(byLatest, at(times.low, edge), (one) => at(times.high, one), edge);
      if (earlier === undefined) continue;
      inferred.set(columns.giver.length, [earlier, edge]);
      columns.giver.push(columns.receiver[earlier] ?? 0);
      columns.receiver.push(columns.receiver[edge] ?? 0);
      columns.event.push(columns.event[edge] ?? 0);
      columns.relation.push(MATCHES);
      columns.basis.push(basisRank("inferred"));
      columns.implied.push(0);
      columns.origin.push(-1);
    }
  }
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

/**
 * The in-memory graph that questions are told from: edges in columns, each with the event at which
 * its receiver takes the thing (`timed-edges.ts`), and the order facts between events. Event `i` is
 * the publication of node `i`; further events follow.
 */
import { basisRank } from "../model/basis.ts";
import { RELATIONS } from "../model/edge.ts";
import type { Inference, InferredEdge } from "./inference.ts";
import { type CopyEdges, copyEdges, type TextEvent } from "./near-copies/copy-edges.ts";
import { type Causes, type Facts, NONE } from "./push-bounds.ts";
import { rowsOf } from "./rows.ts";
import { sameLinkEdges } from "./same-link.ts";
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
  /** Why an inferred edge stands. Indexed like the edges. */
  inferredFrom: ReadonlyMap<number, Inference>;
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

/** Times and facts with those of the moments from which items that can change have their text. */
function withTextEvents(
  { times, facts }: SettledEdges,
  events: readonly TextEvent[],
): Pick<SettledEdges, "times" | "facts"> {
  if (events.length === 0) return { times, facts };
  const column = (of: (event: TextEvent) => number) => Float64Array.from(events, of);
  const ranks = (of: (event: TextEvent) => number) => Uint8Array.from(events, of);
  const ints = (of: (event: TextEvent) => number) => Int32Array.from(events, of);
  const none = ints(() => NONE);
  return {
    times: {
      ...times,
      low: joinedNumbers(
        times.low,
        column(({ low }) => low),
      ),
      high: joinedNumbers(
        times.high,
        column(({ high }) => high),
      ),
      lowBasis: joinedBytes(
        times.lowBasis,
        ranks(({ lowBasis }) => lowBasis),
      ),
      highBasis: joinedBytes(
        times.highBasis,
        ranks(({ highBasis }) => highBasis),
      ),
      lowCause: {
        event: joined(
          times.lowCause.event,
          ints(({ node }) => node),
        ),
        edge: joined(times.lowCause.edge, none),
      },
      highCause: {
        event: joined(times.highCause.event, none),
        edge: joined(times.highCause.edge, none),
      },
    },
    facts: {
      before: joined(
        facts.before,
        ints(({ node }) => node),
      ),
      after: joined(
        facts.after,
        ints(({ event }) => event),
      ),
      basis: joinedBytes(
        facts.basis,
        ranks(() => 0),
      ),
      edge: joined(facts.edge, none),
    },
  };
}

/**
 * The graph of a view without the removed nodes, their edges and the order facts that rest on
 * them. Where the view admits inferred edges, *same-link* edges and those of near copies are added.
 */
export function temporalGraph(view: View, removed?: Uint8Array): TemporalGraph {
  const edges = edgesLeft(view, removed);
  const settled = settleEdges(edges);
  const isAdmitted = view.filter.floor === "inferred";
  const copies = isAdmitted ? copyEdges(view, edges, settled, removed) : NO_EDGES;
  const links = isAdmitted ? [...sameLinkEdges(view, edges, settled), ...copies.edges] : [];
  const { times, facts } = withTextEvents(settled, copies.events);
  const inferred = (of: (link: InferredEdge) => number) => Int32Array.from(links, of);
  const filled = (value: number) => new Uint8Array(links.length).fill(value);
  const giver = joined(
    edges.giver,
    inferred((link) => link.giver),
  );
  const receiver = joined(
    edges.receiver,
    inferred((link) => link.receiver),
  );
  const out = rowsOf(giver, edges.nodeCount);
  const into = rowsOf(receiver, edges.nodeCount);
  const { low, high, lowBasis, highBasis, lowCause, highCause, conflicts, brokenEdges } = times;
  return {
    nodeCount: edges.nodeCount,
    edgeCount: giver.length,
    giver,
    receiver,
    event: joined(
      settled.event,
      inferred((link) => link.event),
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
    facts: countingFacts(facts, brokenEdges),
    inferredFrom: new Map(links.map(({ why }, i) => [edges.edgeCount + i, why])),
  };
}

type Column = Int32Array | Uint8Array | Float64Array;

function filledFrom<T extends Column>(both: T, first: T, second: T): T {
  both.set(first);
  both.set(second, first.length);
  return both;
}

const joined = (first: Int32Array, second: Int32Array): Int32Array =>
  filledFrom(new Int32Array(first.length + second.length), first, second);
const joinedBytes = (first: Uint8Array, second: Uint8Array): Uint8Array =>
  filledFrom(new Uint8Array(first.length + second.length), first, second);
const joinedNumbers = (first: Float64Array, second: Float64Array): Float64Array =>
  filledFrom(new Float64Array(first.length + second.length), first, second);

const NO_EDGES: CopyEdges = { edges: [], events: [] };
const MATCHES = RELATIONS.indexOf("MATCHES");

/**
 * Edges with their own times, each put at its event: order facts, tightening, and what every step is
 * granted.
 *
 * An item that cannot change has one event, its publication, shared by all edges into it and by the
 * edge that carries it into its whole. An item that can change has one event per edge into it,
 * besides its publication.
 */
import { RELATION, RELATIONS } from "../model/edge.ts";
import { type TimeColumns, TRAIT } from "../model/flow-columns.ts";
import type { EdgeList } from "./build-graph.ts";
import { STEP } from "./flow-graph.ts";
import type { EventTimes, Facts } from "./push-bounds.ts";
import { type Rows, rowsOf } from "./rows.ts";
import { type Tightened, tighten } from "./tighten.ts";

/** Nodes by number, with bits of TRAIT and their publication; edges with their times before order facts. */
export interface TimedEdges {
  nodeCount: number;
  traits: Uint8Array;
  published: TimeColumns;
  edgeCount: number;
  giver: Int32Array;
  receiver: Int32Array;
  /** Index into RELATIONS, and rank of basis. */
  relation: Uint8Array;
  basis: Uint8Array;
  time: TimeColumns;
  /** What facts call each edge, if not by its place. */
  names?: Int32Array;
}

const ORDERED = Uint8Array.from(RELATIONS, (relation) => (RELATION[relation].order ? 1 : 0));
const AT_GIVER = Uint8Array.from(RELATIONS, (relation) => (RELATION[relation].atGiver ? 1 : 0));

const isFixed = (traits: Uint8Array, node: number): boolean =>
  ((traits[node] ?? 0) & TRAIT.cannotChange) !== 0;

/** Event n is the publication of node n; those of edges that share none follow. */
interface Events {
  count: number;
  ofEdge: Int32Array;
}

function eventsOf({ nodeCount, traits, ...edges }: TimedEdges): Events {
  const ofEdge = new Int32Array(edges.edgeCount);
  let count = nodeCount;
  for (let e = 0; e < edges.edgeCount; e += 1) {
    const [giver, receiver] = [edges.giver[e] ?? 0, edges.receiver[e] ?? 0];
    const atGiver = AT_GIVER[edges.relation[e] ?? 0] === 1;
    if (isFixed(traits, receiver)) ofEdge[e] = receiver;
    else if (atGiver && isFixed(traits, giver)) ofEdge[e] = giver;
    else {
      ofEdge[e] = count;
      count += 1;
    }
  }
  return { count, ofEdge };
}

function timesOf(
  { nodeCount, published, time }: TimedEdges,
  { count, ofEdge }: Events,
): EventTimes {
  const times: EventTimes = {
    low: new Float64Array(count),
    high: new Float64Array(count),
    lowBasis: new Uint8Array(count),
    highBasis: new Uint8Array(count),
  };
  times.low.set(published.earliest);
  times.high.set(published.latest);
  times.lowBasis.set(published.earliestBasis);
  times.highBasis.set(published.latestBasis);
  for (let e = 0; e < ofEdge.length; e += 1) {
    const event = ofEdge[e] ?? 0;
    if (event < nodeCount) continue;
    times.low[event] = time.earliest[e] ?? Number.NaN;
    times.high[event] = time.latest[e] ?? Number.NaN;
    times.lowBasis[event] = time.earliestBasis[e] ?? 0;
    times.highBasis[event] = time.latestBasis[e] ?? 0;
  }
  return times;
}

/** What an edge refers to was there before, and so was its receiver. */
function factsOf(edges: TimedEdges, { ofEdge }: Events): Facts {
  const most = 2 * edges.edgeCount;
  const before = new Int32Array(most);
  const after = new Int32Array(most);
  const basis = new Uint8Array(most);
  const edge = new Int32Array(most);
  let count = 0;
  const add = (first: number, e: number): void => {
    const event = ofEdge[e] ?? 0;
    if (first === event) return;
    before[count] = first;
    after[count] = event;
    basis[count] = edges.basis[e] ?? 0;
    edge[count] = edges.names?.[e] ?? e;
    count += 1;
  };
  for (let e = 0; e < edges.edgeCount; e += 1) {
    const receiver = edges.receiver[e] ?? 0;
    if (ORDERED[edges.relation[e] ?? 0] === 1) add(edges.giver[e] ?? 0, e);
    if (!isFixed(edges.traits, receiver)) add(receiver, e);
  }
  return {
    before: before.subarray(0, count),
    after: after.subarray(0, count),
    basis: basis.subarray(0, count),
    edge: edge.subarray(0, count),
  };
}

/** Whether facts that count put one event before another, back from the later one. */
function precedes(
  first: number,
  later: number,
  facts: Facts,
  into: Rows,
  broken: ReadonlySet<number>,
) {
  const seen = new Set([later]);
  for (const event of seen) {
    if (event === first) return true;
    const end = into.start[event + 1] ?? 0;
    for (let i = into.start[event] ?? 0; i < end; i += 1) {
      const fact = into.places[i] ?? 0;
      if (!broken.has(facts.edge[fact] ?? 0)) seen.add(facts.before[fact] ?? 0);
    }
  }
  return false;
}

/** Per edge: bits of STEP. */
function stepsOf(
  edges: TimedEdges,
  events: Events,
  facts: Facts,
  tightened: Tightened,
): Uint8Array {
  const { low, high, brokenEdges } = tightened;
  const allCount = brokenEdges.size === 0;
  const steps = new Uint8Array(edges.edgeCount);
  let into: Rows | undefined;
  for (let e = 0; e < edges.edgeCount; e += 1) {
    const [giver, event] = [edges.giver[e] ?? 0, events.ofEdge[e] ?? 0];
    const fixed = isFixed(edges.traits, giver);
    const counts = allCount || !brokenEdges.has(edges.names?.[e] ?? e);
    const ordered = counts && ORDERED[edges.relation[e] ?? 0] === 1;
    const toItself = counts && !fixed && giver === edges.receiver[e];
    if (fixed && (ordered || event === giver)) steps[e] = STEP.implied | STEP.first;
    else if (ordered || toItself) steps[e] = STEP.first;
    // Where times say so already, facts that lead there by others are not looked for.
    else if ((high[giver] ?? Number.NaN) > (low[event] ?? Number.NaN)) {
      into ??= rowsOf(facts.after, events.count);
      if (precedes(giver, event, facts, into, brokenEdges)) steps[e] = STEP.first;
    }
  }
  return steps;
}

/** Edges at their events, whose times are tightened. */
export interface SettledEdges {
  /** Per edge. */
  event: Int32Array;
  /** Per edge: bits of STEP. */
  step: Uint8Array;
  facts: Facts;
  times: Tightened;
}

export function settleEdges(edges: TimedEdges): SettledEdges {
  const events = eventsOf(edges);
  const facts = factsOf(edges, events);
  const times = tighten(timesOf(edges, events), facts);
  return { event: events.ofEdge, step: stepsOf(edges, events, facts, times), facts, times };
}

/** The edges in their order, each at the time of its event. */
export function edgeList(edges: TimedEdges): EdgeList {
  const { event, step, times } = settleEdges(edges);
  const at = (bounds: Float64Array) => Float64Array.from(event, (one) => bounds[one] ?? Number.NaN);
  return {
    nodeCount: edges.nodeCount,
    giver: edges.giver,
    receiver: edges.receiver,
    earliest: at(times.low),
    latest: at(times.high),
    relation: edges.relation,
    basis: edges.basis,
    step,
    nodeEarliest: times.low.slice(0, edges.nodeCount),
    nodeLatest: times.high.slice(0, edges.nodeCount),
  };
}

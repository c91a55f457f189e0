/** How long after its giver was published each receiver took a thing, and when bounds on many such delays are attained. */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { connectedSets } from "../../graph/tighten.ts";
import { RELATION, RELATIONS } from "../../model/edge.ts";

export interface Delay {
  edge: number;
  /** Milliseconds from the giver's publication to the receiver's event, in worlds in which it flows. */
  low: number;
  high: number;
  /** It flows in every world: an order fact or the times say so. */
  sure: boolean;
  /** The times alone would let the receiver come first: its least is 0. */
  clipped: boolean;
}

/** `same moment`: a part enters its whole when it is published. `impossible`: no world lets it flow. */
type NoDelay = "same moment" | "impossible" | "itself";

/** Which edges have an order fact that counts. */
export function orderedEdges(graph: TemporalGraph): (edge: number) => boolean {
  const counting = new Set(graph.facts.edge);
  return (edge) =>
    RELATION[RELATIONS[graph.relation[edge] ?? 0] ?? "MATCHES"].order &&
    counting.has(graph.origin[edge] ?? -1);
}

export function delayOf(
  graph: TemporalGraph,
  edge: number,
  ordered: (edge: number) => boolean,
): Delay | NoDelay {
  const giver = graph.giver[edge] ?? -1;
  const event = graph.event[edge] ?? -1;
  if (giver === graph.receiver[edge]) return "itself";
  if (giver === event) return "same moment";
  const least = (graph.low[event] ?? Number.NaN) - (graph.high[giver] ?? Number.NaN);
  const high = (graph.high[event] ?? Number.NaN) - (graph.low[giver] ?? Number.NaN);
  if (high < 0) return "impossible";
  const clipped = least < 0;
  return { edge, low: Math.max(0, least), high, sure: !clipped || ordered(edge), clipped };
}

/** Which events depend on each other: what no fact connects varies freely. */
export interface Dependence {
  /** Per event a number that connected events share; -1 where the time is exact, which connects nothing. */
  set: Int32Array;
  /** Events that may be in a circle of facts, so that two of them may be of one moment. */
  circled: Uint8Array;
}

/** `before[i]` is no later than `after[i]`. */
interface Pairs {
  before: number[];
  after: number[];
}

/** Events that are left when those with nothing before them are taken out, again and again. */
function leftByPeeling(count: number, { before, after }: Pairs): Uint8Array {
  const waits = new Int32Array(count);
  // Pairs that leave an event, each leading to the next of them; -1 ends.
  const firstOf = new Int32Array(count).fill(-1);
  const nextOf = new Int32Array(before.length);
  for (let pair = 0; pair < before.length; pair += 1) {
    const [event, later] = [before[pair] ?? 0, after[pair] ?? 0];
    waits[later] = (waits[later] ?? 0) + 1;
    nextOf[pair] = firstOf[event] ?? -1;
    firstOf[event] = pair;
  }
  const left = new Uint8Array(count).fill(1);
  const ready: number[] = [];
  for (let event = 0; event < count; event += 1) if (waits[event] === 0) ready.push(event);
  for (let event = ready.pop(); event !== undefined; event = ready.pop()) {
    left[event] = 0;
    for (let pair = firstOf[event] ?? -1; pair !== -1; pair = nextOf[pair] ?? -1) {
      const later = after[pair] ?? 0;
      waits[later] = (waits[later] ?? 0) - 1;
      if (waits[later] === 0) ready.push(later);
    }
  }
  return left;
}

/** Order facts between events that are open, and delays that are granted to be none below 0. */
function openPairs({ low, high, facts, giver, event }: TemporalGraph, delays: readonly Delay[]) {
  const pairs: Pairs = { before: [], after: [] };
  const add = (before: number, after: number): void => {
    if (low[before] === high[before] || low[after] === high[after]) return;
    pairs.before.push(before);
    pairs.after.push(after);
  };
  facts.before.forEach((before, fact) => {
    add(before, facts.after[fact] ?? 0);
  });
  for (const { edge, sure } of delays) if (!sure) add(giver[edge] ?? 0, event[edge] ?? 0);
  return pairs;
}

/** How events depend on each other in the worlds in which all the delays flow. */
export function dependenceOf(graph: TemporalGraph, delays: readonly Delay[]): Dependence {
  const { low, high } = graph;
  const pairs = openPairs(graph, delays);
  const forward = leftByPeeling(low.length, pairs);
  const backward = leftByPeeling(low.length, { before: pairs.after, after: pairs.before });
  return {
    set: connectedSets(low.length, pairs).map((set, event) =>
      low[event] === high[event] ? -1 : set,
    ),
    circled: forward.map((left, event) => left & (backward[event] ?? 0)),
  };
}

/** Bits of the ends of delays that a set of events holds. */
const GIVER = 1;
const RECEIVER = 2;

/**
 * Whether some world has all these delays at their least, and some world has all at their most.
 * Sets of connected events vary freely of each other. Of a set that one delay touches, some world
 * attains each of its bounds: order facts alone make the worlds a distributive lattice. Of a set
 * that several touch, all its events can be at their latest together, or all at their earliest:
 * so it must be the givers only, or the receivers only, that it holds. Sufficient, not necessary.
 */
export function attained(
  graph: TemporalGraph,
  { set, circled }: Dependence,
  delays: readonly Delay[],
): boolean {
  const touched = new Map<
    number,
    { edge: number; several: boolean; ends: number; clipped: boolean }
  >();
  for (const { edge, clipped } of delays) {
    const [giver, event] = [graph.giver[edge] ?? 0, graph.event[edge] ?? 0];
    if (circled[giver] && circled[event]) return false;
    for (const [end, at] of [
      [GIVER, giver],
      [RECEIVER, event],
    ] as const) {
      const name = set[at] ?? -1;
      if (name === -1) continue;
      const known = touched.get(name) ?? { edge, several: false, ends: 0, clipped: false };
      touched.set(name, {
        edge,
        several: known.several || known.edge !== edge,
        ends: known.ends | end,
        clipped: known.clipped || clipped,
      });
    }
  }
  return [...touched.values()].every(
    ({ several, ends, clipped }) => !several || (ends !== (GIVER | RECEIVER) && !clipped),
  );
}

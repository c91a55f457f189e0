/**
 * Latest departure: the latest moment at which the thing can still leave a source, that is the time
 * of the first hop, and be at a target in the window. In each world it is the latest first hop of a
 * path that this world has.
 *
 * *Possible*: the greatest over worlds. Along a path it is the least latest of the hops, so it is
 * the backward label. *Guaranteed*: in every world the thing can leave then or later. By the proof
 * for guaranteed arrival turned round: put the events from which certain steps lead to a target at
 * their earliest and all else at its latest; no other then leads there. It is the greatest earliest
 * of the first hops that lead on for certain and certainly follow the source. Where facts put a
 * source no later than one that counts, all of its hops that lead on count: in a world in which it
 * is there only after such a hop, the one that facts put after it comes later still.
 */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { startLabel, step } from "./by-hops.ts";
import { neighboursOf } from "./fact-order.ts";
import { findPath } from "./find-path.ts";
import { backwardLabels, type Course } from "./labels.ts";

export interface Departure {
  /** Negative infinity: no bound known. */
  at: number;
  /** Edges of a path that leaves then. */
  path: readonly number[];
}

interface FirstHop {
  edge: number;
  source: number;
  /** The label to go on with. */
  label: number;
}

/** First hops that lead on. */
function firstHops(course: Course): FirstHop[] {
  const { graph, sources, order, window } = course;
  const onward = backwardLabels(course);
  const isSource = new Set(sources);
  return sources.flatMap((source) => {
    const found: FirstHop[] = [];
    const end = graph.outStart[source + 1] ?? 0;
    for (let i = graph.outStart[source] ?? 0; i < end; i += 1) {
      const edge = graph.outEdges[i] ?? 0;
      const to = graph.receiver[edge] ?? 0;
      if (isSource.has(to)) continue;
      const event = graph.event[edge] ?? 0;
      const high = Math.min(graph.high[event] ?? Number.NaN, onward[to] ?? Number.NaN);
      if (order === "possible") {
        const label = step(graph, order, startLabel(graph, order, source), true, edge, window);
        const latest = Math.min(high, window.latest);
        if (label !== undefined && label <= latest) found.push({ edge, source, label: latest });
        continue;
      }
      const low = graph.low[event] ?? Number.NaN;
      const isIn = window.earliest <= low && (graph.high[event] ?? Number.NaN) <= window.latest;
      if (isIn && (graph.high[event] ?? Number.NaN) <= (onward[to] ?? Number.NaN)) {
        found.push({ edge, source, label: graph.high[event] ?? Number.NaN });
      }
    }
    return found;
  });
}

const lowOf = (graph: TemporalGraph, edge: number): number =>
  graph.low[graph.event[edge] ?? 0] ?? Number.NaN;

/** The latest departure that is possible on labels, and a path that leaves then. */
export function possibleDeparture(course: Omit<Course, "order">): Departure | undefined {
  const possible: Course = { ...course, order: "possible" };
  let best: FirstHop | undefined;
  for (const hop of firstHops(possible)) if (!best || hop.label > best.label) best = hop;
  const path = best && findPath(possible, best);
  return best && path && { at: best.label, path };
}

/** Of the hops of sources that facts put no later than a hop that counts, all count. */
function counting(
  graph: TemporalGraph,
  hops: readonly FirstHop[],
  certain: readonly FirstHop[],
): ReadonlySet<FirstHop> {
  const { before } = neighboursOf(graph);
  const eventOf = ({ edge }: FirstHop) => graph.event[edge] ?? -1;
  const counted = new Set(certain);
  const of = Map.groupBy(hops, ({ source }) => source);
  const events = new Set(certain.map(eventOf));
  for (const event of events) {
    for (const earlier of before.get(event) ?? []) events.add(earlier);
    for (const hop of of.get(event) ?? []) {
      counted.add(hop);
      events.add(eventOf(hop));
    }
  }
  return counted;
}

/** The latest departure that is guaranteed, and a certain path that leaves no earlier than any other. Sound within a window. */
export function guaranteedDeparture(course: Omit<Course, "order">): Departure | undefined {
  const certain: Course = { ...course, order: "certain" };
  const { graph, window } = course;
  const hops = firstHops(certain);
  const follows = hops.filter(({ edge, source }) => {
    const label = startLabel(graph, "certain", source);
    return step(graph, "certain", label, true, edge, window) !== undefined;
  });
  let [best] = follows;
  for (const hop of follows)
    if (best && lowOf(graph, hop.edge) > lowOf(graph, best.edge)) best = hop;
  const path = best && findPath(certain, best);
  let at = Number.NEGATIVE_INFINITY;
  for (const { edge } of counting(graph, hops, follows)) at = Math.max(at, lowOf(graph, edge));
  return path && { at, path };
}

/**
 * What a path stands on: items such that, if none of them is taken out, the path still stands.
 *
 * A possible path needs its own items and edges. Taking anything else out only takes order facts
 * away, and what they refused, so the path stays possible. It can do more in two cases: where a
 * connected set of facts could not hold, so that they did not count, less of it may hold and count
 * again: all items at edges of such a set are grounds if it meets the path. And an inferred edge
 * stands by the order of all links to the same thing, or of all near copies: what the times of these
 * rest on are grounds.
 *
 * A path is certain by order facts of its own edges, and by bounds that its events have of
 * themselves or by a chain of order facts: the items at the edges of these chains are grounds too.
 * While they stay, each bound is at least as close as the chain makes it.
 */

import type { Causes } from "../graph/push-bounds.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import { RELATION, RELATIONS } from "../model/edge.ts";
import { factsLeaving } from "./engine/fact-order.ts";
import type { Order } from "./engine/frontier.ts";

interface Standing {
  graph: TemporalGraph;
  view: View;
}

function addEnds({ view }: Standing, origin: number, grounds: Set<number>): void {
  const edge = view.edges[origin];
  if (edge) grounds.add(edge.giver).add(edge.receiver);
}

function addChain(standing: Standing, event: number, causes: Causes, grounds: Set<number>): void {
  const seen = new Set<number>();
  for (let at = event; !seen.has(at) && (causes.event[at] ?? -1) !== -1; ) {
    seen.add(at);
    addEnds(standing, causes.edge[at] ?? -1, grounds);
    at = causes.event[at] ?? -1;
  }
}

function addBounds(standing: Standing, event: number, grounds: Set<number>): void {
  addChain(standing, event, standing.graph.lowCause, grounds);
  addChain(standing, event, standing.graph.highCause, grounds);
}

/** The fewest facts that put one event no later than another, if facts do. */
function addFactChain(standing: Standing, from: number, to: number, grounds: Set<number>): void {
  const { facts } = standing.graph;
  const leaving = factsLeaving(standing.graph);
  const by = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (let head = 0; head < queue.length && !by.has(to); head += 1) {
    for (const fact of leaving.get(queue[head] ?? -1) ?? []) {
      const next = facts.after[fact] ?? -1;
      if (by.has(next)) continue;
      by.set(next, fact);
      queue.push(next);
    }
  }
  for (let fact = by.get(to) ?? -1; fact !== -1; fact = by.get(facts.before[fact] ?? -1) ?? -1) {
    addEnds(standing, facts.edge[fact] ?? -1, grounds);
  }
}

/** Events that an edge's order facts put no later than its own, whether or not the facts count. */
function eventsBefore(graph: TemporalGraph, edge: number): number[] {
  if ((graph.origin[edge] ?? -1) === -1) return [];
  const [giver, receiver] = [graph.giver[edge] ?? 0, graph.receiver[edge] ?? 0];
  const relation = RELATIONS[graph.relation[edge] ?? 0] ?? "LINKS_TO";
  const before = RELATION[relation].order ? [giver, receiver] : [receiver];
  return before.filter((event) => event !== graph.event[edge]);
}

/** Adds the items at all edges of the sets that cannot hold, of those that meet these events. */
function addConflicts(standing: Standing, events: readonly number[], grounds: Set<number>): void {
  const { graph } = standing;
  if (graph.conflicts.length === 0) return;
  const edgesAt = new Map<number, number[]>();
  const put = (event: number, edge: number) => {
    const list = edgesAt.get(event);
    if (list) list.push(edge);
    else edgesAt.set(event, [edge]);
  };
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const before = eventsBefore(graph, edge);
    for (const event of before) put(event, edge);
    if (before.length > 0) put(graph.event[edge] ?? 0, edge);
  }
  for (const { lowEvent } of graph.conflicts) {
    const set = new Set([lowEvent]);
    const edges = new Set<number>();
    for (const event of set) {
      for (const edge of edgesAt.get(event) ?? []) {
        edges.add(edge);
        for (const other of eventsBefore(graph, edge)) set.add(other);
        set.add(graph.event[edge] ?? 0);
      }
    }
    if (!events.some((event) => set.has(event))) continue;
    for (const edge of edges) grounds.add(graph.giver[edge] ?? 0).add(graph.receiver[edge] ?? 0);
  }
}

/** Events of all links to the thing by which an edge was inferred, or of all near copies, whose order it rests on. */
function linkEvents({ graph }: Standing, edge: number, grounds: Set<number>): number[] {
  const why = graph.inferredFrom.get(edge);
  if (why === undefined) return [];
  if (why.method !== "same-link") return [...new Set(why.sets.flat())];
  const [link] = why.links;
  const thing = graph.giver[link] ?? 0;
  grounds.add(thing);
  const end = graph.outStart[thing + 1] ?? 0;
  const events: number[] = [];
  for (let i = graph.outStart[thing] ?? 0; i < end; i += 1) {
    events.push(graph.event[graph.outEdges[i] ?? 0] ?? 0);
  }
  return events;
}

/** Grounds of a path that is possible, or of one each of whose hops is certain. */
export function groundsOf(
  standing: Standing,
  path: readonly number[],
  order: Order,
): ReadonlySet<number> {
  const { graph } = standing;
  const grounds = new Set<number>();
  const links: number[] = [];
  for (const edge of path) {
    grounds.add(graph.giver[edge] ?? 0).add(graph.receiver[edge] ?? 0);
    links.push(...linkEvents(standing, edge, grounds));
  }
  const source = graph.giver[path[0] ?? -1] ?? -1;
  const events = [source, ...path.map((edge) => graph.event[edge] ?? -1)];
  for (const event of order === "certain" ? [...events, ...links] : links) {
    addBounds(standing, event, grounds);
  }
  if (order === "certain") addFactChain(standing, source, events[1] ?? -1, grounds);
  addConflicts(standing, [...events, ...links], grounds);
  return grounds;
}

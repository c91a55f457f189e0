/** The order that facts alone put events in. */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";

interface Neighbours {
  after: Map<number, number[]>;
  before: Map<number, number[]>;
}

const neighbours = new WeakMap<TemporalGraph, Neighbours>();

export function add(map: Map<number, number[]>, from: number, to: number): void {
  const list = map.get(from);
  if (list) list.push(to);
  else map.set(from, [to]);
}

/** Events that facts put next to each: made once for a graph. */
export function neighboursOf(graph: TemporalGraph): Neighbours {
  const known = neighbours.get(graph);
  if (known) return known;
  const made: Neighbours = { after: new Map(), before: new Map() };
  graph.facts.before.forEach((before, fact) => {
    const after = graph.facts.after[fact] ?? 0;
    add(made.after, before, after);
    add(made.before, after, before);
  });
  neighbours.set(graph, made);
  return made;
}

const leaving = new WeakMap<TemporalGraph, ReadonlyMap<number, readonly number[]>>();

/** Order facts by the event that they put first: made once for a graph. */
export function factsLeaving(graph: TemporalGraph): ReadonlyMap<number, readonly number[]> {
  const known = leaving.get(graph);
  if (known) return known;
  const made = new Map<number, number[]>();
  graph.facts.before.forEach((before, fact) => {
    add(made, before, fact);
  });
  leaving.set(graph, made);
  return made;
}

const followers = new WeakMap<TemporalGraph, Map<number, ReadonlySet<number>>>();

/** Whether order facts put one event no later than another in every world. */
export function precedes(graph: TemporalGraph, first: number, second: number): boolean {
  const known = followers.get(graph) ?? new Map<number, ReadonlySet<number>>();
  followers.set(graph, known);
  const found = known.get(first) ?? allAfter(graph, first);
  known.set(first, found);
  return found.has(second);
}

function allAfter(graph: TemporalGraph, first: number): ReadonlySet<number> {
  const { after } = neighboursOf(graph);
  const seen = new Set([first]);
  const stack = [first];
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    for (const next of after.get(event) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      stack.push(next);
    }
  }
  return seen;
}

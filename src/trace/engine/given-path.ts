/** The times that remain when a path is taken to have happened: a check of the path against every order fact. */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import { add, neighboursOf } from "./fact-order.ts";
import { ALWAYS, type Window } from "./window.ts";

export interface EventBounds {
  low(event: number): number;
  high(event: number): number;
}

/**
 * Event times narrowed by "these edges were taken one after the other"; undefined when no world
 * allows it.
 */
export function givenPath(
  graph: TemporalGraph,
  edges: readonly number[],
  window: Window = ALWAYS,
): EventBounds | undefined {
  const { after, before } = neighboursOf(graph);
  const hops = edges.map((edge) => graph.event[edge] ?? 0);
  const source = graph.giver[edges[0] ?? -1];
  // A source gives nothing before it is there.
  const events = source === undefined ? hops : [source, ...hops];
  const low = new Map<number, number>();
  const high = new Map<number, number>();
  const lowOf = (event: number) => low.get(event) ?? graph.low[event] ?? Number.NaN;
  const highOf = (event: number) => high.get(event) ?? graph.high[event] ?? Number.NaN;
  const nextOnPath = new Map<number, number[]>();
  const previousOnPath = new Map<number, number[]>();
  for (let i = 1; i < events.length; i += 1) {
    const [from, to] = [events[i - 1] ?? 0, events[i] ?? 0];
    if (from === to) continue;
    add(nextOnPath, from, to);
    add(previousOnPath, to, from);
  }
  const queue: number[] = [];
  const narrow = (event: number, newLow: number, newHigh: number): void => {
    if (newLow <= lowOf(event) && newHigh >= highOf(event)) return;
    low.set(event, Math.max(newLow, lowOf(event)));
    high.set(event, Math.min(newHigh, highOf(event)));
    queue.push(event);
  };
  for (const event of hops) narrow(event, window.earliest, window.latest);
  queue.push(...events);
  for (let event = queue.pop(); event !== undefined; event = queue.pop()) {
    if (lowOf(event) > highOf(event)) return undefined;
    for (const later of [...(after.get(event) ?? []), ...(nextOnPath.get(event) ?? [])]) {
      narrow(later, lowOf(event), Number.POSITIVE_INFINITY);
    }
    for (const earlier of [...(before.get(event) ?? []), ...(previousOnPath.get(event) ?? [])]) {
      narrow(earlier, Number.NEGATIVE_INFINITY, highOf(event));
    }
  }
  return { low: lowOf, high: highOf };
}

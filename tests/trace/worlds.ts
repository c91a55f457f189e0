/**
 * Brute force: every world of a tiny drawn graph, enumerated from DESIGN's words and from no code
 * of the engine. A world gives each event one integer time; what holds is read off the worlds.
 */
import type { Relation } from "../../src/model/edge.ts";

export interface Bounds {
  earliest: number | null;
  latest: number | null;
}
export interface DrawnItem extends Bounds {
  /** It cannot change. */
  fixed: boolean;
}
/** As it is written: which end gives is for the reader of the drawing to know. */
export interface DrawnEdge extends Bounds {
  relation: Relation;
  subject: number;
  object: number;
}
export interface Drawing {
  items: readonly DrawnItem[];
  edges: readonly DrawnEdge[];
}

export const RECEIVER_IS_OBJECT = new Set<Relation>(["RESHARED_BY", "PART_OF", "MATCHES"]);
/** The giver was there before. */
const ORDERED = new Set<Relation>(["LINKS_TO", "RESHARED_BY", "QUOTES", "REPLIES_TO", "COPY_OF"]);

interface Flow {
  giver: number;
  receiver: number;
  event: number;
}

export interface Meaning {
  flows: readonly Flow[];
  /** `facts[i]`: the first event is no later than the second; `of` is the edge that says so. */
  facts: readonly { before: number; after: number; of: number }[];
  bounds: readonly Bounds[];
  eventCount: number;
}

export interface Worlds extends Meaning {
  count: number;
  /** Times of all events of one world after another. */
  times: Int8Array;
}

/**
 * Events: item `i` exists at event `i`. All edges into an item that cannot change are its event, and
 * so is the PART_OF edge out of it into a whole that can change; any other edge has its own.
 */
export function meaningOf({ items, edges }: Drawing): Meaning {
  const bounds = items.map(({ earliest, latest }): Bounds => ({ earliest, latest }));
  const facts: { before: number; after: number; of: number }[] = [];
  const flows = edges.map((edge, of): Flow => {
    const forward = RECEIVER_IS_OBJECT.has(edge.relation);
    const giver = forward ? edge.subject : edge.object;
    const receiver = forward ? edge.object : edge.subject;
    const partOfChanging = edge.relation === "PART_OF" && items[giver]?.fixed;
    let event = receiver;
    if (!items[receiver]?.fixed) {
      event = partOfChanging
        ? giver
        : bounds.push({ earliest: edge.earliest, latest: edge.latest }) - 1;
      facts.push({ before: receiver, after: event, of });
    }
    if (ORDERED.has(edge.relation)) facts.push({ before: giver, after: event, of });
    return { giver, receiver, event };
  });
  return { flows, facts, bounds, eventCount: bounds.length };
}

/** Times drawn are 0..4; what is open reaches this far beyond them. */
export const DRAWN = { earliest: 0, latest: 4 };

/** A time of a world as a bound: what lies beyond the times drawn is open. */
export const drawnTime = (time: number): number =>
  time < DRAWN.earliest
    ? Number.NEGATIVE_INFINITY
    : time > DRAWN.latest
      ? Number.POSITIVE_INFINITY
      : time;

function touchedBy({ flows, facts }: Pick<Meaning, "flows" | "facts">): Set<number> {
  const touched = new Set(flows.flatMap(({ giver, event }) => [giver, event]));
  for (const { before, after } of facts) touched.add(before).add(after);
  return touched;
}

/**
 * All worlds that keep every event within its bounds and every order fact, but for facts of the
 * edges that are not believed.
 */
export function worldsOf(drawing: Drawing, notBelieved: ReadonlySet<number> = new Set()): Worlds {
  const read = meaningOf(drawing);
  const meaning = { ...read, facts: read.facts.filter(({ of }) => !notBelieved.has(of)) };
  const { facts, bounds, eventCount } = meaning;
  const margin = eventCount <= 4 ? 3 : eventCount <= 5 ? 2 : 1;
  const low = bounds.map(({ earliest }) => earliest ?? DRAWN.earliest - margin);
  const high = bounds.map(({ latest }) => latest ?? DRAWN.latest + margin);
  const touched = touchedBy(meaning);
  const due = Array.from({ length: eventCount }, (_, event) =>
    facts.filter(({ before, after }) => Math.max(before, after) === event),
  );
  const world = new Int8Array(eventCount);
  const found: number[] = [];
  const place = (event: number): void => {
    if (event === eventCount) {
      for (const time of world) found.push(time);
      return;
    }
    // What no edge and no fact touches asks the same at every time.
    const last = touched.has(event) ? (high[event] ?? 0) : (low[event] ?? 0);
    for (let time = low[event] ?? 0; time <= last; time += 1) {
      world[event] = time;
      if (due[event]?.every(({ before, after }) => (world[before] ?? 0) <= (world[after] ?? 0))) {
        place(event + 1);
      }
    }
  };
  place(0);
  return { ...meaning, times: Int8Array.from(found), count: found.length / eventCount };
}

/** Edges whose facts connect events, set by set. */
function connectedFacts({ facts }: Meaning): Set<number>[] {
  let sets: { events: Set<number>; edges: Set<number> }[] = [];
  for (const { before, after, of } of facts) {
    const touches = ({ events }: { events: Set<number> }) =>
      events.has(before) || events.has(after);
    const events = new Set([before, after]);
    const edges = new Set([of]);
    for (const set of sets.filter(touches)) {
      for (const event of set.events) events.add(event);
      for (const edge of set.edges) edges.add(edge);
    }
    sets = [...sets.filter((set) => !touches(set)), { events, edges }];
  }
  return sets.map(({ edges }) => edges);
}

/** Of the connected sets, those whose facts and times cannot all hold. */
export function setsWithoutWorld(drawing: Drawing): Set<number>[] {
  const sets = connectedFacts(meaningOf(drawing));
  return sets.filter((set) => {
    const others = drawing.edges.flatMap((_, edge) => (set.has(edge) ? [] : [edge]));
    return worldsOf(drawing, new Set(others)).count === 0;
  });
}

/** Least and greatest time of an event over all worlds; null where it goes beyond what is drawn. */
export function spanOfEvent(worlds: Worlds, event: number): Bounds {
  if (!touchedBy(worlds).has(event))
    return worlds.bounds[event] ?? { earliest: null, latest: null };
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let at = event; at < worlds.times.length; at += worlds.eventCount) {
    const time = worlds.times[at] ?? 0;
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
  }
  return {
    earliest: earliest < DRAWN.earliest ? null : earliest,
    latest: latest > DRAWN.latest ? null : latest,
  };
}

export interface Arrival {
  /** Worlds in which some path leads there. */
  worlds: number;
  /** Earliest arrival: the least and the greatest over the worlds that have one. */
  least: number;
  greatest: number;
  /** Fewest hops of a path in any world. */
  hops: number;
}

/** Within these times only; both ends included. */
export interface Within {
  earliest: number;
  latest: number;
}
const ANY_TIME: Within = {
  earliest: Number.NEGATIVE_INFINITY,
  latest: Number.POSITIVE_INFINITY,
};

/**
 * Earliest arrival at every item from the sources, world by world. A path is a sequence of edges
 * whose times do not decrease; it starts at a source, once that exists.
 */
export function arrivals(
  worlds: Worlds,
  itemCount: number,
  sources: readonly number[],
  within: Within = ANY_TIME,
): Arrival[] {
  const { flows, eventCount, times } = worlds;
  const results = Array.from(
    { length: itemCount },
    (): Arrival => ({
      worlds: 0,
      least: Number.POSITIVE_INFINITY,
      greatest: Number.NEGATIVE_INFINITY,
      hops: Number.POSITIVE_INFINITY,
    }),
  );
  const had = new Float64Array(itemCount);
  const has = new Float64Array(itemCount);
  for (let base = 0; base < times.length; base += eventCount) {
    has.fill(Number.POSITIVE_INFINITY);
    for (const source of sources) {
      has[source] = times[base + source] ?? 0;
    }
    for (let hops = 1, changed = true; changed; hops += 1) {
      changed = false;
      had.set(has);
      for (const { giver, receiver, event } of flows) {
        const time = times[base + event] ?? 0;
        if (time < within.earliest || time > within.latest) continue;
        if ((had[giver] ?? 0) > time || (has[receiver] ?? 0) <= time) continue;
        const result = results[receiver];
        if (result && hops < result.hops) result.hops = hops;
        has[receiver] = time;
        changed = true;
      }
    }
    results.forEach((result, item) => {
      const time = has[item] ?? 0;
      if (!Number.isFinite(time)) return;
      result.worlds += 1;
      if (time < result.least) result.least = time;
      if (time > result.greatest) result.greatest = time;
    });
  }
  return results;
}

/** The times of a path's events in each world in which they do not decrease and lie within. */
export function worldsOfPath(
  worlds: Worlds,
  events: readonly number[],
  within: Within = ANY_TIME,
): ((event: number) => number)[] {
  const found: ((event: number) => number)[] = [];
  for (let base = 0; base < worlds.times.length; base += worlds.eventCount) {
    const at = (event: number) => worlds.times[base + event] ?? 0;
    const along = events.map(at);
    const open = along.every(
      (time, i) =>
        time >= within.earliest &&
        time <= within.latest &&
        (i === 0 || (along[i - 1] ?? 0) <= time),
    );
    if (open) found.push(at);
  }
  return found;
}

/** Worlds of a drawing without the facts of sets that cannot all hold. */
export function worldsLeft(drawing: Drawing): Worlds {
  const broken = setsWithoutWorld(drawing).flatMap((set) => [...set]);
  return worldsOf(drawing, new Set(broken));
}

/** A timeline answer in typed arrays, with what is drawn of it looked up quickly. */
import type { Key } from "../../model/key.ts";
import type { TimelineAnswer } from "../../model/timeline-answer.ts";

/** UTC milliseconds; infinite where open. */
export interface Bounds {
  low: Float64Array;
  high: Float64Array;
}

/** The first bound that is known. */
export function knownOf({ low, high }: Bounds, at: number): number {
  const earliest = low[at] ?? Number.NaN;
  return Number.isFinite(earliest) ? earliest : (high[at] ?? Number.NaN);
}

export interface Line {
  answer: TimelineAnswer;
  count: number;
  /** When each item was published, in every world. */
  at: Bounds;
  /** What claims alone allow, before order facts. */
  stated: Bounds;
  /** Items of each lane, in the order of time. */
  byLane: readonly Int32Array[];
  itemOf: ReadonlyMap<Key, number>;
  /** When each edge's receiver took the thing. */
  taken: Bounds;
  giver: Int32Array;
  receiver: Int32Array;
  /** Edges into each item, and out of it. */
  into: ReadonlyMap<number, readonly number[]>;
  outOf: ReadonlyMap<number, readonly number[]>;
  /** From the first bound known to the last, of items and of what edges brought; of events, if nothing else has one. */
  span: readonly [from: number, to: number];
}

const column = (values: readonly (number | null)[], open: number): Float64Array =>
  Float64Array.from(values, (value) => value ?? open);

const boundsOf = (columns: {
  earliest: readonly (number | null)[];
  latest: readonly (number | null)[];
}): Bounds => ({
  low: column(columns.earliest, Number.NEGATIVE_INFINITY),
  high: column(columns.latest, Number.POSITIVE_INFINITY),
});

function statedOf({ narrowed }: TimelineAnswer, at: Bounds): Bounds {
  const stated = { low: at.low.slice(), high: at.high.slice() };
  const alone = boundsOf(narrowed);
  for (const [i, item] of narrowed.item.entries()) {
    stated.low[item] = alone.low[i] ?? Number.NEGATIVE_INFINITY;
    stated.high[item] = alone.high[i] ?? Number.POSITIVE_INFINITY;
  }
  return stated;
}

function grouped(numbers: Int32Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [place, number] of numbers.entries()) {
    const known = places.get(number);
    if (known) known.push(place);
    else places.set(number, [place]);
  }
  return places;
}

const HOUR = 3_600_000;

function spanOf(at: Bounds, taken: Bounds, { events }: TimelineAnswer): readonly [number, number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (time: number | null | undefined) => {
    if (time === null || time === undefined || !Number.isFinite(time)) return;
    from = Math.min(from, time);
    to = Math.max(to, time);
  };
  for (const bounds of [at.low, at.high, taken.low, taken.high]) {
    for (const time of bounds) take(time);
  }
  if (from > to) {
    for (const { time } of events) {
      take(time?.earliest);
      take(time?.latest);
    }
  }
  if (from > to) return [0, HOUR];
  return from === to ? [from - HOUR, to + HOUR] : [from, to];
}

export function lineOf(answer: TimelineAnswer): Line {
  const { items, edges, lanes } = answer;
  const [at, taken] = [boundsOf(items), boundsOf(edges)];
  const inLanes = grouped(Int32Array.from(items.lane));
  const [giver, receiver] = [Int32Array.from(edges.giver), Int32Array.from(edges.receiver)];
  return {
    answer,
    count: items.key.length,
    at,
    stated: statedOf(answer, at),
    byLane: lanes.map((_, lane) => Int32Array.from(inLanes.get(lane) ?? [])),
    itemOf: new Map(items.key.map((key, item) => [key, item])),
    taken,
    giver,
    receiver,
    into: grouped(receiver),
    outOf: grouped(giver),
    span: spanOf(at, taken, answer),
  };
}

/** Timelines drawn at random, as the API would answer them. */
import fc from "fast-check";
import { parseKey } from "../../src/model/key.ts";
import type { Interval } from "../../src/model/time.ts";
import type { TimelineAnswer } from "../../src/model/timeline-answer.ts";
import { type Line, lineOf } from "../../src/web/timeline/line.ts";

const NOTHING: TimelineAnswer = {
  kind: "timeline",
  question: {
    about: [],
    between: { earliest: null, latest: null },
    basis: "reported",
    limit: 50_000,
  },
  ends: [],
  order: "none",
  basis: null,
  disputed: false,
  disputes: [],
  disputesOmitted: 0,
  lanes: [],
  accounts: { key: [], handle: [] },
  ...{
    items: {
      ...{ key: [], title: [], type: [], lane: [], account: [] },
      ...{ earliest: [], latest: [], basis: [], marks: [] },
    },
    narrowed: { item: [], earliest: [], latest: [] },
    edges: {
      ...{ giver: [], receiver: [], relation: [], earliest: [], latest: [] },
      ...{ basis: [], certain: [] },
    },
  },
  untimed: [],
  events: [],
  eventsOmitted: 0,
  notes: [],
  notesOmitted: 0,
  leftOut: {
    ...{ outside: 0, overLimit: 0, untimed: 0 },
    ...{ impossible: 0, toOthers: 0, edgesOverLimit: 0 },
  },
  limits: [],
  coverage: [],
  citations: [],
  assumptions: [],
  software: "test",
  evidence: { files: 0, digest: "" },
  digest: "",
};

export interface DrawnItem extends Interval {
  lane: number;
}

const keyOf = (item: number) => parseKey(`case:drawn/${item}`);

/** In the order of time, as answers have them. */
export function answerOf(
  drawn: readonly DrawnItem[],
  lanes: TimelineAnswer["lanes"],
  edges: readonly (readonly [giver: number, receiver: number])[] = [],
): TimelineAnswer {
  const items = [...drawn].sort((a, b) => (a.earliest ?? -1) - (b.earliest ?? -1));
  const each = <T>(value: T): T[] => items.map(() => value);
  return {
    ...NOTHING,
    lanes,
    items: {
      key: items.map((_, item) => keyOf(item)),
      title: items.map((_, item) => `Thing ${item}`),
      type: each(null),
      lane: items.map(({ lane }) => lane),
      account: each(-1),
      earliest: items.map(({ earliest }) => earliest),
      latest: items.map(({ latest }) => latest),
      basis: each("reported"),
      marks: each(1),
    },
    edges: {
      giver: edges.map(([giver]) => giver),
      receiver: edges.map(([, receiver]) => receiver),
      relation: edges.map(() => "LINKS_TO"),
      earliest: edges.map(([, receiver]) => items[receiver]?.earliest ?? null),
      latest: edges.map(([, receiver]) => items[receiver]?.latest ?? null),
      basis: edges.map(() => "reported"),
      certain: edges.map((_, edge) => edge % 2),
    },
  };
}

export const LANES: TimelineAnswer["lanes"] = [
  { platform: "4chan/pol", tier: "fringe" },
  { platform: "pastebin", tier: "fringe" },
  { platform: "twitter", tier: "bridge" },
  { platform: null, tier: null },
];

const time = fc.integer({ min: 0, max: 10_000_000 });
const interval: fc.Arbitrary<Interval> = fc.oneof(
  time.map((at) => ({ earliest: at, latest: at })),
  fc.tuple(time, fc.integer({ min: 0, max: 500_000 })).map(([at, width]) => ({
    earliest: at,
    latest: at + width,
  })),
  time.map((at) => ({ earliest: at, latest: null })),
  time.map((at) => ({ earliest: null, latest: at })),
);

export const drawnItems = (lanes: number, most = 160): fc.Arbitrary<DrawnItem[]> =>
  fc.array(
    fc
      .tuple(interval, fc.integer({ min: 0, max: lanes - 1 }))
      .map(([bounds, lane]) => ({ ...bounds, lane })),
    { minLength: 1, maxLength: most, size: "max" },
  );

export const drawnLine: fc.Arbitrary<Line> = drawnItems(LANES.length).chain((items) =>
  fc
    .array(fc.tuple(fc.nat(items.length - 1), fc.nat(items.length - 1)), { maxLength: 20 })
    .map((edges) => lineOf(answerOf(items, LANES, edges))),
);

/** A scale and a place to begin: windows wide and narrow. */
export const drawnAxis = fc
  .tuple(fc.constantFrom(2e-5, 5e-5, 1e-4, 1e-3, 1e-2, 0.4), time)
  .map(([scale, time]) => {
    const start = scale < 1e-3 ? time / 3 : time;
    return { scale, axis: (ms: number) => (ms - start) * scale };
  });

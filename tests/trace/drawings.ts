/** Tiny graphs drawn at random, for every world of them to be enumerated (see worlds.ts). */
import fc from "fast-check";
import type { Relation } from "../../src/model/edge.ts";
import { ALWAYS } from "../../src/trace/engine/window.ts";
import {
  type Bounds,
  DRAWN,
  type Drawing,
  type DrawnEdge,
  type DrawnItem,
  meaningOf,
  RECEIVER_IS_OBJECT,
  type Within,
} from "./worlds.ts";

const time = fc.integer({ min: DRAWN.earliest, max: DRAWN.latest });
const bounded = fc
  .tuple(time, time)
  .map(([a, b]): Bounds => ({ earliest: Math.min(a, b), latest: Math.max(a, b) }));
const interval: fc.Arbitrary<Bounds> = fc.oneof(
  { weight: 2, arbitrary: time.map((at): Bounds => ({ earliest: at, latest: at })) },
  { weight: 7, arbitrary: bounded },
  { weight: 2, arbitrary: time.map((earliest): Bounds => ({ earliest, latest: null })) },
  { weight: 2, arbitrary: time.map((latest): Bounds => ({ earliest: null, latest })) },
  { weight: 1, arbitrary: fc.constant<Bounds>({ earliest: null, latest: null }) },
);

/** Windows within the times drawn; `always` is how often there is none, for one that there is. */
export const windows = (always: number): fc.Arbitrary<Within> =>
  fc.oneof(
    { weight: always, arbitrary: fc.constant(ALWAYS) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(time, time)
        .map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
    },
  );

const MAX_EVENTS = 7;

/** The first edges that keep the drawing within the limit of events, no edge twice. */
function withinLimits(drawing: Drawing): Drawing {
  const edges: DrawnEdge[] = [];
  for (const edge of drawing.edges) {
    const twice = edges.some(
      ({ relation, subject, object }) =>
        relation === edge.relation && subject === edge.subject && object === edge.object,
    );
    if (twice) continue;
    edges.push(edge);
    if (meaningOf({ items: drawing.items, edges }).eventCount > MAX_EVENTS) edges.pop();
  }
  return { items: drawing.items, edges };
}

export const RELATIONS_WITHOUT_MATCHES: readonly Relation[] = [
  "LINKS_TO",
  "RESHARED_BY",
  "QUOTES",
  "REPLIES_TO",
  "COPY_OF",
  "PART_OF",
  "PART_OF",
];

/** Drawings of at most five items, six edges and seven events; ties, cycles and self-loops come up. */
export function drawings(relations: readonly Relation[]): fc.Arbitrary<Drawing> {
  const item = fc.tuple(fc.constantFrom(true, false, false), interval, fc.nat(3)).map(
    ([fixed, bounds, open]): DrawnItem => ({
      fixed,
      ...bounds,
      // A page of unknown age: else most drawings would have no world.
      ...(!fixed && open > 0 ? { earliest: null } : {}),
    }),
  );
  // Mostly one item gives to the next, so that paths of several hops come up.
  const giver = fc.nat(59);
  const further = fc.constantFrom(1, 1, 1, 1, 1, 2, 2, 3, 4, 0);
  const edge = fc.tuple(fc.constantFrom(...relations), giver, further, interval);
  return fc
    .tuple(
      fc.constantFrom(2, 3, 3, 4, 4, 5),
      fc.array(item, { minLength: 5, maxLength: 5 }),
      fc.constantFrom(2, 3, 4, 5, 6, 6),
      fc.array(edge, { minLength: 6, maxLength: 6 }),
    )
    .map(([itemCount, someItems, edgeCount, someEdges]) => {
      const items = someItems.slice(0, itemCount);
      return withinLimits({
        items,
        edges: someEdges.slice(0, edgeCount).map(([relation, from, by, bounds]) => {
          const gives = from % items.length;
          const takes = (gives + by) % items.length;
          const [subject, object] = RECEIVER_IS_OBJECT.has(relation)
            ? [gives, takes]
            : [takes, gives];
          return { relation, subject, object, ...bounds };
        }),
      });
    });
}

/** Several ways from the first item to the last by one other each, which may give to each other. */
export const fans: fc.Arbitrary<Drawing> = fc
  .tuple(
    fc.array(fc.tuple(time, time), { minLength: 3, maxLength: 3 }),
    fc.array(fc.constantFrom<Relation[]>("QUOTES", "MATCHES", "COPY_OF", "RESHARED_BY"), {
      minLength: 8,
      maxLength: 8,
    }),
    fc.constantFrom(2, 3, 3),
    time,
  )
  .map(([times, relations, width, end]) => {
    const last = width + 1;
    const between = times
      .slice(0, width)
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const bounds = [[0, 0] as const, ...between, [end, DRAWN.latest] as const];
    const ways = between.flatMap((_, i) => [
      { giver: 0, receiver: i + 1 },
      { giver: i + 1, receiver: last },
    ]);
    const across = [
      { giver: 1, receiver: 2 },
      { giver: 2, receiver: last - 1 },
    ].filter(({ giver, receiver }) => giver !== receiver);
    return {
      items: bounds.map(([earliest, latest]) => ({ fixed: true, earliest, latest })),
      edges: [...ways, ...across].map(({ giver, receiver }, i) => {
        const relation = relations[i] ?? "QUOTES";
        const [subject, object] = RECEIVER_IS_OBJECT.has(relation)
          ? [giver, receiver]
          : [receiver, giver];
        return { relation, subject, object, earliest: null, latest: null };
      }),
    };
  });

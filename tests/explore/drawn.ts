/** Small graphs as evidence, each on a board and a site of its own: board posts, which cannot change, and threads and pages, which can. */
import fc from "fast-check";
import type { Claim } from "../../src/model/claim.ts";
import type { Relation } from "../../src/model/edge.ts";
import { edge, thing, type When } from "../trace/ask.ts";

const RELATIONS: readonly Relation[] = [
  "LINKS_TO",
  "RESHARED_BY",
  "QUOTES",
  "REPLIES_TO",
  "COPY_OF",
  "PART_OF",
  "MATCHES",
];

const bound = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null, freq: 5 });
const when: fc.Arbitrary<When> = fc
  .tuple(bound, bound)
  .map(([a, b]) => (a === null || b === null ? [a, b] : [Math.min(a, b), Math.max(a, b)]));

interface Drawn {
  items: When[];
  edges: { relation: Relation; subject: number; object: number; at: When; inferred: boolean }[];
}

const ITEMS = 5;
const drawn: fc.Arbitrary<Drawn> = fc.record({
  items: fc.array(when, { minLength: ITEMS, maxLength: ITEMS }),
  edges: fc.array(
    fc
      .record({
        relation: fc.constantFrom(...RELATIONS),
        subject: fc.nat(ITEMS - 1),
        object: fc.nat(ITEMS - 1),
        at: when,
        inferred: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
      })
      .filter(({ subject, object }) => subject !== object),
    { minLength: 1, maxLength: 7 },
  ),
});

export interface DrawnGraph {
  keys: readonly string[];
  claims: readonly Claim[];
}

function graphOf({ items, edges }: Drawn, number: number): DrawnGraph {
  const board = `4chan:g${number}`;
  const site = `web:https://g${number}.example`;
  const keys = [`${board}/1`, `${board}/2`, `${board}/3`, `${board}/thread/1`, `${site}/a`];
  const key = (item: number): string => keys[item] ?? "";
  return {
    keys,
    claims: [
      ...items.map((at, item) => thing(key(item), at)),
      ...edges.map(({ relation, subject, object, at, inferred }) =>
        edge(key(subject), relation, key(object), {
          at,
          ...(inferred ? { basis: "inferred" } : {}),
        }),
      ),
    ],
  };
}

/** The same graphs for the same seed. */
export const drawnGraphs = (count: number, seed: number): DrawnGraph[] =>
  fc.sample(drawn, { numRuns: count, seed }).map(graphOf);

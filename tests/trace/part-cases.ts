/** Larger graphs than `drawings.ts` has, as claims: too large for their worlds to be enumerated, large enough to be read in part. */
import fc from "fast-check";
import type { Claim, Fact } from "../../src/model/claim.ts";
import { flowOf, type Relation } from "../../src/model/edge.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import { PLACE } from "./claims.ts";

interface DrawnThing {
  fixed: boolean;
  exact: boolean;
  reported: boolean;
  width: number;
  attested: boolean;
  account: number;
}
interface DrawnFlow {
  relation: Relation;
  from: number;
  by: number;
  exact: boolean;
  width: number;
  reported: boolean;
  /** Reported again, at another time. */
  again: number | undefined;
}

const RELATIONS: readonly Relation[] = [
  "LINKS_TO",
  "RESHARED_BY",
  "QUOTES",
  "REPLIES_TO",
  "COPY_OF",
  "PART_OF",
  "MATCHES",
];
const often = fc.constantFrom(true, true, true, false);
const mostly = fc.constantFrom(true, true, true, true, true, true, true, false);
const thing: fc.Arbitrary<DrawnThing> = fc
  .record({
    fixed: often,
    exact: often,
    reported: fc.constantFrom(true, false, false, false),
    width: fc.nat(6),
    attested: mostly,
    account: fc.nat(5),
  })
  .map((drawn) => ({ ...drawn, exact: drawn.exact && drawn.width > 1 }));
const flow: fc.Arbitrary<DrawnFlow> = fc.record({
  relation: fc.constantFrom(...RELATIONS, "PART_OF", "MATCHES"),
  from: fc.nat(99),
  by: fc.constantFrom(1, 1, 1, 1, 2, 2, 3, 4, 6),
  exact: often,
  width: fc.nat(6),
  reported: fc.boolean(),
  again: fc.option(fc.nat(40), { nil: undefined, freq: 6 }),
});

const keyOfThing = (index: number, fixed: boolean): Key =>
  parseKey(fixed ? `4chan:pol/${100 + index}` : `web:https://p.example/${100 + index}`);
export const ACCOUNTS = ["twitter:user/1", "twitter:user/2", "twitter:@one", "twitter:@two"];

const around = (at: number, exact: boolean, width: number) => ({
  earliest: exact ? at : at - width,
  latest: exact ? at : at + width,
});

function recordOf(drawn: DrawnThing, index: number): Claim {
  const item = keyOfThing(index, drawn.fixed);
  const time = around(index * 2, drawn.exact, drawn.width);
  const facts: Fact[] = [{ fact: "item", item }];
  // Most pages do not say when they were made.
  if (drawn.fixed || drawn.exact) {
    const from = drawn.fixed ? time.earliest : time.earliest - 8;
    facts.push({ fact: "time", item, kind: "published", ...time, earliest: from });
  }
  const account = ACCOUNTS[drawn.account];
  if (account !== undefined) {
    facts.push({ fact: "edge", relation: "POSTED_BY", subject: item, object: parseKey(account) });
  }
  if (drawn.width === 3) {
    facts.push({ fact: "edge", relation: "TAGGED", subject: item, object: parseKey("tag:river") });
  }
  return {
    ...(drawn.attested ? { subject: item } : {}),
    place: PLACE,
    basis: drawn.reported ? "reported" : "recorded",
    facts,
  };
}

function flowOfDrawn(drawn: DrawnFlow, things: readonly DrawnThing[]): Claim[] {
  const from = drawn.from % things.length;
  const to = Math.min(Math.max(from + drawn.by, 0), things.length - 1);
  const [giver, receiver] = [from, to].map((index) =>
    keyOfThing(index, things[index]?.fixed ?? true),
  ) as [Key, Key];
  const isObject = flowOf({ relation: drawn.relation, subject: 0, object: 1 })?.receiver === 1;
  const [subject, object] = isObject ? [giver, receiver] : [receiver, giver];
  const time = things[to]?.fixed ? {} : { time: around(to * 2, drawn.exact, drawn.width) };
  const edge = { fact: "edge", relation: drawn.relation, subject, object } as const;
  const basis = drawn.reported ? "reported" : "recorded";
  const stated: Claim[] = [{ place: PLACE, basis, facts: [{ ...edge, ...time }] }];
  if (drawn.again !== undefined && !things[to]?.fixed) {
    const facts: Fact[] = [{ ...edge, time: around(drawn.again, drawn.exact, drawn.width) }];
    stated.push({ place: PLACE, basis: "reported", facts });
  }
  return stated;
}

/** Two that are one: mostly pages, whose times say little. */
function joinOf(first: number, by: number, things: readonly DrawnThing[]): Claim[] {
  const index = first % things.length;
  const other = (index + by) % things.length;
  if (things[index]?.fixed || things[other]?.fixed || index === other) return [];
  const fact = by % 2 === 0 ? "leads-to" : "same-as";
  const [a, b] = [keyOfThing(index, false), keyOfThing(other, false)];
  return [{ place: PLACE, basis: "reported", facts: [{ fact, a, b }] }];
}

export interface Case {
  claims: Claim[];
  keys: Key[];
}

/** Things in the order of time, and what flows mostly from one to a later one. */
export const cases = (most: number): fc.Arbitrary<Case> =>
  fc
    .tuple(
      fc.array(thing, { minLength: 2, maxLength: most, size: "max" }),
      fc.array(flow, { minLength: 2, maxLength: most * 2, size: "max" }),
      fc.array(fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 9 })), { maxLength: 3 }),
    )
    .map(([things, flows, joins]) => ({
      claims: [
        ...things.map(recordOf),
        // The first ones from one to the next, so that paths of many hops come up.
        ...flows.flatMap((one, i) =>
          flowOfDrawn(i < things.length && i % 4 > 0 ? { ...one, from: i } : one, things),
        ),
        ...joins.flatMap(([first, by]) => joinOf(first, by, things)),
        {
          place: PLACE,
          basis: "reported",
          facts: [{ fact: "member", set: parseKey("tier:mainstream"), member: "p.example" }],
        },
        {
          place: PLACE,
          basis: "recorded",
          facts: [
            {
              fact: "account",
              account: parseKey("twitter:user/1"),
              handle: parseKey("twitter:@one"),
            },
          ],
        },
      ],
      keys: things.map(({ fixed }, index) => keyOfThing(index, fixed)),
    }));

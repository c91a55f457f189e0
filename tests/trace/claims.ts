/** Claims drawn at random over a small pool of keys, so that they meet, differ and contradict. */
import fc from "fast-check";
import { BASES } from "../../src/model/basis.ts";
import type { Claim, Fact, Place } from "../../src/model/claim.ts";
import { flowOf, RELATIONS, type Relation } from "../../src/model/edge.ts";
import { ITEM_TYPES } from "../../src/model/item.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { Interval } from "../../src/model/time.ts";

const keys = (...texts: string[]): Key[] => texts.map(parseKey);

/** Items that cannot change, that can, and that have only a name; with a copy and a thread. */
export const ITEMS = keys(
  "4chan:pol/1",
  "4chan:pol/2",
  "4chan:pol/thread/1",
  "reddit:t3_a",
  "pastebin:aaaaaaaa",
  "web:https://a.example/",
  "wayback:20170505183500/https://a.example/",
  "case:t/x",
  "case:t/y",
);
const HANDLES = keys("twitter:@a", "twitter:@b");
export const IDS = keys("twitter:user/1", "twitter:user/2", "twitter:user/3");
const ACCOUNTS = [...IDS, ...HANDLES];
const TAGS = keys("tag:t", "tag:u");

export const PLACE: Place = { bytes: [0, 1], record: 1, as: "json" };

const time = fc.integer({ min: 0, max: 6 });
const interval: fc.Arbitrary<Interval> = fc.oneof(
  { weight: 3, arbitrary: time.map((at) => ({ earliest: at, latest: at })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(time, time)
      .map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
  },
  { weight: 1, arbitrary: time.map((at) => ({ earliest: at, latest: null })) },
  { weight: 1, arbitrary: time.map((at) => ({ earliest: null, latest: at })) },
);
const item = fc.constantFrom(...ITEMS);
const account = fc.constantFrom(...ACCOUNTS);
const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** Leaves out members that are undefined. */
function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return JSON.parse(JSON.stringify(value));
}

const itemFact = fc
  .record({
    item,
    type: fc.constantFrom(...ITEM_TYPES),
    platform: seldom(fc.constantFrom("4chan/pol", "twitter", "discord/1")),
    guest: seldom(fc.constant(true as const)),
    title: seldom(fc.constantFrom("Paste", "Dump")),
  })
  .map((fact): Fact => present({ fact: "item" as const, ...fact }));
const accountFact = fc
  .record({
    account,
    handle: seldom(fc.constantFrom(...HANDLES)),
    name: seldom(fc.constantFrom("A", "B")),
    platform: seldom(fc.constant("twitter")),
  })
  // A record shows a handle beside an id, never beside another handle.
  .map(
    ({ handle, ...fact }): Fact =>
      present({
        fact: "account" as const,
        ...fact,
        handle: IDS.includes(fact.account) ? handle : undefined,
      }),
  );
const timeFact = fc
  .record({ item, kind: fc.constantFrom("published", "published", "captured", "edited") })
  .chain((fact) => interval.map((bounds): Fact => ({ fact: "time", ...fact, ...bounds })));

const OBJECT: Partial<Record<Relation, fc.Arbitrary<Key>>> = {
  POSTED_BY: account,
  MENTIONS: account,
  TAGGED: fc.constantFrom(...TAGS),
};
const edgeFact = fc
  .constantFrom(...RELATIONS, ...(["POSTED_BY", "LINKS_TO", "PART_OF", "COPY_OF"] as const))
  .chain((relation) =>
    fc
      .record({ subject: item, object: OBJECT[relation] ?? item, time: seldom(interval) })
      .map((fact): Fact => present({ fact: "edge" as const, relation, ...fact })),
  );
const sameFact = fc
  .tuple(
    fc.constantFrom("same-as", "same-as", "same-as", "not-same"),
    fc.oneof(fc.tuple(item, item), fc.tuple(account, account)),
  )
  .map(([fact, [a, b]]): Fact => ({ fact, a, b }));
/** Mostly of one name on its way to another, so that chains, circles and several ends come up. */
const leadFact = fc.tuple(item, item).map(([a, b]): Fact => ({ fact: "leads-to", a, b }));
const memberFact = fc
  .tuple(fc.constantFrom(...keys("group:g", "tier:mainstream")), account)
  .map(([set, member]): Fact => ({ fact: "member", set, member }));
const remarkFact = fc
  .constantFrom(...ITEMS)
  .map((subject): Fact => ({ fact: "remark", kind: "count", subject, relation: "shares" }));

const anyFact = fc.oneof(
  { weight: 3, arbitrary: itemFact },
  { weight: 2, arbitrary: accountFact },
  { weight: 4, arbitrary: timeFact },
  { weight: 6, arbitrary: edgeFact },
  { weight: 1, arbitrary: memberFact },
  { weight: 1, arbitrary: remarkFact },
);

function claimsOf(fact: fc.Arbitrary<Fact>): fc.Arbitrary<Claim> {
  return fc
    .record({
      facts: fc.array(fact, { minLength: 1, maxLength: 3 }),
      subject: seldom(fc.oneof(item, account)),
      basis: fc.constantFrom(...BASES),
      dispute: fc.option(fc.constantFrom("d", "e"), { nil: undefined, freq: 4 }),
      shownBy: seldom(time),
    })
    .map((claim): Claim => present({ place: PLACE, ...claim }));
}

const someClaims = (fact: fc.Arbitrary<Fact>) => fc.array(claimsOf(fact), { maxLength: 8 });

/** Claims of every kind. */
export const anyClaims: fc.Arbitrary<Claim[]> = someClaims(
  fc.oneof(
    { weight: 8, arbitrary: anyFact },
    { weight: 1, arbitrary: sameFact },
    { weight: 1, arbitrary: leadFact },
  ),
);
/** Claims of every kind but same-as, not-same and leads-to. */
export const claimsWithoutJoins: fc.Arbitrary<Claim[]> = someClaims(anyFact);

const basis = fc.constantFrom("recorded", "recorded", "reported", "reported", "inferred");
const dispute = fc.option(fc.constantFrom("d", "e"), { nil: undefined, freq: 3 });
/** Few enough that what flows from one to the next comes up often. */
const traced = fc.constantFrom(...ITEMS.slice(0, 6));
const flowing = fc
  .constantFrom<Relation>("LINKS_TO", "LINKS_TO", "RESHARED_BY", "COPY_OF", "PART_OF", "MATCHES")
  .chain((relation) =>
    fc
      .record({ subject: traced, object: traced, time: seldom(interval) })
      .map((fact) => present({ fact: "edge" as const, relation, ...fact })),
  );
/** A record of a thing: when it was published, what it has from another, who posted it. */
const records = fc
  .record({ subject: traced, at: seldom(interval), edge: flowing, by: seldom(account), basis })
  .map(({ subject, at, edge, by, ...rest }): Claim => {
    const written = flowOf(edge)?.receiver === edge.object ? { object: subject } : { subject };
    const facts: Fact[] = [{ ...edge, ...written }];
    if (at) facts.push({ fact: "time", item: subject, kind: "published", ...at });
    if (by) facts.push({ fact: "edge", relation: "POSTED_BY", subject, object: by });
    return present({ place: PLACE, subject, facts, ...rest });
  });
const statements = fc
  .record({
    facts: fc.tuple(fc.oneof(flowing, flowing, timeFact, sameFact, leadFact)),
    basis,
    dispute,
  })
  .map((claim): Claim => present({ place: PLACE, ...claim }));

/** Claims along which things flow, so that questions have answers and answers have disputes. */
export const flowingClaims: fc.Arbitrary<Claim[]> = fc.noBias(
  fc.array(fc.oneof({ weight: 3, arbitrary: records }, { weight: 2, arbitrary: statements }), {
    minLength: 4,
    maxLength: 12,
    size: "max",
  }),
);

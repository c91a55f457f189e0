/** Made-up evidence over a small pool of keys, so that claims meet, disagree and refer to each other. */
import fc from "fast-check";
import { BASES } from "../../src/model/basis.ts";
import { type Claim, type Fact, REMARK_KINDS } from "../../src/model/claim.ts";
import type { Relation } from "../../src/model/edge.ts";
import { EMPTY_REPORT, type EvidenceRecord, type Hash } from "../../src/model/evidence.ts";
import { ITEM_TYPES } from "../../src/model/item.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { Interval } from "../../src/model/time.ts";

export interface EvidenceFile {
  hash: Hash;
  claims: Claim[];
}

export const hashOf = (number: number): Hash => `sha256:${String(number).padStart(64, "0")}`;

export const recordOf = ({ hash, claims }: EvidenceFile): EvidenceRecord => ({
  hash,
  name: `${hash.slice(-4)}.json`,
  size: 100,
  manifest: { origin: "made up", collected: null, collectedBy: null, kind: "original" },
  importer: { id: "made-up", version: 1 },
  reconstruction: false,
  report: {
    ...EMPTY_REPORT,
    seen: claims.length,
    imported: claims.length,
    claims: claims.length,
  },
});

const keys = (...texts: string[]): Key[] => texts.map(parseKey);

/** Things that cannot change, that can, that only the evidence types, and names of an investigator. */
const ITEMS = keys(
  "twitter:status/860567142965575681",
  "twitter:status/860577607670276096",
  "4chan:pol/123",
  "4chan:pol/thread/123",
  "pastebin:gLpwpU2U",
  "wayback:20170505183500/https://example.org/a",
  "web:https://example.org/a",
  "case:made-up/one",
  "case:made-up/two",
);
const SHORT_LINKS = keys("web:https://short.example/a", "web:https://short.example/b");
const ACCOUNTS = keys("twitter:@alpha", "twitter:user/1", "pastebin:@beta", "case:made-up/person");
const TAGS = keys("tag:one", "tag:größe");
const SETS = keys("group:made-up", "tier:fringe");
const PLATFORMS = ["twitter", "4chan/pol", "pastebin", "example.org"];
const WORDS = ["river", "Größe", "維基解密", "lantern", "a", 'say "OR" NOT', "\u{1F600} smile"];

const item = fc.constantFrom(...ITEMS);
/** Some that other claims name, and some that nothing does. */
const address = fc.constantFrom(...ITEMS.slice(-3), ...SHORT_LINKS);
const account = fc.constantFrom(...ACCOUNTS);
const words = fc.constantFrom(...WORDS);
const maybe: { requiredKeys: []; noNullPrototype: true } = {
  requiredKeys: [],
  noNullPrototype: true,
};

const instant = fc.integer({ min: 0, max: 9 }).map((step) => 1_494_000_000_000 + step * 60_000);
const bound = fc.option(instant, { nil: null, freq: 4 });
const interval: fc.Arbitrary<Interval> = fc.tuple(bound, bound).map(([a, b]) => {
  if (a === null || b === null) return { earliest: a, latest: b };
  return { earliest: Math.min(a, b), latest: Math.max(a, b) };
});

const FLOWS: readonly Relation[] = [
  "LINKS_TO",
  "RESHARED_BY",
  "QUOTES",
  "REPLIES_TO",
  "COPY_OF",
  "PART_OF",
  "MATCHES",
];

const edge = (relation: fc.Arbitrary<Relation>, object: fc.Arbitrary<Key>): fc.Arbitrary<Fact> =>
  fc.record(
    {
      fact: fc.constant("edge"),
      relation,
      subject: item,
      object,
      time: interval,
      at: fc.constant("/a"),
    },
    { requiredKeys: ["fact", "relation", "subject", "object"], noNullPrototype: true },
  );

/** Stated again and again, so that claims about one edge meet. */
const STORY: readonly (readonly [Relation, string, string])[] = [
  ["LINKS_TO", "twitter:status/860567142965575681", "pastebin:gLpwpU2U"],
  ["LINKS_TO", "web:https://example.org/a", "pastebin:gLpwpU2U"],
  ["PART_OF", "4chan:pol/123", "4chan:pol/thread/123"],
  ["PART_OF", "twitter:status/860567142965575681", "web:https://example.org/a"],
  ["COPY_OF", "wayback:20170505183500/https://example.org/a", "web:https://example.org/a"],
  ["REPLIES_TO", "case:made-up/one", "case:made-up/two"],
];
const storyEdge: fc.Arbitrary<Fact> = fc
  .tuple(fc.constantFrom(...STORY), fc.option(interval, { nil: undefined, freq: 4 }))
  .map(([[relation, subject, object], time]) => ({
    fact: "edge",
    relation,
    subject: parseKey(subject),
    object: parseKey(object),
    ...(time ? { time } : {}),
  }));

const fact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 8, arbitrary: storyEdge },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.record(
          {
            type: fc.constantFrom(...ITEM_TYPES),
            platform: fc.constantFrom(...PLATFORMS),
            guest: fc.constant(true),
            title: words,
            text: words,
            language: fc.constantFrom("en", "fr"),
          },
          maybe,
        ),
        fc.oneof({ weight: 9, arbitrary: item }, { weight: 1, arbitrary: account }),
      )
      .map(([said, key]): Fact => ({ fact: "item", item: key, ...said, at: "/item" })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.record({ platform: fc.constantFrom(...PLATFORMS), handle: account, name: words }, maybe),
        account,
      )
      .map(([said, key]): Fact => ({ fact: "account", account: key, ...said })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(item, fc.constantFrom("published", "published", "captured", "edited"), interval)
      .map(([key, kind, time]): Fact => ({ fact: "time", item: key, kind, ...time })),
  },
  { weight: 4, arbitrary: edge(fc.constantFrom(...FLOWS), item) },
  { weight: 1, arbitrary: edge(fc.constant("POSTED_BY"), account) },
  { weight: 1, arbitrary: edge(fc.constant("MENTIONS"), account) },
  { weight: 1, arbitrary: edge(fc.constant("TAGGED"), fc.constantFrom(...TAGS)) },
  {
    weight: 1,
    arbitrary: fc.record(
      { fact: fc.constantFrom("same-as", "not-same"), a: item, b: item },
      { noNullPrototype: true },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { fact: fc.constant("leads-to"), a: address, b: fc.oneof(address, item) },
      { noNullPrototype: true },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        fact: fc.constant("member"),
        set: fc.constantFrom(...SETS),
        member: fc.constantFrom(...ACCOUNTS, ...PLATFORMS),
      },
      { noNullPrototype: true },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        fact: fc.constant("remark"),
        kind: fc.constantFrom(...REMARK_KINDS),
        subject: fc.constantFrom<string>(...ITEMS, ...ACCOUNTS, "group:made-up"),
        relation: fc.constant("says"),
        object: words,
        value: words,
        time: interval,
      },
      { requiredKeys: ["fact", "kind", "subject", "relation"], noNullPrototype: true },
    ),
  },
);

export const generatedClaim: fc.Arbitrary<Claim> = fc.record(
  {
    subject: fc.constantFrom(...ITEMS, ...ACCOUNTS, ...SETS),
    place: fc.constant({ bytes: [0, 9] as [number, number], record: 1, as: "json" as const }),
    basis: fc.constantFrom(...BASES),
    source: fc.constant({ name: "A Paper", via: "A Lab" }),
    dispute: fc.constantFrom("who", "when"),
    shownBy: instant,
    facts: fc.array(fact, { maxLength: 4 }),
  },
  { requiredKeys: ["place", "basis", "facts"], noNullPrototype: true },
);

/** Evidence files numbered from 1. */
export const generatedFiles = (maxFiles: number): fc.Arbitrary<EvidenceFile[]> =>
  fc
    .array(fc.array(generatedClaim, { maxLength: 8 }), { minLength: 1, maxLength: maxFiles })
    .map((files) => files.map((claims, index) => ({ hash: hashOf(index + 1), claims })));

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASES, type Basis } from "../../src/model/basis.ts";
import type { Claim, Fact } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { mergeEdge, mergeIntervals, mergeNode } from "../../src/model/merge.ts";
import type { MergedTime } from "../../src/model/merged.ts";
import { edgeTime, resolveNode, resolveTime } from "../../src/model/resolve.ts";
import type { Interval } from "../../src/model/time.ts";

const LEAST = -20;
const GREATEST = 20;
const time = fc.integer({ min: 0, max: 8 });
const interval: fc.Arbitrary<Interval> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(time, time)
      .map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
  },
  { weight: 1, arbitrary: time.map((at) => ({ earliest: at, latest: null })) },
  { weight: 1, arbitrary: time.map((at) => ({ earliest: null, latest: at })) },
  { weight: 1, arbitrary: fc.constant({ earliest: null, latest: null }) },
);

/** An interval as the set of its moments, so that the reference needs no arithmetic of bounds. */
function moments({ earliest, latest }: Interval): Set<number> {
  const from = earliest ?? LEAST;
  return new Set(Array.from({ length: (latest ?? GREATEST) - from + 1 }, (_, i) => from + i));
}

const common = (a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> =>
  new Set([...a].filter((moment) => b.has(moment)));

function spanned(all: Iterable<number>): Interval {
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  return {
    earliest: least === LEAST ? null : least,
    latest: greatest === GREATEST ? null : greatest,
  };
}

/** DESIGN: drop what strictly contains another; intersect the rest, or take the hull and a finding. */
function mergeByMoments(intervals: readonly Interval[]): MergedTime | undefined {
  const sets = intervals.map(moments);
  const kept = sets.filter(
    (outer) =>
      !sets.some((inner) => inner.size < outer.size && common(inner, outer).size === inner.size),
  );
  const [first, ...rest] = kept;
  if (!first) return undefined;
  const shared = rest.reduce(common, first);
  if (shared.size > 0) return spanned(shared);
  return { ...spanned(kept.flatMap((set) => [...set])), conflict: true };
}

const NUMBER_OF_RUNS = 3_000;

describe("times of one kind and basis", () => {
  test("merge as the rule says", () => {
    let conflicts = 0;
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 5 }), (intervals) => {
        const merged = mergeIntervals(intervals);
        expect(merged).toEqual(mergeByMoments(intervals));
        if (merged?.conflict) conflicts += 1;
      }),
      { numRuns: NUMBER_OF_RUNS, seed: 21 },
    );
    expect(conflicts).toBeGreaterThan(NUMBER_OF_RUNS / 10);
  });

  test("merge alike in any order, and the same once more adds nothing", () => {
    const shuffled = fc
      .array(interval, { minLength: 1, maxLength: 5 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(mergeIntervals(other)).toEqual(mergeIntervals(all));
        expect(mergeIntervals([...all, ...all])).toEqual(mergeIntervals(all));
      }),
      { numRuns: NUMBER_OF_RUNS, seed: 22 },
    );
  });

  test.each<[string, Interval[], MergedTime]>([
    ["a day holds its minute", [at(0, 8), at(3, 3)], at(3, 3)],
    ["two that overlap narrow each other", [at(0, 4), at(3, 8)], at(3, 4)],
    [
      "two apart give their hull and a conflict",
      [at(0, 1), at(5, 6)],
      { ...at(0, 6), conflict: true },
    ],
    [
      "a wide one around two that conflict is dropped first",
      [at(0, 1), at(5, 6), at(0, 8)],
      { ...at(0, 6), conflict: true },
    ],
    ["an open side is the widest", [{ earliest: 2, latest: null }, at(3, 4)], at(3, 4)],
  ])("%s", (_, intervals, merged) => {
    expect(mergeIntervals(intervals)).toEqual(merged);
  });
});

function at(earliest: number, latest: number): Interval {
  return { earliest, latest };
}

describe("results of several bases", () => {
  const byBasis = fc.record({
    recorded: fc.option(interval, { nil: undefined }),
    reported: fc.option(interval, { nil: undefined }),
    inferred: fc.option(interval, { nil: undefined }),
  });

  test("a weaker one narrows where it meets, and is only a conflict where it does not", () => {
    fc.assert(
      fc.property(byBasis, fc.constantFrom(...BASES), (times, floor) => {
        let left = moments({ earliest: null, latest: null });
        let conflict = false;
        for (const basis of BASES.slice(0, BASES.indexOf(floor) + 1)) {
          const own = times[basis];
          if (!own) continue;
          const shared = common(left, moments(own));
          if (shared.size === 0) conflict = true;
          else left = shared;
        }
        expect(resolveTime(floor, (basis) => times[basis])).toMatchObject({
          ...spanned(left),
          conflict,
        });
      }),
      { numRuns: NUMBER_OF_RUNS, seed: 23 },
    );
  });

  test("each bound has the basis that decides it", () => {
    const times: Record<Basis, Interval> = {
      recorded: at(0, 10),
      reported: at(2, 10),
      inferred: at(0, 9),
    };
    expect(resolveTime("inferred", (basis) => times[basis])).toEqual({
      ...at(2, 9),
      earliestBasis: "reported",
      latestBasis: "inferred",
      conflict: false,
    });
  });
});

const POST = parseKey("4chan:pol/1");
const OTHER = parseKey("4chan:pol/2");
const PAGE = parseKey("web:https://a.example/");

function claim(facts: Fact[], rest: Partial<Claim> = {}): Claim {
  return { place: { bytes: [0, 1], record: 1, as: "json" }, basis: "reported", facts, ...rest };
}
const published = (item: typeof POST, bounds: Interval, rest: Partial<Claim> = {}): Claim =>
  claim([{ fact: "time", item, kind: "published", ...bounds }], rest);

describe("publication", () => {
  test("is bounded from above by a capture, never from below", () => {
    const captured: Fact = { fact: "time", item: POST, kind: "captured", ...at(4, 5) };
    const node = resolveNode(mergeNode(POST, [claim([captured])]), "reported");
    expect(node.published).toMatchObject({ earliest: null, latest: 5, latestBasis: "reported" });
  });

  test("is bounded by the file that shows the record, for the record's subject only", () => {
    const claims = [
      claim([{ fact: "edge", relation: "LINKS_TO", subject: POST, object: PAGE }], {
        subject: POST,
        shownBy: 7,
      }),
    ];
    const of = (key: typeof POST) => resolveNode(mergeNode(key, claims), "reported").published;
    expect(of(POST)).toMatchObject({ earliest: null, latest: 7 });
    expect(of(PAGE)).toMatchObject({ earliest: null, latest: null });
  });

  test("after its capture is a conflict, and stays as it was published", () => {
    const claims = [published(POST, at(6, 6)), claim([], { subject: POST, shownBy: 3 })];
    const node = resolveNode(mergeNode(POST, claims), "reported");
    expect(node.published).toMatchObject({ ...at(6, 6), conflict: true });
  });

  const bounded = claim([
    { fact: "edge", relation: "LINKS_TO", subject: POST, object: OTHER, time: at(2, 3) },
    { fact: "edge", relation: "LINKS_TO", subject: PAGE, object: OTHER, time: at(4, 5) },
  ]);

  test("of what cannot change takes the bounds stated on an edge into it", () => {
    expect(resolveNode(mergeNode(POST, [bounded]), "reported").published).toMatchObject(at(2, 3));
    // The target of the link is told nothing.
    expect(resolveNode(mergeNode(OTHER, [bounded]), "reported").published.latest).toBeNull();
  });

  test("of what can change does not: they are the edge's own", () => {
    const page = resolveNode(mergeNode(PAGE, [bounded]), "reported");
    expect(page.published).toMatchObject({ earliest: null, latest: null });
    const written = { relation: "LINKS_TO", subject: PAGE, object: OTHER } as const;
    const edge = mergeEdge(written, [bounded]);
    const giver = resolveNode(mergeNode(OTHER, [bounded]), "reported");
    expect(edge && edgeTime(edge, giver, page, "reported")).toMatchObject(at(4, 5));
  });

  test("a claimed edit makes a post one that can change", () => {
    const edited: Fact = { fact: "time", item: POST, kind: "edited", ...at(9, 9) };
    const node = resolveNode(mergeNode(POST, [bounded, claim([edited])]), "reported");
    expect(node.cannotChange).toBe(false);
    expect(node.published).toMatchObject({ earliest: null, latest: null });
  });
});

describe("the time of an edge", () => {
  const written = { relation: "LINKS_TO", subject: PAGE, object: OTHER } as const;
  const link: Fact = { fact: "edge", ...written };
  const timeOf = (claims: readonly Claim[], floor: Basis = "reported") => {
    const node = (key: typeof POST) => resolveNode(mergeNode(key, claims), floor);
    const edge = mergeEdge(written, claims);
    return edge && edgeTime(edge, node(OTHER), node(PAGE), floor);
  };

  test("into what can change runs from its publication to the first capture that shows it", () => {
    const claims = [
      published(PAGE, at(2, 3)),
      claim([link], { shownBy: 8 }),
      claim([link], { shownBy: 6 }),
    ];
    expect(timeOf(claims)).toMatchObject(at(2, 6));
  });

  test("is not bounded by a capture that shows another relation", () => {
    const other: Fact = { fact: "edge", relation: "LINKS_TO", subject: PAGE, object: POST };
    expect(timeOf([claim([link]), claim([other], { shownBy: 6 })])?.latest).toBeNull();
  });

  test("keeps to the floor", () => {
    const claims = [
      claim([link], { basis: "reported" }),
      claim([{ ...link, time: at(3, 3) }], { basis: "inferred" }),
    ];
    expect(timeOf(claims)).toMatchObject({ earliest: null, latest: null });
    expect(timeOf(claims, "inferred")).toMatchObject({ ...at(3, 3), latestBasis: "inferred" });
  });

  test("of a part that cannot change is when it was posted, which its bounds tell; of another part, within its bounds", () => {
    const partOf = (subject: typeof POST): Fact => ({
      fact: "edge",
      relation: "PART_OF",
      subject,
      object: PAGE,
      time: at(5, 6),
    });
    const claims = [published(POST, at(5, 9)), claim([partOf(POST), partOf(PAGE)])];
    const node = (key: typeof POST) => resolveNode(mergeNode(key, claims), "reported");
    const edge = (subject: typeof POST) => {
      const merged = mergeEdge({ relation: "PART_OF", subject, object: PAGE }, claims);
      return merged && edgeTime(merged, node(subject), node(PAGE), "reported");
    };
    expect(node(POST).published).toMatchObject(at(5, 6));
    expect(edge(POST)).toMatchObject(at(5, 6));
    expect(node(PAGE).published).toMatchObject({ earliest: null, latest: null });
    expect(edge(PAGE)).toMatchObject(at(5, 6));
  });
});

describe("what a node is", () => {
  const ARTICLE = parseKey("web:https://news.example/a");
  const item = (key: typeof POST, said: Partial<Extract<Fact, { fact: "item" }>>): Fact => ({
    fact: "item",
    item: key,
    ...said,
  });
  const resolved = (key: typeof POST, claims: readonly Claim[], floor: Basis = "reported") =>
    resolveNode(mergeNode(key, claims), floor);

  test("is a page by an address alone", () => {
    expect(resolved(ARTICLE, [claim([item(ARTICLE, {})])])).toMatchObject({
      type: "page",
      platform: "news.example",
      conflict: false,
    });
  });

  test("is what a statement makes of an address, the best basis first", () => {
    const claims = [
      claim([item(ARTICLE, { type: "page" })], { basis: "recorded" }),
      claim([item(ARTICLE, { type: "article", platform: "gab" })]),
      claim([item(ARTICLE, { type: "file", platform: "youtube" })], { basis: "inferred" }),
    ];
    expect(resolved(ARTICLE, claims, "inferred")).toMatchObject({
      type: "article",
      platform: "gab",
      conflict: false,
    });
    expect(resolved(ARTICLE, claims, "recorded")).toMatchObject({ type: "page" });
  });

  test("cannot change when a guest pasted it at an address", () => {
    const paste = parseKey("web:https://ghostbin.example/p/def");
    const said = claim([item(paste, { type: "paste", guest: true })]);
    expect(resolved(paste, [said])).toMatchObject({ type: "paste", cannotChange: true });
  });

  test("is by its key what a statement cannot change", () => {
    const said = claim([item(POST, { type: "article", platform: "reddit" })]);
    expect(resolved(POST, [said])).toMatchObject({ type: "post", platform: "4chan/pol" });
  });

  test("is on the community that a statement names within its key's site", () => {
    const thread = parseKey("reddit:t3_abc");
    const claims = [
      claim([item(thread, { platform: "reddit" })], { basis: "recorded" }),
      claim([
        item(thread, { platform: "reddit/the_donald" }),
        item(thread, { platform: "reddit" }),
      ]),
      claim([item(thread, { platform: "redditors" })]),
    ];
    expect(resolved(thread, claims)).toMatchObject({
      platform: "reddit/the_donald",
      conflict: false,
    });
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { Curve } from "../../src/model/journey-answer.ts";
import { curveOf, type Taker } from "../../src/trace/adoption-curve.ts";
import { reachedBy } from "../../src/trace/takers.ts";
import { edge, load, minute, published, thing } from "./ask.ts";
import { askAdoption } from "./ask-journeys.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { posedOn, viewOfDrawing } from "./drawn-view.ts";
import { arrivals, type Worlds, worldsOf } from "./worlds.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 1_500);
const TIMES = [0, 1, 2, 3, 4];

/** What a curve says of a time: the step told last, or what may be before all. */
function bandAt({ steps, before }: Curve, time: number, of: "items" | "accounts") {
  return steps.findLast((step) => step.time <= time)?.[of] ?? { certain: 0, possible: before[of] };
}

/** Least and greatest, over the worlds, of how many had it by each of the times drawn; `took` tells when each did. */
function bandsOver(worlds: Worlds, took: (base: number) => readonly number[]): Curve["items"][] {
  const bands = TIMES.map(() => ({
    certain: Number.POSITIVE_INFINITY,
    possible: Number.NEGATIVE_INFINITY,
  }));
  for (let base = 0; base < worlds.times.length; base += worlds.eventCount) {
    const times = took(base);
    for (const [i, band] of bands.entries()) {
      const counted = times.filter((time) => time <= (TIMES[i] ?? 0)).length;
      band.certain = Math.min(band.certain, counted);
      band.possible = Math.max(band.possible, counted);
    }
  }
  return bands;
}

describe("how many have taken it by when", () => {
  test("is the least and the greatest over all worlds, of items and of accounts", () => {
    const accounts = fc.array(fc.constantFrom(-1, 10, 11), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(drawings(RELATIONS_WITHOUT_MATCHES), accounts, (drawing, accountOf) => {
        const worlds = worldsOf(drawing);
        const touched = new Set(worlds.flows.flatMap(({ giver, receiver }) => [giver, receiver]));
        if (worlds.count === 0) return;
        const graph = temporalGraph(viewOfDrawing(drawing));
        const takers = [...touched].map(
          (item): Taker => ({
            item,
            account: accountOf[item] ?? -1,
            low: graph.low[item] ?? Number.NaN,
            high: graph.high[item] ?? Number.NaN,
            sure: true,
          }),
        );
        const curve = curveOf(takers, 100);
        const at = (base: number, item: number) => worlds.times[base + item] ?? 0;
        const accounts = [...new Set(takers.map(({ account }) => account))].filter(
          (one) => one > 0,
        );
        const ofItems = bandsOver(worlds, (base) => takers.map(({ item }) => at(base, item)));
        const ofAccounts = bandsOver(worlds, (base) =>
          accounts.map((one) =>
            Math.min(
              ...takers.flatMap(({ account, item }) => (account === one ? [at(base, item)] : [])),
            ),
          ),
        );
        expect(TIMES.map((time) => bandAt(curve, time, "items"))).toEqual(ofItems);
        expect(TIMES.map((time) => bandAt(curve, time, "accounts"))).toEqual(ofAccounts);
      }),
      { numRuns: RUNS, seed: 6 },
    );
  });

  test("of what it reached: the least is exact, and no world has more than the greatest", () => {
    const seen = { certain: 0, possible: 0, tight: 0 };
    fc.assert(
      fc.property(drawings(RELATIONS_WITHOUT_MATCHES), (drawing) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const others = drawing.items.flatMap((_, item) => (item === 0 ? [] : [item]));
        const { takers } = reachedBy(posedOn(viewOfDrawing(drawing), [0], others));
        const curve = curveOf(takers, 100);
        const truth = bandsOver(worlds, (base) => {
          const times = worlds.times.subarray(base, base + worlds.eventCount);
          const reached = arrivals({ ...worlds, times, count: 1 }, drawing.items.length, [0]);
          return reached.flatMap(({ worlds: some, least }, item) =>
            item > 0 && some > 0 ? [least] : [],
          );
        });
        for (const [i, time] of TIMES.entries()) {
          const told = bandAt(curve, time, "items");
          const possible = truth[i]?.possible ?? 0;
          expect(told.certain).toBe(truth[i]?.certain);
          expect(told.possible).toBeGreaterThanOrEqual(possible);
          seen.certain += told.certain;
          seen.possible += told.possible;
          seen.tight += possible;
        }
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(seen.certain).toBeGreaterThan(RUNS);
    // The bound is close: what it says too much is rare.
    expect(seen.tight / seen.possible).toBeGreaterThan(0.95);
  });

  test("is told at fewer points with what was merged, and no less true there", () => {
    const takers = Array.from({ length: 100 }, (_, item): Taker => {
      return { item, account: -1, low: item, high: item, sure: true };
    });
    const { steps } = curveOf(takers, 10);
    expect(steps).toHaveLength(10);
    expect(steps.reduce((sum, { merged }) => sum + merged, 0)).toBe(90);
    for (const { time, items } of steps) {
      expect(items).toEqual({ certain: time + 1, possible: time + 1 });
    }
    expect(steps.at(-1)?.time).toBe(99);
  });
});

const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;

describe("the adoption", () => {
  test("of a tag is that of the items that carry it, by site, undated ones apart", async () => {
    const answer = await askAdoption(
      await load([
        thing(tweet(1), [1, 3], { by: "twitter:user/1" }),
        thing(tweet(2), 2, { by: "twitter:user/1" }),
        thing(tweet(3), undefined, { by: "twitter:user/2" }),
        thing("reddit:t3_a", [4, 5]),
        ...[tweet(1), tweet(2), tweet(3), "reddit:t3_a"].map((key) => edge(key, "TAGGED", "tag:t")),
      ]),
      "tag:t",
    );
    expect(answer).toMatchObject({
      by: "tag",
      order: "certain",
      basis: "reported",
      undated: { count: 1, items: [tweet(3)] },
      withoutAccount: 1,
    });
    expect(
      answer.whole.steps.map(({ time, items, accounts }) => [time / 60_000, items, accounts]),
    ).toEqual([
      [1, { certain: 0, possible: 1 }, { certain: 0, possible: 1 }],
      [2, { certain: 1, possible: 2 }, { certain: 1, possible: 1 }],
      [3, { certain: 2, possible: 2 }, { certain: 1, possible: 1 }],
      // A post that can change may have taken the tag at any time later.
      [4, { certain: 2, possible: 3 }, { certain: 1, possible: 1 }],
    ]);
    expect(answer.perPlatform.map(({ platform, curve }) => [platform, curve.first])).toEqual([
      ["reddit", { earliest: minute(4), latest: null }],
      ["twitter", { earliest: minute(1), latest: minute(2) }],
    ]);
    expect(answer.limits.join()).toContain("1 of the items that carry it can change");
    expect(answer.takers.map(({ item }) => item.key)).toEqual([tweet(1), tweet(2), "reddit:t3_a"]);
    expect(answer.takers[0]?.claims.length).toBeGreaterThan(0);
  });

  test("of a thing is that of all it reached, with the way it took", async () => {
    const loaded = await load([
      thing("pastebin:aaaaaaaa", 0),
      thing(post(1), 2),
      thing(tweet(1), [1, 5], { by: "twitter:user/1" }),
      thing(tweet(2), [6, 7], { by: "twitter:user/1" }),
      thing(tweet(9), 1),
      edge(post(1), "LINKS_TO", "pastebin:aaaaaaaa"),
      edge(tweet(1), "LINKS_TO", post(1)),
      edge(tweet(2), "QUOTES", tweet(1)),
    ]);
    const answer = await askAdoption(loaded, "pastebin:aaaaaaaa");
    expect(answer).toMatchObject({ by: "reach", order: "certain", undated: { count: 0 } });
    expect(answer.whole.items).toEqual({ certain: 3, possible: 3 });
    expect(answer.whole.accounts).toEqual({ certain: 1, possible: 1 });
    expect(answer.whole.first).toEqual({ earliest: minute(2), latest: minute(2) });
    expect(answer.takers.map(({ item, path }) => [item.key, path?.hops.length])).toEqual([
      [post(1), 1],
      [tweet(1), 2],
      [tweet(2), 3],
    ]);
    const early = await askAdoption(loaded, "pastebin:aaaaaaaa", {
      between: { earliest: null, latest: minute(3) },
      takers: 0,
    });
    expect(early.whole.items).toEqual({ certain: 1, possible: 2 });
    expect(early.takers).toEqual([]);
  });

  test("of what nothing took is none", async () => {
    const loaded = await load([thing(post(1), 1)]);
    expect(await askAdoption(loaded, post(1))).toMatchObject({ order: "none", basis: null });
    expect(await askAdoption(loaded, "tag:x")).toMatchObject({
      order: "none",
      ends: { of: { inEvidence: false } },
    });
  });
});

test("a curve that a side of a contradiction moves is disputed, though neither count nor first changes", async () => {
  const tagged = [1, 2, 3].map((n) => edge(`4chan:pol/${n}`, "TAGGED", "tag:t"));
  const answer = await askAdoption(
    await load([
      ...tagged,
      thing("4chan:pol/1", 0),
      thing("4chan:pol/2"),
      thing("4chan:pol/3", 100),
      published("4chan:pol/2", 20, { source: "A", dispute: "when" }),
      published("4chan:pol/2", 60, { source: "B", dispute: "when" }),
    ]),
    "tag:t",
  );
  expect(answer.disputed).toBe(true);
  const sides = answer.disputes[0]?.sides.map(({ changes }) => changes.map(({ what }) => what));
  expect(sides).toEqual([["4chan:pol/2"], ["4chan:pol/2"]]);
});

test("the basis is that of the takers, not of what a window leaves out", async () => {
  const loaded = await load([
    thing("4chan:pol/1", 10),
    thing("4chan:pol/2"),
    published("4chan:pol/2", 90),
    edge("4chan:pol/1", "TAGGED", "tag:t", { basis: "recorded" }),
    edge("4chan:pol/2", "TAGGED", "tag:t", { basis: "reported" }),
  ]);
  expect(await askAdoption(loaded, "tag:t")).toMatchObject({ basis: "reported" });
  const between = { earliest: null, latest: minute(50) };
  const answer = await askAdoption(loaded, "tag:t", { between });
  expect(answer).toMatchObject({ basis: "recorded", whole: { items: { possible: 1 } } });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { Elapsed } from "../../src/model/answer.ts";
import {
  attained,
  type Delay,
  delayOf,
  dependenceOf,
  orderedEdges,
} from "../../src/trace/engine/delays.ts";
import { quartilesOf } from "../../src/trace/engine/order-statistics.ts";
import { eventsOf } from "./agreement.ts";
import { edge, load, minute, published, thing } from "./ask.ts";
import { askLatency } from "./ask-journeys.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { viewOfDrawing } from "./drawn-view.ts";
import { type Bounds, DRAWN, type Drawing, worldsOf } from "./worlds.ts";

const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;
const minutes = (least: number | null, most: number | null = least): Elapsed => ({
  least: least === null ? null : minute(least),
  most: most === null ? null : minute(most),
});

/** The worlds of an open time are not enumerated to their end. */
function closed({ items, edges }: Drawing): Drawing {
  const close = <T extends Bounds>(one: T): T => ({
    ...one,
    earliest: one.earliest ?? DRAWN.earliest,
    latest: one.latest ?? DRAWN.latest,
  });
  return { items: items.map(close), edges: edges.map(close) };
}

describe("bounds of the quartiles of delays", () => {
  test("hold in all worlds of a small graph, and are attained where that is said", () => {
    const runs = Number(process.env["HEADWATER_WORLDS"] ?? 3_000);
    const seen = { attained: 0, shared: 0, sound: 0 };
    const cells = fc.tuple(
      drawings([...RELATIONS_WITHOUT_MATCHES, "MATCHES", "MATCHES"]).map(closed),
      fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
    );
    fc.assert(
      fc.property(cells, ([drawing, some]) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const graph = temporalGraph(viewOfDrawing(drawing));
        const events = eventsOf(graph, drawing, drawing, worlds);
        const ordered = orderedEdges(graph);
        const delays = some.flatMap((one): Delay[] => {
          const delay = one < graph.edgeCount ? delayOf(graph, one, ordered) : "itself";
          return typeof delay === "string" ? [] : [delay];
        });
        if (delays.length === 0) return;
        const all = attained(graph, dependenceOf(graph, delays), delays);
        const told = quartilesOf({
          low: delays.map(({ low }) => low),
          high: delays.map(({ high }) => high),
        });
        const ranks = [1, 2, 3].map((quarter) => Math.ceil((delays.length * quarter) / 4) - 1);
        const least = [Infinity, Infinity, Infinity];
        const most = [-Infinity, -Infinity, -Infinity];
        let surely = Number.POSITIVE_INFINITY;
        for (let base = 0; base < worlds.times.length; base += worlds.eventCount) {
          const at = (event: number | undefined) => worlds.times[base + (event ?? -1)] ?? 0;
          const took = delays.map(
            ({ edge: one }) =>
              at(events.get(graph.event[one] ?? -1)) - at(graph.giver[one] ?? undefined),
          );
          surely = Math.min(surely, ...took.filter((_, i) => delays[i]?.sure));
          if (took.some((delay) => delay < 0)) continue;
          took.sort((a, b) => a - b);
          for (const [i, rank] of ranks.entries()) {
            least[i] = Math.min(least[i] ?? 0, took[rank] ?? 0);
            most[i] = Math.max(most[i] ?? 0, took[rank] ?? 0);
          }
        }
        expect(surely).toBeGreaterThanOrEqual(0);
        for (const [i, bounds] of [told.lower, told.median, told.upper].entries()) {
          if (bounds.least !== null) expect(least[i]).toBeGreaterThanOrEqual(bounds.least);
          if (bounds.most !== null) expect(most[i]).toBeLessThanOrEqual(bounds.most);
          if (all && bounds.least !== null) expect(least[i]).toBe(bounds.least);
          if (all && bounds.most !== null) expect(most[i]).toBe(bounds.most);
        }
        if (all) seen[delays.length > 1 ? "shared" : "attained"] += 1;
        else seen.sound += 1;
      }),
      { numRuns: runs, seed: 4 },
    );
    expect(Math.min(seen.attained, seen.shared, seen.sound)).toBeGreaterThan(runs / 20);
  });
});

describe("delays from platform to platform", () => {
  test("are counted by site, communities inside", async () => {
    const answer = await askLatency(
      await load([
        thing(post(1), 0),
        thing("4chan:g/1", 10),
        thing(tweet(1), 5),
        thing(tweet(2), [12, 20]),
        thing(tweet(3), 6),
        edge(tweet(1), "LINKS_TO", post(1)),
        edge(tweet(2), "LINKS_TO", "4chan:g/1"),
        edge(tweet(3), "QUOTES", tweet(1)),
      ]),
    );
    expect(answer).toMatchObject({ order: "certain", omitted: 0 });
    expect(
      answer.table.map(({ giver, receiver, n, exact }) => [giver, receiver, n, exact]),
    ).toEqual([
      ["4chan", "twitter", 2, 1],
      ["twitter", "twitter", 1, 1],
    ]);
    const [site, own] = answer.table;
    expect(site?.quartiles).toEqual({
      lower: minutes(2, 5),
      median: minutes(2, 5),
      upper: minutes(5, 10),
    });
    expect(site?.attained).toBe(true);
    expect(site?.within.map(({ giver, quartiles }) => [giver, quartiles.median])).toEqual([
      ["4chan/g", minutes(2, 10)],
      ["4chan/pol", minutes(5)],
    ]);
    expect(own?.within).toEqual([]);
  });

  test("are none below 0 where the giver must have been there before", async () => {
    const answer = await askLatency(
      await load([
        thing(post(1), [0, 9]),
        thing(tweet(1), [5, 6]),
        edge(tweet(1), "LINKS_TO", post(1)),
      ]),
    );
    // The post was there by minute 6, the latest of the tweet.
    expect(answer.table[0]).toMatchObject({
      certain: 1,
      exact: 0,
      quartiles: { median: minutes(0, 6) },
      attained: true,
    });
  });

  test("that only may be are possible; what no world allows is left out", async () => {
    const loaded = await load([
      thing(post(1), [0, 9]),
      thing(post(2), 9),
      thing(tweet(1), 5),
      edge(post(1), "MATCHES", tweet(1)),
      edge(post(2), "MATCHES", tweet(1)),
    ]);
    const answer = await askLatency(loaded);
    expect(answer).toMatchObject({ order: "possible", leftOut: { impossible: 1 } });
    expect(answer.table[0]).toMatchObject({
      n: 1,
      certain: 0,
      quartiles: { median: minutes(0, 5) },
    });
    expect(answer.limits.join()).toContain("granting that each flows");
  });

  test("leave out a part that enters its whole, and what is nowhere", async () => {
    const answer = await askLatency(
      await load([
        thing(post(1), 1),
        thing("4chan:pol/thread/1"),
        thing("case:t/x", 3),
        edge(post(1), "PART_OF", "4chan:pol/thread/1"),
        edge("case:t/x", "LINKS_TO", post(1)),
      ]),
    );
    expect(answer).toMatchObject({
      order: "none",
      basis: null,
      table: [],
      leftOut: { sameMoment: 1, noPlatform: 1, impossible: 0, itself: 0 },
    });
  });

  test("keep to givers, receivers and floor", async () => {
    const loaded = await load([
      thing(post(1), 0),
      thing(tweet(1), 5),
      thing(tweet(2), 7),
      edge(tweet(1), "LINKS_TO", post(1)),
      edge(tweet(2), "QUOTES", tweet(1), { basis: "inferred" }),
    ]);
    const pairs = async (asked: Parameters<typeof askLatency>[1]) =>
      (await askLatency(loaded, asked)).table.map(({ giver, receiver }) => `${giver} ${receiver}`);
    expect(await pairs({})).toEqual(["4chan twitter"]);
    expect(await pairs({ basis: "inferred", from: "twitter" })).toEqual(["twitter twitter"]);
    expect(await pairs({ basis: "inferred", to: tweet(1) })).toEqual(["4chan twitter"]);
    expect(await askLatency(loaded, { from: "gab" })).toMatchObject({
      order: "none",
      ends: { from: { inEvidence: false } },
    });
  });

  test("have the basis of the times that bound them, and are told when a dispute moves them", async () => {
    const answer = await askLatency(
      await load([
        thing(post(1), 0, { basis: "recorded" }),
        thing(tweet(1)),
        edge(tweet(1), "LINKS_TO", post(1), { basis: "recorded" }),
        published(tweet(1), 5, { source: "A" }),
        published(tweet(1), 8, { source: "B" }),
      ]),
    );
    expect(answer).toMatchObject({ basis: "reported", disputed: true });
    const sides = answer.disputes[0]?.sides.map(({ sources, changes }) => [
      sources,
      changes.map(({ what }) => what),
    ]);
    expect(sides).toEqual([
      [["A"], ["4chan to twitter"]],
      [["B"], ["4chan to twitter"]],
    ]);
    const lines = answer.disputes.flatMap(({ sides }) => sides.flatMap(({ changes }) => changes));
    expect(lines.map(({ taken }) => taken?.match(/median (.*), upper/)?.[1])).toEqual([
      "exactly 5 min 0.000 s",
      "exactly 8 min 0.000 s",
    ]);
  });
});

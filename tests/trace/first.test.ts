import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tellFirst } from "../../src/export/tell-first.ts";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { precedes } from "../../src/trace/engine/fact-order.ts";
import { standing } from "../../src/trace/standing.ts";
import { ask, askFirst, edge, load, minute, published, thing, type When } from "./ask.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { viewOfDrawing } from "./drawn-view.ts";
import { worldsOf } from "./worlds.ts";

const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;
const keys = (standings: readonly { item: { key: string } }[]) =>
  standings.map(({ item }) => item.key);

describe("which stands first", () => {
  test("is what all worlds of a small graph say", () => {
    const runs = 3_000;
    const seen = { certain: 0, possible: 0, tied: 0 };
    fc.assert(
      fc.property(
        drawings(RELATIONS_WITHOUT_MATCHES),
        fc.subarray([0, 1, 2, 3, 4], { minLength: 2 }),
        (drawing, some) => {
          const items = some.filter((item) => item < drawing.items.length);
          const worlds = worldsOf(drawing);
          // What no edge touches has one time only in the worlds enumerated.
          const touched = new Set(worlds.flows.flatMap(({ giver, receiver }) => [giver, receiver]));
          if (worlds.count === 0 || items.length < 2 || items.some((item) => !touched.has(item))) {
            return;
          }
          const firstIn = new Map(items.map((item) => [item, 0]));
          for (let base = 0; base < worlds.times.length; base += worlds.eventCount) {
            const time = (item: number) => worlds.times[base + item] ?? 0;
            const least = Math.min(...items.map(time));
            for (const item of items) {
              if (time(item) === least) firstIn.set(item, (firstIn.get(item) ?? 0) + 1);
            }
          }
          const possible = items.filter((item) => (firstIn.get(item) ?? 0) > 0);
          const certain = items.filter((item) => firstIn.get(item) === worlds.count);
          const graph = temporalGraph(viewOfDrawing(drawing));
          const stand = standing(graph, items);
          if (certain.length > 0) {
            expect(stand?.order).toBe("certain");
            const puts = (a: number, b: number) => a !== b && precedes(graph, a, b);
            const after = (one: number) =>
              certain.some((other) => puts(other, one) && !puts(one, other));
            expect(stand?.items).toEqual(certain.filter((item) => !after(item)));
            if (stand && stand.items.length > 1) seen.tied += 1;
          } else {
            expect(stand).toEqual({ order: "possible", items: possible });
          }
          seen[stand?.order ?? "possible"] += 1;
        },
      ),
      { numRuns: runs, seed: 51 },
    );
    expect(Math.min(seen.certain, seen.possible)).toBeGreaterThan(runs / 20);
    expect(seen.tied).toBeGreaterThan(runs / 300);
  });

  test("is certain where one is over before any other can be", async () => {
    const answer = await askFirst(
      await load([thing(post(1), [1, 2]), thing(post(2), [2, 9]), thing(tweet(1), 5)]),
      [post(1), post(2), "twitter"],
    );
    expect(answer).toMatchObject({ order: "certain", basis: "recorded" });
    expect(keys(answer.first)).toEqual([post(1)]);
    expect(answer.first[0]?.item.published).toEqual({ earliest: minute(1), latest: minute(2) });
    expect(answer.first[0]?.claims).not.toEqual([]);
  });

  test("is certain by an order fact, whatever the times", async () => {
    const replies = edge(post(2), "REPLIES_TO", post(1));
    const things = [thing(post(1), [1, 9]), thing(post(2), [1, 9])];
    const both = [post(1), post(2)];
    expect(await askFirst(await load(things), both)).toMatchObject({ order: "possible" });
    const answer = await askFirst(await load([...things, replies]), both);
    expect(answer.order).toBe("certain");
    expect(keys(answer.first)).toEqual([post(1)]);
  });

  test("is all of those at one moment, but for what another of them must precede", async () => {
    const answer = await askFirst(
      await load([
        thing(post(1), 3),
        thing(post(2), 3),
        thing(tweet(1), 3, { basis: "reported" }),
        thing(tweet(2), [3, 9]),
        edge(post(1), "REPLIES_TO", post(2)),
      ]),
      ["4chan", "twitter"],
    );
    expect(answer).toMatchObject({ order: "certain", basis: "reported", firstCount: 2 });
    expect(keys(answer.first)).toEqual([post(2), tweet(1)]);
    expect(answer.first.map(({ order }) => order)).toEqual(["certain", "certain"]);
    const told = tellFirst(answer);
    expect(told).toContain("Earliest in the evidence loaded: 2 at the same moment\n");
    expect(told).not.toContain("Any of these may be the earliest");
    expect(answer.perPlatform.map(({ first }) => keys(first))).toEqual([[post(2)], [tweet(1)]]);
  });

  test("is possible of all that overlap the first to be over", async () => {
    const answer = await askFirst(
      await load([thing(post(1), [1, 4]), thing(post(2), [3, 9]), thing(post(3), 5)]),
      ["4chan"],
    );
    expect(answer.order).toBe("possible");
    expect(keys(answer.first)).toEqual([post(1), post(2)]);
    expect(answer.first.map(({ order }) => order)).toEqual(["possible", "possible"]);
  });

  test("is not certain beside an undated one, which is named", async () => {
    const answer = await askFirst(await load([thing(post(1), 1), thing(post(2))]), ["4chan/pol"]);
    expect(answer).toMatchObject({ order: "possible", undated: [post(2)] });
    expect(keys(answer.first)).toEqual([post(1), post(2)]);
  });

  test("is told per platform, boards under their site", async () => {
    const answer = await askFirst(
      await load([
        thing(post(1), 5),
        thing("4chan:g/7", 3),
        thing(tweet(2), 1),
        thing(tweet(1), [1, 2]),
      ]),
      ["4chan", "twitter"],
    );
    expect(answer.perPlatform.map(({ platform, first }) => [platform, keys(first)])).toEqual([
      ["4chan", ["4chan:g/7"]],
      ["twitter", [tweet(2)]],
    ]);
  });

  test("keeps to the floor, even to which items are there at all", async () => {
    const loaded = await load([
      thing(post(1), 5),
      thing(post(2), 1, { basis: "inferred" }),
      published(post(1), 4, { basis: "inferred" }),
    ]);
    expect(keys((await askFirst(loaded, ["4chan"])).first)).toEqual([post(1)]);
    expect(await askFirst(loaded, ["4chan"])).toMatchObject({ order: "certain", undated: [] });
    expect(keys((await askFirst(loaded, ["4chan"], "inferred")).first)).toEqual([post(2)]);
  });

  test("has the basis of the times that decide it", async () => {
    const things = [thing(post(1), 1), thing(post(2), [0, 9]), published(post(2), 5)];
    const answer = await askFirst(await load(things), ["4chan"]);
    expect(answer).toMatchObject({ order: "certain", basis: "reported" });
  });

  test("is disputed where a side of a contradiction gives another", async () => {
    const loaded = await load([
      thing(post(1), 5),
      thing(post(2)),
      published(post(2), 3, { source: "A" }),
      published(post(2), 7, { source: "B" }),
    ]);
    const answer = await askFirst(loaded, ["4chan"]);
    expect(answer).toMatchObject({ order: "possible", disputed: true });
    expect(
      answer.disputes[0]?.sides.map(({ sources, order, first }) => [sources, order, first]),
    ).toEqual([
      [["A"], "certain", [post(2)]],
      [["B"], "certain", [post(1)]],
    ]);
  });

  test("of nothing in evidence is none", async () => {
    const answer = await askFirst(await load([thing(post(1), 1)]), [tweet(9)]);
    expect(answer).toMatchObject({ order: "none", basis: null, first: [], perPlatform: [] });
    expect(answer.ends[0]?.inEvidence).toBe(false);
  });
});

test("coverage counts items by platform and type, with the times they span, not references", async () => {
  const loaded = await load([
    thing(post(1), 5),
    thing(post(2), [3, 9]),
    thing("4chan:pol/thread/1"),
    thing(tweet(1), 4),
    edge(tweet(1), "LINKS_TO", "pastebin:aaaaaaaa"),
    edge(tweet(1), "POSTED_BY", "twitter:user/1"),
    thing("case:t/x", 1),
  ]);
  const { coverage } = await ask(loaded, { from: "4chan", to: "twitter" });
  expect(coverage).toEqual([
    {
      platform: "4chan/pol",
      items: [
        { type: "post", count: 2 },
        { type: "thread", count: 1 },
      ],
      from: minute(3),
      to: minute(9),
    },
    { platform: "twitter", items: [{ type: "post", count: 1 }], from: minute(4), to: minute(4) },
    {
      platform: "unknown platform",
      items: [{ type: "item", count: 1 }],
      from: minute(1),
      to: minute(1),
    },
  ]);
});

describe("the span of a platform", () => {
  const spanOf = async (claims: readonly Claim[]) => {
    const { coverage } = await ask(await load(claims), { from: post(1), to: post(2) });
    return coverage.map(({ from, to }) => [from, to]);
  };
  const collected = (key: string, at: number, published: When = [null, null]): Claim => {
    const claim = thing(key, published);
    const [earliest, latest] = [minute(at), minute(at)];
    const capture = { fact: "time", item: parseKey(key), kind: "captured" } as const;
    return { ...claim, facts: [...claim.facts, { ...capture, earliest, latest }] };
  };

  test("does not run to when something without a date was collected", async () => {
    const chat = collected("4chan:pol/thread/1", 900);
    expect(await spanOf([thing(post(1), 5), thing(post(2), [7, 9]), chat])).toEqual([
      [minute(5), minute(9)],
    ]);
    expect(await spanOf([collected(post(1), 600), chat])).toEqual([[null, minute(900)]]);
  });

  test("runs to when something was collected that was posted no earlier than some time", async () => {
    expect(await spanOf([thing(post(1), 5), collected(post(2), 600, [8, null])])).toEqual([
      [minute(5), minute(600)],
    ]);
  });
});

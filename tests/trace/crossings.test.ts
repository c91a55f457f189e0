import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CrossingsAnswer } from "../../src/model/journey-answer.ts";
import { type Tier, tierSchema } from "../../src/model/platform.ts";
import { languageCrossings, languageIn, tierCrossings } from "../../src/trace/crossing-hops.ts";
import { edge, load, member, minute, published, thing } from "./ask.ts";
import { askCrossings, speaks } from "./ask-journeys.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { drawnEdge, posedOn, viewOfDrawing } from "./drawn-view.ts";
import { drawnTime, type Worlds, worldsOf, worldsOfPath } from "./worlds.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 2_000);

/** Every path of drawn edges that passes no item twice. */
function simplePaths({ flows }: Worlds, source: number): number[][] {
  const found: number[][] = [];
  const go = (at: number, passed: readonly number[], path: readonly number[]): void => {
    for (const [one, { giver, receiver }] of flows.entries()) {
      if (giver !== at || passed.includes(receiver)) continue;
      found.push([...path, one]);
      go(receiver, [...passed, receiver], [...path, one]);
    }
  };
  go(source, [source], []);
  return found;
}

interface Truth {
  /** Worlds, by where they begin, in which some path ends in the hop. */
  worlds: Set<number>;
  earliest: number;
}

/** What crosses in some world, hop by hop, of the paths that count. */
function crossingsIn(worlds: Worlds, paths: readonly (readonly number[])[]): Map<number, Truth> {
  const truth = new Map<number, Truth>();
  for (const path of paths) {
    const source = worlds.flows[path[0] ?? -1]?.giver ?? -1;
    const last = path.at(-1) ?? -1;
    const events = [source, ...path.map((one) => worlds.flows[one]?.event ?? -1)];
    const known = truth.get(last) ?? { worlds: new Set(), earliest: Number.POSITIVE_INFINITY };
    for (let base = 0; base < worlds.times.length; base += worlds.eventCount) {
      const times = worlds.times.subarray(base, base + worlds.eventCount);
      const [open] = worldsOfPath({ ...worlds, times, count: 1 }, events);
      if (!open) continue;
      known.worlds.add(base);
      known.earliest = Math.min(known.earliest, open(events.at(-1) ?? -1));
    }
    if (known.worlds.size > 0) truth.set(last, known);
  }
  return truth;
}

function checkHops(
  worlds: Worlds,
  truth: ReadonlyMap<number, Truth>,
  hops: readonly { last: number; order: string; low: number }[],
): void {
  expect(hops.map(({ last }) => last).sort()).toEqual([...truth.keys()].sort());
  for (const { last, order, low } of hops) {
    const known = truth.get(last);
    if (order === "certain") expect(known?.worlds.size).toBe(worlds.count);
    expect(low).toBe(drawnTime(known?.earliest ?? Number.NaN));
  }
}

describe("hops that cross, of small graphs, are those of all their worlds", () => {
  const relations = [...RELATIONS_WITHOUT_MATCHES, "MATCHES"] as const;

  test("from tier to higher tier", () => {
    const seen = { certain: 0, possible: 0 };
    const tiers = fc.array(fc.constantFrom(undefined, ...tierSchema.options), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(drawings(relations), tiers, fc.nat(4), (drawing, tierOf, drawn) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const sources = [...new Set([0, drawn % drawing.items.length])];
        const posed = posedOn(viewOfDrawing(drawing), sources, []);
        const { hops } = tierCrossings(
          posed,
          (item) => tierOf[item],
          () => true,
        );
        const height = (item: number | undefined): number => {
          const tier: Tier | undefined = tierOf[item ?? -1];
          return tier === undefined ? -1 : tierSchema.options.indexOf(tier);
        };
        const paths = sources
          .filter((source) => height(source) >= 0)
          .flatMap((source) => simplePaths(worlds, source))
          .filter((path) => {
            const before = path.map((one) => height(worlds.flows[one]?.giver));
            return height(worlds.flows[path.at(-1) ?? -1]?.receiver) > Math.max(...before);
          });
        const truth = crossingsIn(worlds, paths);
        checkHops(
          worlds,
          truth,
          hops.map(({ edges, order, low }) => ({
            last: drawnEdge(posed.graph, edges.at(-1) ?? -1),
            order,
            low,
          })),
        );
        const intoTop = [...truth].filter(
          ([hop]) => height(worlds.flows[hop]?.receiver) === tierSchema.options.length - 1,
        );
        const always = new Set(intoTop.flatMap(([, { worlds: some }]) => [...some])).size;
        const sure = hops.some(({ to, order }) => to === "mainstream" && order === "certain");
        expect(sure).toBe(always === worlds.count);
        for (const { order } of hops) seen[order] += 1;
      }),
      { numRuns: RUNS, seed: 8 },
    );
    expect(Math.min(seen.certain, seen.possible)).toBeGreaterThan(RUNS / 20);
  });

  test("from language to language", () => {
    const languages = fc.array(fc.constantFrom(undefined, "en", "fr", "fr"), {
      minLength: 5,
      maxLength: 5,
    });
    let crossed = 0;
    fc.assert(
      fc.property(drawings(relations), languages, (drawing, languageOf) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const posed = posedOn(viewOfDrawing(drawing), [0], []);
        const { hops } = languageCrossings(
          posed,
          (item) => languageOf[item],
          () => true,
        );
        const paths = simplePaths(worlds, 0).filter((path) => {
          const { giver, receiver } = worlds.flows[path.at(-1) ?? -1] ?? {
            giver: -1,
            receiver: -1,
          };
          const [from, to] = [languageOf[giver], languageOf[receiver]];
          return from !== undefined && to !== undefined && from !== to;
        });
        checkHops(
          worlds,
          crossingsIn(worlds, paths),
          hops.map(({ edges, order, low }) => ({
            last: drawnEdge(posed.graph, edges.at(-1) ?? -1),
            order,
            low,
          })),
        );
        crossed += hops.length;
      }),
      { numRuns: RUNS, seed: 9 },
    );
    expect(crossed).toBeGreaterThan(RUNS / 20);
  });
});

const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;
const PAPER = "web:https://paper.example/a";

const told = ({ crossings }: CrossingsAnswer) =>
  crossings.map(({ from, to, order, path }) => [
    `${from} ${to}`,
    order,
    [path.hops[0]?.from.key, ...path.hops.map((hop) => hop.to.key)].join(" "),
  ]);

const journey = [
  thing(post(1), 0),
  thing(post(2), 3),
  thing(tweet(1), 5, { by: "twitter:user/1" }),
  thing(tweet(2), 8),
  thing(PAPER, [10, 12]),
  member("tier:mainstream", "paper.example"),
  edge(post(2), "REPLIES_TO", post(1)),
  edge(tweet(1), "LINKS_TO", post(2)),
  edge(tweet(2), "QUOTES", tweet(1)),
  edge(PAPER, "LINKS_TO", tweet(2), { at: [10, 12] }),
];

describe("crossings", () => {
  test("are the hops into a higher tier, with when, by whom and how long it took", async () => {
    const answer = await askCrossings(await load(journey), { from: post(1) });
    expect(told(answer)).toEqual([
      ["fringe bridge", "certain", `${post(1)} ${post(2)} ${tweet(1)}`],
      ["bridge mainstream", "certain", `${post(1)} ${post(2)} ${tweet(1)} ${tweet(2)} ${PAPER}`],
    ]);
    expect(answer).toMatchObject({ order: "certain", omitted: 0, limits: [] });
    const [first, second] = answer.crossings;
    expect(first?.path.hops.at(-1)?.to.account?.key).toBe("twitter:user/1");
    expect(first?.path.elapsed).toEqual({ least: minute(5), most: minute(5) });
    expect(second?.time).toEqual({ earliest: minute(10), latest: minute(12) });
    expect(answer.tiers).toEqual([
      {
        tier: "bridge",
        order: "certain",
        basis: "reported",
        time: { earliest: minute(5), latest: minute(5) },
        hops: 1,
      },
      {
        tier: "mainstream",
        order: "certain",
        basis: "reported",
        time: { earliest: minute(10), latest: minute(12) },
        hops: 1,
      },
    ]);
    expect(answer.citations.length).toBeGreaterThan(0);
  });

  test("start at all fringe items unless told otherwise, and end where asked", async () => {
    const loaded = await load(journey);
    expect(told(await askCrossings(loaded))).toEqual([
      ["fringe bridge", "certain", `${post(2)} ${tweet(1)}`],
      ["bridge mainstream", "certain", `${post(2)} ${tweet(1)} ${tweet(2)} ${PAPER}`],
    ]);
    expect(told(await askCrossings(loaded, { to: "tier:mainstream" }))).toHaveLength(1);
    expect(await askCrossings(loaded, { to: "gab" })).toMatchObject({
      order: "none",
      basis: null,
      crossings: [],
      ends: { to: { inEvidence: false } },
    });
  });

  test("need times that let the thing through, within the window", async () => {
    const late = [
      thing(post(1), 9),
      thing(tweet(1), 5),
      edge(post(1), "MATCHES", tweet(1)),
      thing(tweet(2), [4, 12]),
      edge(post(1), "MATCHES", tweet(2)),
    ];
    expect(told(await askCrossings(await load(late)))).toEqual([
      ["fringe bridge", "possible", `${post(1)} ${tweet(2)}`],
    ]);
    const between = { earliest: minute(6), latest: minute(11) };
    expect(told(await askCrossings(await load(journey), { between }))).toEqual([]);
  });

  test("tell the earliest of each tier as possible earliest and guaranteed latest, with its rivals", async () => {
    const loaded = await load([
      thing(post(1), 0),
      thing(tweet(1), [2, 9]),
      thing(tweet(2), [4, 5]),
      thing(tweet(3), 7),
      ...[1, 2, 3].map((one) => edge(tweet(one), "LINKS_TO", post(1))),
    ]);
    const answer = await askCrossings(loaded);
    expect(answer.tiers).toMatchObject([
      {
        tier: "bridge",
        order: "certain",
        time: { earliest: minute(2), latest: minute(5) },
        hops: 3,
      },
    ]);
    expect(answer.crossings.map(({ mayBeFirst }) => mayBeFirst)).toEqual([true, true, false]);
    const one = await askCrossings(loaded, { limit: 1 });
    expect([told(one), one.omitted]).toEqual([
      [["fringe bridge", "certain", `${post(1)} ${tweet(2)}`]],
      2,
    ]);
  });

  test("name what they pass of which nobody says the tier; what only a reference knows takes nothing", async () => {
    const answer = await askCrossings(
      await load([
        thing(post(1), 0),
        thing("web:https://blog.example/a", 2),
        thing(tweet(1), 5),
        edge("web:https://blog.example/a", "LINKS_TO", post(1), { at: 2 }),
        edge(tweet(1), "LINKS_TO", "web:https://blog.example/a"),
        edge("reddit:t3_a", "LINKS_TO", post(1)),
      ]),
    );
    expect(answer.crossings.map(({ withoutTier }) => withoutTier)).toEqual([
      ["web:https://blog.example/a"],
    ]);
  });

  test("from language to language, as tags name them", async () => {
    const answer = await askCrossings(
      await load([
        thing(tweet(1), 1),
        speaks(tweet(1), "en-US"),
        thing(tweet(2), 2),
        speaks(tweet(2), "fra"),
        thing(tweet(3), 3),
        speaks(tweet(3), "und"),
        edge(tweet(2), "QUOTES", tweet(1)),
        edge(tweet(3), "QUOTES", tweet(2)),
      ]),
      { from: "twitter" },
    );
    expect(told(answer)).toEqual([["en fr", "certain", `${tweet(1)} ${tweet(2)}`]]);
    expect(answer).toMatchObject({ tiers: [], languages: [{ from: "en", to: "fr", hops: 1 }] });
  });

  test("are disputed where only a later one is", async () => {
    const answer = await askCrossings(
      await load([
        thing(post(1), 0),
        thing(tweet(1), 10),
        thing(tweet(2)),
        ...[1, 2].map((id) => edge(tweet(id), "LINKS_TO", post(1))),
        published(tweet(2), 20, { source: "A", dispute: "when" }),
        published(tweet(2), 60, { source: "B", dispute: "when" }),
      ]),
    );
    expect(answer.disputed).toBe(true);
    const [first] = answer.disputes[0]?.sides ?? [];
    expect(first?.changes.map(({ what }) => what)).toEqual([
      `tier bridge: ${post(1)} LINKS_TO ${tweet(2)}`,
    ]);
  });

  test("say what a side of a dispute would make of them", async () => {
    const answer = await askCrossings(
      await load([
        thing(post(1), 0),
        thing("reddit:t3_a", 0, { platform: "gab" }),
        thing(tweet(1), 5),
        edge(tweet(1), "LINKS_TO", post(1), { source: "A", dispute: "d" }),
        edge(tweet(1), "LINKS_TO", "4chan:pol/7", { source: "B", dispute: "d" }),
      ]),
      { from: post(1) },
    );
    expect(answer.disputed).toBe(true);
    const taken = answer.disputes[0]?.sides.map(({ sources, changes }) => [
      sources,
      changes.map(({ what, taken: then }) => [what, then]),
    ]);
    expect(taken).toEqual([
      [["A"], []],
      [
        ["B"],
        [
          ["tier bridge", null],
          ["tier bridge: 4chan:pol/1 LINKS_TO twitter:status/1", null],
        ],
      ],
    ]);
  });
});

test.each([
  ["en", "en"],
  ["EN-gb", "en"],
  ["eng", "en"],
  ["zh_CN", "zh"],
  ["und", undefined],
  ["qme", undefined],
  ["English", undefined],
  ["", undefined],
  [undefined, undefined],
])("the language of the tag %s is %s", (tag, language) => {
  expect(languageIn(tag)).toBe(language);
});

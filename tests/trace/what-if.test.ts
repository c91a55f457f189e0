import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { Claim } from "../../src/model/claim.ts";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../src/model/reach-answer.ts";
import { arrivalsFrom, arrivedAt, changesAt } from "../../src/trace/arrived.ts";
import { ALWAYS } from "../../src/trace/engine/window.ts";
import { reachQuestionSchema, whatIfQuestionSchema } from "../../src/trace/question.ts";
import { reach } from "../../src/trace/reach-answer.ts";
import { whatIf } from "../../src/trace/what-if.ts";
import { lessItem } from "./agreement.ts";
import { ask, edge, load, minute, pathsOf, readQuote, thing } from "./ask.ts";
import { drawings, fans, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { itemsOnCycles } from "./drawn-paths.ts";
import { viewOfDrawing } from "./drawn-view.ts";
import { arrivals, type Drawing, drawnTime, setsWithoutWorld, worldsOf } from "./worlds.ts";

/** `HEADWATER_WORLDS=500000 npx vitest ... --testTimeout 0` looks further. */
const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 3_000);

const bound = (at: number): number | null => {
  const time = drawnTime(at);
  return Number.isFinite(time) ? time : null;
};

/** Arrival at each item as the worlds have it; undefined where none has it there. */
function truthOf(drawing: Drawing) {
  const worlds = worldsOf(drawing, new Set(setsWithoutWorld(drawing).flatMap((set) => [...set])));
  return arrivals(worlds, drawing.items.length, [0]).map((arrival) => {
    if (arrival.worlds === 0) return undefined;
    const order = arrival.worlds === worlds.count ? "certain" : "possible";
    const latest = order === "certain" ? bound(arrival.greatest) : null;
    return { order, arrival: { earliest: bound(arrival.least), latest } } as const;
  });
}

test("what is reached, when, and what is late or lost without an item, is what the worlds say", () => {
  const seen = { late: 0, lost: 0 };
  const graphs = fc.oneof(drawings(RELATIONS_WITHOUT_MATCHES), fans);
  fc.assert(
    fc.property(graphs, fc.integer({ min: 1, max: 3 }), (drawing, out) => {
      const kept = lessItem(drawing, out);
      if (itemsOnCycles(worldsOf(drawing)).size > 0 || out >= drawing.items.length) return;
      const view = viewOfDrawing(drawing);
      const removed = Uint8Array.from(drawing.items, (_, item) => (item === out ? 1 : 0));
      const from = (graph: ReturnType<typeof temporalGraph>) =>
        arrivalsFrom({ graph, sources: [0], window: ALWAYS });
      const [before, after] = [from(temporalGraph(view)), from(temporalGraph(view, removed))];
      const [was, is] = [truthOf(drawing), truthOf(kept)];
      const others = drawing.items.flatMap((_, item) => (item === 0 ? [] : [item]));
      const shown = (item: number, of: typeof before) => {
        const arrived = arrivedAt(of, item);
        return arrived && { order: arrived.order, arrival: arrived.arrival };
      };
      for (const item of others) {
        expect(shown(item, before)).toEqual(was[item]);
        if (item !== out) expect(shown(item, after)).toEqual(is[item]);
      }
      const { takenOut, noLonger, late } = changesAt(others, before, after, removed);
      expect(takenOut).toEqual(was[out] ? [out] : []);
      expect(noLonger).toEqual(others.filter((item) => item !== out && was[item] && !is[item]));
      for (const { item, by } of late) {
        expect(is[item]).not.toEqual(was[item]);
        const [a, b] = [was[item]?.arrival.earliest, is[item]?.arrival.earliest];
        if (typeof a === "number" && typeof b === "number" && b > a)
          expect(by.earliest).toBe(b - a);
      }
      seen.late += late.length;
      seen.lost += noLonger.length;
    }),
    { numRuns: RUNS, seed: 41 },
  );
  expect(Math.min(seen.late, seen.lost)).toBeGreaterThan(RUNS / 100);
});

const PASTE = "pastebin:aaaaaaaa";
const tweet = (id: number) => `twitter:status/${id}`;
const PAGE = "web:https://news.example/";

/** Two accounts tell a paste on, one of them twice; a news page takes it from either. */
const claims: Claim[] = [
  thing(PASTE, 0),
  thing(tweet(1), 10, { by: "twitter:@early" }),
  thing(tweet(2), 20, { by: "twitter:@early" }),
  thing(tweet(3), [35, 39], { by: "twitter:@late" }),
  thing(PAGE, [null, 100], { platform: "news.example" }),
  ...[1, 2, 3].map((id) => edge(tweet(id), "LINKS_TO", PASTE)),
  edge(PAGE, "LINKS_TO", tweet(1), { at: 30 }),
  edge(PAGE, "LINKS_TO", tweet(2), { at: 30 }),
  edge(PAGE, "LINKS_TO", tweet(3), { at: [50, 60] }),
];

const asked = { from: PASTE, to: PAGE };

describe("what a question hangs on", () => {
  async function answer(without: string[] = [], more: Claim[] = []) {
    const question = whatIfQuestionSchema.parse({ ...asked, without });
    return whatIfAnswerSchema.parse(
      await whatIf(await load([...claims, ...more]), question, readQuote, "test"),
    );
  }

  test("ways are counted, and the accounts that cut all of them found", async () => {
    const { order, ways, mandatory, cuts, departure } = await answer();
    expect(order).toBe("certain");
    expect(ways).toEqual({ items: 5, edges: 6, components: 5, paths: "3", exact: true });
    expect(mandatory).toEqual({ items: [], accounts: [] });
    expect(cuts).toMatchObject({ size: 2, count: 1, sets: [["twitter:@early", "twitter:@late"]] });
    expect(departure).toEqual({ earliest: minute(35), latest: minute(39) });
  });

  test("order and basis are those of the trace, and of a removal that changes nothing", async () => {
    const [early, late, end] = [tweet(1), tweet(2), tweet(9)];
    const loaded = await load([
      thing(PASTE, 0),
      thing(early, 10),
      thing(late, 30),
      thing(end, 50),
      ...[early, late].map((key, i) =>
        edge(key, "LINKS_TO", PASTE, { basis: i === 0 ? "recorded" : "reported" }),
      ),
      ...[early, late].map((key) => edge(end, "LINKS_TO", key, { basis: "recorded" })),
    ]);
    const traced = await ask(loaded, { from: PASTE, to: end });
    const question = whatIfQuestionSchema.parse({ from: PASTE, to: end, without: [late] });
    const told = await whatIf(loaded, question, readQuote, "test");
    expect(told.departure).toEqual({ earliest: minute(30), latest: minute(30) });
    for (const one of [traced, told, told.removals[0]]) {
      expect(one).toMatchObject({ order: "certain", basis: "recorded" });
    }
  });

  test("without one account it arrives later, without another nothing changes", async () => {
    const { removals } = await answer(["twitter:@early", "twitter:@late", tweet(1)]);
    const [early, late, one] = removals;
    expect(early).toMatchObject({
      takenOut: 2,
      order: "certain",
      arrival: { earliest: minute(50), latest: minute(60) },
      noLongerReached: { count: 0 },
      late: { count: 1, items: [{ by: { earliest: minute(20), latest: minute(30) } }] },
    });
    for (const removal of [late, one]) {
      expect(removal).toMatchObject({
        takenOut: 1,
        order: "certain",
        arrival: { earliest: minute(30), latest: minute(30) },
        noLongerReached: { count: 0 },
        late: { count: 0 },
      });
    }
  });

  test("with things struck out it hangs on what is left, and removals count from there", async () => {
    const question = whatIfQuestionSchema.parse({
      ...asked,
      struckOut: ["twitter:@late"],
      without: [tweet(1), tweet(3)],
    });
    const told = whatIfAnswerSchema.parse(
      await whatIf(await load(claims), question, readQuote, "test"),
    );
    expect(told.ways).toMatchObject({ items: 4, paths: "2" });
    expect(told.mandatory.accounts.map(({ key }) => key)).toEqual(["twitter:@early"]);
    expect(told.cuts).toMatchObject({ size: 1, sets: [["twitter:@early"]] });
    expect(told.departure).toEqual({ earliest: minute(20), latest: minute(20) });
    expect(told.removals.map(({ takenOut, order }) => [takenOut, order])).toEqual([
      [1, "certain"],
      [0, "certain"],
    ]);
    expect(told.ends.struckOut).toMatchObject([{ asked: "twitter:@late", inEvidence: true }]);
  });

  test("what is struck out is as if it had never been there", async () => {
    const struck = { ...asked, struckOut: [tweet(2)] };
    const with_ = await whatIf(
      await load(claims),
      whatIfQuestionSchema.parse(struck),
      readQuote,
      "test",
    );
    const left = claims.filter((one) => !JSON.stringify(one).includes(tweet(2)));
    const never = await whatIf(
      await load(left),
      whatIfQuestionSchema.parse(asked),
      readQuote,
      "test",
    );
    for (const part of ["order", "basis", "arrival", "departure", "ways", "cuts"] as const) {
      expect(with_[part]).toEqual(never[part]);
    }
    const keys = ({ mandatory, pivotal }: typeof never) =>
      [mandatory, pivotal].map(({ items, accounts }) => [...items, ...accounts].map((x) => x.key));
    expect(keys(with_)).toEqual(keys(never));
  });

  test("what is not in evidence is said to be so, and takes nothing out", async () => {
    const { removals } = await answer(["twitter:@nobody"]);
    expect(removals).toMatchObject([{ inEvidence: false, takenOut: 0, order: "certain" }]);
  });

  test("the one certain way is pivotal, what all ways share mandatory", async () => {
    const unsure: Claim[] = [
      thing(PASTE, 0),
      thing(tweet(1), 10, { by: "twitter:@first" }),
      thing(tweet(2), [5, 95], { by: "twitter:@second" }),
      thing(PAGE, [null, 100]),
      edge(tweet(1), "LINKS_TO", PASTE),
      edge(tweet(2), "LINKS_TO", PASTE),
      edge(PAGE, "MATCHES", tweet(4)),
      thing(tweet(4), 90, { by: "twitter:@fourth" }),
      edge(tweet(1), "MATCHES", tweet(4)),
      edge(tweet(2), "MATCHES", tweet(4)),
      edge(PAGE, "LINKS_TO", tweet(4), { at: 95 }),
    ];
    const question = whatIfQuestionSchema.parse(asked);
    const told = await whatIf(await load(unsure), question, readQuote, "test");
    expect(told.order).toBe("certain");
    const keys = ({ items, accounts }: typeof told.mandatory): string[] =>
      [...accounts, ...items].map(({ key }) => key);
    expect(keys(told.mandatory)).toEqual(["twitter:@fourth", tweet(4)]);
    expect(keys(told.pivotal)).toEqual(["twitter:@first", tweet(1)]);
  });

  test("on each side of a contradiction other accounts are mandatory", async () => {
    const disputed: Claim[] = [
      thing(PASTE, 0),
      thing(tweet(1), 10, { by: "twitter:@early" }),
      thing(tweet(3), 40, { by: "twitter:@late" }),
      thing(PAGE, [null, 100]),
      edge(tweet(1), "LINKS_TO", PASTE),
      edge(tweet(3), "LINKS_TO", PASTE),
      edge(PAGE, "LINKS_TO", tweet(1), { at: 50, source: "A", dispute: "which" }),
      edge(PAGE, "LINKS_TO", tweet(3), { at: 50, source: "B", dispute: "which" }),
    ];
    const question = whatIfQuestionSchema.parse(asked);
    const told = await whatIf(await load(disputed), question, readQuote, "test");
    expect(told).toMatchObject({ disputed: true, mandatory: { items: [], accounts: [] } });
    const sides = told.disputes.flatMap(({ sides }) => sides);
    const mandatory = sides.map(({ sources, changes }) => [
      ...sources,
      changes.find(({ what }) => what === "mandatory")?.taken,
    ]);
    expect(mandatory.sort()).toEqual([
      ["A", `twitter:@early, ${tweet(1)}`],
      ["B", `twitter:@late, ${tweet(3)}`],
    ]);
  });
});

describe("what sources reach", () => {
  async function answer(asked: object) {
    const question = reachQuestionSchema.parse(asked);
    return reachAnswerSchema.parse(await reach(await load(claims), question, readQuote, "test"));
  }

  test("is counted by platform and by account, with the first of each", async () => {
    const told = await answer({ from: PASTE });
    expect(told).toMatchObject({
      order: "certain",
      basis: "reported",
      reached: {
        items: { certain: 4, possible: 0 },
        accounts: { certain: 2, possible: 0 },
        arrival: { earliest: minute(10), latest: minute(10) },
      },
    });
    expect(told.perPlatform.map(({ platform, items }) => [platform, items.certain])).toEqual([
      ["news.example", 1],
      ["twitter", 3],
    ]);
    expect(told.items.map(({ item }) => item.key)).toEqual([tweet(1), tweet(2), PAGE, tweet(3)]);
    expect(told.accounts.map(({ account }) => account.key)).toEqual([
      "twitter:@early",
      "twitter:@late",
    ]);
  });

  test("of some things only those count; without another, some are lost or late", async () => {
    const told = await answer({
      from: tweet(1),
      to: "news.example",
      without: [tweet(1), tweet(3)],
    });
    expect(told.reached).toMatchObject({ items: { certain: 1, possible: 0 } });
    expect(told.removals).toMatchObject([
      { order: "none", noLongerReached: { count: 1, items: [{ key: PAGE }] } },
      { order: "certain", noLongerReached: { count: 0 }, late: { count: 0 } },
    ]);
  });

  test("hangs on accounts as much as each taken out by itself shows", async () => {
    const posted = (n: number, by: string) => thing(tweet(n), n, { by: `twitter:@${by}` });
    const takes = (n: number, from: number) => edge(tweet(n), "QUOTES", tweet(from));
    const chains: Claim[] = [
      ...[posted(1, "root"), posted(2, "hub"), posted(3, "hub"), posted(4, "bridge")],
      ...[posted(5, "a"), posted(6, "b"), posted(7, "c"), posted(8, "d")],
      ...[takes(2, 1), takes(3, 2), takes(4, 1), takes(5, 2), takes(6, 3), takes(6, 4)],
      ...[takes(7, 6), takes(8, 5)],
      thing(PAGE, [null, 100]),
      edge(PAGE, "LINKS_TO", tweet(3), { at: 10 }),
      edge(PAGE, "LINKS_TO", tweet(4), { at: 20 }),
    ];
    const loaded = await load(chains);
    const asks = async (without: string[]) =>
      reach(loaded, reachQuestionSchema.parse({ from: tweet(1), without }), readQuote, "test");
    const { carriers, limits } = await asks([]);
    expect(limits).toEqual([]);
    const told = carriers.map((one) => [one.account.key, one.noLongerReached, one.late]);
    expect(told).toEqual([
      ["twitter:@hub", 2, 1],
      ["twitter:@a", 1, 0],
      ["twitter:@b", 1, 0],
    ]);
    const { removals } = await asks([
      "twitter:@hub",
      "twitter:@a",
      "twitter:@b",
      "twitter:@bridge",
    ]);
    expect(removals.map((one) => [one.asked, one.noLongerReached.count, one.late.count])).toEqual([
      ...told,
      ["twitter:@bridge", 0, 0],
    ]);
  });

  test("nothing, is none", async () => {
    const told = await answer({ from: PAGE });
    expect(told).toMatchObject({ order: "none", basis: null, reached: null, items: [] });
  });
});

describe("which path is best", () => {
  test.each([
    ["fastest", [PASTE, tweet(2), PAGE], null],
    ["departure", [PASTE, tweet(3), PAGE], { earliest: minute(35), latest: minute(39) }],
  ] as const)("%s", async (by, path, departure) => {
    const answer = await ask(await load(claims), { ...asked, by });
    expect(pathsOf(answer)).toEqual([path]);
    expect(answer.departure).toEqual(departure);
  });

  test.each([
    ["earliest", false],
    ["fewest-hops", true],
    ["fastest", true],
  ] as const)(
    "by %s the answer says whether one only possible may do better: %s",
    async (by, may) => {
      const chain: Claim[] = [
        thing(PASTE, 0),
        thing(tweet(1), 10),
        thing(tweet(2), 20),
        thing(tweet(5), [25, 99]),
        thing(PAGE, [null, 100]),
        edge(tweet(1), "LINKS_TO", PASTE),
        edge(tweet(2), "QUOTES", tweet(1)),
        edge(tweet(5), "LINKS_TO", PASTE),
        edge(PAGE, "LINKS_TO", tweet(2), { at: 22 }),
        edge(tweet(5), "MATCHES", PAGE, { at: [26, 40] }),
      ];
      const answer = await ask(await load(chain), { ...asked, by });
      expect(answer.order).toBe("certain");
      expect(pathsOf(answer)).toEqual([[PASTE, tweet(1), tweet(2), PAGE]]);
      expect(answer.limits.some((one) => one.includes("only possible may do better"))).toBe(may);
    },
  );

  test("of several, those that are certain come before others", async () => {
    const more: Claim[] = [
      thing(tweet(5), [10, 99], { by: "twitter:@unsure" }),
      edge(tweet(5), "MATCHES", tweet(6)),
      thing(tweet(6), 20, { by: "twitter:@direct" }),
      edge(tweet(5), "LINKS_TO", PASTE),
      edge(tweet(6), "QUOTES", tweet(1)),
      edge(PAGE, "LINKS_TO", tweet(6), { at: 30 }),
    ];
    const answer = await ask(await load([...claims, ...more]), { ...asked, paths: 10 });
    const orders = answer.paths.map(({ order }) => order);
    expect(orders).toContain("possible");
    expect(orders).toEqual(orders.toSorted());
  });
});

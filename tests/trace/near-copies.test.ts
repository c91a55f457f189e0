import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { View } from "../../src/graph/view.ts";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { spokenBy, spokenSince } from "../../src/model/spoken-time.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { show } from "../../src/trace/show.ts";
import {
  ask,
  edge,
  HASH,
  load,
  loadStored,
  minute,
  pathsOf,
  readQuote,
  thing,
  type When,
} from "./ask.ts";
import { store } from "./claims-reader.ts";
import { drawings } from "./drawings.ts";
import { viewOfDrawing } from "./drawn-view.ts";

const TEXT = "These documents were put on an archive site before the election and nobody read them";
const POST = "4chan:pol/1";
const TWEET = "4chan:pol/2";
const LATER = "4chan:pol/3";
const PAGE = "web:https://a.example/story";

/** A record of a thing with its text; `shownBy` is when a capture shows it. */
function saying(
  key: string,
  at: When,
  text = TEXT,
  { shownBy, by }: { shownBy?: number; by?: string } = {},
): Claim {
  const claim = thing(key, at, by === undefined ? {} : { by });
  return {
    ...claim,
    ...(shownBy === undefined ? {} : { shownBy: minute(shownBy) }),
    facts: [...claim.facts, { fact: "item", item: parseKey(key), text, at: "/text" }],
  };
}

const asked = (from: string, to: string, claims: readonly Claim[], without: string[] = []) =>
  load(claims).then((loaded) => ask(loaded, { from, to, without, basis: "inferred" }));
const showOf = async (key: string, claims: readonly Claim[]) =>
  showAnswerSchema.parse(await show(await load(claims), key, readQuote, "test"));

const three = [saying(POST, 0), saying(TWEET, 5, `BREAKING: ${TEXT}`), saying(LATER, 9)];

describe("near copies in answers", () => {
  test("carry a thing from the nearest earlier one, inferred, with what they share and both texts cited", async () => {
    const answer = await asked(POST, LATER, three);
    expect(pathsOf(answer)).toEqual([[POST, TWEET, LATER]]);
    expect(answer).toMatchObject({ order: "certain", basis: "inferred" });
    const [hop] = answer.paths[0]?.hops ?? [];
    expect(hop).toMatchObject({
      relation: "MATCHES",
      inferred: { method: "near-copy", likeness: { run: 3, runsShared: 13, ofShorter: 1 } },
      basis: "inferred",
      time: { earliest: minute(5), latest: minute(5) },
    });
    expect(hop?.marks).toContain("inferred");
    const cited = answer.citations.filter(({ number }) => hop?.claims.includes(number));
    expect(cited.map(({ at }) => at)).toEqual(["/text", "/text"]);
  });

  test("never carry a default answer, which counts the paths that they would add", async () => {
    const answer = await ask(await load(three), { from: POST, to: LATER });
    expect(answer).toMatchObject({ order: "none", paths: [] });
    expect(answer.moreIfInferred).toMatchObject({ count: 1, paths: [[POST, TWEET, LATER]] });
  });

  test("go round one that is taken out", async () => {
    expect(pathsOf(await asked(POST, LATER, three, [TWEET]))).toEqual([[POST, LATER]]);
  });

  test("do not depend on the order of the evidence", async () => {
    const [told, turned] = await Promise.all(
      [three, three.toReversed()].map((claims) => asked(POST, LATER, claims)),
    );
    expect(turned?.paths[0]?.hops.map(({ inferred }) => inferred)).toEqual(
      told?.paths[0]?.hops.map(({ inferred }) => inferred),
    );
  });

  test.each<[string, Claim[]]>([
    ["where times overlap", [saying(POST, [0, 7]), saying(TWEET, [5, 9])]],
    ["from the later to the earlier", [saying(POST, 8), saying(TWEET, 2)]],
    ["where no text was kept", [thing(POST, 0), thing(TWEET, 5)]],
    [
      "where texts differ",
      [saying(POST, 0), saying(TWEET, 5, TEXT.split(" ").reverse().join(" "))],
    ],
  ])("carry nothing %s", async (_, claims) => {
    expect((await asked(POST, TWEET, claims)).order).toBe("none");
  });

  test("leave a reshare to what is recorded of it", async () => {
    const claims = [...three, edge(POST, "RESHARED_BY", TWEET)];
    expect(pathsOf(await asked(POST, LATER, claims))).toEqual([[POST, LATER]]);
    const { nearCopies } = await showOf(POST, claims);
    expect(nearCopies.map(({ item }) => item.key)).toEqual([LATER]);
  });

  test("add nothing to an answer that quotes what it answers", async () => {
    const answer = await asked(POST, TWEET, [...three, edge(TWEET, "REPLIES_TO", POST)]);
    expect(answer.paths[0]?.hops).toMatchObject([{ relation: "REPLIES_TO", inferred: null }]);
  });

  test("start from a page that can change only when a capture shows the text", async () => {
    const of = (shownBy: number) => [saying(PAGE, [0, 0], TEXT, { shownBy }), saying(TWEET, 5)];
    expect((await asked(PAGE, TWEET, of(4))).order).toBe("certain");
    expect((await asked(PAGE, TWEET, of(6))).order).toBe("none");
  });

  test("go neither way between two of one moment, which have it from the one before", async () => {
    const claims = [saying(POST, 0), saying(TWEET, 5), saying(LATER, 5)];
    for (const to of [TWEET, LATER]) {
      expect(pathsOf(await asked(POST, to, claims))).toEqual([[POST, to]]);
    }
    expect((await asked(TWEET, LATER, claims)).order).toBe("none");
    expect((await asked(LATER, TWEET, claims)).order).toBe("none");
    const { nearCopies } = await showOf(TWEET, claims);
    expect(nearCopies.map(({ order }) => order)).toEqual(["earlier", "same moment"]);
  });

  test("say by when a page had the text, not by when it was published", async () => {
    const answer = await asked(POST, TWEET, [
      thing(POST, 0),
      saying(PAGE, [1, 1], TEXT, { shownBy: 4 }),
      edge(PAGE, "QUOTES", POST, { at: 2 }),
      saying(TWEET, 5),
    ]);
    expect(pathsOf(answer)).toEqual([[POST, PAGE, TWEET]]);
    expect(answer.paths[0]?.hops[1]?.because).toBe(
      `${PAGE} had it ${spokenBy(minute(4))}, ${TWEET} took it no earlier than ${spokenSince(minute(5))}`,
    );
  });

  test("cite no record of another text that the page had", async () => {
    const other = saying(PAGE, 1, "placeholder text only", { shownBy: 2 });
    const claims = [other, saying(PAGE, [1, 1], TEXT, { shownBy: 4 }), saying(TWEET, 5)];
    const answer = await asked(PAGE, TWEET, claims);
    expect(answer.paths[0]?.hops[0]?.claims).toHaveLength(2);
    const { nearCopies } = await showOf(TWEET, claims);
    expect(nearCopies[0]?.claims).toHaveLength(2);
  });

  test("are told as the edges see them where a capture is earlier than the page itself", async () => {
    const claims = [saying(PAGE, 3, TEXT, { shownBy: 1 }), saying(TWEET, 2)];
    const { nearCopies } = await showOf(TWEET, claims);
    expect(nearCopies.map(({ order }) => order)).toEqual(["later"]);
  });

  test("end in such a page some time until the capture", async () => {
    const answer = await asked(POST, PAGE, [
      saying(POST, 0),
      saying(PAGE, 3, TEXT, { shownBy: 9 }),
    ]);
    expect(answer.paths[0]?.hops[0]?.time).toEqual({ earliest: minute(3), latest: minute(9) });
  });
});

test("of very many texts near copies are looked for only where they are asked for", async () => {
  const { reader, snapshot } = await load(three);
  const nodes = new Map(snapshot.nodes);
  for (let i = 0; i < 100_000; i += 1) {
    const key = parseKey(`twitter:status/${i + 1}`);
    nodes.set(key, { key, attested: "recorded", states: { recorded: { text: "lol" } } });
  }
  const loaded = Loaded.of(reader, { ...snapshot, nodes }, new Map());
  const beside = await ask(loaded, { from: POST, to: LATER });
  expect(beside).toMatchObject({ order: "none", moreIfInferred: { count: 0 } });
  expect(beside.limits.join()).toContain("near copies were not looked for");
  const admitted = await ask(loaded, { from: POST, to: LATER, basis: "inferred" });
  expect(admitted).toMatchObject({ order: "certain", limits: [] });
});

describe("near copies of a thing that is shown", () => {
  test("stand side by side, with what both have, in the order of time", async () => {
    const { nearCopies, nearCopyCount, citations } = await showOf(TWEET, three);
    expect(nearCopyCount).toBe(2);
    expect(nearCopies.map(({ item, order }) => [item.key, order])).toEqual([
      [POST, "earlier"],
      [LATER, "later"],
    ]);
    expect(nearCopies[0]?.own).toEqual([
      { text: "BREAKING: ", common: false },
      { text: TEXT, common: true },
    ]);
    expect(nearCopies[0]?.other).toEqual([{ text: TEXT, common: true }]);
    const numbers = citations.map(({ number }) => number);
    for (const { claims } of nearCopies) expect(numbers).toEqual(expect.arrayContaining(claims));
  });

  test("are told where times do not tell which was first", async () => {
    const { nearCopies } = await showOf(POST, [saying(POST, [0, 7]), saying(TWEET, [5, 9])]);
    expect(nearCopies).toMatchObject([{ order: "not told by their times" }]);
  });

  test("are only as many as can be looked at, and counted", async () => {
    const many = Array.from({ length: 30 }, (_, i) => saying(`4chan:pol/${i + 1}`, i));
    const { nearCopies, nearCopyCount } = await showOf(POST, many);
    expect([nearCopies.length, nearCopyCount]).toEqual([10, 29]);
  });

  test("are gone with the evidence that had them", async () => {
    const stored = store(HASH, three);
    const out = new Set(stored.slice(1, 2).map(({ id }) => id));
    const view = await (await loadStored(stored)).view("inferred", out);
    expect(view.nearCopies.sets.flat().map((node) => view.nodes[node]?.key)).toEqual([POST, LATER]);
  });
});

test("edges between near copies are what the definition says, and no more", () => {
  let inferred = 0;
  fc.assert(
    fc.property(
      drawings(["QUOTES", "PART_OF"]),
      fc.subarray([0, 1, 2, 3, 4], { minLength: 2 }),
      fc.array(fc.nat(8), { minLength: 5, maxLength: 5 }),
      (drawing, drawn, shown) => {
        const set = drawn.filter((item) => item < drawing.items.length);
        const shownBy = new Map(
          shown.map((at, item) => [item, { at, basis: "recorded" as const }]),
        );
        const view: View = {
          ...viewOfDrawing(drawing, { floor: "inferred" }),
          nearCopies: { sets: [set], shownBy, looks: new Map(), limits: [] },
        };
        const graph = temporalGraph(view);
        const latest = (item: number): number => {
          if (drawing.items[item]?.fixed) return graph.high[item] ?? 0;
          const at = shown[item] ?? 0;
          return at >= (graph.low[item] ?? 0) ? at : Number.POSITIVE_INFINITY;
        };
        const has = (item: number) =>
          view.edges.some(({ giver, receiver }) => receiver === item && set.includes(giver));
        const expected = set.flatMap((to) => {
          if (has(to)) return [];
          const [best] = set
            .filter((from) => from !== to && latest(from) < (graph.low[to] ?? 0))
            .filter((from) => Number.isFinite(latest(from)))
            .sort(
              (a, b) =>
                latest(b) - latest(a) ||
                ((view.nodes[a]?.key ?? "") < (view.nodes[b]?.key ?? "") ? -1 : 1),
            );
          return best === undefined ? [] : [`${best} ${to}`];
        });
        const found = [...graph.inferredFrom].flatMap(([at, { method }]) =>
          method === "near-copy" ? [`${graph.giver[at]} ${graph.receiver[at]}`] : [],
        );
        expect(found.sort()).toEqual(expected.sort());
        inferred += found.length;
      },
    ),
    { numRuns: 2000, seed: 15 },
  );
  expect(inferred).toBeGreaterThan(150);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ItemRef } from "../../src/model/answer.ts";
import { BASES } from "../../src/model/basis.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { NeighbourhoodAnswer } from "../../src/model/neighbourhood-answer.ts";
import { figureOf } from "../../src/web/graph/figure.ts";
import { layoutOf } from "../../src/web/graph/layout.ts";
import { type Net, netOf } from "../../src/web/graph/net.ts";
import { svgOf } from "../../src/web/graph/svg.ts";
import { labelOf } from "../../src/web/graph/words.ts";

const keyOf = (number: number): Key => parseKey(`case:test/${number}`);

function itemOf(number: number, more: Partial<ItemRef> = {}): ItemRef {
  return {
    key: keyOf(number),
    alsoKnownAs: [],
    title: null,
    type: "post",
    platform: null,
    tier: ([...["fringe", "bridge", "mainstream"], null] as const)[number % 4] ?? null,
    account: null,
    published: { earliest: number * 1000, latest: number * 1000 },
    attested: number % 5 !== 0,
    ...more,
  };
}

type Pair = readonly [giver: number, receiver: number];
type Edge = NeighbourhoodAnswer["edges"][number];

function answerOf(pairs: readonly Pair[], more: Partial<Edge> = {}): NeighbourhoodAnswer {
  return {
    kind: "neighbourhood",
    question: {
      keys: [],
      direction: "both",
      between: { earliest: null, latest: null },
      limit: 100,
    },
    nodes: [...new Set(pairs.flat())].map((number) => itemOf(number)),
    edges: pairs.map(([giver, receiver]) => ({
      relation: "LINKS_TO",
      giver: keyOf(giver),
      receiver: keyOf(receiver),
      time: { earliest: null, latest: null },
      basis: "recorded",
      ...more,
    })),
    edgesOmitted: 0,
    software: "test",
    evidence: { files: 0, digest: "test" },
  };
}

const COLOURS = {
  ...{ ink: "#000", quiet: "#555", faint: "#999", warn: "#900", accent: "#059", sheet: "#fff" },
  ...{ fringe: "#840", bridge: "#549", mainstream: "#065", unknown: "#666" },
};

const NONE: ReadonlySet<Key> = new Set();
const netFrom = (...answers: NeighbourhoodAnswer[]): Net => netOf([], answers, NONE);

const drawnPairs = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 30 });
const drawnAnswers = fc.array(drawnPairs, { maxLength: 4 });

describe("what is drawn", () => {
  test("is the same in whatever order neighbourhoods come, and told again changes nothing", () => {
    fc.assert(
      fc.property(drawnAnswers, (pairs) => {
        const answers = pairs.map((some) => answerOf(some));
        const net = netFrom(...answers);
        expect(netFrom(...answers.toReversed())).toEqual(net);
        expect(netFrom(...answers, ...answers)).toEqual(net);
      }),
    );
  });

  test("has each thing once, and one link for all that flows from one to another", () => {
    fc.assert(
      fc.property(drawnAnswers, (pairs) => {
        const { things, links } = netFrom(...pairs.map((some) => answerOf(some)));
        expect(things.size).toBe(new Set(pairs.flat(2)).size);
        const flowing = pairs.flat().filter(([giver, receiver]) => giver !== receiver);
        expect(links).toHaveLength(new Set(flowing.map(String)).size);
        for (const { gaveTo, tookFrom, key } of things.values()) {
          expect(gaveTo).toEqual(
            links.filter((one) => one.giver === key).map((one) => one.receiver),
          );
          expect(tookFrom).toHaveLength(links.filter((one) => one.receiver === key).length);
        }
      }),
    );
  });

  test("a link is as good as the best of its edges, and names every relation", () => {
    const { links } = netFrom(
      answerOf([[1, 2]], { basis: "inferred", relation: "MATCHES" }),
      answerOf([[1, 2]], { basis: "reported", relation: "COPY_OF" }),
    );
    expect(BASES.indexOf("reported")).toBeLessThan(BASES.indexOf("inferred"));
    expect(links).toMatchObject([{ basis: "reported", relations: ["COPY_OF", "MATCHES"] }]);
  });

  test("a thing under another name is the same thing", () => {
    const joined = {
      ...answerOf([[1, 2]]),
      nodes: [itemOf(1, { alsoKnownAs: [keyOf(7)] }), itemOf(2)],
    };
    const { things, links } = netFrom(joined, answerOf([[7, 3]]));
    expect([...things.keys()]).toEqual([1, 2, 3].map(keyOf));
    expect(links.map(({ giver }) => giver)).toEqual([keyOf(1), keyOf(1)]);
  });
});

describe("where it lies", () => {
  test("depends on what is drawn alone, and no two things lie on each other", () => {
    fc.assert(
      fc.property(drawnPairs, fc.integer({ min: 2, max: 9 }), (pairs, rows) => {
        const places = layoutOf(netFrom(answerOf(pairs)), rows);
        expect(layoutOf(netFrom(answerOf(pairs.toReversed())), rows)).toEqual(places);
        const spots = [...places.values()];
        for (const [i, a] of spots.entries()) {
          for (const b of spots.slice(i + 1)) {
            expect(Math.hypot(a.along - b.along, a.across - b.across)).toBeGreaterThan(0.2);
          }
        }
      }),
    );
  });

  test("what flows goes one way, where it goes in no circle", () => {
    fc.assert(
      fc.property(drawnPairs, (pairs) => {
        const forward = pairs.filter(([giver, receiver]) => giver < receiver);
        const net = netFrom(answerOf(forward));
        const places = layoutOf(net, 4);
        for (const { giver, receiver } of net.links) {
          expect(places.get(giver)?.along).toBeLessThan(places.get(receiver)?.along ?? Number.NaN);
        }
      }),
    );
  });

  test("is all in view, wide and narrow, and grows with what a thing gave to", () => {
    const pairs = Array.from({ length: 60 }, (_, i): Pair => [0, i + 1]);
    for (const width of [1000, 360]) {
      const { marks, view } = figureOf(netFrom(answerOf(pairs)), { width, height: 480 });
      expect(view.right - view.left).toBeGreaterThanOrEqual(width);
      for (const { x, y } of marks) {
        expect(x > view.left && x < view.right && y > view.top && y < view.bottom).toBe(true);
      }
      const [first, ...rest] = marks.map(({ size }) => size);
      for (const size of rest) expect(size).toBeLessThan(first ?? 0);
    }
  });

  test("labels are short, with hidden marks written out", () => {
    const label = labelOf(itemOf(1, { title: `\u202e${"long ".repeat(30)}` }));
    expect(label).toMatch(/^\\u\{202e\}long/);
    expect([...label]).toHaveLength(28);
  });
});

test("a saved picture holds words of evidence as text, whatever they are", () => {
  const net = netFrom({
    ...answerOf([[1, 2]]),
    nodes: [itemOf(1, { title: '</text><a b="&">\u0001' }), itemOf(2)],
  });
  const figure = figureOf(net, { width: 800, height: 400 });
  const svg = svgOf(figure, COLOURS, {
    lines: ["<b>How & why</b>"],
    hashes: ["sha256:0"],
    digest: "sha256:0",
  });
  expect(svg).toContain("&lt;/text&gt;&lt;a b=&quot;&amp;&quot;&gt;\\u{0001}");
  expect(svg).toContain("<title>&lt;b&gt;How &amp; why&lt;/b&gt;</title>");
  expect(svg).not.toMatch(/<[ab][ >]/);
  expect(svgOf(figure, COLOURS, { lines: [], hashes: [], digest: "" })).not.toContain("NaN");
});

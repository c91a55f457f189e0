import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Citation } from "../../src/model/answer.ts";
import type { Claim } from "../../src/model/claim.ts";
import type { Key } from "../../src/model/key.ts";
import { whatIfAnswerSchema } from "../../src/model/reach-answer.ts";
import { CitationList } from "../../src/trace/citations.ts";
import { tellHops } from "../../src/trace/hops.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { whatIfQuestionSchema } from "../../src/trace/question.ts";
import { whatIf } from "../../src/trace/what-if.ts";
import { edge, HASH, load, minute, published, readQuote, thing } from "./ask.ts";
import { askCrossings, askLatency, askReach } from "./ask-journeys.ts";
import { flowingClaims } from "./claims.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

const PASTE = "pastebin:aaaaaaaa";
const PAGE = "web:https://news.example/";
const tweet = (id: number) => `twitter:status/${id}`;
const post = (id: number) => `4chan:pol/${id}`;

/** Which of the claims, by their place in the list, the numbers cite. */
const citedOf = ({ citations }: { citations: readonly Citation[] }, numbers: readonly number[]) =>
  numbers.map((n) => Number(citations[n - 1]?.claim.slice(HASH.length + 1)) - 1).sort();

class CountingReader extends ClaimsReader {
  asked = 0;
  override async claimsAbout(nodes: readonly Key[], edges: readonly string[]) {
    this.asked += 1;
    return super.claimsAbout(nodes, edges);
  }
}

test("hops told together cite what each cites alone", async () => {
  let hops = 0;
  await fc.assert(
    fc.asyncProperty(flowingClaims, async (claims) => {
      const loaded = await load(claims);
      const view = await loaded.view("inferred");
      const posed = { view, graph: loaded.graph(view) };
      const steps = [...posed.graph.giver.keys()].map((one) => ({
        previous: undefined,
        edge: one,
      }));
      const claimIds = async (some: typeof steps) => {
        const citations = new CitationList(loaded);
        const told = await tellHops(loaded, posed, some, citations);
        const all = await citations.read(readQuote);
        const ids = (numbers: readonly number[]) => numbers.map((n) => all[n - 1]?.claim);
        return told.map((hop) => ({
          ...hop,
          claims: ids(hop.claims),
          timeClaims: ids(hop.timeClaims),
        }));
      };
      const together = await claimIds(steps);
      for (const [i, one] of steps.entries()) expect(await claimIds([one])).toEqual([together[i]]);
      hops += steps.length;
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(hops).toBeGreaterThan(150);
});

describe("what was reached", () => {
  const claims: Claim[] = [
    thing(PASTE, 0),
    thing(tweet(1), 10, { by: "twitter:@early" }),
    thing(PAGE, [null, 100]),
    edge(tweet(1), "LINKS_TO", PASTE, { source: "A" }),
    edge(tweet(1), "LINKS_TO", PASTE, { source: "B" }),
    edge(PAGE, "LINKS_TO", tweet(1), { at: [null, 90] }),
    thing(tweet(7), 5),
  ];

  test("cites the hop that brought it, from which item, and what dates that", async () => {
    const answer = await askReach(await load(claims), { from: PASTE });
    const [first] = answer.items;
    expect(first?.item.key).toBe(tweet(1));
    expect(first?.hop).toMatchObject({
      from: { key: PASTE },
      to: { key: tweet(1) },
      relation: "LINKS_TO",
      order: "certain",
    });
    expect(citedOf(answer, first?.hop.claims ?? [])).toEqual([3, 4]);
    expect(citedOf(answer, first?.hop.timeClaims ?? [])).toEqual([1]);
    expect(answer.citations.every(({ quote }) => quote === "words")).toBe(true);
  });

  test("cites what its earliest arrival rests on, if that is another hop's time", async () => {
    const answer = await askReach(await load(claims), { from: PASTE });
    const page = answer.items.find(({ item }) => item.key === PAGE);
    expect(page?.arrival).toEqual({ earliest: minute(10), latest: minute(90) });
    expect(page?.hop).toMatchObject({ from: { key: tweet(1) } });
    expect(citedOf(answer, page?.hop.claims ?? [])).toEqual([5]);
    expect(citedOf(answer, page?.hop.timeClaims ?? [])).toEqual([1, 5]);
  });

  test("names of each account the item reached first, and who says that it posted it", async () => {
    const more = thing(tweet(2), 30, { by: "twitter:@early" });
    const answer = await askReach(
      await load([...claims, more, edge(tweet(2), "QUOTES", tweet(1))]),
      { from: PASTE },
    );
    expect(answer.accounts).toMatchObject([{ account: { key: "twitter:@early" }, item: tweet(1) }]);
    expect(citedOf(answer, answer.accounts[0]?.claims ?? [])).toEqual([1]);
  });

  test("has the way that is certain, though another may be sooner", async () => {
    const answer = await askReach(
      await load([
        thing(PASTE, 0),
        thing(tweet(1), [1, 60]),
        thing(tweet(2), 20),
        thing(PAGE, [null, 100]),
        edge(tweet(1), "LINKS_TO", PASTE),
        edge(tweet(2), "LINKS_TO", PASTE),
        edge(tweet(1), "MATCHES", PAGE, { at: [40, 50] }),
        edge(PAGE, "LINKS_TO", tweet(2), { at: [45, 55] }),
      ]),
      { from: PASTE, to: PAGE },
    );
    expect(answer.items).toMatchObject([
      {
        order: "certain",
        arrival: { earliest: minute(40), latest: minute(55) },
        hop: { from: { key: tweet(2) } },
      },
    ]);
    // What says that it may be as early as that is the other way's.
    expect(citedOf(answer, answer.items[0]?.hop.timeClaims ?? [])).toContain(6);
  });

  test("is read for all at once, however many", async () => {
    const asked: number[] = [];
    for (const count of [3, 60]) {
      const ids = Array.from({ length: count }, (_, i) => i + 1);
      const many = ids.flatMap((id) => [
        thing(tweet(id), id, { by: `twitter:@a${id}` }),
        edge(tweet(id), "LINKS_TO", PASTE),
      ]);
      const reader = new CountingReader(store(HASH, [thing(PASTE, 0), ...many]));
      const answer = await askReach(await Loaded.from(reader), { from: PASTE });
      expect(answer.items).toHaveLength(count);
      asked.push(reader.asked);
    }
    expect(asked[1]).toBe(asked[0]);
  });
});

describe("what a question hangs on", () => {
  const ask = async (claims: readonly Claim[], asked: object) => {
    const question = whatIfQuestionSchema.parse({ from: PASTE, ...asked });
    return whatIfAnswerSchema.parse(await whatIf(await load(claims), question, readQuote, "test"));
  };
  const keysAlong = (path: Awaited<ReturnType<typeof ask>>["path"]) =>
    path?.hops.flatMap(({ from, to }, i) => (i === 0 ? [from.key, to.key] : [to.key]));
  const chain: Claim[] = [
    thing(PASTE, 0),
    thing(tweet(1), 10, { by: "twitter:@one" }),
    thing(tweet(2), 20, { by: "twitter:@two" }),
    thing(PAGE, [null, 100]),
    edge(tweet(1), "LINKS_TO", PASTE),
    edge(tweet(2), "QUOTES", tweet(1)),
    edge(PAGE, "LINKS_TO", tweet(2), { at: 30 }),
  ];

  test("is told with the path that stands, and the hops that pass each thing", async () => {
    const answer = await ask(chain, { to: PAGE });
    expect(keysAlong(answer.path)).toEqual([PASTE, tweet(1), tweet(2), PAGE]);
    expect(answer.path).toMatchObject({ order: "certain", basis: "reported" });
    const claims = answer.path?.hops.map((hop) => citedOf(answer, hop.claims));
    expect(claims).toEqual([[4], [5], [6]]);
    const { items, accounts } = answer.mandatory;
    expect(items.map(({ key, shown }) => [key, shown.hops, shown.beside])).toEqual([
      [tweet(1), [1, 2], []],
      [tweet(2), [2, 3], []],
    ]);
    expect(accounts.map(({ key, shown }) => [key, shown.hops])).toEqual([
      ["twitter:@one", [1, 2]],
      ["twitter:@two", [2, 3]],
    ]);
    expect(accounts.map(({ shown }) => citedOf(answer, shown.claims))).toEqual([[1], [2]]);
  });

  test("has beside the path what is taken out with a thing off it", async () => {
    const answer = await ask(
      [
        thing(PASTE, 0),
        thing(tweet(1), [0, 40], { by: "twitter:@one" }),
        thing(tweet(2), 20, { by: "twitter:@two" }),
        edge(tweet(1), "RESHARED_BY", tweet(2)),
        edge(tweet(2), "LINKS_TO", PASTE),
        thing(PAGE, [null, 100]),
        edge(PAGE, "LINKS_TO", tweet(2), { at: 30 }),
      ],
      { to: PAGE },
    );
    expect(keysAlong(answer.path)).toEqual([PASTE, tweet(2), PAGE]);
    const off = answer.mandatory.items.find(({ key }) => key === tweet(1));
    expect(off?.shown).toMatchObject({
      hops: [1, 2],
      beside: [{ from: { key: tweet(1) }, to: { key: tweet(2) }, relation: "RESHARED_BY" }],
    });
    expect(citedOf(answer, off?.shown.beside[0]?.claims ?? [])).toEqual([3]);
    const account = answer.mandatory.accounts.find(({ key }) => key === "twitter:@one");
    expect(citedOf(answer, account?.shown.claims ?? [])).toEqual([1]);
  });

  test("has beside the path what the times of its hops rest on", async () => {
    // The tweet was there by the time that a reply to it was: only so is it sure to be in time.
    const reply = tweet(9);
    const answer = await ask(
      [
        thing(PASTE, 0),
        thing(tweet(1), [5, 90]),
        edge(tweet(1), "LINKS_TO", PASTE),
        thing(reply, 20),
        edge(reply, "REPLIES_TO", tweet(1)),
        edge(tweet(1), "MATCHES", tweet(4)),
        thing(tweet(4), 30),
      ],
      { to: tweet(4) },
    );
    expect(answer.order).toBe("certain");
    expect(keysAlong(answer.path)).toEqual([PASTE, tweet(1), tweet(4)]);
    const hinge = answer.pivotal.items.find(({ key }) => key === reply);
    expect(hinge?.shown).toMatchObject({
      hops: [],
      beside: [{ from: { key: tweet(1) }, to: { key: reply }, relation: "REPLIES_TO" }],
    });
  });

  test("is told for each removal with the path that stands without it", async () => {
    const around = [...chain, edge(PAGE, "LINKS_TO", tweet(1), { at: 50 })];
    const answer = await ask(around, { to: PAGE, without: [tweet(2), tweet(1), tweet(8)] });
    expect(answer.removals.map(({ order, path }) => [order, keysAlong(path)])).toEqual([
      ["certain", [PASTE, tweet(1), PAGE]],
      ["none", undefined],
      ["certain", [PASTE, tweet(1), tweet(2), PAGE]],
    ]);
    const last = answer.removals[0]?.path?.hops.at(-1);
    expect(citedOf(answer, last?.claims ?? [])).toEqual([7]);
  });
});

describe("delays", () => {
  const delayed = (id: number, from: number, to: number | readonly [number, number]) => [
    thing(post(id), from),
    thing(tweet(id), to),
    edge(tweet(id), "LINKS_TO", post(id)),
  ];

  test("are cited: the shortest, those that bound the median, the longest", async () => {
    const answer = await askLatency(
      await load([
        ...delayed(1, 0, 3),
        ...delayed(2, 0, [4, 20]),
        ...delayed(3, 0, [6, 7]),
        ...delayed(4, 0, [9, 10]),
        ...delayed(5, 0, 40),
      ]),
    );
    const [site] = answer.table;
    expect(site?.quartiles.median).toEqual({ least: minute(6), most: minute(10) });
    const shown = site?.examples.map(({ from, shows, delay }) => [from.key, shows, delay]);
    expect(shown).toEqual([
      [post(1), ["shortest"], { least: minute(3), most: minute(3) }],
      [post(3), ["median at least"], { least: minute(6), most: minute(7) }],
      [post(4), ["median at most"], { least: minute(9), most: minute(10) }],
      [post(5), ["longest"], { least: minute(40), most: minute(40) }],
    ]);
    const longest = site?.examples.at(-1);
    expect(citedOf(answer, longest?.claims ?? [])).toEqual([14]);
    expect(citedOf(answer, longest?.timeClaims ?? [])).toEqual([12, 13]);
    expect(longest).toMatchObject({ order: "certain", basis: "reported" });
    expect(site?.within[0]?.examples).toEqual(site?.examples);
  });

  test("that are one and the same are told once, with all that they show", async () => {
    const { table } = await askLatency(await load(delayed(1, 0, 3)));
    expect(table[0]?.examples.map(({ shows }) => shows)).toEqual([
      ["shortest", "median at least", "median at most", "longest"],
    ]);
  });

  test("have the words of both moments, though many date one of them", async () => {
    const many = Array.from({ length: 20 }, (_, i) => published(tweet(1), 3, { source: `S${i}` }));
    const answer = await askLatency(
      await load([
        thing(tweet(1)),
        thing(post(1)),
        edge(tweet(1), "LINKS_TO", post(1)),
        ...many,
        published(post(1), 1),
      ]),
    );
    expect(citedOf(answer, answer.table[0]?.examples[0]?.timeClaims ?? [])).toContain(23);
  });

  test("of more pairs than can be cited are so for the first, and the rest is said", async () => {
    const pairs = Array.from({ length: 450 }, (_, i) => [
      thing(`web:https://a${i}.example/`, 0, { platform: `a${i}.example` }),
      thing(tweet(i + 1), 5),
      edge(tweet(i + 1), "LINKS_TO", `web:https://a${i}.example/`),
    ]).flat();
    const { table, limits } = await askLatency(await load(pairs), { limit: 1000 });
    expect(table.filter(({ examples }) => examples.length > 0)).toHaveLength(400);
    expect(limits).toContain("no delay is cited of 50 pairs: there are too many");
  });
});

describe("what the sides of a declared dispute give", () => {
  const named = (of: string, source: string) =>
    edge(tweet(1), "LINKS_TO", of, { source, dispute: "which" });
  const things = [thing(post(1), 1), thing(post(2), 2), thing(tweet(1), 9)];
  const says = (limits: readonly string[]) => limits.filter((one) => one.includes("side by side"));
  const both = [
    "disputed alternatives are counted side by side: 2 relations, of which each of 2 sides of the dispute “which” gives its own",
  ];

  test("is said to be counted side by side", async () => {
    const loaded = await load([...things, named(post(1), "A"), named(post(2), "B")]);
    expect((await askLatency(loaded)).table[0]?.n).toBe(2);
    expect(says((await askLatency(loaded)).limits)).toEqual(both);
    const crossed = await askCrossings(loaded, { from: "4chan" });
    expect(crossed.tiers).toMatchObject([{ tier: "bridge", hops: 2 }]);
    expect(says(crossed.limits)).toEqual(both);
  });

  test("is not where only one of them is counted, or they say the same", async () => {
    const loaded = await load([...things, named(post(1), "A"), named(post(2), "B")]);
    expect(says((await askLatency(loaded, { from: post(1) })).limits)).toEqual([]);
    const same = await load([...things, named(post(1), "A"), named(post(1), "B")]);
    expect(says((await askLatency(same)).limits)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { ask, edge, load, minute, pathsOf, published, thing } from "./ask.ts";

const PASTE = "pastebin:aaaaaaaa";
const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;
const PAGE = "web:https://news.example/";

describe("by", () => {
  //  paste -> p1 [1] -> page [2]             earliest: two recorded or reported hops
  //  paste ----------------> page [5]        fewest hops, but later
  //  paste -> p2 [6] -> p3 [7] -> page [8]   every hop recorded
  const three = [
    thing(PASTE, 0),
    thing(PAGE),
    thing(post(1), 1),
    edge(post(1), "LINKS_TO", PASTE),
    edge(PAGE, "LINKS_TO", post(1), { at: 2 }),
    edge(PAGE, "LINKS_TO", PASTE, { at: 5 }),
    thing(post(2), 6),
    edge(post(2), "LINKS_TO", PASTE, { basis: "recorded" }),
    thing(post(3), 7),
    edge(post(3), "REPLIES_TO", post(2), { basis: "recorded" }),
    edge(PAGE, "LINKS_TO", post(3), { at: 8, basis: "recorded" }),
  ];
  test.each([
    ["earliest", [PASTE, post(1), PAGE], 2, "reported"],
    ["fewest-hops", [PASTE, PAGE], 5, "reported"],
    ["best-basis", [PASTE, post(2), post(3), PAGE], 8, "recorded"],
  ] as const)("%s is a question of its own", async (by, path, at, basis) => {
    const answer = await ask(await load(three), { from: PASTE, to: PAGE, by });
    expect(pathsOf(answer)).toEqual([path]);
    expect(answer.paths[0]?.hops.at(-1)?.time).toEqual({
      earliest: minute(at),
      latest: minute(at),
    });
    expect(answer).toMatchObject({ order: "certain", basis });
  });

  test("best-basis goes down to the floor and no further", async () => {
    const loaded = await load(
      three.filter((claim) => claim.basis !== "recorded" || claim.subject !== undefined),
    );
    const answer = await ask(loaded, { from: PASTE, to: PAGE, by: "best-basis" });
    expect(answer.basis).toBe("reported");
    const recorded = await ask(loaded, { from: PASTE, to: PAGE, basis: "recorded" });
    expect(recorded.order).toBe("none");
  });
});

describe("several paths", () => {
  test("are distinct by the accounts they pass through, an item without one standing for itself", async () => {
    const loaded = await load([
      thing(PASTE, 0),
      thing(tweet(1), 1, { by: "twitter:user/1" }),
      thing(tweet(2), 2, { by: "twitter:user/1" }),
      thing(tweet(3), 3, { by: "twitter:user/2" }),
      thing(post(1), 4),
      thing(post(2), 5),
      thing(PAGE),
      ...[tweet(1), tweet(2), tweet(3), post(1), post(2)].flatMap((item) => [
        edge(item, "LINKS_TO", PASTE),
        edge(PAGE, "LINKS_TO", item, { at: 9 }),
      ]),
    ]);
    const answer = await ask(loaded, { from: PASTE, to: PAGE, paths: 10 });
    const between = pathsOf(answer).map((path) => path[1]);
    expect(between).toHaveLength(4);
    expect(between.filter((item) => item === tweet(1) || item === tweet(2))).toHaveLength(1);
    expect(between).toEqual(expect.arrayContaining([tweet(3), post(1), post(2)]));
    expect(await ask(loaded, { from: PASTE, to: PAGE, paths: 2 })).toMatchObject({
      paths: { length: 2 },
      morePaths: { count: 2, atLeast: false },
    });
    expect(answer.morePaths).toEqual({ count: 0, atLeast: false });
  });
});

describe("without an item", () => {
  test("its reshares and copies go too", async () => {
    const wayback = "wayback:20170505183500/https://news.example/";
    const loaded = await load([
      thing(PAGE, 1),
      thing(tweet(1), 2),
      thing(tweet(2), 3),
      thing(post(1), 5),
      thing(wayback, 2),
      edge(tweet(1), "LINKS_TO", PAGE),
      edge(tweet(1), "RESHARED_BY", tweet(2)),
      edge(wayback, "COPY_OF", tweet(2)),
      edge(post(1), "LINKS_TO", tweet(2)),
      edge(post(1), "LINKS_TO", wayback),
      // Each is a way of its own, were it not a reshare or a copy of what is taken out.
      edge(tweet(2), "LINKS_TO", PAGE),
      edge(wayback, "LINKS_TO", PAGE),
    ]);
    expect((await ask(loaded, { from: PAGE, to: post(1) })).order).toBe("certain");
    const answer = await ask(loaded, { from: PAGE, to: post(1), without: [tweet(1)] });
    expect(answer).toMatchObject({ order: "none", nearMiss: { breaks: ["removals"] } });
  });

  test("what only quotes or links to it stays", async () => {
    const loaded = await load([
      thing(PASTE, 1),
      thing(tweet(1), 2),
      thing(tweet(2), 3),
      edge(tweet(1), "LINKS_TO", PASTE),
      edge(tweet(2), "QUOTES", tweet(1)),
      edge(tweet(2), "LINKS_TO", PASTE),
    ]);
    const answer = await ask(loaded, { from: PASTE, to: tweet(2), without: [tweet(1)] });
    expect(pathsOf(answer)).toEqual([[PASTE, tweet(2)]]);
  });

  test("its order facts go with it", async () => {
    // The reply dates post 2 to minute 5 at the earliest; without post 1 nothing does.
    const loaded = await load([
      thing(PASTE, 0),
      thing(post(1), 5),
      thing(post(2), [null, 9]),
      thing(PAGE),
      edge(post(2), "REPLIES_TO", post(1)),
      edge(post(2), "LINKS_TO", PASTE),
      edge(PAGE, "LINKS_TO", post(2), { at: [4, 9] }),
    ]);
    const asked = { from: PASTE, to: PAGE };
    expect((await ask(loaded, asked)).arrival?.earliest).toBe(minute(5));
    expect((await ask(loaded, { ...asked, without: [post(1)] })).arrival?.earliest).toBe(minute(4));
  });

  test.each(["twitter:user/1", "twitter", "tag:leak", "tier:bridge"])(
    "%s takes out all that it names",
    async (selector) => {
      const loaded = await load([
        thing(PASTE, 0),
        thing(tweet(1), 1, { by: "twitter:user/1" }),
        thing(post(1), 2),
        edge(tweet(1), "LINKS_TO", PASTE),
        edge(tweet(1), "TAGGED", "tag:leak"),
        edge(post(1), "LINKS_TO", tweet(1)),
      ]);
      const asked = { from: PASTE, to: post(1) };
      expect((await ask(loaded, asked)).order).toBe("certain");
      const answer = await ask(loaded, { ...asked, without: [selector] });
      expect(answer).toMatchObject({ order: "none", nearMiss: { breaks: ["removals"] } });
    },
  );
});

describe("ends", () => {
  test("items known only by reference can be sources, never targets", async () => {
    const loaded = await load([thing(post(1), 1), edge(post(1), "LINKS_TO", PASTE)]);
    expect((await ask(loaded, { from: PASTE, to: post(1) })).order).toBe("certain");
    const unseen = await load([
      thing(PASTE, 0),
      edge(post(1), "LINKS_TO", PASTE, { at: 1 }),
      published(post(1), 1),
    ]);
    const answer = await ask(unseen, { from: PASTE, to: post(1) });
    expect(answer.order).toBe("none");
    expect(answer.ends.to).toMatchObject({ inEvidence: true, items: 1 });
  });

  test("an item that two accounts are said to have posted is of both, until a side is taken", async () => {
    const by = (account: string) =>
      edge(tweet(1), "POSTED_BY", account, { dispute: "who", source: account });
    const loaded = await load([
      thing(PASTE, 0),
      thing(tweet(1), 1),
      edge(tweet(1), "LINKS_TO", PASTE),
      by("twitter:user/1"),
      by("twitter:user/2"),
    ]);
    for (const account of ["twitter:user/1", "twitter:user/2"]) {
      const answer = await ask(loaded, { from: PASTE, to: account });
      expect(answer).toMatchObject({ order: "certain", disputed: true });
      const orders = answer.disputes[0]?.sides.map(({ sources, order }) => [sources[0], order]);
      expect(orders).toEqual(
        expect.arrayContaining([
          [account, "certain"],
          [account === "twitter:user/1" ? "twitter:user/2" : "twitter:user/1", "none"],
        ]),
      );
    }
  });

  test("an item in both is no answer", async () => {
    const loaded = await load([
      thing(tweet(1), 1),
      thing(tweet(2), 2),
      edge(tweet(2), "QUOTES", tweet(1)),
    ]);
    expect((await ask(loaded, { from: "twitter", to: "twitter" })).order).toBe("none");
    expect((await ask(loaded, { from: tweet(1), to: "twitter" })).order).toBe("certain");
  });

  test("what no evidence names is answered none, and said to be not in evidence", async () => {
    const answer = await ask(await load([thing(PASTE, 0)]), { from: PASTE, to: post(9) });
    expect(answer).toMatchObject({ order: "none", nearMiss: null });
    expect(answer.ends.to.inEvidence).toBe(false);
    expect(answer.ends.from.inEvidence).toBe(true);
  });
});

describe("within a window", () => {
  const loaded = () =>
    load([thing(PASTE, 0), thing(post(1), [1, 9]), edge(post(1), "LINKS_TO", PASTE)]);

  test("a hop that may lie outside is possible, and its path no more than that", async () => {
    const answer = await ask(await loaded(), { from: PASTE, to: post(1), between: [0, 5] });
    expect(answer).toMatchObject({ order: "possible", paths: [{ order: "possible" }] });
    expect(answer.limits).not.toEqual([]);
  });

  test("a hop that lies inside in every world is certain", async () => {
    const answer = await ask(await loaded(), { from: PASTE, to: post(1), between: [1, 9] });
    expect(answer).toMatchObject({ order: "certain", paths: [{ order: "certain" }] });
  });

  test("a hop outside is none", async () => {
    const answer = await ask(await loaded(), { from: PASTE, to: post(1), between: [10, 20] });
    expect(answer).toMatchObject({ order: "none", nearMiss: { breaks: ["window"] } });
  });
});

describe("elapsed", () => {
  test("counts from the publication of a source that cannot change", async () => {
    const loaded = await load([
      thing(post(1), 3),
      thing(post(2), [10, 12]),
      edge(post(2), "REPLIES_TO", post(1)),
    ]);
    const [path] = (await ask(loaded, { from: post(1), to: post(2) })).paths;
    expect(path?.elapsed).toEqual({ least: minute(7), most: minute(9) });
  });

  test("counts from the first hop of a source that can change", async () => {
    const loaded = await load([
      thing(PASTE, 3),
      thing(post(1), [5, 6]),
      thing(post(2), 12),
      edge(post(1), "LINKS_TO", PASTE),
      edge(post(2), "REPLIES_TO", post(1)),
    ]);
    const [path] = (await ask(loaded, { from: PASTE, to: post(2) })).paths;
    expect(path?.elapsed).toEqual({ least: minute(6), most: minute(7) });
  });
});

describe("inferred edges", () => {
  const posts = [
    thing(PASTE, 0),
    thing(post(1), 1),
    thing(tweet(1), 5),
    edge(post(1), "LINKS_TO", PASTE),
    edge(tweet(1), "LINKS_TO", PASTE),
  ];

  test("carry no default answer, which counts what they would add", async () => {
    const answer = await ask(await load(posts), { from: post(1), to: tweet(1) });
    expect(answer.order).toBe("none");
    expect(answer.moreIfInferred).toEqual({
      count: 1,
      atLeast: false,
      paths: [[post(1), tweet(1)]],
    });
    expect(answer.nearMiss).toMatchObject({ breaks: ["basis"], path: [post(1), tweet(1)] });
  });

  test("answer when they are asked for, marked, and cite both links", async () => {
    const answer = await ask(await load(posts), {
      from: post(1),
      to: tweet(1),
      basis: "inferred",
    });
    expect(answer).toMatchObject({ order: "certain", basis: "inferred" });
    const [hop] = answer.paths[0]?.hops ?? [];
    expect(hop).toMatchObject({ inferred: { method: "same-link", thing: PASTE } });
    expect(hop?.marks).toContain("inferred");
    expect(hop?.claims.map((number) => answer.citations[number - 1]?.claim)).toHaveLength(2);
  });
});

describe("the first hop", () => {
  const match = (from: number, to: number) =>
    edge(post(from), "MATCHES", post(to), { basis: "inferred" });

  test("leaves a source that cannot change no earlier than its publication", async () => {
    const loaded = await load([thing(post(1), 10), thing(post(2), 9), match(1, 2)]);
    const answer = await ask(loaded, { from: post(1), to: post(2), basis: "inferred" });
    expect(answer.order).toBe("none");
    expect(answer.nearMiss?.breaks).toEqual(["time"]);
  });

  test("is only possible where the two may have been published either way", async () => {
    const loaded = await load([thing(post(1), [8, 10]), thing(post(2), 9), match(1, 2)]);
    const answer = await ask(loaded, { from: post(1), to: post(2), basis: "inferred" });
    expect(answer.order).toBe("possible");
    expect(answer.paths[0]?.elapsed).toEqual({ least: 0, most: minute(1) });
  });

  test("is not certain where the times contradict it, although the source can change", async () => {
    const loaded = await load([
      thing(PAGE),
      published(PAGE, 20),
      thing(tweet(1), 5),
      edge(tweet(1), "QUOTES", PAGE),
    ]);
    const answer = await ask(loaded, { from: PAGE, to: tweet(1) });
    expect(answer).toMatchObject({ order: "none", disputed: true });
    expect(answer.nearMiss?.breaks).toEqual(["time"]);
    expect(answer.nearMiss?.says[0]).toContain("no earlier than");
  });
});

import { describe, expect, test } from "vitest";
import { parseKey } from "../../src/model/key.ts";
import { ask, edge, load, minute, pathsOf, published, thing } from "./ask.ts";

const PASTE = "pastebin:aaaaaaaa";
const PAGE = "web:https://news.example/";
const POST = "4chan:pol/1";
const THREAD = "4chan:pol/thread/1";

describe("a hop", () => {
  //  paste -> post [1] -> thread, at the same moment -> page [5..9] -> tweet [3..7]
  const claims = [
    thing(PASTE, 0),
    thing(POST, 1),
    thing(THREAD, 0),
    thing(PAGE),
    thing("twitter:status/1", [3, 7]),
    edge(POST, "LINKS_TO", PASTE),
    edge(POST, "PART_OF", THREAD),
    edge(PAGE, "LINKS_TO", THREAD, { at: [5, 9], source: "A", via: "lab" }),
    edge(PAGE, "LINKS_TO", THREAD, { source: "B", via: "lab" }),
    edge(PAGE, "LINKS_TO", THREAD, { source: "C" }),
    edge("twitter:status/1", "LINKS_TO", PAGE),
  ];
  const hops = async () => {
    const answer = await ask(await load(claims), { from: PASTE, to: "twitter:status/1" });
    expect(pathsOf(answer)).toEqual([[PASTE, POST, THREAD, PAGE, "twitter:status/1"]]);
    expect(answer.order).toBe("possible");
    return answer.paths[0]?.hops ?? [];
  };

  test("says by what its order is decided", async () => {
    const [first, sameMoment, times, overlap] = await hops();
    expect(first).toMatchObject({ order: "certain", because: "the first hop" });
    expect(sameMoment).toMatchObject({
      order: "certain",
      because: `${POST} enters ${THREAD} when it is posted`,
      time: { earliest: minute(1), latest: minute(1) },
    });
    expect(times?.because).toMatch(
      new RegExp(`^${THREAD} had it by .* ${PAGE} took it no earlier than `),
    );
    expect(overlap?.order).toBe("possible");
  });

  test("counts independent sources by what they go back to", async () => {
    const [, , page] = await hops();
    expect(page?.independentSources).toBe(2);
    expect(page?.claims).toHaveLength(3);
    expect(page?.marks).not.toContain("single source");
  });

  test("is marked where one source alone says so", async () => {
    const [link] = await hops();
    expect(link?.marks).toContain("single source");
  });

  test("cites the claims that date its receiver", async () => {
    const answer = await ask(
      await load([
        thing(PASTE, 0),
        thing(POST),
        published(POST, [0, 9]),
        edge(POST, "LINKS_TO", PASTE, { at: 3 }),
      ]),
      { from: PASTE, to: POST },
    );
    const [hop] = answer.paths[0]?.hops ?? [];
    const cited = hop?.timeClaims.map((number) => answer.citations[number - 1]?.claim ?? "");
    expect(cited?.map((claim) => claim.split("#")[1]).sort()).toEqual(["3", "4"]);
  });

  test("cites a record that dates many things where it dates its own", async () => {
    const placed = (key: string, at: number, place: string) =>
      published(key, at).facts.map((fact) => ({ ...fact, at: place }));
    const record = {
      ...published(POST, 9),
      facts: [
        ...placed("4chan:pol/7", 7, "/seventh"),
        ...placed(POST, 9, "/first"),
        ...placed("4chan:pol/2", 12, "/second"),
      ],
    };
    const answer = await ask(
      await load([
        thing(PASTE, 0),
        thing(POST),
        thing("4chan:pol/2"),
        record,
        edge(POST, "LINKS_TO", PASTE),
        edge("4chan:pol/2", "REPLIES_TO", POST),
      ]),
      { from: PASTE, to: "4chan:pol/2" },
    );
    const places = answer.paths[0]?.hops.map(({ timeClaims }) =>
      timeClaims.flatMap((number) => answer.citations[number - 1]?.at ?? []),
    );
    expect(places).toEqual([["/first"], ["/second"]]);
  });

  test("follows what cannot change whatever the times: an order fact", async () => {
    const answer = await ask(
      await load([
        thing(POST, [1, 9]),
        thing("4chan:pol/2", [1, 9]),
        thing("4chan:pol/3", [1, 9]),
        edge("4chan:pol/2", "REPLIES_TO", POST),
        edge("4chan:pol/3", "QUOTES", "4chan:pol/2"),
      ]),
      { from: POST, to: "4chan:pol/3" },
    );
    expect(answer.order).toBe("certain");
    expect(answer.paths[0]?.hops[1]?.because).toContain("cannot change");
  });
});

describe("the basis of a hop", () => {
  test("is the weakest of its edge and the times that decide it", async () => {
    const asked = { from: PASTE, to: PAGE, basis: "inferred" } as const;
    const claims = [
      thing(PASTE, 0),
      thing(PAGE),
      thing(THREAD, 0),
      edge(THREAD, "LINKS_TO", PASTE, { at: 1, basis: "recorded" }),
    ];
    const byTimes = [...claims, edge(PAGE, "LINKS_TO", THREAD, { at: 5, basis: "recorded" })];
    expect((await ask(await load(byTimes), asked)).basis).toBe("recorded");
    const weakTime = [
      ...claims,
      edge(PAGE, "LINKS_TO", THREAD, { basis: "recorded" }),
      edge(PAGE, "LINKS_TO", THREAD, { at: 5, basis: "inferred" }),
    ];
    expect((await ask(await load(weakTime), asked)).basis).toBe("inferred");
  });

  test("is that of the statement that joins its ends, where it needs one", async () => {
    const joined = (basis: "recorded" | "reported" | "inferred") =>
      load([
        thing(POST, 3),
        edge(POST, "LINKS_TO", PASTE, { basis: "recorded" }),
        {
          ...edge("case:t/leak", "LINKS_TO", PASTE, { basis }),
          facts: [{ fact: "same-as", a: parseKey("case:t/leak"), b: parseKey(PASTE) }],
        },
      ]);
    const asked = { from: "case:t/leak", to: POST, basis: "inferred" } as const;
    for (const basis of ["recorded", "reported", "inferred"] as const) {
      expect(await ask(await joined(basis), asked)).toMatchObject({ order: "certain", basis });
    }
    // Below the floor it joins nothing.
    expect((await ask(await joined("inferred"), { ...asked, basis: "reported" })).order).toBe(
      "none",
    );
  });
});

import { describe, expect, test } from "vitest";
import type { Claim } from "../../src/model/claim.ts";
import { ask, edge, load, published, thing, type When } from "./ask.ts";

const PASTE = "pastebin:aaaaaaaa";
const PAGE = "web:https://news.example/";
const post = (number: number) => `4chan:pol/${number}`;

/** PASTE -> post -> PAGE, the page taking it at one minute and the post being of another. */
function via(
  number: number,
  { at, taken, basis = "reported" }: { at: number; taken: number; basis?: "reported" | "inferred" },
): Claim[] {
  return [
    thing(post(number), at),
    edge(post(number), "PART_OF", `4chan:pol/thread/${number}`, { basis }),
    edge(post(number), "LINKS_TO", PASTE, { basis }),
    edge(PAGE, "LINKS_TO", `4chan:pol/thread/${number}`, { at: taken }),
  ];
}

interface Routes {
  /** By an inferred edge; the window; times in the wrong order; an item taken out. */
  basis?: true;
  window?: true;
  time?: true;
  removals?: true;
}

const routes = ({ basis, window, time, removals }: Routes): Claim[] => [
  thing(PASTE, 0),
  thing(PAGE),
  ...(basis ? via(1, { at: 11, taken: 12, basis: "inferred" }) : []),
  ...(window ? via(2, { at: 1, taken: 2 }) : []),
  ...(time ? via(3, { at: 15, taken: 12 }) : []),
  ...(removals ? via(4, { at: 11, taken: 12 }) : []),
];

async function nearMiss(claims: readonly Claim[], between: When = [10, 20]) {
  const answer = await ask(await load(claims), {
    from: PASTE,
    to: PAGE,
    between,
    without: [post(4)],
  });
  expect(answer.order).toBe("none");
  return answer.nearMiss;
}

describe("the near miss", () => {
  test.each<[Routes, string, number]>([
    [{ basis: true, window: true, time: true, removals: true }, "basis", 1],
    [{ window: true, time: true, removals: true }, "window", 2],
    [{ time: true, removals: true }, "time", 3],
    [{ removals: true }, "removals", 4],
  ])(
    "of equal paths breaks rather basis, then window, then time, then removals: %j",
    async (drawn, kind, by) => {
      const found = await nearMiss(routes(drawn));
      expect(found?.breaks).toEqual([kind]);
      expect(found?.path).toContain(post(by));
      expect(found?.says.length).toBeGreaterThan(0);
    },
  );

  test("rather breaks one kind with more hops than two with fewer", async () => {
    const short = edge(PAGE, "LINKS_TO", PASTE, { at: 2, basis: "inferred" });
    const found = await nearMiss([...routes({ removals: true }), short]);
    expect(found).toMatchObject({ breaks: ["removals"] });
  });

  test("of one kind takes the fewest hops, whatever the kind", async () => {
    const short = edge(PAGE, "LINKS_TO", PASTE, { at: 2 });
    const found = await nearMiss([...routes({ basis: true }), short]);
    expect(found).toMatchObject({ breaks: ["window"], path: [PASTE, PAGE] });
  });

  test("ignoring time does not ignore the window", async () => {
    // By post 3 only the order is wrong. The short way would break the window too.
    const found = await nearMiss([
      ...routes({ time: true }),
      thing(post(9), 3),
      edge(post(9), "LINKS_TO", PASTE),
      edge(PAGE, "LINKS_TO", post(9), { at: 2 }),
    ]);
    expect(found).toMatchObject({ breaks: ["time"] });
    expect(found?.path).toContain(post(3));
  });

  test("names both when a path breaks both", async () => {
    const found = await nearMiss([thing(PASTE, 0), thing(PAGE), ...via(1, { at: 3, taken: 2 })]);
    expect(found?.breaks).toEqual(["window", "time"]);
  });

  test("is none where no edges lead", async () => {
    expect(await nearMiss([thing(PASTE, 0), thing(PAGE)])).toBeNull();
  });
});

describe("what it says", () => {
  test("names the hop that is only inferred", async () => {
    const found = await nearMiss(routes({ basis: true }));
    expect(found?.says).toContain(`${PASTE} is linked to by ${post(1)}: only inferred`);
  });

  test("names what was taken out, be it a reshare of what was asked", async () => {
    const tweet = (number: number) => `twitter:status/${number}`;
    const loaded = await load([
      thing(PASTE, 0),
      thing(tweet(1), 1),
      thing(tweet(2), 2),
      thing(PAGE),
      edge(tweet(1), "RESHARED_BY", tweet(2)),
      edge(tweet(2), "LINKS_TO", PASTE),
      edge(PAGE, "LINKS_TO", tweet(2), { at: 3 }),
    ]);
    const answer = await ask(loaded, { from: PASTE, to: PAGE, without: [tweet(1)] });
    expect(answer.nearMiss).toMatchObject({
      breaks: ["removals"],
      path: [PASTE, tweet(2), PAGE],
      says: [`${tweet(2)} was taken out`],
    });
  });

  test("names the hop that comes too late for one long before it", async () => {
    // Neighbours overlap; the last hop is over before the first began.
    const thread = (number: number) => `4chan:pol/thread/${number}`;
    const loaded = await load([
      thing(PASTE),
      ...[1, 2, 3].map((number) => thing(thread(number))),
      edge(thread(1), "LINKS_TO", PASTE, { at: [5, 6] }),
      edge(thread(2), "LINKS_TO", thread(1), { at: [0, 9] }),
      edge(thread(3), "LINKS_TO", thread(2), { at: [0, 3] }),
    ]);
    const answer = await ask(loaded, { from: PASTE, to: thread(3) });
    expect(answer.nearMiss?.breaks).toEqual(["time"]);
    expect(answer.nearMiss?.says).toHaveLength(1);
    expect(answer.nearMiss?.says[0]).toContain(thread(3));
  });

  test("a path that order facts refuse breaks time, not another kind", async () => {
    // r links to g; from r to g the only way has no world (see checked-paths.test.ts).
    const loaded = await load([
      thing(PASTE),
      thing(post(1), [0, 4]),
      thing("twitter:status/1", [0, 1]),
      thing(PAGE),
      thing(post(2), [0, 4]),
      edge(post(1), "LINKS_TO", PASTE),
      edge(post(1), "PART_OF", "twitter:status/1"),
      edge(PAGE, "LINKS_TO", "twitter:status/1", { at: [3, 4] }),
      edge(post(2), "LINKS_TO", PAGE),
      edge(post(1), "LINKS_TO", post(2)),
      published(post(9), 1),
    ]);
    const answer = await ask(loaded, { from: PASTE, to: post(2) });
    expect(answer.order).toBe("none");
    expect(answer.nearMiss?.breaks).toEqual(["time"]);
    expect(answer.nearMiss?.says).not.toEqual([]);
  });
});

test("a window that ends before the source was there is said to be why", async () => {
  const loaded = await load([
    thing("case:t/source", 100),
    thing("case:t/page", [null, 200]),
    edge("case:t/source", "MATCHES", "case:t/page", { at: [0, 200] }),
  ]);
  const { order, nearMiss } = await ask(loaded, {
    from: "case:t/source",
    to: "case:t/page",
    between: [0, 50],
  });
  expect(order).toBe("none");
  expect(nearMiss).toMatchObject({
    breaks: ["window"],
    says: ["within the times asked about, no moments of these hops follow one another"],
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tellFirst } from "../../src/export/tell-first.ts";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { groupsOf, standsTo } from "../../src/trace/first-groups.ts";
import { askFirst, edge, load, member, minute, published, thing } from "./ask.ts";
import { drawings, RELATIONS_WITHOUT_MATCHES } from "./drawings.ts";
import { viewOfDrawing } from "./drawn-view.ts";
import { type Drawing, drawnTime, type Worlds, worldsOf } from "./worlds.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 3_000);

const cases = fc.tuple(
  drawings(RELATIONS_WITHOUT_MATCHES),
  fc.array(fc.constantFrom("a", "b"), { minLength: 5, maxLength: 5 }),
);

/** Items that some edge touches: of the others one time only is in the worlds enumerated. */
function touchedIn({ items }: Drawing, worlds: Worlds): number[] {
  const touched = new Set(worlds.flows.flatMap(({ giver, receiver }) => [giver, receiver]));
  return items.flatMap((_, item) => (touched.has(item) ? [item] : []));
}

function* worldByWorld({ times, eventCount }: Worlds): Generator<(item: number) => number> {
  for (let base = 0; base < times.length; base += eventCount) {
    yield (item) => times[base + item] ?? 0;
  }
}

describe("of groups in small graphs, all worlds say", () => {
  test("when each first appears, and which of them can be first", () => {
    let groups = 0;
    fc.assert(
      fc.property(cases, ([drawing, names]) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const view = viewOfDrawing(drawing);
        const items = touchedIn(drawing, worlds);
        const placed = { view, graph: temporalGraph(view) };
        for (const group of groupsOf(placed, items, (item) => names[item] ?? "")) {
          if (group.dated.length === 0) continue;
          let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
          const first = new Map(group.dated.map((item) => [item, 0]));
          for (const at of worldByWorld(worlds)) {
            const appears = Math.min(...group.dated.map(at));
            least = Math.min(least, appears);
            greatest = Math.max(greatest, appears);
            for (const item of group.dated) {
              if (at(item) === appears) first.set(item, (first.get(item) ?? 0) + 1);
            }
          }
          expect(group.appeared.earliest ?? Number.NEGATIVE_INFINITY).toBe(drawnTime(least));
          expect(group.appeared.latest ?? Number.POSITIVE_INFINITY).toBe(drawnTime(greatest));
          const always = group.dated.filter((item) => first.get(item) === worlds.count);
          const missing = group.missing.some(({ stands }) => stands !== "after");
          expect(group.standing?.order === "certain").toBe(always.length > 0 && !missing);
          if (group.standing?.order === "certain") {
            expect(always).toContain(group.standing.items[0]);
          }
          groups += 1;
        }
      }),
      { numRuns: RUNS, seed: 10 },
    );
    expect(groups).toBeGreaterThan(RUNS / 2);
  });

  test("what stands before the first of some others, and what may", () => {
    const seen = { before: 0, perhaps: 0, after: 0 };
    fc.assert(
      fc.property(cases, ([drawing, names]) => {
        const worlds = worldsOf(drawing);
        const items = worlds.count === 0 ? [] : touchedIn(drawing, worlds);
        const first = items.filter((item) => names[item] === "a");
        const others = items.filter((item) => names[item] === "b");
        if (first.length === 0 || others.length === 0) return;
        const stands = standsTo(temporalGraph(viewOfDrawing(drawing)), first);
        for (const item of others) {
          let [noLater, earlier] = [0, 0];
          for (const at of worldByWorld(worlds)) {
            const appears = Math.min(...first.map(at));
            if (at(item) <= appears) noLater += 1;
            if (at(item) < appears) earlier += 1;
          }
          const truth = noLater === worlds.count ? "before" : earlier > 0 ? "perhaps" : "after";
          expect(stands(item)).toBe(truth);
          seen[truth] += 1;
        }
      }),
      { numRuns: RUNS, seed: 11 },
    );
    expect(Math.min(seen.before, seen.perhaps, seen.after)).toBeGreaterThan(RUNS / 20);
  });
});

const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;
const THREAD = "4chan:pol/thread/1";

const ofPlatform = async (claims: Parameters<typeof load>[0], of: string[], platform: string) =>
  (await askFirst(await load(claims), of)).perPlatform.find((one) => one.platform === platform);

describe("the first of a platform", () => {
  test("is not a thread that only its replies date", async () => {
    const group = await ofPlatform(
      [thing(post(1), 5), thing(THREAD), edge(post(1), "PART_OF", THREAD), thing(post(2), 8)],
      ["4chan"],
      "4chan",
    );
    expect(group?.first.map(({ item, order }) => [item.key, order])).toEqual([
      [post(1), "possible"],
    ]);
    expect(group?.appeared).toEqual({ earliest: minute(5), latest: minute(5) });
    expect(group?.missing).toEqual([
      { item: THREAD, why: "dated only by others", stands: "before" },
    ]);
  });

  test("is not what is known only by reference, which may stand before it", async () => {
    const group = await ofPlatform(
      [thing(tweet(2), 5), thing(tweet(3), 9), thing(tweet(4)), edge(tweet(2), "QUOTES", tweet(1))],
      ["twitter", tweet(1)],
      "twitter",
    );
    expect(group?.first.map(({ item, order }) => [item.key, order])).toEqual([
      [tweet(2), "possible"],
    ]);
    expect(group?.missing).toEqual([
      { item: tweet(1), why: "known only by reference", stands: "before" },
      { item: tweet(4), why: "undated", stands: "perhaps" },
    ]);
    expect(group?.originals).toEqual([{ item: tweet(2), original: tweet(1) }]);
  });

  test("is a thread that somebody dates, or a capture shows", async () => {
    const dated = await ofPlatform([thing(THREAD, 3), thing(post(1), 5)], ["4chan"], "4chan");
    expect(dated).toMatchObject({ order: "certain", missing: [], appeared: { latest: minute(3) } });
    const shown = await ofPlatform(
      [thing(THREAD, [null, 9]), thing(post(1), 5)],
      ["4chan"],
      "4chan",
    );
    expect(shown).toMatchObject({ order: "possible", missing: [] });
    expect(shown?.first).toHaveLength(2);
  });

  test("comes with what of the others stands before it", async () => {
    const claims = [
      thing(post(1), 1),
      thing(post(2), [4, 9]),
      thing(post(3), 20),
      thing(tweet(1), 6),
      thing(tweet(2), [5, 8]),
    ];
    const group = await ofPlatform(claims, ["4chan", "twitter"], "twitter");
    expect(group?.before.certain.items.map(({ key }) => key)).toEqual([post(1)]);
    expect(group?.before.possible.items.map(({ key }) => key)).toEqual([post(2)]);
    expect(group?.appeared).toEqual({ earliest: minute(5), latest: minute(6) });
  });
});

test("the first of a tier goes by the tiers of items, those of none last", async () => {
  const answer = await askFirst(
    await load([
      thing(post(1), 4),
      thing(tweet(1), 2),
      thing(tweet(2), 1, { by: "twitter:user/1" }),
      thing("case:t/x", 3),
      member("tier:mainstream", "twitter:user/1"),
    ]),
    ["4chan", "twitter", "case:t/x"],
  );
  expect(answer.perTier.map(({ tier, order, first }) => [tier, order, first[0]?.item.key])).toEqual(
    [
      ["fringe", "certain", post(1)],
      ["bridge", "certain", tweet(1)],
      ["mainstream", "certain", tweet(2)],
      [null, "certain", "case:t/x"],
    ],
  );
});

describe("when the first of a group is disputed", () => {
  const disputed = [
    thing(post(1), 0),
    thing("case:t/page"),
    published("case:t/page", 20, { source: "A", dispute: "when" }),
    published("case:t/page", 60, { source: "B", dispute: "when" }),
  ];

  test("the answer is disputed, though the first of all stands on every side", async () => {
    const answer = await askFirst(await load(disputed), ["4chan", "case:t/page"]);
    expect(answer).toMatchObject({ order: "certain", disputed: true, disputesNotTried: 0 });
    const sides = answer.disputes[0]?.sides ?? [];
    expect(sides.map(({ order, first, changes }) => [order, first, changes])).toEqual(
      sides.map(() => ["certain", [post(1)], ["groups"]]),
    );
    expect(sides.map(({ groups }) => groups.map(({ name, appeared }) => [name, appeared]))).toEqual(
      [20, 60].map((at) =>
        ["tier not known", "unknown platform"].map((name) => [
          name,
          { earliest: minute(at), latest: minute(at) },
        ]),
      ),
    );
    const text = tellFirst(answer);
    expect(text).toContain("of unknown platform, at 1970-01-01 01:00:00.000 UTC, order certain");
  });
});

test("of many that may be first the earliest are told, and how many they are", async () => {
  const numbers = Array.from({ length: 120 }, (_, i) => i + 1);
  const claims = numbers.map((number) => thing(post(number), [120 - number, 500]));
  const answer = await askFirst(await load(claims), ["4chan"]);
  expect(answer).toMatchObject({ order: "possible", firstCount: 120 });
  expect(answer.first.map(({ item }) => item.key)).toEqual(
    numbers.toReversed().slice(0, 100).map(post),
  );
  const [group] = answer.perPlatform;
  expect(group).toMatchObject({ firstCount: 120 });
  expect(group?.first).toHaveLength(20);
  const text = tellFirst(answer);
  expect(text).toContain("- and 20 more");
  expect(text).toContain("  - and 100 more");
});

test("what the first grants of its zone is said, however many others are asked about", async () => {
  const others = Array.from({ length: 120 }, (_, i) => thing(post(i + 1), 500 + i));
  const item = parseKey("web:https://z.example/");
  const granted: Claim = {
    ...thing(item),
    facts: [
      { fact: "item", item },
      {
        fact: "time",
        item,
        kind: "published",
        earliest: 0,
        latest: 0,
        zone: { name: "UTC", reason: "granted" },
      },
    ],
  };
  const answer = await askFirst(await load([...others, granted]), ["4chan", item]);
  expect(answer.first[0]?.item.key).toBe(item);
  expect(answer.assumptions).toEqual([`granting that the times of ${item} are in UTC`]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASES, type Basis } from "../../src/model/basis.ts";
import type { Claim, Fact, StoredClaim } from "../../src/model/claim.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import { highOf, lowOf } from "../../src/model/time.ts";
import type { Contradiction } from "../../src/trace/contradiction-sides.ts";
import { contradictionsOf } from "../../src/trace/contradictions.ts";
import { findingsOf } from "../../src/trace/findings.ts";
import type { Loaded } from "../../src/trace/loaded.ts";
import { ask, edge, HASH, load, loadStored, minute, published, thing } from "./ask.ts";
import { flowingClaims, PLACE } from "./claims.ts";
import { store } from "./claims-reader.ts";

const RUNS = Number(process.env["HEADWATER_VIEWS"] ?? 600);

async function found(loaded: Loaded, floor: Basis = "reported"): Promise<readonly Contradiction[]> {
  return contradictionsOf(loaded, await loaded.view(floor));
}

/** Subsets of the ids that hold together and to which none can be added. */
function maximal(ids: readonly string[], hold: (ids: ReadonlySet<string>) => boolean): string[][] {
  const sets = Array.from({ length: 2 ** ids.length }, (_, bits) =>
    ids.filter((_id, bit) => (bits >> bit) & 1),
  ).filter((set) => hold(new Set(set)));
  return sets.filter(
    (set) =>
      !sets.some((other) => other.length > set.length && set.every((id) => other.includes(id))),
  );
}

const sorted = (sets: readonly (readonly string[])[]): string[] =>
  sets.map((set) => [...set].sort().join(" ")).sort();

const time = fc.integer({ min: 0, max: 6 });
const bounds = fc
  .tuple(time, time)
  .map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) }));
const basis = fc.constantFrom(...BASES);
const POST = parseKey("4chan:pol/1");
const PAGE = parseKey("web:https://a.example/");
const PASTES = ["pastebin:aaaaaaaa", "pastebin:bbbbbbbb"] as const;

describe("times that cannot all hold", () => {
  const aboutOnePost = fc.array(
    fc
      .tuple(
        basis,
        fc.constantFrom("published", "captured", "edge", "shown", "both"),
        bounds,
        bounds,
      )
      .map(([of, kind, own, other]): Claim => {
        const published: Fact = { fact: "time", item: POST, kind: "published", ...own };
        const facts: Record<typeof kind, Fact[]> = {
          published: [published],
          captured: [{ fact: "time", item: POST, kind: "captured", ...own }],
          edge: [{ fact: "edge", relation: "LINKS_TO", subject: POST, object: PAGE, time: own }],
          shown: [],
          both: [published, { ...published, ...other }],
        };
        return {
          place: PLACE,
          basis: of,
          facts: facts[kind],
          ...(kind === "shown" ? { subject: POST, shownBy: own.latest } : {}),
        };
      }),
    { minLength: 2, maxLength: 6 },
  );

  /** Moments at which a claim lets the post be published. */
  function allows({ facts, shownBy }: Claim, moment: number): boolean {
    if (shownBy !== undefined && moment > shownBy) return false;
    return facts.every((fact) => {
      if (fact.fact === "edge") return within(moment, fact.time);
      if (fact.fact !== "time") return true;
      if (fact.kind === "captured") return moment <= highOf(fact);
      return within(moment, fact);
    });
  }
  const within = (moment: number, at: { earliest: number | null; latest: number | null } = OPEN) =>
    lowOf(at) <= moment && moment <= highOf(at);
  const OPEN = { earliest: null, latest: null };

  test("have as sides the maximal sets of claims with a common moment", async () => {
    let contradicted = 0;
    await fc.assert(
      fc.asyncProperty(aboutOnePost, basis, async (facts, floor) => {
        const claims = store(HASH, facts);
        const counted = claims.filter(
          (claim) => BASES.indexOf(claim.basis) <= BASES.indexOf(floor),
        );
        const moments = [-1, 0, 1, 2, 3, 4, 5, 6, 7];
        const hold = (ids: ReadonlySet<string>) =>
          moments.some((moment) =>
            counted.every((claim) => !ids.has(claim.id) || allows(claim, moment)),
          );
        const ids: string[] = counted.map(({ id }) => id);
        const contradictions = await found(await loadStored(claims), floor);
        if (hold(new Set(ids))) {
          expect(contradictions).toEqual([]);
          return;
        }
        contradicted += 1;
        expect(contradictions).toHaveLength(1);
        const [{ kind, about, sides } = { kind: "", about: [], sides: [] }] = contradictions;
        expect(kind).toBe("time");
        expect(about).toEqual([POST]);
        expect(sorted(sides.map((side) => side.claims))).toEqual(sorted(maximal(ids, hold)));
        for (const side of sides) {
          expect(sorted([[...side.claims, ...side.removes]])).toEqual(sorted([ids]));
        }
      }),
      { numRuns: RUNS, seed: 41 },
    );
    expect(contradicted).toBeGreaterThan(RUNS / 10);
  });
});

describe("order facts that cannot all hold", () => {
  test("have as sides the maximal sets of claims that leave a world", async () => {
    const a = parseKey("4chan:pol/1");
    const b = parseKey("4chan:pol/2");
    const keys = fc.constantFrom<Key>(a, b, PAGE);
    const claims = fc.array(
      fc.tuple(
        fc.array(
          fc.oneof(
            fc
              .tuple(keys, fc.constantFrom({ earliest: 0, latest: 2 }, { earliest: 4, latest: 6 }))
              .map(([item, at]): Fact => ({ fact: "time", item, kind: "published", ...at })),
            fc.tuple(keys, keys).map(
              ([subject, object]): Fact => ({
                fact: "edge",
                relation: "LINKS_TO",
                subject,
                object,
              }),
            ),
          ),
          { minLength: 1, maxLength: 2 },
        ),
      ),
      { minLength: 2, maxLength: 5 },
    );
    let contradicted = 0;
    await fc.assert(
      fc.asyncProperty(claims, async (all) => {
        const stored = store(
          HASH,
          all.map(([facts]): Claim => ({ place: PLACE, basis: "recorded", facts })),
        );
        const contradictions = await found(await loadStored(stored));
        const [only] = contradictions;
        // Beside contradictory times there is more than one matter.
        if (contradictions.length !== 1 || only?.kind !== "order") return;
        contradicted += 1;
        const ids = [
          ...new Set<string>(only.sides.flatMap(({ claims, removes }) => [...claims, ...removes])),
        ];
        const holding = new Map<string, boolean>();
        for (let bits = 0; bits < 2 ** ids.length; bits += 1) {
          const set = new Set(ids.filter((_id, bit) => (bits >> bit) & 1));
          const left = stored.filter(({ id }) => set.has(id));
          holding.set([...set].join(" "), (await found(await loadStored(left))).length === 0);
        }
        const hold = (set: ReadonlySet<string>) => holding.get([...set].join(" ")) === true;
        expect(hold(new Set(ids))).toBe(false);
        expect(sorted(only.sides.map((side) => side.claims))).toEqual(sorted(maximal(ids, hold)));
      }),
      { numRuns: RUNS, seed: 42 },
    );
    expect(contradicted).toBeGreaterThan(RUNS / 50);
  });

  test("of one record's own time and link leave it whole or leave it out", async () => {
    // The post of minute 1 links to a paste that was there from minute 5 only.
    const post = thing("4chan:pol/1", 1);
    const loaded = await load([
      {
        ...post,
        facts: [...post.facts, ...edge("4chan:pol/1", "LINKS_TO", "pastebin:aaaaaaaa").facts],
      },
      published("pastebin:aaaaaaaa", 5, { source: "The Paper" }),
    ]);
    const [only, ...more] = await found(loaded);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ kind: "order", about: ["4chan:pol/1", "pastebin:aaaaaaaa"] });
    expect(only?.sides.map(({ claims, removes }) => ({ claims, removes }))).toEqual(
      expect.arrayContaining([
        { claims: [`${HASH}#1`], removes: [`${HASH}#2`] },
        { claims: [`${HASH}#2`], removes: [`${HASH}#1`] },
      ]),
    );
    expect(only?.sides).toHaveLength(2);
  });
});

describe("statements that share a dispute name", () => {
  const from = (object: string, source: string, named = "who") =>
    edge("4chan:pol/1", "LINKS_TO", object, { dispute: named, source });

  test("and differ in object are sides of one contradiction, with who says them", async () => {
    const loaded = await load([
      thing("4chan:pol/1", 5),
      from("pastebin:aaaaaaaa", "A"),
      from("pastebin:aaaaaaaa", "B"),
      from("pastebin:bbbbbbbb", "C"),
      from("pastebin:bbbbbbbb", "C", "another"),
    ]);
    const [only, ...more] = await found(loaded);
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      name: "who",
      kind: "declared",
      sides: [
        { sources: ["A", "B"], claims: [`${HASH}#2`, `${HASH}#3`], removes: [`${HASH}#4`] },
        { sources: ["C"], claims: [`${HASH}#4`], removes: [`${HASH}#2`, `${HASH}#3`] },
      ],
    });
  });

  test("are all granted until a side is taken", async () => {
    const loaded = await load([
      thing("4chan:pol/1", 5),
      from("pastebin:aaaaaaaa", "A"),
      from("pastebin:bbbbbbbb", "C"),
    ]);
    const answer = await ask(loaded, { from: "pastebin:aaaaaaaa", to: "4chan:pol/1" });
    expect(answer).toMatchObject({ order: "certain", disputed: true });
    const [dispute] = answer.disputes;
    expect(dispute?.sides.map(({ order, changes }) => [order, changes.includes("order")])).toEqual([
      ["certain", false],
      ["none", true],
    ]);
  });

  test("below the floor dispute nothing", async () => {
    const loaded = await load([
      thing("4chan:pol/1", 5),
      from("pastebin:aaaaaaaa", "A"),
      { ...from("pastebin:bbbbbbbb", "C"), basis: "inferred" },
    ]);
    expect(await found(loaded)).toEqual([]);
    expect(await found(loaded, "inferred")).toHaveLength(1);
  });

  test("tell how many more things are named on a basis below the floor", async () => {
    const loaded = await load([
      thing("4chan:pol/1", 5),
      from("pastebin:aaaaaaaa", "A"),
      from("pastebin:bbbbbbbb", "B"),
      { ...from("pastebin:cccccccc", "C"), basis: "inferred" },
    ]);
    const says = async (floor: Basis) => (await found(loaded, floor)).map((one) => one.says);
    expect(await says("reported")).toEqual([
      "sources name 2 different things, and 1 more on a weaker basis than asked",
    ]);
    expect(await says("inferred")).toEqual(["sources name 3 different things"]);
  });
});

test("two times of one thing are told as a dispute, with the time that each side gives", async () => {
  const loaded = await load([
    thing("4chan:pol/1", 2),
    edge("4chan:pol/2", "LINKS_TO", "4chan:pol/1"),
    thing("4chan:pol/2", [null, null]),
    published("4chan:pol/2", 3, { source: "A" }),
    published("4chan:pol/2", 9, { source: "B" }),
  ]);
  const answer = await ask(loaded, { from: "4chan:pol/1", to: "4chan:pol/2" });
  // Granting both, it was between the two.
  expect(answer.arrival).toEqual({ earliest: minute(3), latest: minute(9) });
  expect(answer.disputes).toHaveLength(1);
  expect(answer.disputes[0]?.sides.map(({ sources, arrival }) => [sources, arrival])).toEqual([
    [["A"], { earliest: minute(3), latest: minute(3) }],
    [["B"], { earliest: minute(9), latest: minute(9) }],
  ]);
});

describe("nothing that cannot hold passes in silence", () => {
  test("every conflict of times or order that a view knows is a contradiction with sides", async () => {
    await fc.assert(
      fc.asyncProperty(flowingClaims, basis, async (facts, floor) => {
        const claims: StoredClaim[] = store(HASH, facts);
        const loaded = await loadStored(claims);
        const view = await loaded.view(floor);
        const contradictions = await contradictionsOf(loaded, view);
        for (const node of view.nodes) {
          if (node.account || !node.published.conflict) continue;
          expect(contradictions.map(({ name }) => name)).toContain(`time of ${node.key}`);
        }
        for (const { time, receiver, giver, written } of view.edges) {
          if (!time.conflict || view.nodes[receiver]?.cannotChange) continue;
          if (time === view.nodes[giver]?.published) continue;
          expect(contradictions.map(({ name }) => name)).toContain(`time of ${written[0]}`);
        }
        const ofOrder = contradictions.filter(({ kind }) => kind === "order");
        expect(ofOrder).toHaveLength(loaded.graph(view).conflicts.length);
        for (const { sides } of contradictions) {
          expect(sides.every(({ removes }) => removes.length > 0)).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 43 },
    );
  });
});

test("two readings of what a thing is the same as are a dispute too", async () => {
  const same = (b: string, source: string): Claim => ({
    ...edge(PASTES[0], "LINKS_TO", PASTES[1], { dispute: "which-paste", source }),
    facts: [{ fact: "same-as", a: parseKey("case:t/leak"), b: parseKey(b) }],
  });
  const loaded = await load([
    thing("case:t/leak", 0),
    thing(PASTES[0], 0),
    thing(PASTES[1], 0),
    thing("4chan:pol/1", 5),
    edge("4chan:pol/1", "LINKS_TO", PASTES[0]),
    same(PASTES[0], "one"),
    same(PASTES[1], "other"),
  ]);
  const answer = await ask(loaded, { from: "case:t/leak", to: "4chan:pol/1" });
  expect(answer).toMatchObject({ order: "certain", disputed: true });
  expect(answer.disputes[0]?.sides.map(({ sources, order }) => [sources, order])).toEqual([
    [["one"], "certain"],
    [["other"], "none"],
  ]);
});

test("a side that lets go of the only record there is names nobody in its finding", async () => {
  const later = parseKey("discord:1/2/9000000000000000000");
  const paste: Fact = { fact: "time", item: POST, kind: "published", earliest: 5, latest: 5 };
  const link: Fact = { fact: "edge", relation: "LINKS_TO", subject: POST, object: later };
  const late: Fact = { fact: "time", item: later, kind: "published", earliest: 9, latest: 9 };
  const loaded = await load([
    { subject: POST, place: PLACE, basis: "recorded", facts: [paste, link, late] },
  ]);
  const [finding] = await findingsOf(loaded, await loaded.view("reported"));
  expect(finding?.kind).toBe("order contradiction");
  expect(finding?.says).not.toContain("()");
});

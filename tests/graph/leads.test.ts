import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinKeys } from "../../src/graph/joins.ts";
import { type ClaimFilter, readSnapshot } from "../../src/graph/snapshot.ts";
import { type View, viewOf } from "../../src/graph/view.ts";
import type { Basis } from "../../src/model/basis.ts";
import type { Claim, Fact } from "../../src/model/claim.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import { ClaimsReader, store } from "../trace/claims-reader.ts";

const HASH = `sha256:${"b".repeat(64)}`;
const key = parseKey;
const POST = key("4chan:pol/7");
const SHORT = key("web:https://short.example/a");
const OTHER = key("web:https://short.example/b");
const MIDDLE = key("web:https://middle.example/c");
const PASTE = key("pastebin:AbCdEfGh");
const PAGE = key("web:https://mill.example/story");
const NAMED = key("case:mill/paste");

const says = (fact: Fact, basis: Basis = "recorded"): Claim => ({
  place: { bytes: [0, 1], record: 1, as: "json" },
  basis,
  facts: [fact],
});
const leads = (a: Key, b: Key, basis?: Basis): Claim => says({ fact: "leads-to", a, b }, basis);
const links = (object: Key): Claim =>
  says({ fact: "edge", relation: "LINKS_TO", subject: POST, object });
const same = (a: Key, b: Key, fact: "same-as" | "not-same" = "same-as"): Claim =>
  says({ fact, a, b }, "reported");

const EVERYTHING: ClaimFilter = { floor: "inferred", without: new Set() };
async function view(claims: readonly Claim[], filter = EVERYTHING): Promise<View> {
  const reader = new ClaimsReader(store(HASH, claims));
  return viewOf(await readSnapshot(reader), reader, filter);
}
const givers = ({ edges, nodes }: View): (Key | undefined)[] =>
  edges.map(({ giver }) => nodes[giver]?.key);
const setOf = (seen: View, name: Key): readonly Key[] | undefined =>
  seen.joins.of.get(name)?.members;

describe("an address that leads to one thing", () => {
  test("is that thing, under the thing's key", async () => {
    const seen = await view([links(SHORT), leads(SHORT, PASTE)]);
    expect(givers(seen)).toEqual([PASTE]);
    expect(seen.indexOf.get(SHORT)).toBe(seen.indexOf.get(PASTE));
    expect(seen.joins.of.get(SHORT)).toMatchObject({ key: PASTE, basis: "recorded" });
    expect(seen.nodes[seen.indexOf.get(PASTE) ?? -1]).toMatchObject({
      type: "paste",
      platform: "pastebin",
    });
  });

  test("has the basis of the best claim that says so", async () => {
    const claims = [links(SHORT), leads(SHORT, PASTE, "inferred"), leads(SHORT, PASTE, "reported")];
    expect((await view(claims)).joins.of.get(SHORT)?.basis).toBe("reported");
    expect((await view(claims)).edges[0]?.basis).toBe("reported");
    const floor: ClaimFilter = { floor: "recorded", without: new Set() };
    expect(givers(await view(claims, floor))).toEqual([SHORT]);
  });

  test("makes nothing that no other claim names", async () => {
    const seen = await view([links(PASTE), leads(SHORT, PASTE), leads(OTHER, PAGE)]);
    expect(seen.joins.of.size).toBe(0);
    expect([...seen.indexOf.keys()].sort()).toEqual([POST, PASTE].sort());
  });

  test("leads on through addresses that nothing else names", async () => {
    const seen = await view([leads(MIDDLE, PASTE), links(SHORT), leads(SHORT, MIDDLE)]);
    expect(givers(seen)).toEqual([PASTE]);
    expect(setOf(seen, SHORT)).toEqual([PASTE, MIDDLE, SHORT]);
  });

  test("may be told by its first stop and by its last", async () => {
    const claims = [links(SHORT), leads(SHORT, MIDDLE), leads(SHORT, PASTE), leads(MIDDLE, PASTE)];
    expect(givers(await view(claims))).toEqual([PASTE]);
  });

  test("joins what an investigator's name stands for, on either side", async () => {
    const claims = [links(SHORT), leads(SHORT, PASTE)];
    const [of, to] = [
      await view([...claims, same(NAMED, SHORT)]),
      await view([...claims, same(NAMED, PASTE)]),
    ];
    for (const seen of [of, to]) {
      expect(givers(seen)).toEqual([PASTE]);
      expect(seen.joins.of.get(NAMED)).toMatchObject({ key: PASTE, basis: "reported" });
    }
  });

  test("is no account: a short link to a profile stays a link", async () => {
    const account = key("twitter:@miller");
    const seen = await view([links(SHORT), leads(SHORT, account), leads(account, PASTE)]);
    expect(seen.joins).toEqual({ of: new Map(), refused: [], astray: [] });
  });
});

describe("an address that leads to no one thing joins nothing", () => {
  test("several things", async () => {
    const seen = await view([links(SHORT), leads(SHORT, PASTE), leads(SHORT, PAGE)]);
    expect(givers(seen)).toEqual([SHORT]);
    expect(seen.joins.of.size).toBe(0);
    expect(seen.joins.astray).toEqual([
      {
        address: SHORT,
        why: "several",
        leadsTo: [PASTE, PAGE],
        claims: [`${HASH}#2`, `${HASH}#3`],
      },
    ]);
  });

  test("until a statement says that they are one", async () => {
    const claims = [links(SHORT), leads(SHORT, PASTE), leads(SHORT, PAGE), same(PAGE, PASTE)];
    expect(givers(await view(claims))).toEqual([PASTE]);
    const apart = await view([...claims, same(PASTE, PAGE, "not-same")]);
    expect(givers(apart)).toEqual([SHORT]);
    expect(apart.joins.astray).toHaveLength(1);
  });

  test("what leads to it is that address, and no more", async () => {
    const seen = await view([
      links(OTHER),
      leads(OTHER, SHORT),
      leads(SHORT, PASTE),
      leads(SHORT, PAGE),
    ]);
    expect(givers(seen)).toEqual([SHORT]);
    expect(seen.joins.astray.map(({ address }) => address)).toEqual([SHORT]);
  });

  test("a thing that a statement already calls by it", async () => {
    const seen = await view([links(SHORT), same(SHORT, PAGE), leads(SHORT, PASTE)]);
    expect(setOf(seen, SHORT)).toEqual([SHORT, PAGE].sort());
    expect(seen.joins.of.has(PASTE)).toBe(false);
    expect(seen.joins.astray).toMatchObject([{ why: "several", leadsTo: [PASTE, PAGE] }]);
  });

  test("a circle, and what leads into it", async () => {
    const seen = await view([
      links(SHORT),
      leads(SHORT, MIDDLE),
      leads(MIDDLE, OTHER),
      leads(OTHER, MIDDLE),
      leads(OTHER, PASTE),
    ]);
    expect(seen.joins.of.size).toBe(0);
    expect(seen.joins.astray.map(({ why }) => why)).toEqual(["circle", "circle", "circle"]);
    const itself = await view([links(SHORT), leads(SHORT, SHORT)]);
    expect(itself.joins).toEqual({ of: new Map(), refused: [], astray: [] });
  });

  test("a set that a statement parts, whose other joins stand", async () => {
    const seen = await view([
      links(SHORT),
      leads(SHORT, PASTE),
      leads(OTHER, PASTE),
      same(PASTE, NAMED),
      same(SHORT, NAMED, "not-same"),
    ]);
    expect(givers(seen)).toEqual([SHORT]);
    expect(setOf(seen, PASTE)).toEqual([PASTE, NAMED]);
    expect(seen.joins.refused).toEqual([
      {
        members: [PASTE, NAMED, SHORT],
        claims: [`${HASH}#2`, `${HASH}#4`, `${HASH}#5`],
      },
    ]);
  });
});

describe("any addresses", () => {
  const pool = [SHORT, OTHER, MIDDLE, PASTE, PAGE];
  const lead = fc.tuple(fc.constantFrom(...pool), fc.constantFrom(...pool));

  test("never join two things, and all that a set holds leads to its key", () =>
    fc.assert(
      fc.asyncProperty(fc.array(lead, { maxLength: 7 }), async (pairs) => {
        const claims = pairs.map(([a, b]) => leads(a, b));
        const { joins } = await view([...pool.map(links), ...claims]);
        const out = (from: Key) =>
          pairs.filter(([a, b]) => a === from && b !== a).map(([, b]) => b);
        for (const [name, set] of joins.of) {
          const targets = out(name);
          if (name === set.key) {
            const ends = new Set(targets.map((to) => joins.of.get(to)?.key ?? to));
            expect(ends.size === 0 || joins.astray.some((one) => one.address === name)).toBe(true);
          } else {
            expect(targets.length).toBeGreaterThan(0);
            for (const to of targets) expect(joins.of.get(to)?.key).toBe(set.key);
          }
        }
      }),
      { numRuns: 2_000, seed: 5 },
    ));

  test("join nothing where nothing links to them, and are followed only so far", () => {
    const many = Array.from({ length: 100_000 }, (_, n) =>
      leads(key(`web:https://short.example/${n}`), key(`web:https://short.example/${n + 1}`)),
    );
    const stated = store(HASH, many).flatMap((claim) =>
      claim.facts.flatMap((fact) => (fact.fact === "leads-to" ? [{ claim, fact }] : [])),
    );
    expect(joinKeys(new Map(), [], stated, "inferred").of.size).toBe(0);
    const first = key("web:https://short.example/0");
    const joins = joinKeys(new Map([[first, { key: first, states: {} }]]), [], stated, "inferred");
    expect(joins.of.get(first)?.key).toBe("web:https://short.example/20");
  });
});

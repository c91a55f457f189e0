import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutClaims } from "../../src/graph/overlay.ts";
import { type ClaimFilter, readSnapshot } from "../../src/graph/snapshot.ts";
import { type View, viewOf } from "../../src/graph/view.ts";
import { viewWithout } from "../../src/graph/view-without.ts";
import { admits, BASES } from "../../src/model/basis.ts";
import type { Claim, Fact, StoredClaim } from "../../src/model/claim.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import { edge, load, thing } from "./ask.ts";
import { anyClaims, claimsWithoutJoins, flowingClaims, IDS, ITEMS, PLACE } from "./claims.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

const RUNS = Number(process.env["HEADWATER_VIEWS"] ?? 2_000);
const HASH = `sha256:${"a".repeat(64)}`;
const EVERYTHING: ClaimFilter = { floor: "inferred", without: new Set() };

async function build(claims: readonly StoredClaim[], filter: ClaimFilter): Promise<View> {
  const reader = new ClaimsReader(claims);
  return viewOf(await readSnapshot(reader), reader, filter);
}

/** A view by keys instead of indexes, so that two can be compared. */
function told(view: View) {
  const isThere = (node: View["nodes"][number], index: number) =>
    view.indexOf.get(node.key) === index;
  const key = (index: number) => view.nodes[index]?.key ?? "none";
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  return {
    nodes: view.nodes
      .filter(isThere)
      // When an account was published means nothing.
      .map(({ join, published, ...node }) => ({
        ...node,
        published: node.account ? undefined : published,
        join: join?.members,
      }))
      .sort(byKey),
    joins: [...view.joins.of].sort(([a], [b]) => (a < b ? -1 : 1)),
    refused: view.joins.refused,
    astray: view.joins.astray,
    bearers: [...view.bearersOf].map(([handle, of]) => [handle, of.map(key).sort()]).sort(),
    indexOf: [...view.indexOf].map(([name, index]) => `${name} ${key(index)}`).sort(),
    edges: view.edges.map((edge) => ({
      ...edge,
      giver: key(edge.giver),
      receiver: key(edge.receiver),
    })),
    authors: view.nodes
      .map((node, index) => ({
        key: node.key,
        there: isThere(node, index),
        account: key(view.accountOf[index] ?? -1),
        posts: (view.postsOf.get(index) ?? []).map(key).sort(),
        said: view.postedBy.get(index),
      }))
      .filter(({ there }) => there)
      .sort(byKey),
    severalAuthors: view.severalAuthors.map(key).sort(),
    tagged: [...view.tagged]
      .filter(([, items]) => items.length > 0)
      .map(([tag, items]) => `${tag} ${items.map(key).sort()}`)
      .sort(),
  };
}

describe("a basis floor and a side are filters on the claim set", () => {
  test("the view is the one that the remaining claims give", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyClaims,
        fc.constantFrom(...BASES),
        fc.infiniteStream(fc.constantFrom(true, false, false, false)),
        async (facts, floor, takenAway) => {
          const claims = store(HASH, facts);
          const without = new Set(
            claims.filter(() => takenAway.next().value === true).map(({ id }) => id),
          );
          const remaining = claims.filter(
            ({ id, basis }) => admits(floor, basis) && !without.has(id),
          );
          expect(told(await build(claims, { floor, without }))).toEqual(
            told(await build(remaining, EVERYTHING)),
          );
        },
      ),
      { numRuns: RUNS, seed: 11 },
    );
  });
});

describe("a side worked out from the view of all", () => {
  test.each([
    ["whatever is said", anyClaims, 0.2],
    ["without joins", claimsWithoutJoins, 0.5],
    ["of what flows", flowingClaims, 0.2],
  ])("is that of the claims that remain: %s", async (_, drawn, often) => {
    const seen = { near: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(
        drawn,
        fc.constantFrom(...BASES),
        fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
        async (facts, floor, picked) => {
          const claims = store(HASH, facts);
          fc.pre(claims.length > 0);
          const without = new Set(picked.flatMap((n) => claims[n % claims.length]?.id ?? []));
          const reader = new ClaimsReader(claims);
          const snapshot = await readSnapshot(reader);
          const base = await viewOf(snapshot, reader, { floor, without: new Set() });
          const before = told(base);
          const near = viewWithout(
            base,
            snapshot,
            await withoutClaims(snapshot, reader, without),
            without,
          );
          seen.all += 1;
          if (!near) return;
          seen.near += 1;
          const wanted = await viewOf(snapshot, reader, { floor, without });
          expect(told(near)).toEqual(told(wanted));
          expect(near.filter).toEqual(wanted.filter);
          expect(told(base)).toEqual(before);
        },
      ),
      { numRuns: RUNS, seed: 11 },
    );
    expect(seen.near / seen.all).toBeGreaterThan(often);
  });
});

test("a thing keeps a tag that is said of another of its names", async () => {
  const [one, other, tag] = ["4chan:pol/1", "twitter:status/1", "tag:macronleaks"].map(parseKey);
  if (!one || !other || !tag) return expect.fail();
  const tagged = (subject: Key): Claim => ({
    subject,
    place: PLACE,
    basis: "recorded",
    facts: [{ fact: "edge", relation: "TAGGED", subject, object: tag }],
  });
  const claims = [tagged(one), thing(one, 0), tagged(other), sameAs(one, other)];
  const loaded = await load(claims);
  const [first] = store(HASH, claims);
  if (!first) return expect.fail();
  const view = await loaded.view("reported", new Set([first.id]));
  expect(view.tagged.get(tag)).toEqual([view.indexOf.get(one)]);
});

const sameAs = (a: Key, b: Key, fact: "same-as" | "not-same" = "same-as"): Claim => ({
  place: PLACE,
  basis: "recorded",
  facts: [{ fact, a, b }],
});

/** The claims as they would be if each had written one key for all. */
function writtenAs(claims: readonly StoredClaim[], members: ReadonlySet<Key>, one: Key) {
  const as = (key: Key): Key => (members.has(key) ? one : key);
  const rewrite = (fact: Fact): Fact[] => {
    switch (fact.fact) {
      case "item":
      case "time":
        return [{ ...fact, item: as(fact.item) }];
      case "account": {
        const { handle, ...rest } = fact;
        const written = handle === undefined ? rest : { ...rest, handle: as(handle) };
        return [{ ...written, account: as(fact.account) }];
      }
      case "edge":
        return [{ ...fact, subject: as(fact.subject), object: as(fact.object) }];
      case "same-as":
      case "not-same":
        return as(fact.a) === as(fact.b) ? [] : [{ ...fact, a: as(fact.a), b: as(fact.b) }];
      default:
        return [fact];
    }
  };
  return claims.map(
    ({ subject, ...claim }): StoredClaim => ({
      ...claim,
      ...(subject === undefined ? {} : { subject: as(subject) }),
      facts: claim.facts.flatMap(rewrite),
    }),
  );
}

/** What a view says of times, edges and authors, whatever the joins are called. */
function content(view: View, as: (key: Key) => Key = (key) => key) {
  const { nodes, edges, authors, tagged, severalAuthors } = told(view);
  return {
    nodes: nodes.map(({ join, named, ...node }) => ({
      ...node,
      handles: [...new Set(node.handles.map(as))].sort(),
    })),
    // A thing that flows to itself, once two names are one, is no edge.
    edges: edges
      .filter(({ giver, receiver }) => giver !== receiver)
      .map(({ written, ...edge }) => edge),
    authors: authors.map(({ key, account }) => `${key} ${account}`),
    tagged,
    severalAuthors,
  };
}

const pools = fc.constantFrom(ITEMS, IDS);

describe("joins", () => {
  test("a same-as set merges as if all claims had been written about one key", async () => {
    await fc.assert(
      fc.asyncProperty(
        claimsWithoutJoins,
        pools.chain((pool) => fc.shuffledSubarray(pool, { minLength: 2, maxLength: 3 })),
        async (facts, [first, ...others]) => {
          if (first === undefined) return;
          const statements = others.map((other) => sameAs(first, other));
          const claims = store(HASH, [...facts, ...statements]);
          const joined = await build(claims, EVERYTHING);
          const join = joined.joins.of.get(first);
          expect(join?.members).toEqual(expect.arrayContaining([first, ...others]));
          if (!join) return;
          const one = await build(
            [
              ...writtenAs(store(HASH, facts), new Set(join.members), join.key),
              // The statements name the key, too.
              ...store(HASH, [sameAs(join.key, join.key)]),
            ],
            EVERYTHING,
          );
          // What flows from one name to another of the same thing flows nowhere.
          const toItself = joined.edges.filter(({ giver, receiver }) => giver === receiver);
          for (const { written } of toItself) {
            expect(written.every((name) => name.split(" ")[1] === name.split(" ")[2])).toBe(true);
          }
          const members = new Set(join.members);
          expect(content(joined, (key) => (members.has(key) ? join.key : key))).toEqual(
            content(one),
          );
        },
      ),
      { numRuns: RUNS, seed: 12 },
    );
  });

  test("a set with a not-same pair is not joined at all, and says so", async () => {
    await fc.assert(
      fc.asyncProperty(
        claimsWithoutJoins,
        fc.shuffledSubarray(ITEMS, { minLength: 3, maxLength: 4 }),
        async (facts, members) => {
          const [first, second, third] = members;
          if (!first || !second || !third) return;
          const chain = members.slice(1).map((key, i) => sameAs(members[i] ?? key, key));
          const statements = [...chain, sameAs(first, third, "not-same")];
          const claims = store(HASH, [...facts, ...statements]);
          const view = await build(claims, EVERYTHING);
          for (const key of members) {
            expect(view.joins.of.has(key)).toBe(false);
            expect(view.nodes[view.indexOf.get(key) ?? -1]?.key).toBe(key);
          }
          expect(view.joins.refused).toEqual([
            {
              members: expect.toSatisfy(
                (refused: readonly Key[]) =>
                  [...refused].sort().join() === [...members].sort().join(),
              ),
              claims: claims
                .slice(facts.length)
                .map(({ id }) => id)
                .sort(),
            },
          ]);
          const apart = [...facts, ...members.map((key) => sameAs(key, key))];
          expect(content(view)).toEqual(content(await build(store(HASH, apart), EVERYTHING)));
        },
      ),
      { numRuns: Math.ceil(RUNS / 3), seed: 13 },
    );
  });
});

describe("laws", () => {
  test("the order of claims does not matter", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyClaims.chain((claims) => {
          const stored = store(HASH, claims);
          return fc.tuple(
            fc.constant(stored),
            fc.shuffledSubarray(stored, { minLength: stored.length }),
          );
        }),
        fc.constantFrom(...BASES),
        async ([claims, shuffled], floor) => {
          const filter = { floor, without: new Set<StoredClaim["id"]>() };
          const view = await build(claims, filter);
          expect(await build(shuffled, filter)).toEqual(view);
          // Under other ids, as after other files, only what names claims differs.
          const renamed = store(
            HASH,
            shuffled.map(({ id, evidence, ...claim }) => claim),
          );
          expect(content(await build(renamed, filter))).toEqual(content(view));
        },
      ),
      { numRuns: RUNS, seed: 14 },
    );
  });
});

test("a view that nothing is taken out of is kept, however many sides are tried", async () => {
  const loaded = await load([thing("4chan:pol/1", 0)]);
  const kept = await loaded.view("reported");
  for (let side = 0; side < 100; side += 1) {
    await loaded.view("reported", new Set([`sha256:${"b".repeat(64)}#${side + 1}` as const]));
  }
  expect(await loaded.view("reported")).toBe(kept);
});

test("a tripcode and a poster's id within a thread are one poster; two of either are several", async () => {
  const post = "4chan:pol/2";
  const [trip, id] = ["4chan:!Ep8pui8Vw2", "4chan:pol/thread/1/id/AbCdEfGh"];
  const authorsBeside = async (others: readonly string[]) => {
    const posted = [trip, id, ...others].map((by) => edge(post, "POSTED_BY", by));
    const view = await (await load([thing(post, 0), ...posted])).view("reported");
    return told(view);
  };
  const { severalAuthors, authors } = await authorsBeside([]);
  expect(severalAuthors).toEqual([]);
  expect(authors.find(({ key }) => key === post)?.account).toBe(trip);
  for (const other of ["4chan:!!Another111", "4chan:pol/thread/1/id/HgFeDcBa"]) {
    expect((await authorsBeside([other])).severalAuthors, other).toEqual([post]);
  }
});

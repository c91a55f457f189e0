/** Pictures that look alike, in answers: as near copies of texts are, and never shown. */
import { describe, expect, test } from "vitest";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { remarksOfLook } from "../../src/model/picture-look.ts";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { show } from "../../src/trace/show.ts";
import { ask, edge, HASH, load, loadStored, minute, pathsOf, published, readQuote } from "./ask.ts";
import { store } from "./claims-reader.ts";

const MILL = "web:https://mill.example/a.jpg";
const COPY = "web:https://copy.example/b.jpg";
const LATER = "web:https://later.example/c.jpg";
const LOOK = "phash-1:95946868b4784192";
/** One bit and four bits off. */
const NEAR = "phash-1:95946868b4784193";
const NEARBY = "phash-1:95946868b478419d";
const FAR = "phash-1:3b2bc1e5c1d92e3a";

/** What the importer says of a picture that was there by then. */
function picture(key: string, look: string, shownBy: number): Claim {
  const item = parseKey(key);
  return {
    subject: item,
    place: { bytes: [0, 99], record: 1, as: "picture" },
    basis: "inferred",
    shownBy: minute(shownBy),
    quoteAt: "perceptual-hash",
    facts: [
      { fact: "item", item, type: "file" },
      ...remarksOfLook(item, look, { width: 800, height: 600 }),
    ],
  };
}

const three = [
  picture(MILL, LOOK, 3),
  picture(COPY, NEAR, 6),
  picture(LATER, NEARBY, 12),
  published(COPY, 5),
  published(LATER, 9),
];

const asked = (claims: readonly Claim[], from = MILL, to = LATER) =>
  load(claims).then((loaded) => ask(loaded, { from, to, basis: "inferred" }));
const showOf = async (key: string, claims: readonly Claim[]) =>
  showAnswerSchema.parse(await show(await load(claims), key, readQuote, "test"));

describe("pictures that look alike, in answers", () => {
  test("carry a thing from the nearest earlier one, inferred, with both pictures cited", async () => {
    const answer = await asked(three);
    expect(pathsOf(answer)).toEqual([[MILL, COPY, LATER]]);
    expect(answer).toMatchObject({ basis: "inferred" });
    const [hop] = answer.paths[0]?.hops ?? [];
    expect(hop).toMatchObject({
      relation: "MATCHES",
      inferred: { method: "near-picture", likeness: { bits: 64, differing: 1 } },
      basis: "inferred",
      independentSources: 1,
    });
    expect(hop?.marks).toContain("inferred");
    const cited = answer.citations.filter(({ number }) => hop?.claims.includes(number));
    expect(cited.map(({ at }) => at)).toEqual(["perceptual-hash", "perceptual-hash"]);
  });

  test("leave a default answer as it is without them, but for the paths that they would add", async () => {
    const [own, without] = await Promise.all(
      [three, three.filter(({ place }) => place.as !== "picture")].map(async (claims) =>
        ask(await load(claims), { from: COPY, to: LATER }),
      ),
    );
    for (const answer of [own, without]) expect(answer).toMatchObject({ order: "none", paths: [] });
    expect([own?.coverage, own?.remarks]).toEqual([without?.coverage, without?.remarks]);
    expect(own?.moreIfInferred).toMatchObject({ count: 1, paths: [[COPY, LATER]] });
  });

  test.each<[string, Claim[]]>([
    [
      "where times overlap",
      [...three.slice(0, 1), picture(LATER, NEAR, 9), published(LATER, [2, 9])],
    ],
    [
      "where pictures look otherwise",
      [picture(MILL, LOOK, 3), picture(LATER, FAR, 9), published(LATER, 9)],
    ],
    [
      "at an address that showed several pictures",
      [...three.slice(0, 1), picture(LATER, NEAR, 9), picture(LATER, FAR, 10), published(LATER, 9)],
    ],
  ])("carry nothing %s", async (_, claims) => {
    expect((await asked(claims)).order).toBe("none");
  });

  test("say that an address with several pictures was not compared", async () => {
    const { limits } = await asked([...three, picture(LATER, FAR, 13)]);
    expect(limits.join()).toContain("1 things that showed several pictures were not compared");
  });

  test("leave an archive's copy to what is recorded of it", async () => {
    const { nearPictures } = await showOf(MILL, [...three, edge(COPY, "COPY_OF", MILL)]);
    expect(nearPictures.map(({ item }) => item.key)).toEqual([LATER]);
  });

  test("are not made so by what others say of a picture", async () => {
    const remark = remarksOfLook(parseKey(LATER), LOOK, { width: 1, height: 1 });
    const said: Claim = {
      place: { bytes: [0, 9], record: 1, as: "csv" },
      basis: "inferred",
      facts: remark,
    };
    expect(
      (await showOf(MILL, [...three.slice(0, 1), published(LATER, 9), said])).nearPictures,
    ).toEqual([]);
  });

  test("do not depend on the order of the evidence", async () => {
    const [told, back] = await Promise.all([three, three.toReversed()].map((one) => asked(one)));
    expect(back?.paths[0]?.hops.map(({ inferred }) => inferred)).toEqual(
      told?.paths[0]?.hops.map(({ inferred }) => inferred),
    );
  });

  test("are gone with the evidence that had them", async () => {
    const stored = store(HASH, three);
    const out = new Set(stored.slice(1, 2).map(({ id }) => id));
    const view = await (await loadStored(stored)).view("inferred", out);
    const left = view.nearCopies.sets.flat().map((node) => view.nodes[node]?.key);
    expect(left.sort()).toEqual([LATER, MILL]);
  });
});

test("a picture that is shown stands beside those that look alike, by hash, size and file", async () => {
  const { nearPictures, nearPictureCount, nearCopies, citations } = await showOf(COPY, three);
  expect([nearPictureCount, nearCopies]).toEqual([2, []]);
  expect(nearPictures.map(({ item, order }) => [item.key, order])).toEqual([
    [MILL, "earlier"],
    [LATER, "later"],
  ]);
  expect(nearPictures[1]).toMatchObject({
    likeness: { bits: 64, differing: 3 },
    own: { look: NEAR, width: 800, height: 600, files: [{ hash: HASH, name: "drawn.json" }] },
    other: { look: NEARBY },
  });
  const numbers = citations.map(({ number }) => number);
  for (const { claims } of nearPictures) expect(numbers).toEqual(expect.arrayContaining(claims));
});

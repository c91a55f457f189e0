import { describe, expect, it } from "vitest";
import { type Claim, claimSchema, type Fact, withWhatIdsSay } from "../../src/model/claim.ts";
import { keyOfUrl, parseKey } from "../../src/model/key.ts";

const claimOf = (...facts: Fact[]): Claim => ({
  place: { bytes: [0, 1], record: 1, as: "json" },
  basis: "reported",
  facts,
});

const added = (...facts: Fact[]): Fact[] => {
  const claim = withWhatIdsSay(claimOf(...facts));
  expect(claimSchema.safeParse(claim).success).toBe(true);
  expect(claim.facts.slice(0, facts.length)).toEqual(facts);
  return claim.facts.slice(facts.length);
};

const copyOf = (url: string, stamp = "20170505183500") => parseKey(`wayback:${stamp}/${url}`);
const page = parseKey("web:https://news.example/a");
const copy = copyOf("https://news.example/a");
const TAKEN = Date.UTC(2017, 4, 5, 18, 35);

describe("withWhatIdsSay", () => {
  it("leaves a claim alone whose ids say nothing", () => {
    const claim = claimOf({ fact: "item", item: page });
    expect(withWhatIdsSay(claim)).toBe(claim);
  });

  it("dates a tweet by its id", () => {
    const item = parseKey("twitter:status/860567142965575681");
    expect(added({ fact: "item", item, at: "/id_str" })).toEqual([
      expect.objectContaining({ fact: "time", item, precision: "millisecond", at: "/id_str" }),
    ]);
  });

  it("dates both ends of an answer in a chat by their ids", () => {
    const item = parseKey("discord:1/2/1060927555093413928");
    const answered = parseKey("discord:1/2/1060927520008065176");
    const edge: Fact = {
      fact: "edge",
      relation: "REPLIES_TO",
      subject: item,
      object: answered,
      at: "/reference/messageId",
    };
    expect(added(edge)).toEqual(
      [item, answered].map((of) =>
        expect.objectContaining({ fact: "time", item: of, fromId: true, at: edge.at }),
      ),
    );
  });

  it("dates an archive copy to the second and joins it to its original, at the same place", () => {
    const link: Fact = {
      fact: "edge",
      relation: "LINKS_TO",
      subject: page,
      object: copy,
      at: "/u",
    };
    expect(added(link)).toEqual([
      {
        fact: "time",
        item: copy,
        kind: "published",
        earliest: TAKEN,
        latest: TAKEN + 999,
        precision: "second",
        zone: { name: "UTC", reason: "documented", note: "decoded from the id" },
        fromId: true,
        at: "/u",
      },
      { fact: "edge", relation: "COPY_OF", subject: copy, object: page, at: "/u" },
    ]);
  });

  it("says it once, also when the record states the relation", () => {
    const stated: Fact = { fact: "edge", relation: "COPY_OF", subject: copy, object: page };
    const facts = added({ fact: "item", item: copy }, stated, { fact: "item", item: copy });
    expect(facts.map(({ fact }) => fact)).toEqual(["time"]);
  });

  it("reads the ids within the id of a copy", () => {
    const tweet = parseKey("twitter:status/860567142965575681");
    const inner = copyOf("https://twitter.com/some_name/status/860567142965575681");
    const item = keyOfUrl(
      "https://web.archive.org/web/20180101000000/https://web.archive.org/web/20170505183500/https://twitter.com/some_name/status/860567142965575681",
    );
    expect(item).toBeDefined();
    const facts = item ? added({ fact: "item", item }) : [];
    expect(facts.flatMap((fact) => (fact.fact === "time" ? [fact.item] : []))).toEqual([
      item,
      inner,
      tweet,
    ]);
    expect(facts.flatMap((fact) => (fact.fact === "edge" ? [fact.object] : []))).toEqual([
      inner,
      tweet,
    ]);
  });

  it.each(["20170230000000", "20171301000000", "20170505246000"])(
    "takes no time from a stamp that does not exist: %s",
    (stamp) => {
      const item = copyOf("https://news.example/a", stamp);
      expect(added({ fact: "item", item }).map(({ fact }) => fact)).toEqual(["edge"]);
    },
  );
});

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

  it("dates an archive copy by its own record, and joins it to its original at the same place", () => {
    const claim = { ...claimOf({ fact: "item", item: copy, at: "/u" }), subject: copy };
    expect(withWhatIdsSay(claim).facts.slice(1)).toEqual([
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

  it("takes no time from a stamp in a link: anybody can type one", () => {
    const linker = parseKey("pastebin:AAAABBBB");
    const link: Fact = { fact: "edge", relation: "LINKS_TO", subject: linker, object: copy };
    const claim = { ...claimOf({ ...link, at: "/u" }), subject: linker };
    expect(withWhatIdsSay(claim).facts.slice(1)).toEqual([
      { fact: "edge", relation: "COPY_OF", subject: copy, object: page, at: "/u" },
    ]);
  });

  it("says it once, also when the record states the relation", () => {
    const stated: Fact = { fact: "edge", relation: "COPY_OF", subject: copy, object: page };
    const item: Fact = { fact: "item", item: copy };
    const claim = withWhatIdsSay({ ...claimOf(item, stated, item), subject: copy });
    expect(claim.facts.slice(3).map(({ fact }) => fact)).toEqual(["time"]);
  });

  it("reads the ids within the id of a copy, and no stamp but the copy's own", () => {
    const tweet = parseKey("twitter:status/860567142965575681");
    const inner = copyOf("https://twitter.com/some_name/status/860567142965575681");
    const item = parseKey(
      keyOfUrl(
        "https://web.archive.org/web/20180101000000/https://web.archive.org/web/20170505183500/https://twitter.com/some_name/status/860567142965575681",
      ) ?? "",
    );
    const { facts } = withWhatIdsSay({ ...claimOf({ fact: "item", item }), subject: item });
    expect(facts.flatMap((fact) => (fact.fact === "time" ? [fact.item] : []))).toEqual([
      item,
      tweet,
    ]);
    expect(facts.flatMap((fact) => (fact.fact === "edge" ? [fact.object] : []))).toEqual([
      inner,
      tweet,
    ]);
  });

  it.each([
    ["twitter:status/860567142965575681", Date.UTC(2017, 4, 5, 18, 49, 30, 104)],
    [copy, TAKEN],
  ])("takes no time from an id later than the claim that names it: %s", (id, at) => {
    const item = parseKey(id);
    const times = (shownBy: number) =>
      withWhatIdsSay({ ...claimOf({ fact: "item", item }), subject: item, shownBy }).facts.filter(
        ({ fact }) => fact === "time",
      );
    expect(times(at - 1)).toEqual([]);
    expect(times(at)).toHaveLength(1);
  });

  it.each([
    "20170230000000",
    "20171301000000",
    "20170505246000",
    "20171399999999",
    "19951231235959",
    "21000101000000",
    "99990101000000",
  ])("takes no time from a stamp that cannot be: %s", (stamp) => {
    const item = copyOf("https://news.example/a", stamp);
    const { facts } = withWhatIdsSay({ ...claimOf({ fact: "item", item }), subject: item });
    expect(facts.slice(1).map(({ fact }) => fact)).toEqual(["edge"]);
  });
});

/** Every question of `cypher/explore/` on the MacronLeaks case, as it would be pasted into Neo4j Browser. */
import type { Driver, Plan, Session } from "neo4j-driver";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseKey } from "../../src/model/key.ts";
import {
  ARCHIVE_ITEM,
  COPY,
  OPENING_POST,
  PASTE,
  POSOBIEC_TWEET,
  THREAD,
  WIKILEAKS_TWEET,
} from "../macronleaks.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { driverOf } from "../neo4j/fresh-store.ts";
import { type LoadedCase, loadCase } from "./case.ts";
import { ask, QUESTIONS, questionNamed, type Row } from "./questions.ts";

const operatorsOf = ({ operatorType, children }: Plan): string[] => [
  operatorType,
  ...children.flatMap(operatorsOf),
];

describeNeo4j("the questions of cypher/explore on the case", () => {
  let loaded: LoadedCase;
  let driver: Driver;
  let session: Session;
  const asked = (name: string, others?: Record<string, string>): Promise<Row[]> =>
    ask(session, questionNamed(name), others);
  const column = (rows: readonly Row[], name: string): unknown[] => rows.map((row) => row[name]);

  beforeAll(async () => {
    const server = neo4jServer();
    loaded = await loadCase(server);
    driver = driverOf(server);
    session = driver.session();
  });
  afterAll(async () => {
    await session?.close();
    await driver?.close();
    await loaded?.close();
  });

  it.each(QUESTIONS)("$name does not read all nodes", async ({ text, parameters }) => {
    const query = text.replaceAll(/^\/\/.*\n/gm, "");
    const explained = query.replace(/^(CYPHER 25\n)?/, (language) => `${language}EXPLAIN `);
    const given = await session.run(`RETURN ${parameters} AS parameters`);
    const { summary } = await session.run(explained, given.records[0]?.get("parameters"));
    if (!summary.plan) throw new Error("no plan");
    const operators = operatorsOf(summary.plan);
    expect(operators.length).toBeGreaterThan(1);
    expect(operators.filter((name) => /AllNodesScan|RelationshipTypeScan/.test(name))).toEqual([]);
  });

  it("the paste reached WikiLeaks by way of the board, possibly and surely", async () => {
    const path = [PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET];
    expect(await asked("how-did-it-reach")).toEqual([{ path }]);
    expect(await asked("how-did-it-surely-reach")).toEqual([{ path }]);
  });

  it("the decoy reached nobody", async () => {
    const others = { from: "pastebin:gLpwpU2U" };
    expect(await asked("how-did-it-reach", others)).toEqual([]);
    expect(await asked("how-did-it-surely-reach", others)).toEqual([]);
    expect(await asked("reach-by-platform", others)).toEqual([]);
  });

  it("with and without time: both ways are there", async () => {
    const path = [PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET];
    expect(await asked("with-and-without-time")).toEqual([
      { from: PASTE, to: WIKILEAKS_TWEET, ignoringTime: path, inTime: path },
    ]);
  });

  it("how far it got", async () => {
    expect(await asked("reach-by-platform")).toEqual([
      {
        ...{ platform: "4chan/pol", tier: "fringe", items: 2, fewestHops: 1 },
        someOfThem: expect.arrayContaining([OPENING_POST, THREAD]),
        notBefore: "2017-05-05T18:35:00Z",
      },
      {
        ...{ platform: "twitter", tier: "bridge", items: 2, fewestHops: 3 },
        someOfThem: expect.arrayContaining([POSOBIEC_TWEET, WIKILEAKS_TWEET]),
        notBefore: "2017-05-05T18:49:30.104Z",
      },
    ]);
  });

  it("what carried it first, platform by platform", async () => {
    const rows = await asked("first-per-platform");
    expect(rows.map(({ platform, order, key }) => [platform, order, key])).toEqual([
      ["pastebin", "certain", PASTE],
      ["4chan", "possible", OPENING_POST],
      ["twitter", "certain", POSOBIEC_TWEET],
      ["4chan", "possible", THREAD],
    ]);
    expect(column(rows, "account")).toContain("twitter:@jackposobiec");
  });

  it("what an account took over within the hour, and nothing in the hour after", async () => {
    const rows = await asked("account-in-window");
    expect(rows).toHaveLength(3);
    expect(new Set(column(rows, "given"))).toEqual(new Set([ARCHIVE_ITEM, COPY, THREAD]));
    expect(new Set(column(rows, "post"))).toEqual(new Set([WIKILEAKS_TWEET]));
    const later = { after: "2017-05-05T20:00:00Z", before: "2017-05-05T21:00:00Z" };
    expect(await asked("account-in-window", later)).toEqual([]);
  });

  it("what is only talked about", async () => {
    const rows = await asked("known-only-by-reference");
    expect(new Set(column(rows, "key"))).toEqual(new Set(["case:macronleaks/files"]));
    expect(rows.map(({ references, taker }) => [references, taker])).toEqual([
      [2, "case:macronleaks/based-monitored-tweet"],
      [2, PASTE],
    ]);
    expect(await asked("known-only-by-reference", { platform: "twitter" })).toEqual([]);
  });

  it("what sources disagree about, and which edge each gives", async () => {
    const rows = await asked("declared-disputes");
    expect(rows.map(({ source, basis, thing, other }) => [source, basis, thing, other])).toEqual([
      ["BBC Trending", "reported", WIKILEAKS_TWEET, THREAD],
      ["Headwater case notes", "inferred", WIKILEAKS_TWEET, COPY],
      ["RFI", "reported", WIKILEAKS_TWEET, ARCHIVE_ITEM],
    ]);
    expect(await asked("declared-disputes", { dispute: "" })).toEqual(rows);
    expect(await asked("declared-disputes", { dispute: "no-such" })).toEqual([]);
  });

  it("which times cannot all be right", async () => {
    const rows = await asked("times-in-conflict");
    expect(new Set(column(rows, "key"))).toEqual(new Set([OPENING_POST]));
    expect(column(rows, "source")).toEqual(
      expect.arrayContaining(["BBC Trending", "Mother Jones", "Le Monde", "RFI"]),
    );
    expect(await asked("times-in-conflict", { platform: "twitter" })).toEqual([]);
  });

  it("the evidence behind an edge, with its place", async () => {
    const rows = await asked("evidence-behind-an-edge");
    const evidence = await loaded.store.evidence();
    const hash = evidence.find(({ name }) => name === "bbc-trending.csv")?.hash;
    expect(rows).toEqual([
      expect.objectContaining({
        ...{ relation: "LINKS_TO", basis: "reported", source: "BBC Trending", dispute: null },
        ...{ file: "bbc-trending.csv", evidence: hash, claim: 13 },
        place: expect.stringMatching(/^\{"bytes":\[\d+,\d+\],"record":13,"as":"csv"\}$/),
      }),
    ]);
  });

  it("what is claimed of a thing, and what else is said", async () => {
    const claims = await asked("claims-about");
    const about = await loaded.store.claimsAbout([parseKey(OPENING_POST)], []);
    expect(claims).toHaveLength(about.length);
    expect(new Set(column(claims, "file"))).toContain("press.csv");
    const remarks = await asked("what-else-is-said");
    expect(remarks).toHaveLength(6);
    expect(column(remarks, "body")).toContainEqual(
      expect.stringContaining('"relation":"flag","value":"Latvia"'),
    );
    // Those that point to a thing are found too.
    const tips = await asked("what-else-is-said", { key: "twitter:@jackposobiec" });
    const stored = await loaded.store.remarks();
    const named = stored.filter(({ fact }) =>
      [fact.subject, fact.object].includes("twitter:@jackposobiec"),
    );
    expect(tips).toHaveLength(new Set(named.map(({ claim }) => claim.id)).size);
    expect(tips.length).toBeGreaterThan(0);
  });

  it("where it left the board, and who carries things up", async () => {
    const rows = await asked("platform-crossings");
    expect(rows.map(({ giver, taker, account }) => [giver, taker, account])).toEqual([
      [THREAD, POSOBIEC_TWEET, "twitter:@jackposobiec"],
      [THREAD, WIKILEAKS_TWEET, "twitter:@wikileaks"],
    ]);
    expect(await asked("who-carries-upward")).toEqual([
      { who: "twitter:@jackposobiec", items: 1, taken: 1, fromPlatforms: ["4chan"] },
      {
        ...{ who: "twitter:@wikileaks", items: 1, taken: 2 },
        fromPlatforms: expect.arrayContaining(["4chan", "archive.org"]),
      },
    ]);
    expect(await asked("who-carries-upward", { tier: "mainstream" })).toEqual([]);
  });

  it("everything of a group: what its accounts posted, and with what that is linked", async () => {
    const rows = await asked("group");
    expect(rows).toHaveLength(3);
    expect(new Set(column(rows, "item"))).toEqual(new Set([WIKILEAKS_TWEET]));
    expect(new Set(column(rows, "account"))).toEqual(new Set(["twitter:@wikileaks"]));
    const media = await asked("group", { group: "group:disobedient-media" });
    expect(column(media, "item")).toEqual(["case:macronleaks/disobedient-media-tweet"]);
  });

  it("the timeline of a platform, from its outermost id", async () => {
    const rows = await asked("platform-timeline");
    expect(column(rows, "key")).toEqual([
      "case:macronleaks/latvian-flag-post",
      OPENING_POST,
      THREAD,
    ]);
    const evening = { after: "2017-05-05T18:00:00Z" };
    expect(column(await asked("platform-timeline", evening), "key")).toEqual([
      OPENING_POST,
      THREAD,
    ]);
  });

  it("what links to the paste, directly or through the thread", async () => {
    const ways = column(await asked("who-links-to"), "way");
    expect(ways).toHaveLength(3);
    expect(ways).toEqual(
      expect.arrayContaining([
        [PASTE, OPENING_POST],
        [PASTE, OPENING_POST, THREAD, POSOBIEC_TWEET],
        [PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET],
      ]),
    );
  });

  it("who used the tag first", async () => {
    const rows = await asked("tag-first-carriers");
    expect(rows.map(({ key, mayBeFirst, account }) => [key, mayBeFirst, account])).toEqual([
      [POSOBIEC_TWEET, true, "twitter:@jackposobiec"],
      ["case:macronleaks/craddick-tweet", false, "case:macronleaks/craddick-account"],
    ]);
  });

  it("things by words", async () => {
    const rows = await asked("find-words");
    expect(column(rows, "key")).toContain(PASTE);
    expect(column(await asked("find-words", { words: "pol AND op" }), "key")).toContain(
      OPENING_POST,
    );
  });
});

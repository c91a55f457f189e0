/** Every question of the MacronLeaks list is answered byte for byte the same from both stores. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runImport } from "../../src/cli/import.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { type SiteAddress, withSite } from "../../src/ingest/site.ts";
import { first } from "../../src/trace/first.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { firstQuestionSchema, traceQuestionSchema } from "../../src/trace/question.ts";
import { show } from "../../src/trace/show.ts";
import { trace } from "../../src/trace/trace.ts";
import {
  ARCHIVE_ITEM,
  DECOY,
  FLAG_POST,
  OPENING_POST,
  PASTE,
  POSOBIEC,
  POSOBIEC_TWEET,
  WIKILEAKS,
  WIKILEAKS_TWEET,
} from "../macronleaks.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, emptyDatabase } from "../neo4j/fresh-store.ts";
import { headwaterProcess, makeFolder, removeFolder, SEEDS } from "./run.ts";

const TRACES = [
  { from: PASTE, to: WIKILEAKS },
  { from: PASTE, to: WIKILEAKS, basis: "inferred", paths: 10 },
  { from: PASTE, to: WIKILEAKS, basis: "recorded" },
  { from: PASTE, to: WIKILEAKS, without: ["4chan/pol"] },
  { from: PASTE, to: WIKILEAKS, without: [POSOBIEC] },
  { from: ARCHIVE_ITEM, to: WIKILEAKS },
  { from: POSOBIEC_TWEET, to: WIKILEAKS_TWEET, basis: "inferred" },
  { from: POSOBIEC_TWEET, to: WIKILEAKS_TWEET },
  { from: OPENING_POST, to: POSOBIEC },
  { from: ARCHIVE_ITEM, to: PASTE, basis: "inferred" },
  { from: DECOY, to: "twitter", basis: "inferred" },
  { from: "4chan/pol", to: DECOY, basis: "inferred" },
  { from: FLAG_POST, to: POSOBIEC, basis: "inferred" },
  { from: "tier:fringe", to: "tier:mainstream", paths: 20 },
  { from: "group:wikileaks", to: "twitter", by: "fewest-hops" },
  { from: '"emmanuel macron leaks"', to: "twitter" },
];
const FIRSTS = [{ of: [ARCHIVE_ITEM, PASTE] }, { of: ["twitter", "4chan", "tag:MacronLeaks"] }];
const SHOWN = [
  PASTE,
  OPENING_POST,
  POSOBIEC_TWEET,
  WIKILEAKS,
  FLAG_POST,
  "case:macronleaks/files",
  "4chan/pol",
];
const SEARCHED = ["macron leaks", "wikileaks", "pol", "déjà", "860567142965575681"];

let folder: string;
let addresses: SiteAddress[];

/** The answer, or the error that is one. */
const told = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    (answer) => JSON.stringify(answer),
    (error: unknown) => String(error),
  );

const answersOf = (address: SiteAddress): Promise<string[]> =>
  withSite(address, async ({ store, folder: bytes }) => {
    const loaded = await Loaded.from(store);
    const quotes = quotesFrom(bytes, loaded.evidence);
    const answers: string[] = [];
    const keep = async (asked: Promise<unknown>) => {
      answers.push(await told(asked));
    };
    for (const question of TRACES) {
      await keep(trace(loaded, traceQuestionSchema.parse(question), quotes, "headwater"));
    }
    for (const question of FIRSTS) {
      await keep(first(loaded, firstQuestionSchema.parse(question), quotes, "headwater"));
    }
    for (const selector of SHOWN) await keep(show(loaded, selector, quotes, "headwater"));
    for (const words of SEARCHED) await keep(store.search(words, 100));
    return answers;
  });

describeNeo4j("the two stores", () => {
  beforeAll(async () => {
    folder = await makeFolder();
    await emptyDatabase(neo4jServer());
    addresses = [
      { store: { kind: "sqlite", path: join(folder, "case.db") }, evidence: join(folder, "one") },
      { store: addressOf(neo4jServer()), evidence: join(folder, "two") },
    ];
    for (const address of addresses) {
      const report = await withSite(address, (site) => runImport(site, [SEEDS], {}));
      expect(report.totals.failedFiles).toBe(0);
    }
  });
  afterAll(() => removeFolder(folder));

  it("give the same answers", async () => {
    const [sqlite = [], neo4j = []] = await Promise.all(addresses.map(answersOf));
    expect(sqlite.filter((answer) => answer.includes('"order":"certain"')).length).toBeGreaterThan(
      3,
    );
    expect(neo4j).toEqual(sqlite);
  });

  it("through the command line too, which reaches a Neo4j by its URI", async () => {
    const { uri, user, password } = neo4jServer();
    const question = ["trace", "--from", PASTE, "--to", WIKILEAKS, "--json"];
    const fromSqlite = await headwaterProcess(
      [...question, "--store", join(folder, "case.db")],
      undefined,
      {
        HEADWATER_EVIDENCE: join(folder, "one"),
      },
    );
    const fromNeo4j = await headwaterProcess([...question, "--store", uri], undefined, {
      HEADWATER_EVIDENCE: join(folder, "two"),
      NEO4J_USER: user,
      NEO4J_PASSWORD: password,
    });
    expect(fromNeo4j.err).toBe("");
    expect(fromNeo4j).toEqual(fromSqlite);
    const again = await headwaterProcess(["import", SEEDS, "--store", uri, "--json"], undefined, {
      HEADWATER_EVIDENCE: join(folder, "two"),
      NEO4J_USER: user,
      NEO4J_PASSWORD: password,
    });
    expect(again.out).not.toContain('"status": "imported"');
    expect(again.out).toContain('"status": "unchanged"');
  });

  it("say what is missing when a Neo4j is named without a folder, or does not answer", async () => {
    const bare = await headwaterProcess(["search", "x", "--store", neo4jServer().uri], undefined, {
      HEADWATER_EVIDENCE: "",
    });
    expect(bare.code).toBe(2);
    expect(bare.err).toContain("HEADWATER_EVIDENCE");
    const refused = await headwaterProcess(
      ["search", "x", "--store", neo4jServer().uri],
      undefined,
      {
        HEADWATER_EVIDENCE: folder,
        NEO4J_PASSWORD: "not the password",
      },
    );
    if (process.env["NEO4J_URI"] === undefined) {
      expect(refused.code).toBe(2);
      expect(refused.err).toContain("NEO4J_PASSWORD");
    }
  });
});

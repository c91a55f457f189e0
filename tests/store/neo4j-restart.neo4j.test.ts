/** The server goes away and comes back in the middle of what is done with it. */
import assert from "node:assert/strict";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Store } from "../../src/store/contract.ts";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { traceQuestionSchema } from "../../src/trace/question.ts";
import { trace } from "../../src/trace/trace.ts";
import { describeOwnServer } from "../neo4j/connection.ts";
import { addressOf } from "../neo4j/fresh-store.ts";
import { type OwnServer, startTestServer } from "../neo4j/own-server.ts";
import { entryOf, importFile } from "./check.ts";
import { type EvidenceFile, recordOf } from "./generated-evidence.ts";
import { edge, file, item, key, PAGE, PASTE, published, says, tweet } from "./made-evidence.ts";
import { expectedGraph, graphOf } from "./observed.ts";

const LINKS: EvidenceFile = file(
  1,
  ...Array.from({ length: 6_000 }, (_, n) =>
    says(
      [
        item(tweet(n), { text: `number ${n}` }),
        published(tweet(n), 1_000 + n),
        edge("LINKS_TO", tweet(n), n === 0 ? PASTE : tweet(n - 1)),
      ],
      { subject: key(tweet(n)) },
    ),
  ),
);
const STORY = file(2, says([published(PAGE, 10), edge("LINKS_TO", PAGE, PASTE)]));

let server: OwnServer;
const open = (retryMs = 120_000): Promise<Store> =>
  openNeo4jStore(addressOf(server), { claimsAtOnce: 500, leaseMs: 3_000, retryMs });

async function restarted(stop: () => Promise<void>): Promise<void> {
  await stop();
  await server.start();
}

describeOwnServer("a Neo4j that is stopped and started again", { timeout: 300_000 }, () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.remove());

  it("in the middle of an import: the import ends as if nothing had been", async () => {
    const store = await open();
    await importFile(store, STORY);
    const session = await store.begin(LINKS.hash, [], entryOf("import", LINKS.hash));
    await session.append(LINKS.claims.slice(0, 2_200));
    await Promise.all([restarted(server.kill), session.append(LINKS.claims.slice(2_200))]);
    await session.commit(recordOf(LINKS));
    assert.deepEqual(await graphOf(store), expectedGraph([LINKS, STORY]));
    await store.close();
  });

  it("in the middle of a stream: the rest comes after it", async () => {
    const store = await open();
    const edges = [];
    let pages = 0;
    for await (const some of store.flowEdges()) {
      edges.push(...some);
      pages += 1;
      if (pages === 1) await restarted(server.stop);
    }
    assert.ok(pages > 1, "there was more than one page");
    assert.deepEqual(edges, expectedGraph([LINKS, STORY]).flowEdges);
    await store.close();
  });

  it("in the middle of a trace: it is answered, or says that no Neo4j answers", async () => {
    const store = await open();
    const loading = Loaded.from(store);
    await restarted(server.stop);
    const question = traceQuestionSchema.parse({ from: PASTE, to: tweet(40) });
    const nothing = async () => ({ text: null, state: "not here" as const });
    const answer = await trace(await loading, question, nothing, "headwater");
    expect(answer.paths[0]?.hops).toHaveLength(41);
    await store.close();

    const impatient = await open(1_000);
    await server.stop();
    await expect(Loaded.from(impatient)).rejects.toMatchObject({
      code: "unreachable",
      where: server.uri,
    });
    await impatient.close();
  });
});

/** A change that the server has committed, although its answer never came. */
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store } from "../../src/store/contract.ts";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, emptyDatabase } from "../neo4j/fresh-store.ts";
import { type Line, lineTo } from "../neo4j/proxy.ts";
import { entryOf, importFile, takeBack } from "./check.ts";
import { recordOf } from "./generated-evidence.ts";
import { edge, file, item, key, PAGE, PASTE, published, says, tweet } from "./made-evidence.ts";
import { all, columnsOf, expectedGraph, graphOf } from "./observed.ts";

const ONE = file(
  1,
  says([published(PAGE, 10), item(PAGE, { title: "page" }), edge("LINKS_TO", PAGE, PASTE)], {
    subject: key(PAGE),
  }),
);
const TWO = file(
  2,
  says([published(tweet(1), 20), edge("LINKS_TO", tweet(1), PAGE)], { subject: key(tweet(1)) }),
);
const PUBLISH = "shows a change";
const LEASE_MS = 1_500;

describeNeo4j("a change whose answer is lost", () => {
  let line: Line;
  let direct: Store;
  let far: Store;

  const open = async (retryMs: number): Promise<void> => {
    far = await openNeo4jStore(addressOf(line.server), { retryMs, leaseMs: LEASE_MS });
  };
  beforeEach(async () => {
    await emptyDatabase(neo4jServer());
    direct = await openNeo4jStore(addressOf(neo4jServer()), { leaseMs: LEASE_MS });
    await importFile(direct, ONE);
    line = await lineTo(neo4jServer());
  });
  afterEach(async () => {
    await Promise.all([direct.close(), far.close()]);
    line.close();
  });

  it("is found to be in when it is asked for again", async () => {
    await open(60_000);
    line.loseCommitAfter(PUBLISH, 1_000);
    await importFile(far, TWO);
    assert.deepEqual(await graphOf(direct), expectedGraph([ONE, TWO]));
    assert.equal((await direct.journal()).length, 2);
  });

  it("stays, whole, when the server was away for too long and the import is given up", async () => {
    await open(1_000);
    const session = await far.begin(TWO.hash, [], entryOf("import", TWO.hash));
    await session.append(TWO.claims);
    line.loseCommitAfter(PUBLISH, 4_000);
    await expect(session.commit(recordOf(TWO))).rejects.toMatchObject({ code: "unreachable" });
    await wait(4_500);
    await session.abort();
    assert.deepEqual(await direct.evidence(), [recordOf(ONE), recordOf(TWO)]);
    assert.deepEqual(await graphOf(direct), expectedGraph([ONE, TWO]));
    await takeBack(direct, ONE.hash);
    assert.deepEqual(await graphOf(direct), expectedGraph([TWO]));
  });

  it("of a retract stays too, with nothing of the file left", async () => {
    await importFile(direct, TWO);
    await open(1_000);
    line.loseCommitAfter(PUBLISH, 4_000);
    await expect(takeBack(far, TWO.hash)).rejects.toMatchObject({ code: "unreachable" });
    await wait(4_500);
    assert.deepEqual(await graphOf(direct), expectedGraph([ONE]));
    await importFile(direct, TWO);
    assert.deepEqual(await graphOf(direct), expectedGraph([ONE, TWO]));
  });

  it("in the middle of an import is written once", async () => {
    await open(60_000);
    const session = await far.begin(TWO.hash, [], entryOf("import", TWO.hash));
    line.loseCommitAfter("adds claims", 1_000);
    await session.append(TWO.claims);
    await session.commit(recordOf(TWO));
    assert.deepEqual(await graphOf(direct), expectedGraph([ONE, TWO]));
  });
});

describeNeo4j("a stream of a version that is taken away meanwhile", () => {
  it("ends with an error, not with less", async () => {
    await emptyDatabase(neo4jServer());
    const store = await openNeo4jStore(addressOf(neo4jServer()));
    const many = file(
      3,
      ...Array.from({ length: 4_500 }, (_, n) => says([item(tweet(n), { text: "x" })])),
    );
    await importFile(store, many);
    const read = async (): Promise<void> => {
      for await (const claims of store.claimsIn(many.hash)) {
        if (claims.length === 4_000) await takeBack(store, many.hash);
      }
    };
    await expect(read()).rejects.toMatchObject({ code: "busy" });
    assert.deepEqual(await all(store.claimsIn(many.hash)), []);
    await store.close();
  });

  it("ends with an error in columns, too", async () => {
    await emptyDatabase(neo4jServer());
    const store = await openNeo4jStore(addressOf(neo4jServer()));
    const links = (n: number) =>
      Array.from({ length: 5 }, (_, i) => edge("LINKS_TO", tweet(n), `pastebin:aaaaaaa${i}`));
    const many = file(
      3,
      ...Array.from({ length: 2_500 }, (_, n) => says([published(tweet(n), n), ...links(n)])),
    );
    await importFile(store, many);
    const read = async (): Promise<void> => {
      for await (const _ of store.flowColumns()) await takeBack(store, many.hash);
    };
    await expect(read()).rejects.toMatchObject({ code: "busy" });
    assert.deepEqual(await columnsOf(store), { nodes: [], edges: [] });
    await store.close();
  });
});

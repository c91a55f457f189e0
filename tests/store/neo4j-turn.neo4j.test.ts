/** Writers that stop answering: they keep no lock, and nothing of theirs gets in once another took over. */
import assert from "node:assert/strict";
import type { Driver } from "neo4j-driver";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Store } from "../../src/store/contract.ts";
import { openNeo4jStore } from "../../src/store/neo4j/neo4j-store.ts";
import { describeNeo4j, neo4jServer } from "../neo4j/connection.ts";
import { addressOf, driverOf, emptyDatabase } from "../neo4j/fresh-store.ts";
import { entryOf, importFile } from "./check.ts";
import { type EvidenceFile, recordOf } from "./generated-evidence.ts";
import { KILL_FILES } from "./kill-files.ts";
import { expectedGraph, graphOf } from "./observed.ts";

const fileAt = (at: number): EvidenceFile => {
  const file = KILL_FILES[at];
  if (file === undefined) throw new Error("too few files");
  return file;
};
const [FIRST, SECOND, THIRD] = [fileAt(0), fileAt(1), fileAt(2)] as const;

describeNeo4j("a turn", () => {
  let driver: Driver;
  beforeAll(() => {
    driver = driverOf(neo4jServer());
  });
  afterAll(() => driver.close());

  const openAgain = (busyMs = 60_000): Promise<Store> =>
    openNeo4jStore(addressOf(neo4jServer()), { claimsAtOnce: 10, busyMs });

  it("is not waited for longer than was said, even behind a lock that nobody gives back", async () => {
    await emptyDatabase(neo4jServer());
    const store = await openAgain(6_000);
    const session = driver.session();
    const stuck = session.beginTransaction();
    await stuck.run("MATCH (s:Store) SET s.stuck = true");
    await expect(importFile(store, FIRST)).rejects.toMatchObject({ code: "busy" });
    await stuck.rollback();
    await session.close();
    await importFile(store, FIRST);
    assert.deepEqual(await graphOf(store), expectedGraph([FIRST]));
    await store.close();
  });

  it("that ran out is another's: what the first had written is undone, and it can write no more", async () => {
    await emptyDatabase(neo4jServer());
    const [paused, other] = [await openAgain(), await openAgain()];
    await importFile(other, FIRST);
    const session = await paused.begin(SECOND.hash, [FIRST.hash], entryOf("replace", SECOND.hash));
    await session.append(SECOND.claims.slice(0, 30));
    // As if its process had been stopped for longer than its lease.
    await driver.executeQuery("MATCH (s:Store) SET s.writer = 'another', s.writerUntil = 0");
    await importFile(other, THIRD);
    const rest = session
      .append(SECOND.claims.slice(30))
      .then(() => session.commit(recordOf(SECOND)));
    await expect(rest).rejects.toMatchObject({
      code: "busy",
      message: expect.stringContaining("took over"),
    });
    await session.abort();
    assert.deepEqual(await graphOf(other), expectedGraph([FIRST, THIRD]));
    await importFile(paused, SECOND);
    assert.deepEqual(await graphOf(other), expectedGraph([FIRST, SECOND, THIRD]));
    await Promise.all([paused.close(), other.close()]);
  });
});

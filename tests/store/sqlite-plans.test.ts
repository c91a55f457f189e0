/** No read by key, import or retract goes through a whole table. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { edgeKey } from "../../src/model/edge.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { WORK_TABLES } from "../../src/store/sqlite/work.ts";
import { importFile, takeBack } from "./check.ts";
import { edge, file, item, key, PAGE, PASTE, published, says, tweet } from "./made-evidence.ts";
import { all } from "./observed.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-plans-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const ONE = file(1, says([item(tweet(1), { text: "one" }), edge("LINKS_TO", tweet(1), PASTE)]));

describe("the plans of reads by key", () => {
  it("use indexes, and those of imports and retracts too", async () => {
    const prepared = vi.spyOn(DatabaseSync.prototype, "prepare");
    const store = openSqliteStore(at("plans.db"));
    const lossy = [says([published(PAGE, 0, 10)]), says([published(PAGE, 5, 15)])];
    await importFile(store, file(5, ...lossy, says([edge("PART_OF", tweet(1), PAGE)])));
    await importFile(store, ONE);
    await importFile(store, file(7, says([{ fact: "leads-to", a: key(PAGE), b: key(PASTE) }])));
    await importFile(
      store,
      file(6, says([published(PAGE, 6, 16), edge("LINKS_TO", tweet(1), PASTE)])),
    );
    const keys = [key(tweet(1)), key(PASTE)];
    await store.nodesOf(keys);
    await store.edgesOf(keys);
    await store.expand(keys, "forward", { earliest: 0, latest: 1 });
    await store.expand(keys, "backward", { earliest: 0, latest: 1 });
    await store.expand(keys, "forward", { earliest: 0, latest: 1 }, [`LINKS_TO ${keys.join(" ")}`]);
    await store.otherEdgesOf(keys);
    await store.mostFlowEdges();
    const [link] = await all(store.flowEdges());
    await store.claimsAbout(keys, link ? [edgeKey(link)] : []);
    await store.claimsOf([`${ONE.hash}#1`]);
    await all(store.claimsIn(ONE.hash));
    await store.disputed();
    await store.joins();
    await store.leads();
    await store.search("one", 1);
    await takeBack(store, file(5).hash);
    const asked = [...new Set(prepared.mock.calls.map(([sql]) => sql))];
    prepared.mockRestore();
    await store.close();
    const raw = new DatabaseSync(at("plans.db"));
    raw.exec(WORK_TABLES);
    const scans = asked.flatMap((sql) => {
      if (!/^\s*(?:SELECT|WITH|UPDATE|DELETE|INSERT)/.test(sql)) return [];
      const values = Array<null>(sql.split("?").length - 1).fill(null);
      return raw
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .map(({ detail }) => String(detail))
        .filter((detail) => /^SCAN /.test(detail))
        .map((detail) => `${detail} | ${sql.trim().split("\n")[0]}`);
    });
    raw.close();
    const unasked = scans.filter(
      (scan) =>
        !/^SCAN (?:asked|json_each|about|found|stale|moved|loose|k|CONSTANT|found VIRTUAL)/.test(
          scan,
        ),
    );
    expect(asked.length).toBeGreaterThan(40);
    expect(unasked.sort()).toEqual([
      `SCAN a | SELECT v.hash, v.first_claim, c.id, c.body, a.subject FROM attributes AS a CROSS JOIN nodes AS n ON n.key = a.subject`,
      "SCAN e USING INDEX edges_by_time | SELECT e.relation, s.key, t.key, e.states, e.earliest, e.latest",
      "SCAN journal | SELECT chain FROM journal ORDER BY id DESC LIMIT 1",
      "SCAN pragma_table_info VIRTUAL TABLE INDEX 0: | SELECT 1 FROM pragma_table_info(?) WHERE name = ?",
      "SCAN search VIRTUAL TABLE INDEX 0:= | DELETE FROM search WHERE rowid = ?",
      "SCAN sqlite_master | SELECT count(*) FROM sqlite_schema",
      "SCAN store | UPDATE store SET version = version + 1, name = lower(hex(randomblob(16)))",
      "SCAN unindexed | SELECT 1 FROM unindexed LIMIT 1",
      "SCAN unindexed | SELECT id, first_node, last_node FROM unindexed ORDER BY id LIMIT 1",
    ]);
  });
});

/** What is particular to the store in one SQLite file: the file, its locks, what it leaves on disk, its plans. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HeadwaterError } from "../../src/model/errors.ts";
import { keySchema } from "../../src/model/key.ts";
import type { Store } from "../../src/store/contract.ts";
import { checkSqlite } from "../../src/store/sqlite/open.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { entryOf, importFile, takeBack } from "./check.ts";
import { recordOf } from "./generated-evidence.ts";
import { edge, file, item, keysOf, PASTE, says, tweet } from "./made-evidence.ts";
import { all, columnsOf, expectedGraph, graphOf } from "./observed.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-file-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const ONE = file(1, says([item(tweet(1), { text: "one" }), edge("LINKS_TO", tweet(1), PASTE)]));
const TWO = file(2, says([item(tweet(2), { text: "two" }), edge("LINKS_TO", tweet(2), PASTE)]));

function refusal(path: string): HeadwaterError {
  try {
    openSqliteStore(path);
  } catch (error) {
    if (error instanceof HeadwaterError) return error;
    throw error;
  }
  throw new Error(`${path} was opened`);
}

describe("a file that is no store of this version", () => {
  it("is refused by a message that names it, and is left as it was", async () => {
    await writeFile(
      at("text.db"),
      "not a database, though long enough to have a header ".repeat(40),
    );
    const other = new DatabaseSync(at("other.db"));
    other.exec("CREATE TABLE notes (a); INSERT INTO notes VALUES (1)");
    other.close();
    await openSqliteStore(at("newer.db")).close();
    const newer = new DatabaseSync(at("newer.db"));
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    const words = {
      "text.db": "is not a store of Headwater",
      "other.db": "is an SQLite file of another program",
      "newer.db": "was written by a newer Headwater",
    };
    for (const [name, message] of Object.entries(words)) {
      const before = await readFile(at(name));
      const error = refusal(at(name));
      expect(error.code).toBe("bad-store");
      expect(error.message).toContain(at(name));
      expect(error.message).toContain(message);
      expect(before.equals(await readFile(at(name)))).toBe(true);
    }
  });

  it("is refused where there can be none", async () => {
    await mkdir(at("folder"));
    for (const path of [at("folder"), at("missing/a.db"), ":memory:", ""]) {
      expect(refusal(path).code).toBe("bad-store");
    }
  });

  it("is a new store when it is empty", async () => {
    await writeFile(at("empty.db"), "");
    await openSqliteStore(at("empty.db")).close();
  });
});

describe("SQLite itself", () => {
  it("is refused when it is so old that it can lose commits", () => {
    for (const version of ["3.51.2", "3.8.11", "2.99.99"]) {
      expect(() => checkSqlite(version)).toThrow(HeadwaterError);
    }
    for (const version of ["3.51.3", "3.53.4", "3.52.0", "4.0.0"]) checkSqlite(version);
  });
});

describe("two stores on one file", () => {
  it("see what the other committed, and nothing before", async () => {
    const [a, b] = [openSqliteStore(at("shared.db")), openSqliteStore(at("shared.db"))];
    const before = await b.version();
    const session = await a.begin(ONE.hash, [], entryOf("import", ONE.hash));
    await session.append(ONE.claims);
    expect(await b.version()).toBe(before);
    expect(await graphOf(b)).toEqual(expectedGraph([]));
    await session.commit(recordOf(ONE));
    expect(await b.version()).not.toBe(before);
    await importFile(b, TWO);
    expect(await graphOf(a)).toEqual(expectedGraph([ONE, TWO]));
    expect(keysOf(await a.search("two", 5))).toEqual([tweet(2)]);
    await a.close();
    await b.close();
  });

  it("wait for each other without blocking the thread, then say that the other is busy", async () => {
    const [a, b] = [
      openSqliteStore(at("busy.db"), { busyMs: 150 }),
      openSqliteStore(at("busy.db"), { busyMs: 150 }),
    ];
    const session = await a.begin(ONE.hash, [], entryOf("import", ONE.hash));
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 10);
    for (const store of [a, b]) {
      const error = await importFile(store, TWO).catch((one: unknown) => one);
      assert(error instanceof HeadwaterError);
      expect(error.code).toBe("busy");
      expect(error.message).toContain(at("busy.db"));
      await expect(takeBack(store, ONE.hash)).rejects.toMatchObject({ code: "busy" });
    }
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(10);
    await session.append(ONE.claims);
    await session.commit(recordOf(ONE));
    await importFile(b, TWO);
    expect(await graphOf(a)).toEqual(expectedGraph([ONE, TWO]));
    await a.close();
    await b.close();
  });
});

describe("an import of which a step failed", () => {
  it("takes nothing more, and leaves nothing", async () => {
    const store = openSqliteStore(at("failed.db"), { claimsAtOnce: 1 });
    await importFile(store, ONE);
    const session = await store.begin(TWO.hash, [], entryOf("import", TWO.hash));
    const broken = says([edge("LINKS_TO", tweet(1), PASTE)]);
    const noKey = keySchema.parse("no key at all");
    await expect(
      session.append([
        broken,
        says([{ fact: "edge", relation: "QUOTES", subject: noKey, object: noKey }]),
      ]),
    ).rejects.toThrow();
    await expect(session.append(TWO.claims)).rejects.toThrow();
    await expect(session.commit(recordOf(TWO))).rejects.toThrow();
    await session.abort();
    expect(await graphOf(store)).toEqual(expectedGraph([ONE]));
    await importFile(store, TWO);
    expect(await graphOf(store)).toEqual(expectedGraph([ONE, TWO]));
    await store.close();
  });
});

describe("reading everything", () => {
  it("sees one state from first to last, whatever is imported meanwhile", async () => {
    const store = openSqliteStore(at("streams.db"));
    const pages = Array.from({ length: 2_500 }, (_, n) => `web:https://example.org/${n}`);
    const many = file(3, ...pages.map((page) => says([edge("LINKS_TO", page, PASTE)])));
    await importFile(store, many);
    const before = await graphOf(store);
    const nodes = store.nodes()[Symbol.asyncIterator]();
    const edges = store.flowEdges()[Symbol.asyncIterator]();
    const first = [await nodes.next(), await edges.next()];
    await takeBack(store, many.hash);
    await importFile(store, ONE);
    const rest = [
      await all({ [Symbol.asyncIterator]: () => nodes }),
      await all({ [Symbol.asyncIterator]: () => edges }),
    ];
    expect([first[0]?.value, rest[0]].flat()).toEqual(before.nodes);
    expect([first[1]?.value, rest[1]].flat()).toEqual(before.flowEdges);
    for await (const _ of store.nodes()) break;
    expect(await graphOf(store)).toEqual(expectedGraph([ONE]));
    await store.close();
    await expect(store.version()).rejects.toThrow();
  });

  it("in columns, too", async () => {
    const store = openSqliteStore(at("columns.db"));
    const many = file(
      3,
      ...Array.from({ length: 9_000 }, (_, n) =>
        says([edge("LINKS_TO", `web:https://example.org/${n}`, PASTE, { earliest: n, latest: n })]),
      ),
    );
    await importFile(store, many);
    const batches: number[] = [];
    for await (const { giver } of store.flowColumns()) {
      if (batches.length === 0) await takeBack(store, many.hash);
      batches.push(giver.length);
    }
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.reduce((sum, edges) => sum + edges)).toBe(9_000);
    for await (const _ of store.flowColumns()) break;
    expect(await columnsOf(store)).toEqual({ nodes: [], edges: [] });
    await store.close();
  });
});

describe("what was taken back", () => {
  const SECRET = "Quetzalcoatlus";
  const secret = file(
    7,
    says([
      item(tweet(7), { title: SECRET, text: `${SECRET} ${SECRET}`.toLowerCase() }),
      { fact: "remark", kind: "attribute", subject: SECRET, relation: "is", value: SECRET },
      edge("TAGGED", tweet(7), `tag:${SECRET}`),
      edge("LINKS_TO", tweet(7), `web:https://example.org/${SECRET}`),
    ]),
  );
  const onDisk = async (name: string): Promise<string[]> => {
    const names = (await readdir(folder)).filter((one) => one.startsWith(name));
    const bytes = await Promise.all(names.map((one) => readFile(at(one))));
    return names.filter((_, index) =>
      bytes[index]?.toString("latin1").toLowerCase().includes(SECRET.toLowerCase()),
    );
  };

  it("is nowhere on disk once the store is compacted", async () => {
    const store = openSqliteStore(at("purged.db"));
    const noise = Array.from({ length: 400 }, (_, n) =>
      says([item(tweet(100 + n), { text: `n ${n}` })]),
    );
    await importFile(store, file(1, ...noise));
    await importFile(store, secret);
    await importFile(store, file(2, ...noise.slice(0, 9)));
    expect(await onDisk("purged.db")).not.toEqual([]);
    await takeBack(store, secret.hash);
    await store.compact();
    expect(await onDisk("purged.db")).toEqual([]);
    expect(keysOf(await store.search("n 17", 5))).toEqual([tweet(117)]);
    await store.close();
  });

  it("is said to be still there while something reads the file", async () => {
    const store = openSqliteStore(at("read.db"), { busyMs: 100 });
    await importFile(
      store,
      file(1, ...Array.from({ length: 2_000 }, (_, n) => says([item(tweet(n))]))),
    );
    await importFile(store, secret);
    const reading = store.nodes()[Symbol.asyncIterator]();
    await reading.next();
    await takeBack(store, secret.hash);
    await expect(store.compact()).rejects.toMatchObject({ code: "busy" });
    await reading.return?.();
    await store.compact();
    expect(await onDisk("read.db")).toEqual([]);
    await store.close();
  });
});

describe("the search index", () => {
  it("is made up for by the next search, import or compaction if the process died before it was filled", async () => {
    const making: ((store: Store) => Promise<unknown>)[] = [
      async () => undefined,
      (store) => importFile(store, TWO),
      (store) => store.compact(),
    ];
    for (const [number, make] of making.entries()) {
      const path = at(`index-${number}.db`);
      const store = openSqliteStore(path);
      await importFile(store, ONE);
      await store.close();
      const raw = new DatabaseSync(path);
      raw.exec("DELETE FROM search; INSERT INTO unindexed (first_node, last_node) VALUES (1, 2)");
      raw.close();
      const again = openSqliteStore(path);
      await make(again);
      expect(keysOf(await again.search("one", 5))).toEqual([tweet(1)]);
      expect(keysOf(await again.search("gLpwpU2U", 5))).toEqual([PASTE]);
      await again.close();
    }
  });

  it("serves while another import is under way", async () => {
    const [a, b] = [openSqliteStore(at("under.db")), openSqliteStore(at("under.db"))];
    await importFile(a, ONE);
    const session = await a.begin(TWO.hash, [], entryOf("import", TWO.hash));
    await session.append(TWO.claims);
    for (const store of [a, b]) expect(keysOf(await store.search("one", 5))).toEqual([tweet(1)]);
    await session.abort();
    await a.close();
    await b.close();
  });
});

/** Stores broken on purpose: each must fail the contract, or the contract would not notice. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { edgeKey } from "../../src/model/edge.ts";
import type { Key } from "../../src/model/key.ts";
import type { MergedNode } from "../../src/model/merged.ts";
import type { FlowEdge, Import, Store } from "../../src/store/contract.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { entryOf, type Opened } from "./check.ts";
import { allChecks } from "./contract.ts";
import { recordOf } from "./generated-evidence.ts";
import { key } from "./made-evidence.ts";
import { all } from "./observed.ts";

type Breaking = (store: Store) => Partial<Store>;

function broken(store: Store, breaking: Breaking): Store {
  const instead = breaking(store);
  return new Proxy(store, {
    get(whole, name) {
      const member: unknown = Reflect.get(instead, name) ?? Reflect.get(whole, name);
      return typeof member === "function" ? member.bind(whole) : member;
    },
  });
}

async function* once<T>(read: () => Promise<T[]>): AsyncGenerator<T[]> {
  yield await read();
}

/** The import with some of its steps done otherwise. */
const otherwise = (session: Import, steps: Partial<Import>): Import => ({
  append: (claims) => session.append(claims),
  commit: (evidence) => session.commit(evidence),
  abort: () => session.abort(),
  ...steps,
});

const MUTANTS: Readonly<Record<string, Breaking>> = {
  "does not merge again what a retract leaves": (store) => {
    const before = new Map<Key, MergedNode>();
    return {
      retract: async (entry) => {
        for (const node of await all(store.nodes())) before.set(node.key, node);
        return store.retract(entry);
      },
      nodes: () =>
        once(async () => (await all(store.nodes())).map((node) => before.get(node.key) ?? node)),
    };
  },
  "shows nodes that are not committed": (store) => {
    const early: MergedNode[] = [];
    return {
      begin: async (...how) => {
        const session = await store.begin(...how);
        return otherwise(session, {
          append: async (claims) => {
            for (const { subject } of claims) if (subject) early.push({ key: subject, states: {} });
            await session.append(claims);
          },
        });
      },
      nodes: () => once(async () => [...(await all(store.nodes())), ...early]),
    };
  },
  "keeps what an aborted import brought": (store) => ({
    begin: async (...how) => {
      const [hash] = how;
      const session = await store.begin(...how);
      return otherwise(session, {
        abort: async () => {
          await session.commit(recordOf({ hash, claims: [] })).catch(() => session.abort());
        },
      });
    },
  }),
  "takes back what is replaced before the new is there": (store) => ({
    begin: async (hash, replaces, entry) => {
      for (const one of replaces) await store.retract(entryOf("retract", one));
      return store.begin(hash, replaces, entry);
    },
  }),
  "forgets what is replaced": (store) => ({
    begin: (hash, replaces, entry) =>
      store.begin(
        hash,
        replaces.filter((one) => one === hash),
        entry,
      ),
  }),
  "loses the last claim of a batch": (store) => ({
    begin: async (...how) => {
      const session = await store.begin(...how);
      return otherwise(session, {
        append: (claims) => session.append(claims.length > 2 ? claims.slice(0, -1) : claims),
      });
    },
  }),
  "orders edges by key": (store) => ({
    flowEdges: () =>
      once(async () =>
        (await all(store.flowEdges())).sort((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1)),
      ),
  }),
  "keeps the times that edges had at first": (store) => {
    const first = new Map<string, FlowEdge>();
    return {
      flowEdges: () =>
        once(async () =>
          (await all(store.flowEdges())).map((edge) => {
            const { earliest, latest } = first.get(edgeKey(edge)) ?? edge;
            first.set(edgeKey(edge), { ...edge, earliest, latest });
            return { ...edge, earliest, latest };
          }),
        ),
    };
  },
  "takes the basis of an edge for those of its bounds": (store) => ({
    flowColumns: async function* () {
      for await (const some of store.flowColumns()) yield { ...some, earliestBasis: some.basis };
    },
  }),
  "gives columns without what nodes are": (store) => ({
    flowColumns: async function* () {
      for await (const some of store.flowColumns()) yield { ...some, traits: some.traits.fill(0) };
    },
  }),
  "expands without regard to the window": (store) => ({
    expand: (keys, direction) => store.expand(keys, direction, { earliest: null, latest: null }),
  }),
  "leaves out edges of unknown time when it expands": (store) => ({
    expand: async (...how) =>
      (await store.expand(...how)).filter((edge) => edge.earliest !== null || edge.latest !== null),
  }),
  "expands what it is told to leave out": (store) => ({
    expand: (keys, direction, window) => store.expand(keys, direction, window),
  }),
  "leaves out all edges of what it is told to leave out": (store) => ({
    expand: async (keys, direction, window, except = []) => {
      const left = new Set(except.flatMap((edge) => edge.split(" ").slice(1)));
      for (const one of keys) left.delete(one);
      return (await store.expand(keys, direction, window)).filter(
        ({ giver, receiver }) => !left.has(direction === "forward" ? receiver : giver),
      );
    },
  }),
  "gives what flows as what does not": (store) => ({
    otherEdgesOf: (keys) => store.edgesOf(keys),
  }),
  "gives an edge for each of its ends": (store) => ({
    edgesOf: async (keys) => (await Promise.all(keys.map((one) => store.edgesOf([one])))).flat(),
  }),
  "finds claims about nodes only": (store) => ({
    claimsAbout: (nodes) => store.claimsAbout(nodes, []),
  }),
  "shows tags as nodes": (store) => ({
    nodes: () =>
      once(async () => [...(await all(store.nodes())), { key: key("tag:one"), states: {} }]),
  }),
  "finds what holds any of the words": (store) => ({
    search: async (words, limit) =>
      (await Promise.all(words.split(" ").map((word) => store.search(word, limit)))).flat(),
  }),
  "finds what was taken back": (store) => {
    const kept = new Map<string, Awaited<ReturnType<Store["search"]>>>();
    return {
      search: async (words, limit) => {
        const known = kept.get(`${limit} ${words}`);
        const hits = known && known.length > 0 ? known : await store.search(words, limit);
        kept.set(`${limit} ${words}`, hits);
        return hits;
      },
    };
  },
  "has one version": () => ({ version: async () => "1" }),
  "drops the reasons from the journal": (store) => ({
    journal: async () => (await store.journal()).map(({ reason: _, ...entry }) => entry),
  }),
  "does not say what made way for another": (store) => ({
    journal: async () => (await store.journal()).map(({ former: _, ...entry }) => entry),
  }),
  "has one hash for all evidence": (store) => ({
    keptHash: async () => (await store.journal())[0]?.kept,
  }),
  "chains no entry of the journal": (store) => ({
    journal: async () => (await store.journal()).map(({ chain: _, ...entry }) => entry),
  }),
  "takes evidence in twice": (store) => ({
    begin: async (hash, replaces, entry) => store.begin(hash, [...replaces, hash], entry),
  }),
};

let folder = "";
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-broken-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const opener = (breaking: Breaking) => async (): Promise<Opened> => {
  made += 1;
  const path = join(folder, `${made}.db`);
  let store = openSqliteStore(path);
  return {
    store: broken(store, breaking),
    reopen: async () => {
      await store.close();
      store = openSqliteStore(path);
      return broken(store, breaking);
    },
  };
};

async function failures(breaking: Breaking, enough: number): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, check } of allChecks(5)) {
    if (failed.length >= enough) break;
    await check(opener(breaking)).catch(() => failed.push(name));
  }
  return failed;
}

describe("the contract", () => {
  it("is kept by the store that the broken ones are made of", { timeout: 120_000 }, async () => {
    assert.deepEqual(await failures(() => ({}), 1), []);
  });

  for (const [name, breaking] of Object.entries(MUTANTS)) {
    it(`is failed by a store that ${name}`, { timeout: 120_000 }, async () => {
      assert.notDeepEqual(await failures(breaking, 1), []);
    });
  }
});

/** How evidence gets in and out: nothing of it shows too early, too late or in half. */
import assert from "node:assert/strict";
import type { Hash } from "../../src/model/evidence.ts";
import type { Store } from "../../src/store/contract.ts";
import { chainAfter } from "../../src/store/derive/journal-chain.ts";
import { type Check, entryOf, importFile, takeBack, withStore } from "./check.ts";
import { hashOf, recordOf } from "./generated-evidence.ts";
import {
  account,
  COPY,
  edge,
  edited,
  file,
  item,
  key,
  PAGE,
  PASTE,
  published,
  says,
  tweet,
} from "./made-evidence.ts";
import { all, expectedGraph, graphIfWhole, graphOf } from "./observed.ts";

const FIRST = file(
  1,
  says(
    [
      item(tweet(1), { text: "first" }),
      published(tweet(1), 1_000),
      edge("LINKS_TO", tweet(1), PASTE),
    ],
    {
      subject: key(tweet(1)),
      dispute: "when",
    },
  ),
  says([{ fact: "same-as", a: key("case:made-up/one"), b: key(PASTE) }]),
);
const SECOND = file(
  2,
  says([item(tweet(2)), edge("POSTED_BY", tweet(2), "twitter:@alpha")], { subject: key(tweet(2)) }),
  says([account("twitter:@alpha", { name: "Alpha" }), edge("LINKS_TO", tweet(2), PASTE)]),
  says([{ fact: "remark", kind: "attribute", subject: PASTE, relation: "is", value: "automated" }]),
);

/** All that readers see, the search included. */
async function shown(store: Store): Promise<unknown> {
  const graph = await graphOf(store);
  return {
    ...graph,
    evidence: await store.evidence(),
    journal: await store.journal(),
    version: await store.version(),
    claims: [
      ...(await all(store.claimsIn(FIRST.hash))),
      ...(await all(store.claimsIn(SECOND.hash))),
    ],
    around: await store.edgesOf([key(PASTE)]),
    about: await store.claimsAbout(
      graph.nodes.map((node) => node.key),
      [],
    ),
    found: [await store.search("first", 9), await store.search("automated", 9)],
  };
}

export const IMPORT_CHECKS: readonly Check[] = [
  {
    name: "nothing of an import shows before it is committed, nor after it is aborted",
    check: (open) =>
      withStore(open, async ({ store, reopen }) => {
        await importFile(store, SECOND);
        const before = await shown(store);
        const session = await store.begin(
          FIRST.hash,
          [SECOND.hash],
          entryOf("replace", FIRST.hash),
        );
        await session.append(FIRST.claims);
        assert.deepEqual(await shown(store), before);
        await session.abort();
        await session.abort();
        assert.deepEqual(await shown(store), before);
        await assert.rejects(session.append(FIRST.claims));
        await assert.rejects(session.commit(recordOf(FIRST)));
        const again = await reopen();
        assert.deepEqual(await shown(again), before);
        await importFile(again, FIRST);
        assert.deepEqual(await graphOf(again), expectedGraph([FIRST, SECOND]));
      }),
  },
  {
    name: "what was committed is there after the store is opened again",
    check: (open) =>
      withStore(open, async ({ store, reopen }) => {
        await importFile(store, FIRST);
        await importFile(store, SECOND);
        const before = await shown(store);
        assert.deepEqual(await shown(await reopen()), before);
      }),
  },
  {
    name: "an import that was left open when the store was closed never was",
    check: (open) =>
      withStore(open, async ({ store, reopen }) => {
        await importFile(store, FIRST);
        const before = await shown(store);
        const session = await store.begin(SECOND.hash, [], entryOf("import", SECOND.hash));
        await session.append(SECOND.claims);
        const again = await reopen();
        assert.deepEqual(await shown(again), before);
        await importFile(again, SECOND);
        assert.deepEqual(await graphOf(again), expectedGraph([FIRST, SECOND]));
      }),
  },
  {
    name: "evidence that is there is not begun again, unless it replaces itself",
    check: (open) =>
      withStore(open, async ({ store }) => {
        await importFile(store, FIRST);
        await assert.rejects(store.begin(FIRST.hash, [], entryOf("import", FIRST.hash)));
        await importFile(store, FIRST, { replaces: [FIRST.hash] });
        assert.deepEqual(await graphOf(store), expectedGraph([FIRST]));
        assert.deepEqual(await store.evidence(), [recordOf(FIRST)]);
      }),
  },
  {
    name: "an import is committed as the evidence that it was begun for",
    check: (open) =>
      withStore(open, async ({ store }) => {
        const session = await store.begin(FIRST.hash, [], entryOf("import", FIRST.hash));
        await assert.rejects(session.commit(recordOf(SECOND)));
        await session.abort();
        assert.deepEqual(await store.evidence(), []);
      }),
  },
  {
    name: "what is replaced goes in the step that shows the new",
    check: (open) =>
      withStore(open, async ({ store }) => {
        await importFile(store, FIRST);
        const third = file(3, says([item(tweet(3))], { subject: key(tweet(3)) }));
        const gone = [FIRST.hash, hashOf(8)];
        const session = await store.begin(third.hash, gone, entryOf("replace", third.hash));
        await session.append(third.claims);
        assert.deepEqual(await graphOf(store), expectedGraph([FIRST]));
        await session.commit(recordOf(third));
        assert.deepEqual(await graphOf(store), expectedGraph([third]));
        assert.deepEqual(await store.evidence(), [recordOf(third)]);
        assert.deepEqual(await all(store.claimsIn(FIRST.hash)), []);
      }),
  },
  {
    name: "evidence is listed by hash with its record; a file without claims too",
    check: (open) =>
      withStore(open, async ({ store }) => {
        const empty = file(3);
        await importFile(store, empty);
        await importFile(store, FIRST);
        assert.deepEqual(await store.evidence(), [recordOf(FIRST), recordOf(empty)]);
        assert.deepEqual(await store.evidenceOf(empty.hash), recordOf(empty));
        assert.deepEqual(await all(store.claimsIn(empty.hash)), []);
        assert.equal(await takeBack(store, empty.hash), true);
        assert.deepEqual(await store.evidence(), [recordOf(FIRST)]);
      }),
  },
  {
    name: "the journal tells what was done, in order; a purge even of what was taken back before",
    check: (open) =>
      withStore(open, async ({ store }) => {
        await importFile(store, FIRST);
        assert.equal(await takeBack(store, SECOND.hash), false);
        const why = { ...entryOf("retract", FIRST.hash), reason: 'a person\'s "request"' };
        assert.equal(await store.retract(why), true);
        assert.equal(await store.retract(entryOf("retract", FIRST.hash)), false);
        assert.equal(await store.retract(entryOf("purge", FIRST.hash)), false);
        const journal = await store.journal();
        assert.deepEqual(
          journal.map(({ chain: _, kept: __, ...entry }) => entry),
          [entryOf("import", FIRST.hash), why, entryOf("purge", FIRST.hash)],
        );
      }),
  },
  {
    name: "each entry of the journal is chained to all before it",
    check: (open) =>
      withStore(open, async ({ store, reopen }) => {
        await importFile(store, FIRST);
        await store.retract({
          ...entryOf("retract", FIRST.hash),
          reason: "half \ud800 a character",
        });
        const again = await reopen();
        await Promise.all([importFile(again, FIRST), importFile(again, SECOND)]);
        const journal = await again.journal();
        let before: Hash | null = null;
        for (const entry of journal) {
          assert.equal(entry.chain, chainAfter(before, entry));
          before = entry.chain ?? null;
        }
        assert.equal(new Set(journal.map(({ chain }) => chain)).size, 4);
      }),
  },
  {
    name: "an entry has the hash of what came in, which the store gives again, and what made way for it",
    check: (open) =>
      withStore(open, async ({ store, reopen }) => {
        await importFile(store, FIRST, { batch: 1 });
        await importFile(store, SECOND, { replaces: [SECOND.hash, FIRST.hash] });
        await importFile(store, FIRST);
        await takeBack(store, FIRST.hash);
        const again = await reopen();
        const [first, second, third, last] = await again.journal();
        assert.equal(first?.kept, third?.kept);
        assert.notEqual(first?.kept, second?.kept);
        assert.deepEqual(second?.former, [FIRST.hash]);
        assert.deepEqual([third?.former, last?.former, last?.kept], Array(3).fill(undefined));
        assert.ok(second?.kept);
        assert.equal(await again.keptHash(SECOND.hash), second.kept);
        assert.equal(await again.keptHash(FIRST.hash), undefined);
        assert.equal(await again.unchained(), 0);
      }),
  },
  {
    name: "the version changes with what readers see, and only then",
    check: (open) =>
      withStore(open, async ({ store, reopen }) => {
        const versions = [await store.version()];
        const changed = async (of: Store): Promise<void> => {
          const version = await of.version();
          assert.ok(!versions.includes(version), "the version is new");
          assert.equal(await of.version(), version);
          versions.push(version);
        };
        await importFile(store, FIRST);
        await changed(store);
        await store.search("first", 9);
        await takeBack(store, SECOND.hash);
        await store.compact();
        assert.equal(await store.version(), versions.at(-1));
        const again = await reopen();
        assert.equal(await again.version(), versions.at(-1));
        await importFile(again, FIRST, { replaces: [FIRST.hash] });
        await changed(again);
        await takeBack(again, FIRST.hash);
        await changed(again);
      }),
  },
  {
    name: "imports begun at the same time all get in",
    check: (open) =>
      withStore(open, async ({ store }) => {
        const files = Array.from({ length: 6 }, (_, n) =>
          file(
            n + 1,
            says([item(tweet(n % 3), { text: `text ${n}` }), edge("QUOTES", tweet(n), PAGE)]),
          ),
        );
        const seen: number[] = [];
        await Promise.all([
          ...files.map((one) => importFile(store, one, { batch: 1 })),
          ...files.map(async () => seen.push((await graphIfWhole(store))?.nodes.length ?? 0)),
          takeBack(store, hashOf(99)),
        ]);
        assert.deepEqual(await graphOf(store), expectedGraph(files));
        assert.equal(seen.length, files.length);
      }),
  },
  {
    name: "times of edges follow what is learnt of their ends, and go back with it",
    check: (open) =>
      withStore(open, async ({ store }) => {
        const links = file(
          1,
          says([
            edge("LINKS_TO", tweet(1), PASTE),
            edge("PART_OF", tweet(1), PAGE),
            edge("COPY_OF", COPY, PAGE),
            edge("LINKS_TO", PAGE, PASTE, { earliest: 500, latest: 9_000 }),
          ]),
        );
        const steps = [
          links,
          file(2, says([published(tweet(1), 1_000), published(PAGE, 700)])),
          file(3, says([edited(tweet(1))], { basis: "reported" })),
          file(4, says([published(COPY, 3_000, 4_000)], { basis: "inferred" })),
          file(5, says([published(tweet(1), 400)], { subject: key(tweet(1)), shownBy: 2_000 })),
          file(6, says([item(PAGE, { type: "post", platform: "twitter" })])),
        ];
        for (const [index, step] of steps.entries()) {
          await importFile(store, step);
          assert.deepEqual(await graphOf(store), expectedGraph(steps.slice(0, index + 1)));
        }
        for (const [index, step] of steps.entries()) {
          await takeBack(store, step.hash);
          assert.deepEqual(await graphOf(store), expectedGraph(steps.slice(index + 1)));
        }
      }),
  },
];

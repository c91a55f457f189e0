/** Which nodes words find. */
import assert from "node:assert/strict";
import type { Store } from "../../src/store/contract.ts";
import { type Check, importFile, takeBack, withStore } from "./check.ts";
import {
  account,
  edge,
  file,
  item,
  key,
  keysOf,
  PAGE,
  PASTE,
  published,
  says,
  tweet,
} from "./made-evidence.ts";

const NEWS = "web:https://example.org/news";
const FILE = file(
  1,
  says([item(tweet(1), { text: "Élysée leak, 维基解密公布文件 today" })], {
    subject: key(tweet(1)),
  }),
  says([item(tweet(2), { text: 'He said "AND NOT OR" (leaks) col:on * ^ a-b' })]),
  says([item(NEWS, { title: "ウィキリークスが公開 서울 리크", text: "Die Größe der Lecks" })], {
    basis: "reported",
  }),
  says([account("twitter:@alpha", { name: "Ａlpha Ångström", handle: key("twitter:@alpha_old") })]),
  says([edge("LINKS_TO", tweet(2), PASTE), edge("TAGGED", tweet(2), "tag:zebra")]),
  says([
    { fact: "remark", kind: "attribute", subject: PASTE, relation: "flag", value: "automated" },
    { fact: "remark", kind: "attribute", subject: PASTE, relation: "state", object: "withdrawn" },
    { fact: "remark", kind: "assertion", subject: PASTE, relation: "by", value: "gossip" },
  ]),
  says([item(PAGE, { text: "leak leak leak" })]),
  says([item(tweet(3), { text: `leak ${"other words ".repeat(200)}` })]),
);

const found = async (store: Store, words: string, limit = 20): Promise<string[]> =>
  keysOf(await store.search(words, limit));

const searches = (name: string, check: (store: Store) => Promise<void>): Check => ({
  name: `search: ${name}`,
  check: (open) =>
    withStore(open, async ({ store }) => {
      await importFile(store, FILE);
      await check(store);
    }),
});

export const SEARCH_CHECKS: readonly Check[] = [
  searches("all words must match, whole, in any order", async (store) => {
    assert.deepEqual(await found(store, "today leak"), [tweet(1)]);
    assert.deepEqual(await found(store, "today leaks"), []);
    assert.deepEqual(await found(store, "toda"), []);
    assert.deepEqual(await found(store, ""), []);
    assert.deepEqual(await found(store, " \n?!"), []);
  }),
  searches("case, accents and width do not matter", async (store) => {
    for (const words of ["ELYSEE", "élysée", "e\u0301lyse\u0301e"]) {
      assert.deepEqual(await found(store, words), [tweet(1)]);
    }
    assert.deepEqual(await found(store, "GROSSE"), []);
    assert.deepEqual(await found(store, "grÖße lecks"), [NEWS]);
    assert.deepEqual(await found(store, "alpha angstrom"), ["twitter:@alpha"]);
  }),
  searches("Chinese, Japanese and Korean are found by any run of characters", async (store) => {
    for (const words of ["维基解密", "解密", "密公布", "文", "维基 文件"]) {
      assert.deepEqual(await found(store, words), [tweet(1)], words);
    }
    assert.deepEqual(await found(store, "密解"), []);
    for (const words of ["リークス", "公開", "서울", "리크", "울 ウィキ", "ｳｨｷ"]) {
      assert.deepEqual(await found(store, words), [NEWS], words);
    }
  }),
  searches("keys, names, handles, attributes and URLs are found", async (store) => {
    assert.deepEqual(await found(store, "gLpwpU2U"), [PASTE]);
    assert.deepEqual(await found(store, "https://example.org/news"), [NEWS]);
    assert.deepEqual(await found(store, "@alpha_old"), ["twitter:@alpha"]);
    assert.deepEqual(await found(store, "automated withdrawn"), [PASTE]);
    assert.deepEqual(await found(store, "gossip"), []);
    assert.deepEqual(await found(store, "zebra"), []);
  }),
  searches("what would be an operator elsewhere is a word here", async (store) => {
    for (const words of [
      "NOT leaks",
      '"AND',
      "col:on",
      "a-b",
      "leaks*",
      "(said",
      "^said",
      'said"',
    ]) {
      assert.deepEqual(await found(store, words), [tweet(2)], words);
    }
    for (const words of [
      "'",
      '"',
      "NEAR(leaks)",
      "words : leaks",
      "-leaks",
      "a\0b",
      "{a}",
      "\ud83d x",
    ]) {
      await store.search(words, 5);
    }
    await store.search("many words ".repeat(5_000), 5);
    await store.search("x".repeat(1_000_000), 5);
    const many = Array.from({ length: 2_000 }, (_, n) => `w${n}`).join(" ");
    assert.deepEqual(await found(store, many), []);
  }),
  searches("a word of millions of letters is kept, and more goes in after it", async (store) => {
    const [long, cut] = ["z".repeat(16_000_000), "z".repeat(100)];
    await importFile(store, file(5, says([item(tweet(4), { text: `huge ${long} onyx` })])));
    assert.deepEqual(await found(store, `huge ${cut} onyx`), [tweet(4)]);
    await importFile(store, file(6, says([item(tweet(5), { text: "small onyx" })])));
    assert.deepEqual(await found(store, "onyx"), [tweet(5), tweet(4)]);
  }),
  searches("the best come first, no more than asked for, with a short excerpt", async (store) => {
    assert.deepEqual(await found(store, "leak"), [PAGE, tweet(1), tweet(3)]);
    assert.deepEqual(await found(store, "leak", 2), [PAGE, tweet(1)]);
    const [page, , last] = await store.search("leak", 3);
    assert.equal(page?.excerpt, "leak leak leak");
    assert.ok(last && last.excerpt.length > 100 && last.excerpt.length <= 201);
  }),
  searches("what is learnt, replaced or taken back is found, or not, at once", async (store) => {
    const more = file(2, says([item(PASTE, { title: "A quartz paste" }), published(PASTE, 1)]));
    await importFile(store, more);
    assert.deepEqual(await found(store, "quartz automated"), [PASTE]);
    const other = file(3, says([item(PASTE, { title: "An onyx paste, and longer" })]));
    await importFile(store, other, { replaces: [more.hash] });
    assert.deepEqual(await found(store, "quartz"), []);
    assert.deepEqual(await found(store, "onyx automated"), [PASTE]);
    const told = file(
      4,
      says([{ fact: "remark", kind: "attribute", subject: PAGE, relation: "is", value: "jasper" }]),
    );
    await importFile(store, told);
    assert.deepEqual(await found(store, "jasper leak"), [PAGE]);
    await takeBack(store, told.hash);
    assert.deepEqual(await found(store, "jasper"), []);
    await takeBack(store, other.hash);
    assert.deepEqual(await found(store, "onyx"), []);
    assert.deepEqual(await found(store, "automated"), [PASTE]);
    await store.compact();
    assert.deepEqual(await found(store, "leak"), [PAGE, tweet(1), tweet(3)]);
    await takeBack(store, FILE.hash);
    for (const words of ["leak", "automated", "gLpwpU2U"]) {
      assert.deepEqual(await found(store, words), []);
    }
  }),
  searches("hits and their order do not depend on what was there before", async (store) => {
    const before = await store.search("leak", 20);
    const noise = Array.from({ length: 300 }, (_, n) =>
      says([item(`web:https://example.org/noise/${n}`, { text: `leak ${"noise ".repeat(n)}` })]),
    );
    await importFile(store, file(2, ...noise));
    assert.equal((await store.search("leak", 1_000)).length, 303);
    await importFile(store, file(2, ...noise.slice(1)), { replaces: [file(2).hash] });
    await takeBack(store, file(2).hash);
    assert.deepEqual(await store.search("leak", 20), before);
  }),
];

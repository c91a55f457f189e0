/** What the reads of a store give: which, how often, in which order. */
import assert from "node:assert/strict";
import type { Fact } from "../../src/model/claim.ts";
import { edgeKey } from "../../src/model/edge.ts";
import type { FlowEdge } from "../../src/store/contract.ts";
import { type Check, importFile, takeBack, withStore } from "./check.ts";
import { type EvidenceFile, hashOf } from "./generated-evidence.ts";
import {
  account,
  edge,
  file,
  item,
  key,
  keysOf,
  PAGE,
  PASTE,
  POST,
  published,
  says,
  THREAD,
  tweet,
} from "./made-evidence.ts";
import { all, columnsOf, expectedGraph, graphOf, storedClaims } from "./observed.ts";

/** Three tweets link to a paste, one to a page; two are by one account; a post is in a thread. */
const STORY: readonly EvidenceFile[] = [
  file(
    2,
    says(
      [
        item(tweet(11), { text: "look" }),
        published(tweet(11), 1_000),
        edge("LINKS_TO", tweet(11), PASTE),
        edge("POSTED_BY", tweet(11), "twitter:@alpha"),
        edge("TAGGED", tweet(11), "tag:one"),
      ],
      { subject: key(tweet(11)) },
    ),
    says([published(tweet(12), 2_000, 2_999), edge("LINKS_TO", tweet(12), PASTE)], {
      subject: key(tweet(12)),
      dispute: "who",
    }),
    says([account("twitter:@alpha", { name: "Alpha" })], { subject: key("twitter:@alpha") }),
  ),
  file(
    1,
    says([edge("LINKS_TO", tweet(13), PASTE), edge("LINKS_TO", tweet(13), PAGE)], {
      subject: key(tweet(13)),
    }),
    says([edge("POSTED_BY", tweet(12), "twitter:@alpha")], { basis: "reported" }),
    says([edge("LINKS_TO", PAGE, PASTE, { earliest: 2_000, latest: null })], {
      basis: "reported",
      dispute: "who",
    }),
    says([published(POST, 2_000, 2_500), edge("PART_OF", POST, THREAD)], { subject: key(POST) }),
    says([{ fact: "same-as", a: key("case:made-up/one"), b: key(PASTE) }], { basis: "reported" }),
    says([{ fact: "member", set: key("group:g"), member: "twitter:@alpha" }]),
    says([
      { fact: "remark", kind: "count", subject: tweet(11), relation: "retweets", value: "87" },
      { fact: "remark", kind: "told", subject: "group:g", relation: "told" },
    ]),
  ),
];

const LONG = file(
  3,
  ...Array.from({ length: 5_000 }, (_, n) => says([item(tweet(n), { text: `number ${n}` })])),
);
const HOSTILE = file(
  1,
  ...[
    `'; DROP TABLE claims; --`,
    "a\0b",
    "\u202Eright to left\u202C",
    "\u{1F600}\u{1F468}\u200D\u{1F469}",
    "\\ud83d",
    "<script>alert(1)</script>",
    "x".repeat(1_000_000),
  ].map((text, n) => says([item(tweet(n), { title: text, text })])),
);

const longKey = (end: string): string =>
  `web:https://example.org/prefix/${"x".repeat(9_000)}/${end}`;
const short = (n: number): string => `web:https://short.example/${n}`;
const LONG_WAY = longKey("way");
const leads = (a: string, b: string): Fact => ({ fact: "leads-to", a: key(a), b: key(b) });
const LONG_KEYS = file(
  4,
  ...["c", "a", "e", "b", "d"].map((end, n) =>
    says([item(longKey(end)), edge("LINKS_TO", longKey(end), n === 0 ? PASTE : longKey("c"))]),
  ),
);

const reads = (
  name: string,
  check: (store: Parameters<typeof importFile>[0]) => Promise<void>,
  files: readonly EvidenceFile[] = STORY,
): Check => ({
  name,
  check: (open) =>
    withStore(open, async ({ store }) => {
      for (const one of files) await importFile(store, one);
      await check(store);
    }),
});

const windowed = (edges: readonly FlowEdge[]): string[] => edges.map(edgeKey);

export const READING_CHECKS: readonly Check[] = [
  reads(
    "an empty store shows nothing",
    async (store) => {
      assert.deepEqual(await graphOf(store), expectedGraph([]));
      assert.deepEqual(await store.evidence(), []);
      assert.deepEqual(await store.journal(), []);
      assert.deepEqual(await store.nodesOf([key(PASTE)]), []);
      assert.deepEqual(await store.edgesOf([key(PASTE)]), []);
      assert.deepEqual(await store.claimsAbout([key(PASTE)], []), []);
      assert.deepEqual(await all(store.claimsIn(hashOf(1))), []);
      assert.equal(await store.evidenceOf(hashOf(1)), undefined);
      assert.deepEqual(await store.search("paste", 10), []);
    },
    [],
  ),
  reads(
    "nodes come by key, those only referred to among them, and no tags or sets",
    async (store) => {
      const nodes = await all(store.nodes());
      assert.deepEqual(nodes, expectedGraph(STORY).nodes);
      assert.deepEqual(
        keysOf(nodes),
        [
          POST,
          THREAD,
          "case:made-up/one",
          PASTE,
          tweet(11),
          tweet(12),
          tweet(13),
          "twitter:@alpha",
          PAGE,
        ].sort(),
      );
      assert.deepEqual(
        nodes.find((node) => node.key === THREAD),
        { key: THREAD, states: {} },
      );
    },
  ),
  reads("flow edges come by earliest, latest and key, unknown bounds outermost", async (store) => {
    const edges = await all(store.flowEdges());
    assert.deepEqual(edges, expectedGraph(STORY).flowEdges);
    assert.deepEqual(await columnsOf(store), expectedGraph(STORY).columns);
    assert.deepEqual(windowed(edges), [
      `LINKS_TO ${tweet(13)} ${PASTE}`,
      `LINKS_TO ${tweet(13)} ${PAGE}`,
      `LINKS_TO ${tweet(11)} ${PASTE}`,
      `PART_OF ${POST} ${THREAD}`,
      `LINKS_TO ${tweet(12)} ${PASTE}`,
      `LINKS_TO ${PAGE} ${PASTE}`,
    ]);
  }),
  reads(
    "keys may be long, and come in their order",
    async (store) => {
      const { nodes, flowEdges } = expectedGraph([LONG_KEYS]);
      assert.deepEqual(await all(store.nodes()), nodes);
      assert.deepEqual(await all(store.flowEdges()), flowEdges);
      assert.deepEqual(
        (await columnsOf(store)).edges.map((one) => one.key),
        windowed(flowEdges),
      );
      const keys = keysOf(nodes);
      assert.deepEqual(keysOf(await store.nodesOf(keys)), keys);
      const long = keys.filter((one) => one !== PASTE);
      assert.deepEqual(keysOf(await store.search("prefix", 3)), long.slice(0, 3));
      assert.equal((await store.edgesOf(keys)).length, flowEdges.length);
    },
    [LONG_KEYS],
  ),
  reads(
    "flow edges of one time come by edge key, whatever the order they came in",
    async (store) => {
      const edges = await all(store.flowEdges());
      assert.equal(edges.length, 4_000);
      assert.deepEqual(windowed(edges), windowed(edges).sort());
      const columns = await columnsOf(store);
      assert.deepEqual(
        columns.edges.map((one) => one.key),
        windowed(edges),
      );
    },
    [
      file(
        1,
        ...Array.from(
          { length: 1_000 },
          (_, n) => `web:https://example.org/${(n * 7) % 1_000}`,
        ).map((page) =>
          says([
            edge("LINKS_TO", page, PASTE),
            edge("QUOTES", PAGE, page),
            edge("MATCHES", page, PAGE),
            edge("PART_OF", PASTE, page),
          ]),
        ),
      ),
    ],
  ),
  reads("nodes and edges are found by key, each once", async (store) => {
    const { nodes, flowEdges, otherEdges } = expectedGraph(STORY);
    const asked = [tweet(12), PASTE, tweet(12), "tag:one", "pastebin:aaaaaaaa"].map(key);
    assert.deepEqual(
      new Set(await store.nodesOf(asked)),
      new Set(nodes.filter((node) => [tweet(12), PASTE].includes(node.key))),
    );
    const edges = [...flowEdges, ...otherEdges].filter(
      ({ subject, object }) => asked.includes(subject) || asked.includes(object),
    );
    const found = await store.edgesOf(asked);
    assert.deepEqual(found.map(edgeKey).sort(), edges.map(edgeKey).sort());
    assert.deepEqual(
      found.map(({ states }) => states).length,
      new Set(found.map(edgeKey)).size,
      "each edge once",
    );
    assert.deepEqual(await store.nodesOf([]), []);
    assert.deepEqual(await store.edgesOf([]), []);
    const others = otherEdges.filter(
      ({ subject, object }) => asked.includes(subject) || asked.includes(object),
    );
    assert.notDeepEqual(others, []);
    assert.deepEqual(
      (await store.otherEdgesOf(asked)).map(edgeKey).sort(),
      others.map(edgeKey).sort(),
    );
    assert.deepEqual(await store.otherEdgesOf([]), []);
    assert.ok((await store.mostFlowEdges()) >= flowEdges.length);
  }),
  reads("expansion follows the flow within the window, bounds included", async (store) => {
    const forward = async (earliest: number | null, latest: number | null): Promise<string[]> =>
      windowed(await store.expand([key(PASTE)], "forward", { earliest, latest }));
    const [first, second] = [`LINKS_TO ${tweet(11)} ${PASTE}`, `LINKS_TO ${tweet(12)} ${PASTE}`];
    const [undated, later] = [`LINKS_TO ${tweet(13)} ${PASTE}`, `LINKS_TO ${PAGE} ${PASTE}`];
    assert.deepEqual(await forward(null, null), [undated, first, second, later]);
    assert.deepEqual(await forward(1_000, 1_000), [undated, first]);
    assert.deepEqual(await forward(1_001, 1_999), [undated]);
    assert.deepEqual(await forward(2_999, null), [undated, second, later]);
    assert.deepEqual(await forward(3_000, 9_000), [undated, later]);
    assert.deepEqual(await forward(null, 2_000), [undated, first, second, later]);
    const ends = [PAGE, tweet(13), tweet(12), PAGE].map(key);
    assert.deepEqual(
      windowed(await store.expand(ends, "backward", { earliest: null, latest: null })),
      [undated, `LINKS_TO ${tweet(13)} ${PAGE}`, second, later],
    );
    assert.deepEqual(
      await store.expand([key(PASTE)], "forward", { earliest: 1_000, latest: 1_000 }),
      expectedGraph(STORY).flowEdges.filter((one) => [undated, first].includes(edgeKey(one))),
    );
    assert.deepEqual(
      await store.expand([key("twitter:@alpha")], "backward", { earliest: null, latest: null }),
      [],
    );
  }),
  reads("expansion leaves out the edges that it is told to, and no others", async (store) => {
    const whenever = { earliest: null, latest: null };
    const expanded = async (
      keys: readonly string[],
      direction: "forward" | "backward",
      except: readonly string[],
    ) => windowed(await store.expand(keys.map(key), direction, whenever, except));
    const [first, second] = [`LINKS_TO ${tweet(11)} ${PASTE}`, `LINKS_TO ${tweet(12)} ${PASTE}`];
    const [undated, later] = [`LINKS_TO ${tweet(13)} ${PASTE}`, `LINKS_TO ${PAGE} ${PASTE}`];
    assert.deepEqual(await expanded([PASTE], "forward", [undated, second]), [first, later]);
    assert.deepEqual(await expanded([PASTE], "forward", []), [undated, first, second, later]);
    assert.deepEqual(await expanded([tweet(13)], "backward", [undated]), [
      `LINKS_TO ${tweet(13)} ${PAGE}`,
    ]);
    const strangers = [
      `QUOTES ${tweet(13)} ${PASTE}`,
      `LINKS_TO ${PASTE} ${tweet(13)}`,
      "nonsense",
    ];
    assert.deepEqual(await expanded([tweet(13)], "backward", strangers), [
      undated,
      `LINKS_TO ${tweet(13)} ${PAGE}`,
    ]);
    assert.deepEqual(await expanded([POST], "forward", [`PART_OF ${POST} ${THREAD}`]), []);
  }),
  reads("claims are found by what they are about, each once, by id", async (store) => {
    const claims = storedClaims(STORY);
    const ids = async (nodes: readonly string[], edges: readonly string[]): Promise<string[]> =>
      (await store.claimsAbout(nodes.map(key), edges)).map((claim) => claim.id);
    const [one, two] = [hashOf(1), hashOf(2)];
    assert.deepEqual(await ids([tweet(11), "twitter:@alpha"], []), [`${two}#1`, `${two}#3`]);
    assert.deepEqual(await ids([], [`LINKS_TO ${tweet(13)} ${PASTE}`]), [`${one}#1`]);
    assert.deepEqual(
      await ids(
        [tweet(13)],
        [`LINKS_TO ${tweet(13)} ${PASTE}`, `POSTED_BY ${tweet(12)} twitter:@alpha`],
      ),
      [`${one}#1`, `${one}#2`],
    );
    assert.deepEqual(await ids(["case:made-up/one"], []), [`${one}#5`]);
    assert.deepEqual(await ids([PAGE], []), [`${one}#3`], "bounds on an edge tell of its receiver");
    assert.deepEqual(await ids([], ["LINKS_TO a b", "nonsense", ""]), []);
    const found = await store.claimsAbout([key(tweet(11))], []);
    assert.deepEqual(
      found,
      claims.filter((claim) => claim.id === `${two}#1`),
    );
    assert.deepEqual(
      await store.claimsOf([
        `${two}#3`,
        `${one}#2`,
        `${two}#4`,
        `${two}#0`,
        `${hashOf(9)}#1`,
        `${one}#2`,
      ]),
      claims.filter((claim) => [`${two}#3`, `${one}#2`].includes(claim.id)),
    );
  }),
  reads("statements are listed by claim", async (store) => {
    const { joins, members, remarks, disputed } = expectedGraph(STORY);
    assert.deepEqual(await store.joins(), joins);
    assert.deepEqual(await store.members(), members);
    assert.deepEqual(await store.remarks(), remarks);
    assert.deepEqual(await store.disputed(), disputed);
    assert.equal(remarks.length, 2);
    assert.equal(disputed.length, 2);
  }),
  reads(
    "where addresses lead is told of those that a claim names, and of those they lead to",
    async (store) => {
      const told = (await store.leads()).map(({ claim, fact }) => [claim.id, fact.a, fact.b]);
      const [one, two] = [hashOf(1), hashOf(2)];
      assert.deepEqual(told, [
        [`${one}#1`, LONG_WAY, short(1)],
        [`${one}#2`, short(1), PASTE],
        [`${two}#2`, PAGE, LONG_WAY],
        [`${two}#2`, PAGE, PASTE],
      ]);
      assert.deepEqual(keysOf(await all(store.nodes())), [PASTE, tweet(1), PAGE].sort());
      await takeBack(store, two);
      assert.deepEqual(await store.leads(), []);
    },
    [
      file(
        1,
        says([leads(LONG_WAY, short(1)), leads(short(2), PASTE)]),
        says([leads(short(1), PASTE)]),
      ),
      file(
        2,
        says([edge("LINKS_TO", tweet(1), PAGE), edge("LINKS_TO", tweet(1), PASTE)]),
        says([leads(PAGE, LONG_WAY), leads(PAGE, PASTE)]),
        says([{ fact: "remark", kind: "attribute", subject: PAGE, relation: "title", value: "x" }]),
      ),
    ],
  ),
  reads(
    "claims of a file come in its order, all of them, as they were given",
    async (store) => {
      const claims = await all(store.claimsIn(hashOf(3)));
      assert.equal(claims.length, 5_000);
      assert.deepEqual(claims, storedClaims([LONG]));
      assert.deepEqual(await all(store.claimsIn(hashOf(9))), []);
    },
    [file(1, says([item(PASTE)])), LONG],
  ),
  reads(
    "any text is kept as it was written, but for half characters",
    async (store) => {
      const claims = await all(store.claimsIn(hashOf(1)));
      assert.deepEqual(claims, storedClaims([HOSTILE]));
      const [broken] = await all(store.claimsIn(hashOf(2)));
      assert.deepEqual(broken?.facts, [
        item(PASTE, { text: "half \ufffd a character" }),
        edge("TAGGED", PASTE, "tag:\ufffd"),
      ]);
      assert.deepEqual((await store.edgesOf([key(PASTE)])).map(edgeKey), [
        `TAGGED ${PASTE} tag:\ufffd`,
      ]);
    },
    [
      HOSTILE,
      file(
        2,
        says([
          item(PASTE, { text: "half \ud83d a character" }),
          edge("TAGGED", PASTE, "tag:\ud83d"),
        ]),
        says([edge("TAGGED", PASTE, "tag:\udead")]),
      ),
    ],
  ),
];

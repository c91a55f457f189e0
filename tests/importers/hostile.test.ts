/** Whatever the bytes, an importer gives records or an ImportError, and no claim that cannot be read back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFrom, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { tweetsV1 } from "../../src/importers/twitter/tweets-v1.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";
import { changed, changes, inputsOf, survives } from "./survival.ts";

// Always the same cases here; `npm run fuzz:importers` looks for new ones.
fc.configureGlobal({ seed: 20_170_505 });

/** Deeper than anything that calls itself can go with the stack that there is. */
const DEPTH = 25_000;
const DEEP = (
  [
    ["[", "]"],
    ['{"posts":[', "]}"],
    ['{"retweeted_status":', "1}"],
    ['{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[', "]}"],
    ['<div class="post-view"><div class="info-bar"><a href="//pastebin.com/raw/AbCd1234">', "</a>"],
    ["<metadata>", "</metadata>"],
    ['"', '"'],
  ] as const
).flatMap(([open, close]) => [
  utf8(open.repeat(DEPTH)),
  utf8(open.repeat(DEPTH) + close.repeat(DEPTH)),
]);

describe.each(IMPORTERS.map((importer) => [importer.id, importer] as const))(
  "%s",
  (_, importer) => {
    const inputs = inputsOf(importer);

    it("survives fixtures with bytes changed", () =>
      fc.assert(
        fc.asyncProperty(fc.constantFrom(...inputs), changes, (bytes, made) =>
          survives(importer, changed(bytes, made)),
        ),
        { numRuns: 200 },
      ));

    it("survives the cases of all formats", async () => {
      for (const other of IMPORTERS) {
        for (const bytes of inputsOf(other)) await survives(importer, bytes);
      }
    });

    it("survives bytes of any kind, and nesting of any depth", async () => {
      await fc.assert(fc.asyncProperty(fc.uint8Array(), (bytes) => survives(importer, bytes)));
      for (const bytes of DEEP) await survives(importer, bytes);
    });
  },
);

it("looks at long bytes as a page of them is looked at: their beginning, and whole", async () => {
  const looks: [size: number, whole: boolean][] = [];
  const detects = (bytes: Uint8Array, whole: boolean): boolean => {
    looks.push([bytes.length, whole]);
    return false;
  };
  await survives({ ...tweetsV1, detects }, new Uint8Array(SAMPLE_BYTES + 1));
  expect(looks).toEqual([
    [SAMPLE_BYTES + 1, true],
    [SAMPLE_BYTES, false],
  ]);
});

it("takes tweets nested in tweets no deeper than Twitter does", async () => {
  const tweet = (id: number, inner: string) =>
    `{"id_str":"${id}","created_at":"Fri May 05 18:49:30 +0000 2017","text":"a","user":{"id_str":"1"},"quoted_status":${inner}}`;
  let text = tweet(1, "null");
  for (let id = 2; id < 2000; id += 1) text = tweet(id, text);
  const [record] = await collect(tweetsV1.parse(inChunks(utf8(text), 4096), contextFrom(null)));
  expect(record?.claims).toHaveLength(4);
  expect(record?.diagnostics.map(({ code }) => code)).toEqual(["nested-too-deep"]);
});

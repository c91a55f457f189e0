/** Whatever the bytes, an importer gives records or an ImportError, and no claim that cannot be read back. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Importer } from "../../src/importers/importer.ts";
import { contextFrom } from "../../src/importers/importer.ts";
import { readQuote } from "../../src/importers/quote.ts";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { tweetsV1 } from "../../src/importers/tweets-v1.ts";
import { claimSchema } from "../../src/model/claim.ts";
import { ImportError } from "../../src/model/errors.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const manifest = manifestSchema.parse({ origin: "a test", platform: "4chan/pol" });

async function survives(importer: Importer, bytes: Uint8Array): Promise<void> {
  importer.detects(bytes, true);
  importer.detects(bytes, false);
  try {
    for (const { claims } of await collect(
      importer.parse(inChunks(bytes, 97), contextFrom(manifest)),
    )) {
      for (const claim of claims) {
        expect(claimSchema.parse(claim)).toEqual(claim);
        const slice = bytes.subarray(...claim.place.bytes);
        readQuote(slice, claim.place, claim.quoteAt);
        for (const { at } of claim.facts) readQuote(slice, claim.place, at);
      }
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
  }
}

function inputsOf(importer: Importer): Uint8Array[] {
  const folder = join(import.meta.dirname, importer.id);
  return readdirSync(folder).map((name) => {
    const input = readdirSync(join(folder, name)).find((file) => file.startsWith("input."));
    return new Uint8Array(readFileSync(join(folder, name, input ?? "")));
  });
}

type Change = [at: number, remove: number, insert: Uint8Array];

const insertion = fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc
    .constantFrom(
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "null",
      "1e999",
      "-1",
      '"\\ud800"',
      "<a>",
      "\n",
      "__proto__",
    )
    .map(utf8),
);
const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(), fc.nat({ max: 12 }), insertion);

function changed(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  let result = [...bytes];
  for (const [at, remove, insert] of changes) {
    result.splice(at % (result.length + 1), remove, ...insert);
    result = result.slice();
  }
  return new Uint8Array(result);
}

describe.each(IMPORTERS.map((importer) => [importer.id, importer] as const))(
  "%s",
  (_, importer) => {
    const inputs = inputsOf(importer);

    it("survives fixtures with bytes changed", () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...inputs),
          fc.array(change, { minLength: 1, maxLength: 4 }),
          (bytes, changes) => survives(importer, changed(bytes, changes)),
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
      for (const [open, close] of [
        ["[", "]"],
        ['{"posts":[', "]}"],
        ['{"retweeted_status":', "1}"],
        ['{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[', "]}"],
        [
          '<div class="post-view"><div class="info-bar"><a href="//pastebin.com/raw/AbCd1234">',
          "</a>",
        ],
        ["<metadata>", "</metadata>"],
        ['"', '"'],
      ] as const) {
        await survives(importer, utf8(open.repeat(50_000)));
        await survives(importer, utf8(open.repeat(50_000) + close.repeat(50_000)));
      }
    });
  },
);

it("takes tweets nested in tweets no deeper than Twitter does", async () => {
  const tweet = (id: number, inner: string) =>
    `{"id_str":"${id}","created_at":"Fri May 05 18:49:30 +0000 2017","text":"a","user":{"id_str":"1"},"quoted_status":${inner}}`;
  let text = tweet(1, "null");
  for (let id = 2; id < 2000; id += 1) text = tweet(id, text);
  const [record] = await collect(tweetsV1.parse(inChunks(utf8(text), 4096), contextFrom(manifest)));
  expect(record?.claims).toHaveLength(4);
  expect(record?.diagnostics.map(({ code }) => code)).toEqual(["nested-too-deep"]);
});

/** Where a file comes from may say more of its format than its bytes do. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { type ImportSite, importBytes } from "../../src/ingest/import-file.ts";
import { ImportError } from "../../src/model/errors.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";

let folder: string;
let site: ImportSite;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-origin-"));
  const store = openSqliteStore(join(folder, "store.db"));
  site = { store, folder: new EvidenceFolder(join(folder, "evidence")), now: () => 0 };
});
afterEach(async () => {
  await site.store.close();
  await rm(folder, { recursive: true, force: true });
});

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const load = (text: string, origin: string, as?: string) =>
  importBytes(site, "file", once(text), {
    manifest: manifestSchema.parse({ origin }),
    ...(as === undefined ? {} : { as }),
  });

const RAW = "https://pastebin.com/raw/AbCd1234";
const TWEET =
  '{"id_str":"1","created_at":"Fri May 05 18:49:30 +0000 2017","text":"a","user":{"id_str":"1"}}';

it.each([
  ["words", "just words"],
  ["a tweet's JSON", TWEET],
  ["a piece of a page", "<p>hello</p> <html> <!doctype html>"],
])("reads %s from a raw address as the words of a paste", async (_, text) => {
  const { importer, report } = await load(text, RAW);
  expect([importer, report?.imported]).toEqual(["pastebin-raw", 1]);
  const keys: string[] = [];
  for await (const nodes of site.store.nodes()) keys.push(...nodes.map(({ key }) => key));
  expect(keys).toEqual(["pastebin:AbCd1234"]);
});

const GONE = "<!-- a -->\n<!DOCTYPE html><html><body><h1>Not Found (#404)</h1></body></html>";

it("refuses a page from a raw address, unless a person says that the paste is HTML", async () => {
  await expect(load(GONE, RAW)).rejects.toThrow(/--as pastebin-raw/);
  expect(await site.store.evidence()).toEqual([]);
  const { importer, report } = await load(GONE, RAW, "pastebin-raw");
  expect([importer, report?.imported]).toEqual(["pastebin-raw", 1]);
});

it("reads the words within the page that Chrome makes of a raw address", async () => {
  const wrapped =
    "<html><head></head><body><pre>see https://x.example/?a=1&amp;b=2</pre></body></html>";
  expect((await load(wrapped, RAW)).importer).toBe("pastebin-raw");
  const keys: string[] = [];
  for await (const nodes of site.store.nodes()) keys.push(...nodes.map(({ key }) => key));
  expect(keys.sort()).toEqual(["pastebin:AbCd1234", "web:https://x.example/?a=1&b=2"]);
});

describe("the mark of a reconstruction", () => {
  const EVIL = `<!-- headwater-reconstruction source="An invented paper" fields="#t" --><!DOCTYPE html><html><head><title>L</title></head><body><article><p id="t">Secret <a href="https://pastebin.com/AbCd1234">q</a></article></body></html>`;
  const MEMBER =
    '{"headwater-reconstruction":{"source":"x","fields":[]}, "leak": "https://a.example/"}';

  it.each([
    ["a page", EVIL, "https://evil.example/leak", "web-page"],
    ["a raw paste", MEMBER, RAW, "pastebin-raw"],
  ])("is only words in %s, and a warning says so", async (_, text, origin, importer) => {
    const got = await load(text, origin);
    expect([got.importer, got.reconstruction]).toEqual([importer, false]);
    expect(got.report?.claims).toBeGreaterThan(0);
    expect(got.report?.diagnostics.map(({ code }) => code)).toContain("mark-not-honoured");
  });

  it("counts in a page whose manifest says the same", async () => {
    const got = await importBytes(site, "file", once(EVIL), {
      manifest: manifestSchema.parse({ origin: "https://a.example/", kind: "reconstruction" }),
    });
    expect(got.reconstruction).toBe(true);
    expect(got.report?.diagnostics.map(({ code }) => code)).not.toContain("mark-not-honoured");
  });
});

it("goes by the bytes for other origins, and by --as before all", async () => {
  expect((await load(TWEET, "https://pastebin.com/AbCd1234")).importer).toBe("tweets-v1");
  expect((await load(`${TWEET}\n`, RAW, "tweets-v1")).importer).toBe("tweets-v1");
  expect((await load("words", "https://pastebin.com/AbCd1234")).importer).toBeNull();
  expect(
    (await load("other words", "https://pastebin.com/AbCd1234", "pastebin-raw")).importer,
  ).toBe("pastebin-raw");
});

it("says what to do about a raw paste of no address", async () => {
  await expect(load("words", "a colleague", "pastebin-raw")).rejects.toThrow(ImportError);
  await expect(load("words", "a colleague", "pastebin-raw")).rejects.toThrow(/"origin": "https/);
});

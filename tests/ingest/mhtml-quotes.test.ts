/** What is told of a page within MHTML is read back from its part, wherever the file itself stands. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { type ImportSite, importBytes } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import type { Place } from "../../src/model/claim.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { tar } from "./packed.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../importers/mhtml/chrome/input.mhtml"));

let folder: string;
let site: ImportSite;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-mhtml-"));
  const store = openSqliteStore(join(folder, "store.db"));
  site = { store, folder: new EvidenceFolder(join(folder, "evidence")), now: () => 0 };
});
afterEach(async () => {
  await site.store.close();
  await rm(folder, { recursive: true, force: true });
});

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** What stands at the place of each fact. */
async function quotesOf(see: (place: Place) => void): Promise<(string | null)[]> {
  const [record] = await site.store.evidence();
  if (record === undefined) throw new Error("nothing was imported");
  const read = quotesFrom(site.folder, new Map([[record.hash, record]]));
  const quotes: (string | null)[] = [];
  for await (const claims of site.store.claimsIn(record.hash)) {
    for (const { place, facts } of claims) {
      see(place);
      for (const { at } of facts) quotes.push((await read(record.hash, place, at)).text);
    }
  }
  return quotes;
}

it("does not take a file of a container for a part because of its name", async () => {
  const name = "MHTML part 1";
  const page = "<!doctype html><title>The notice</title>\n\n<title>Another</title>\n";
  const bytes = await tar([{ name, text: page }]);
  const manifest = manifestSchema.parse({ origin: "https://gazette.example/notice" });
  const outcome = await importBytes(site, "pages.tar", once(bytes), { manifest });
  expect(outcome.report?.imported).toBe(1);
  const quotes = await quotesOf(({ path }) => expect(path).toEqual([name]));
  expect(quotes).toContain("The notice");
  expect(quotes).not.toContain(null);
});

it.each([
  ["alone", PAGE, []],
  ["in gzip", gzipSync(PAGE), ["content"]],
])("%s", async (_, bytes, outer) => {
  const outcome = await importBytes(site, "page.mhtml.gz", once(bytes), { manifest: null });
  expect(outcome.report?.imported).toBe(1);
  const quotes = await quotesOf(({ as, path = [] }) =>
    expect(path).toEqual(as === "html" ? [...outer, "MHTML part 1"] : outer),
  );
  expect(quotes).toContain("https://pastebin.com/AbCd1234");
  expect(quotes).toContain("The notice\nA résumé of = signs, from a paste and a tweet.");
  expect(quotes.filter((quote) => quote?.startsWith("From: <Saved by Blink>"))).toHaveLength(1);
  expect(quotes).not.toContain(null);
});

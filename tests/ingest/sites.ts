/** A store and a folder of evidence for one test, and files to import. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { type ImportSite, importBytes } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import type { ImportChoices } from "../../src/ingest/work.ts";
import type { StoredClaim } from "../../src/model/claim.ts";
import type { Hash } from "../../src/model/evidence.ts";
import type { FileOutcome } from "../../src/model/report.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { bytesOfText } from "./packed.ts";

export async function inSite<T>(
  work: (site: ImportSite, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-site-"));
  const store = openSqliteStore(join(folder, "store.db"));
  const site = { store, folder: new EvidenceFolder(join(folder, "evidence")), now: () => 0 };
  try {
    return await work(site, folder);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function* inChunks(bytes: Uint8Array, size = 4096): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const load = (
  site: ImportSite,
  bytes: Uint8Array | string,
  choices: ImportChoices = {},
): Promise<FileOutcome> =>
  importBytes(site, "evidence", inChunks(bytesOfText(bytes)), { manifest: null, ...choices });

export async function claimsOf(site: ImportSite, hash: Hash | null): Promise<StoredClaim[]> {
  const claims: StoredClaim[] = [];
  for await (const some of site.store.claimsIn(hash ?? "")) claims.push(...some);
  return claims;
}

/** The texts of all items, each read back from its place. */
export async function quotesOf(site: ImportSite): Promise<(string | null)[]> {
  const records = await site.store.evidence();
  const read = quotesFrom(
    site.folder,
    new Map(records.map((record) => [record.hash, record] as const)),
  );
  const quotes: (string | null)[] = [];
  for (const { hash } of records) {
    for (const claim of await claimsOf(site, hash)) {
      const text = claim.facts.find((fact) => fact.fact === "item" && fact.text !== undefined);
      if (text?.fact !== "item") continue;
      const { text: quote } = await read(hash, claim.place, text.at);
      expect(quote).toBe(text.text);
      quotes.push(quote);
    }
  }
  return quotes;
}

/** Tweets as lines, each one record. */
export const tweets = (from: number, count: number, text = "the mill is closed"): string =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      created_at: "Fri May 05 18:00:00 +0000 2017",
      // Older than ids that hold a time.
      id_str: String(1_000_000 + from + i),
      full_text: `${text} ${from + i}`,
      entities: { hashtags: [], urls: [], user_mentions: [], symbols: [] },
      user: { id_str: "77", screen_name: "miller_fictional", name: "Miller" },
    }),
  ).join("\n");

const COLUMNS =
  "kind,subject,relation,object,not_before,not_after,zone,as_written,value,unit,basis,dispute,source,source_url,source_date,via,quote,evidence";

/** A statements file. */
export const statements = (...rows: readonly Readonly<Record<string, string>>[]): string =>
  [
    COLUMNS,
    ...rows.map((row) =>
      COLUMNS.split(",")
        .map((name) => row[name] ?? "")
        .join(","),
    ),
  ]
    .map((line) => `${line}\n`)
    .join("");

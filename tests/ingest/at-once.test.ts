/** Imports that meet others, and imports that are broken off. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeStatements } from "../../src/importers/statements/statements.ts";
import { type ImportSite, importBytes } from "../../src/ingest/import-file.ts";
import { type SiteAddress, withSite } from "../../src/ingest/site.ts";

let folder: string;
let address: SiteAddress;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-at-once-"));
  const path = join(folder, "store.db");
  address = { store: { kind: "sqlite", path }, evidence: `${path}.evidence` };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (rows: number): Uint8Array =>
  new TextEncoder().encode(
    writeStatements(
      Array.from({ length: rows }, (_, i) => ({
        kind: "item",
        subject: `case:at-once/n${i}`,
        relation: "post",
        source: "A test",
      })),
    ),
  );

async function* inChunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096);
}
const load = (site: ImportSite, bytes: Uint8Array) =>
  importBytes(site, "a.csv", inChunks(bytes), { as: "statements" });

const kept = async (): Promise<string[]> =>
  (await readdir(address.evidence, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe("two imports of the same new bytes at once", () => {
  it("are one import; the other finds them unchanged", async () => {
    await withSite(address, (one) =>
      withSite(address, async (other) => {
        const outcomes = await Promise.all([load(one, file(50)), load(other, file(50))]);
        expect(outcomes.map(({ status }) => status).sort()).toEqual(["imported", "unchanged"]);
        expect(await one.store.evidence()).toHaveLength(1);
        expect(await one.store.journal()).toHaveLength(1);
      }),
    );
    expect(await kept()).toHaveLength(1);
  });
});

describe("an import that is broken off", () => {
  it("does not take the bytes from another that waits for its turn", async () => {
    await withSite(address, async (site) => {
      const hash = `sha256:${"1".repeat(64)}`;
      const held = await site.store.begin(hash, [], { action: "import", evidence: hash, at: 0 });
      const abort = new AbortController();
      const first = load({ ...site, signal: abort.signal }, file(50));
      await expect.poll(kept).toHaveLength(1);
      const second = load(site, file(50));
      // Long enough for both to wait, one after the other.
      await pause(300);
      abort.abort(new Error("enough"));
      await held.abort();
      await expect(first).rejects.toThrow("enough");
      const imported = await second;
      expect(imported.status).toBe("imported");
      expect(await site.folder.verify(imported.hash ?? "")).toBe("intact");
    });
    expect(await kept()).toHaveLength(1);
  });

  it("does not take the bytes from another store that shares the folder", async () => {
    const shared: SiteAddress = {
      store: { kind: "sqlite", path: join(folder, "other.db") },
      evidence: address.evidence,
    };
    await withSite(address, (one) =>
      withSite(shared, async (other) => {
        const hash = `sha256:${"1".repeat(64)}`;
        const held = await one.store.begin(hash, [], { action: "import", evidence: hash, at: 0 });
        const abort = new AbortController();
        const first = load({ ...one, signal: abort.signal }, file(50));
        await expect.poll(kept).toHaveLength(1);
        const imported = await load(other, file(50));
        abort.abort(new Error("enough"));
        await held.abort();
        await expect(first).rejects.toThrow("enough");
        expect(await other.folder.verify(imported.hash ?? "")).toBe("intact");
      }),
    );
    expect(await kept()).toHaveLength(1);
  });

  it("leaves nothing, in store or folder, and the same bytes can come again", async () => {
    await withSite(address, async (site) => {
      const before = await site.store.version();
      const abort = new AbortController();
      const reason = new Error("enough");
      const onProgress = (bytes: number) => {
        if (bytes > 50_000) abort.abort(reason);
      };
      const broken = load({ ...site, signal: abort.signal, onProgress }, file(3000));
      await expect(broken).rejects.toBe(reason);
      expect(await site.store.version()).toBe(before);
      expect(await site.store.evidence()).toEqual([]);
      expect(await kept()).toEqual([]);
      expect((await load(site, file(3000))).status).toBe("imported");
    });
  });

  it("does not take away bytes that were evidence before", async () => {
    await withSite(address, async (site) => {
      const bytes = file(10);
      await importBytes(site, "a.csv", inChunks(bytes), { as: "file" });
      const signal = AbortSignal.abort(new Error("enough"));
      await expect(load({ ...site, signal }, bytes)).rejects.toThrow("enough");
      expect(await site.store.evidence()).toMatchObject([{ importer: null }]);
      expect(await kept()).toHaveLength(1);
    });
  });
});

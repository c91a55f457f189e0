/** What goes wrong outside: files that change, disks that are full. Nothing half imported stays. */
import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { importFile } from "../../src/ingest/import-file.ts";
import { steadyBytesOf } from "../../src/ingest/received.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { page, response, THREAD_URL, thread, warc } from "./made-warc.ts";
import { tar, zip } from "./packed.ts";
import { inSite, load, tweets } from "./sites.ts";

const LONG = tweets(0, 5_000);

async function* changing(path: string, change: () => Promise<void> | void) {
  let isFirst = true;
  for await (const chunk of steadyBytesOf(path)) {
    yield chunk;
    if (isFirst) await change();
    isFirst = false;
  }
}

describe("a file that is changed while it is read", () => {
  it.each<[string, (path: string) => Promise<void> | void]>([
    ["grows", (path) => appendFileSync(path, "more")],
    ["shrinks", (path) => writeFile(path, "less")],
    [
      "is replaced",
      async (path) => {
        await writeFile(`${path}.new`, LONG);
        await rename(`${path}.new`, path);
      },
    ],
    ["goes away", (path) => rm(path)],
  ])("and %s is an error, and nothing of it is kept", async (_, change) => {
    await inSite(async (site, folder) => {
      const path = join(folder, "a.ndjson");
      await writeFile(path, LONG);
      const received = site.folder.receive(
        changing(path, () => change(path)),
        path,
      );
      await expect(received).rejects.toMatchObject({ code: "unreadable", where: path });
      expect(await readdir(site.folder.path)).toEqual([]);
    });
  });

  it("is not read without end while it grows", async () => {
    await inSite(async (_, folder) => {
      const path = join(folder, "a.ndjson");
      await writeFile(path, LONG);
      let appended = 0;
      const read = async () => {
        for await (const _chunk of steadyBytesOf(path)) {
          if (appended < 50) appendFileSync(path, LONG);
          appended += 1;
        }
      };
      await expect(read()).rejects.toMatchObject({ code: "unreadable" });
      expect(appended).toBeLessThan(10);
    });
  });

  it("is noticed where nothing is copied, too", async () => {
    await inSite(async (site, folder) => {
      const path = join(folder, "a.ndjson");
      await writeFile(path, LONG);
      let isChanged = false;
      const onProgress = () => {
        if (!isChanged) appendFileSync(path, `\n${tweets(9_000, 1)}`);
        isChanged = true;
      };
      const importing = importFile({ ...site, onProgress }, path, { hashOnly: true });
      await expect(importing).rejects.toThrow(/changed while it was read/);
      expect(await site.store.evidence()).toEqual([]);
      expect((await load(site, tweets(0, 1))).status).toBe("imported");
    });
  });
});

it("a file that cannot be read is told, and the rest goes on", async () => {
  await inSite(async (site, folder) => {
    const [good, gone] = [join(folder, "good.json"), join(folder, "gone.json")];
    await writeFile(good, tweets(0, 1));
    const { files, totals } = await importBatch(site, [gone, good]);
    expect(files.map(({ status }) => status)).toEqual(["failed", "imported"]);
    expect(files[0]?.message).toMatch(/no such file/);
    expect(totals).toMatchObject({ files: 2, failedFiles: 1 });
  });
});

function mountSmall(path: string, size: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

describe("a disk that is full", () => {
  it("keeps nothing of the file, and the store as it was", async ({ skip }) => {
    await inSite(async (site, folder) => {
      const disk = join(folder, "disk");
      await mkdir(disk);
      if (!mountSmall(disk, "1m")) skip("a small file system cannot be mounted here");
      try {
        const full = { ...site, folder: new EvidenceFolder(join(disk, "evidence")) };
        expect((await load(full, tweets(0, 1))).status).toBe("imported");
        const version = await site.store.version();
        await expect(load(full, LONG)).rejects.toThrow(/no space is left/);
        expect(await site.store.version()).toBe(version);
        expect((await readdir(full.folder.path)).sort()).toEqual(["sha256"]);
        expect((await load(full, tweets(1, 1))).status).toBe("imported");
      } finally {
        execFileSync("umount", [disk]);
      }
    });
  });

  it("that containers are unpacked to is no fault of theirs", async ({ skip }) => {
    await inSite(async (site, folder) => {
      const disk = join(folder, "disk");
      await mkdir(disk);
      if (!mountSmall(disk, "1m")) skip("a small file system cannot be mounted here");
      try {
        const full = { ...site, folder: new EvidenceFolder(join(disk, "evidence")) };
        const inner = await tar([{ name: "a.ndjson", text: LONG.repeat(2) }]);
        const bytes = zip([
          { name: "a.json", text: tweets(0, 1) },
          { name: "b.tar", text: inner },
        ]);
        await expect(load(full, bytes)).rejects.toThrow(/no space is left to unpack/);
        expect(await site.store.evidence()).toEqual([]);
        expect(await readdir(full.folder.path)).toEqual([]);
      } finally {
        execFileSync("umount", [disk]);
      }
    });
  });

  it("under the store itself leaves the store whole", { timeout: 60_000 }, async ({ skip }) => {
    await inSite(async (site, folder) => {
      const disk = join(folder, "disk");
      await mkdir(disk);
      if (!mountSmall(disk, "8m")) skip("a small file system cannot be mounted here");
      try {
        const store = openSqliteStore(join(disk, "store.db"));
        const full = { ...site, store };
        expect((await load(full, tweets(0, 1))).status).toBe("imported");
        const before = await store.evidence();
        await expect(load(full, tweets(10, 20_000))).rejects.toMatchObject({ code: "bad-store" });
        expect(await store.evidence()).toEqual(before);
        await store.close();
        const again = openSqliteStore(join(disk, "store.db"));
        expect(await again.evidence()).toEqual(before);
        expect((await load({ ...site, store: again }, tweets(1, 1))).status).toBe("imported");
        await again.close();
      } finally {
        execFileSync("umount", [disk]);
      }
    });
  });
});

describe("text that is not UTF-8", () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
  const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
  it.each([
    ["UTF-16 lines", utf16(tweets(0, 2)), /UTF-16.*UTF-8/],
    ["a UTF-16 table", utf16("id,text\n1,a\n"), /UTF-16.*UTF-8/],
    ["UTF-16 without a mark", utf16("id,text\n1,a\n").subarray(2), /UTF-16.*UTF-8/],
    ["a Latin-1 table", latin1("nom;texte\n1;été\n"), /not UTF-8.*WINDOWS-1252/],
  ])("is refused by its encoding: %s", async (_, bytes, message) => {
    await inSite(async (site) => {
      await expect(load(site, bytes)).rejects.toThrow(message);
    });
  });

  it("is not what binary files are called", async () => {
    await inSite(async (site) => {
      const bytes = Uint8Array.of(0x8a, 0x4d, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0, 0, 0, 0, 13);
      await expect(load(site, bytes)).rejects.toThrow(/no importer reads this format/);
      // What macOS puts beside each file in a zip.
      const besideOfMacOS = Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0, ...Buffer.from("Mac OS X"));
      await expect(load(site, besideOfMacOS)).rejects.toThrow(/no importer reads this format/);
      const cut = new TextEncoder().encode(`${"a".repeat(65_535)}é and so on`);
      await expect(load(site, cut)).rejects.toThrow(/no importer reads this format/);
    });
  });
});

describe("what fails while a file is read and nobody foresaw", () => {
  afterEach(() => vi.restoreAllMocks());

  /** An importer that has a fault. */
  function breakPages(error: Error) {
    const importer = IMPORTERS.find(({ id }) => id === "web-page");
    if (importer === undefined) throw new Error("pages are read");
    vi.spyOn(importer, "parse").mockImplementation(() => {
      throw error;
    });
  }
  const PAGE = response("https://a.example/", "text/html", page("closed"));

  it("costs that file, and that file in a container, and no other", async () => {
    breakPages(new RangeError("Maximum call stack size exceeded"));
    await inSite(async (site, folder) => {
      const paths = ["a.html", "b.warc", "c.jsonl"].map((name) => join(folder, name));
      const [a = "", b = "", c = ""] = paths;
      await writeFile(a, page("closed"));
      await writeFile(b, warc(PAGE, response(THREAD_URL, "application/json", thread(2)), PAGE));
      await writeFile(c, tweets(0, 1));
      const { files } = await importBatch(site, paths);
      expect(files.map(({ status }) => status)).toEqual(["failed", "imported", "imported"]);
      expect(files[0]?.message).toMatch(/does not foresee \(RangeError: Maximum call stack/);
      expect(files[1]?.report).toMatchObject({ seen: 4, imported: 2, failed: 2 });
      expect((await site.store.evidence()).length).toBe(2);
    });
  });

  it("is no fault of a file where the machine fails", async () => {
    const full = Object.assign(new Error("no space left"), { code: "ENOSPC", syscall: "write" });
    breakPages(full);
    await inSite(async (site) => {
      await expect(load(site, warc(PAGE))).rejects.toBe(full);
    });
  });
});

/** What processes that were killed have left in an evidence folder, and what others still wait for. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { purgeEvidence } from "../../src/ingest/custody.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { type ImportSite, importBytes, importFile } from "../../src/ingest/import-file.ts";
import { ownName } from "../../src/ingest/owned-files.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";

let folder: string;
let site: ImportSite;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-unfinished-"));
  const store = openSqliteStore(join(folder, "store.db"));
  site = { store, folder: new EvidenceFolder(join(folder, "evidence")), now: () => Date.now() };
});
afterEach(async () => {
  await site.store.close();
  await rm(folder, { recursive: true, force: true });
});

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const load = (text: string) =>
  importBytes(site, "a.txt", bytes(text), { as: "file", manifest: null });

/** A name as a process gave it that is gone by now. */
async function nameOfAnother(prefix: string): Promise<string> {
  const module = new URL("../../src/ingest/owned-files.ts", import.meta.url).href;
  const code = `import { ownName } from ${JSON.stringify(module)}; console.log(ownName("${prefix}"))`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return stdout.trim();
}

async function put(name: string, text: string, ageHours = 0): Promise<string> {
  const path = join(site.folder.path, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
  const then = new Date(Date.now() - ageHours * 3_600_000);
  await utimes(path, then, then);
  return path;
}

describe("a purge", () => {
  it("removes copies of imports whose process is gone, and names all that others may need", async () => {
    const hash = (await load("words")).hash ?? "";
    await put(await nameOfAnother("incoming-"), "words");
    await put(`incoming-${"0".repeat(12)}-1-1-${crypto.randomUUID()}`, "words", 25);
    const elsewhere = await put(
      `incoming-${"0".repeat(12)}-1-1-${crypto.randomUUID()}`,
      "words",
      2,
    );
    const mine = await put(ownName("incoming-"), "words", 48);
    const waiting = await put(`uploads/${ownName("upload-")}`, "words", 48);
    const abandoned = await put(`uploads/${await nameOfAnother("upload-")}`, "words", 48);

    const { left } = await purgeEvidence(site, hash, undefined);
    const there = await readdir(site.folder.path, { recursive: true, withFileTypes: true });
    const files = there.filter((entry) => entry.isFile()).map(({ name }) => name);
    const expected = [elsewhere, mine, waiting, abandoned];
    expect(files.toSorted()).toEqual(expected.map((path) => basename(path)).toSorted());
    for (const path of expected) {
      expect(left.filter((line) => line.startsWith(`${path}: `))).toHaveLength(1);
    }
  });
});

describe("the next import", () => {
  it("removes what killed ones have left", async () => {
    await put(await nameOfAnother("incoming-"), "words");
    await put(await nameOfAnother("unpacked-"), "words");
    const mine = await put(ownName("incoming-"), "words");
    const path = join(folder, "a.txt");
    await writeFile(path, "words");
    await importBatch(site, [path], { as: "file" });
    expect((await readdir(site.folder.path)).sort()).toEqual([basename(mine), "sha256"]);
  });
});

describe("a file that is gone when it is to be read", () => {
  it("is an error of that file", async () => {
    await expect(importFile(site, join(folder, "gone.txt"))).rejects.toMatchObject({
      code: "unreadable",
      where: join(folder, "gone.txt"),
    });
    expect(await readdir(site.folder.path)).toEqual([]);
  });
});

describe("bytes that went missing", () => {
  it("are put back by the same file", async () => {
    const { hash } = await load("words");
    await site.folder.remove(hash ?? "");
    expect((await load("words")).status).toBe("unchanged");
    expect(await site.folder.verify(hash ?? "")).toBe("intact");
  });
});

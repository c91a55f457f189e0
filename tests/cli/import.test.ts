/** The import command: what it is given, what it tells, and what it leaves. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importAnswerSchema, importersAnswerSchema } from "../../src/model/report.ts";
import { gz, zip } from "../ingest/packed.ts";
import { tweets } from "../ingest/sites.ts";
import { headwater, makeFolder, ROOT, removeFolder } from "./run.ts";

let folder: string;
let store: string;
beforeEach(async () => {
  folder = await makeFolder();
  store = join(folder, "store.db");
});
afterEach(() => removeFolder(folder));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** With bytes on standard input. */
function piped(bytes: Uint8Array, args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(ROOT, "src/cli/main.ts"), ...args], (_, out) =>
      resolve({ code: child.exitCode ?? -1, out }),
    );
    child.stdin?.end(bytes);
  });
}

describe("standard input", () => {
  it("is a file called stdin, packed or not", async () => {
    const line = new TextEncoder().encode(tweets(0, 2));
    for (const [bytes, status] of [
      [line, "imported"],
      [line, "unchanged"],
      [gz(tweets(0, 2)), "imported"],
      [zip([{ name: "a.json", text: tweets(5, 1) }]), "imported"],
    ] as const) {
      const { code, out } = await piped(bytes, ["import", "--store", store, "--json", "-"]);
      const { files } = importAnswerSchema.parse(JSON.parse(out));
      expect([code, files[0]?.file, files[0]?.status]).toEqual([0, "stdin", status]);
    }
  });

  it("can be tried, and read once only", async () => {
    const args = ["import", "--store", store, "--dry-run", "-"];
    const { code, out } = await piped(gz(tweets(0, 2)), args);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^would import {2}stdin .*nothing was written\n$/s),
    ]);
    expect((await headwater([...args, "-"])).code).toBe(2);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a dry run", () => {
  it("makes no store, and ends as the import would", async () => {
    const good = await file("a.json", tweets(0, 2));
    const bad = await file("b.json", `${tweets(0, 1)}\n{"id`);
    const ran = await headwater(["import", "--store", store, "--dry-run", good]);
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining("would import") });
    expect((await headwater(["import", "--store", store, "--dry-run", bad])).code).toBe(2);
    expect(existsSync(store)).toBe(false);
    expect((await readdir(folder)).sort()).toEqual(["a.json", "b.json"]);
  });
});

describe("a zone", () => {
  it("is checked before anything is imported", async () => {
    const path = await file("a.json", tweets(0, 1));
    const ran = await headwater(["import", "--store", store, "--zone", "Mars/Base", path]);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining("Mars/Base") });
    expect(existsSync(store)).toBe(false);
  });

  it("is shown with the evidence", async () => {
    const path = await file("a.json", tweets(0, 1));
    const ran = await headwater(["import", "--store", store, "--zone", "+02:00", path]);
    expect(ran.code).toBe(0);
    const hash = /sha256:[0-9a-f]{64}/.exec(ran.out)?.[0] ?? "";
    const shown = await headwater(["evidence", "show", "--store", store, hash]);
    expect(shown.out).toMatch(/^--zone +\+02:00$/m);
    expect(shown.out).toMatch(/^published +/m);
  });
});

describe("only hashes", () => {
  it("are verified as far as they can be", async () => {
    const path = await file("a.json", tweets(0, 1, "a secret"));
    expect((await headwater(["import", "--store", store, "--hash-only", path])).code).toBe(0);
    const verified = await headwater(["evidence", "verify", "--store", store]);
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/^not kept {2}sha256:/) });
    const shown = await headwater(["show", "--store", store, "twitter:status/1000000"]);
    expect(shown.out).toContain("bytes not kept");
    expect(shown.out).not.toContain("secret");
  });
});

describe("many files", () => {
  it("are told by what needs a look, and the whole in a few lines", async () => {
    await mkdir(join(folder, "in"));
    for (let i = 0; i < 60; i += 1) await file(`in/${i}.json`, tweets(i * 10, 2));
    await file("in/bad.json", `${tweets(700, 1)}\n{"id`);
    await file("in/none.txt", "nothing that an importer reads");
    const { code, out } = await headwater(["import", "--store", store, join(folder, "in")]);
    expect(code).toBe(2);
    expect(out.split("\n").length).toBeLessThan(15);
    expect(out).toMatch(/bad\.json.*1 failed/);
    expect(out).toMatch(/none\.txt/);
    expect(out).toMatch(/62 files, 1 failed; 122 records seen = 121 imported/);
  });
});

describe("a page that a browser saved whole", () => {
  const page = '<!doctype html><link rel="canonical" href="https://mill.example/a"><p>Closed.</p>';

  it("costs nothing for the styles and scripts in its folder", async () => {
    await mkdir(join(folder, "in/memo_files/more"), { recursive: true });
    await file("in/memo.html", page);
    const beside = ["a.css", "b.js.download", "more/c.woff2", "d.js"];
    for (const name of beside)
      await file(`in/memo_files/${name}`, name === "d.js" ? "" : "body { color: red }");
    const args = ["import", "--store", store, "--json"];
    for (const given of [join(folder, "in"), join(folder, "in/memo_files")]) {
      const { code, out } = await headwater([...args, given]);
      const { files, totals } = importAnswerSchema.parse(JSON.parse(out));
      const skipped = files.filter(({ status }) => status === "skipped");
      expect([code, totals.failedFiles, skipped.length]).toEqual([0, 0, 4]);
      for (const { message } of skipped) expect(message).toMatch(/memo\.html/);
    }
    const told = await headwater(["import", "--store", store, join(folder, "in")]);
    expect(told.out).toMatch(/^skipped {2}\S*a\.css\n {2}how memo\.html looks/m);
  });

  it("does not excuse other files there, nor such files without a page", async () => {
    await mkdir(join(folder, "in/memo_files"), { recursive: true });
    await file("in/memo_files/a.css", "body { color: red }");
    const args = ["import", "--store", store, join(folder, "in")];
    expect((await headwater(args)).out).toMatch(/^failed .*a\.css$/m);
    await file("in/memo.html", page);
    await file("in/memo_files/table.txt", "nothing that an importer reads");
    const { code, out } = await headwater(args);
    expect([code, out]).toEqual([2, expect.stringMatching(/^failed .*table\.txt$/m)]);
  });
});

it("quotes what stands in a container", async () => {
  const path = await file("a.zip", zip([{ name: "data/a.json.gz", text: gz(tweets(0, 3)) }]));
  expect((await headwater(["import", "--store", store, path])).code).toBe(0);
  const shown = await headwater(["show", "--store", store, "twitter:status/1000002"]);
  expect(shown.out).toContain("the mill is closed 2");
  expect(shown.out).toContain("a.zip, data/a.json.gz, data/a.json, record 3");
});

it("lists its importers with what they were tried on", async () => {
  const { out } = await headwater(["importers", "--json"]);
  const { importers } = importersAnswerSchema.parse(JSON.parse(out));
  for (const { example, reads } of importers) expect([example, reads]).not.toContain("");
  const told = await headwater(["importers"]);
  for (const { id } of importers) expect(told.out).toContain(`\n${id}: `.trimStart());
});

/** What the README shows works as it says. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { headwater, makeFolder, ROOT, removeFolder } from "./run.ts";

let folder: string;
let store: string;
beforeAll(async () => {
  folder = await makeFolder();
  store = join(folder, "readme.db");
});
afterAll(() => removeFolder(folder));

it("the example of statements gives a path, and a mainstream platform", async () => {
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  const [, csv] = /```csv\n([\s\S]+?)```/.exec(readme) ?? [];
  if (csv === undefined) throw new Error("README.md has no example of statements");
  const file = join(folder, "mill.csv");
  await writeFile(file, csv);
  const imported = await headwater(["import", file, "--store", store]);
  expect([imported.code, imported.err]).toEqual([0, ""]);
  const asked = ["trace", "--from", "case:mill/notice", "--to", "twitter", "--store", store];
  const answer = traceAnswerSchema.parse(JSON.parse((await headwater([...asked, "--json"])).out));
  expect(answer).toMatchObject({ order: "certain", disputed: false });
  const shown = await headwater(["show", "case:mill/notice", "--store", store, "--json"]);
  expect(showAnswerSchema.parse(JSON.parse(shown.out)).item?.attested).toBe(true);
});

it("a case of one's own is made by the lines that begin one, in a shell", async () => {
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  const [, lines] = /\*\*A case of your own\*\*[\s\S]+?```sh\n([\s\S]+?)```/.exec(readme) ?? [];
  if (lines === undefined) throw new Error("README.md begins no case of one's own");
  expect(lines).toContain("\nnpx headwater serve ");
  const script = lines
    .replace(/^npx headwater serve .*$/m, "")
    .replaceAll("npx headwater", `"${process.execPath}" "${join(ROOT, "bin/headwater.js")}"`);
  const cwd = await makeFolder();
  const { stdout, stderr } = await promisify(execFile)("sh", ["-ec", script], { cwd });
  await removeFolder(cwd);
  expect(stderr).toBe("");
  expect(stdout).toContain("1 file, 0 failed");
  expect(stdout).not.toContain("provenance unknown");
  expect(stdout).toContain("Order certain, basis reported, no dispute found.");
});

it("importing the folder in which the store is takes no notice of the store", async () => {
  const again = await headwater(["import", folder, "--store", store]);
  expect(again.code).toBe(0);
  expect(again.out).toContain("1 file, 0 failed");
});

/** What the README shows works as it says. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

it("importing the folder in which the store is takes no notice of the store", async () => {
  const again = await headwater(["import", folder, "--store", store]);
  expect(again.code).toBe(0);
  expect(again.out).toContain("1 file, 0 failed");
});

/** What a search prints. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { headwater, makeFolder, removeFolder } from "./run.ts";

let folder: string;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => removeFolder(folder));

it("leaves out what leads to a private person, as the page does", async () => {
  const store = join(folder, "store.db");
  const post = { no: 7, resto: 0, time: 1494009300, now: "05/05/17(Fri)14:35:00", board: "mill" };
  const com = "the miller is at jane.doe@mail.example or 06 12 34 56 78";
  const path = join(folder, "thread.json");
  await writeFile(path, JSON.stringify({ posts: [{ ...post, com }] }));
  expect((await headwater(["import", path, "--store", store])).code).toBe(0);
  const { code, out } = await headwater(["search", "miller", "--store", store]);
  expect(code).toBe(0);
  expect(out).toContain("the miller is at [e-mail address] or [telephone number]");
});

it("tells what each hit is, and names the tag where words match several things", async () => {
  const store = join(folder, "store.db");
  expect((await headwater(["import", "seeds/macronleaks", "--store", store])).code).toBe(0);
  const { out } = await headwater(["search", "MacronLeaks", "--limit", "100", "--store", store]);
  const lines = out.trimEnd().split("\n");
  expect(lines.filter((line) => /^\S+\s*$/.test(line))).toEqual([]);
  expect(out).toMatch(/^case:macronleaks\/emleaks +“?\S*EMLEAKS/m);
  const { err, code } = await headwater(["first", '"#MacronLeaks"', "--store", store]);
  expect(code).not.toBe(0);
  expect(err).toContain("\n  tag:macronleaks  2 items\n");
  expect(err).toContain("\n  case:macronleaks/fort-answer  post on twitter\n");
});

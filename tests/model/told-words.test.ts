/** Words that text, report and page share. */
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/** What DESIGN lets no surface say. */
const NEVER = /for certain|first appears|only possibly/;

test("no surface says what is certain alone, or that something is the first", async () => {
  for (const folder of ["trace", "analysis", "export", "web", "cli"]) {
    const root = new URL(`../../src/${folder}/`, import.meta.url);
    const files = (await readdir(root, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const text = await readFile(new URL(name, root), "utf8");
      const told = text.split("\n").filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line));
      expect({ name, says: told.filter((line) => NEVER.test(line)) }).toEqual({ name, says: [] });
    }
  }
});

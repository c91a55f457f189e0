/** What a message asks for on a command line is told on the page in the page's own way. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { onPage } from "../../src/web/words/on-page.ts";

test.each([
  [
    "no importer reads this format: see `headwater importers`; a mapping beside it (<name>.mapping.json) can have any table or JSON read (docs/mapping.md); or keep it as it is with --as file or a manifest beside it",
    "no importer reads this format: see “Formats that are read” under Load; a mapping beside it (<name>.mapping.json) can have any table or JSON read (docs/mapping.md); or keep it as a file without an importer or a manifest beside it",
  ],
  [
    "several importers read this: say --as a-b or c",
    "several importers read this: choose the importer a-b or c",
  ],
  [
    "sha256:0 is not evidence here: see `headwater evidence list`",
    "sha256:0 is not evidence here: see the list under Evidence",
  ],
  ["the words “--zone”", "the words “--zone”"],
])("%s", (message, told) => {
  expect(onPage(message)).toBe(told);
});

const SOURCES = fileURLToPath(new URL("../../src", import.meta.url));

test("no message of an import or of custody keeps a command or an option for the page", async () => {
  const left: string[] = [];
  for (const folder of ["ingest", "importers"]) {
    for (const file of await readdir(join(SOURCES, folder), { recursive: true })) {
      if (!file.endsWith(".ts")) continue;
      const code = await readFile(join(SOURCES, folder, file), "utf8");
      const messages = code
        .split("\n")
        .filter((line) =>
          /^\s+(?![\s/*]|example:).*["'`].*(?:--[a-z]+ |headwater [a-z]+)/.test(line),
        );
      left.push(
        ...messages
          .map((line) => onPage(line.replaceAll("\\`", "`")))
          .filter((line) => /--as |--zone|--mapping|`headwater/.test(line)),
      );
    }
  }
  expect(left.map((line) => line.trim())).toEqual([]);
});

/** How the bytes of a page are read as text. */
import { expect, it } from "vitest";
import { listedIn, parseHtml } from "../../src/importers/reading/html.ts";
import { decodeHtml } from "../../src/importers/reading/html-encoding.ts";

it.each<[string, number[], string]>([
  ["a byte order mark", [0xef, 0xbb, 0xbf, 0xc3, 0xa9], "é"],
  ["UTF-16", [0xff, 0xfe, 0xe9, 0x00], "é"],
  ["UTF-8", [0xc3, 0xa9], "é"],
  ["windows-1252", [0x93, 0xe9, 0x94], "“é”"],
])("decodes %s", (_, bytes, text) => {
  expect(decodeHtml(new Uint8Array(bytes)).text).toBe(text);
});

it("says that an encoding is guessed, and that what it does not know is replaced", () => {
  const doubtOf = (latin: string) => decodeHtml(Buffer.from(latin, "latin1")).doubt?.code;
  expect(doubtOf("<p>caf\xe9")).toBe("encoding-guessed");
  expect(doubtOf("<meta charset=windows-1252><p>caf\xe9")).toBeUndefined();
  expect(doubtOf("<meta charset=utf-8><p>caf\xe9")).toBe("bad-encoding");
  expect(doubtOf("<p>caf\xc3\xa9")).toBeUndefined();
});

it("looks at the first classes of an element alone", () => {
  const { $ } = parseHtml(`<div class="first ${"a ".repeat(1_000_000)}last">`);
  const [div] = $("div").toArray();
  const classes = div ? listedIn(div, "class") : [];
  expect(classes[0]).toBe("first");
  expect(classes.length).toBeLessThan(10_000);
});

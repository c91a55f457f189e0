/** The seed case: every fact of public reporting stands in it, none became a made-up item, and nobody is harmed. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { manifestSchema } from "../../src/model/evidence.ts";
import { findReconstructionMark, SHIPPED_RECONSTRUCTIONS } from "../../src/model/reconstruction.ts";
import { SEEDS } from "../cli/run.ts";
import { FACTS, type Wanted } from "./macronleaks-facts.ts";

const FILES = ["items.csv", "bbc-trending.csv", "press.csv", "measured.csv"];
const rowsSchema = z.array(z.record(z.string(), z.string()));
const rowsOf = (file: string) =>
  rowsSchema.parse(parse(readFileSync(join(SEEDS, file)), { columns: true }));
const ROWS = FILES.flatMap(rowsOf);

const holds = (row: Record<string, string>, wanted: Wanted): boolean =>
  Object.entries(wanted).every(([column, value]) =>
    typeof value === "string" ? row[column] === value : value.test(row[column] ?? ""),
  );

describe("every fact of the case stands in a statement", () => {
  it.each(FACTS)("%s", (_fact, wanted) => {
    expect(ROWS.some((row) => holds(row, wanted))).toBe(true);
  });

  it("and the archive.org item in a reconstruction of its metadata", () => {
    const xml = readFileSync(join(SEEDS, "archive-org/Macron_201705_meta.xml"), "utf8");
    expect(xml).toContain("<addeddate>2017-05-05 11:17:39</addeddate>");
    expect(findReconstructionMark(xml)?.sources.get("addeddate")).toContain("serayamaouche");
  });
});

describe("nothing is made up", () => {
  const items = ROWS.filter(({ kind }) => kind === "item");

  it("each case name is declared once", () => {
    const declared = items.map((row) => row["subject"] ?? "").filter((key) => /^case:/.test(key));
    expect(new Set(declared).size).toBe(declared.length);
    const ends = ROWS.filter(({ kind }) => /^(edge|time|item|same-as)$/.test(kind ?? ""));
    const used = ends.flatMap((row) => [row["subject"] ?? "", row["object"] ?? ""]);
    const names = new Set(used.filter((key) => /^case:/.test(key)));
    expect([...names].filter((key) => !declared.includes(key))).toEqual([]);
  });

  it("the tweets with ids are the two that are public, the pastes the three", () => {
    const all = JSON.stringify(ROWS);
    expect([...new Set(all.match(/twitter:status\/\d+/g))].sort()).toEqual([
      "twitter:status/860567142965575681",
      "twitter:status/860577607670276096",
    ]);
    expect([...new Set(all.match(/pastebin:\w+/g))].sort()).toEqual([
      "pastebin:bfaKJCZe",
      "pastebin:gLpwpU2U",
      "pastebin:giYypWbt",
    ]);
    expect([...new Set(all.match(/twitter:@\w+/g))].sort()).toEqual([
      "twitter:@BasedMonitored",
      "twitter:@JackPosobiec",
      "twitter:@wikileaks",
    ]);
  });

  it("the 87 retweets are no items, and no statement links the paste to the archive.org item", () => {
    expect(ROWS.filter(({ relation }) => relation === "RESHARED_BY")).toEqual([]);
    const links = ROWS.filter(
      ({ subject, relation }) => subject === "case:macronleaks/emleaks" && relation === "LINKS_TO",
    );
    expect(links.length).toBeGreaterThan(0);
    expect(new Set(links.map(({ object }) => object))).toEqual(new Set(["case:macronleaks/files"]));
  });
});

describe("people's rights", () => {
  const texts = readdirSync(SEEDS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      name: entry.name,
      text: readFileSync(join(entry.parentPath, entry.name), "utf8"),
    }));

  it("no mail address, no way to the files", () => {
    for (const { text } of texts) {
      expect(text.replaceAll(/twitter:@\w+/g, "")).not.toMatch(/[\w.+-]+@[\w-]+\.\w+/);
      expect(text).not.toMatch(/archive\.org\/(download|details)|magnet:|\.torrent\b|uploader>/);
    }
  });

  it("at most 25 quoted words a source", () => {
    const words = new Map<string, number>();
    for (const { source = "", quote = "" } of ROWS) {
      const count = quote.split(/\s+/).filter((word) => word !== "").length;
      words.set(source, (words.get(source) ?? 0) + count);
    }
    expect([...words].filter(([, count]) => count > 25)).toEqual([]);
  });

  it("each evidence file has a manifest, and the reconstruction says so in file, manifest and list", () => {
    const names = texts.map(({ name }) => name).filter((name) => !name.endsWith(".manifest.json"));
    expect(names.sort()).toEqual([...FILES, "Macron_201705_meta.xml"].sort());
    for (const name of names) {
      const manifest = texts.find((one) => one.name === `${name}.manifest.json`)?.text ?? "";
      const { kind } = manifestSchema.parse(JSON.parse(manifest));
      expect(kind).toBe(name.endsWith(".xml") ? "reconstruction" : "original");
    }
    const xml = readFileSync(join(SEEDS, "archive-org/Macron_201705_meta.xml"));
    const hash = `sha256:${createHash("sha256").update(xml).digest("hex")}`;
    expect([...SHIPPED_RECONSTRUCTIONS]).toEqual([hash]);
  });
});

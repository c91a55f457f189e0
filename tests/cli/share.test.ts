/** Answers that are handed on from the command line: files that say how to ask again, and do. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { PASTE } from "../macronleaks.ts";
import { headwater, makeFolder, removeFolder, SEEDS } from "./run.ts";

let folder: string;
let store: string[];
beforeAll(async () => {
  folder = await makeFolder();
  store = ["--store", join(folder, "share.db")];
  expect((await headwater(["import", SEEDS, ...store])).code).toBe(0);
});
afterAll(() => removeFolder(folder));

const ENDS = ["--from", PASTE, "--to", "twitter:@wikileaks"];
const WINDOW = ["--between", "2017-05-05T18:00", "2017-05-06"];
const QUESTIONS = [
  ["trace", ...ENDS, "--without", "reddit", "--paths", "2", "--basis", "inferred", ...WINDOW],
  ["first", "4chan", "pastebin"],
  ["crossings", "--from", PASTE, "--limit", "3"],
  ["latency", "--to", "twitter"],
  ["adoption", "tag:macronleaks", "--points", "2"],
  ["reach", "--from", PASTE, "--without", "4chan/pol"],
  ["what-if", ...ENDS, ...WINDOW],
];

const answeredSchema = z.looseObject({ kind: z.string(), digest: z.string() });
const digestOf = (json: string): string => answeredSchema.parse(JSON.parse(json)).digest;

/** A command as a report writes it, in words; those in quotes hold no quotes here. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");

describe.each(QUESTIONS.map((question) => [question[0] ?? "", question] as const))(
  "%s",
  (kind, question) => {
    it("writes a report that holds the digest, and the command that gives it again", async () => {
      const path = join(folder, `${kind}.html`);
      const asked = await headwater([...question, ...store, "--json", "--report", path]);
      expect(asked.code).toBe(0);
      expect(asked.err).toBe(`report written to ${path}\n`);
      const page = load(await readFile(path, "utf8"));
      const digest = digestOf(asked.out);
      expect(page("#replay .hash").text()).toContain(digest);
      const [program, ...again] = wordsOf(page("#replay code").first().text());
      expect(program).toBe("headwater");
      const options = again.includes("--") ? again.indexOf("--") : again.length;
      const repeated = await headwater([
        ...again.slice(0, options),
        ...[...store, "--json"],
        ...again.slice(options),
      ]);
      expect(digestOf(repeated.out)).toBe(digest);
    });
  },
);

describe("what is printed", () => {
  it("is a table with --csv, and ends as the answer does", async () => {
    const told = await headwater(["trace", ...ENDS, ...store, "--csv"]);
    expect(told.code).toBe(0);
    expect(told.out.split("\r\n")[0]).toMatch(/^path,hop,from,.*,answer digest,software$/);
    expect(told.out.split("\r\n").length).toBe(5);
    const none = await headwater(["trace", "--from", "reddit", "--to", "4chan", ...store, "--csv"]);
    expect([none.code, none.out.split("\r\n").length]).toEqual([1, 3]);
  });

  it("leaves accounts out of text for programs, tables and reports when asked to", async () => {
    const path = join(folder, "nobody.html");
    const asked = ["trace", ...ENDS, ...store, "--accounts", "redacted"];
    const json = await headwater([...asked, "--json", "--report", path]);
    const csv = await headwater([...asked, "--csv"]);
    for (const text of [json.out, csv.out, await readFile(path, "utf8")]) {
      expect(text).toContain("[account 1]");
      expect(text.toLowerCase()).not.toContain("wikileaks");
    }
    const whole = await headwater(["trace", ...ENDS, ...store, "--json"]);
    expect(digestOf(json.out)).toBe(digestOf(whole.out));
    const redacted = await headwater(["trace", ...ENDS, ...store, "--redact"]);
    expect(JSON.parse(redacted.out)).toEqual(JSON.parse(whole.out));
    const table = await headwater(["trace", ...ENDS, ...store, "--csv"]);
    const same = await headwater(["trace", ...ENDS, ...store, "--csv", "--redact"]);
    expect([same.code, same.out]).toEqual([0, table.out]);
  });

  it("names no account in words either where accounts are to be left out, with a report or without", async () => {
    const path = join(folder, "told.html");
    const asked = ["trace", ...ENDS, ...store, "--accounts", "redacted"];
    const told = await headwater(asked);
    const beside = await headwater([...asked, "--report", path]);
    expect([told.code, beside.code, beside.out]).toEqual([0, 0, told.out]);
    expect(told.out).toContain("[account 1]");
    expect(told.out.toLowerCase()).not.toContain("wikileaks");
    const whole = await headwater(["trace", ...ENDS, ...store]);
    expect(told.out.split("\n").slice(-2)).toEqual(whole.out.split("\n").slice(-2));
    expect(whole.out.toLowerCase()).toContain("wikileaks");
  });
});

it("a report that cannot be written, or two ways of printing, are wrong usage", async () => {
  const path = join(folder, "no such folder", "x.html");
  const unwritten = await headwater(["trace", ...ENDS, ...store, "--report", path]);
  expect([unwritten.code, unwritten.out]).toEqual([2, ""]);
  expect(unwritten.err).toContain("--report");
  await expect(stat(path)).rejects.toThrow();
  const both = await headwater(["trace", ...ENDS, ...store, "--json", "--csv"]);
  expect([both.code, both.out]).toEqual([2, ""]);
});

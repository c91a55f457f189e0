/** Custody of evidence: again changes nothing, taking back leaves no trace, bytes are watched. */
import { existsSync } from "node:fs";
import { appendFile, chmod, copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evidenceListSchema, importAnswerSchema } from "../../src/model/report.ts";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { headwater, headwaterProcess, makeFolder, removeFolder, SEEDS } from "./run.ts";

let folder: string;
let store: string;
beforeEach(async () => {
  folder = await makeFolder();
  store = join(folder, "store.db");
});
afterEach(() => removeFolder(folder));

const at = (path: string) => ["--store", path];
async function load(path: string, ...paths: string[]) {
  const { code, out } = await headwater(["import", ...paths, ...at(path), "--json"]);
  return { code, answer: importAnswerSchema.parse(JSON.parse(out)) };
}
async function evidence(path: string) {
  const { out } = await headwater(["evidence", "list", ...at(path), "--json"]);
  return evidenceListSchema.parse(JSON.parse(out)).evidence;
}
async function hashOf(path: string, name: string): Promise<string> {
  const hash = (await evidence(path)).find((record) => record.name === name)?.hash;
  if (hash === undefined) throw new Error(`${name} is not loaded`);
  return hash;
}
async function answers(path: string): Promise<unknown[]> {
  const asked: string[][] = [
    ["trace", "--from", "case:macronleaks/emleaks", "--to", "twitter:@wikileaks"],
    ["first", "tag:macronleaks", "4chan", "pastebin"],
    ["show", "case:macronleaks/pol-op"],
  ];
  return Promise.all(
    asked.map(async (args) => JSON.parse((await headwater([...args, ...at(path), "--json"])).out)),
  );
}

describe("the three laws, through the commands", () => {
  it("order does not matter, again changes nothing, retract means never seen", async () => {
    const names = ["items.csv", "bbc-trending.csv", "press.csv", "measured.csv"];
    const files = names.map((name) => join(SEEDS, name));
    await load(store, ...files);
    const other = join(folder, "other.db");
    for (const file of files.toReversed()) await load(other, file);
    const expected = await answers(store);
    expect(await answers(other)).toEqual(expected);

    const again = await load(store, ...files);
    expect(again.answer.files.map(({ status }) => status)).toEqual(names.map(() => "unchanged"));
    expect(await answers(store)).toEqual(expected);

    const less = join(folder, "less.db");
    await load(less, ...files.filter((file) => basename(file) !== "press.csv"));
    const hash = await hashOf(store, "press.csv");
    expect((await headwater(["evidence", "retract", hash, ...at(store)])).code).toBe(0);
    expect(await answers(store)).toEqual(await answers(less));

    await load(store, join(SEEDS, "press.csv"));
    expect(await answers(store)).toEqual(expected);
  });
});

describe("a manifest", () => {
  it("that is new amends; another one is refused until it is amended", async () => {
    const file = join(folder, "items.csv");
    await copyFile(join(SEEDS, "items.csv"), file);
    expect((await load(store, file)).answer.files[0]).toMatchObject({
      status: "imported",
      provenance: "unknown",
    });
    const manifest = { origin: "found in a drawer" };
    await writeFile(`${file}.manifest.json`, JSON.stringify(manifest));
    expect((await load(store, file)).answer.files[0]).toMatchObject({
      status: "amended",
      provenance: "known",
    });
    expect((await load(store, file)).answer.files[0]?.status).toBe("unchanged");

    await writeFile(`${file}.manifest.json`, JSON.stringify({ origin: "found elsewhere" }));
    const refused = await load(store, file);
    expect(refused.code).toBe(2);
    expect(refused.answer.files[0]?.message).toContain("evidence amend");
    const hash = await hashOf(store, "items.csv");
    const amended = await headwater([
      "evidence",
      "amend",
      hash,
      "--manifest",
      `${file}.manifest.json`,
      ...at(store),
    ]);
    expect(amended.code).toBe(0);
    expect((await load(store, file)).answer.files[0]?.status).toBe("unchanged");
  });

  it("is missing: every answer says that the provenance is unknown", async () => {
    const file = join(folder, "bbc.csv");
    await copyFile(join(SEEDS, "bbc-trending.csv"), file);
    await load(store, file);
    const { out } = await headwater([
      ...["trace", "--from", "case:macronleaks/emleaks", "--to", "case:macronleaks/pol-op"],
      ...[...at(store), "--json"],
    ]);
    const answer = traceAnswerSchema.parse(JSON.parse(out));
    expect(answer.paths[0]?.hops[0]?.marks).toContain("provenance unknown");
    expect(answer.citations.every((one) => one.evidence.provenance === "unknown")).toBe(true);
  });
});

describe("a file that takes the place of another", () => {
  const HEAD =
    "kind,subject,relation,object,not_before,not_after,zone,as_written,value,unit,basis,dispute,source,source_url,source_date,via,quote,evidence";
  const saying = (words: string) =>
    `${HEAD}\nassertion,the mill,description,,,,,,${words},,,,A Reader,,,,,\n`;

  it("retracts it, even when it is evidence already", async () => {
    const [first, second] = [join(folder, "v1.csv"), join(folder, "v2.csv")];
    await writeFile(first, saying("closed"));
    await writeFile(second, saying("open"));
    await load(store, first, second);
    const former = await hashOf(store, "v1.csv");
    const { code, answer } = await load(store, second, "--replaces", former);
    expect(code).toBe(0);
    expect(answer.files[0]?.status).toBe("replaced");
    expect((await evidence(store)).map(({ name }) => name)).toEqual(["v2.csv"]);
  });

  it("is one file: neither --replaces nor --manifest goes with a folder", async () => {
    const manifest = join(SEEDS, "items.csv.manifest.json");
    const { code, err } = await headwater(["import", SEEDS, "--manifest", manifest, ...at(store)]);
    expect(code).toBe(2);
    expect(err).toContain("one file");
    expect(existsSync(store)).toBe(false);
  });
});

describe("a file kept without an importer", () => {
  it("stays so when it comes again", async () => {
    const file = join(folder, "picture.png");
    await writeFile(file, Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
    await load(store, file, "--as", "file");
    expect((await load(store, file)).answer.files[0]?.status).toBe("unchanged");
  });
});

describe("the demo", () => {
  it("never makes a store afresh that it did not make", async () => {
    await load(store, join(SEEDS, "items.csv"));
    const refused = await headwater(["demo", "--once", ...at(store)]);
    expect(refused.code).toBe(2);
    expect(await evidence(store)).toHaveLength(1);
    const own = join(folder, "own.db");
    for (const _ of [1, 2]) {
      const { code, out } = await headwater(["demo", "--once", ...at(own)]);
      expect(code).toBe(0);
      expect(out).toContain("Order certain, basis reported, disputed.");
    }
  });
});

describe("the demo beside a person's own work", () => {
  const demo = (path: string, env?: Record<string, string>) => {
    const args = ["demo", "--once", ...at(path)];
    return env ? headwaterProcess(args, undefined, env) : headwater(args);
  };

  it("destroys no evidence that was imported into its store since", async () => {
    const own = join(folder, "own.db");
    expect((await demo(own)).code).toBe(0);
    const file = join(folder, "mine.txt");
    await writeFile(file, "words of my own");
    await load(own, file, "--as", "file");
    const hash = await hashOf(own, "mine.txt");
    const refused = await demo(own);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(own);
    expect(refused.err).toContain(hash);
    // Its bytes are kept: so it is with evidence whose bytes are kept elsewhere.
    expect((await headwater(["evidence", "retract", hash, ...at(own)])).code).toBe(0);
    expect((await demo(own)).code).toBe(2);
    expect((await headwater(["evidence", "purge", hash, ...at(own)])).code).toBe(0);
    const elsewhere = { HEADWATER_EVIDENCE: join(folder, "elsewhere") };
    await headwaterProcess(["import", file, "--as", "file", ...at(own)], undefined, elsewhere);
    expect((await demo(own)).code).toBe(2);
    expect((await evidence(own)).map(({ name }) => name)).toContain("mine.txt");
  });

  it("keeps its bytes in a folder of its own, whatever the environment says", async () => {
    const own = join(folder, "own.db");
    const elsewhere = join(folder, "elsewhere");
    for (const _ of [1, 2]) {
      const { code, err } = await demo(own, { HEADWATER_EVIDENCE: elsewhere });
      expect(code).toBe(0);
      expect(err).toContain(`HEADWATER_EVIDENCE=${own}.evidence npx headwater trace`);
    }
    expect(existsSync(elsewhere)).toBe(false);
    expect(existsSync(join(`${own}.evidence`, "sha256"))).toBe(true);
  });

  it("makes no Neo4j afresh, and writes nothing before it says so", async () => {
    const env = { HEADWATER_EVIDENCE: join(folder, "elsewhere") };
    const { code, err } = await headwaterProcess(
      ["demo", "--once", "--store", "neo4j://127.0.0.1:7687"],
      folder,
      env,
    );
    expect(code).toBe(2);
    expect(err).toContain("SQLite");
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a reconstruction", () => {
  const seed = join(SEEDS, "archive-org/Macron_201705_meta.xml");

  it("copied elsewhere, without its manifest, is still called one and never recorded", async () => {
    const file = join(folder, "innocent.xml");
    await copyFile(seed, file);
    const { code, answer } = await load(store, file);
    expect(code).toBe(0);
    expect(answer.files[0]).toMatchObject({ reconstruction: true, provenance: "unknown" });
    const { out } = await headwater([
      "show",
      "archive.org:item/Macron_201705",
      ...at(store),
      "--json",
    ]);
    const shown = showAnswerSchema.parse(JSON.parse(out));
    expect(shown.citations.length).toBeGreaterThan(0);
    for (const citation of shown.citations) {
      expect(citation.evidence.reconstruction).toBe(true);
      expect(citation.basis).not.toBe("recorded");
      expect(citation.source?.name).toContain("serayamaouche");
    }
  });

  it("edited, with its mark left in, is one too", async () => {
    const file = join(folder, "edited.xml");
    await writeFile(file, (await readFile(seed, "utf8")).replace("11:17:39", "10:17:39"));
    expect((await load(store, file)).answer.files[0]?.reconstruction).toBe(true);
  });

  it("gives no claim of a field that no source attests", async () => {
    const file = join(folder, "more.xml");
    const text = (await readFile(seed, "utf8")).replace(" title ", " ");
    await writeFile(file, text);
    await load(store, file);
    const { out } = await headwater([
      "show",
      "archive.org:item/Macron_201705",
      ...at(store),
      "--json",
    ]);
    expect(showAnswerSchema.parse(JSON.parse(out)).item?.title).toBeNull();
  });
});

describe("bytes", () => {
  it("that were changed or are gone are found by verify, and quotes say so", async () => {
    await load(store, SEEDS);
    expect((await headwater(["evidence", "verify", ...at(store)])).code).toBe(0);
    const hash = await hashOf(store, "press.csv");
    const hex = hash.slice("sha256:".length);
    const kept = join(`${store}.evidence`, "sha256", hex.slice(0, 2), hex);
    await chmod(kept, 0o644);
    await appendFile(kept, "forged");
    const verified = await headwater(["evidence", "verify", ...at(store)]);
    expect(verified.code).toBe(2);
    expect(verified.out).toMatch(new RegExp(`differ +${hash}`));

    const traced = await headwater([
      ...["trace", "--from", "case:macronleaks/emleaks", "--to", "twitter:@wikileaks"],
      ...[...at(store), "--json"],
    ]);
    const { citations } = traceAnswerSchema.parse(JSON.parse(traced.out));
    const broken = citations.filter(({ evidence: of }) => of.hash === hash);
    expect(broken.length).toBeGreaterThan(0);
    for (const one of broken) {
      expect(one).toMatchObject({ quoteState: "altered", quote: null });
    }
  });

  it("are gone after a purge, with the claims and the search entries; the rest stays", async () => {
    await load(store, SEEDS);
    const hash = await hashOf(store, "measured.csv");
    const { code, out } = await headwater([
      "evidence",
      "purge",
      hash,
      "--reason",
      "a request",
      ...at(store),
    ]);
    expect(code).toBe(0);
    expect(out).toContain("left:");
    expect((await headwater(["evidence", "verify", hash, ...at(store)])).code).toBe(2);
    expect((await headwater(["evidence", "purge", hash, ...at(store)])).code).toBe(0);
    expect((await headwater(["search", "Emmanuel", "Macron", "Leaks", ...at(store)])).code).toBe(1);
    const bytes = Buffer.concat(
      await Promise.all(
        [store, `${store}-wal`].map((path) => readFile(path).catch(() => Buffer.alloc(0))),
      ),
    );
    expect(bytes.includes("Emmanuel Macron Leaks")).toBe(false);
    expect(bytes.includes("BBC Trending")).toBe(true);
  });
});

describe("note", () => {
  it("writes a statement that is an evidence file of its own", async () => {
    await load(store, SEEDS);
    const { code, out } = await headwater([
      ...["note", "--kind", "edge", "--subject", "twitter:status/860577607670276096"],
      ...["--relation", "REPLIES_TO", "--object", "twitter:status/860567142965575681"],
      ...["--source", "A fictional reader", "--quote", "an answer, they say", "--author", "tester"],
      ...[...at(store), "--json"],
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out).outcome).toMatchObject({ status: "imported", importer: "statements" });
    const traced = await headwater([
      ...["trace", "--from", "twitter:status/860567142965575681"],
      ...["--to", "twitter:status/860577607670276096", ...at(store), "--json"],
    ]);
    expect(traced.code).toBe(0);
    const answer = traceAnswerSchema.parse(JSON.parse(traced.out));
    expect(answer.citations.map(({ quote }) => quote)).toContain("an answer, they say");
  });

  it("asks for what is missing only on a terminal, and refuses a bad statement with 2", async () => {
    const missing = await headwaterProcess(["note", "--kind", "edge", ...at(store)]);
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("--subject");
    const bad = await headwater([
      ...["note", "--kind", "edge", "--subject", "case:a/b", "--relation", "HUGS"],
      ...["--object", "case:a/c", "--source", "x", ...at(store)],
    ]);
    expect(bad.code).toBe(2);
    expect(bad.err).toContain("HUGS");
    expect(existsSync(store)).toBe(false);
  });
});

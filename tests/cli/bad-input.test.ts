/** Bad input: told by file and place, counted, and never half shown. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evidenceListSchema, importAnswerSchema } from "../../src/model/report.ts";
import { searchAnswerSchema } from "../../src/model/search-answer.ts";
import { headwater, headwaterProcess, makeFolder, removeFolder } from "./run.ts";

const HEADER =
  "kind,subject,relation,object,not_before,not_after,zone,as_written,value,unit,basis,dispute,source,source_url,source_date,via,quote,evidence";
/** A statement row from the columns that matter. */
function row(columns: Record<string, string>): string {
  return HEADER.split(",")
    .map((name) => columns[name] ?? "")
    .join(",");
}
const GOOD = row({
  kind: "item",
  subject: "case:mill/notice",
  relation: "page",
  object: "mill.example",
  source: "The Mill Gazette",
});
const TWEET = {
  created_at: "Fri May 05 18:00:00 +0000 2017",
  id_str: "860554695580000256",
  full_text: "the mill is closed",
  entities: { hashtags: [], urls: [], user_mentions: [], symbols: [] },
  user: { id_str: "77", screen_name: "miller_fictional", name: "Miller" },
};

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
async function load(...args: string[]) {
  const { code, out } = await headwater(["import", "--store", store, "--json", ...args]);
  const answer = importAnswerSchema.parse(JSON.parse(out));
  for (const { report } of answer.files) {
    if (!report) continue;
    expect(report.imported + report.skipped + report.failed).toBe(report.seen);
  }
  return { code, answer };
}
async function loaded(): Promise<string[]> {
  const { out } = await headwater(["evidence", "list", "--store", store, "--json"]);
  return evidenceListSchema.parse(JSON.parse(out)).evidence.map(({ name }) => name);
}

describe("a file that gives nothing", () => {
  const whole = JSON.stringify([TWEET, TWEET]);
  it.each<[string, string, string | Uint8Array, RegExp]>([
    ["of unknown format", "notes.txt", "nothing that an importer reads", /no importer reads/],
    ["of truncated JSON", "cut.json", whole.slice(0, -40), /byte|end/i],
    ["that is empty", "empty.json", "", /empty/],
    [
      "that is binary",
      "image.png",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255),
      /no importer/,
    ],
    [
      "of a CSV without a column",
      "short.csv",
      `${HEADER.replace(",quote", "")}\n`,
      /quote|no importer/,
    ],
  ])("%s: is told by name, exit 2, and is not evidence", async (_what, name, content, message) => {
    const bad = await file(name, content);
    const good = await file("good.csv", `${HEADER}\n${GOOD}\n`);
    const { code, answer } = await load(bad, good);
    expect(code).toBe(2);
    expect(answer.files[0]).toMatchObject({ file: bad, status: "failed", report: null });
    expect(answer.files[0]?.message).toMatch(message);
    expect(answer.files[1]?.status).toBe("imported");
    expect(await loaded()).toEqual(["good.csv"]);
    const { out } = await headwater(["import", "--store", store, bad]);
    expect(out).toContain(name);
  });

  it("that is missing, and a folder without files", async () => {
    const emptied = join(folder, "nothing-in-it");
    await mkdir(emptied);
    const { code, answer } = await load(join(folder, "missing.json"), emptied);
    expect(code).toBe(2);
    expect(answer.files.map(({ message }) => message)).toEqual([
      "no such file or folder",
      "the folder holds no file",
    ]);
  });

  it("with a broken manifest", async () => {
    const good = await file("good.csv", `${HEADER}\n${GOOD}\n`);
    await file("good.csv.manifest.json", '{"origin": "here", "colected": "2017"}');
    const { code, answer } = await load(good);
    expect(code).toBe(2);
    expect(answer.files[0]?.message).toMatch(/bad manifest.*colected/s);
    expect(await loaded()).toEqual([]);
  });
});

describe("a record that fails", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      "with swapped bounds",
      {
        kind: "time",
        relation: "published",
        not_before: "2017-05-06",
        not_after: "2017-05-05",
        zone: "UTC",
      },
      /not_before.*not_after|2017-05-06.*2017-05-05/,
    ],
    [
      "with an unknown relation",
      { kind: "edge", relation: "SHOUTS_AT", object: "case:mill/notice" },
      /SHOUTS_AT/,
    ],
    [
      "with an impossible date",
      { kind: "time", relation: "published", not_before: "2017-02-30", zone: "UTC" },
      /2017-02-30/,
    ],
    ["with an unknown kind", { kind: "rumour" }, /rumour/],
    [
      "that claims to be recorded",
      { kind: "edge", relation: "LINKS_TO", object: "https://mill.example/a", basis: "recorded" },
      /recorded/,
    ],
    [
      "inferred without a ground",
      { kind: "edge", relation: "LINKS_TO", object: "https://mill.example/a", basis: "inferred" },
      /ground/,
    ],
  ])(
    "%s: is counted and placed, and the rest of its file goes in",
    async (_what, columns, message) => {
      const bad = row({ subject: "case:mill/notice", source: "The Mill Gazette", ...columns });
      const path = await file(
        "mixed.csv",
        [HEADER, GOOD, bad, GOOD.replace("notice", "poster"), ""].join("\n"),
      );
      const { code, answer } = await load(path);
      expect(code).toBe(2);
      expect(answer.totals).toMatchObject({ seen: 3, imported: 2, failed: 1, failedFiles: 0 });
      const [diagnostic] = answer.files[0]?.report?.diagnostics ?? [];
      expect(diagnostic?.message).toMatch(message);
      expect(diagnostic?.place).toMatch(/2/);
      expect((await headwater(["show", "case:mill/poster", "--store", store])).code).toBe(0);
    },
  );

  it("of NDJSON, a broken line: the other lines go in", async () => {
    const lines = [
      JSON.stringify(TWEET),
      '{"id_str": "8605',
      JSON.stringify({ ...TWEET, id_str: "860554695580000300" }),
    ];
    const { code, answer } = await load(await file("lines.ndjson", lines.join("\n")));
    expect(code).toBe(2);
    expect(answer.totals).toMatchObject({ seen: 3, imported: 2, failed: 1 });
  });
});

describe("a file that two importers could read", () => {
  it("is refused until --as names one of them", async () => {
    const both = JSON.stringify({ metadata: { identifier: "mill_2017" }, ...TWEET });
    const path = await file("both.json", both);
    const { code, answer } = await load(path);
    expect(code).toBe(2);
    expect(answer.files[0]?.message).toMatch(
      /--as.*(tweets-v1.*archive-org|archive-org.*tweets-v1)/,
    );
    expect((await load(path, "--as", "tweets-v1")).code).toBe(0);
  });

  it("is read by the one that --as names, and an unknown one is wrong usage", async () => {
    const path = await file("one.json", JSON.stringify(TWEET));
    const { code, err } = await headwater(["import", path, "--as", "nonsense", "--store", store]);
    expect(code).toBe(2);
    expect(err).toMatch(/nonsense.*tweets-v1/);
    expect((await load(path, "--as", "tweets-v1")).answer.files[0]?.importer).toBe("tweets-v1");
  });

  it("is kept without an importer by --as file", async () => {
    const path = await file("screenshot.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
    const { code, answer } = await load(path, "--as", "file");
    expect(code).toBe(0);
    expect(answer.files[0]).toMatchObject({ status: "imported", importer: null });
  });
});

describe("wrong usage", () => {
  it.each([
    [["trace", "--from", "twitter:status/abc", "--to", "twitter"], /twitter:status\/abc/],
    [["trace", "--from", "twitter"], /--to/],
    [["show", "@miller"], /names nothing/],
    [["trace", "--from", "twitter", "--to", "reddit", "--basis", "hearsay"], /hearsay/],
    [
      ["trace", "--from", "twitter", "--to", "reddit", "--between", "2017-05-06", "2017-05-05"],
      /later/,
    ],
    [["trace", "--from", "no such words here", "--to", "reddit"], /no such words here/],
    [["first"], /selectors/],
    [["first", ""], /--of/],
    [["evidence", "show", "sha256:12"], /sha256/],
    [["evidence", "retract", `sha256:${"0".repeat(64)}`], /not evidence/],
    [
      ["note", "--kind", "event", "--subject", "x", "--source", "y", "--case", "Not A Name"],
      /--case/,
    ],
    [["sing"], /sing/],
  ])("%j ends with 2 and says why on standard error", async (args, message) => {
    await load(await file("good.csv", `${HEADER}\n${GOOD}\n`));
    const withStore = args[0] === "sing" ? args : [...args, "--store", store];
    const { code, out, err } = await headwater(withStore);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err).not.toMatch(/at .*\.ts:\d+/);
  });

  it("and an answer of none are what the process ends with", async () => {
    await load(await file("good.csv", `${HEADER}\n${GOOD}\n`));
    const sung = await headwaterProcess(["sing"]);
    expect([sung.code, sung.out, sung.err]).toEqual([2, "", expect.stringMatching(/sing/)]);
    const unnamed = await headwaterProcess(["show", "@miller", "--store", store]);
    expect([unnamed.code, unnamed.out, unnamed.err]).toEqual([
      2,
      "",
      expect.stringMatching(/^headwater: .*names nothing/),
    ]);
    const none = await headwaterProcess(["search", "nothing", "--store", store]);
    expect([none.code, none.out, none.err]).toEqual([1, expect.stringMatching(/matches/), ""]);
    const found = await headwaterProcess(["search", "notice", "--store", store, "--json"]);
    expect([found.code, found.err]).toEqual([0, ""]);
    expect(searchAnswerSchema.parse(JSON.parse(found.out)).hits).not.toEqual([]);
  });

  it("a store that is not there is told, and not made", async () => {
    const { code, err } = await headwater(["search", "mill", "--store", store]);
    expect(code).toBe(2);
    expect(err).toContain("no such store");
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [["trace", "--from", "twitter:@nobody_here", "--to", "reddit"]],
    [["first", "tag:nothing"]],
    [["show", "pastebin:AAAAAAAA"]],
    [["search", "nothing"]],
  ])("%j is well-formed and answered none: 1", async (args) => {
    await load(await file("good.csv", `${HEADER}\n${GOOD}\n`));
    const { code, out } = await headwater([...args, "--store", store]);
    expect(code).toBe(1);
    expect(out).toMatch(/not in evidence|matches/);
  });
});

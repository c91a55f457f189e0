/** What the metadata beside a 4CAT data set in its zip says of the set. */
import { expect, it } from "vitest";
import { fourcatCsv } from "../../src/importers/fourcat/fourcat-csv.ts";
import { contextFrom } from "../../src/importers/importer.ts";
import { ImportError } from "../../src/model/errors.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const BOARD =
  "thread_id,id,timestamp,board,body,image_file,image_md5,unix_timestamp\n" +
  "50,51,2020-01-02 03:04:05,qresearch,words,,,1577934245\n";
const VIDEO =
  "id,author,body,tiktok_url,music_id,unix_timestamp\n" +
  "7100000000000000001,some.one,words,https://www.tiktok.com/@some.one/video/7100000000000000001,1,1652954400\n";

const MADE = 1_660_000_000;
const FINISHED = 1_660_009_000;

const metadata = (fields: object) =>
  utf8(JSON.stringify({ key: "k", type: "x-search", ...fields }));

async function read(csv: string, companions: Record<string, Uint8Array>) {
  const context = contextFrom(null, {}, new Map(Object.entries(companions)));
  const [record] = await collect(fourcatCsv.parse(inChunks(utf8(csv), 61), context));
  return record?.claims[0];
}

it("asks for the metadata in its own folder", () => {
  const names = [
    "set/a.csv",
    "set/a_metadata.json",
    "set/a.log",
    "b_metadata.json",
    "set/in/c_metadata.json",
  ];
  expect(fourcatCsv.companionsOf?.("set/a.csv", names)).toEqual(["set/a_metadata.json"]);
  expect(fourcatCsv.companionsOf?.("a.csv", names)).toEqual(["b_metadata.json"]);
});

it("knows the metadata of an export with analyses by the key in the file's name", () => {
  const [set, analysis] = ["a".repeat(32), "b".repeat(32)];
  const names = [`x-${set}.csv`, `${set}_metadata.json`, `${analysis}_metadata.json`];
  expect(fourcatCsv.companionsOf?.(`x-${set}.csv`, names)).toEqual([`${set}_metadata.json`]);
  expect(fourcatCsv.companionsOf?.(`x-${"c".repeat(32)}.csv`, names)).toEqual([]);
});

it("refuses a board whose metadata and manifest disagree", async () => {
  const manifest = manifestSchema.parse({ origin: "the desk", platform: "4chan" });
  const companions = new Map([["a_metadata.json", metadata({ type: "8kun-search" })]]);
  const context = contextFrom(manifest, {}, companions);
  await expect(collect(fourcatCsv.parse(inChunks(utf8(BOARD), 61), context))).rejects.toThrow(
    "disagree",
  );
});

it.each([
  ["the source", { parameters: '{"datasource": "eightkun", "query": "a"}' }],
  ["the source, unwrapped", { parameters: { datasource: "8kun" } }],
  ["the kind of set", { type: "8kun-search", parameters: "no JSON" }],
])("takes the site of a board from %s", async (_, fields) => {
  const claim = await read(BOARD, { "a_metadata.json": metadata(fields) });
  expect(claim?.subject).toBe("8kun:qresearch/51");
});

it.each([
  ["no metadata", {}],
  [
    "metadata of two sets",
    {
      "a_metadata.json": metadata({ type: "8kun-search" }),
      "b_metadata.json": metadata({ type: "4chan-search" }),
    },
  ],
  ["metadata that are broken", { "a_metadata.json": utf8('{"key": "k", "type": "8kun-se') }],
  ["metadata of another kind", { "a_metadata.json": utf8("[1]") }],
  ["bytes", { "a_metadata.json": new Uint8Array([0xff, 0xfe, 0x00]) }],
])("refuses a board with %s", async (_, companions) => {
  await expect(read(BOARD, companions)).rejects.toThrow(ImportError);
});

it("bounds what was collected beforehand by when the set was made, and the rest by when it was done", async () => {
  const made = { "a_metadata.json": metadata({ type: "8kun-search", timestamp: MADE }) };
  const done = {
    "a_metadata.json": metadata({
      type: "8kun-search",
      timestamp: MADE,
      timestamp_finished: FINISHED,
    }),
  };
  expect((await read(VIDEO, made))?.shownBy).toBe(MADE * 1000 + 999);
  expect((await read(BOARD, made))?.shownBy).toBeUndefined();
  expect((await read(BOARD, done))?.shownBy).toBe(FINISHED * 1000 + 999);
});

it("takes no bound that is none", async () => {
  for (const timestamp of ["yesterday", -1, 0, 1e300, null]) {
    const claim = await read(VIDEO, { "a_metadata.json": metadata({ timestamp }) });
    expect(claim?.shownBy).toBeUndefined();
  }
});

it("takes the earlier of the bounds", async () => {
  const manifest = manifestSchema.parse({ origin: "the desk", collected: "2022-06-01T00:00:00Z" });
  const context = contextFrom(
    manifest,
    {},
    new Map([["a_metadata.json", metadata({ timestamp: MADE })]]),
  );
  const [record] = await collect(fourcatCsv.parse(inChunks(utf8(VIDEO), 61), context));
  expect(record?.claims[0]?.shownBy).toBe(Date.UTC(2022, 5, 1) + 999);
});

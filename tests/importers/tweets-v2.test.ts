/** Twitter's two formats are told apart whatever part of a file is seen, and pages from flattened lines are not. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contextFrom, type ImportContext, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { recognise } from "../../src/importers/registry.ts";
import { tweetsV2 } from "../../src/importers/twitter/tweets-v2.ts";
import type { Fact } from "../../src/model/claim.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const NOTHING = contextFrom(null);

async function read(bytes: Uint8Array, context: ImportContext = NOTHING) {
  return collect(tweetsV2.parse(inChunks(bytes, 4096), context));
}

const fixture = (name: string, file: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, "tweets-v2", name, file)));

/** A fact without the place that says it. */
const told = ({ at: _, ...fact }: Fact): string => JSON.stringify(fact);

async function factsOf(bytes: Uint8Array): Promise<Set<string>> {
  const records = await read(bytes);
  return new Set(records.flatMap(({ claims }) => claims.flatMap(({ facts }) => facts.map(told))));
}

it("tells of a flattened page what it tells of the page, but for the errors that flattening drops", async () => {
  const page = await factsOf(fixture("page", "input.json"));
  const flat = await factsOf(fixture("flattened", "input.ndjson"));
  const only = [...page].filter((fact) => !flat.has(fact));
  expect(only.every((fact) => fact.includes('"unavailable"'))).toBe(true);
  expect(only).toHaveLength(3);
});

describe("recognises a file whose first record is longer than what it sees", () => {
  const V2 =
    '{"id":"1588863698850545664","author_id":"9200000000011","conversation_id":"1588863698850545664","created_at":"2022-11-05T12:00:00.000Z","text":"words","public_metrics":{"retweet_count":0}}';
  const V1 =
    '{"created_at":"Fri May 05 18:10:00 +0000 2017","id_str":"860557202543345664","text":"words","user":{"id_str":"1"}}';

  it.each([
    ["v2", "tweets-v2", `{"data":[${Array(400).fill(V2).join(",")}],"includes":{},"meta":{}}`],
    [
      "v2 whose includes come first",
      "tweets-v2",
      `{"includes":{"tweets":[${Array(400).fill(V2)}]},"data":[]}`,
    ],
    ["v1.1", "tweets-v1", V1.replace('"words"', `"${"words ".repeat(20_000)}"`)],
  ])("%s", (_, id, text) => {
    const sample = utf8(text).subarray(0, SAMPLE_BYTES);
    expect(recognise(sample, false).map((importer) => importer.id)).toEqual([id]);
  });
});

it("takes the earlier of the manifest's and the page's own time for when it was there", async () => {
  const page = fixture("page", "input.json");
  const by = async (collected: string | undefined) => {
    const context =
      collected === undefined
        ? NOTHING
        : contextFrom(manifestSchema.parse({ origin: "a test", collected }));
    const [first] = await read(page, context);
    return new Set(first?.claims.map(({ shownBy }) => shownBy));
  };
  const retrieved = Date.UTC(2022, 10, 6, 10, 0, 0, 999);
  expect(await by(undefined)).toEqual(new Set([retrieved]));
  expect(await by("2022-11-07 00:00:00Z")).toEqual(new Set([retrieved]));
  expect(await by("2022-11-06 09:00:00Z")).toEqual(new Set([Date.UTC(2022, 10, 6, 9, 0, 0, 999)]));
});

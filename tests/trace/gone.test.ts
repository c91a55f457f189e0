import { expect, test } from "vitest";
import { cdxJson } from "../../src/importers/captures/cdx-json.ts";
import { contextFrom } from "../../src/importers/importer.ts";
import { type ClaimId, withWhatIdsSay } from "../../src/model/claim.ts";
import { type Hash, manifestSchema } from "../../src/model/evidence.ts";
import { findingsOf } from "../../src/trace/findings.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { collect, inChunks, utf8 } from "../importers/chunks.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

const WAYBACK = "https://web.archive.org/cdx/search/cdx?url=a.example&output=json";
const HASH: Hash = `sha256:${"1".padStart(64, "0")}`;
const PAGE = "web:https://a.example/page";

/** A list of captures: in which second of the first of March, and the status of the answer. */
async function stored(captures: readonly [second: number, status: string][], origin: string) {
  const rows = captures.map(([second, status]) => [
    `202403010000${String(second).padStart(2, "0")}`,
    "https://a.example/page",
    status,
  ]);
  const bytes = utf8(JSON.stringify([["timestamp", "original", "statuscode"], ...rows]));
  const context = contextFrom(manifestSchema.parse({ origin }));
  const records = await collect(cdxJson.parse(inChunks(bytes, 65_536), context));
  return store(
    HASH,
    records.flatMap(({ claims }) => claims.map(withWhatIdsSay)),
  );
}

async function gone(
  captures: readonly [second: number, status: string][],
  { origin = WAYBACK, without = [] }: { origin?: string; without?: ClaimId[] } = {},
) {
  const loaded = await Loaded.from(new ClaimsReader(await stored(captures, origin)));
  const found = await findingsOf(loaded, await loaded.view("inferred", new Set(without)));
  return found.flatMap(({ kind, about, says }) =>
    kind === "gone in a later capture" ? [[about[0], says]] : [],
  );
}

test("a page that a copy shows, and that is not found later, is gone", async () => {
  const found = await gone([
    [1, "200"],
    [3, "200"],
    [5, "404"],
    [7, "410"],
  ]);
  expect(found).toEqual([
    [
      PAGE,
      `${PAGE} was there when wayback:20240301000003/https://a.example/page was taken, before 2024-03-01 00:00:04 UTC, and was looked for in vain before 2024-03-01 00:00:06 UTC: taken down in between, or kept from the archive`,
    ],
  ]);
});

test("in whatever order the captures are listed", async () => {
  const captures: [number, string][] = [
    [1, "200"],
    [3, "200"],
    [5, "404"],
  ];
  expect(await gone(captures.toReversed())).toEqual(await gone(captures));
});

test("a page is not gone that was shown again, was never shown, or only led on", async () => {
  expect(
    await gone([
      [1, "200"],
      [5, "404"],
      [7, "200"],
    ]),
  ).toEqual([]);
  expect(await gone([[5, "404"]])).toEqual([]);
  expect(
    await gone([
      [1, "200"],
      [5, "302"],
      [7, "503"],
    ]),
  ).toEqual([]);
});

test("nothing is said where no copy says when the page was there last", async () => {
  const captures: [number, string][] = [
    [1, "200"],
    [5, "404"],
  ];
  expect(await gone(captures, { origin: "a colleague" })).toEqual([]);
});

test("a claim that a question leaves aside counts for nothing", async () => {
  const captures: [number, string][] = [
    [1, "200"],
    [5, "404"],
  ];
  const look = (await stored(captures, WAYBACK)).find(({ subject }) => subject === undefined);
  expect(await gone(captures, { without: look ? [look.id] : [] })).toEqual([]);
});

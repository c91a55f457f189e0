import { describe, expect, it } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { readQuote } from "../../src/importers/reading/quote.ts";
import { twitterArchive } from "../../src/importers/twitter-tools/twitter-archive.ts";
import type { Manifest } from "../../src/model/evidence.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const FILE = utf8(
  'window.YTD.tweets.part0 = [ {"tweet" : {"id_str" : "1367399416066998273", "full_text" : "words"} } ]',
);
const ACCOUNT =
  'window.YTD.account.part0 = [{"account":{"email":"gil@example.org","username":"gil_example","accountId":"900","accountDisplayName":"Gil"}}]';
const MANIFEST =
  'window.__THAR_CONFIG = {"userInfo":{"accountId":"901","userName":"hal_example","displayName":"Hal"},"archiveInfo":{"generationDate":"2021-04-01T08:00:00.000Z"}}';

async function claimsBeside(files: Record<string, string>, manifest: Manifest | null = null) {
  const companions = new Map(Object.entries(files).map(([name, text]) => [name, utf8(text)]));
  const context = contextFrom(manifest, {}, companions);
  const [record] = await collect(twitterArchive.parse(inChunks(FILE, 7), context));
  return record?.claims ?? [];
}

const authorIn = (claims: Awaited<ReturnType<typeof claimsBeside>>) =>
  claims.flatMap(({ basis, facts }) =>
    facts.flatMap((fact) =>
      fact.fact === "edge" && fact.relation === "POSTED_BY" ? [[basis, fact.object]] : [],
    ),
  );

describe("whose archive it is", () => {
  it("is said by account.js beside it, and never by its e-mail address", async () => {
    const claims = await claimsBeside({
      "x/data/account.js": ACCOUNT,
      "x/data/manifest.js": MANIFEST,
    });
    expect(authorIn(claims)).toEqual([["recorded", "twitter:user/900"]]);
    expect(JSON.stringify(claims)).not.toContain("gil@example.org");
    expect(claims[0]?.shownBy).toBe(Date.UTC(2021, 3, 1, 8));
    for (const claim of claims) {
      const slice = FILE.subarray(...claim.place.bytes);
      for (const { at } of claim.facts) expect(readQuote(slice, claim.place, at)).not.toBe("");
    }
  });

  it("is said by manifest.js without account.js", async () => {
    expect(authorIn(await claimsBeside({ "manifest.js": MANIFEST }))).toEqual([
      ["recorded", "twitter:user/901"],
    ]);
  });

  it("is said by an account.js that ends in a semicolon", async () => {
    expect(authorIn(await claimsBeside({ "account.js": `${ACCOUNT};\n` }))).toEqual([
      ["recorded", "twitter:user/900"],
    ]);
  });

  it("was there when the archive was made, or before, when it was collected", async () => {
    const shown = async (collected: string) => {
      const manifest = manifestSchema.parse({ origin: "somewhere", collected });
      return (await claimsBeside({ "manifest.js": MANIFEST }, manifest))[0]?.shownBy;
    };
    expect(await shown("2021-05-01T00:00:00Z")).toBe(Date.UTC(2021, 3, 1, 8));
    expect(await shown("2021-03-20T00:00:00Z")).toBe(Date.UTC(2021, 2, 20, 0, 0, 0, 999));
  });

  it("is reported by the manifest of the file where nothing stands beside it", async () => {
    const manifest = manifestSchema.parse({ origin: "https://x.com/Gil_Example" });
    expect(authorIn(await claimsBeside({}, manifest))).toEqual([
      ["reported", "twitter:@gil_example"],
    ]);
  });

  it.each(["", "window.YTD.account.part0 = [", "window.YTD.account.part0 = 7", '{"account":1}'])(
    "is not known from %j",
    async (text) => {
      expect(authorIn(await claimsBeside({ "account.js": text, "manifest.js": text }))).toEqual([]);
    },
  );
});

it("asks for the files of its own folder alone", () => {
  const names = ["a/data/account.js", "a/data/manifest.js", "a/data/like.js", "b/data/account.js"];
  expect(twitterArchive.companionsOf?.("a/data/tweets-part1.js", names)).toEqual(names.slice(0, 2));
  expect(twitterArchive.companionsOf?.("tweets.js", ["account.js", "x/account.js"])).toEqual([
    "account.js",
  ]);
});

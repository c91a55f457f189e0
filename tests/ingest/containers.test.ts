/** Containers: each member by its importer, at its own place. */
import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { CONTAINER } from "../../src/ingest/plan.ts";
import { ImportError } from "../../src/model/errors.ts";
import { type EvidenceRecord, manifestSchema } from "../../src/model/evidence.ts";
import { parseKey } from "../../src/model/key.ts";
import { rootsOf } from "../../src/trace/citations.ts";
import { utf8 } from "../importers/chunks.ts";
import { gz, type Packed, tar, zip, zst } from "./packed.ts";
import { claimsOf, inSite, load, quotesOf, tweets } from "./sites.ts";

const tweetKeyOf = (line: string) => parseKey(`twitter:status/${JSON.parse(line).id_str}`);
const FILES: readonly Packed[] = [
  { name: "data/a.ndjson", text: tweets(0, 3) },
  { name: "readme.txt", text: "how this was made" },
  { name: "b.json", text: tweets(10, 2) },
  { name: "b.json.manifest.json", text: '{"origin":"https://liar.example/"}' },
];

it("is one source with the same bytes, packed or not", async () => {
  await inSite(async (site) => {
    const text = tweets(0, 1);
    await load(site, utf8(text));
    await load(site, gz(text));
    await load(
      site,
      zip([
        { name: "a.ndjson", text },
        { name: "b.ndjson", text: tweets(5, 1) },
      ]),
    );
    const claims = await site.store.claimsAbout([tweetKeyOf(text)], []);
    expect(claims).toHaveLength(3);
    expect(rootsOf(claims).size).toBe(1);
  });
});

describe("a container of many files", () => {
  it.each([
    ["zip", async () => zip(FILES), []],
    ["tar", () => tar(FILES), []],
    ["tar.gz", async () => gz(await tar(FILES)), ["content"]],
    ["tar.zst", async () => zst(await tar(FILES)), ["content"]],
  ] as const)("is read member by member: %s", async (_, make, before) => {
    await inSite(async (site) => {
      const bytes = await make();
      const got = await load(site, bytes);
      expect(got).toMatchObject({ status: "imported", importer: CONTAINER });
      expect(got.report).toMatchObject({ seen: 5, imported: 5, failed: 0 });
      expect(
        got.report?.members.map(({ path, importer, seen }) => [path, importer?.id, seen]),
      ).toEqual([
        [[...before, "data/a.ndjson"], "tweets-v1", 3],
        [[...before, "readme.txt"], undefined, 0],
        [[...before, "b.json"], "tweets-v1", 2],
        [[...before, "b.json.manifest.json"], undefined, 0],
      ]);
      const claims = await claimsOf(site, got.hash);
      expect(new Set(claims.map(({ place }) => place.path?.join(" ")))).toEqual(
        new Set([[...before, "data/a.ndjson"].join(" "), [...before, "b.json"].join(" ")]),
      );
      expect(await quotesOf(site)).toHaveLength(5);
      expect((await load(site, bytes)).status).toBe("unchanged");
    });
  });

  it("says of what a file of the same container asked for that it is looked at with that", async () => {
    await inSite(async (site) => {
      const row = "50,51,2020-01-02 03:04:05,qresearch,words,,,1577934245";
      const columns = "thread_id,id,timestamp,board,body,image_file,image_md5,unix_timestamp";
      const files = [
        { name: "set.csv", text: `${columns}\n${row}\n` },
        { name: "set_metadata.json", text: '{"key": "k", "type": "8kun-search"}' },
        { name: "set.log", text: "how it went" },
        { name: "other.zip", text: zip([{ name: "set_metadata.json", text: '{"no": "set"}' }]) },
      ];
      const got = await load(site, zip(files));
      expect(got.report?.members.map(({ message }) => message ?? "")).toEqual([
        "",
        "no importer reads it by itself: it is looked at with set.csv, unless it is over 4 MB",
        "no importer reads this format",
        "no importer reads this format",
      ]);
    });
  });

  it("holds others, and packed files", async () => {
    await inSite(async (site) => {
      const inner = zip([{ name: "x.json", text: tweets(0, 1) }]);
      const packed = await tar([
        { name: "in.zip", text: inner },
        { name: "y.json.gz", text: gz(tweets(1, 1)) },
      ]);
      const got = await load(site, zip([{ name: "all.tar.zst", text: zst(packed) }]));
      expect(got.report?.members.map(({ path }) => path)).toEqual([
        ["all.tar.zst", "all.tar", "in.zip", "x.json"],
        ["all.tar.zst", "all.tar", "y.json.gz", "y.json"],
      ]);
      expect(await quotesOf(site)).toHaveLength(2);
      const left = await readdir(site.folder.path);
      expect(left.filter((name) => name !== "sha256")).toEqual([]);
    });
  });

  it("of formats that nobody reads is refused without a manifest, else kept as a file", async () => {
    await inSite(async (site) => {
      const bytes = zip([{ name: "a.txt", text: "words" }]);
      await expect(load(site, bytes)).rejects.toMatchObject({ code: "unknown-format" });
      const manifest = manifestSchema.parse({ origin: "a colleague" });
      const kept = await load(site, bytes, { manifest });
      expect(kept).toMatchObject({ status: "imported", importer: null });
      expect((await load(site, bytes, { manifest })).status).toBe("unchanged");
    });
  });

  it("is read again when an importer is newer", async () => {
    await inSite(async (site) => {
      const bytes = zip(FILES);
      const { hash } = await load(site, bytes);
      const known = await site.store.evidenceOf(hash ?? "");
      if (!known?.importer) throw new Error("not imported");
      const entry = { action: "import", evidence: known.hash, at: 0 } as const;
      const session = await site.store.begin(known.hash, [known.hash], entry);
      const older: EvidenceRecord = {
        ...known,
        importer: { id: CONTAINER, version: known.importer.version - 1 },
      };
      await session.commit(older);
      expect((await load(site, bytes)).status).toBe("replaced");
      expect(await claimsOf(site, hash)).not.toEqual([]);
    });
  });

  it("keeps to the importer that was asked for", async () => {
    await inSite(async (site) => {
      const bytes = zip([FILES[0] ?? { name: "", text: "" }]);
      const got = await load(site, bytes, { as: "tweets-v1" });
      expect(got).toMatchObject({ importer: CONTAINER, status: "imported" });
      expect((await load(site, bytes)).status).toBe("unchanged");
    });
  });
});

it("gives a member what stands beside it in the container", async () => {
  const created_at = "Fri May 05 18:00:00 +0000 2017";
  const tweet = { id_str: "1000001", full_text: "the mill", created_at };
  const archive = (accountId: string): Packed[] => [
    {
      name: "data/tweets.js",
      text: `window.YTD.tweets.part0 = ${JSON.stringify([{ tweet }])}`,
    },
    {
      name: "data/account.js",
      text: `window.YTD.account.part0 = ${JSON.stringify([{ account: { accountId, username: "miller_fictional" } }])}`,
    },
  ];
  await inSite(async (site) => {
    const { hash } = await load(site, zip(archive("77")));
    const [claim] = await claimsOf(site, hash);
    expect(JSON.stringify(claim?.facts)).toContain("twitter:user/77");
    const big: Packed = { name: "data/account.js", text: `${" ".repeat(5_000_000)}` };
    const without = await load(site, zip([...archive("78").slice(0, 1), big]));
    expect(JSON.stringify(await claimsOf(site, without.hash))).not.toContain("twitter:user/");
    const media = Array.from({ length: 5_001 }, (_, index): Packed => {
      return { name: `data/tweets_media/${index}.jpg`, text: "" };
    });
    const full = await load(site, zip([...media, ...archive("79")]));
    expect(JSON.stringify(await claimsOf(site, full.hash))).toContain("twitter:user/79");
  });
});

describe("a file packed by gzip or Zstandard", () => {
  it.each([
    ["gz", gz],
    ["zst", zst],
  ])("is read as that file: %s", async (_, packed) => {
    await inSite(async (site) => {
      const got = await load(site, packed(tweets(0, 3)));
      expect(got).toMatchObject({ status: "imported", importer: "tweets-v1" });
      expect(got.report?.seen).toBe(3);
      const claims = await claimsOf(site, got.hash);
      expect(claims.map(({ place }) => place.path)).toEqual(claims.map(() => ["content"]));
      expect(await quotesOf(site)).toHaveLength(3);
    });
  });

  it("may stand in several frames or members, which are one file", async () => {
    const [a, b] = [`${tweets(0, 2)}\n`, tweets(2, 2)];
    for (const pack of [gz, zst]) {
      await inSite(async (site) => {
        const got = await load(site, new Uint8Array(Buffer.concat([pack(a), pack(b)])));
        expect(got.report?.seen).toBe(4);
        expect(await quotesOf(site)).toHaveLength(4);
      });
    }
  });

  it("goes by its origin where that decides", async () => {
    await inSite(async (site) => {
      const manifest = manifestSchema.parse({ origin: "https://pastebin.com/raw/AbCd1234" });
      expect((await load(site, gz("just words"), { manifest })).importer).toBe("pastebin-raw");
    });
  });

  it.each([
    ["cut off", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 6)],
    ["followed by other bytes", (bytes: Uint8Array) => Buffer.concat([bytes, utf8("garbage")])],
  ])("leaves nothing when it is %s", async (_, broken) => {
    for (const pack of [gz, zst]) {
      await inSite(async (site) => {
        const bytes = new Uint8Array(broken(pack(tweets(0, 3))));
        await expect(load(site, bytes)).rejects.toThrow(ImportError);
        expect(await site.store.evidence()).toEqual([]);
      });
    }
  });
});

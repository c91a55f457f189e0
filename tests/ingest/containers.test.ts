/** Containers: each member by its importer, at its own place, and none that can do harm. */
import { readdir } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/ingest/containers/archive.ts";
import { LIMITS } from "../../src/ingest/containers/limits.ts";
import { bytesOf } from "../../src/ingest/evidence-folder.ts";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import { CONTAINER } from "../../src/ingest/plan.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { tryBytes } from "../../src/ingest/try-file.ts";
import { HeadwaterError, ImportError } from "../../src/model/errors.ts";
import { type EvidenceRecord, manifestSchema } from "../../src/model/evidence.ts";
import { gz, type Packed, tar, zip, zst } from "./packed.ts";
import { claimsOf, inChunks, inSite, load, tweets } from "./sites.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const FILES: readonly Packed[] = [
  { name: "data/a.ndjson", text: tweets(0, 3) },
  { name: "readme.txt", text: "how this was made" },
  { name: "b.json", text: tweets(10, 2) },
  { name: "b.json.manifest.json", text: '{"origin":"https://liar.example/"}' },
];

async function quotesOf(site: ImportSite): Promise<(string | null)[]> {
  const records = await site.store.evidence();
  const read = quotesFrom(
    site.folder,
    new Map(records.map((record) => [record.hash, record] as const)),
  );
  const quotes: (string | null)[] = [];
  for (const { hash } of records) {
    for (const claim of await claimsOf(site, hash)) {
      const text = claim.facts.find((fact) => fact.fact === "item" && fact.text !== undefined);
      if (text?.fact !== "item") continue;
      const { text: quote } = await read(hash, claim.place, text.at);
      expect(quote).toBe(text.text);
      quotes.push(quote);
    }
  }
  return quotes;
}

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

describe("a member that is broken or forbidden", () => {
  const good: Packed = { name: "good.json", text: tweets(0, 2) };
  const bad = (name: string, says?: Packed["says"]): Packed => ({
    name,
    text: tweets(50, 1),
    ...(says === undefined ? {} : { says }),
  });

  it.each([
    ["encrypted", bad("a", { flags: 1 }), "encrypted"],
    ["of an unknown method", bad("a", { method: 99 }), "unknown-compression"],
    ["that differs from its CRC", bad("a", { crc: 1 }), "crc-differs"],
    ["named to lead out", bad("../../etc/a"), "bad-name"],
    ["of an absolute name", bad("/etc/a"), "bad-name"],
    ["of another system's absolute name", bad("C:\\a"), "bad-name"],
    ["with NUL in its name", bad("a\0b"), "bad-name"],
    ["of a very long name", bad("n".repeat(5000)), "bad-name"],
    ["of a name that was there", bad("good.json"), "same-name"],
    ["of broken JSON", { name: "a", text: `[${tweets(0, 1)},` }, "bad-structure"],
  ])("%s: is told and counted, and the rest is read", async (_, member, reason) => {
    await inSite(async (site) => {
      const got = await load(site, zip([good, member, { name: "last.json", text: tweets(5, 1) }]));
      expect(got.report).toMatchObject({ seen: 4, imported: 3, failed: 1 });
      expect(got.report?.reasons).toEqual([{ outcome: "failed", code: reason, records: 1 }]);
      expect(got.report?.members).toHaveLength(3);
      expect(await quotesOf(site)).toHaveLength(3);
    });
  });

  it("a link is told, and is no failure", async () => {
    await inSite(async (site) => {
      const got = await load(site, zip([good, bad("a", { mode: 0o120777 })]));
      expect(got.report).toMatchObject({ seen: 2, failed: 0 });
      expect(got.report?.members[1]?.message).toMatch(/link/);
    });
  });

  it("gives nothing of a long member that breaks off", async () => {
    await inSite(async (site) => {
      const long = tweets(0, 3, "x".repeat(6_000_000));
      const whole = `[${long.replaceAll("\n", ",")}`;
      const got = await load(site, zip([{ name: "a.json", text: whole }, good]));
      expect(got.report).toMatchObject({ seen: 3, imported: 2, failed: 1 });
      expect(await quotesOf(site)).toHaveLength(2);
      const fine = await load(site, zip([{ name: "a.json", text: `${whole}]` }]));
      expect(fine.report).toMatchObject({ seen: 3, imported: 3 });
    });
  });

  it("a zip whose directory is broken leaves nothing", async () => {
    await inSite(async (site) => {
      const bytes = zip([good]);
      await expect(load(site, bytes.subarray(0, bytes.length - 30))).rejects.toThrow(/zip/);
      const cut = (await tar([good])).subarray(0, 700);
      await expect(load(site, cut)).rejects.toThrow(/tar/);
      expect(await site.store.evidence()).toEqual([]);
    });
  });
});

it("with any bytes changed gives records or an error, and no more than it holds", async () => {
  const files = [...FILES, { name: "c.json.gz", text: gz(tweets(20, 1)) }];
  const all = [zip(files), await tar(files), gz(tweets(0, 3)), zst(tweets(0, 3))];
  const change = fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.uint8Array({ maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (bytes, changes) => {
        const changed = [...bytes];
        for (const [at, remove, insert] of changes) {
          changed.splice(at % (changed.length + 1), remove, ...insert);
        }
        try {
          const packed = inChunks(new Uint8Array(changed));
          const { report } = await tryBytes({ store: undefined }, "a", packed, { manifest: null });
          const { seen = 0, imported = 0, skipped = 0, failed = 0 } = report ?? {};
          expect(imported + skipped + failed).toBe(seen);
        } catch (error) {
          if (!(error instanceof HeadwaterError)) throw error;
        }
      },
    ),
    { numRuns: 150 },
  );
});

describe("a bomb", () => {
  it("is not unpacked further than the limits allow", { timeout: 60_000 }, async () => {
    const zeros = new Uint8Array(80 * 2 ** 20).fill(0x20);
    zeros.set(utf8(`${tweets(0, 1)}\n`));
    await inSite(async (site) => {
      await expect(load(site, zst(zst(zeros)))).rejects.toThrow(/unpacks to more/);
      const got = await load(
        site,
        zip([
          { name: "a.json", text: tweets(3, 1) },
          { name: "b.zst.zst", text: zst(zst(zeros)) },
        ]),
      );
      expect(got.report?.reasons).toContainEqual({
        outcome: "failed",
        code: "unpacks-too-far",
        records: 1,
      });
    });
  });

  it("is not followed into its depths", async () => {
    await inSite(async (site) => {
      let bytes = utf8(tweets(0, 1));
      for (let depth = 0; depth < 40; depth += 1) bytes = gz(bytes);
      await expect(load(site, bytes)).rejects.toThrow(/too many times/);
      let deep = zip([{ name: "x.json", text: tweets(0, 1) }]);
      for (let depth = 0; depth < 10; depth += 1) {
        deep = zip([
          { name: "in.zip", text: deep },
          { name: "x.json", text: tweets(1, 1) },
        ]);
      }
      const got = await load(site, deep);
      expect(got.report).toMatchObject({ imported: LIMITS.depth, failed: 1 });
    });
  });

  it("of names is not listed to its end", async () => {
    await inSite(async (site, folder) => {
      const many = Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, text: "" }));
      await site.folder.receive(
        (async function* () {
          yield zip(many);
        })(),
        "a",
      );
      const [name = ""] = await readdir(site.folder.path);
      const file = `${site.folder.path}/${name}`;
      const archive = await openArchive({
        file,
        open: () => bytesOf(file),
        size: 10_000,
        limits: { ...LIMITS, members: 19 },
        folder,
        sampleBytes: 512,
      });
      await expect(archive.childrenOf(archive.root)).rejects.toThrow(/more than 19/);
      await archive.close();
    });
  });
});

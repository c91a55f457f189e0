/** Zones and mappings that a person gives with a file, files that are only tried, and hashes without bytes. */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyBytes } from "../../src/ingest/custody.ts";
import { checkGiven, grantedZone, parseMapping } from "../../src/ingest/given.ts";
import { importBatch, tryBatch } from "../../src/ingest/import-batch.ts";
import { amendEvidence, importFile } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { withDrySite } from "../../src/ingest/site.ts";
import { tryBytes, tryFile } from "../../src/ingest/try-file.ts";
import { type Manifest, manifestSchema } from "../../src/model/evidence.ts";
import { utf8 } from "../importers/chunks.ts";
import { zip } from "./packed.ts";
import { claimsOf, inChunks, inSite, load, statements, tweets } from "./sites.ts";

const inZone = (zone: string) => ({ given: { zone: grantedZone(zone) } });
const manifest: Manifest = manifestSchema.parse({ origin: "a test" });

describe("a zone", () => {
  it.each(["Europe/Nowhere", "+25:00", "noon", ""])("is none: %s", (zone) => {
    expect(() => grantedZone(zone)).toThrow(/is not a/);
  });

  it("given with a file stays with it until another is given", async () => {
    await inSite(async (site) => {
      const text = tweets(0, 1);
      expect((await load(site, text, inZone("Europe/Paris"))).status).toBe("imported");
      const [record] = await site.store.evidence();
      expect(record?.given).toEqual({ zone: { name: "Europe/Paris", reason: "granted" } });
      expect((await load(site, text)).status).toBe("unchanged");
      expect((await load(site, text, inZone("Europe/Paris"))).status).toBe("unchanged");
      expect((await load(site, text, inZone("+02:00"))).status).toBe("amended");
      const amended = await load(site, text, { manifest });
      expect(amended.status).toBe("amended");
      const [last] = await site.store.evidence();
      expect(last).toMatchObject({ given: { zone: { name: "+02:00" } }, manifest });
    });
  });

  it("that the manifest contradicts is refused", async () => {
    const other = manifestSchema.parse({
      origin: "a test",
      zone: { name: "UTC", reason: "granted" },
    });
    expect(() => checkGiven({ zone: grantedZone("UTC") }, other, "a")).not.toThrow();
    await inSite(async (site) => {
      const paris = inZone("Europe/Paris");
      const refused = load(site, tweets(0, 1), { ...paris, manifest: other });
      await expect(refused).rejects.toMatchObject({ code: "usage" });
      await load(site, tweets(0, 1), paris);
      const [record] = await site.store.evidence();
      if (!record) throw new Error("not imported");
      await expect(amendEvidence(site, record, other)).rejects.toMatchObject({ code: "usage" });
    });
  });
});

describe("a mapping", () => {
  it("that is none is refused by its field", () => {
    expect(() => parseMapping("{", "m.json")).toThrow(/not JSON/);
    expect(() => parseMapping('{"basis":"recorded","item":{}}', "m.json")).toThrow(/item\.field/);
  });

  it("goes with no other importer", async () => {
    const mapping = parseMapping('{"basis":"recorded","item":{"field":"url"}}', "m.json");
    await inSite(async (site) => {
      const refused = load(site, tweets(0, 1), { given: { mapping }, as: "tweets-v1" });
      await expect(refused).rejects.toMatchObject({ code: "usage" });
    });
  });

  it.each(["list.mapping.json", "list.csv.mapping.json"])(
    "that stands beside a file is its mapping, and no evidence: %s",
    async (name) => {
      const write = (folder: string, field: string) =>
        writeFile(join(folder, name), `{"basis":"reported","item":{"field":"${field}"}}`);
      await inSite(async (site, folder) => {
        const within = join(folder, "files");
        await mkdir(within);
        const csv = join(within, "list.csv");
        await writeFile(csv, "url,again\nhttps://a.example/,https://b.example/\n");
        await write(within, "url");
        const statuses = async (...paths: string[]) =>
          (await importBatch(site, paths)).files.map(({ status, importer }) => [status, importer]);
        expect((await tryBatch(site, [within])).files).toMatchObject([{ importer: "mapped" }]);
        expect(await statuses(csv)).toEqual([["imported", "mapped"]]);
        expect(await statuses(within)).toEqual([["unchanged", "mapped"]]);
        await write(within, "again");
        expect(await statuses(csv, join(within, name))).toEqual([["amended", "mapped"]]);
        await writeFile(join(within, name), "{}");
        expect(await statuses(csv)).toEqual([["failed", null]]);
      });
    },
  );

  it("stands aside where another importer is asked for", async () => {
    await inSite(async (site, folder) => {
      const path = join(folder, "a.json");
      await writeFile(path, tweets(0, 1));
      await writeFile(join(folder, "a.mapping.json"), "no mapping");
      const { files } = await importBatch(site, [path], { as: "tweets-v1" });
      expect(files).toMatchObject([{ status: "imported", importer: "tweets-v1" }]);
    });
  });
});

describe("a dry run", () => {
  it("tells what an import would come to, and writes nothing", async () => {
    await inSite(async (site, folder) => {
      const path = join(folder, "a.zip");
      await writeFile(path, zip([{ name: "a.json", text: tweets(0, 2) }]));
      const before = await readdir(folder);
      const tried = await tryFile({ store: undefined }, path);
      expect(tried).toMatchObject({ status: "would import", report: { seen: 2, imported: 2 } });
      expect(await readdir(folder)).toEqual(before);
      expect(existsSync(site.folder.path)).toBe(false);

      const version = await site.store.version();
      expect((await tryFile(site, path)).status).toBe("would import");
      expect(await site.store.version()).toBe(version);
      const imported = await importFile(site, path);
      expect(tried).toEqual({ ...imported, status: "would import" });
      expect((await tryFile(site, path)).status).toBe("unchanged");
      const amended = await tryFile(site, path, { manifest });
      expect(amended).toMatchObject({ status: "would amend", provenance: "known" });
      const streamed = await tryBytes(site, "stdin", inChunks(await readFile(path)));
      expect(streamed.status).toBe("unchanged");
    });
  });

  it("leaves a store and its folder as they are", async () => {
    await inSite(async (site, folder) => {
      await load(site, tweets(0, 1));
      await site.store.close();
      const [path, other] = [join(folder, "a.json"), join(folder, "b.json")];
      await writeFile(path, tweets(0, 1));
      await writeFile(other, tweets(1, 1));
      const seen = async () => [await readdir(folder), (await stat(folder)).mtimeMs];
      const before = await seen();
      const file = join(folder, "store.db");
      const address = { store: { kind: "sqlite", path: file }, evidence: folder } as const;
      const { files } = await withDrySite(address, (dry) => tryBatch(dry, [path, other]));
      expect(files.map(({ status }) => status)).toEqual(["unchanged", "would import"]);
      expect(await seen()).toEqual(before);
      const none = { ...address, store: { kind: "sqlite", path: `${file}.none` } } as const;
      expect(await withDrySite(none, async ({ store }) => store)).toBeUndefined();
      const text = { ...address, store: { kind: "sqlite", path } } as const;
      await expect(withDrySite(text, async () => 0)).rejects.toMatchObject({ code: "bad-store" });
    });
  });

  it("fails as an import would", async () => {
    await inSite(async (_, folder) => {
      const path = join(folder, "a.json");
      await writeFile(path, `[${tweets(0, 1)},`);
      await expect(tryFile({ store: undefined }, path)).rejects.toThrow(/end|byte/);
      await expect(tryFile({ store: undefined }, join(folder, "gone"))).rejects.toMatchObject({
        code: "unreadable",
      });
      await writeFile(path, tweets(0, 1));
      const replaces = `sha256:${"a".repeat(64)}`;
      await expect(tryFile({ store: undefined }, path, { replaces })).rejects.toMatchObject({
        code: "not-evidence",
      });
    });
  });
});

describe("evidence of which only the hash is kept", () => {
  const SECRET = "an unheard-of secret";
  const FILE = tweets(0, 2, SECRET);
  const BROKEN = `${FILE}\n{"${SECRET}`;

  it("has ids, times, authors, relations and places, and none of its words", async () => {
    await inSite(async (site) => {
      const got = await load(site, BROKEN, { hashOnly: true });
      expect(got).toMatchObject({ status: "imported", report: { imported: 2, failed: 1 } });
      const records = await site.store.evidence();
      expect(records).toMatchObject([{ hashOnly: true, size: utf8(BROKEN).length }]);
      const claims = await claimsOf(site, got.hash);
      expect(claims).not.toEqual([]);
      const nodes: unknown[] = [];
      for await (const some of site.store.nodes()) nodes.push(...some);
      const said = JSON.stringify([got, records, claims, nodes]);
      expect(said).not.toMatch(/secret|Miller/);
      expect(said).toMatch(/twitter:user\/77/);
      expect(await site.store.search("secret", 9)).toEqual([]);
      const left = await readdir(site.folder.path).catch(() => []);
      expect(left).toEqual([]);

      const [record] = records;
      const [claim] = claims;
      if (!record || !claim) throw new Error("nothing imported");
      const read = quotesFrom(site.folder, new Map([[record.hash, record]]));
      expect(await read(record.hash, claim.place, "")).toEqual({ text: null, state: "not kept" });
      expect(await verifyBytes(site, record)).toBe("not kept");
      await expect(amendEvidence(site, record, manifest)).rejects.toThrow(/not kept/);
    });
  });

  it("tells of no field that is named in words, nor what a source's name has in brackets", async () => {
    const given = tweets(0, 1).replace("{", `{"${SECRET}":1,"new_field":"x",`);
    await inSite(async (site) => {
      const { report } = await load(site, given, { hashOnly: true });
      expect(report).toMatchObject({
        fieldsUnknown: [{ field: "new_field" }],
        omitted: { fields: 1 },
      });
      const said = { source: `A Reader (${SECRET})`, as_written: "x", quote: "x" };
      const count = { kind: "count", subject: "case:mill/a", relation: "views", value: "12" };
      const text = statements({ ...said, ...count });
      const { hash } = await load(site, text, { as: "statements", hashOnly: true });
      const [claim] = await claimsOf(site, hash);
      expect(claim?.source?.name).toBe("A Reader");
    });
  });

  it("names the same things as a full import", async () => {
    const graph = (hashOnly: boolean) =>
      inSite(async (site) => {
        await load(site, FILE, hashOnly ? { hashOnly } : {});
        const edges: string[] = [];
        for await (const some of site.store.otherEdges()) {
          edges.push(
            ...some.map(({ relation, subject, object }) => `${relation} ${subject} ${object}`),
          );
        }
        const keys: string[] = [];
        for await (const some of site.store.nodes()) keys.push(...some.map(({ key }) => key));
        return { edges: edges.sort(), keys };
      });
    expect(await graph(true)).toEqual(await graph(false));
  });

  it("gives way to a full import, and not the other way round", async () => {
    await inSite(async (site) => {
      await load(site, FILE, { hashOnly: true });
      expect((await load(site, FILE, { hashOnly: true })).status).toBe("unchanged");
      const full = await load(site, FILE);
      expect(full.status).toBe("replaced");
      expect(full.message).toMatch(/in full now/);
      expect(await site.folder.verify(full.hash ?? "")).toBe("intact");
      const [record] = await site.store.evidence();
      expect(record?.hashOnly).toBeUndefined();
      const again = await load(site, FILE, { hashOnly: true });
      expect(again).toMatchObject({
        status: "unchanged",
        message: expect.stringMatching(/in full/),
      });
    });
  });

  it("keeps no words of statements and their remarks", async () => {
    await inSite(async (site) => {
      const said = { source: "A Reader", as_written: SECRET, quote: SECRET };
      const text = statements(
        { ...said, kind: "attribute", subject: "case:mill/a", relation: "title", value: SECRET },
        { ...said, kind: "count", subject: "case:mill/a", relation: "views", value: "12" },
        { ...said, kind: "time", subject: "case:mill/a", relation: "published", not_after: "2017" },
      );
      const { hash, report } = await load(site, text, { as: "statements", hashOnly: true });
      expect(report?.failed).toBe(0);
      const claims = await claimsOf(site, hash);
      expect(JSON.stringify([claims, await site.store.evidence()])).not.toContain("secret");
      expect(JSON.stringify(claims)).toContain('"value":"12"');
    });
  });
});

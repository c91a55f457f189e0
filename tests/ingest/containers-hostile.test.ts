/** Containers that are broken or made to do harm: what is wrong is told, the rest is read, and nothing runs over. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tellOutcome } from "../../src/export/tell-evidence.ts";
import { openArchive } from "../../src/ingest/containers/archive.ts";
import { createLayers } from "../../src/ingest/containers/layers.ts";
import { LIMITS } from "../../src/ingest/containers/limits.ts";
import { bytesOf } from "../../src/ingest/evidence-folder.ts";
import { utf8 } from "../importers/chunks.ts";
import { holdsWhenChanged } from "./changed-bytes.ts";
import { gz, type Packed, tar, zip, zst } from "./packed.ts";
import { inSite, load, quotesOf, tweets } from "./sites.ts";

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
    ["of a folder's name", bad("folder/"), "bad-name"],
    ["of broken JSON", { name: "a", text: `[${tweets(0, 1)},` }, "bad-structure"],
  ])("%s: is told and counted, and the rest is read", async (_, member, reason) => {
    await inSite(async (site) => {
      const got = await load(site, zip([good, member, { name: "last.json", text: tweets(5, 1) }]));
      expect(got.report).toMatchObject({ seen: 4, imported: 3, failed: 1 });
      expect(got.report?.reasons).toEqual([{ outcome: "failed", code: reason, records: 1 }]);
      expect(got.report?.members).toHaveLength(3);
      expect(tellOutcome(got)).toContain("members     3, of which 2 are read");
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

  it("an entry that only some tar knows is a loss where it holds bytes", async () => {
    await inSite(async (site) => {
      const bytes = await tar([good, bad("sparse"), { name: "last.json", text: tweets(5, 1) }]);
      const header = Buffer.from(bytes).indexOf("sparse");
      bytes[header + 156] = "S".charCodeAt(0);
      const sum = bytes
        .subarray(header, header + 512)
        .reduce((all, byte, i) => all + (i >= 148 && i < 156 ? 0x20 : byte), 0);
      bytes.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), header + 148);
      const { report } = await load(site, bytes);
      expect(report).toMatchObject({ seen: 4, imported: 3, failed: 1 });
      expect(report?.reasons).toMatchObject([{ code: "unknown-entry" }]);
    });
  });

  it("a container without files says so", async () => {
    await inSite(async (site) => {
      await expect(load(site, zip([]))).rejects.toThrow(/holds no file/);
      await expect(load(site, gz(""))).rejects.toThrow(/empty/);
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
  const files = [
    { name: "data/a.ndjson", text: tweets(0, 3) },
    { name: "b.json", text: tweets(10, 2) },
    { name: "c.json.gz", text: gz(tweets(20, 1)) },
  ];
  const all = [zip(files), await tar(files), gz(tweets(0, 3)), zst(tweets(0, 3))];
  await holdsWhenChanged(all, { most: 6, runs: 150 });
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
          { name: "c.json", text: tweets(4, 1) },
        ]),
      );
      expect(got.report).toMatchObject({ seen: 3, imported: 2 });
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

  it("of names is not listed to its end, be they in one container or in several", async () => {
    const names = (count: number): Packed[] =>
      Array.from({ length: count }, (_, i) => ({ name: `${i}`, text: "" }));
    const inner = zip(names(8));
    const folder = await mkdtemp(join(tmpdir(), "headwater-names-"));
    const file = join(folder, "a.zip");
    const open = () =>
      openArchive({
        file,
        open: () => bytesOf(file),
        size: 10_000,
        limits: { ...LIMITS, members: 19 },
        folder,
        sampleBytes: 512,
      });
    try {
      await writeFile(file, zip(names(20)));
      const many = await open();
      await expect(many.childrenOf(many.root)).rejects.toThrow(/more than 19/);
      await many.close();

      await writeFile(file, zip(["a", "b", "c"].map((name) => ({ name, text: inner }))));
      const nested = await open();
      const [a, b, c] = await nested.childrenOf(nested.root);
      if (!a || !b || !c) throw new Error("not listed");
      for (const one of [a, b, a]) {
        expect(await nested.childrenOf(await one.look())).toHaveLength(8);
      }
      await expect(nested.childrenOf(await c.look())).rejects.toThrow(/more than 19/);
      await nested.close();
      expect(await readdir(folder)).toEqual(["a.zip"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("of containers is never open all at once", async () => {
    let [open, most] = [0, 0];
    const layers = createLayers();
    const openAnew = async () => {
      open += 1;
      most = Math.max(most, open);
      return {
        members: [],
        close: async () => {
          open -= 1;
        },
      };
    };
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 100; i += 1) await layers.open(`${i}`, openAnew);
    }
    expect(most).toBeLessThan(50);
    await layers.close();
    expect(open).toBe(0);
    await inSite(async (site) => {
      const inner = (i: number) => zip([{ name: "x.json", text: tweets(i, 1) }]);
      const all = Array.from({ length: 60 }, (_, i) => ({ name: `${i}.zip`, text: inner(i) }));
      expect((await load(site, zip(all))).report).toMatchObject({ seen: 60, imported: 60 });
      expect(await quotesOf(site)).toHaveLength(60);
    });
  });
});

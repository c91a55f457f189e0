/** Pictures from their bytes on: in files and in containers, kept whole or by their hash, and taken back. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { retractEvidence } from "../../src/ingest/custody.ts";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { show } from "../../src/trace/show.ts";
import { discs, pngOf } from "../importers/drawn-pictures.ts";
import { zip } from "./packed.ts";
import { inSite, load } from "./sites.ts";

const manifest = (origin: string) => ({
  origin,
  collected: null,
  collectedBy: null,
  kind: "original" as const,
});
const MILL = { manifest: manifest("https://mill.example/mill.png") };
const COPY = { manifest: manifest("https://copy.example/copy.jpg") };

const poorCopy = async (picture: Uint8Array): Promise<Uint8Array> =>
  sharp(picture).resize(150).jpeg({ quality: 50 }).toBuffer();

async function alikeIn({ store }: ImportSite): Promise<string[][]> {
  const { nodes, nearCopies } = await (await Loaded.from(store)).view("inferred");
  return nearCopies.sets.map((set) => set.map((node) => nodes[node]?.key ?? "").sort());
}

const BOTH = ["web:https://copy.example/copy.jpg", "web:https://mill.example/mill.png"];

test("a picture made smaller and poorer is found, one of something else is not", () =>
  inSite(async (site) => {
    const picture = await pngOf(discs(1));
    await load(site, picture, MILL);
    await load(site, await pngOf(discs(2)), { manifest: manifest("https://a.example/other.png") });
    await load(site, await poorCopy(picture), COPY);
    expect(await alikeIn(site)).toEqual([BOTH]);
  }));

test("a picture in a container is told with the container and its path, its hash read back from the bytes", () =>
  inSite(async (site) => {
    const picture = await pngOf(discs(1));
    await load(site, picture, MILL);
    const packed = await load(site, zip([{ name: "in/copy.jpg", text: await poorCopy(picture) }]));
    const records = await site.store.evidence();
    const readQuote = quotesFrom(site.folder, new Map(records.map((one) => [one.hash, one])));
    const loaded = await Loaded.from(site.store);
    const answer = await show(loaded, "web:https://mill.example/mill.png", readQuote, "test");
    const [found] = answer.nearPictures;
    expect(found?.other.files).toMatchObject([{ hash: packed.hash, path: ["in/copy.jpg"] }]);
    const quotes = answer.citations
      .filter(({ number }) => found?.claims.includes(number))
      .map(({ quote }) => quote);
    expect(quotes).toEqual([found?.own.look, found?.other.look]);
  }));

test("a picture of which only the hash of its bytes is kept is not compared", () =>
  inSite(async (site) => {
    const picture = await pngOf(discs(1));
    const copy = await poorCopy(picture);
    await load(site, picture, MILL);
    await load(site, copy, { ...COPY, hashOnly: true });
    expect(await alikeIn(site)).toEqual([]);
    await load(site, copy, COPY);
    expect(await alikeIn(site)).toEqual([BOTH]);
  }));

test("a picture that is taken back leaves what the others give", () =>
  inSite(async (site) => {
    const picture = await pngOf(discs(1));
    await load(site, picture, MILL);
    const { hash } = await load(site, await pngOf(discs(1).blur(1)), {
      manifest: manifest("https://b.example/b.png"),
    });
    await load(site, await poorCopy(picture), COPY);
    expect((await alikeIn(site)).flat()).toContain("web:https://b.example/b.png");
    if (hash === null) throw new Error("nothing was imported");
    await retractEvidence(site, hash, undefined);
    expect(await alikeIn(site)).toEqual([BOTH]);
  }));

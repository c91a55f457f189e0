/** What pictures look like: near the same for copies of one, far apart for others, none for bare ones. */
import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { MOST_DIFFERING } from "../../src/graph/near-copies/picture-bands.ts";
import { lookAt } from "../../src/importers/files/picture-look.ts";
import { QuoteError, quoteAt } from "../../src/importers/reading/quote.ts";
import { digitsOf } from "../../src/model/picture-look.ts";
import { discs, drawn, pngOf } from "./drawn-pictures.ts";

const WHOLE = { left: 0, top: 0, width: 240, height: 180 };
const SEEDS = Array.from({ length: 12 }, (_, i) => 7919 * (i + 1));

async function bitsOf(bytes: Uint8Array): Promise<bigint> {
  const seen = await lookAt(bytes);
  if ("why" in seen) throw new Error(seen.why);
  return BigInt(`0x${digitsOf(seen.look)}`);
}

async function distance(a: Uint8Array, b: Uint8Array): Promise<number> {
  const differing = (await bitsOf(a)) ^ (await bitsOf(b));
  return [...differing.toString(2)].filter((bit) => bit === "1").length;
}

test("is what it was: when these change, the importer's version and that of the hash go up", async () => {
  expect(await lookAt(await pngOf(discs(1)))).toMatchObject({ look: "phash-1:95946868b4784192" });
  expect(await lookAt(await pngOf(discs(2)))).toMatchObject({ look: "phash-1:3b2bc1e5c1d92e3a" });
});

describe("a copy", () => {
  test.each<[string, (picture: Sharp) => Sharp]>([
    ["half as wide and high", (picture) => picture.resize(120).png()],
    ["twice as wide and high", (picture) => picture.resize(480).png()],
    ["stretched", (picture) => picture.resize(240, 240, { fit: "fill" }).png()],
    ["as poor JPEG", (picture) => picture.jpeg({ quality: 30 })],
    ["as WebP", (picture) => picture.webp({ quality: 50 })],
    ["as GIF", (picture) => picture.gif()],
    ["as AVIF", (picture) => picture.avif({ quality: 40 })],
    ["a little brighter", (picture) => picture.linear(1, 12).png()],
    ["with less contrast", (picture) => picture.linear(0.8, 20).png()],
    [
      "with a hundredth cut off",
      (picture) => picture.extract({ ...WHOLE, left: 2, width: 238 }).png(),
    ],
    [
      "with a layer of transparency",
      (picture) => picture.toColourspace("srgb").ensureAlpha(1).png(),
    ],
    ["in 16 bits", (picture) => picture.toColourspace("rgb16").png()],
  ])("%s looks near the same", async (_, changed) => {
    for (const seed of SEEDS) {
      const own = await pngOf(discs(seed));
      const other = await changed(sharp(own)).toBuffer();
      expect(await distance(own, other)).toBeLessThanOrEqual(MOST_DIFFERING);
    }
  });

  test("that a camera says is turned looks as it is shown", async () => {
    const own = await pngOf(discs(3));
    const turned = await sharp(own).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    expect(await distance(own, turned)).toBeLessThanOrEqual(MOST_DIFFERING);
    expect(await lookAt(turned)).toMatchObject({ size: { width: 240, height: 180 } });
  });

  test("on its side, upside down or in a mirror is another picture", async () => {
    for (const seed of SEEDS) {
      const own = await pngOf(discs(seed));
      for (const other of [sharp(own).flop(), sharp(own).flip(), sharp(own).rotate(90)]) {
        expect(await distance(own, await pngOf(other))).toBeGreaterThan(2 * MOST_DIFFERING);
      }
    }
  });
});

test("is far apart for different pictures", async () => {
  const pictures = await Promise.all(SEEDS.map((seed) => pngOf(discs(seed))));
  for (const [i, own] of pictures.entries()) {
    for (const other of pictures.slice(i + 1)) {
      expect(await distance(own, other)).toBeGreaterThan(2 * MOST_DIFFERING);
    }
  }
});

test.each<[string, (x: number, y: number) => number]>([
  ["black", () => 0],
  ["white", () => 255],
  ["grey", () => 77],
  ["darker to one side", (x) => x],
  ["darker to a corner", (x, y) => (x + y) / 2],
  ["half black", (x) => (x < 120 ? 0 : 255)],
  ["shining in the middle", (x, y) => Math.hypot(x - 120, y - 90)],
  ["hardly anything but white", (x, y) => 250 + (((x >> 5) * (y >> 5) * 7) % 5)],
])("is none for a picture that is %s", async (_, greyAt) => {
  expect(await lookAt(await pngOf(drawn(greyAt)))).toEqual({ why: "too-little-shown" });
});

const checksum = (bytes: Uint8Array): number => {
  let sum = 0xffff_ffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb8_8320 : 0);
  }
  return ~sum >>> 0;
};

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A PNG of that width and height, in black and white, of which a few rows are there. */
function sayingSize(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = deflateSync(new Uint8Array((width / 8 + 1) * 8), { level: 9 });
  const start = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const end = chunk("IEND", new Uint8Array());
  return Buffer.concat([start, chunk("IHDR", header), chunk("IDAT", rows), end]);
}

describe("hostile pictures", () => {
  test("that say they are huge are not decoded", async () => {
    const bomb = sayingSize(200_000, 200_000);
    expect(bomb.length).toBeLessThan(4096);
    expect(await lookAt(bomb)).toEqual({ why: "too-many-pixels" });
  }, 2000);

  test("that are cut off are refused, not guessed at", async () => {
    const whole = await discs(1).jpeg().toBuffer();
    expect(await lookAt(whole.subarray(0, whole.length / 2))).toEqual({ why: "not-decoded" });
    expect(await lookAt(sayingSize(800, 800))).toEqual({ why: "not-decoded" });
  });

  test.each([
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ["PDF", Buffer.from("%PDF-1.7\n%%EOF")],
    ["nothing", new Uint8Array()],
  ])("are not opened as %s", async (_, bytes) => {
    expect(await lookAt(bytes)).toEqual({ why: "not-decoded" });
  });

  test("are not opened as TIFF", async () => {
    const bytes = await discs(1).tiff().toBuffer();
    expect(await lookAt(bytes)).toEqual({ why: "not-decoded" });
  });

  test("that are cut off are refused as AVIF too", async () => {
    const bytes = await discs(1).avif().toBuffer();
    for (const share of [0.25, 0.5, 0.9]) {
      const part = bytes.subarray(0, Math.floor(bytes.length * share));
      expect(await lookAt(part)).toEqual({ why: "not-decoded" });
    }
  });

  test("of many frames show their first", async () => {
    const frames = [discs(1), discs(2), discs(3)];
    const pages = await Promise.all(frames.map(pngOf));
    const animated = await sharp(pages, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await distance(animated, pages[0] ?? animated)).toBeLessThanOrEqual(MOST_DIFFERING);
    expect(await lookAt(animated)).toMatchObject({ size: { width: 240, height: 180 } });
  });
});

test("is read back from the picture as quotes are, and nothing else is", async () => {
  const bytes = await pngOf(discs(1));
  const place = { as: "picture" } as const;
  expect(await quoteAt(bytes, place, "perceptual-hash")).toBe("phash-1:95946868b4784192");
  expect(await quoteAt(bytes, place, "dimensions")).toBe("240 x 180");
  expect(await quoteAt(bytes.subarray(0, 99), place, "dimensions")).toBe("none (not-decoded)");
  await expect(quoteAt(bytes, place, "people")).rejects.toThrow(QuoteError);
});

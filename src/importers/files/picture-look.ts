/**
 * What a picture looks like, in 64 bits: the perceptual hash of `sharp-phash` (which of the lower
 * frequencies of 32 x 32 greys are above their mean), over the picture turned as its camera says,
 * on white where it is transparent, of an animation the first frame. The same bytes give the same hash:
 * whoever changes the version of sharp or sharp-phash, or anything here, raises the importer's version
 * and, where the hashes in its tests change, the one that stands in `model/picture-look.ts`.
 *
 * Pictures come from anybody: five decoders and no others are let in, no more than 50 million pixels
 * are decoded, which bounds time and memory (a clock would make the claims depend on the machine), and
 * what is cut off or damaged is refused.
 */
import sharp, { type Sharp } from "sharp";
import phash from "sharp-phash";
import { formatLook, formatSize, LOOK, type PictureSize, SIZE } from "../../model/picture-look.ts";

// What vector instructions give differs between processors, if only by a rounding.
sharp.simd(false);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});

const MAX_PIXELS = 50_000_000;
/** Greys on a side of what is hashed. */
const SIDE = 32;
const RAW = { width: SIDE, height: SIDE, channels: 1 } as const;
/**
 * A picture whose hash changes by more when its greys are rounded down to every fourth shows too
 * little: a plain area, a gradient or a straight edge has frequencies that only roundings tell apart.
 */
const STEP = 4;
const MAX_UNSURE = 4;
/** Hashes with fewer ones or noughts tell of one shape that stands for much: a spot, a shine. */
const LEAST_OF_EACH = 12;

export type Seen =
  | { look: string; size: PictureSize }
  | { why: "not-decoded" | "too-many-pixels" | "too-little-shown" };

const opened = (bytes: Uint8Array, limitInputPixels: number | false): Sharp =>
  sharp(bytes, { limitInputPixels, failOn: "error", pages: 1 });

const sizeOf = async (bytes: Uint8Array): Promise<PictureSize> => {
  // The header alone is read, whatever it says of the size.
  const { autoOrient } = await opened(bytes, false).metadata();
  return autoOrient;
};

const greysOf = (bytes: Uint8Array): Promise<Uint8Array> =>
  opened(bytes, MAX_PIXELS)
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .greyscale()
    .resize(SIDE, SIDE, { fit: "fill" })
    .raw()
    .toBuffer();

/** Undefined where the library refuses the bytes. */
async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    // All that sharp refuses is a plain error; anything else is a fault of ours.
    if (error instanceof Error && error.constructor === Error) return undefined;
    throw error;
  }
}

const differing = (a: string, b: string): number =>
  [...a].filter((bit, at) => bit !== b[at]).length;

async function bitsOf(greys: Uint8Array): Promise<string | undefined> {
  const bits = await phash(greys, { raw: RAW });
  const rounded = await phash(
    greys.map((grey) => grey - (grey % STEP)),
    { raw: RAW },
  );
  const ones = differing(bits, "0".repeat(bits.length));
  const isSure = differing(bits, rounded) <= MAX_UNSURE;
  const isTold = Math.min(ones, bits.length - ones) >= LEAST_OF_EACH;
  return isSure && isTold ? bits : undefined;
}

export async function lookAt(bytes: Uint8Array): Promise<Seen> {
  const size = await unlessRefused(sizeOf(bytes));
  if (size === undefined) return { why: "not-decoded" };
  if (size.width * size.height > MAX_PIXELS) return { why: "too-many-pixels" };
  const greys = await unlessRefused(greysOf(bytes));
  if (greys === undefined) return { why: "not-decoded" };
  const bits = await bitsOf(greys);
  return bits === undefined ? { why: "too-little-shown" } : { look: formatLook(bits), size };
}

/** What a claim about the whole picture says at a place in it, or that it would say nothing today. */
export async function findInPicture(
  bytes: Uint8Array,
  at: string | undefined,
): Promise<string | undefined> {
  if (at !== LOOK && at !== SIZE) return undefined;
  const seen = await lookAt(bytes);
  if ("why" in seen) return `none (${seen.why})`;
  return at === LOOK ? seen.look : formatSize(seen.size);
}

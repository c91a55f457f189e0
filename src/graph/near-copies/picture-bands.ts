/**
 * Which pictures may be alike: those whose 64-bit hashes differ in few bits. A hash is cut into more
 * blocks than bits may differ, so that of two such hashes some blocks are the same: of `BLOCKS` at
 * least two, and those that agree in any two blocks are compared. No pair within `MOST_DIFFERING` is
 * missed, and two blocks are 20 to 22 bits, which few hashes of a million share by chance.
 */
import { LOOK_BITS } from "../../model/picture-look.ts";

/** Bits in which two pictures that are near copies differ, as sharp-phash advises (fewer than 5). */
export const MOST_DIFFERING = 4;
/** A block may differ for each bit that does, and two are the same. */
const BLOCKS = MOST_DIFFERING + 2;

/** Hashes in two columns: their upper and lower 32 bits. */
export interface Looks {
  count: number;
  upper: Uint32Array;
  lower: Uint32Array;
}

const starts = Array.from({ length: BLOCKS + 1 }, (_, i) => Math.round((i * LOOK_BITS) / BLOCKS));

/** Bits from..to of a hash, counted from its upper end. */
function bitsIn({ upper, lower }: Looks, i: number, from: number, to: number): number {
  const [high, low] = [upper[i] ?? 0, lower[i] ?? 0];
  const mask = (1 << (to - from)) - 1;
  if (to <= 32) return (high >>> (32 - to)) & mask;
  if (from >= 32) return (low >>> (64 - to)) & mask;
  return ((high << (to - 32)) | (low >>> (64 - to))) & mask;
}

/** For each two blocks, what every hash has in them. */
export function* keysOfLooks(looks: Looks): Generator<Int32Array> {
  for (let second = 1; second < BLOCKS; second += 1) {
    for (let first = 0; first < second; first += 1) {
      const [from, to] = [starts[first] ?? 0, starts[first + 1] ?? 0];
      const [start, end] = [starts[second] ?? 0, starts[second + 1] ?? 0];
      const keys = new Int32Array(looks.count);
      for (let i = 0; i < looks.count; i += 1) {
        keys[i] = (bitsIn(looks, i, from, to) << (end - start)) | bitsIn(looks, i, start, end);
      }
      yield keys;
    }
  }
}

function onesIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** In how many bits two hashes differ. */
export const differing = ({ upper, lower }: Looks, a: number, b: number): number =>
  onesIn((upper[a] ?? 0) ^ (upper[b] ?? 0)) + onesIn((lower[a] ?? 0) ^ (lower[b] ?? 0));

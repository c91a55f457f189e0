/**
 * Which texts may be alike, by MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman,
 * "Mining of Massive Datasets", chapter 3): each band takes the least of the runs of a text under a
 * few hash functions, and texts that agree in all of one band are compared. Two texts that share a
 * part s of their runs are missed with probability (1 - s^ROWS)^BANDS: 0.4% at s = 0.5, 0.01% at 0.6.
 */
import { mixed, type RunSets } from "./runs.ts";

export const BANDS = 42;
export const ROWS = 3;

/** Odd numbers, the same in every run. */
const seedOf = (band: number, row: number): number => mixed(band * ROWS + row + 0x9e3779b9) | 1;

/** The least of `hash(run, seed)` over the runs of text i. */
function leastOf({ start, runs }: RunSets, i: number, seed: number): number {
  const end = start[i + 1] ?? 0;
  let least = 0xffff_ffff;
  for (let at = start[i] ?? 0; at < end; at += 1) {
    let hash = Math.imul((runs[at] ?? 0) ^ seed, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15), seed);
    hash = (hash ^ (hash >>> 13)) >>> 0;
    if (hash < least) least = hash;
  }
  return least;
}

function keysOf(sets: RunSets, band: number): Int32Array {
  const keys = new Int32Array(sets.count);
  for (let i = 0; i < sets.count; i += 1) {
    let key = band;
    for (let row = 0; row < ROWS; row += 1) {
      key = mixed(Math.imul(key, 31) + leastOf(sets, i, seedOf(band, row)));
    }
    // The order of keys takes no negative numbers.
    keys[i] = key & 0x7fff_ffff;
  }
  return keys;
}

/** For each band, the key of every text. */
export function* keysOfTexts(sets: RunSets): Generator<Int32Array> {
  for (let band = 0; band < BANDS; band += 1) yield keysOf(sets, band);
}

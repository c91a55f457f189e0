/**
 * Which texts may be alike, by MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman,
 * "Mining of Massive Datasets", chapter 3): each band takes the least of the runs of a text under a
 * few hash functions, and texts that agree in all of one band are compared. Two texts that share a
 * part s of their runs are missed with probability (1 - s^ROWS)^BANDS: 0.4% at s = 0.5, 0.01% at 0.6.
 */
import { identity, orderOfCodes } from "../radix.ts";
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
    // `orderOfCodes` takes no negative numbers.
    keys[i] = key & 0x7fff_ffff;
  }
  return keys;
}

/** Fewer are sorted by comparing them: a radix sort costs as much for a few as for thousands. */
const FEW = 5000;

function orderOf(keys: Int32Array): Uint32Array {
  if (keys.length >= FEW) return orderOfCodes(keys);
  return identity(keys.length).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

/** Texts that agree in a band, two or more, ascending. */
export function* bucketsOf(sets: RunSets, band: number): Generator<Uint32Array> {
  const keys = keysOf(sets, band);
  const order = orderOf(keys);
  let from = 0;
  for (let to = 1; to <= order.length; to += 1) {
    if (to < order.length && keys[order[to] ?? 0] === keys[order[from] ?? 0]) continue;
    if (to - from > 1) yield order.subarray(from, to);
    from = to;
  }
}

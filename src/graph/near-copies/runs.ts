/** Texts as sets of the runs of words in them, by 32-bit hashes, one after the other in one column. */
import { MAX_WORDS, RUN } from "./words.ts";

export interface RunSets {
  count: number;
  /** Hashes of text i, ascending, each once: `runs[start[i] .. start[i + 1]]`. */
  start: Uint32Array;
  runs: Uint32Array;
}

/** Bits well mixed (MurmurHash3's finalizer). */
export function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const SPACE = 32;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const hashes = new Uint32Array(MAX_WORDS);

/** Hashes of the words of a normal text, in a column that the next call overwrites. */
function wordHashes(normal: string): Uint32Array {
  let count = 0;
  let hash = FNV_START;
  for (let i = 0; i <= normal.length; i += 1) {
    const unit = i === normal.length ? SPACE : normal.charCodeAt(i);
    if (unit !== SPACE) {
      hash = Math.imul(hash ^ unit, FNV_PRIME);
      continue;
    }
    hashes[count] = mixed(hash);
    count += 1;
    hash = FNV_START;
  }
  return hashes.subarray(0, count);
}

/** The hashes of all runs of a normal text, ascending, each once. */
export function runsOf(normal: string): Uint32Array {
  const words = wordHashes(normal);
  const runs = new Uint32Array(Math.max(0, words.length - RUN + 1));
  for (let i = 0; i < runs.length; i += 1) {
    let run = 0;
    for (let j = 0; j < RUN; j += 1) run = mixed(Math.imul(run, 31) + (words[i + j] ?? 0));
    runs[i] = run;
  }
  runs.sort();
  let kept = 0;
  for (let i = 0; i < runs.length; i += 1) {
    const run = runs[i] ?? 0;
    if (kept > 0 && runs[kept - 1] === run) continue;
    runs[kept] = run;
    kept += 1;
  }
  return runs.subarray(0, kept);
}

/** Sets gathered one by one. */
export class RunColumn {
  #runs = new Uint32Array(1 << 16);
  #length = 0;
  readonly #start: number[] = [0];

  get length(): number {
    return this.#length;
  }

  add(runs: Uint32Array): void {
    if (this.#length + runs.length > this.#runs.length) {
      const wider = new Uint32Array(Math.max(this.#runs.length * 2, this.#length + runs.length));
      wider.set(this.#runs.subarray(0, this.#length));
      this.#runs = wider;
    }
    this.#runs.set(runs, this.#length);
    this.#length += runs.length;
    this.#start.push(this.#length);
  }

  done(): RunSets {
    const start = Uint32Array.from(this.#start);
    return { count: start.length - 1, start, runs: this.#runs.subarray(0, this.#length) };
  }
}

export interface Shared {
  /** Runs that both have, that either has, and that the shorter has. */
  common: number;
  either: number;
  shorter: number;
}

/** What two texts share, counted run by run. */
export function sharedBy({ start, runs }: RunSets, a: number, b: number): Shared {
  let [i, j] = [start[a] ?? 0, start[b] ?? 0];
  const [endA, endB] = [start[a + 1] ?? 0, start[b + 1] ?? 0];
  const [sizeA, sizeB] = [endA - i, endB - j];
  let common = 0;
  while (i < endA && j < endB) {
    const [left, right] = [runs[i] ?? 0, runs[j] ?? 0];
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return { common, either: sizeA + sizeB - common, shorter: Math.min(sizeA, sizeB) };
}

/**
 * Sets of texts any two of which are near copies: pairs that were compared, and families of texts
 * close to one of them. Each costs as much as it has members, so that a text which thousands vary
 * stays linear.
 *
 * What two texts do not share, 1 - |A and B| / |A or B|, is a metric (Jaccard distance): two texts
 * that are each within `CLOSE` of a third are within twice that of each other, which is a near copy.
 */
import { BANDS, bucketsOf, ROWS } from "./banding.ts";
import { type RunSets, type Shared, sharedBy } from "./runs.ts";
import { RUN } from "./words.ts";

/** Of all runs of two texts, the part that near copies share. */
const LEAST_SHARED = 0.5;
/** Or of those of the shorter, where it is no shorter than a part of the longer. */
const LEAST_CONTAINED = 0.8;
const LEAST_LENGTH = 0.4;
/** A text with fewer different runs says too little for a likeness to mean anything. */
export const LEAST_RUNS = 8;

/** The method with its parameters, as answers name it. */
export const HOW = `MinHash over runs of ${RUN} words, ${BANDS} bands of ${ROWS}; compared run by run: ${LEAST_SHARED * 100}% of all runs shared, or ${LEAST_CONTAINED * 100}% of the shorter's where it has ${LEAST_LENGTH * 100}% as many; ${LEAST_RUNS} runs or more`;

/** Of a family, what its texts share with the first of it: those that do share half with each other. */
const CLOSE = 1 - (1 - LEAST_SHARED) / 2;
/** Texts that agree in a band, all of which are compared; of more, each with the leading ones. */
const MAX_ALL = 16;
const MAX_LEADING = 8;
/** Two texts each of which was compared with so many, or has so many near copies, are passed over. */
const MAX_COMPARED = 100;
const MAX_COPIES = 16;
const MAX_PAIRS = 5_000_000;

export function areAlike({ common, either, shorter }: Shared): boolean {
  if (common >= LEAST_SHARED * either) return true;
  const longer = either - shorter + common;
  return common >= LEAST_CONTAINED * shorter && shorter >= LEAST_LENGTH * longer;
}

export interface Alike {
  /** Of each text, the first of its family; its own number where it has none. */
  leader: Uint32Array;
  /** Pairs beside the families, as two numbers each, the lower first. */
  pairs: readonly (readonly [number, number])[];
  /** Texts that were not compared with all that may be like them. */
  passedOver: number;
}

class Comparing {
  readonly leader: Uint32Array;
  readonly #leads: Uint8Array;
  readonly #sets: RunSets;
  readonly #pairs = new Set<number>();
  /** Of each text: how many it was compared with, and how many of these are near copies. */
  readonly #compared: Uint32Array;
  readonly #copies: Uint32Array;
  passedOver = 0;

  constructor(sets: RunSets) {
    this.#sets = sets;
    this.leader = Uint32Array.from({ length: sets.count }, (_, i) => i);
    this.#leads = new Uint8Array(sets.count);
    this.#compared = new Uint32Array(sets.count);
    this.#copies = new Uint32Array(sets.count);
  }

  #areTold(a: number, b: number): boolean {
    return this.leader[a] === this.leader[b] || this.#pairs.has(a * this.#sets.count + b);
  }

  /** Undefined where both have been compared with enough, so that a crowd costs what it has texts. */
  #compare(a: number, b: number): Shared | undefined {
    const least = (counts: Uint32Array) => Math.min(counts[a] ?? 0, counts[b] ?? 0);
    if (least(this.#compared) >= MAX_COMPARED || least(this.#copies) >= MAX_COPIES) {
      this.passedOver += 1;
      return undefined;
    }
    for (const text of [a, b]) this.#compared[text] = (this.#compared[text] ?? 0) + 1;
    return sharedBy(this.#sets, a, b);
  }

  #pair(a: number, b: number, shared: Shared | undefined): void {
    if (!shared || !areAlike(shared)) return;
    if (this.#pairs.size >= MAX_PAIRS) {
      this.passedOver += 1;
      return;
    }
    this.#pairs.add(a * this.#sets.count + b);
    for (const text of [a, b]) this.#copies[text] = (this.#copies[text] ?? 0) + 1;
  }

  few(bucket: Uint32Array): void {
    for (let j = 1; j < bucket.length; j += 1) {
      for (let i = 0; i < j; i += 1) {
        const [a, b] = [bucket[i] ?? 0, bucket[j] ?? 0];
        if (!this.#areTold(a, b)) this.#pair(a, b, this.#compare(a, b));
      }
    }
  }

  many(bucket: Uint32Array): void {
    const leading: number[] = [];
    for (const text of bucket) {
      if (leading.some((one) => this.#follows(text, one))) continue;
      if (leading.length < MAX_LEADING) leading.push(text);
      else this.passedOver += 1;
    }
  }

  /** Whether the text is of a family with the other, or joins the one it leads; a near copy further off is a pair. */
  #follows(text: number, lead: number): boolean {
    if (this.leader[text] === this.leader[lead]) return true;
    if (this.#areTold(lead, text)) return false;
    const shared = this.#compare(lead, text);
    const isFree = this.leader[text] === text && this.#leads[text] === 0;
    const isClose = shared !== undefined && shared.common >= CLOSE * shared.either;
    if (isFree && this.leader[lead] === lead && isClose) {
      this.leader[text] = lead;
      this.#leads[lead] = 1;
      return true;
    }
    this.#pair(lead, text, shared);
    return false;
  }

  done(): Alike {
    const { leader, passedOver } = this;
    const { count } = this.#sets;
    const pairs = [...this.#pairs]
      .map((pair) => [Math.floor(pair / count), pair % count] as const)
      .filter(([a, b]) => leader[a] !== leader[b])
      .sort(([a, b], [c, d]) => a - c || b - d);
    return { leader, pairs, passedOver };
  }
}

/** Which texts are near copies; each has `LEAST_RUNS` or more. */
export function findAlike(sets: RunSets): Alike {
  const comparing = new Comparing(sets);
  for (let band = 0; band < BANDS; band += 1) {
    for (const bucket of bucketsOf(sets, band)) {
      if (bucket.length <= MAX_ALL) comparing.few(bucket);
      else comparing.many(bucket);
    }
  }
  return comparing.done();
}

/**
 * Sets of things any two of which are near copies: pairs that were compared, and families of things
 * close to one of them. Each costs as much as it has members, so that what thousands vary stays linear.
 *
 * How far things are apart is a metric: two that are each within half a bound of a third are within the
 * bound of each other, which is a near copy.
 */
import { identity, orderOfCodes } from "../radix.ts";

/** Of two things: within half the bound, within it, or neither. */
export type Likeness = "close" | "alike" | "apart";

/** Things that agree in a band, all of which are compared; of more, each with the leading ones. */
const MAX_ALL = 16;
const MAX_LEADING = 8;
/** Two things each of which was compared with so many, or has so many near copies, are passed over. */
const MAX_COMPARED = 100;
const MAX_COPIES = 16;
const MAX_PAIRS = 5_000_000;

export interface Alike {
  /** Of each thing, the first of its family; its own number where it has none. */
  leader: Uint32Array;
  /** Pairs beside the families, as two numbers each, the lower first. */
  pairs: readonly (readonly [number, number])[];
  /** Things that were not compared with all that may be like them. */
  passedOver: number;
}

class Comparing {
  readonly leader: Uint32Array;
  readonly #leads: Uint8Array;
  readonly #count: number;
  readonly #judge: (a: number, b: number) => Likeness;
  readonly #pairs = new Set<number>();
  /** Of each thing: how many it was compared with, and how many of these are near copies. */
  readonly #compared: Uint32Array;
  readonly #copies: Uint32Array;
  passedOver = 0;

  constructor(count: number, judge: (a: number, b: number) => Likeness) {
    this.#count = count;
    this.#judge = judge;
    this.leader = identity(count);
    this.#leads = new Uint8Array(count);
    this.#compared = new Uint32Array(count);
    this.#copies = new Uint32Array(count);
  }

  #areTold(a: number, b: number): boolean {
    return this.leader[a] === this.leader[b] || this.#pairs.has(a * this.#count + b);
  }

  /** Passed over where both have been compared with enough, so that a crowd costs what it has things. */
  #compare(a: number, b: number): Likeness {
    const least = (counts: Uint32Array) => Math.min(counts[a] ?? 0, counts[b] ?? 0);
    if (least(this.#compared) >= MAX_COMPARED || least(this.#copies) >= MAX_COPIES) {
      this.passedOver += 1;
      return "apart";
    }
    for (const one of [a, b]) this.#compared[one] = (this.#compared[one] ?? 0) + 1;
    return this.#judge(a, b);
  }

  #pair(a: number, b: number, likeness: Likeness): void {
    if (likeness === "apart") return;
    if (this.#pairs.size >= MAX_PAIRS) {
      this.passedOver += 1;
      return;
    }
    this.#pairs.add(a * this.#count + b);
    for (const one of [a, b]) this.#copies[one] = (this.#copies[one] ?? 0) + 1;
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
    for (const one of bucket) {
      if (leading.some((lead) => this.#follows(one, lead))) continue;
      if (leading.length < MAX_LEADING) leading.push(one);
      else this.passedOver += 1;
    }
  }

  /** Whether one is of a family with the other, or joins the one it leads; a near copy further off is a pair. */
  #follows(one: number, lead: number): boolean {
    if (this.leader[one] === this.leader[lead]) return true;
    if (this.#areTold(lead, one)) return false;
    const likeness = this.#compare(lead, one);
    const isFree = this.leader[one] === one && this.#leads[one] === 0;
    if (isFree && this.leader[lead] === lead && likeness === "close") {
      this.leader[one] = lead;
      this.#leads[lead] = 1;
      return true;
    }
    this.#pair(lead, one, likeness);
    return false;
  }

  done(): Alike {
    const { leader, passedOver } = this;
    const pairs = [...this.#pairs]
      .map((pair) => [Math.floor(pair / this.#count), pair % this.#count] as const)
      .filter(([a, b]) => leader[a] !== leader[b])
      .sort(([a, b], [c, d]) => a - c || b - d);
    return { leader, pairs, passedOver };
  }
}

/** Fewer are sorted by comparing them: a radix sort costs as much for a few as for thousands. */
const FEW = 5000;

function orderOf(keys: Int32Array): Uint32Array {
  if (keys.length >= FEW) return orderOfCodes(keys);
  return identity(keys.length).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

/** Things that agree in a band, two or more, ascending. */
function* bucketsOf(keys: Int32Array): Generator<Uint32Array> {
  const order = orderOf(keys);
  let from = 0;
  for (let to = 1; to <= order.length; to += 1) {
    if (to < order.length && keys[order[to] ?? 0] === keys[order[from] ?? 0]) continue;
    if (to - from > 1) yield order.subarray(from, to);
    from = to;
  }
}

/**
 * Which of `count` things are near copies: those that agree in a band are compared.
 * @param bands a key of each thing, none negative, for each band
 */
export function findFamilies(
  count: number,
  bands: Iterable<Int32Array>,
  judge: (a: number, b: number) => Likeness,
): Alike {
  const comparing = new Comparing(count, judge);
  for (const keys of bands) {
    for (const bucket of bucketsOf(keys)) {
      if (bucket.length <= MAX_ALL) comparing.few(bucket);
      else comparing.many(bucket);
    }
  }
  return comparing.done();
}

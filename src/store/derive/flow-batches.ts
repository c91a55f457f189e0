/** Flow edges as a store gives them, by earliest and latest, into the columns of its contract. */
import { RELATION, RELATIONS } from "../../model/edge.ts";
import type { FlowColumns, TimeColumns } from "../../model/flow-columns.ts";
import type { Key } from "../../model/key.ts";
import { bitsOf, earliestBasisOf, latestBasisOf } from "./bases.ts";
import { compareText } from "./compare-text.ts";

/** Edges of a batch, but for those of one time, which stay together. */
const BATCH = 8_192;

/** What a store tells of its nodes, by numbers of its own. */
export interface NodeTable {
  keys: readonly Key[];
  /** Bits of TRAIT, packed with the bases of the bounds. */
  traits: ArrayLike<number>;
  earliest: ArrayLike<number>;
  latest: ArrayLike<number>;
}

/** Place of each relation in the order of their names. */
const NAME_ORDER = RELATIONS.map((relation) => RELATIONS.toSorted().indexOf(relation));
const IS_BACKWARD = RELATIONS.map((relation) => RELATION[relation].flow === "object-to-subject");

class Rows {
  readonly capacity: number;
  readonly giver: Int32Array;
  readonly receiver: Int32Array;
  readonly earliest: Float64Array;
  readonly latest: Float64Array;
  readonly relation: Uint8Array;
  /** Rank of the edge's basis, packed with those of the bounds. */
  readonly bases: Uint8Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.giver = new Int32Array(capacity);
    this.receiver = new Int32Array(capacity);
    this.earliest = new Float64Array(capacity);
    this.latest = new Float64Array(capacity);
    this.relation = new Uint8Array(capacity);
    this.bases = new Uint8Array(capacity);
  }

  /** Some of the rows of another, or of itself, to the front. */
  copy(rows: Rows, from: number, to: number): this {
    this.giver.set(rows.giver.subarray(from, to));
    this.receiver.set(rows.receiver.subarray(from, to));
    this.earliest.set(rows.earliest.subarray(from, to));
    this.latest.set(rows.latest.subarray(from, to));
    this.relation.set(rows.relation.subarray(from, to));
    this.bases.set(rows.bases.subarray(from, to));
    return this;
  }
}

export class FlowBatches {
  readonly #nodes: NodeTable;
  /** The number in the stream of each node that was named, by its own number; else -1. */
  #numbers: Int32Array;
  #named = 0;
  #rows = new Rows(2 * BATCH);
  #length = 0;
  /** The first of the rows that are of the last one's time. */
  #tie = 0;

  /** `nodes` may grow, as long as it holds those that edges name. */
  constructor(nodes: NodeTable) {
    this.#nodes = nodes;
    this.#numbers = new Int32Array(nodes.keys.length).fill(-1);
  }

  /**
   * Takes the next edge by earliest, then latest (UTC ms, ±Infinity where unknown): its ends in the
   * table of nodes, an index into RELATIONS, and its basis packed with those of the bounds. True
   * when there is a batch to take.
   */
  put(
    giver: number,
    receiver: number,
    earliest: number,
    latest: number,
    relation: number,
    bases: number,
  ): boolean {
    const at = this.#length;
    if (at === this.#rows.capacity) this.#rows = new Rows(2 * at).copy(this.#rows, 0, at);
    const rows = this.#rows;
    rows.giver[at] = giver;
    rows.receiver[at] = receiver;
    rows.earliest[at] = earliest;
    rows.latest[at] = latest;
    rows.relation[at] = relation;
    rows.bases[at] = bases;
    this.#length = at + 1;
    if (at === 0 || (rows.earliest[at - 1] === earliest && rows.latest[at - 1] === latest)) {
      return false;
    }
    this.#tie = at;
    return at >= BATCH;
  }

  /** The edges so far but for those of the last one's time. */
  take(): FlowColumns {
    return this.#columns(this.#tie);
  }

  /** All edges that are left, if any. */
  *rest(): Generator<FlowColumns, void, void> {
    if (this.#length > 0) yield this.#columns(this.#length);
  }

  #columns(count: number): FlowColumns {
    this.#sortTies(count);
    const rows = this.#rows;
    const { keys, ...nodes } = this.#name(count);
    const columns: FlowColumns = {
      keys,
      ...nodes,
      giver: new Int32Array(count),
      receiver: new Int32Array(count),
      earliest: rows.earliest.slice(0, count),
      latest: rows.latest.slice(0, count),
      relation: rows.relation.slice(0, count),
      basis: new Uint8Array(count),
      earliestBasis: new Uint8Array(count),
      latestBasis: new Uint8Array(count),
    };
    for (let at = 0; at < count; at += 1) {
      const bases = rows.bases[at] ?? 0;
      columns.giver[at] = this.#numbers[rows.giver[at] ?? 0] ?? -1;
      columns.receiver[at] = this.#numbers[rows.receiver[at] ?? 0] ?? -1;
      columns.basis[at] = bitsOf(bases);
      columns.earliestBasis[at] = earliestBasisOf(bases);
      columns.latestBasis[at] = latestBasisOf(bases);
    }
    rows.copy(rows, count, this.#length);
    this.#length -= count;
    this.#tie = 0;
    return columns;
  }

  /** Numbers the nodes that no edge before the first `count` has named. */
  #name(count: number): Pick<FlowColumns, "keys" | "traits" | "published"> {
    if (this.#numbers.length < this.#nodes.keys.length) {
      const grown = new Int32Array(2 * this.#nodes.keys.length).fill(-1);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    const { giver, receiver } = this.#rows;
    const fresh = new Int32Array(2 * count);
    let found = 0;
    const name = (node: number): void => {
      if (this.#numbers[node] !== -1) return;
      this.#numbers[node] = this.#named + found;
      fresh[found] = node;
      found += 1;
    };
    for (let at = 0; at < count; at += 1) {
      name(giver[at] ?? 0);
      name(receiver[at] ?? 0);
    }
    this.#named += found;
    return this.#told(fresh.subarray(0, found));
  }

  #told(nodes: Int32Array): Pick<FlowColumns, "keys" | "traits" | "published"> {
    const { keys, traits, earliest, latest } = this.#nodes;
    const named: Key[] = [];
    const packed = new Uint8Array(nodes.length);
    const published: TimeColumns = {
      earliest: new Float64Array(nodes.length),
      latest: new Float64Array(nodes.length),
      earliestBasis: new Uint8Array(nodes.length),
      latestBasis: new Uint8Array(nodes.length),
    };
    for (let at = 0; at < nodes.length; at += 1) {
      const node = nodes[at] ?? 0;
      const key = keys[node];
      if (key === undefined) throw new Error(`an edge ends at node ${node}, which is not there`);
      named.push(key);
      const cell = traits[node] ?? 0;
      packed[at] = bitsOf(cell);
      published.earliest[at] = earliest[node] ?? Number.NaN;
      published.latest[at] = latest[node] ?? Number.NaN;
      published.earliestBasis[at] = earliestBasisOf(cell);
      published.latestBasis[at] = latestBasisOf(cell);
    }
    return { keys: named, traits: packed, published };
  }

  /** Orders edges of one time by edge key. */
  #sortTies(count: number): void {
    const { earliest, latest } = this.#rows;
    for (let from = 0; from < count; ) {
      let to = from + 1;
      while (to < count && earliest[to] === earliest[from] && latest[to] === latest[from]) to += 1;
      if (to - from > 1) this.#sort(from, to);
      from = to;
    }
  }

  #sort(from: number, to: number): void {
    let sorted = true;
    for (let at = from + 1; at < to && sorted; at += 1) sorted = this.#compare(at - 1, at) <= 0;
    if (sorted) return;
    const order = Array.from({ length: to - from }, (_, i) => from + i);
    order.sort((a, b) => this.#compare(a, b));
    const { giver, receiver, relation, bases } = this.#rows;
    for (const column of [giver, receiver, relation, bases]) {
      const values = order.map((at) => column[at] ?? 0);
      column.set(values, from);
    }
  }

  #compare(a: number, b: number): number {
    const { giver, receiver, relation } = this.#rows;
    const { keys } = this.#nodes;
    const kind = relation[a] ?? 0;
    const byRelation = (NAME_ORDER[kind] ?? 0) - (NAME_ORDER[relation[b] ?? 0] ?? 0);
    if (byRelation !== 0) return byRelation;
    const [first, second] = IS_BACKWARD[kind] ? [receiver, giver] : [giver, receiver];
    const key = (ends: Int32Array, at: number): string => keys[ends[at] ?? 0] ?? "";
    return compareText(key(first, a), key(first, b)) || compareText(key(second, a), key(second, b));
  }
}

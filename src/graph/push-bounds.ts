/** Bounds of events pushed along order facts: the fixpoint, and by which fact each bound came. */
import { BASES } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import { type Rows, rowsOf } from "./rows.ts";

export interface EventTimes {
  low: Float64Array;
  high: Float64Array;
  lowBasis: Uint8Array;
  highBasis: Uint8Array;
}

/** Order facts in columns: `before[i]` happened no later than `after[i]`. */
export interface FactColumns {
  before: ArrayLike<number>;
  after: ArrayLike<number>;
  /** Rank of the basis of what says so. */
  basis: ArrayLike<number>;
  /** The edge that says so. */
  edge: ArrayLike<number>;
}

/** Per event: the event whose bound it took over, and the edge by which; -1 for its own. */
export interface Causes {
  event: Int32Array;
  edge: Int32Array;
}

/** Stands for no fact. */
export const NONE = -1;

export interface Facts {
  before: Int32Array;
  after: Int32Array;
  basis: Uint8Array;
  edge: Int32Array;
}

const asInts = (values: ArrayLike<number>): Int32Array =>
  values instanceof Int32Array ? values : Int32Array.from(values);

export const asFacts = ({ before, after, basis, edge }: FactColumns): Facts => ({
  before: asInts(before),
  after: asInts(after),
  basis: basis instanceof Uint8Array ? basis : Uint8Array.from(basis),
  edge: asInts(edge),
});

/** One of the two ways in which bounds are pushed along facts: earliest forward, or latest back. */
export class Direction {
  readonly bound: Float64Array;
  readonly basis: Uint8Array;
  /** The fact that last moved the bound of an event. */
  readonly cause: Int32Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #facts: Facts;
  readonly #raise: boolean;

  constructor(times: EventTimes, facts: Facts, raise: boolean) {
    this.bound = (raise ? times.low : times.high).slice();
    this.basis = (raise ? times.lowBasis : times.highBasis).slice();
    this.cause = new Int32Array(this.bound.length).fill(NONE);
    this.#from = raise ? facts.before : facts.after;
    this.#to = raise ? facts.after : facts.before;
    this.#facts = facts;
    this.#raise = raise;
  }

  /**
   * Pushes bounds until nothing moves. Of several ways to the same bound the best founded counts.
   * A bound is only ever handed on, so what one pass along the facts leaves is settled from the
   * outermost bounds on, each event once per basis (Dijkstra 1959): linear, but for ordering those.
   */
  propagate(): void {
    if (!this.#pass()) return;
    const pushing = this.#pushing();
    if (pushing.length === 0) return;
    const leaving = rowsOf(this.#from, this.bound.length);
    const had = Float64Array.from(pushing, (event) => this.bound[event] ?? 0);
    for (let i = 0; i < pushing.length; ) {
      const bound = had[i];
      const byRank: number[][] = BASES.map(() => []);
      for (; i < pushing.length && had[i] === bound; i += 1) {
        const event = pushing[i] ?? 0;
        // One that has taken over another bound since has pushed that.
        if (this.bound[event] === bound) byRank[this.basis[event] ?? 0]?.push(event);
      }
      this.#settle(byRank, leaving);
    }
  }

  /** Pushes along each fact once, from the early ones on or from the late; whether anything moved. */
  #pass(): boolean {
    const last = this.#from.length - 1;
    let moved = false;
    for (let i = 0; i <= last; i += 1) {
      const fact = this.#raise ? i : last - i;
      if (!this.#pushes(fact)) continue;
      this.#push(fact);
      moved = true;
    }
    return moved;
  }

  /** Events that push a bound, the outermost first. */
  #pushing(): Int32Array {
    const pushes = new Uint8Array(this.bound.length);
    const events: number[] = [];
    for (let fact = 0; fact < this.#from.length; fact += 1) {
      const event = this.#from[fact] ?? 0;
      if (pushes[event] === 1 || !this.#pushes(fact)) continue;
      pushes[event] = 1;
      events.push(event);
    }
    const { bound } = this;
    const sign = this.#raise ? -1 : 1;
    return Int32Array.from(events).sort(
      (a, b) => sign * compare(bound[a] ?? 0, bound[b] ?? 0) || a - b,
    );
  }

  /** Events of one bound, by the rank of its basis, push it as far as it goes. */
  #settle(byRank: readonly number[][], leaving: Rows): void {
    byRank.forEach((events, rank) => {
      // More of them come as it goes.
      for (const event of events) {
        if (this.basis[event] === rank) this.#pushAll(event, leaving, byRank);
      }
    });
  }

  /** Pushes the bound of an event along its facts; what takes it over waits its turn. */
  #pushAll(event: number, leaving: Rows, byRank: readonly number[][]): void {
    const end = leaving.start[event + 1] ?? 0;
    for (let i = leaving.start[event] ?? 0; i < end; i += 1) {
      const fact = leaving.places[i] ?? 0;
      if (this.#pushes(fact)) byRank[this.#push(fact)]?.push(this.#to[fact] ?? 0);
    }
  }

  /** The rank of the basis that the target takes over. */
  #push(fact: number): number {
    const target = this.#to[fact] ?? 0;
    const rank = this.#rank(fact);
    this.bound[target] = this.bound[this.#from[fact] ?? 0] ?? 0;
    this.basis[target] = rank;
    this.cause[target] = fact;
    return rank;
  }

  /** The weaker of the fact and of the bound that it carries. */
  #rank(fact: number): number {
    const carried = this.basis[this.#from[fact] ?? 0] ?? 0;
    const own = this.#facts.basis[fact] ?? 0;
    return carried > own ? carried : own;
  }

  /** Whether the fact narrows its target, or founds the same bound better. */
  #pushes(fact: number): boolean {
    const mine = this.bound[this.#from[fact] ?? 0] ?? 0;
    const target = this.#to[fact] ?? 0;
    const theirs = this.bound[target] ?? 0;
    if (mine === theirs) return this.#rank(fact) < (this.basis[target] ?? 0);
    return this.#raise ? mine > theirs : mine < theirs;
  }

  /** Walks the causes of a bound back to the event that had it of itself. */
  rootOf(event: number): number {
    let at = event;
    for (let fact = this.cause[at] ?? NONE; fact !== NONE; fact = this.cause[at] ?? NONE) {
      at = this.#from[fact] ?? at;
    }
    return at;
  }

  /** Takes the times of an event back. */
  restore(event: number, bound: number, basis: number): void {
    this.bound[event] = bound;
    this.basis[event] = basis;
    this.cause[event] = NONE;
  }

  causes(): Causes {
    const events = this.cause.slice();
    const edges = this.cause.slice();
    for (let event = 0; event < events.length; event += 1) {
      const fact = events[event] ?? NONE;
      if (fact === NONE) continue;
      events[event] = this.#from[fact] ?? NONE;
      edges[event] = this.#facts.edge[fact] ?? NONE;
    }
    return { event: events, edge: edges };
  }
}

/**
 * Reads edges of a store outwards from what a question names.
 *
 * *Between* its ends, two searches: forward from the sources and backward from the targets, level by
 * level, whichever looks cheaper next. When one of the two has nothing more to expand, what was read
 * holds every path along which something can have gone from a source to a target. *Onward*, the
 * first of the two alone. *Beside*, one step both ways.
 *
 * A hop of such a path ends no earlier than the first hop began, and begins no later than the last
 * ended. So once the edges at an end are known, no edge outside these bounds is read.
 */
import type { Key } from "../../model/key.ts";
import { highOf, type Interval, intersect, intervalOf, lowOf, OPEN } from "../../model/time.ts";
import type { Direction, Fetched, TimedEdge } from "./fetched.ts";
import { type Frame, namesOf } from "./frame.ts";
import type { Spread } from "./wanted.ts";

interface Side {
  direction: Direction;
  seen: Set<Key>;
  frontier: readonly Key[];
  /** Keys expanded and edges read so far. */
  expanded: number;
  read: number;
}

const far = ({ direction }: Side, edge: TimedEdge): Key =>
  direction === "forward" ? edge.receiver : edge.giver;

const sideOf = (direction: Direction, start: ReadonlySet<Key>): Side => ({
  direction,
  seen: new Set(start),
  frontier: [...start],
  expanded: 0,
  read: 0,
});

/** Edges expected at a key of a side that has none yet: an end may be the one that thousands took from. */
const EXPECTED = 16;

/** A guess at what the next level costs. */
const cost = ({ frontier, expanded, read }: Side): number =>
  frontier.length * (1 + (expanded === 0 ? EXPECTED : read / expanded));

interface ExpansionOptions {
  spread: Spread;
  /** Only edges whose time, as the store has it, meets this; undefined where no such time can be trusted. */
  window: Interval | undefined;
  /** Paths may go along edges that are inferred from what links to the same thing: all that is connected is read. */
  anyWay: boolean;
}

const BOTH_WAYS: readonly Direction[] = ["forward", "backward"];

export class Expansion {
  readonly #fetched: Fetched;
  readonly #frame: Frame;
  /** *Any way*: all that is connected, whatever the spread. */
  readonly #spread: Spread | "any way";
  readonly #forward: Side;
  readonly #backward: Side;
  #window: Interval | undefined;
  /** Expansions: every path of so many hops has been read. */
  levels = 0;
  /** Something has been seen from both ends. */
  met = false;
  /** Keys of the largest level expanded. */
  widest = 0;

  /** Without targets where the spread is not *between*. */
  constructor(
    fetched: Fetched,
    frame: Frame,
    sources: ReadonlySet<Key>,
    targets: ReadonlySet<Key>,
    { spread, window, anyWay }: ExpansionOptions,
  ) {
    this.#fetched = fetched;
    this.#frame = frame;
    this.#spread = anyWay ? "any way" : spread;
    this.#forward = sideOf("forward", sources);
    this.#backward = sideOf("backward", targets);
    this.#window = window;
  }

  get ended(): boolean {
    if (this.#forward.frontier.length === 0) return true;
    if (this.#spread === "between") return this.#backward.frontier.length === 0;
    return this.#spread === "beside" && this.levels === 1;
  }

  async step(): Promise<void> {
    const [forward, backward] = [this.#forward, this.#backward];
    if (this.#spread === "onward") return this.#expand(forward, ["forward"]);
    if (this.#spread !== "between") return this.#expand(forward, BOTH_WAYS);
    // Things take from few and give to many: if in doubt, backward.
    const side = cost(forward) < cost(backward) ? forward : backward;
    return this.#expand(side, [side.direction]);
  }

  async #expand(side: Side, directions: readonly Direction[]): Promise<void> {
    const other = side === this.#forward ? this.#backward : this.#forward;
    const isFirst = side.expanded === 0;
    const { frontier } = side;
    const window = this.#window ?? OPEN;
    const found = new Set<Key>();
    for (const direction of directions) {
      const edges = await this.#fetched.expand(frontier, direction, window);
      side.read += edges.length;
      for (const key of frontier) {
        for (const edge of this.#fetched.at(key, direction)) {
          found.add(far({ ...side, direction }, edge));
        }
      }
    }
    side.expanded += frontier.length;
    this.widest = Math.max(this.widest, frontier.length);
    this.levels += 1;
    if (isFirst) this.#narrow(side, frontier);
    side.frontier = [...namesOf(this.#frame, found)].filter((key) => !side.seen.has(key));
    for (const key of side.frontier) {
      side.seen.add(key);
      if (other.seen.has(key)) this.met = true;
    }
  }

  /** The first hop bounds all from below, the last from above. */
  #narrow(side: Side, ends: readonly Key[]): void {
    if (this.#window === undefined) return;
    const edges = ends.flatMap((key) => this.#fetched.at(key, side.direction));
    const bound =
      side.direction === "forward"
        ? intervalOf(least(edges.map(lowOf)), Number.POSITIVE_INFINITY)
        : intervalOf(Number.NEGATIVE_INFINITY, -least(edges.map((edge) => -highOf(edge))));
    if (edges.length > 0) this.#window = intersect(this.#window, bound);
  }
}

const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** Everything read that the start reaches in a direction, the start too, under all names. */
export function reachedFrom(
  fetched: Fetched,
  frame: Frame,
  start: ReadonlySet<Key>,
  direction: Direction,
  within?: ReadonlySet<Key>,
): Set<Key> {
  const seen = new Set(start);
  for (const key of seen) {
    for (const edge of fetched.at(key, direction)) {
      const next = direction === "forward" ? edge.receiver : edge.giver;
      if (seen.has(next)) continue;
      for (const name of namesOf(frame, [next])) {
        if (within === undefined || within.has(name)) seen.add(name);
      }
    }
  }
  return seen;
}

/** Everything read from which a target can be reached and which a source reaches, under all names. */
export function onTheWay(
  fetched: Fetched,
  frame: Frame,
  sources: ReadonlySet<Key>,
  targets: ReadonlySet<Key>,
): Set<Key> {
  const forward = reachedFrom(fetched, frame, sources, "forward");
  const backward = reachedFrom(fetched, frame, targets, "backward", forward);
  return new Set([...backward].filter((key) => forward.has(key)));
}

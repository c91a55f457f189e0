/**
 * Two searches, forward from the sources and backward from the targets, level by level, whichever
 * looks cheaper next. What is read at the end holds every path along which something can have gone
 * from a source to a target, when one of the two has nothing more to expand.
 *
 * A hop of such a path ends no earlier than the first hop began, and begins no later than the last
 * ended. So once the edges at an end are known, no edge outside these bounds is read.
 */
import type { Key } from "../../model/key.ts";
import { highOf, type Interval, intersect, intervalOf, lowOf, OPEN } from "../../model/time.ts";
import type { Direction, Fetched, TimedEdge } from "./fetched.ts";
import { type Frame, namesOf } from "./frame.ts";

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

interface BetweenOptions {
  /** Only edges whose time, as the store has it, meets this; undefined where no such time can be trusted. */
  window: Interval | undefined;
  /** Paths may go along edges that are inferred from what links to the same thing: all that is connected is read. */
  anyWay: boolean;
}

export class Between {
  readonly #fetched: Fetched;
  readonly #frame: Frame;
  readonly #anyWay: boolean;
  readonly #forward: Side;
  readonly #backward: Side;
  #window: Interval | undefined;
  /** Expansions: every path of so many hops has been read. */
  levels = 0;
  /** Something has been seen from both ends. */
  met = false;
  /** Keys of the largest level expanded. */
  widest = 0;

  constructor(
    fetched: Fetched,
    frame: Frame,
    sources: ReadonlySet<Key>,
    targets: ReadonlySet<Key>,
    { window, anyWay }: BetweenOptions,
  ) {
    this.#fetched = fetched;
    this.#frame = frame;
    this.#anyWay = anyWay;
    this.#forward = sideOf("forward", sources);
    this.#backward = sideOf("backward", targets);
    this.#window = window;
  }

  get ended(): boolean {
    return (
      this.#forward.frontier.length === 0 || (!this.#anyWay && this.#backward.frontier.length === 0)
    );
  }

  async step(): Promise<void> {
    const [forward, backward] = [this.#forward, this.#backward];
    if (this.#anyWay) return this.#expand(forward, ["forward", "backward"]);
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

/** Everything read from which a target can be reached and which a source reaches, under all names. */
export function onTheWay(
  fetched: Fetched,
  frame: Frame,
  sources: ReadonlySet<Key>,
  targets: ReadonlySet<Key>,
): Set<Key> {
  const reached = (start: ReadonlySet<Key>, direction: Direction, within?: ReadonlySet<Key>) => {
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
  };
  const forward = reached(sources, "forward");
  const backward = reached(targets, "backward", forward);
  return new Set([...backward].filter((key) => forward.has(key)));
}

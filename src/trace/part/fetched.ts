/** What a question has read of a store so far: each edge once, each node once. */
import { edgeKey } from "../../model/edge.ts";
import { HeadwaterError } from "../../model/errors.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { Interval } from "../../model/time.ts";
import type { TraceReader } from "../loaded.ts";

export interface TimedEdge extends MergedEdge, Interval {
  giver: Key;
  receiver: Key;
}
export type Direction = "forward" | "backward";

/** What reading a part needs of a store; either store satisfies it. */
export interface PartReader extends TraceReader {
  nodesOf(keys: readonly Key[]): Promise<MergedNode[]>;
  otherEdgesOf(keys: readonly Key[]): Promise<MergedEdge[]>;
  expand(
    keys: readonly Key[],
    direction: Direction,
    window: Interval,
    except: readonly string[],
  ): Promise<TimedEdge[]>;
}

function put<T>(map: Map<Key, T[]>, key: Key, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

export class Fetched {
  readonly #reader: PartReader;
  /** Flow edges read for one question. */
  readonly #maxEdges: number;
  readonly #edges = new Map<string, TimedEdge>();
  readonly #outOf = new Map<Key, TimedEdge[]>();
  readonly #into = new Map<Key, TimedEdge[]>();
  readonly #asked = new Set<Key>();
  readonly #askedOthers = new Set<Key>();
  readonly nodes = new Map<Key, MergedNode>();
  /** Handles of which all accounts that bore them have been read. */
  readonly handles = new Set<Key>();
  /** Edges along which nothing flows, by edge key. */
  readonly others = new Map<string, MergedEdge>();
  /** Reads of the store. */
  roundTrips = 0;

  constructor(reader: PartReader, maxEdges: number) {
    this.#reader = reader;
    this.#maxEdges = maxEdges;
  }

  get edges(): Iterable<TimedEdge> {
    return this.#edges.values();
  }

  get edgeCount(): number {
    return this.#edges.size;
  }

  /** Edges known to leave a key (`forward`) or to enter it. */
  at(key: Key, direction: Direction): readonly TimedEdge[] {
    return (direction === "forward" ? this.#outOf : this.#into).get(key) ?? [];
  }

  /**
   * Reads the edges that leave or enter the keys and are not known yet; gives those.
   * @throws HeadwaterError `too-long` when the question has read more than it may
   */
  async expand(keys: readonly Key[], direction: Direction, window: Interval): Promise<TimedEdge[]> {
    const except = keys.flatMap((key) => this.at(key, direction).map(edgeKey));
    const edges = await this.#read(() => this.#reader.expand(keys, direction, window, except));
    for (const edge of edges) {
      this.#edges.set(edgeKey(edge), edge);
      put(this.#outOf, edge.giver, edge);
      put(this.#into, edge.receiver, edge);
    }
    if (this.#edges.size > this.#maxEdges) throw tooMany(this.#maxEdges);
    return edges;
  }

  /** Reads the nodes that were not asked for yet. */
  async readNodes(keys: Iterable<Key>): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.#asked.has(key));
    if (missing.length === 0) return;
    for (const key of missing) this.#asked.add(key);
    const nodes = await this.#read(() => this.#reader.nodesOf(missing));
    for (const node of nodes) this.nodes.set(node.key, node);
  }

  /** Reads the edges along which nothing flows of the keys that were not asked for yet. */
  async readOthers(keys: Iterable<Key>): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.#askedOthers.has(key));
    if (missing.length === 0) return;
    for (const key of missing) this.#askedOthers.add(key);
    const edges = await this.#read(() => this.#reader.otherEdgesOf(missing));
    for (const edge of edges) this.others.set(edgeKey(edge), edge);
  }

  /** Keys of up to `limit` nodes that hold the words. */
  async search(words: string, limit: number): Promise<Key[]> {
    const hits = await this.#read(() => this.#reader.search(words, limit));
    return hits.map(({ key }) => key);
  }

  #read<T>(read: () => Promise<T>): Promise<T> {
    this.roundTrips += 1;
    return read();
  }
}

const tooMany = (limit: number): HeadwaterError =>
  new HeadwaterError(
    "too-long",
    `more than ${limit} edges lie about what is asked: ask about single items rather than accounts or sets, or about a shorter time (--between)`,
  );

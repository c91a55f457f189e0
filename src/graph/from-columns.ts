/**
 * The engine's graph of a whole store, read in columns: equal to the graph of its view at the default
 * basis floor, with no object per edge but where joins have a hand in. Questions are told from the
 * view's graph (`temporal-graph.ts`), as answers cite claims; no command reads this one.
 */
import { basisRank, DEFAULT_FLOOR } from "../model/basis.ts";
import { type FlowColumns, TRAIT } from "../model/flow-columns.ts";
import { type Key, kindOfKey } from "../model/key.ts";
import { buildGraph } from "./build-graph.ts";
import type { FlowGraph } from "./flow-graph.ts";
import { type ColumnReader, type JoinedPart, joinedPart } from "./joined-part.ts";
import { atOneVersion } from "./snapshot.ts";
import { timeColumns } from "./time-columns.ts";
import { edgeList, type TimedEdges } from "./timed-edges.ts";
import type { View } from "./view.ts";
import { addEdge, setNode } from "./view-edges.ts";

const WEAKEST = basisRank(DEFAULT_FLOOR);

export interface StoreGraph {
  version: string;
  graph: FlowGraph;
  /** Of each node. Some have no edge: accounts, and names that are joined to another. */
  keys: readonly Key[];
  /** The node of each key that joins put on another key's node, or that stands for such keys. */
  joined: ReadonlyMap<Key, number>;
}

/** Some rows of a batch, after those that are there. */
function copyRows(batch: FlowColumns, from: number, to: number, edges: TimedEdges): void {
  const at = edges.edgeCount;
  edges.giver.set(batch.giver.subarray(from, to), at);
  edges.receiver.set(batch.receiver.subarray(from, to), at);
  edges.relation.set(batch.relation.subarray(from, to), at);
  edges.basis.set(batch.basis.subarray(from, to), at);
  edges.time.earliest.set(batch.earliest.subarray(from, to), at);
  edges.time.latest.set(batch.latest.subarray(from, to), at);
  edges.time.earliestBasis.set(batch.earliestBasis.subarray(from, to), at);
  edges.time.latestBasis.set(batch.latestBasis.subarray(from, to), at);
  edges.edgeCount = at + to - from;
}

/** The numbers of some nodes, by key. */
function numbersOf(keys: readonly Key[], wanted: ReadonlySet<Key>): Map<Key, number> {
  const numbers = new Map<Key, number>();
  if (wanted.size === 0) return numbers;
  for (let node = 0; node < keys.length; node += 1) {
    const key = keys[node];
    if (key !== undefined && wanted.has(key)) numbers.set(key, node);
  }
  return numbers;
}

/** Nodes and edges as they are gathered from columns and, where joins have a hand in, from a view. */
class Gathered {
  readonly keys: Key[] = [];
  readonly joined = new Map<Key, number>();
  readonly #batches: FlowColumns[] = [];
  #edgeCount = 0;

  add(columns: FlowColumns): void {
    for (const key of columns.keys) this.keys.push(key);
    this.#batches.push(columns);
    this.#edgeCount += columns.giver.length;
  }

  /** Whether a node is called an account that has no account's key. */
  hasOddAccounts(): boolean {
    let first = 0;
    for (const { keys, traits } of this.#batches) {
      for (let n = 0; n < keys.length; n += 1) {
        if (((traits[n] ?? 0) & TRAIT.calledAccount) === 0) continue;
        const key = this.keys[first + n];
        if (key !== undefined && kindOfKey(key) !== "account") return true;
      }
      first += keys.length;
    }
    return false;
  }

  timed(part: JoinedPart | undefined): TimedEdges {
    const numbers = part ? this.#number(part.view) : undefined;
    const most = this.#edgeCount + (part?.view.edges.length ?? 0);
    const edges: TimedEdges = {
      nodeCount: this.keys.length,
      ...this.#nodes(),
      edgeCount: 0,
      giver: new Int32Array(most),
      receiver: new Int32Array(most),
      relation: new Uint8Array(most),
      basis: new Uint8Array(most),
      time: timeColumns(most),
    };
    if (part?.keys !== "all") this.#copyEdges(edges, part?.keys);
    if (part && numbers) addEdges(edges, part.view, numbers);
    return cutTo(edges, edges.edgeCount);
  }

  #nodes(): Pick<TimedEdges, "traits" | "published"> {
    const traits = new Uint8Array(this.keys.length);
    const published = timeColumns(this.keys.length);
    let first = 0;
    for (const batch of this.#batches) {
      traits.set(batch.traits, first);
      published.earliest.set(batch.published.earliest, first);
      published.latest.set(batch.published.latest, first);
      published.earliestBasis.set(batch.published.earliestBasis, first);
      published.latestBasis.set(batch.published.latestBasis, first);
      first += batch.keys.length;
    }
    return { traits, published };
  }

  /** The edges that the floor admits, between things, but for those at some nodes. */
  #copyEdges(edges: TimedEdges, left: ReadonlySet<Key> = new Set()): void {
    const without = new Uint8Array(edges.nodeCount);
    for (let n = 0; n < without.length; n += 1) without[n] = (edges.traits[n] ?? 0) & TRAIT.account;
    for (const node of numbersOf(this.keys, left).values()) without[node] = 1;
    for (const batch of this.#batches) {
      let from = 0;
      for (let e = 0; e < batch.giver.length; e += 1) {
        const ends = (without[batch.giver[e] ?? 0] ?? 0) | (without[batch.receiver[e] ?? 0] ?? 0);
        if (ends === 0 && (batch.basis[e] ?? 0) <= WEAKEST) continue;
        copyRows(batch, from, e, edges);
        from = e + 1;
      }
      copyRows(batch, from, batch.giver.length, edges);
    }
  }

  /** The numbers of a view's nodes that have edges; those that have none yet are numbered. */
  #number({ nodes, edges, indexOf }: View): Int32Array {
    const ends = new Set(edges.flatMap(({ giver, receiver }) => [giver, receiver]));
    const wanted = new Set([...ends].flatMap((index) => nodes[index]?.key ?? []));
    const known = numbersOf(this.keys, wanted);
    const numbers = new Int32Array(nodes.length).fill(-1);
    for (const index of ends) {
      const key = nodes[index]?.key;
      if (key === undefined) continue;
      numbers[index] = known.get(key) ?? this.keys.push(key) - 1;
    }
    for (const [key, index] of indexOf) {
      const number = numbers[index] ?? -1;
      if (nodes[index]?.join && number !== -1) this.joined.set(key, number);
    }
    return numbers;
  }
}

/** The edges of a view, and what it says of their ends. */
function addEdges(edges: TimedEdges, view: View, numbers: Int32Array): void {
  for (const [index, node] of view.nodes.entries()) {
    const number = numbers[index] ?? -1;
    if (number !== -1) setNode(edges, number, node);
  }
  for (const edge of view.edges) {
    addEdge(edges, numbers[edge.giver] ?? -1, numbers[edge.receiver] ?? -1, edge);
  }
}

const cutTo = (edges: TimedEdges, count: number): TimedEdges => ({
  ...edges,
  giver: edges.giver.subarray(0, count),
  receiver: edges.receiver.subarray(0, count),
  relation: edges.relation.subarray(0, count),
  basis: edges.basis.subarray(0, count),
});

/**
 * Reads all that flows and builds the graph of it. Exact: the graph that the view of the same claims
 * gives, under other numbers.
 * @throws HeadwaterError `busy` when the store keeps changing
 */
export const readGraph = (reader: ColumnReader): Promise<StoreGraph> =>
  atOneVersion(reader, async (version) => {
    const gathered = new Gathered();
    for await (const columns of reader.flowColumns()) gathered.add(columns);
    const part = await joinedPart(
      reader,
      version,
      (keys) => {
        const ends = numbersOf(gathered.keys, keys);
        return (key) => ends.has(key);
      },
      gathered.hasOddAccounts(),
    );
    const { graph } = buildGraph(edgeList(gathered.timed(part)));
    return { version, graph, keys: gathered.keys, joined: gathered.joined };
  });

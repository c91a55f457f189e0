/** Finds the rows of many nodes and edges at once, by key. */
import { TimedNode } from "../derive/timed-node.ts";
import { type Cell, type Connection, int, orNull, type Row, text } from "./connection.ts";
import { codeOf, readNode } from "./rows.ts";

const NODES = `
SELECT n.id, n.key, n.attested, n.states, n.lossy
FROM json_each(?) AS asked CROSS JOIN nodes AS n ON n.key = asked.value`;

/** A node as it is stored, read when it is first asked for. */
export class NodeRow {
  readonly id: number;
  readonly attested: number | null;
  readonly states: string | null;
  readonly lossy: boolean;
  readonly #key: Cell;
  #timed: TimedNode | undefined;

  /** From the cells id, key, attested, states, lossy. */
  constructor([id, key, attested, states, lossy]: Row, timed?: TimedNode) {
    this.id = int(id);
    this.attested = orNull(int, attested);
    this.states = orNull(text, states);
    this.lossy = lossy === 1;
    this.#key = key;
    this.#timed = timed;
  }

  get timed(): TimedNode {
    this.#timed ??= new TimedNode(readNode(this.#key, this.attested, this.states));
    return this.#timed;
  }
}

export function findNodes(db: Connection, keys: readonly string[]): Map<string, NodeRow> {
  const found = new Map<string, NodeRow>();
  for (const row of db.rows(NODES, JSON.stringify(keys))) {
    found.set(text(row[1]), new NodeRow(row));
  }
  return found;
}

const EDGES = `
SELECT asked.key, e.id, e.states, e.lossy
FROM json_each(?) AS asked CROSS JOIN edges AS e
ON e.source = asked.value ->> 0 AND e.target = asked.value ->> 1 AND e.relation = asked.value ->> 2`;

export interface EdgeRow {
  id: number;
  states: string;
  lossy: boolean;
}

/** Where an edge is found: the ids of its source and target, and its relation. */
export type EdgePlace = readonly [source: number, target: number, relation: number];
export const edgePlace = (
  source: number,
  target: number,
  relation: Parameters<typeof codeOf>[0],
): EdgePlace => [source, target, codeOf(relation)];

/** By index in `places`. */
export function findEdges(db: Connection, places: readonly EdgePlace[]): Map<number, EdgeRow> {
  const found = new Map<number, EdgeRow>();
  if (places.length === 0) return found;
  for (const [index, id, states, lossy] of db.rows(EDGES, JSON.stringify(places))) {
    found.set(int(index), { id: int(id), states: text(states), lossy: lossy === 1 });
  }
  return found;
}

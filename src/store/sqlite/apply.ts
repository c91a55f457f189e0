/** Writes what a batch of claims says into nodes, edges and the lists of claims about them. */
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merge.ts";
import { type Connection, int } from "./connection.ts";
import { type Folded, foldEdge, foldNode } from "./fold.ts";
import type { About, AboutEdge, Gathered } from "./gathered.ts";
import { type EdgePlace, edgePlace, findEdges, findNodes, type NodeRow } from "./lookup.ts";
import { codeOf, nodeCells, readStates } from "./rows.ts";
import { markStale, updateNode } from "./settle.ts";
import { TimedNode, timeCells } from "./timing.ts";
import { UNINDEXED } from "./words.ts";

const LAST_NODE = "SELECT coalesce(max(id), 0) FROM nodes";
const LAST_EDGE = "SELECT coalesce(max(id), 0) FROM edges";
const ADD_NODE = "INSERT INTO nodes VALUES (?, ?, ?, ?, ?)";
const ADD_EDGE = "INSERT INTO edges VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
const UPDATE_EDGE = "UPDATE edges SET states = ?, lossy = ?, earliest = ?, latest = ? WHERE id = ?";
const DESCRIBED = `
INSERT INTO unindexed (first_node, last_node) SELECT id, id FROM nodes WHERE key = ?`;

/** A node of the batch as it now is in the store. */
interface Placed {
  id: number;
  isNew: boolean;
  timed: TimedNode;
}

export class GraphWriter {
  readonly #db: Connection;
  #lastNode: number;
  #lastEdge: number;

  constructor(db: Connection) {
    this.#db = db;
    this.#lastNode = int(db.row(LAST_NODE)?.[0]);
    this.#lastEdge = int(db.row(LAST_EDGE)?.[0]);
  }

  /** What a stored lossy node or edge comes to is left to `settle`. */
  apply(gathered: Gathered): void {
    const placed = this.#nodes(gathered);
    this.#edges(gathered, placed);
    for (const subject of gathered.described) this.#db.run(DESCRIBED, subject);
  }

  #nodes(gathered: Gathered): Map<Key, Placed> {
    const firstNew = this.#lastNode + 1;
    // In the order of keys, so that pages of their index are visited one after the other.
    const keys = [...gathered.nodes.keys()].sort();
    const stored = findNodes(this.#db, keys);
    const placed = new Map<Key, Placed>();
    const links: number[] = [];
    for (const key of keys) {
      const about = gathered.nodes.get(key);
      if (about === undefined) continue;
      const row = stored.get(key);
      const node = row ? this.#known(key, row, about) : this.#new(key, about);
      for (const claim of about.ids) links.push(node.id, claim);
      placed.set(key, node);
    }
    this.#db.insert("node_claims", 2, links);
    if (this.#lastNode >= firstNew) this.#db.run(UNINDEXED, firstNew, this.#lastNode);
    return placed;
  }

  #new(key: Key, about: About): Placed {
    this.#lastNode += 1;
    const id = this.#lastNode;
    if (about.ids.length === 0) {
      this.#db.run(ADD_NODE, id, key, null, null, 0);
      return { id, isNew: true, timed: new TimedNode({ key, states: {} }) };
    }
    const { merged, lossy } = foldNode(key, undefined, about.claims);
    const { attested, states } = nodeCells(merged);
    this.#db.run(ADD_NODE, id, key, attested, states, lossy ? 1 : 0);
    return { id, isNew: true, timed: new TimedNode(merged) };
  }

  #known(key: Key, row: NodeRow, about: About): Placed {
    const { id } = row;
    if (about.ids.length === 0) return new KnownNode(row);
    if (row.lossy) {
      markStale(this.#db, "node", id);
      return new KnownNode(row);
    }
    const folded: Folded<MergedNode> = foldNode(key, row.timed.node, about.claims);
    return { id, isNew: false, timed: updateNode(this.#db, row, folded) };
  }

  #edges(gathered: Gathered, placed: ReadonlyMap<Key, Placed>): void {
    const known: { about: AboutEdge; source: Placed; target: Placed }[] = [];
    const places: EdgePlace[] = [];
    const links: number[] = [];
    for (const about of gathered.edges.values()) {
      const source = getPlaced(placed, about.source);
      const target = getPlaced(placed, about.target);
      if (source.isNew || target.isNew) {
        this.#newEdge(about, source, target, links);
        continue;
      }
      known.push({ about, source, target });
      places.push(edgePlace(source.id, target.id, about.edge.relation));
    }
    const stored = findEdges(this.#db, places);
    for (const [index, { about, source, target }] of known.entries()) {
      const row = stored.get(index);
      if (row === undefined) this.#newEdge(about, source, target, links);
      else if (row.lossy) markStale(this.#db, "edge", row.id);
      else {
        const before: MergedEdge = { ...about.edge, states: readStates(row.states) };
        const folded = stated(about, foldEdge(about.edge, before, about.claims));
        const states = JSON.stringify(folded.merged.states);
        if (states !== row.states || folded.lossy) {
          const [earliest, latest] = edgeCells(folded.merged, source, target);
          this.#db.run(UPDATE_EDGE, states, folded.lossy ? 1 : 0, earliest, latest, row.id);
        }
      }
      if (row) for (const claim of about.ids) links.push(row.id, claim);
    }
    this.#db.insert("edge_claims", 2, links);
  }

  #newEdge(about: AboutEdge, source: Placed, target: Placed, links: number[]): void {
    const { merged, lossy } = stated(about, foldEdge(about.edge, undefined, about.claims));
    this.#lastEdge += 1;
    this.#db.run(
      ADD_EDGE,
      this.#lastEdge,
      codeOf(merged.relation),
      source.id,
      target.id,
      JSON.stringify(merged.states),
      lossy ? 1 : 0,
      ...edgeCells(merged, source, target),
    );
    for (const claim of about.ids) links.push(this.#lastEdge, claim);
  }
}

class KnownNode implements Placed {
  readonly isNew = false;
  readonly #row: NodeRow;

  constructor(row: NodeRow) {
    this.#row = row;
  }

  get id(): number {
    return this.#row.id;
  }

  get timed(): TimedNode {
    return this.#row.timed;
  }
}

const edgeCells = (edge: MergedEdge, source: Placed, target: Placed) =>
  timeCells(
    edge,
    () => source.timed,
    () => target.timed,
  );

function getPlaced(placed: ReadonlyMap<Key, Placed>, key: Key): Placed {
  const node = placed.get(key);
  if (node === undefined) throw new Error(`an end of an edge was not placed: ${key}`);
  return node;
}

function stated(about: AboutEdge, folded: Folded<MergedEdge> | undefined): Folded<MergedEdge> {
  if (folded === undefined) throw new Error(`no claim states the edge of ${about.source}`);
  return folded;
}

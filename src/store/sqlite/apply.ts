/** Writes what a batch of claims says into nodes, edges and the lists of claims about them. */

import type { MergedEdge } from "../../model/merge.ts";
import { type Connection, int } from "./connection.ts";
import { type Folded, foldEdge } from "./fold.ts";
import type { AboutEdge, AboutNode, Gathered, Placed } from "./gathered.ts";
import { type EdgePlace, type EdgeRow, edgePlace, findEdges } from "./lookup.ts";
import { Nodes } from "./nodes.ts";
import { codeOf, readStates } from "./rows.ts";
import { timeCells } from "./timing.ts";
import { UNINDEXED } from "./words.ts";
import { mark } from "./work.ts";

const LAST_EDGE = "SELECT coalesce(max(id), 0) FROM edges";
/** Cells of links between claims and what they say something of, kept before they are stored. */
const MAX_LINKS = 16_384;
const UPDATE_EDGE = "UPDATE edges SET states = ?, lossy = ?, earliest = ?, latest = ? WHERE id = ?";
const DESCRIBED = `
INSERT INTO unindexed (first_node, last_node) SELECT id, id FROM nodes WHERE key = ?`;

type EdgeCell = string | number | null;

export class GraphWriter {
  readonly #db: Connection;
  readonly #nodes: Nodes;
  #lastEdge: number;
  #nodeClaims: number[] = [];
  #edgeClaims: number[] = [];

  constructor(db: Connection) {
    this.#db = db;
    this.#nodes = new Nodes(db);
    this.#lastEdge = int(db.row(LAST_EDGE)?.[0]);
  }

  /** What a stored lossy node or edge comes to is left to `settle`, after `finish`. */
  apply(gathered: Gathered): void {
    const lastOld = this.#nodes.lastId;
    this.#nodes.tell(gathered.nodes.values());
    const lastNew = this.#nodes.lastId;
    if (lastNew > lastOld) this.#db.run(UNINDEXED, lastOld + 1, lastNew);
    for (const about of gathered.nodes.values()) {
      const { id } = placed(about);
      for (const claim of about.ids) this.#nodeClaims.push(id, claim);
    }
    this.#tellEdges(gathered, lastOld);
    for (const subject of gathered.described) this.#db.run(DESCRIBED, subject);
    if (this.#nodeClaims.length + this.#edgeClaims.length > MAX_LINKS) this.finish();
  }

  /** Stores what is still kept of the batches. */
  finish(): void {
    this.#db.insert("node_claims", 2, this.#nodeClaims);
    this.#db.insert("edge_claims", 2, this.#edgeClaims);
    this.#nodeClaims = [];
    this.#edgeClaims = [];
  }

  #tellEdges(gathered: Gathered, lastOld: number): void {
    const added: EdgeCell[] = [];
    const perhapsStored: AboutEdge[] = [];
    const places: EdgePlace[] = [];
    for (const about of gathered.edges.values()) {
      const [source, target] = [placed(about.source).id, placed(about.target).id];
      if (source > lastOld || target > lastOld) this.#add(about, added);
      else {
        perhapsStored.push(about);
        places.push(edgePlace(source, target, about.edge.relation));
      }
    }
    const stored = findEdges(this.#db, places);
    for (const [index, about] of perhapsStored.entries()) {
      const row = stored.get(index);
      if (row) this.#change(row, about);
      else this.#add(about, added);
    }
    this.#db.insert("edges", 8, added);
  }

  #add(about: AboutEdge, added: EdgeCell[]): void {
    const { merged, lossy } = stated(about, foldEdge(about.edge, undefined, about.claims));
    this.#lastEdge += 1;
    added.push(this.#lastEdge, codeOf(merged.relation));
    added.push(placed(about.source).id, placed(about.target).id);
    added.push(JSON.stringify(merged.states), lossy ? 1 : 0, ...edgeCells(merged, about));
    for (const claim of about.ids) this.#edgeClaims.push(this.#lastEdge, claim);
  }

  #change(row: EdgeRow, about: AboutEdge): void {
    for (const claim of about.ids) this.#edgeClaims.push(row.id, claim);
    if (row.lossy) {
      mark(this.#db, "stale_edges", row.id);
      return;
    }
    const { relation, subject, object } = about.edge;
    const before: MergedEdge = { relation, subject, object, states: readStates(row.states) };
    const { merged, lossy } = stated(about, foldEdge(about.edge, before, about.claims));
    const states = JSON.stringify(merged.states);
    if (states === row.states) return;
    this.#db.run(UPDATE_EDGE, states, lossy ? 1 : 0, ...edgeCells(merged, about), row.id);
  }
}

const edgeCells = (edge: MergedEdge, { source, target }: AboutEdge) =>
  timeCells(
    edge,
    () => placed(source).timed,
    () => placed(target).timed,
  );

function placed({ key, node }: AboutNode): Placed {
  if (node === undefined) throw new Error(`${key} was named and has no node`);
  return node;
}

function stated(about: AboutEdge, folded: Folded<MergedEdge> | undefined): Folded<MergedEdge> {
  if (folded === undefined)
    throw new Error(`no claim states ${about.edge.relation} from ${about.source.key}`);
  return folded;
}

/** Writes what a batch of claims says into nodes, edges and the lists of claims about them. */

import type { Key } from "../../model/key.ts";
import type { MergedEdge } from "../../model/merged.ts";
import type { Ends } from "../derive/claim-facts.ts";
import { edgeWith } from "../derive/edge-name.ts";
import { type Folded, foldEdge } from "../derive/fold.ts";
import type { AboutEdge, Gathered } from "../derive/gathered.ts";
import { type Connection, int } from "./connection.ts";
import { type EdgePlace, type EdgeRow, edgePlace, findEdges } from "./lookup.ts";
import { Nodes, type Placed } from "./nodes.ts";
import { codeOf } from "./rows.ts";
import { UNINDEXED } from "./search.ts";
import { timeCells } from "./timing.ts";
import { mark } from "./work.ts";

const LAST_EDGE = "SELECT coalesce(max(id), 0) FROM edges";
/** Cells of links between claims and what they say something of, kept before they are stored. */
const MAX_LINKS = 16_384;
const UPDATE_EDGE = `
UPDATE edges SET earliest = ?, latest = ?, bases = ?, states = ?, lossy = ? WHERE id = ?`;
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
    const places = this.#nodes.tell(gathered.nodes.values());
    const lastNew = this.#nodes.lastId;
    if (lastNew > lastOld) this.#db.run(UNINDEXED, lastOld + 1, lastNew);
    for (const about of gathered.nodes.values()) {
      const { id } = placed(places, about.key);
      for (const claim of about.ids) this.#nodeClaims.push(id, claim);
    }
    this.#tellEdges(gathered, places, lastOld);
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

  #tellEdges(gathered: Gathered, nodes: Places, lastOld: number): void {
    const added: EdgeCell[] = [];
    const perhapsStored: { about: AboutEdge; ends: Ends<Placed> }[] = [];
    const places: EdgePlace[] = [];
    for (const about of gathered.edges.values()) {
      const source = placed(nodes, about.source.key);
      const target = placed(nodes, about.target.key);
      const ends = { source, target };
      if (source.id > lastOld || target.id > lastOld) this.#add(about, ends, added);
      else {
        perhapsStored.push({ about, ends });
        places.push(edgePlace(source.id, target.id, about.edge.relation));
      }
    }
    const stored = findEdges(this.#db, places);
    for (const [index, { about, ends }] of perhapsStored.entries()) {
      const row = stored.get(index);
      if (row) this.#change(row, about, ends);
      else this.#add(about, ends, added);
    }
    this.#db.insert("edges", 9, added);
  }

  #add(about: AboutEdge, ends: Ends<Placed>, added: EdgeCell[]): void {
    const { merged, lossy } = stated(about, foldEdge(about.edge, undefined, about.claims));
    this.#lastEdge += 1;
    added.push(this.#lastEdge, codeOf(merged.relation));
    added.push(ends.source.id, ends.target.id, ...edgeCells(merged, ends));
    added.push(JSON.stringify(merged.states), lossy ? 1 : 0);
    for (const claim of about.ids) this.#edgeClaims.push(this.#lastEdge, claim);
  }

  #change(row: EdgeRow, about: AboutEdge, ends: Ends<Placed>): void {
    for (const claim of about.ids) this.#edgeClaims.push(row.id, claim);
    if (row.lossy) {
      mark(this.#db, "stale_edges", row.id);
      return;
    }
    const before = edgeWith(about.edge, row.states);
    const { merged, lossy } = stated(about, foldEdge(about.edge, before, about.claims));
    const states = JSON.stringify(merged.states);
    if (states === row.states) return;
    this.#db.run(UPDATE_EDGE, ...edgeCells(merged, ends), states, lossy ? 1 : 0, row.id);
  }
}

const edgeCells = (edge: MergedEdge, { source, target }: Ends<Placed>) =>
  timeCells(
    edge,
    () => source.timed,
    () => target.timed,
  );

type Places = ReadonlyMap<Key, Placed>;

function placed(places: Places, key: Key): Placed {
  const node = places.get(key);
  if (node === undefined) throw new Error(`${key} was named and has no node`);
  return node;
}

function stated(about: AboutEdge, folded: Folded<MergedEdge> | undefined): Folded<MergedEdge> {
  if (folded === undefined)
    throw new Error(`no claim states ${about.edge.relation} from ${about.source.key}`);
  return folded;
}

/** Takes an evidence file's claims back, so that the rest gives the graph as if they had never been there. */
import type { Hash } from "../../model/evidence.ts";
import { readFacts } from "../derive/claim-facts.ts";
import { Gathered } from "../derive/gathered.ts";
import { type Connection, int, text } from "./connection.ts";
import { type EdgePlace, edgePlace, findEdges, findNodes, type NodeRow } from "./lookup.ts";
import { STATED } from "./schema.ts";
import { UNINDEXED } from "./search.ts";
import { settle } from "./settle.ts";
import { mark } from "./work.ts";

/** Claims read at a time. */
const CHUNK = 2_000;

const EVIDENCE = "SELECT id, first_claim, last_claim FROM evidence WHERE hash = ?";
const CLAIMS = "SELECT id, body FROM claims WHERE id BETWEEN ? AND ? ORDER BY id";
const DROP_NODE_CLAIMS = "DELETE FROM node_claims WHERE node = ? AND claim BETWEEN ? AND ?";
const DROP_EDGE_CLAIMS = "DELETE FROM edge_claims WHERE edge = ? AND claim BETWEEN ? AND ?";
const DROP_ATTRIBUTES = "DELETE FROM attributes WHERE subject = ? AND claim BETWEEN ? AND ?";
const DROP_STATED = "DELETE FROM stated WHERE kind = ? AND claim BETWEEN ? AND ?";
const DROP_CLAIMS = "DELETE FROM claims WHERE id BETWEEN ? AND ?";
const DROP_EVIDENCE = "DELETE FROM evidence WHERE id = ?";

type Range = readonly [first: number, last: number];

function unlink(db: Connection, gathered: Gathered, range: Range): void {
  const nodes = findNodes(db, [...gathered.nodes.keys(), ...gathered.described]);
  for (const [key, about] of gathered.nodes) {
    const node = nodes.get(key);
    if (node === undefined || about.ids.length === 0) continue;
    db.run(DROP_NODE_CLAIMS, node.id, ...range);
    mark(db, "stale_nodes", node.id);
  }
  for (const subject of gathered.described) {
    db.run(DROP_ATTRIBUTES, subject, ...range);
    const node = nodes.get(subject);
    if (node) db.run(UNINDEXED, node.id, node.id);
  }
  for (const address of gathered.leading) db.run(DROP_ATTRIBUTES, address, ...range);
  for (const edge of findEdges(db, placesOf(gathered, nodes)).values()) {
    db.run(DROP_EDGE_CLAIMS, edge.id, ...range);
    mark(db, "stale_edges", edge.id);
  }
}

function placesOf(gathered: Gathered, nodes: ReadonlyMap<string, NodeRow>): EdgePlace[] {
  return [...gathered.edges.values()].flatMap(({ source, target, edge }) => {
    const [from, to] = [nodes.get(source.key), nodes.get(target.key)];
    return from && to ? [edgePlace(from.id, to.id, edge.relation)] : [];
  });
}

/** False if the evidence is not there. Runs inside a transaction. */
export function takeBack(db: Connection, hash: Hash): boolean {
  const evidence = db.row(EVIDENCE, hash);
  if (evidence === undefined) return false;
  const range: Range = [int(evidence[1]), int(evidence[2])];
  for (let first = range[0]; first <= range[1]; first += CHUNK) {
    const gathered = new Gathered();
    for (const [id, body] of db.rows(CLAIMS, first, Math.min(range[1], first + CHUNK - 1))) {
      gathered.add(int(id), readFacts(text(body)));
    }
    unlink(db, gathered, range);
  }
  for (const kind of Object.values(STATED)) db.run(DROP_STATED, kind, ...range);
  db.run(DROP_CLAIMS, ...range);
  db.run(DROP_EVIDENCE, int(evidence[0]));
  settle(db);
  return true;
}

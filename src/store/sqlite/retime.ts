/** Times the edges around nodes that moved. */
import type { TimedNode } from "../derive/timed-node.ts";
import { type Connection, int, type Row } from "./connection.ts";
import { NodeRow } from "./lookup.ts";
import { readEdge } from "./rows.ts";
import { CODES_AT_GIVER } from "./schema.ts";
import { timeCells } from "./timing.ts";
import { inChunks } from "./work.ts";

const MOVED_EDGES = `
INSERT OR IGNORE INTO moved_edges
SELECT e.id FROM moved_nodes AS moved CROSS JOIN edges AS e
  ON e.target = moved.id AND e.relation < 100
UNION ALL
SELECT e.id FROM moved_nodes AS moved CROSS JOIN edges AS e
  ON e.source = moved.id AND e.relation IN (${CODES_AT_GIVER})`;
const EDGES_TO_TIME = `
SELECT e.id, e.relation, s.key, t.key, e.states, e.source, e.target, e.earliest, e.latest, e.bases
FROM moved_edges AS moved CROSS JOIN edges AS e ON e.id = moved.id AND e.relation < 100
JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target
WHERE moved.id > ? ORDER BY moved.id LIMIT ?`;
const NODE = "SELECT id, key, attested, states, lossy FROM nodes WHERE id = ?";
const TIME_EDGE = "UPDATE edges SET earliest = ?, latest = ?, bases = ? WHERE id = ?";

function timeEdges(db: Connection, rows: readonly Row[]): void {
  const nodes = new Map<number, TimedNode>();
  const node = (id: number): TimedNode => {
    const known = nodes.get(id);
    if (known) return known;
    const row = db.row(NODE, id);
    if (row === undefined) throw new Error(`an edge ends at node ${id}, which is not there`);
    const { timed } = new NodeRow(row);
    nodes.set(id, timed);
    return timed;
  };
  for (const [id, relation, source, target, states, from, to, ...before] of rows) {
    const edge = readEdge(relation, source, target, states);
    const cells = timeCells(
      edge,
      () => node(int(from)),
      () => node(int(to)),
    );
    if (cells.some((cell, at) => cell !== before[at])) db.run(TIME_EDGE, ...cells, int(id));
  }
}

export function retime(db: Connection): void {
  db.run(MOVED_EDGES);
  for (const rows of inChunks(db, EDGES_TO_TIME)) timeEdges(db, rows);
}

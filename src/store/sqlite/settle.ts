/**
 * Brings nodes and edges into line with the claims that are left or that could not be folded in:
 * merges them again, drops those without claims or uses, and times the edges around those that moved.
 */
import { edgeKey } from "../../model/edge.ts";
import type { MergedNode } from "../../model/merged.ts";
import { readFacts } from "../derive/claim-facts.ts";
import { type Folded, foldEdge, foldNode } from "../derive/fold.ts";
import { Said } from "../derive/said.ts";
import { TimedNode } from "../derive/timed-node.ts";
import { sameWords } from "../derive/words.ts";
import { type Connection, int, type Row, text } from "./connection.ts";
import { NodeRow } from "./lookup.ts";
import { retime } from "./retime.ts";
import { nodeCells, readEdge, readKey } from "./rows.ts";
import { UNINDEXED } from "./search.ts";
import { traitCells } from "./timing.ts";
import { emptyLists, inChunks, mark } from "./work.ts";

const UPDATE_NODE = `
UPDATE nodes SET traits = ?, earliest = ?, latest = ?, attested = ?, states = ?, lossy = ?
WHERE id = ?`;

/** Writes a node's new states, and marks what has to follow them. */
export function updateNode(db: Connection, row: NodeRow, folded: Folded<MergedNode>): NodeRow {
  const { merged, lossy } = folded;
  const { attested, states } = nodeCells(merged);
  if (attested === row.attested && states === row.states && lossy === row.lossy) return row;
  const before = row.timed;
  const after = new TimedNode(merged);
  const flag = lossy ? 1 : 0;
  db.run(UPDATE_NODE, ...traitCells(after), attested, states, flag, row.id);
  if (!after.timesAs(before)) mark(db, "moved_nodes", row.id);
  if (!sameWords(before.node, merged)) db.run(UNINDEXED, row.id, row.id);
  return new NodeRow([row.id, merged.key, attested, states, flag], after);
}

/**
 * What the claims give. Where claims were only taken away, the rest can give no more than was
 * stored, so reading ends when they give as much.
 */
function mergedAgain<T>(
  bodies: Iterable<Row>,
  said: Said,
  fold: () => Folded<T> | undefined,
  isAll: (folded: Folded<T>) => boolean,
): Folded<T> | undefined {
  let read = 0;
  let nextLook = 1;
  for (const [body] of bodies) {
    said.add(readFacts(text(body)));
    read += 1;
    if (read < nextLook) continue;
    nextLook *= 2;
    const folded = fold();
    if (folded && isAll(folded)) return folded;
  }
  return read === 0 ? undefined : fold();
}

const STALE_EDGES = `
SELECT e.id, e.relation, s.key, t.key, e.states, e.lossy, e.source, e.target
FROM stale_edges AS stale CROSS JOIN edges AS e ON e.id = stale.id
JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target
WHERE stale.id > ? ORDER BY stale.id LIMIT ?`;
const CLAIMS_OF_EDGE = `
SELECT c.body FROM edge_claims AS l JOIN claims AS c ON c.id = l.claim
WHERE l.edge = ? ORDER BY l.claim`;
const DROP_EDGE = "DELETE FROM edges WHERE id = ?";
const UPDATE_EDGE = "UPDATE edges SET states = ?, lossy = ? WHERE id = ?";

function settleEdge(db: Connection, row: Row): void {
  const [id, relation, source, target, states, lossy] = row;
  const edge = readEdge(relation, source, target, states);
  const said = Said.ofEdge(edgeKey(edge));
  const folded = mergedAgain(
    db.each(CLAIMS_OF_EDGE, int(id)),
    said,
    () => foldEdge(edge, undefined, said.claims),
    (now) => lossy === 0 && !now.lossy && JSON.stringify(now.merged.states) === states,
  );
  if (folded === undefined) {
    db.run(DROP_EDGE, int(id));
    mark(db, "loose_nodes", int(row[6]));
    mark(db, "loose_nodes", int(row[7]));
    return;
  }
  const now = JSON.stringify(folded.merged.states);
  if (now === states && folded.lossy === (lossy === 1)) return;
  db.run(UPDATE_EDGE, now, folded.lossy ? 1 : 0, int(id));
  mark(db, "moved_edges", int(id));
}

const STALE_NODES = `
SELECT n.id, n.key, n.attested, n.states, n.lossy
FROM stale_nodes AS stale CROSS JOIN nodes AS n ON n.id = stale.id
WHERE stale.id > ? ORDER BY stale.id LIMIT ?`;
const CLAIMS_OF_NODE = `
SELECT c.body FROM node_claims AS l JOIN claims AS c ON c.id = l.claim
WHERE l.node = ? ORDER BY l.claim`;

function settleNode(db: Connection, cells: Row): void {
  const row = new NodeRow(cells);
  const key = readKey(cells[1]);
  const said = Said.ofNode(key);
  const folded = mergedAgain(
    db.each(CLAIMS_OF_NODE, row.id),
    said,
    () => foldNode(key, undefined, said.claims),
    ({ merged, lossy }) => {
      const { attested, states } = nodeCells(merged);
      return !row.lossy && !lossy && attested === row.attested && states === row.states;
    },
  );
  updateNode(db, row, folded ?? { merged: { key, states: {} }, lossy: false });
  if (folded === undefined) mark(db, "loose_nodes", row.id);
}

const UNUSED = `
SELECT loose.id FROM loose_nodes AS loose
WHERE NOT EXISTS (SELECT 1 FROM node_claims AS l WHERE l.node = loose.id)
  AND NOT EXISTS (SELECT 1 FROM edges AS e WHERE e.source = loose.id)
  AND NOT EXISTS (SELECT 1 FROM edges AS e WHERE e.target = loose.id AND e.relation < 100)
  AND NOT EXISTS (SELECT 1 FROM edges AS e WHERE e.target = loose.id AND e.relation >= 100)
  AND loose.id > ? ORDER BY loose.id LIMIT ?`;
const DROP_NODE = "DELETE FROM nodes WHERE id = ?";

/** Ids ascend. */
function dropNodes(db: Connection, ids: readonly number[]): void {
  let first: number | undefined;
  for (const [index, id] of ids.entries()) {
    db.run(DROP_NODE, id);
    first ??= id;
    if (ids[index + 1] === id + 1) continue;
    db.run(UNINDEXED, first, id);
    first = undefined;
  }
}

export function settle(db: Connection): void {
  for (const rows of inChunks(db, STALE_EDGES)) for (const row of rows) settleEdge(db, row);
  for (const rows of inChunks(db, STALE_NODES)) for (const row of rows) settleNode(db, row);
  for (const rows of inChunks(db, UNUSED))
    dropNodes(
      db,
      rows.map(([id]) => int(id)),
    );
  retime(db);
  emptyLists(db);
}

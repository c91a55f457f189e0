/**
 * The search index. Imports only list the nodes whose words changed; those are indexed afterwards,
 * in transactions of their own, so that nothing is lost if the process dies in between.
 */
import type { SearchHit } from "../contract.ts";
import { type Connection, int, type Row, text } from "./connection.ts";
import { isNodeKey } from "./gathered.ts";
import { readFacts, readNode } from "./rows.ts";
import { excerptOf, wordsOf } from "./words.ts";

/** Nodes indexed in one transaction. */
const CHUNK = 5_000;

const ANY_UNINDEXED = "SELECT 1 FROM unindexed LIMIT 1";
export const isIndexed = (db: Connection): boolean => db.row(ANY_UNINDEXED) === undefined;

const NEXT_UNINDEXED = "SELECT id, first_node, last_node FROM unindexed ORDER BY id LIMIT 1";
const INDEXED = "DELETE FROM unindexed WHERE id = ?";
const INDEXED_UP_TO = "UPDATE unindexed SET first_node = ? WHERE id = ?";
const INDEXED_NODES = "SELECT id FROM search_content WHERE id BETWEEN ? AND ?";
const REMOVE = "DELETE FROM search WHERE rowid = ?";
const NODES = "SELECT id, key, attested, states FROM nodes WHERE id BETWEEN ? AND ?";
const ADD = "INSERT INTO search (rowid, words) VALUES (?, ?)";
const ATTRIBUTES = `
SELECT n.id, n.key, c.body FROM nodes AS n
CROSS JOIN attributes AS a ON a.subject = n.key JOIN claims AS c ON c.id = a.claim
WHERE n.id BETWEEN ? AND ? ORDER BY c.id`;

function attributesOf([, key, body]: Row): string[] {
  return readFacts(body).facts.flatMap((fact) =>
    fact.fact === "remark" && fact.kind === "attribute" && fact.subject === key
      ? [fact.value, fact.object].filter((value) => value !== undefined)
      : [],
  );
}

function indexNodes(db: Connection, first: number, last: number): void {
  const attributes = new Map<number, string[]>();
  for (const row of db.rows(ATTRIBUTES, first, last)) {
    const id = int(row[0]);
    attributes.set(id, [...(attributes.get(id) ?? []), ...attributesOf(row)]);
  }
  // One by one: a statement that removes several first writes out all that is new in the index.
  for (const [id] of db.rows(INDEXED_NODES, first, last)) db.run(REMOVE, int(id));
  for (const [id, key, attested, states] of db.rows(NODES, first, last)) {
    if (!isNodeKey(text(key))) continue;
    const values = [...new Set(attributes.get(int(id)))].sort();
    db.run(ADD, int(id), wordsOf(readNode(key, attested, states), values));
  }
}

/** Indexes some of the nodes that are waiting, inside a transaction. */
export function indexSome(db: Connection): void {
  for (let left = CHUNK; left > 0; ) {
    const row = db.row(NEXT_UNINDEXED);
    if (row === undefined) return;
    const [id, first, last] = [int(row[0]), int(row[1]), int(row[2])];
    const upTo = Math.min(last, first + left - 1);
    indexNodes(db, first, upTo);
    if (upTo === last) db.run(INDEXED, id);
    else db.run(INDEXED_UP_TO, upTo + 1, id);
    left -= upTo - first + 1;
  }
}

const MATCHING = `
SELECT n.key, n.attested, n.states FROM search AS found JOIN nodes AS n ON n.id = found.rowid
WHERE found.search MATCH ? ORDER BY found.rank, n.key LIMIT ?`;

export function findHits(db: Connection, match: string, limit: number): SearchHit[] {
  return db.rows(MATCHING, match, limit).map(([key, attested, states]) => {
    const node = readNode(key, attested, states);
    return { key: node.key, excerpt: excerptOf(node) };
  });
}

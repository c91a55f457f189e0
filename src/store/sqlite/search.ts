/**
 * The search index. Imports only list the nodes whose words changed; those are indexed afterwards,
 * in transactions of their own, so that nothing is lost if the process dies in between.
 */
import type { SearchHit } from "../contract.ts";
import { readFacts } from "../derive/claim-facts.ts";
import { isNodeKey } from "../derive/gathered.ts";
import { attributesIn, excerptOf, wordsOf } from "../derive/words.ts";
import { type Connection, int, text } from "./connection.ts";
import { readNode } from "./rows.ts";

/** Lists nodes, by first and last id, whose words have to be indexed anew. */
export const UNINDEXED = "INSERT INTO unindexed (first_node, last_node) VALUES (?, ?)";

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
const ADD = "INSERT INTO search (rowid, size, words) VALUES (?, ?, ?)";
const ATTRIBUTES = `
SELECT n.id, n.key, c.body FROM nodes AS n
CROSS JOIN attributes AS a ON a.subject = n.key JOIN claims AS c ON c.id = a.claim
WHERE n.id BETWEEN ? AND ? ORDER BY c.id`;

function indexNodes(db: Connection, first: number, last: number): void {
  const attributes = new Map<number, string[]>();
  for (const [node, key, body] of db.rows(ATTRIBUTES, first, last)) {
    const id = int(node);
    const values = attributesIn(readFacts(text(body)), text(key));
    attributes.set(id, [...(attributes.get(id) ?? []), ...values]);
  }
  // One by one: a statement that removes several first writes out all that is new in the index.
  for (const [id] of db.rows(INDEXED_NODES, first, last)) db.run(REMOVE, int(id));
  for (const [id, key, attested, states] of db.rows(NODES, first, last)) {
    if (!isNodeKey(text(key))) continue;
    const { line, size } = wordsOf(readNode(key, attested, states), attributes.get(int(id)) ?? []);
    db.run(ADD, int(id), size, line);
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
WHERE found.search MATCH ? ORDER BY found.size, n.key LIMIT ?`;

/** Every phrase is a line of tokens, which hold no quotes. */
const matching = (phrases: readonly string[]): string =>
  phrases.map((phrase) => `"${phrase}"`).join(" ");

export function findHits(db: Connection, phrases: readonly string[], limit: number): SearchHit[] {
  return db.rows(MATCHING, matching(phrases), limit).map(([key, attested, states]) => {
    const node = readNode(key, attested, states);
    return { key: node.key, excerpt: excerptOf(node) };
  });
}

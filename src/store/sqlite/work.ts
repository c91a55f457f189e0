/** What a change has yet to settle: lists of ids, each writer's own, empty between changes. */
import { type Connection, int, type Row } from "./connection.ts";

/**
 * - stale: to be merged again from the claims about it
 * - moved: its time changed, so edges have to be timed again
 * - loose: lost a claim or an edge, perhaps the last
 */
const LISTS = ["stale_nodes", "stale_edges", "moved_nodes", "moved_edges", "loose_nodes"] as const;
type List = (typeof LISTS)[number];

const forEach = (sql: (list: List) => string): string => LISTS.map(sql).join("\n");
export const WORK_TABLES = forEach((list) => `CREATE TEMP TABLE ${list} (id INTEGER PRIMARY KEY);`);
const EMPTY = forEach((list) => `DELETE FROM ${list};`);

const MARK = {
  stale_nodes: "INSERT OR IGNORE INTO stale_nodes VALUES (?)",
  stale_edges: "INSERT OR IGNORE INTO stale_edges VALUES (?)",
  moved_nodes: "INSERT OR IGNORE INTO moved_nodes VALUES (?)",
  moved_edges: "INSERT OR IGNORE INTO moved_edges VALUES (?)",
  loose_nodes: "INSERT OR IGNORE INTO loose_nodes VALUES (?)",
};
export function mark(db: Connection, list: List, id: number): void {
  db.run(MARK[list], id);
}

export const emptyLists = (db: Connection): void => db.exec(EMPTY);

const CHUNK = 1_000;

/** Rows in the order of their ids, some at a time: `sql` takes the last id and a number of rows, and gives ids first. */
export function* inChunks(db: Connection, sql: string): Generator<Row[], void, void> {
  let last = 0;
  for (;;) {
    const rows = db.rows(sql, last, CHUNK);
    if (rows.length === 0) return;
    yield rows;
    last = int(rows.at(-1)?.[0]);
  }
}

/**
 * Flow edges in columns, in the order of their index. SQLite hands each row to a function of ours,
 * which says when it has enough: a statement then gives a row per batch, and not per edge.
 */
import { RELATIONS } from "../../model/edge.ts";
import type { FlowColumns } from "../../model/flow-columns.ts";
import type { Key } from "../../model/key.ts";
import { FlowBatches, type NodeTable } from "../derive/flow-batches.ts";
import { type Cell, type Connection, int } from "./connection.ts";
import { readKey } from "./rows.ts";
import { NO_EARLIEST, NO_LATEST, RELATION_CODE } from "./schema.ts";

const LAST_NODE = "SELECT coalesce(max(id), 0) FROM nodes";
const NODES = "SELECT count(put_node(id, key, traits, earliest, latest)) FROM nodes";
const EDGES = `
SELECT 1 FROM edges INDEXED BY edges_by_time
WHERE relation < 100 AND put_edge(source, target, earliest, latest, relation, bases)
ORDER BY earliest, latest`;

const low = (cell: Cell): number => (cell === NO_EARLIEST ? Number.NEGATIVE_INFINITY : int(cell));
const high = (cell: Cell): number => (cell === NO_LATEST ? Number.POSITIVE_INFINITY : int(cell));

/** All nodes by id. */
function readNodes(db: Connection): NodeTable {
  const last = int(db.row(LAST_NODE)?.[0]);
  const keys: Key[] = new Array(last + 1);
  const traits = new Uint8Array(last + 1);
  const earliest = new Float64Array(last + 1);
  const latest = new Float64Array(last + 1);
  db.define("put_node", (id, key, packed, from, to) => {
    const node = int(id);
    keys[node] = readKey(key);
    traits[node] = int(packed);
    earliest[node] = low(from);
    latest[node] = high(to);
    return 0;
  });
  db.row(NODES);
  return { keys, traits, earliest, latest };
}

/** Runs on one state of the store. */
export function* readFlowColumns(db: Connection): Generator<FlowColumns, void, void> {
  db.exec("BEGIN");
  try {
    const batches = new FlowBatches(readNodes(db));
    const relations: number[] = [];
    for (const [index, relation] of RELATIONS.entries()) relations[RELATION_CODE[relation]] = index;
    db.define("put_edge", (source, target, from, to, code, bases) => {
      const relation = relations[int(code)] ?? 0;
      return batches.put(int(source), int(target), low(from), high(to), relation, int(bases))
        ? 1
        : 0;
    });
    for (const _ of db.each(EDGES)) yield batches.take();
    yield* batches.rest();
  } finally {
    db.rollback();
  }
}

/** Reads of everything, in batches. Each has a connection of its own, so it sees one state from first to last. */
import { setImmediate as breathe } from "node:timers/promises";
import type { StoredClaim } from "../../model/claim.ts";
import type { Hash } from "../../model/evidence.ts";
import type { FlowColumns } from "../../model/flow-columns.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { FlowEdge } from "../contract.ts";
import { isNodeKey } from "../derive/gathered.ts";
import { Written } from "../derive/journal-chain.ts";
import { type Connection, type Row, text } from "./connection.ts";
import { readFlowColumns } from "./flow-columns.ts";
import { openReader } from "./open.ts";
import { BODIES_IN, CLAIMS_IN, EVIDENCE_OF, toClaim } from "./read.ts";
import { readEdge, readFlowEdge, readNode } from "./rows.ts";
import { CODES_BACKWARD } from "./schema.ts";

const BATCH = 1_000;

const NODES = "SELECT key, attested, states FROM nodes ORDER BY key";
const ENDS = "JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target";
const FLOW_EDGES = `
SELECT e.relation, s.key, t.key, e.states, e.earliest, e.latest
FROM edges AS e INDEXED BY edges_by_time ${ENDS}
WHERE e.relation < 100
ORDER BY e.earliest, e.latest, e.relation,
  CASE WHEN e.relation IN (${CODES_BACKWARD}) THEN t.key ELSE s.key END,
  CASE WHEN e.relation IN (${CODES_BACKWARD}) THEN s.key ELSE t.key END`;
const OTHER_EDGES = `
SELECT e.relation, s.key, t.key, e.states FROM edges AS e ${ENDS} WHERE e.relation >= 100`;

export class Streams {
  readonly #path: string;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  nodes(): AsyncGenerator<MergedNode[]> {
    return this.#stream(NODES, [], ([key, attested, states]) =>
      isNodeKey(text(key)) ? readNode(key, attested, states) : undefined,
    );
  }

  flowEdges(): AsyncGenerator<FlowEdge[]> {
    return this.#stream(FLOW_EDGES, [], readFlowEdge);
  }

  flowColumns(): AsyncGenerator<FlowColumns> {
    return this.#reading(readFlowColumns);
  }

  otherEdges(): AsyncGenerator<MergedEdge[]> {
    return this.#stream(OTHER_EDGES, [], ([relation, source, target, states]) =>
      readEdge(relation, source, target, states),
    );
  }

  claimsIn(hash: Hash): AsyncGenerator<StoredClaim[]> {
    return this.#stream(CLAIMS_IN, [hash], toClaim);
  }

  async keptHash(hash: Hash): Promise<Hash | undefined> {
    const written = new Written();
    for await (const bodies of this.#stream(BODIES_IN, [hash], ([body]) => text(body))) {
      for (const body of bodies) written.add(body);
      await breathe();
    }
    for await (const [record] of this.#stream(EVIDENCE_OF, [hash], ([one]) => text(one))) {
      if (record !== undefined) return written.with(record);
    }
    return undefined;
  }

  close(): void {
    for (const db of this.#all) db.close();
    this.#all.clear();
    this.#idle.length = 0;
  }

  #stream<T>(
    sql: string,
    values: readonly string[],
    read: (row: Row) => T | undefined,
  ): AsyncGenerator<T[]> {
    return this.#reading(function* (db) {
      let batch: T[] = [];
      for (const row of db.each(sql, ...values)) {
        const one = read(row);
        if (one === undefined) continue;
        batch.push(one);
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    });
  }

  async *#reading<T>(read: (db: Connection) => Iterable<T>): AsyncGenerator<T> {
    const db = this.#take();
    try {
      yield* read(db);
    } finally {
      if (this.#all.has(db)) this.#idle.push(db);
    }
  }

  #take(): Connection {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const db = openReader(this.#path);
    this.#all.add(db);
    return db;
  }
}

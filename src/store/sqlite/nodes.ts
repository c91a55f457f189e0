/** The nodes that an import has to do with; those met more than once are kept at hand. */
import type { Key } from "../../model/key.ts";
import { type Connection, int } from "./connection.ts";
import { foldNode } from "./fold.ts";
import type { About } from "./gathered.ts";
import { findNodes, NodeRow } from "./lookup.ts";
import { nodeCells } from "./rows.ts";
import { markStale, updateNode } from "./settle.ts";
import { TimedNode } from "./timing.ts";

/** Nodes kept at hand, in two halves, and claims remembered of each. */
const MAX_NODES = 20_000;
const MAX_SAID = 32;

const LAST_NODE = "SELECT coalesce(max(id), 0) FROM nodes";

/** A node as the import has left it so far. */
export class KeptNode {
  readonly key: Key;
  #row: NodeRow;
  /** Claims that were folded in, as JSON. */
  readonly #said = new Set<string>();

  constructor(key: Key, row: NodeRow) {
    this.key = key;
    this.#row = row;
  }

  get id(): number {
    return this.#row.id;
  }

  get timed(): TimedNode {
    return this.#row.timed;
  }

  /** Folds in what is new in the claims; a lossy node is left to `settle`. */
  hear(db: Connection, claims: About["claims"]): void {
    const fresh = claims.filter((claim) => this.#isNew(JSON.stringify(claim)));
    if (fresh.length === 0) return;
    if (this.#row.lossy) markStale(db, "node", this.id);
    else this.#row = updateNode(db, this.#row, foldNode(this.key, this.timed.node, fresh));
  }

  #isNew(claim: string): boolean {
    if (this.#said.has(claim)) return false;
    if (this.#said.size >= MAX_SAID) this.#said.clear();
    this.#said.add(claim);
    return true;
  }
}

export class Nodes {
  readonly #db: Connection;
  #kept = new Map<Key, KeptNode>();
  #keptBefore = new Map<Key, KeptNode>();
  #last: number;

  constructor(db: Connection) {
    this.#db = db;
    this.#last = int(db.row(LAST_NODE)?.[0]);
  }

  /** Id of the node made last: ids above it will be new. */
  get lastId(): number {
    return this.#last;
  }

  /** Stores what is said of the keys, and gives the node of each. */
  tell(said: ReadonlyMap<Key, About>): Map<Key, KeptNode> {
    const nodes = new Map<Key, KeptNode>();
    const unmet: Key[] = [];
    for (const [key, { claims }] of said) {
      const kept = this.#kept.get(key) ?? this.#keptBefore.get(key);
      if (kept === undefined) {
        unmet.push(key);
        continue;
      }
      if (claims.length > 0) ;
      nodes.set(key, this.#keep(kept));
    }
    // In the order of keys, so that pages of their index are visited one after the other.
    unmet.sort();
    const rows = findNodes(this.#db, unmet);
    const added: (string | number | null)[] = [];
    for (const key of unmet) {
      const claims = said.get(key)?.claims ?? [];
      const row = rows.get(key);
      if (row === undefined) {
        nodes.set(key, new KeptNode(key, this.#add(key, claims, added)));
        continue;
      }
      const node = new KeptNode(key, row);
      if (claims.length > 0) node.hear(this.#db, claims);
      nodes.set(key, this.#keep(node));
    }
    this.#db.insert("nodes", 5, added);
    return nodes;
  }

  #add(key: Key, claims: About["claims"], added: (string | number | null)[]): NodeRow {
    this.#last += 1;
    const { merged, lossy } = foldNode(key, undefined, claims);
    const { attested, states } = nodeCells(merged);
    const cells = [this.#last, key, attested, claims.length === 0 ? null : states, lossy ? 1 : 0];
    added.push(...cells);
    return new NodeRow(cells, new TimedNode(merged));
  }

  /** Keeps the node longer than those that were not met since. */
  #keep(node: KeptNode): KeptNode {
    if (this.#kept.size >= MAX_NODES / 2) {
      this.#keptBefore = this.#kept;
      this.#kept = new Map();
    }
    this.#kept.set(node.key, node);
    return node;
  }
}

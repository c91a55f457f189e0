/** The nodes that an import has to do with; those met more than once are kept at hand. */
import type { Key } from "../../model/key.ts";
import { foldNode } from "../derive/fold.ts";
import type { About, AboutNode } from "../derive/gathered.ts";
import { TimedNode } from "../derive/timed-node.ts";
import { type Connection, int } from "./connection.ts";
import { findNodes, type NodeRow } from "./lookup.ts";
import { nodeCells } from "./rows.ts";
import { updateNode } from "./settle.ts";
import { traitCells } from "./timing.ts";
import { mark } from "./work.ts";

/** Nodes kept at hand, in two halves, and claims remembered of each. */
const MAX_NODES = 8_000;
const MAX_SAID = 8;

const LAST_NODE = "SELECT coalesce(max(id), 0) FROM nodes";

/** A node that is in the store. */
export interface Placed {
  readonly id: number;
  readonly timed: TimedNode;
}

/** A node as the import has left it so far. */
class KeptNode implements Placed {
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
    if (this.#row.lossy) mark(db, "stale_nodes", this.id);
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

  /** Stores what is said of the nodes, and gives each its node. */
  tell(said: Iterable<AboutNode>): Map<Key, Placed> {
    const places = new Map<Key, Placed>();
    const unmet: AboutNode[] = [];
    for (const about of said) {
      const kept = this.#kept.get(about.key) ?? this.#keptBefore.get(about.key);
      if (kept === undefined) unmet.push(about);
      else places.set(about.key, this.#known(kept, about));
    }
    const rows = findNodes(
      this.#db,
      unmet.map(({ key }) => key),
    );
    const added: (string | number | null)[] = [];
    for (const about of unmet) {
      const row = rows.get(about.key);
      const placed =
        row === undefined
          ? this.#add(about, added)
          : this.#known(new KeptNode(about.key, row), about);
      places.set(about.key, placed);
    }
    this.#db.insert("nodes", 8, added);
    return places;
  }

  #known(node: KeptNode, about: AboutNode): Placed {
    if (about.claims.length > 0) node.hear(this.#db, about.claims);
    this.#keep(node);
    return node;
  }

  #add({ key, claims }: AboutNode, added: (string | number | null)[]): Placed {
    this.#last += 1;
    const id = this.#last;
    const { merged, lossy } = foldNode(key, undefined, claims);
    const { attested, states } = nodeCells(merged);
    const timed = new TimedNode(merged);
    added.push(id, key, ...traitCells(timed), attested, states, lossy ? 1 : 0);
    return { id, timed };
  }

  /** Keeps the node longer than those that were not met since. */
  #keep(node: KeptNode): void {
    if (this.#kept.size >= MAX_NODES / 2) {
      this.#keptBefore = this.#kept;
      this.#kept = new Map();
    }
    this.#kept.set(node.key, node);
  }
}

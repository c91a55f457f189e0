/** One evidence file on its way in: a transaction that shows nothing until it ends. */
import type { Claim } from "../../model/claim.ts";
import type { EvidenceRecord, Hash, JournalEntry } from "../../model/evidence.ts";
import type { Import } from "../contract.ts";
import { Gathered } from "../derive/gathered.ts";
import { formerOf, Written } from "../derive/journal-chain.ts";
import { describedBy, listsOf, storable } from "../derive/stored-claim.ts";
import { GraphWriter } from "./apply.ts";
import { type Connection, int } from "./connection.ts";
import { note } from "./journal.ts";
import { takeBack } from "./retract.ts";
import { STATED } from "./schema.ts";
import { settle } from "./settle.ts";

/** Characters of JSON gathered before the claims are merged. */
const MAX_CHARACTERS = 16_000_000;

const HELD = "SELECT 1 FROM evidence WHERE hash = ?";
const LAST_CLAIM = "SELECT coalesce(max(id), 0) FROM claims";
const LAST_EVIDENCE = "SELECT coalesce(max(id), 0) FROM evidence";
const ADD_STATED = "INSERT OR IGNORE INTO stated VALUES (?, ?)";
const ADD_ATTRIBUTE = "INSERT OR IGNORE INTO attributes VALUES (?, ?)";
const ADD_EVIDENCE = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)";

export interface ImportPlan {
  hash: Hash;
  replaces: readonly Hash[];
  entry: JournalEntry;
  /** Claims gathered before they are merged. */
  claimsAtOnce: number;
  /** Called once, when the transaction is committed or rolled back. */
  end: (committed: boolean) => Promise<void>;
}

export class SqliteImport implements Import {
  readonly #db: Connection;
  readonly #plan: ImportPlan;
  readonly #graph: GraphWriter;
  readonly #evidence: number;
  readonly #firstClaim: number;
  readonly #former: Hash[];
  readonly #written = new Written();
  #lastClaim: number;
  /** Cells of the claims gathered. */
  #rows: (number | string)[] = [];
  #gathered = new Gathered();
  #characters = 0;
  #state: "open" | "failed" | "ended" = "open";

  /** Inside a transaction that writes. */
  constructor(db: Connection, plan: ImportPlan) {
    const { hash, replaces } = plan;
    const taken = replaces.filter((replaced) => takeBack(db, replaced));
    if (db.row(HELD, hash)) throw new Error(`${hash} is in the store and is not to be replaced`);
    this.#db = db;
    this.#plan = plan;
    this.#former = taken.filter((one) => one !== hash);
    this.#graph = new GraphWriter(db);
    this.#evidence = int(db.row(LAST_EVIDENCE)?.[0]) + 1;
    this.#lastClaim = int(db.row(LAST_CLAIM)?.[0]);
    this.#firstClaim = this.#lastClaim + 1;
  }

  async append(claims: readonly Claim[]): Promise<void> {
    this.#whole(() => {
      for (const claim of claims) this.#add(claim);
    });
  }

  async commit(evidence: EvidenceRecord): Promise<void> {
    this.#whole(() => {
      const { hash, entry } = this.#plan;
      if (evidence.hash !== hash) throw new Error(`${evidence.hash} is not ${hash}`);
      this.#flush();
      this.#graph.finish();
      settle(this.#db);
      const record = JSON.stringify(evidence);
      const range = [this.#firstClaim, this.#lastClaim] as const;
      this.#db.run(ADD_EVIDENCE, this.#evidence, hash, ...range, record);
      const kept = this.#written.with(record);
      note(this.#db, { ...entry, ...formerOf(this.#former), kept });
      this.#db.exec("COMMIT");
    });
    this.#state = "ended";
    await this.#plan.end(true);
  }

  async abort(): Promise<void> {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#db.rollback();
    await this.#plan.end(false);
  }

  /** After an error nothing more is written: SQLite may have undone the transaction. */
  #whole(write: () => void): void {
    if (this.#state !== "open") throw new Error(`the import of ${this.#plan.hash} has ended`);
    this.#state = "failed";
    write();
    this.#state = "open";
  }

  #add(given: Claim): void {
    const { claim, body } = storable(given);
    this.#lastClaim += 1;
    const id = this.#lastClaim;
    this.#rows.push(id, this.#evidence, body);
    this.#written.add(body);
    for (const list of listsOf(claim)) this.#db.run(ADD_STATED, STATED[list], id);
    for (const subject of describedBy(claim)) this.#db.run(ADD_ATTRIBUTE, subject, id);
    this.#gathered.add(id, claim);
    this.#characters += body.length;
    const claims = this.#rows.length / 3;
    if (claims >= this.#plan.claimsAtOnce || this.#characters >= MAX_CHARACTERS) this.#flush();
  }

  #flush(): void {
    this.#db.insert("claims", 3, this.#rows);
    this.#graph.apply(this.#gathered);
    this.#rows = [];
    this.#gathered = new Gathered();
    this.#characters = 0;
  }
}

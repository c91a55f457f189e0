/** What was done to the evidence, and the version that each change gives. */
import { hashSchema, type KeptEntry, keptEntrySchema } from "../../model/evidence.ts";
import { chainAfter } from "../derive/journal-chain.ts";
import type { Connection } from "./connection.ts";
import { int, text } from "./connection.ts";

const ADD_ENTRY =
  "INSERT INTO journal (action, evidence, at, reason, kept, former, chain) VALUES (?, ?, ?, ?, ?, ?, ?)";
const LAST_CHAIN = "SELECT chain FROM journal ORDER BY id DESC LIMIT 1";
// With a name of its own, for copies of a store count alike and change apart.
const NEXT_VERSION = "UPDATE store SET version = version + 1, name = lower(hex(randomblob(16)))";
const ENTRIES = "SELECT action, evidence, at, reason, kept, former, chain FROM journal ORDER BY id";
const UNCHAINED = "SELECT unchained FROM store";
const VERSION = "SELECT name, version FROM store";

/** Inside the transaction that makes the change. */
export function note(db: Connection, entry: Omit<KeptEntry, "chain">): void {
  const before = db.row(LAST_CHAIN)?.[0] ?? null;
  const chain = chainAfter(before === null ? null : hashSchema.parse(before), entry);
  const { action, evidence, at, reason = null, kept = null, former } = entry;
  const taken = former === undefined ? null : JSON.stringify(former);
  db.run(ADD_ENTRY, action, evidence, at, reason, kept, taken, chain);
  db.run(NEXT_VERSION);
}

/** In the order in which it happened. */
export function readJournal(db: Connection): KeptEntry[] {
  return db.rows(ENTRIES).map(([action, evidence, at, reason, kept, former, chain]) =>
    keptEntrySchema.parse({
      action,
      evidence,
      at,
      ...(reason === null ? {} : { reason: text(reason) }),
      ...(kept === null ? {} : { kept }),
      ...(former === null ? {} : { former: JSON.parse(text(former)) }),
      ...(chain === null ? {} : { chain }),
    }),
  );
}

/** How many entries were there before journals were chained. */
export const readUnchained = (db: Connection): number => int(db.row(UNCHAINED)?.[0]);

export function readVersion(db: Connection): string {
  const row = db.row(VERSION);
  return `${text(row?.[0])}-${int(row?.[1])}`;
}

/** Each entry of a journal carries a hash of itself and of the one before, so that none can be changed or taken out between others unseen. */
import { createHash } from "node:crypto";
import type { Hash, JournalEntry } from "../../model/evidence.ts";

/** The hash of an entry that follows one of that hash; null for the first, and behind one that has none. */
export function chainAfter(
  before: Hash | null,
  { action, evidence, at, reason }: JournalEntry,
): Hash {
  // As stores keep it.
  const said = JSON.stringify([before, action, evidence, at, reason?.toWellFormed() ?? null]);
  return `sha256:${createHash("sha256").update(said).digest("hex")}`;
}

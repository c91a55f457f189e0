/** Each entry of a journal carries a hash of itself and of the one before, so that none can be changed or taken out between others unseen; and one of what came in. */
import { createHash } from "node:crypto";
import type { Hash, KeptEntry } from "../../model/evidence.ts";

const named = (digits: string): Hash => `sha256:${digits}`;

/** The hash of an entry that follows one of that hash; null for the first, and behind one that has none. */
export function chainAfter(
  before: Hash | null,
  { action, evidence, at, reason, kept, former }: Omit<KeptEntry, "chain">,
): Hash {
  const said = [before, action, evidence, at, reason?.toWellFormed() ?? null];
  // Entries of before have neither.
  const more = kept === undefined && former === undefined ? [] : [kept ?? null, former ?? []];
  // As stores keep it.
  const text = JSON.stringify([...said, ...more]);
  return named(createHash("sha256").update(text).digest("hex"));
}

/** Hashes what is written of an evidence file: its claims in their order, then its record. */
export class Written {
  readonly #hash = createHash("sha256");

  add(body: string): void {
    this.#hash.update(body).update("\n");
  }

  /** With nothing to be added after it. */
  with(record: string): Hash {
    return named(this.#hash.update(record).digest("hex"));
  }
}

/** What of an entry says which other evidence made way for it. */
export const formerOf = (taken: readonly Hash[]): Pick<KeptEntry, "former"> =>
  taken.length === 0 ? {} : { former: [...taken] };

/** What an importer is: a pure reader of one format. Same bytes and context, same claims. */
import type { Claim } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import type { Manifest } from "../model/evidence.ts";

export interface ImportContext {
  /** What is known of the file from outside it. */
  manifest: Manifest | null;
}

/** One record of the file and what became of it. */
export interface RecordResult {
  /** Counted from 1. */
  record: number;
  outcome: "imported" | "skipped" | "failed";
  /** Empty unless imported. */
  claims: readonly Claim[];
  /** At least one error when failed; a warning that says why when skipped. */
  diagnostics: readonly Diagnostic[];
}

export interface Importer {
  /** Short name, as given to `--as`. */
  id: string;
  /** Raised whenever the same bytes would give other claims. */
  version: number;
  label: string;
  /** What it reads, in one sentence. */
  reads: string;
  /**
   * Whether the first bytes of a file are of this format. `sample` holds at most `SAMPLE_BYTES`;
   * `whole` says that it is the entire file.
   */
  detects(sample: Uint8Array, whole: boolean): boolean;
  /** For words that may look like anything: whether a file from there is of this format, whatever its bytes. */
  comesFrom?(origin: string): boolean;
  /** Why a file that `comesFrom` speaks for is not of this format after all, by its first bytes: only --as overrules it. */
  whyNot?(sample: Uint8Array): string | undefined;
  /** Whoever wrote the paste or page wrote the file's first bytes too, so that a mark in them is his words. */
  authored?: true;
  /**
   * Reads the file in batches of records, in order.
   * @throws ImportError `bad-structure` when the file as a whole cannot be read: then nothing of it counts
   */
  parse(bytes: AsyncIterable<Uint8Array>, context: ImportContext): AsyncIterable<RecordResult[]>;
}

export const SAMPLE_BYTES = 65_536;

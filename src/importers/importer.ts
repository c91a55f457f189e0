/** What an importer is: a pure reader of one format. Same bytes and context, same claims. */
import type { Claim } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import type { FieldNote, Given, Manifest } from "../model/evidence.ts";
import type { Mapping } from "../model/mapping.ts";
import type { Zone } from "../model/time.ts";
import type { SavedFrom } from "./pages/saved-from.ts";

export interface ImportContext {
  /** What is known of the file from outside it. */
  manifest: Manifest | null;
  /** For times without one: granted by a person, or unknown. */
  zone: Zone;
  /** Which fields of a file of no known format are what. */
  mapping: Mapping | undefined;
  /** Files beside it in its container that the importer asked for, by name. */
  companions: ReadonlyMap<string, Uint8Array>;
  /** What a page is in, by the headers with which a server sent it. */
  charset?: string;
  /** A server sent it so: no script of a browser has changed it. */
  isSent?: true;
  /** Of a page within a file: what the file around it says of where it was saved from. */
  around?: SavedFrom;
}

/** What is known of a file beside its bytes; what was given with it goes before its manifest. */
export const contextFrom = (
  manifest: Manifest | null,
  given: Given = {},
  companions: ImportContext["companions"] = new Map(),
): ImportContext => ({
  manifest,
  zone: given.zone ?? manifest?.zone ?? { reason: "unknown" },
  mapping: given.mapping ?? manifest?.mapping,
  companions,
});

/** One record of the file and what became of it. */
export interface RecordResult {
  /** Counted from 1. */
  record: number;
  outcome: "imported" | "skipped" | "failed";
  /** Empty unless imported. */
  claims: readonly Claim[];
  /** At least one error when failed; a warning that says why when skipped. */
  diagnostics: readonly Diagnostic[];
  /** Fields that give no claim, each once in a file. */
  fields?: readonly FieldNote[];
}

export interface Importer {
  /** Short name, as given to `--as`. */
  id: string;
  /** Raised whenever the same bytes would give other claims. */
  version: number;
  label: string;
  /** What it reads, in one sentence. */
  reads: string;
  /** How such a file begins or is named, in one line. */
  example: string;
  /** Whether files that a tool really wrote were ever read with it, or only its documentation. */
  checkedAgainst: "real files" | "documentation only";
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
  /** What it tells is recorded only where the manifest's origin bears it out; so it is with all that is `authored`. */
  recordedByOrigin?: true;
  /** Which of the files in its folder of a container tell of the file of that name, by their full names there. */
  companionsOf?(name: string, names: readonly string[]): string[];
  /**
   * Reads the file in batches of records, in order.
   * @throws ImportError `bad-structure` when the file as a whole cannot be read: then nothing of it counts
   */
  parse(bytes: AsyncIterable<Uint8Array>, context: ImportContext): AsyncIterable<RecordResult[]>;
}

export const SAMPLE_BYTES = 65_536;

/** What importers share: results of records, and narrow reading of values from outside. */
import type { Claim, Fact } from "../../model/claim.ts";
import type { Relation } from "../../model/edge.ts";
import type { Diagnostic } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import { type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { parseTime, TimeFormatError } from "../../model/time.ts";
import type { RecordResult } from "../importer.ts";

/** Why one record cannot be imported; the rest of the file goes on. */
export class RecordError extends Error {
  readonly code: string;
  /** Field or column. */
  readonly field: string | undefined;

  constructor(code: string, message: string, field?: string) {
    // A stack costs more than a short record, and a file may hold nothing but broken ones.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "RecordError";
    this.code = code;
    this.field = field;
  }
}

/** How a person finds it: `record 3, /created_at`. */
const placeOf = (record: number, field?: string): string =>
  field === undefined ? `record ${record}` : `record ${record}, ${field}`;

export const warning = (
  record: number,
  code: string,
  message: string,
  field?: string,
): Diagnostic => ({ code, severity: "warning", place: placeOf(record, field), message });

export const imported = (
  record: number,
  claims: readonly Claim[],
  diagnostics: readonly Diagnostic[] = [],
): RecordResult => ({ record, outcome: "imported", claims, diagnostics });

export const skipped = (record: number, code: string, message: string): RecordResult => ({
  record,
  outcome: "skipped",
  claims: [],
  diagnostics: [warning(record, code, message)],
});

const failed = (record: number, error: RecordError): RecordResult => ({
  record,
  outcome: "failed",
  claims: [],
  diagnostics: [
    {
      code: error.code,
      severity: "error",
      place: placeOf(record, error.field),
      message: error.message,
    },
  ],
});

/** The result of reading a record; a RecordError fails it. */
export function recordResult(record: number, read: () => RecordResult): RecordResult {
  try {
    return read();
  } catch (error) {
    if (error instanceof RecordError) return failed(record, error);
    throw error;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const findFields = (value: unknown): Fields | undefined =>
  isFields(value) ? value : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text that is not empty, with lone surrogates replaced, so that every store keeps it alike. */
export const findText = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.toWellFormed() : undefined;

/** A text that is not empty, or a whole number that has all its digits, as a text. */
export const findScalar = (value: unknown): string | undefined =>
  Number.isSafeInteger(value) ? String(value) : findText(value);

/** The digits of an id or count, given as a string or as a number that has them all. */
export function findDigits(value: unknown): string | undefined {
  const written = findScalar(value);
  return written !== undefined && /^(?:0|[1-9]\d{0,19})$/.test(written) ? written : undefined;
}

/** A text, number or word as it is written; empty for nothing, and for objects, whose `toString` could be anything. */
export const scalarText = (value: unknown): string =>
  value === undefined || typeof value === "object" ? "" : String(value);

/** A value of JSON as its text; undefined where it is nested too deeply to be written. */
export function findJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A value as a message can show it. */
export function quoted(value: unknown): string {
  if (value === undefined) return "nothing";
  return findJson(value)?.slice(0, 80).toWellFormed() ?? "something nested too deeply";
}

/** The end of the collection in UTC milliseconds, by which the file showed what it holds. */
export function collectedBy(manifest: Manifest | null): number | undefined {
  if (manifest?.collected === null || manifest?.collected === undefined) return undefined;
  try {
    return parseTime(manifest.collected).latest ?? undefined;
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

/** Adds edges from an item, each once; true for a new one. */
export function createEdges(subject: Key, facts: Fact[]) {
  const seen = new Set<string>();
  return (relation: Relation, object: Key | undefined, at: string): boolean => {
    const name = `${relation} ${object}`;
    if (object === undefined || object === subject || seen.has(name)) return false;
    seen.add(name);
    facts.push({ fact: "edge", relation, subject, object, at });
    return true;
  };
}

/** Of a link to that: one to a profile names an account, which carries nothing by itself. */
export const relationOfLink = (target: Key): "LINKS_TO" | "MENTIONS" =>
  kindOfKey(target) === "account" ? "MENTIONS" : "LINKS_TO";

/** Adds the edge of a link, by what `createEdges` gives. */
export function addUrl(add: ReturnType<typeof createEdges>, url: string, at: string): void {
  const key = keyOfUrl(url);
  if (key !== undefined) add(relationOfLink(key), key, at);
}

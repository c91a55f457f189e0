/** One row of a statements file: its columns, read narrowly, with the column named in every error. */
import { type Basis, basisSchema } from "../../model/basis.ts";
import type { Claim } from "../../model/claim.ts";
import { hashSchema } from "../../model/evidence.ts";
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { KEY_FORMS } from "../../model/key-forms.ts";
import {
  PRECISIONS,
  type Precision,
  parseTime,
  type Time,
  TimeFormatError,
  type Zone,
} from "../../model/time.ts";
import { RecordError } from "../reading/records.ts";

export const STATEMENT_COLUMNS = [
  "kind",
  "subject",
  "relation",
  "object",
  "not_before",
  "not_after",
  "zone",
  "as_written",
  "value",
  "unit",
  "basis",
  "dispute",
  "source",
  "source_url",
  "source_date",
  "via",
  "quote",
  "evidence",
] as const;
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];

/** What a row says in each column that is filled, without space around it. */
export type StatementRow = Readonly<Partial<Record<StatementColumn, string>>>;

export const columnError = (column: StatementColumn, code: string, message: string): RecordError =>
  new RecordError(code, message, `column ${column}`);

export function required(row: StatementRow, column: StatementColumn): string {
  const value = row[column];
  if (value !== undefined) return value;
  throw columnError(column, "missing", `"${column}" must be filled`);
}

const PREFIXES = new Set(KEY_FORMS.map(({ example }) => example.slice(0, example.indexOf(":"))));

const looksLikeKey = (text: string): boolean =>
  /^https?:/i.test(text) ||
  (/^[^\s:]+:\S/.test(text) && PREFIXES.has(text.slice(0, text.indexOf(":"))));

/** A key or URL in a column, as its key; undefined for other words. */
export function findKeyIn(row: StatementRow, column: "subject" | "object"): Key | undefined {
  const text = row[column];
  if (text === undefined) return undefined;
  const key = findKey(text) ?? keyOfUrl(text);
  if (key !== undefined || !looksLikeKey(text)) return key;
  throw columnError(column, "bad-key", `"${text}" looks like a key, but is none of a known form`);
}

type End = "item" | "account" | "tag" | "group" | "tier";

const END_WORDS: Readonly<Record<End, string>> = {
  item: "an item",
  account: "an account",
  tag: "a tag",
  group: "a group",
  tier: "a tier",
};

/** Whether a key can be such a thing; a `case:` key names an item or an account. */
export function canBe(key: Key, ends: readonly End[]): boolean {
  const kind = kindOfKey(key);
  if (kind === "case") return ends.includes("item") || ends.includes("account");
  return ends.includes(kind);
}

/** The key in a column, which must be one of these. */
export function keyIn(row: StatementRow, column: "subject" | "object", ends: readonly End[]): Key {
  const text = required(row, column);
  const key = findKeyIn(row, column);
  if (key === undefined) {
    throw columnError(column, "bad-key", `"${text}" is no key and no URL`);
  }
  if (canBe(key, ends)) return key;
  const wanted = ends.map((end) => END_WORDS[end]).join(" or ");
  throw columnError(column, "wrong-end", `"${text}" is no key of ${wanted}`);
}

export function basisOf(row: StatementRow): Basis {
  const written = row.basis ?? "reported";
  if (written === "recorded") {
    throw columnError("basis", "bad-basis", "a statement is reported or inferred, never recorded");
  }
  const basis = basisSchema.safeParse(written);
  if (!basis.success) {
    throw columnError("basis", "bad-basis", `"${written}" is no basis: write reported or inferred`);
  }
  if (basis.data === "inferred" && row.value === undefined && row.as_written === undefined) {
    throw columnError(
      "value",
      "no-ground",
      "an inferred statement gives its ground in value or as_written",
    );
  }
  return basis.data;
}

export function citedIn(row: StatementRow): string | undefined {
  if (row.evidence === undefined || hashSchema.safeParse(row.evidence).success) return row.evidence;
  throw columnError(
    "evidence",
    "bad-hash",
    `"${row.evidence}" is no hash: write sha256:<64 hex digits>`,
  );
}

function timeIn(
  row: StatementRow,
  column: "not_before" | "not_after",
  zone: Zone,
): Time | undefined {
  const text = row[column];
  if (text === undefined) return undefined;
  try {
    return parseTime(text, zone);
  } catch (error) {
    if (error instanceof TimeFormatError) throw columnError(column, "bad-time", error.message);
    throw error;
  }
}

const coarser = (a: Precision | undefined, b: Precision | undefined): Precision | undefined =>
  PRECISIONS[Math.max(a ? PRECISIONS.indexOf(a) : -1, b ? PRECISIONS.indexOf(b) : -1)];

/** Bounds compared as they are written, so that an unknown zone does not hide that they are swapped. */
function checkOrder(row: StatementRow, zone: Zone): void {
  const compared: Zone = zone.name === undefined ? { name: "UTC", reason: "unknown" } : zone;
  const low = timeIn(row, "not_before", compared)?.earliest ?? Number.NEGATIVE_INFINITY;
  const high = timeIn(row, "not_after", compared)?.latest ?? Number.POSITIVE_INFINITY;
  if (low <= high) return;
  throw new RecordError(
    "swapped-bounds",
    `not_before "${row.not_before}" is later than not_after "${row.not_after}"`,
    "columns not_before and not_after",
  );
}

/** The time between the bounds; undefined when neither is given. */
export function boundsOf(row: StatementRow): Time | undefined {
  const zone: Zone =
    row.zone === undefined ? { reason: "unknown" } : { name: row.zone, reason: "explicit" };
  const low = timeIn(row, "not_before", zone);
  const high = timeIn(row, "not_after", zone);
  if (low === undefined && high === undefined) return undefined;
  checkOrder(row, zone);
  const precision = coarser(low?.precision, high?.precision);
  const used = (low ?? high)?.zone;
  return {
    earliest: low?.earliest ?? null,
    latest: high?.latest ?? null,
    ...(precision === undefined ? {} : { precision }),
    ...(used === undefined ? {} : { zone: used }),
    ...(row.as_written === undefined ? {} : { asWritten: row.as_written }),
  };
}

/** Who says so. */
export function sourceOf(row: StatementRow): Claim["source"] {
  const url = row.source_url;
  if (url !== undefined && !(/^https?:\/\//i.test(url) && URL.canParse(url))) {
    throw columnError("source_url", "bad-url", `"${url}" is no http(s) URL`);
  }
  return {
    name: required(row, "source"),
    ...(url === undefined ? {} : { url }),
    ...(row.source_date === undefined ? {} : { date: row.source_date }),
    ...(row.via === undefined ? {} : { via: row.via }),
  };
}

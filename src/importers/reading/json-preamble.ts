/** What stands at the beginning of a JSON object, such as before the array that holds its records. */
import { bomLength } from "./bytes.ts";
import { type JsonRecord, readRecord } from "./json-record.ts";
import { BYTE, createValueScanner, isSpace, startsValue } from "./json-scan.ts";

/** Members by name, each with its bytes in the file. */
export type Preamble = ReadonlyMap<string, JsonRecord & { error?: undefined }>;

/** Reads JSON values one after the other; undefined where none stands, or it goes on past the end. */
function createReader(bytes: Uint8Array) {
  const scanner = createValueScanner();
  let at: number = bomLength(bytes);

  function next(): number | undefined {
    while (at < bytes.length && isSpace(bytes[at] ?? 0)) at += 1;
    return bytes[at];
  }

  return {
    take(byte: number): boolean {
      const found = next() === byte;
      if (found) at += 1;
      return found;
    },
    isNext: (byte: number): boolean => next() === byte,
    value(): (JsonRecord & { error?: undefined }) | undefined {
      const first = next();
      if (first === undefined || !startsValue(first)) return undefined;
      scanner.begin(first);
      const length = scanner.scan(bytes.subarray(at), 0);
      if (length === -1) return undefined;
      const read = readRecord(0, at, bytes.subarray(at, at + length));
      at += length;
      return read.error === undefined ? read : undefined;
    },
  };
}

interface Beginning {
  /** The members before, by name. */
  members: Map<string, JsonRecord & { error?: undefined }>;
  /** At the value of the property. */
  reader: ReturnType<typeof createReader>;
}

function findBeginning(bytes: Uint8Array, property: string): Beginning | undefined {
  const reader = createReader(bytes);
  if (!reader.take(BYTE.openBrace)) return undefined;
  const members: Beginning["members"] = new Map();
  for (;;) {
    const name = reader.value()?.value;
    if (typeof name !== "string" || !reader.take(BYTE.colon)) return undefined;
    if (name === property) return { members, reader };
    const value = reader.value();
    if (value === undefined || members.has(name)) return undefined;
    members.set(name, value);
    if (!reader.take(BYTE.comma)) return undefined;
  }
}

/**
 * The members before `property`, whose value is an array; undefined when the bytes are no such
 * object or break off before it.
 */
export function findPreamble(bytes: Uint8Array, property: string): Preamble | undefined {
  const beginning = findBeginning(bytes, property);
  return beginning?.reader.isNext(BYTE.openBracket) ? beginning.members : undefined;
}

/** The value of the first member of that name, where it stands whole in the bytes. */
export const findMember = (bytes: Uint8Array, name: string): JsonRecord | undefined =>
  findBeginning(bytes, name)?.reader.value();

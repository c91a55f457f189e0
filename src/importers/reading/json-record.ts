/** One JSON record with its place in the file, and how it is cut out of the bytes. */
import { ImportError } from "../../model/errors.ts";
import { findUtf8, joinBytes, MAX_RECORD_BYTES } from "./bytes.ts";

/** The array that holds records, where a path leads to it; one object for all of its records. */
export interface JsonWithin {
  /** The member that is the array. */
  name: string;
  /** Short members of the same object that stand before it, by name. */
  before: ReadonlyMap<string, JsonRecord & { error?: undefined }>;
}

export type JsonRecord = {
  /** Counted from 1. */
  record: number;
  /** First byte and the byte after the last. */
  bytes: [number, number];
  within?: JsonWithin;
} & (
  | { text: string; value: unknown; error?: undefined }
  | {
      error: string;
      /** It is JSON, but none that holds records. */
      isJson?: boolean;
    }
);

/** Takes a file in chunks and gives its records as soon as they are whole. */
export interface JsonSplitter {
  push(chunk: Uint8Array): Iterable<JsonRecord>;
  end(): Iterable<JsonRecord>;
}

export const broken = (message: string, at: number): ImportError =>
  new ImportError("bad-structure", `${message} at byte ${at}`, { where: `byte ${at}` });

const tooLarge = (start: number): ImportError =>
  broken(`a record is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MB`, start);

const BEGINS_VALUE = /^[\t\n\r ]*(["{[\-\dtfn])/;
const CLOSES: Readonly<Record<string, string>> = { "{": "}", "[": "]", '"': '"' };

/** Why the text cannot be JSON, by its ends alone: the engine's own word costs as much as a long record. */
function brokenByEnds(text: string): string | undefined {
  const [begin, first = ""] = BEGINS_VALUE.exec(text) ?? [];
  if (begin === undefined) return "it begins like no JSON value";
  const closes = CLOSES[first];
  const rest = text.slice(begin.length).trimEnd();
  if (closes === undefined || rest.endsWith(closes)) return undefined;
  return `it begins with ${first} and does not end with ${closes}`;
}

function valueIn(text: string): { text: string; value: unknown } | { error: string } {
  const broken = brokenByEnds(text);
  if (broken !== undefined) return { error: broken };
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return { text, value: JSON.parse(text) };
  } catch (cause) {
    return { error: cause instanceof Error ? cause.message : String(cause) };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export function readRecord(record: number, start: number, slice: Uint8Array): JsonRecord {
  const bytes: [number, number] = [start, start + slice.length];
  const text = findUtf8(slice);
  if (text === undefined) return { record, bytes, error: "it is not valid UTF-8" };
  return { record, bytes, ...valueIn(text) };
}

/** Keeps the bytes of the value that is being read across chunks. */
export function createCollector() {
  let parts: Uint8Array[] = [];
  let size = 0;
  return {
    add(part: Uint8Array, start: number): void {
      if (part.length === 0) return;
      size += part.length;
      if (size > MAX_RECORD_BYTES) throw tooLarge(start);
      parts.push(part);
    },
    size: (): number => size,
    take(): Uint8Array {
      const slice = joinBytes(parts);
      parts = [];
      size = 0;
      return slice;
    },
  };
}

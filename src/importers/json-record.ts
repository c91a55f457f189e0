/** One JSON record with its place in the file, and how it is cut out of the bytes. */
import { ImportError } from "../model/errors.ts";
import { findUtf8, joinBytes, MAX_RECORD_BYTES } from "./bytes.ts";

export type JsonRecord = {
  /** Counted from 1. */
  record: number;
  /** First byte and the byte after the last. */
  bytes: [number, number];
} & ({ text: string; value: unknown; error?: undefined } | { error: string });

/** Takes a file in chunks and gives its records as soon as they are whole. */
export interface JsonSplitter {
  push(chunk: Uint8Array): Iterable<JsonRecord>;
  end(): Iterable<JsonRecord>;
}

export const broken = (message: string, at: number): ImportError =>
  new ImportError("bad-structure", `${message} at byte ${at}`, { where: `byte ${at}` });

const tooLarge = (start: number): ImportError =>
  broken(`a record is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MB`, start);

export function readRecord(record: number, start: number, slice: Uint8Array): JsonRecord {
  const bytes: [number, number] = [start, start + slice.length];
  const text = findUtf8(slice);
  if (text === undefined) return { record, bytes, error: "it is not valid UTF-8" };
  try {
    return { record, bytes, text, value: JSON.parse(text) };
  } catch (cause) {
    return { record, bytes, error: cause instanceof Error ? cause.message : String(cause) };
  }
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
    take(): Uint8Array {
      const slice = joinBytes(parts);
      parts = [];
      size = 0;
      return slice;
    },
  };
}

import { openMhtmlPart } from "../../src/importers/pages/mhtml-parts.ts";
import type { Place } from "../../src/model/claim.ts";

/** Bytes as a file gives them: in chunks of a size. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function collect<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** The slice that a place names, in the part of the file that it leads into. */
export const sliceAt = (bytes: Uint8Array, { path = [], bytes: slice }: Place): Uint8Array =>
  path.reduce<Uint8Array>(openMhtmlPart, bytes).subarray(...slice);

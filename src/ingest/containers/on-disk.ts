/** Bytes of a file on disk: a stretch in chunks, or little pieces through a window that moves on. */
import type { FileHandle } from "node:fs/promises";

const CHUNK_BYTES = 1 << 18;
const WINDOW_BYTES = 1 << 16;

/** The bytes, a chunk at a time; fewer where the file ends before. */
export async function* bytesFrom(
  file: FileHandle,
  from: number,
  size: number,
): AsyncGenerator<Uint8Array, void, void> {
  for (let read = 0; read < size; ) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, size - read));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, from + read);
    if (bytesRead === 0) return;
    read += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** So many bytes from there on; fewer where the file ends before. */
export type ReadAt = (from: number, size: number) => Promise<Uint8Array>;

/** For small pieces near one another, each read from the disk once. */
export function readerOf(file: FileHandle): ReadAt {
  let start = 0;
  let held = new Uint8Array();
  return async (from, size) => {
    if (from < start || from + size > start + held.length) {
      const parts: Uint8Array[] = [];
      for await (const part of bytesFrom(file, from, Math.max(size, WINDOW_BYTES)))
        parts.push(part);
      held = new Uint8Array(Buffer.concat(parts));
      start = from;
    }
    return held.subarray(from - start, from - start + size);
  };
}

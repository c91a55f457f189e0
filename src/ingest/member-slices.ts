/** Slices of files in containers, read in their order as far as they are asked for so. */
import { tmpdir } from "node:os";
import { type Archive, findNode, openArchive } from "./containers/archive.ts";
import { KIND_BYTES } from "./containers/kinds.ts";
import { LIMITS } from "./containers/limits.ts";
import { bytesOf } from "./evidence-folder.ts";

/** How long a container stays open after it was read from. */
const IDLE_MS = 1_000;

/** It was imported, so it is known to how much it unpacks. */
const NO_BOUNDS = {
  ...LIMITS,
  unpacked: Number.POSITIVE_INFINITY,
  free: Number.POSITIVE_INFINITY,
};

/** A file on its way to its end, with the bytes from `start` on that were not given up. */
interface Cursor {
  /** Path within the container. */
  name: string;
  iterator: AsyncIterator<Uint8Array>;
  start: number;
  held: Uint8Array;
}

interface Opened {
  file: string;
  archive: Archive;
  cursor: Cursor | undefined;
}

const close = async ({ archive, cursor }: Opened): Promise<void> => {
  await cursor?.iterator.return?.();
  await archive.close();
};

async function open(file: string): Promise<Opened> {
  const archive = await openArchive({
    file,
    open: () => bytesOf(file),
    size: 0,
    limits: NO_BOUNDS,
    folder: tmpdir(),
    sampleBytes: KIND_BYTES,
  });
  return { file, archive, cursor: undefined };
}

async function startAt(opened: Opened, path: readonly string[]): Promise<Cursor | undefined> {
  const node = await findNode(opened.archive, path);
  if (!node) return undefined;
  const iterator = node.open()[Symbol.asyncIterator]();
  return { name: path.join("\0"), iterator, start: 0, held: new Uint8Array() };
}

/**
 * Bytes `from` to `to`, which must not lie before the cursor; undefined when the file ends before.
 * To infinity, all that there are.
 */
async function advance(cursor: Cursor, from: number, to: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  const keep = (chunk: Uint8Array, at: number) => {
    const part = chunk.subarray(Math.max(0, from - at));
    if (part.length > 0) parts.push(part);
  };
  let end = cursor.start + cursor.held.length;
  keep(cursor.held, cursor.start);
  while (end < to) {
    const next = await cursor.iterator.next();
    if (next.done) break;
    keep(next.value, end);
    end += next.value.length;
  }
  cursor.start = Math.min(from, end);
  cursor.held = new Uint8Array(Buffer.concat(parts));
  const isThere = end >= to || to === Number.POSITIVE_INFINITY;
  return isThere ? cursor.held.slice(0, to - from) : undefined;
}

/** A reader that keeps the container it read from last open for a moment. */
export function memberSlices() {
  let kept: Opened | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function take(file: string): Promise<Opened> {
    clearTimeout(timer);
    const opened = kept;
    kept = undefined;
    if (opened?.file === file) return opened;
    if (opened) await close(opened);
    return open(file);
  }

  async function keep(opened: Opened): Promise<void> {
    if (kept) await close(kept);
    kept = opened;
    timer = setTimeout(() => {
      const idle = kept;
      kept = undefined;
      if (idle) void close(idle);
    }, IDLE_MS).unref();
  }

  return async (
    file: string,
    path: readonly string[],
    [from, to]: readonly [number, number],
  ): Promise<Uint8Array | undefined> => {
    const opened = await take(file);
    try {
      const { cursor } = opened;
      if (cursor?.name !== path.join("\0") || cursor.start > from) {
        await cursor?.iterator.return?.();
        opened.cursor = await startAt(opened, path);
      }
      const slice = opened.cursor && (await advance(opened.cursor, from, to));
      await keep(opened);
      return slice;
    } catch (error) {
      await close(opened);
      throw error;
    }
  };
}

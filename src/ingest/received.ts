/** The bytes of an import where it can read them more than once, known by their hash. */
import { createHash } from "node:crypto";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ImportError } from "../model/errors.ts";
import type { Hash } from "../model/evidence.ts";
import { writeTo } from "./containers/spool.ts";

const CHUNK_BYTES = 1 << 18;

export interface Received {
  hash: Hash;
  size: number;
  /** Where they are now. */
  path: () => string;
  /** @throws ImportError when they are no longer those that were hashed */
  check: () => Promise<void>;
  /** Before anybody is shown the evidence: its bytes are in their place from then on. */
  keep: () => Promise<void>;
  /** Removes what was made for the import; what was kept stays. */
  drop: () => Promise<void>;
}

function unreadable(path: string, cause: unknown): ImportError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new ImportError("unreadable", `cannot be read: ${said}`, { where: path, cause });
}

const changed = (path: string): ImportError =>
  new ImportError(
    "unreadable",
    "the file was changed while it was read, so nothing of it is kept: import it again when nothing writes to it",
    { where: path },
  );

interface Mark {
  ino: bigint;
  size: bigint;
  mtimeNs: bigint;
}
const isSame = (a: Mark, b: Mark): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;

const markOf = (path: string): Promise<Mark> => stat(path, { bigint: true });

/**
 * The bytes of a person's file, which is the same before and after; a pipe's as they come.
 * @throws ImportError `unreadable` when it cannot be read, or was changed meanwhile
 */
export async function* steadyBytesOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    const file = await open(path, "r");
    try {
      const before = await file.stat({ bigint: true });
      let read = 0n;
      for await (const chunk of file.createReadStream({
        autoClose: false,
        highWaterMark: before.isFile()
          ? Math.max(1, Math.min(Number(before.size), CHUNK_BYTES))
          : CHUNK_BYTES,
      })) {
        read += BigInt(chunk.length);
        // What something writes to without end would be read without end.
        if (before.isFile() && read > before.size) throw changed(path);
        yield chunk;
      }
      if (!before.isFile()) return;
      const after = await file.stat({ bigint: true });
      const isWhole = read === before.size && isSame(before, after);
      if (!isWhole || !isSame(before, await markOf(path))) throw changed(path);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw unreadable(path, cause);
  }
}

async function hashed(
  bytes: AsyncIterable<Uint8Array>,
  write?: (chunk: Uint8Array) => Promise<void>,
): Promise<{ hash: Hash; size: number }> {
  const sha256 = createHash("sha256");
  let size = 0;
  for await (const chunk of bytes) {
    sha256.update(chunk);
    size += chunk.length;
    await write?.(chunk);
  }
  return { hash: `sha256:${sha256.digest("hex")}`, size };
}

const nothing = async (): Promise<void> => undefined;

/** Bytes that come once, in a file that is gone afterwards. */
export async function receiveForNow(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-"));
  const path = join(folder, "bytes");
  const drop = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(path, "wx", 0o600);
    try {
      const { hash, size } = await hashed(bytes, (chunk) => writeTo(file, chunk));
      return { hash, size, path: () => path, check: nothing, keep: nothing, drop };
    } finally {
      await file.close();
    }
  } catch (error) {
    await drop();
    throw error;
  }
}

/** What was received, for as long as the work takes. */
export async function withReceived<T>(
  receive: () => Promise<Received>,
  work: (received: Received) => Promise<T>,
): Promise<T> {
  const received = await receive();
  try {
    return await work(received);
  } finally {
    await received.drop();
  }
}

/** A person's file where it stands: nothing is copied. What is no ordinary file is read for now. */
export async function receiveInPlace(path: string): Promise<Received> {
  let isFile: boolean;
  try {
    isFile = (await stat(path)).isFile();
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (!isFile) return receiveForNow(steadyBytesOf(path));
  const before = await markOf(path);
  const { hash, size } = await hashed(steadyBytesOf(path));
  const check = async () => {
    const now = await markOf(path).catch(() => undefined);
    if (!now || !isSame(before, now)) throw changed(path);
  };
  return { hash, size, path: () => path, check, keep: nothing, drop: nothing };
}

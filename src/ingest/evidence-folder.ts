/**
 * The folder that keeps evidence byte for byte, by hash: `<folder>/sha256/<2>/<64 hex>`. Bytes are
 * written once, whole, and never changed.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { HeadwaterError, ImportError } from "../model/errors.ts";
import { type Hash, hashSchema } from "../model/evidence.ts";
import type { BytesState } from "../model/report.ts";
import { UNPACKED } from "./containers/spool.ts";
import { ownedFiles, ownName, removeAbandoned } from "./owned-files.ts";
import type { Received } from "./received.ts";

const CHUNK_BYTES = 1 << 18;
/** Beginning of the name of a copy that an import works on. */
const INCOMING = "incoming-";

/** Opened when it is read from, so that an error always has somebody to tell; a small file takes a small buffer. */
export async function* bytesOf(
  path: string,
  size: number = CHUNK_BYTES,
): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path, { highWaterMark: Math.max(1, Math.min(size, CHUNK_BYTES)) });
}

export async function sha256Of(bytes: AsyncIterable<Uint8Array>): Promise<Hash> {
  const sha256 = createHash("sha256");
  for await (const chunk of bytes) sha256.update(chunk);
  return `sha256:${sha256.digest("hex")}`;
}

function cannotKeep(name: string, cause: unknown): HeadwaterError {
  if (cause instanceof HeadwaterError) return cause;
  const isFull = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
  const why = isFull
    ? "no space is left where evidence is kept: free some and import the file again; nothing of it is kept"
    : `cannot keep the bytes: ${String(cause)}`;
  return new ImportError("unreadable", why, { where: name, cause });
}

/** Writes a new file; what is there at the end is what was hashed. */
async function copyTo(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ hash: Hash; size: number }> {
  const sha256 = createHash("sha256");
  let size = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of bytes) {
      sha256.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: `sha256:${sha256.digest("hex")}`, size };
}

async function sliceOf(path: string, from: number, to: number): Promise<Uint8Array | undefined> {
  const file = await open(path, "r");
  try {
    const buffer = new Uint8Array(to - from);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    return bytesRead === buffer.length ? buffer : undefined;
  } finally {
    await file.close();
  }
}

export class EvidenceFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Where a server has files that wait for their import. */
  get uploads(): string {
    return join(this.path, "uploads");
  }

  pathOf(hash: Hash): string {
    const hex = hash.slice("sha256:".length);
    return join(this.path, "sha256", hex.slice(0, 2), hex);
  }

  async has(hash: Hash): Promise<boolean> {
    return access(this.pathOf(hash)).then(
      () => true,
      () => false,
    );
  }

  /**
   * Copies a stream to a file of the import's own, beside the evidence. No other import relies on
   * it, and none may take away what `keep` has kept: another one, or another store, may rely on that.
   */
  async receive(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Received> {
    const copy = join(this.path, ownName(INCOMING));
    const drop = () => rm(copy, { force: true });
    try {
      await mkdir(this.path, { recursive: true });
      const { hash, size } = await copyTo(copy, bytes);
      let path = copy;
      const keep = async () => {
        if (await this.#place(copy, hash, name)) path = this.pathOf(hash);
      };
      // What is kept is never changed.
      const check = async () => undefined;
      return { hash, size, path: () => path, check, keep, drop };
    } catch (cause) {
      await drop();
      throw cannotKeep(name, cause);
    }
  }

  /** False when the same bytes were kept already. */
  async #place(copy: string, hash: Hash, name: string): Promise<boolean> {
    if (await this.has(hash)) return false;
    const path = this.pathOf(hash);
    try {
      await mkdir(dirname(path), { recursive: true });
      await rename(copy, path);
      return true;
    } catch (cause) {
      throw cannotKeep(name, cause);
    }
  }

  read(hash: Hash): AsyncIterable<Uint8Array> {
    return bytesOf(this.pathOf(hash));
  }

  /** Bytes `from` (inclusive) to `to` (exclusive); undefined when they are not here. */
  async slice(hash: Hash, from: number, to: number): Promise<Uint8Array | undefined> {
    if (!(await this.has(hash))) return undefined;
    return sliceOf(this.pathOf(hash), from, to);
  }

  /** Differs when the file of the bytes was written to or replaced; undefined when they are not here. */
  async mark(hash: Hash): Promise<string | undefined> {
    return stat(this.pathOf(hash)).then(
      ({ ino, size, mtimeMs, ctimeMs }) => [ino, size, mtimeMs, ctimeMs].join(" "),
      () => undefined,
    );
  }

  /** Of all bytes that are kept. */
  async hashes(): Promise<Hash[]> {
    const names = await readdir(join(this.path, "sha256"), { recursive: true }).catch(() => []);
    return names.flatMap((name) => hashSchema.safeParse(`sha256:${basename(name)}`).data ?? []);
  }

  async verify(hash: Hash): Promise<BytesState> {
    if (!(await this.has(hash))) return "not here";
    return (await sha256Of(this.read(hash))) === hash ? "intact" : "differ";
  }

  /** Removes copies of imports whose process is gone; tells the others. */
  async removeUnfinished(now: number): Promise<string[]> {
    const found: string[] = [];
    for (const prefix of [INCOMING, UNPACKED]) {
      await removeAbandoned(this.path, prefix, now);
      found.push(...(await ownedFiles(this.path, prefix)));
    }
    return found;
  }

  async remove(hash: Hash): Promise<void> {
    await rm(this.pathOf(hash), { force: true });
  }
}

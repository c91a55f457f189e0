/**
 * The folder that keeps evidence byte for byte, by hash: `<folder>/sha256/<2>/<64 hex>`. Bytes are
 * written once, whole, and never changed.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ImportError } from "../model/errors.ts";
import type { Hash } from "../model/evidence.ts";
import type { BytesState } from "../model/report.ts";

const CHUNK_BYTES = 1 << 18;
/** Beginning of the name of a copy that is not yet whole. */
const INCOMING = "incoming-";
const HOUR_MS = 3_600_000;

export interface Kept {
  hash: Hash;
  size: number;
  /** False when the same bytes were kept already. */
  isNew: boolean;
}

export class EvidenceFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
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

  /** Copies a stream into the folder; what is kept is what was hashed. */
  async keep(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Kept> {
    const temporary = join(this.path, `${INCOMING}${randomUUID()}`);
    await mkdir(this.path, { recursive: true });
    const sha256 = createHash("sha256");
    let size = 0;
    try {
      const file = await open(temporary, "wx");
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
      const hash: Hash = `sha256:${sha256.digest("hex")}`;
      if (await this.has(hash)) return { hash, size, isNew: false };
      await mkdir(dirname(this.pathOf(hash)), { recursive: true });
      await rename(temporary, this.pathOf(hash));
      return { hash, size, isNew: true };
    } catch (cause) {
      throw new ImportError("unreadable", `cannot keep the bytes: ${String(cause)}`, {
        where: name,
        cause,
      });
    } finally {
      await rm(temporary, { force: true });
    }
  }

  read(hash: Hash): AsyncIterable<Uint8Array> {
    return createReadStream(this.pathOf(hash), { highWaterMark: CHUNK_BYTES });
  }

  /** Bytes `from` (inclusive) to `to` (exclusive); undefined when they are not here. */
  async slice(hash: Hash, from: number, to: number): Promise<Uint8Array | undefined> {
    if (!(await this.has(hash))) return undefined;
    const file = await open(this.pathOf(hash), "r");
    try {
      const buffer = new Uint8Array(to - from);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
      return bytesRead === buffer.length ? buffer : undefined;
    } finally {
      await file.close();
    }
  }

  /** The first bytes, at most `count`. */
  async head(hash: Hash, count: number): Promise<Uint8Array> {
    const { size } = await stat(this.pathOf(hash));
    return (await this.slice(hash, 0, Math.min(size, count))) ?? new Uint8Array();
  }

  /** Differs when the file of the bytes was written to or replaced; undefined when they are not here. */
  async mark(hash: Hash): Promise<string | undefined> {
    return stat(this.pathOf(hash)).then(
      ({ ino, size, mtimeMs, ctimeMs }) => [ino, size, mtimeMs, ctimeMs].join(" "),
      () => undefined,
    );
  }

  async verify(hash: Hash): Promise<BytesState> {
    if (!(await this.has(hash))) return "not here";
    const sha256 = createHash("sha256");
    for await (const chunk of this.read(hash)) sha256.update(chunk);
    return `sha256:${sha256.digest("hex")}` === hash ? "intact" : "differ";
  }

  /** Removes copies that an import broken off an hour ago or more left; tells the younger ones. */
  async removeUnfinished(now: number): Promise<string[]> {
    const names = await readdir(this.path).catch(() => []);
    const left: string[] = [];
    for (const name of names.filter((one) => one.startsWith(INCOMING))) {
      const path = join(this.path, name);
      const age = await stat(path).then(
        ({ mtimeMs }) => now - mtimeMs,
        () => 0,
      );
      if (age >= HOUR_MS) await rm(path, { force: true });
      else left.push(path);
    }
    return left;
  }

  async remove(hash: Hash): Promise<void> {
    await rm(this.pathOf(hash), { force: true });
  }
}

/** Uploaded bytes on their way to a job: streamed to a file beside the evidence, never held in memory. */
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Request } from "express";
import { ownName, removeAbandoned } from "../ingest/owned-files.ts";
import { HeadwaterError } from "../model/errors.ts";
import { ApiError } from "./problems.ts";

const MAX_AT_ONCE = 4;
const PREFIX = "upload-";

export interface Upload {
  path: string;
  size: number;
  remove: () => Promise<void>;
}

export class Uploads {
  readonly #folder: string;
  readonly #maxBytes: number;
  #underWay = 0;

  constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  /** Removes what servers that were killed have left; gives the paths. */
  removeAbandoned(): Promise<string[]> {
    return removeAbandoned(this.#folder, PREFIX, Date.now());
  }

  /** @throws ApiError `too-large`, `bad-request`; HeadwaterError `busy` */
  async take(request: Request): Promise<Upload> {
    if (Number(request.headers["content-length"] ?? 0) > this.#maxBytes) throw this.#tooLarge();
    if (this.#underWay >= MAX_AT_ONCE) {
      throw new HeadwaterError("busy", `${MAX_AT_ONCE} uploads are under way`);
    }
    this.#underWay += 1;
    try {
      return await this.#write(request);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #write(request: Request): Promise<Upload> {
    const path = join(this.#folder, ownName(PREFIX));
    const remove = () => rm(path, { force: true });
    await mkdir(this.#folder, { recursive: true });
    let size = 0;
    const tooLarge = this.#tooLarge();
    const maxBytes = this.#maxBytes;
    async function* limited(bytes: AsyncIterable<Uint8Array>) {
      for await (const chunk of bytes) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge;
        yield chunk;
      }
    }
    try {
      await pipeline(
        request.iterator({ destroyOnReturn: false }),
        limited,
        createWriteStream(path, { flags: "wx" }),
      );
      return { path, size, remove };
    } catch (error) {
      await remove();
      if (request.errored) throw new ApiError("bad-request", "the upload was broken off");
      throw error;
    }
  }

  #tooLarge(): ApiError {
    return new ApiError("too-large", `an upload has at most ${this.#maxBytes} bytes`, {
      headers: { Connection: "close" },
    });
  }
}

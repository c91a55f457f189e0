/** Containers within containers, unpacked to files of no name so that they can be read anywhere. */
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HeadwaterError } from "../../model/errors.ts";
import { ownName } from "../owned-files.ts";

/** Beginning of the names of such files, until they are open. */
export const UNPACKED = "unpacked-";

/** To a file that is there for a while only. @throws HeadwaterError when the disk is full, whatever is read */
export async function writeTo(file: FileHandle, chunk: Uint8Array): Promise<void> {
  try {
    await file.writeFile(chunk);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ENOSPC")) throw cause;
    throw new HeadwaterError(
      "unreadable",
      `no space is left to unpack in (beside the evidence, or in ${tmpdir()}): free some, or set TMPDIR, and import the file again; nothing of it is kept`,
      { cause },
    );
  }
}

/** Writes a file, has it opened, and takes its name away: it is gone once nothing reads it any more. */
export async function unpackedTo<T>(
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
  openFrom: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(folder, ownName(UNPACKED));
  await mkdir(folder, { recursive: true });
  const file = await open(path, "wx", 0o600);
  try {
    try {
      for await (const chunk of bytes) await writeTo(file, chunk);
    } finally {
      await file.close();
    }
    return await openFrom(path);
  } finally {
    await rm(path, { force: true });
  }
}

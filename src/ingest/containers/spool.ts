/** Containers within containers, unpacked to files of no name so that they can be read anywhere. */
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { ownName } from "../owned-files.ts";

/** Beginning of the names of such files, until they are open. */
export const UNPACKED = "unpacked-";

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
      for await (const chunk of bytes) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
    return await openFrom(path);
  } finally {
    await rm(path, { force: true });
  }
}

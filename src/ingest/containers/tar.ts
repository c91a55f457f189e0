/** Members of a tar file on disk (ustar, pax and GNU long names). Its bytes have no checksum of their own. */
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { extract, type Header } from "tar-stream";
import { type Limits, UnpackError } from "./limits.ts";
import { createMembers, type Layer, loss, type Member, notAFile, type Refusal } from "./members.ts";
import { bytesFrom } from "./on-disk.ts";

async function* bytesOfEntry(
  file: FileHandle,
  from: number,
  size: number,
): AsyncGenerator<Uint8Array, void, void> {
  let read = 0;
  for await (const chunk of bytesFrom(file, from, size)) {
    read += chunk.length;
    yield chunk;
  }
  if (read < size) throw new UnpackError("broken-member", "the container ends within it");
}

function offsetOf(header: Header): number {
  if ("byteOffset" in header && typeof header.byteOffset === "number") return header.byteOffset;
  throw new Error("tar-stream no longer tells where an entry's bytes are");
}

const NO_FILES = new Set(["link", "symlink", "character-device", "block-device", "fifo"]);

function refusedEntry({ type, size }: Header): Refusal | undefined {
  if (type === "file" || type === "contiguous-file") return undefined;
  if (type && NO_FILES.has(type)) return notAFile(`a ${type}`);
  if (size === 0) return notAFile("an entry without bytes");
  return loss("unknown-entry", "it is kept in a way of some tar's own: unpack it yourself");
}

async function listEntries(
  file: FileHandle,
  limits: Limits,
  onMember: () => void,
): Promise<readonly Member[]> {
  const list = createMembers(limits, onMember);
  const reader = extract();
  reader.on("entry", (header, stream, next) => {
    stream.on("end", next);
    // The reader fails with it.
    stream.on("error", () => undefined);
    stream.resume();
    if (header.type === "directory") return;
    try {
      const [from, size] = [offsetOf(header), header.size ?? 0];
      list.add({
        name: header.name,
        refused: refusedEntry(header),
        open: () => bytesOfEntry(file, from, size),
      });
    } catch (error) {
      reader.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  const { size } = await file.stat();
  await pipeline(bytesFrom(file, 0, size), reader);
  return list.members;
}

/** @throws UnpackError when its structure is broken */
export async function openTar(path: string, limits: Limits, onMember: () => void): Promise<Layer> {
  const file = await open(path, "r");
  try {
    return { members: await listEntries(file, limits, onMember), close: () => file.close() };
  } catch (cause) {
    await file.close();
    if (cause instanceof UnpackError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UnpackError("broken-tar", `the tar file is broken: ${said}`, cause);
  }
}

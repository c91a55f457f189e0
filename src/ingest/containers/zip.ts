/** Members of a zip file, by its central directory (PKWARE's APPNOTE; Zip64 too). */
import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { type Limits, UnpackError } from "./limits.ts";
import { createMembers, type Layer, loss, notAFile, type Refusal } from "./members.ts";

const TYPE = 0o170000;
const LINK = 0o120000;
const MADE_ON_UNIX = 3;

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >> 8 === MADE_ON_UNIX && ((externalFileAttributes >>> 16) & TYPE) === LINK;
}

function refusedEntry(entry: Entry): Refusal | undefined {
  if (isLink(entry)) return notAFile("a link to another file");
  if (entry.isEncrypted()) {
    return loss("encrypted", "it is encrypted: unpack it with its password, and import that");
  }
  if (entry.canDecodeFileData()) return undefined;
  return loss(
    "unknown-compression",
    `it is compressed by method ${entry.compressionMethod}, which is not read: unpack it yourself, and import that`,
  );
}

async function* bytesOfEntry(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    const stream: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UnpackError("broken-member", `it cannot be unpacked: ${said}`, cause);
  }
  if (sum !== entry.crc32) {
    throw new UnpackError("crc-differs", "its bytes are not those that were packed (CRC-32)");
  }
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/** @throws UnpackError when its directory is broken */
export async function openZip(path: string, limits: Limits, onMember: () => void): Promise<Layer> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, lazyEntries: true });
    const found = zip;
    // What goes wrong is thrown where it is read, too.
    found.on("error", () => undefined);
    const list = createMembers(limits, onMember);
    for await (const entry of found.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith("/") && entry.uncompressedSize === 0) continue;
      const open = () => bytesOfEntry(found, entry);
      list.add({ name, refused: refusedEntry(entry), open });
    }
    return { members: list.members, close: async () => found.close() };
  } catch (cause) {
    zip?.close();
    if (cause instanceof UnpackError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UnpackError("broken-zip", `the zip file is broken: ${said}`, cause);
  }
}

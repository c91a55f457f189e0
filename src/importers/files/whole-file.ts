/** Files that are read as a whole: pictures and PDF documents. */
import type { Manifest } from "../../model/evidence.ts";
import { isAddress, type Key, keyOfUrl, parseKey } from "../../model/key.ts";
import type { RecordResult } from "../importer.ts";
import { joinBytes, MAX_RECORD_BYTES } from "../reading/bytes.ts";
import { RecordError, recordResult } from "../reading/records.ts";

/** Undefined for what is longer than 64 MB, of which no more is kept. */
async function findWhole(
  bytes: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size <= MAX_RECORD_BYTES) parts.push(chunk);
    else parts.length = 0;
  }
  // A copy, which is no Buffer.
  return size > MAX_RECORD_BYTES ? undefined : new Uint8Array(joinBytes(parts));
}

const TOO_LARGE = `it is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MB: kept, and not read`;

/** The one record of a file; a file that cannot be read is kept, and its record failed. */
export async function fileResult(
  bytes: AsyncIterable<Uint8Array>,
  read: (whole: Uint8Array<ArrayBuffer>) => Promise<RecordResult>,
): Promise<RecordResult> {
  const failing = (code: string, message: string): RecordResult =>
    recordResult(1, () => {
      throw new RecordError(code, message);
    });
  const whole = await findWhole(bytes);
  if (whole === undefined) return failing("too-large", TOO_LARGE);
  try {
    return await read(whole);
  } catch (error) {
    if (error instanceof RecordError) return failing(error.code, error.message);
    throw error;
  }
}

/** The manifest's origin, where it names a file of that kind and not a page on which it was seen. */
function addressOf({ origin }: Manifest, ending: RegExp): Key | undefined {
  const url = URL.parse(origin.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const names = [url.pathname, ...url.searchParams.values()];
  const key = names.some((name) => ending.test(name)) ? keyOfUrl(url.href) : undefined;
  return key !== undefined && isAddress(key) ? key : undefined;
}

/**
 * What a file is, as an item: the one at its address, where its manifest gives the address of such a
 * file; else the file itself, by the hash of its bytes. A screenshot of a page is not that page.
 */
export async function keyOfFile(
  whole: Uint8Array<ArrayBuffer>,
  manifest: Manifest | null,
  ending: RegExp,
): Promise<Key> {
  const key = manifest === null ? undefined : addressOf(manifest, ending);
  if (key !== undefined) return key;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return parseKey(`file:sha256:${hex}`);
}

/**
 * What a PDF document would unpack to, found out before it is read: the reader of documents has no
 * bound of its own, and two megabytes can be packed to take gigabytes. Streams are packed once, by
 * Flate; what is packed otherwise or twice over is not read.
 */
import { RecordError } from "../reading/records.ts";

const MAX_STREAM = 32 * 2 ** 20;
const MAX_ALL = 512 * 2 ** 20;
const MAX_STREAMS = 50_000;
const FIRST_CHUNK = 4096;
const LARGEST_CHUNK = 2 ** 20;

/** Lists of packings, packings that stand elsewhere or behind a comment, and the older LZW. */
const PACKING = /\/(?:Filter|F)\s*(?:\[([^\]]{0,400})|%|\d+\s+\d+\s+R\b)|\/LZW(?:Decode)?\b/g;
const FLATE = /\/Fl(?:ateDecode)?\b/g;
/** A name that writes some of its letters by number. */
const ESCAPED = /\/[^\s/<>[\]()%]{0,60}#[^\s/<>[\]()%]{0,60}/g;
const MEANT = new Set(["/Filter", "/F", "/FlateDecode", "/Fl", "/LZWDecode", "/LZW"]);

const plainName = (name: string): string =>
  name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

function isPackedOddly(text: string): boolean {
  for (const [whole, list] of text.matchAll(PACKING)) {
    if (list === undefined) {
      if (!whole.startsWith("/F ") || /LZW|%/.test(whole)) return true;
    } else if (list.trim().split(/\s*\/\s*/).length > 2 && FLATE.test(list)) return true;
    FLATE.lastIndex = 0;
  }
  for (const [name] of text.matchAll(ESCAPED)) if (MEANT.has(plainName(name))) return true;
  return false;
}

/** How much a stream unpacks to, but no more than one byte above the limit; 0 for what is not packed. */
async function unpackedSize(bytes: Uint8Array, limit: number): Promise<number> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let size = 0;
  const feeding = (async () => {
    let length = FIRST_CHUNK;
    for (let at = 0; at < bytes.length; length = Math.min(2 * length, LARGEST_CHUNK)) {
      await writer.write(bytes.slice(at, at + length));
      at += length;
    }
    await writer.close();
  })().catch(() => undefined);
  try {
    for (let next = await reader.read(); !next.done && size <= limit; next = await reader.read()) {
      size += next.value.length;
    }
  } catch {
    // It ends, and something else stands behind it; or it is broken, and goes no further.
  }
  await reader.cancel().catch(() => undefined);
  await feeding;
  return Math.min(size, limit + 1);
}

const START = /stream\r?\n/g;
const ZLIB = 0x78;

/** @throws RecordError when the document is packed too far, or in a way that is not read */
export async function checkBounds(bytes: Uint8Array): Promise<void> {
  const text = new TextDecoder("latin1").decode(bytes);
  if (isPackedOddly(text)) {
    throw new RecordError("packed-oddly", "the document is packed in a way that is not read");
  }
  let [all, count] = [0, 0];
  for (const { index, 0: start } of text.matchAll(START)) {
    const from = index + start.length;
    if (bytes[from] !== undefined && (bytes[from] & 0x0f) !== (ZLIB & 0x0f)) continue;
    count += 1;
    all += await unpackedSize(bytes.subarray(from), MAX_STREAM).then((size) => {
      if (size > MAX_STREAM) return Number.POSITIVE_INFINITY;
      return size;
    });
    if (all > MAX_ALL || count > MAX_STREAMS) {
      throw new RecordError("too-large", "the document unpacks to too much: kept, and not read");
    }
  }
}

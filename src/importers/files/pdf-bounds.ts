/**
 * What a PDF document would unpack to, found out before it is read: the reader of documents has no
 * bound of its own, and two megabytes can be packed to take gigabytes. Streams are packed once, by
 * Flate, perhaps written in letters; what is packed otherwise or twice over is not read.
 */
import { RecordError } from "../reading/records.ts";

/** A picture of 24 million points is 72 MB. */
const MAX_STREAM = 96 * 2 ** 20;
const MAX_ALL = 512 * 2 ** 20;
/**
 * Bytes looked at, beside eight times the length of the document and the first of each stream: a stream
 * begins wherever the word stands, in others too, so each could be read to the end of the document.
 */
const MAX_LOOKED = 32 * 2 ** 20;
const MAX_STREAMS = 50_000;
const FIRST_CHUNK = 4096;
/** So much is written of a stream before it is told where it ends. */
const WRITTEN_AHEAD = 2 ** 17;
const LARGEST_CHUNK = 2 ** 20;

/** Lists of packings, packings that stand elsewhere or behind a comment, and the older LZW. */
const PACKING = /\/(?:Filter|F)\s*(?:\[([^\]]{0,400})|%|\d+\s+\d+\s+R\b)|\/LZW(?:Decode)?\b/g;
/** Packed, and perhaps written in letters or a picture's own packing around it or in it. */
const PLAIN_LIST =
  /^\s*(?:\/(?:ASCII85Decode|A85)\s*)?(?:\/Fl(?:ateDecode)?\s*)?(?:\/(?:DCT|JPX|CCITTFax|JBIG2)Decode\s*)?$/;
/** A name that writes some of its letters by number. */
const ESCAPED = /\/[^\s/<>[\]()%]{0,60}#[^\s/<>[\]()%]{0,60}/g;
const MEANT = new Set(["/Filter", "/F", "/FlateDecode", "/Fl", "/LZWDecode", "/LZW"]);

const plainName = (name: string): string =>
  name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

function isPackedOddly(text: string): boolean {
  for (const [whole, list] of text.matchAll(PACKING)) {
    const isFileName = /^\/F\s+\d/.test(whole);
    if (list === undefined ? !isFileName : !PLAIN_LIST.test(list)) return true;
  }
  for (const [name] of text.matchAll(ESCAPED)) if (MEANT.has(plainName(name))) return true;
  return false;
}

const ZEROS = 0x7a;
const FIRST_LETTER = 0x21;
const LAST_LETTER = 0x75;

const isLetter = (byte = LAST_LETTER + 1): boolean => byte <= LAST_LETTER || byte === ZEROS;

/** How many bytes are letters (ASCII85), up to the first that is none of them: so they end, too. */
function lengthInLetters(bytes: Uint8Array, limit: number): number {
  let length = 0;
  while (length <= limit && isLetter(bytes[length])) length += 1;
  return length;
}

function unlettered(bytes: Uint8Array): Uint8Array {
  const written = bytes.filter((byte) => byte >= FIRST_LETTER);
  const zeros = written.reduce((count, byte) => (byte === ZEROS ? count + 1 : count), 0);
  const view = new DataView(new ArrayBuffer(4 * zeros + 4 * Math.ceil(written.length / 5)));
  let [size, digits, value] = [0, 0, 0];
  for (const byte of written) {
    if (byte === ZEROS) size += 4;
    else {
      value = value * 85 + byte - FIRST_LETTER;
      digits += 1;
      if (digits < 5) continue;
      view.setUint32(size, value % 2 ** 32);
      size += 4;
      [digits, value] = [0, 0];
    }
  }
  return new Uint8Array(view.buffer, 0, size);
}

interface Unpacked {
  size: number;
  /** Bytes that were looked at for it, no more than a part beyond the most that may be. */
  looked: number;
}

/** How much a stream unpacks to, but no more than one byte above the limit. */
async function unpack(bytes: Uint8Array, limit: number, most: number): Promise<Unpacked> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let size = 0;
  let looked = 0;
  const feeding = (async () => {
    for (let length = FIRST_CHUNK; looked < bytes.length && looked <= most; ) {
      const chunk = bytes.slice(looked, looked + length);
      looked += chunk.length;
      await writer.write(chunk);
      length = Math.min(2 * length, LARGEST_CHUNK);
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
  return { size: Math.min(size, limit + 1), looked };
}

/** The end of the file, where it says at which byte its table of objects stands. */
const TABLE = /startxref\s+(\d{1,12})\s+%%EOF\s*$/;
const END_BYTES = 1024;
const BEGINS_TABLE = /^\s{0,9}(?:xref\b|\d{1,9}\s+\d{1,5}\s+obj\b)/;

/** Without its table a document is searched through, which can take the square of its length. */
function hasTable(text: string): boolean {
  const written = TABLE.exec(text.slice(-END_BYTES))?.[1];
  if (written === undefined) return false;
  const at = Number(written);
  return BEGINS_TABLE.test(text.slice(at, at + 40));
}

const MAX_OPEN = 100;
const MAX_AGAIN = 100;

/** Whether its objects do not end, or one is written again more often than any editor would. */
function isSwollen(text: string): boolean {
  const written = new Map<string, number>();
  let open = 0;
  let again = 0;
  for (const [word, number = ""] of text.matchAll(
    /(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b|\bendobj\b|\btrailer\b/g,
  )) {
    if (word === "endobj") open -= 1;
    else if (word !== "trailer") open += 1;
    const count = word === "endobj" ? 0 : (written.get(number) ?? 0) + 1;
    if (count > 0) written.set(number, count);
    again = Math.max(again, count);
  }
  return open > MAX_OPEN || again > MAX_AGAIN;
}

const START = /stream\r?\n/g;
const ZLIB = 0x08;
const LETTERS = /\/(?:ASCII85Decode|A85)\b/;

/** By the two bytes that begin it (RFC 1950). */
const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === ZLIB && (first * 256 + second) % 31 === 0;

const NOTHING = new Uint8Array();

/** @throws RecordError when the document is packed too far, or in a way that is not read */
export async function checkBounds(bytes: Uint8Array): Promise<void> {
  const text = new TextDecoder("latin1").decode(bytes);
  if (isPackedOddly(text)) {
    throw new RecordError("packed-oddly", "the document is packed in a way that is not read");
  }
  if (!hasTable(text) || isSwollen(text)) {
    const message = "the document is broken: its objects cannot be found";
    throw new RecordError("bad-structure", message);
  }
  const hasLetters = LETTERS.test(text);
  let [all, count, left] = [0, 0, 8 * bytes.length + MAX_LOOKED];
  for (const { index, 0: start } of text.matchAll(START)) {
    const raw = bytes.subarray(index + start.length);
    const letters = hasLetters ? lengthInLetters(raw, left) : 0;
    left -= letters;
    for (const packed of [raw, left < 0 ? NOTHING : unlettered(raw.subarray(0, letters))]) {
      if (!isZlib(packed)) continue;
      count += 1;
      const { size, looked } = await unpack(packed, MAX_STREAM, left + WRITTEN_AHEAD);
      left -= Math.max(0, looked - WRITTEN_AHEAD);
      all += size > MAX_STREAM ? Number.POSITIVE_INFINITY : size;
    }
    if (all > MAX_ALL || count > MAX_STREAMS || left < 0) {
      throw new RecordError("too-large", "the document unpacks to too much: kept, and not read");
    }
  }
}

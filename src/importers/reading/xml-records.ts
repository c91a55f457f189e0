/**
 * Splits an XML file of many records, such as a feed, into those elements with the bytes of each,
 * holding no more than one of them. It looks at tags only, and tells them from what comments, CDATA
 * sections and processing instructions hold; what a document type declares is not used.
 */
import { ImportError } from "../../model/errors.ts";
import { bomLength, joinBytes, looksUtf16, MAX_RECORD_BYTES, roughUtf8 } from "./bytes.ts";

export interface XmlRecord {
  bytes: readonly [number, number];
  slice: Uint8Array;
  /** What stands before the first record, as far as it is kept. */
  head: Uint8Array;
}

const MAX_DEPTH = 256;
const MAX_HEAD = 65_536;
const CHUNK = 65_536;
const OPEN = 0x3c;
const CLOSE = 0x3e;
const ASCII = new TextEncoder();

const broken = (message: string, at: number): ImportError =>
  new ImportError("bad-structure", `${message}, at byte ${at}`);

function indexOfBytes(bytes: Uint8Array, what: Uint8Array, from: number): number {
  const [first = 0] = what;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (what.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** How a piece of markup begins and ends; the first that fits. */
const MARKUP = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
].map(([open = "", close = ""]) => ({ open: ASCII.encode(open), close: ASCII.encode(close) }));
const LONGEST_OPENING = 9;

/** Where a tag ends that may hold `>` in quotes, or a document type in brackets. */
function createTagEnd() {
  let quote = 0;
  let brackets = 0;
  return (byte: number): boolean => {
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x5b) brackets += 1;
    else if (byte === 0x5d) brackets -= 1;
    return byte === CLOSE && quote === 0 && brackets <= 0;
  };
}

const TAG = /^<(\/?)([^\s/>]{1,200})[\s\S]*?(\/?)>$/;

/** @param isRecord by the names of the elements from the root down to this one */
export function createXmlSplitter(isRecord: (names: readonly string[]) => boolean) {
  let buffer = new Uint8Array(CHUNK);
  /** The part of the buffer that holds bytes, from `base` in the file on. */
  let held = buffer.subarray(0, 0);
  let base = 0;
  /** Of what is held: before it all is read. */
  let at = 0;
  let searched = 0;
  let ofTag: ReturnType<typeof createTagEnd> | undefined;
  let record: { start: number; depth: number } | undefined;
  let start = new Uint8Array();
  let head: Uint8Array | undefined;
  let closed = false;
  const names: string[] = [];

  /** The end of the markup at `at`; undefined when it goes on past what is held. */
  function endOfMarkup(): number | undefined {
    const known = MARKUP.find(({ open }) => open.every((byte, index) => held[at + index] === byte));
    if (known) {
      const from = Math.max(at + known.open.length, searched - known.close.length);
      const end = indexOfBytes(held, known.close, from);
      searched = held.length;
      return end === -1 ? undefined : end + known.close.length;
    }
    ofTag ??= createTagEnd();
    for (let next = Math.max(at, searched); next < held.length; next += 1) {
      if (ofTag(held[next] ?? 0)) {
        ofTag = undefined;
        return next + 1;
      }
    }
    searched = held.length;
    return undefined;
  }

  function open(name: string, from: number): void {
    if (names.length === 0 && closed) throw broken("there is more than one root element", from);
    if (names.length === MAX_DEPTH)
      throw broken(`elements are nested deeper than ${MAX_DEPTH}`, from);
    names.push(name);
    if (record === undefined && isRecord(names)) {
      head ??= start.slice(0, from);
      record = { start: from, depth: names.length };
    }
  }

  function close(end: number): XmlRecord | undefined {
    const isEnd = record?.depth === names.length;
    names.pop();
    closed = names.length === 0;
    if (record === undefined || !isEnd) return undefined;
    const from = record.start;
    record = undefined;
    const slice = held.slice(from - base, end - base);
    return { bytes: [from, end], slice, head: head ?? new Uint8Array() };
  }

  function readTag(from: number, end: number): XmlRecord | undefined {
    const tag = roughUtf8(held.subarray(from - base, end - base));
    const [, slash, name = "", empty] = TAG.exec(tag) ?? [];
    if (name === "") throw broken("there is a tag without a name", from);
    if (slash !== "") {
      if (names.at(-1) !== name) throw broken(`</${name}> closes nothing`, from);
      return close(end);
    }
    open(name, from);
    return empty === "" ? undefined : close(end);
  }

  function hold(chunk: Uint8Array): void {
    const size = held.length + chunk.length;
    if (size > buffer.length) {
      const larger = new Uint8Array(Math.max(size, buffer.length * 2));
      larger.set(held);
      buffer = larger;
    }
    buffer.set(chunk, held.length);
    held = buffer.subarray(0, size);
    if (start.length < MAX_HEAD) {
      start = new Uint8Array(joinBytes([start, chunk.subarray(0, MAX_HEAD - start.length)]));
    }
  }

  /** Lets go of what is read, but for a record that is not at its end. */
  function forget(): void {
    const keep = record ? record.start - base : at;
    buffer.copyWithin(0, keep, held.length);
    held = buffer.subarray(0, held.length - keep);
    base += keep;
    at -= keep;
    searched = Math.max(0, searched - keep);
  }

  function* read(): Iterable<XmlRecord> {
    for (;;) {
      const next = held.indexOf(OPEN, at);
      if (next === -1) {
        at = held.length;
        return;
      }
      at = next;
      if (held.length - at < LONGEST_OPENING && held.indexOf(CLOSE, at) === -1) return;
      const end = endOfMarkup();
      if (end === undefined) return;
      const second = held[at + 1];
      // Not of what begins with `<!` or `<?`.
      const found = second === 0x21 || second === 0x3f ? undefined : readTag(base + at, base + end);
      at = end;
      searched = end;
      if (found) yield found;
    }
  }

  return {
    *push(chunk: Uint8Array): Iterable<XmlRecord> {
      const isFirst = start.length < 3;
      hold(chunk);
      if (isFirst && start.length >= 3) {
        if (looksUtf16(start)) {
          throw new ImportError("bad-structure", "the file is UTF-16: save it as UTF-8");
        }
        at = bomLength(start);
      }
      if (start.length < 3) return;
      yield* read();
      forget();
      if (held.length > MAX_RECORD_BYTES) {
        throw broken(`a record is longer than ${MAX_RECORD_BYTES} bytes`, base);
      }
    },
    end(): void {
      if (names.length > 0) throw broken(`<${names.at(-1)}> is not closed`, base + held.length);
      if (!closed) throw broken("there is no element", base);
    },
  };
}

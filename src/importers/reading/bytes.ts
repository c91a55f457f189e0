/** Bytes as they come from a file: joined, and decoded strictly as UTF-8. */

/** The longest record that is read, in bytes. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text, or undefined when the bytes are not valid UTF-8. */
export function findUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text of bytes that may break off in the middle of a character, for looking at only. */
export const roughUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [first, ...rest] = parts;
  if (first !== undefined && rest.length === 0) return first;
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Number of bytes of a UTF-8 byte order mark at the beginning. */
export const bomLength = (bytes: Uint8Array): 0 | 3 =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

const isAscii = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/** Whether the bytes begin as UTF-16 does: with its byte order mark, or with a character of ASCII. */
export function looksUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0 && isAscii(second)) || (second === 0 && isAscii(first));
}

/** At least `size` bytes of the beginning, if there are so many, and all bytes from the first on. */
export async function peekBytes(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ start: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  for (let seen = 0; seen < size; ) {
    const next = await iterator.next();
    if (next.done) break;
    parts.push(next.value);
    seen += next.value.length;
  }
  async function* all() {
    yield* parts;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { start: joinBytes(parts), all: all() };
}

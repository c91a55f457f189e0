/** The two encodings in which MIME writes bytes as ASCII (RFC 2045, section 6). What is not encoded well stays. */

const EQUALS = 0x3d;
const LF = 0x0a;
const CR = 0x0d;

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & ~0x20;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1;
}

export function decodedQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const [first, second] = [bytes[at + 1], bytes[at + 2]];
    const [high, low] = [hexDigit(first), hexDigit(second)];
    if (byte === EQUALS && first === LF) at += 1;
    else if (byte === EQUALS && first === CR && second === LF) at += 2;
    else if (byte === EQUALS && high !== -1 && low !== -1) {
      decoded[size] = high * 16 + low;
      size += 1;
      at += 2;
    } else {
      decoded[size] = byte;
      size += 1;
    }
  }
  return decoded.subarray(0, size);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SIXES = new Int8Array(256).fill(-1);
for (let index = 0; index < ALPHABET.length; index += 1) SIXES[ALPHABET.charCodeAt(index)] = index;

export function decodedBase64(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(Math.ceil((bytes.length * 3) / 4));
  let size = 0;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    if (byte === EQUALS) break;
    const six = SIXES[byte] ?? -1;
    if (six === -1) continue;
    held = ((held << 6) | six) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    decoded[size] = (held >> bits) & 0xff;
    size += 1;
  }
  return decoded.subarray(0, size);
}

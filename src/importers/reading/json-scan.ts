/** Reads JSON on its bytes just far enough to find where values end. It does not check them. */

export const BYTE = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  semicolon: 0x3b,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  newline: 0x0a,
} as const;

export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const SCALAR_STARTS = new Set([..."-0123456789tfn"].map((char) => char.charCodeAt(0)));

const startsComposite = (byte: number): boolean =>
  byte === BYTE.quote || byte === BYTE.openBrace || byte === BYTE.openBracket;

export const startsValue = (byte: number): boolean =>
  startsComposite(byte) || SCALAR_STARTS.has(byte);

const endsScalar = (byte: number): boolean =>
  byte === BYTE.comma ||
  byte === BYTE.closeBracket ||
  byte === BYTE.closeBrace ||
  byte === BYTE.colon ||
  isSpace(byte);

interface ValueScanner {
  /** Before the first byte of a value is scanned. */
  begin(byte: number): void;
  /** Index after the value, or -1 when it goes on in the next chunk. */
  scan(chunk: Uint8Array, from: number): number;
}

function scanScalar(chunk: Uint8Array, from: number): number {
  for (let i = from; i < chunk.length; i += 1) {
    if (endsScalar(chunk[i] ?? 0)) return i;
  }
  return -1;
}

/** Counts brackets of both kinds together: whether they pair is for `bracketsPair` to say. */
export function createValueScanner(): ValueScanner {
  let scalar = false;
  let depth = 0;
  let inString = false;
  let escaped = false;

  function scanComposite(chunk: Uint8Array, from: number): number {
    const { length } = chunk;
    let level = depth;
    let string = inString;
    let escaping = escaped;
    let end = -1;
    for (let i = from; i < length; i += 1) {
      const byte = chunk[i];
      if (string) {
        if (escaping) escaping = false;
        else if (byte === BYTE.backslash) escaping = true;
        else if (byte === BYTE.quote) {
          string = false;
          if (level === 0) {
            end = i + 1;
            break;
          }
        }
      } else if (byte === BYTE.quote) string = true;
      else if (byte === BYTE.openBrace || byte === BYTE.openBracket) level += 1;
      else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
        level -= 1;
        if (level === 0) {
          end = i + 1;
          break;
        }
      }
    }
    depth = level;
    inString = string;
    escaped = escaping;
    return end;
  }

  return {
    begin(byte) {
      scalar = !startsComposite(byte);
      depth = 0;
      inString = false;
      escaped = false;
    },
    scan: (chunk, from) => (scalar ? scanScalar(chunk, from) : scanComposite(chunk, from)),
  };
}

/** Whether every bracket outside strings closes the one that it stands for. */
export function bracketsPair(bytes: Uint8Array): boolean {
  const open: number[] = [];
  let inString = false;
  let escaped = false;
  for (const byte of bytes) {
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BYTE.backslash) escaped = true;
      else if (byte === BYTE.quote) inString = false;
    } else if (byte === BYTE.quote) inString = true;
    else if (byte === BYTE.openBrace || byte === BYTE.openBracket) open.push(byte);
    else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
      // In ASCII, `{}` and `[]` lie two apart.
      if (open.pop() !== byte - 2) return false;
    }
  }
  return open.length === 0 && !inString;
}

/** One JSON value per line, or values whose end only their own structure tells. */
type Form = "lines" | "structure";

interface FormSniffer {
  /** The form, once the bytes so far decide it. */
  see(chunk: Uint8Array): Form | undefined;
}

const goesOn = (byte: number): boolean =>
  byte === BYTE.openBrace ||
  byte === BYTE.openBracket ||
  byte === BYTE.comma ||
  byte === BYTE.colon;

/**
 * Tells one object per line from objects over several lines, by the first line: a line that holds
 * one whole object, or breaks off where no object may be broken, is one of many lines.
 */
export function createFormSniffer(limit: number): FormSniffer {
  let seen = 0;
  let depth = 0;
  let values = 0;
  let inString = false;
  let escaped = false;
  let last = 0;
  let nextDecides = false;

  function atLineEnd(): Form | undefined {
    if (inString) return "lines";
    if (depth <= 0) return values === 1 ? "lines" : "structure";
    if (goesOn(last)) return "structure";
    nextDecides = true;
    return undefined;
  }

  function take(byte: number): void {
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BYTE.backslash) escaped = true;
      else if (byte === BYTE.quote) inString = false;
    } else if (byte === BYTE.quote) inString = true;
    else if (byte === BYTE.openBrace || byte === BYTE.openBracket) depth += 1;
    else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
      depth -= 1;
      if (depth === 0) values += 1;
    }
  }

  function seeByte(byte: number): Form | undefined {
    const space = isSpace(byte);
    if (nextDecides) {
      if (space) return undefined;
      return byte === BYTE.openBrace ? "lines" : "structure";
    }
    if (last === 0) {
      if (space) return undefined;
      if (byte !== BYTE.openBrace) return "structure";
    } else if (byte === BYTE.newline) return atLineEnd();
    take(byte);
    if (!space) last = byte;
    return undefined;
  }

  return {
    see(chunk) {
      for (const byte of chunk) {
        const form = seeByte(byte);
        if (form !== undefined) return form;
      }
      seen += chunk.length;
      return seen > limit ? "structure" : undefined;
    },
  };
}

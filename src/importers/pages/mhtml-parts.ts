/**
 * The parts of an MHTML file (RFC 2557: MIME multipart/related, or one page alone), decoded: what a
 * claim's place leads into. Parts within parts are left whole.
 */
import { ImportError } from "../../model/errors.ts";
import { decodedBase64, decodedQuotedPrintable } from "./mime-decoding.ts";

type Headers = ReadonlyMap<string, string>;

interface MhtmlPart {
  headers: Headers;
  /** Of its encoded words. */
  bytes: [number, number];
}

export interface Mhtml {
  headers: Headers;
  headerBytes: [number, number];
  parts: readonly MhtmlPart[];
}

/** The step of a place's path that leads from an MHTML file to a decoded part; its number counts from 1. */
export const MHTML_STEP = /^MHTML part ([1-9]\d{0,4})$/;
export const mhtmlStep = (index: number): string => `MHTML part ${index + 1}`;

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;
const MAX_HEADER_BYTES = 65_536;
const MAX_PARTS = 10_000;

const refused = (message: string): ImportError => new ImportError("bad-structure", message);

/** Names in lower case; of two of one name the first counts. */
function parseHeaders(text: string): Headers {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

/** Headers up to an empty line, and where what follows begins; undefined when they do not end. */
function headersAt(bytes: Uint8Array, from: number, to: number) {
  for (let at = from; at < to && at - from <= MAX_HEADER_BYTES; ) {
    const found = bytes.indexOf(LF, at);
    const end = found === -1 || found >= to ? to : found;
    const isEmpty = end === at || (end === at + 1 && bytes[at] === CR);
    if (isEmpty) {
      const text = new TextDecoder().decode(bytes.subarray(from, at));
      return { headers: parseHeaders(text), end: at, next: Math.min(end + 1, to) };
    }
    at = end + 1;
  }
  return undefined;
}

const PARAMETER = {
  boundary: /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i,
  charset: /;\s*charset\s*=\s*(?:"([^"]{1,40})"|([^\s;"]{1,40}))/i,
  start: /;\s*start\s*=\s*(?:"([^"]{1,400})"|([^\s;"]{1,400}))/i,
};

function parameter(headers: Headers, name: keyof typeof PARAMETER): string | undefined {
  const [, quoted, bare] = PARAMETER[name].exec(headers.get("content-type") ?? "") ?? [];
  return quoted ?? bare;
}

const typeOf = (headers: Headers): string =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";

interface Delimiter {
  /** Before the end of line that belongs to it. */
  from: number;
  to: number;
  isLast: boolean;
}

/** The lines that stand between parts. */
function* delimiters(bytes: Uint8Array, start: number, boundary: string): Iterable<Delimiter> {
  const mark = new TextEncoder().encode(`--${boundary}`);
  for (let line = start; line < bytes.length; ) {
    const found = bytes.indexOf(LF, line);
    const end = found === -1 ? bytes.length : found;
    if (mark.every((byte, index) => bytes[line + index] === byte)) {
      const behind = line + mark.length;
      const isLast = bytes[behind] === DASH && bytes[behind + 1] === DASH;
      const hasReturn = line >= 2 && bytes[line - 2] === CR;
      yield { from: Math.max(start, line - (hasReturn ? 2 : 1)), to: end + 1, isLast };
    }
    line = end + 1;
  }
}

function partsIn(bytes: Uint8Array, start: number, boundary: string): MhtmlPart[] {
  const parts: MhtmlPart[] = [];
  let from: number | undefined;
  function close(to: number): void {
    if (from === undefined) return;
    const head = headersAt(bytes, from, to);
    if (parts.length === MAX_PARTS) throw refused(`the file has more than ${MAX_PARTS} parts`);
    if (head) parts.push({ headers: head.headers, bytes: [head.next, Math.max(head.next, to)] });
    else parts.push({ headers: new Map(), bytes: [from, Math.max(from, to)] });
  }
  for (const delimiter of delimiters(bytes, start, boundary)) {
    close(delimiter.from);
    from = Math.min(delimiter.to, bytes.length);
    if (delimiter.isLast) return parts;
  }
  close(bytes.length);
  return parts;
}

/** Whether the first bytes of a file are headers as programs write them that save pages so. */
export function looksLikeMhtml(sample: Uint8Array): boolean {
  const headers = headersAt(sample, 0, sample.length)?.headers;
  if (headers === undefined || !/^(?:multipart\/related|text\/html)$/.test(typeOf(headers))) {
    return false;
  }
  return addressIn(headers) !== undefined || /^\W{0,3}saved by\b/i.test(headers.get("from") ?? "");
}

/** An address in a header, which may be folded over lines. */
const addressAt = (headers: Headers, name: string): string | undefined =>
  headers.get(name)?.replace(/\s+/g, "");

/** The address of the page, where the program that saved it wrote it into the file's headers. */
export const addressIn = (headers: Headers): string | undefined =>
  addressAt(headers, "snapshot-content-location") ??
  addressAt(headers, "x-snapshot-content-location");

export const addressOfPart = ({ parts }: Mhtml, index: number): string | undefined =>
  parts[index] && addressAt(parts[index].headers, "content-location");

const isHtml = (headers: Headers): boolean =>
  /^(?:text\/html|application\/xhtml\+xml)$/.test(typeOf(headers));

/** @throws ImportError `bad-structure` when the file is no MHTML */
export function readMhtml(bytes: Uint8Array): Mhtml {
  const head = headersAt(bytes, 0, bytes.length);
  if (head === undefined) throw refused("the file has no headers that end, so it is no MHTML");
  const { headers, end, next } = head;
  const boundary = parameter(headers, "boundary");
  if (typeOf(headers).startsWith("multipart/") && boundary === undefined) {
    throw refused("the headers do not say what stands between the parts");
  }
  if (boundary === undefined && !isHtml(headers))
    throw refused("the file is no page and has no parts");
  const parts: MhtmlPart[] =
    boundary === undefined
      ? [{ headers, bytes: [next, bytes.length] }]
      : partsIn(bytes, next, boundary);
  return { headers, headerBytes: [0, end], parts };
}

/**
 * The page: what the headers name as the start, else the part that is HTML and has the file's address,
 * else the first that is HTML; -1 when there is none.
 */
export function pagePartOf(file: Mhtml): number {
  const { headers, parts } = file;
  const start = parameter(headers, "start");
  const named = parts.findIndex((part) => part.headers.get("content-id") === start);
  if (start !== undefined && named !== -1) return named;
  const address = addressIn(headers);
  const there = parts.findIndex(
    (part, index) => isHtml(part.headers) && addressOfPart(file, index) === address,
  );
  return address !== undefined && there !== -1
    ? there
    : parts.findIndex((part) => isHtml(part.headers));
}

function decoded(bytes: Uint8Array, headers: Headers): Uint8Array {
  switch (headers.get("content-transfer-encoding")?.toLowerCase()) {
    case "quoted-printable":
      return decodedQuotedPrintable(bytes);
    case "base64":
      return decodedBase64(bytes);
    default:
      return bytes;
  }
}

const BOM = "\uFEFF";

/** Text as UTF-8 with its mark, where the headers say what it is in: so that nothing in it says otherwise. */
function asUtf8(bytes: Uint8Array, headers: Headers): Uint8Array {
  const charset = parameter(headers, "charset");
  if (charset === undefined || !typeOf(headers).startsWith("text/")) return bytes;
  try {
    return new TextEncoder().encode(BOM + new TextDecoder(charset).decode(bytes));
  } catch (error) {
    if (error instanceof RangeError) return bytes;
    throw error;
  }
}

export function partBytes(bytes: Uint8Array, { parts }: Mhtml, index: number): Uint8Array {
  const part = parts[index];
  if (part === undefined) throw refused(`the file has no part ${index + 1}`);
  return asUtf8(decoded(bytes.subarray(...part.bytes), part.headers), part.headers);
}

/**
 * The bytes of the part that a step names, decoded: those that a place in it counts.
 * @throws ImportError `bad-structure` when the file is no MHTML or the part is not in it
 */
export function openMhtmlPart(bytes: Uint8Array, step: string): Uint8Array {
  const number = MHTML_STEP.exec(step)?.[1];
  if (number === undefined) throw refused(`"${step}" names no part of an MHTML file`);
  return partBytes(bytes, readMhtml(bytes), Number(number) - 1);
}

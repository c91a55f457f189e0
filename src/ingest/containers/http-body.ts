/**
 * The body of an HTTP message as it was before its transfer and its encodings (RFC 9112, RFC 9110).
 * Archives often keep a body that is unpacked already beside headers that say otherwise: what does not
 * begin as its headers say is taken as it is.
 */
import { pipeline, Readable, type Transform } from "node:stream";
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import { peekBytes } from "../../importers/reading/bytes.ts";
import type { Head } from "../../importers/reading/message-head.ts";
import { UnpackError } from "./limits.ts";

type Bytes = AsyncIterable<Uint8Array>;

const MAX_LINE = 1024;
const broken = (what: string, cause?: unknown): UnpackError =>
  new UnpackError("broken-member", `its body cannot be unpacked: ${what}`, cause);

const SIZE_LINE = /^([0-9a-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n/i;
const textOf = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

type Part = "size" | "data" | "break";

/** What the chunks hold, without what stands between them. */
async function* withoutChunks(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let part: Part = "size";
  let left = 0;
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? chunk : new Uint8Array(Buffer.concat([rest, chunk]));
    while (rest.length > 0) {
      if (part === "data") {
        const data = rest.subarray(0, left);
        yield data;
        rest = rest.subarray(data.length);
        left -= data.length;
        if (left > 0) break;
        part = "break";
      }
      const line = rest.subarray(0, MAX_LINE).indexOf(10);
      if (line === -1 && rest.length < MAX_LINE) break;
      const written = textOf(rest.subarray(0, line + 1));
      if (part === "break" ? !/^\r?\n$/.test(written) : !SIZE_LINE.test(written)) {
        throw broken("its chunks are not as they are said to be");
      }
      rest = rest.subarray(line + 1);
      if (part === "break") part = "size";
      else {
        left = Number.parseInt(written, 16);
        // Trailers follow the last.
        if (left === 0) return;
        part = "data";
      }
    }
  }
  throw broken("it ends before its last chunk");
}

async function* piped(bytes: Bytes, decoder: Transform): AsyncGenerator<Uint8Array> {
  // What fails destroys the decoder, which then throws where it is read.
  pipeline(Readable.from(bytes, { objectMode: true }), decoder, () => undefined);
  try {
    for await (const chunk of decoder) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    throw cause instanceof UnpackError ? cause : broken(String(cause), cause);
  }
}

const isGzip = ([a, b]: Uint8Array): boolean => a === 0x1f && b === 0x8b;
const isZlib = ([a = 0, b = 0]: Uint8Array): boolean => (a & 0xf) === 8 && (a * 256 + b) % 31 === 0;
const isZstd = ([a, b, c, d]: Uint8Array): boolean =>
  a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;

/** Undefined where the body does not begin so. */
function decoderOf(encoding: string, start: Uint8Array): Transform | undefined {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return isGzip(start) ? createGunzip() : undefined;
    case "deflate":
      return isZlib(start) ? createInflate() : createInflateRaw();
    case "zstd":
      return isZstd(start) ? createZstdDecompress() : undefined;
    case "br":
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

/** Brotli and raw deflate begin with no mark: they are what they are said to be once they give something. */
const isUnmarked = (encoding: string, start: Uint8Array): boolean =>
  encoding === "br" || (encoding === "deflate" && !isZlib(start));

const PROBE_BYTES = 1 << 16;

async function isDecodable(encoding: string, start: Uint8Array): Promise<boolean> {
  const decoder = decoderOf(encoding, start);
  if (decoder === undefined) return false;
  async function* once() {
    yield start;
  }
  try {
    for await (const _ of piped(once(), decoder)) return true;
    return false;
  } catch {
    return false;
  }
}

async function* unpacked(bytes: Bytes, encoding: string): AsyncGenerator<Uint8Array> {
  const isKnown = /^(?:x-)?gzip$|^(?:deflate|br|zstd)$/.test(encoding);
  if (!isKnown) {
    throw new UnpackError(
      "unknown-encoding",
      `its body is encoded by ${encoding.slice(0, 40)}, which is not read`,
    );
  }
  const { start, all } = await peekBytes(bytes, encoding === "br" ? PROBE_BYTES : 4);
  const probe = isUnmarked(encoding, start) ? await isDecodable(encoding, start) : true;
  const decoder = probe ? decoderOf(encoding, start) : undefined;
  if (decoder === undefined) yield* all;
  else yield* piped(all, decoder);
}

const listed = (written: string | undefined): string[] =>
  (written ?? "")
    .toLowerCase()
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "" && one !== "identity");

/** Without the chunks of its transfer. */
export async function* transferred(
  bytes: Bytes,
  fields: Head["fields"],
): AsyncGenerator<Uint8Array> {
  const isChunked = listed(fields.get("transfer-encoding")).includes("chunked");
  if (!isChunked) {
    yield* bytes;
    return;
  }
  const { start, all } = await peekBytes(bytes, MAX_LINE);
  if (SIZE_LINE.test(textOf(start.subarray(0, MAX_LINE)))) yield* withoutChunks(all);
  else yield* all;
}

/** One within the other; honest servers use one. */
const MAX_ENCODINGS = 5;

/** @throws UnpackError where it is broken, or encoded in a way that is not read */
export async function* decodedBody(
  bytes: Bytes,
  fields: Head["fields"],
): AsyncGenerator<Uint8Array> {
  let body: Bytes = transferred(bytes, fields);
  const others = listed(fields.get("transfer-encoding")).filter((one) => one !== "chunked");
  const encodings = [...listed(fields.get("content-encoding")), ...others];
  if (encodings.length > MAX_ENCODINGS) {
    const message = `its body is said to be encoded ${encodings.length} times over: not read`;
    throw new UnpackError("too-many-encodings", message);
  }
  for (const encoding of encodings.toReversed()) body = unpacked(body, encoding);
  yield* body;
}

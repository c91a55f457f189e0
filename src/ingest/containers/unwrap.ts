/** Compressed bytes unpacked as a stream: all members of a gzip file, all frames of a Zstandard one, with windows up to 2 GiB. */
import { pipeline, Readable } from "node:stream";
import { constants, createGunzip, createZstdDecompress } from "node:zlib";
import { createFrame } from "./frame.ts";
import { UnpackError } from "./limits.ts";

const CHUNK_BYTES = 1 << 18;

async function* ungzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = createGunzip({ chunkSize: CHUNK_BYTES });
  // What fails destroys the decoder, which then throws where it is read.
  pipeline(Readable.from(bytes, { objectMode: true }), decoder, () => undefined);
  yield* decoder;
}

const zstdDecoder = () =>
  createZstdDecompress({
    chunkSize: CHUNK_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: 31 },
  });

async function* unzstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let frame: ReturnType<typeof createFrame> | undefined;
  try {
    for await (const chunk of bytes) {
      let rest = chunk;
      while (rest.length > 0) {
        // Node's decoder drops what follows a frame in the same chunk.
        frame ??= createFrame(zstdDecoder());
        yield* frame.feed(rest);
        const left = frame.left();
        rest = rest.subarray(rest.length - left);
        if (left === 0) continue;
        frame.close();
        frame = undefined;
      }
    }
    if (frame) yield* frame.end();
  } finally {
    frame?.close();
  }
}

const isBroken = (error: unknown): error is Error =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  /^(?:Z_|ZSTD_|ERR_)/.test(error.code);

/** @throws UnpackError when the compressed bytes are broken or end too soon */
export async function* unwrapped(
  kind: "gz" | "zst",
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* kind === "gz" ? ungzipped(bytes) : unzstd(bytes);
  } catch (error) {
    if (!isBroken(error)) throw error;
    const format = kind === "gz" ? "gzip" : "Zstandard";
    throw new UnpackError(
      "broken-compression",
      `the ${format} data are broken or end too soon: ${error.message}`,
      error,
    );
  }
}

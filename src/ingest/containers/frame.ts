/** Compressed data that end before their input does. */
import type { InflateRaw, ZstdDecompress } from "node:zlib";

/** One frame; a decoder that is through tells how much of its input lies behind it. */
export function createFrame(decoder: ZstdDecompress | InflateRaw) {
  let given = 0;
  let failure: unknown;
  let ended = false;
  let wake: () => void = () => undefined;
  decoder.on("error", (error) => {
    failure = error;
    wake();
  });
  decoder.on("end", () => {
    ended = true;
    wake();
  });
  decoder.on("readable", () => wake());

  async function* drain(isDone: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const out: unknown = decoder.read();
      if (out instanceof Uint8Array) {
        yield out;
        continue;
      }
      if (failure !== undefined) throw failure;
      if (ended || isDone()) return;
      await promise;
    }
  }

  return {
    async *feed(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
      let taken = false;
      given += chunk.length;
      decoder.write(chunk, () => {
        taken = true;
        wake();
      });
      yield* drain(() => taken);
    },
    async *end(): AsyncGenerator<Uint8Array> {
      decoder.end();
      yield* drain(() => false);
    },
    /** Bytes given that lie behind the frame's end. */
    left: () => given - decoder.bytesWritten,
    close: () => decoder.destroy(),
  };
}

/** The pieces of a DiscordChatExporter page: what stands before the messages, then each group of messages. */
import { ImportError } from "../../model/errors.ts";
import { joinBytes, MAX_RECORD_BYTES } from "../reading/bytes.ts";

export interface Piece {
  /** First byte and the byte after the last. */
  bytes: [number, number];
  slice: Uint8Array;
}

/** Newer exports are minified, and so without quotes. */
const BEGINS = /<div class=(?:"chatlog__message-group"|chatlog__message-group[\s>])/g;
/** One less than the longest way to write it. */
const CARRIED = '<div class="chatlog__message-group"'.length - 1;

/** One byte, one character. */
const roughLatin = new TextDecoder("latin1");

function createSplitter() {
  let parts: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  let carried = "";

  function keep(chunk: Uint8Array): void {
    size += chunk.length;
    if (size > MAX_RECORD_BYTES) {
      const where = `byte ${start}`;
      throw new ImportError("bad-structure", `the messages from ${where} on are too long`, {
        where,
      });
    }
    parts.push(chunk);
  }

  function pieceOf(slice: Uint8Array): Piece {
    const bytes: [number, number] = [start, start + slice.length];
    start += slice.length;
    return { bytes, slice };
  }

  return {
    *push(chunk: Uint8Array): Iterable<Piece> {
      keep(chunk);
      const text = carried + roughLatin.decode(chunk);
      const begins = [...text.matchAll(BEGINS)]
        .filter(({ index, 0: found }) => index + found.length > carried.length)
        .map(({ index }) => size - text.length + index);
      carried = text.slice(-CARRIED);
      if (begins.length === 0) return;
      const whole = joinBytes(parts);
      let from = 0;
      for (const at of begins) {
        yield pieceOf(whole.subarray(from, at));
        from = at;
      }
      parts = [whole.subarray(from)];
      size = whole.length - from;
    },
    end: (): Piece => pieceOf(joinBytes(parts)),
  };
}

/**
 * Every byte of the file is in one piece; the last holds what stands behind the messages too.
 * @throws ImportError `bad-structure` when a piece is longer than 64 MB
 */
export async function* readPieces(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Piece[]> {
  const splitter = createSplitter();
  for await (const chunk of bytes) yield [...splitter.push(chunk)];
  yield [splitter.end()];
}

/** A file of lines, each with its place. */

import { ImportError } from "../../model/errors.ts";
import { bomLength, findUtf8, joinBytes, looksUtf16 } from "./bytes.ts";
import { createCollector } from "./json-record.ts";

export interface Line {
  /** First byte and the byte after the last, without the line's end. */
  bytes: [number, number];
  /** Undefined where the bytes are not valid UTF-8. */
  text: string | undefined;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BATCH_SIZE = 256;

/** The lines that are not empty, in batches. @throws ImportError `bad-structure` for UTF-16 and for a line that is too long */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Line[]> {
  const line = createCollector();
  let start = 0;
  let batch: Line[] = [];

  function finish(): void {
    const whole = line.take();
    const from = start;
    start += whole.length + 1;
    if (from === 0 && looksUtf16(whole)) {
      throw new ImportError("bad-structure", "the file is UTF-16: save it as UTF-8");
    }
    const begin = from === 0 ? bomLength(whole) : 0;
    const end = whole.length - (whole.at(-1) === RETURN ? 1 : 0);
    if (end <= begin) return;
    batch.push({ bytes: [from + begin, from + end], text: findUtf8(whole.subarray(begin, end)) });
  }

  for await (const chunk of chunks) {
    for (let from = 0; from <= chunk.length; ) {
      const end = chunk.indexOf(NEWLINE, from);
      line.add(chunk.subarray(from, end === -1 ? chunk.length : end), start);
      if (end === -1) break;
      finish();
      from = end + 1;
      if (batch.length < BATCH_SIZE) continue;
      yield batch;
      batch = [];
    }
  }
  finish();
  if (batch.length > 0) yield batch;
}

/** The lines that stand whole in the first bytes of a file, without their ends; empty ones too. */
export function sampleLines(sample: Uint8Array, whole: boolean): string[] {
  const text = new TextDecoder().decode(joinBytes([sample]).subarray(bomLength(sample)));
  const lines = text.split(/\r?\n/);
  return whole ? lines : lines.slice(0, -1);
}

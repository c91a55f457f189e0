/**
 * Splits a JSON file into records with the bytes of each, holding no more than one record.
 * Forms: one JSON value per line, a top-level array, one object or several one after the other, and
 * the elements of arrays at a property or at paths of one object. RFC 8259, and ndjson.org for lines.
 * A line that cannot be read is a failed record; elsewhere broken structure fails the file.
 */
import { EMPTY_FILE, ImportError } from "../../model/errors.ts";
import { bomLength, joinBytes, looksUtf16, MAX_RECORD_BYTES } from "./bytes.ts";
import { createCollector, type JsonRecord, type JsonSplitter, readRecord } from "./json-record.ts";
import { BYTE, createFormSniffer, isSpace } from "./json-scan.ts";
import { type JsonPath, splitStructure } from "./json-structure.ts";

export type { JsonRecord };

interface JsonOptions {
  /** Property of the one top-level object whose elements are the records. */
  property?: string;
  /** Where in the one top-level object the arrays stand whose elements are the records. */
  paths?: readonly JsonPath[];
  /** That object may be followed by others like it, such as an answer on each line. */
  repeats?: boolean;
  /** Bytes before the JSON, such as the name that a script gives it; then a semicolon may end it. */
  startsAt?: number;
}

const BATCH_SIZE = 256;

function trimmed(line: Uint8Array): { from: number; slice: Uint8Array } {
  let from = 0;
  let to = line.length;
  while (from < to && isSpace(line[from] ?? 0)) from += 1;
  while (to > from && isSpace(line[to - 1] ?? 0)) to -= 1;
  return { from, slice: line.subarray(from, to) };
}

function splitLines(base: number): JsonSplitter {
  const line = createCollector();
  let lineStart = base;
  let record = 0;

  function* finish(): Iterable<JsonRecord> {
    const bytes = line.take();
    const { from, slice } = trimmed(bytes);
    const start = lineStart + from;
    lineStart += bytes.length + 1;
    if (slice.length === 0) return;
    record += 1;
    yield readRecord(record, start, slice);
  }

  return {
    *push(chunk) {
      let from = 0;
      for (;;) {
        const end = chunk.indexOf(BYTE.newline, from);
        line.add(chunk.subarray(from, end === -1 ? chunk.length : end), lineStart);
        if (end === -1) return;
        yield* finish();
        from = end + 1;
      }
    },
    end: finish,
  };
}

/** Holds back what comes until the form is known. */
function createJsonSplitter(options: JsonOptions = {}): JsonSplitter {
  const { property, repeats, startsAt = 0 } = options;
  const paths = options.paths ?? (property === undefined ? undefined : [[property]]);
  const structure = { paths, repeats, inScript: startsAt > 0 };
  const sniffer = createFormSniffer(MAX_RECORD_BYTES);
  let held: Uint8Array[] = [];
  let heldSize = 0;
  let toSkip = startsAt;
  let bom: number | undefined;
  let target: JsonSplitter | undefined;

  function* use(splitter: JsonSplitter): Iterable<JsonRecord> {
    target = splitter;
    const chunks = held;
    held = [];
    for (const chunk of chunks) yield* splitter.push(chunk);
  }

  function decide(chunk: Uint8Array, start: number): JsonSplitter | undefined {
    if (paths !== undefined) return splitStructure(start, structure);
    const form = sniffer.see(chunk);
    if (form === undefined) return undefined;
    return form === "lines" ? splitLines(start) : splitStructure(start, structure);
  }

  return {
    *push(bytes) {
      if (target) {
        yield* target.push(bytes);
        return;
      }
      const chunk = bytes.subarray(Math.min(toSkip, bytes.length));
      toSkip -= bytes.length - chunk.length;
      if (chunk.length === 0) return;
      held.push(chunk);
      heldSize += chunk.length;
      if (bom === undefined) {
        if (heldSize < 3) return;
        const whole = joinBytes(held);
        if (looksUtf16(whole))
          throw new ImportError("bad-structure", "the file is UTF-16: save it as UTF-8");
        bom = bomLength(whole);
        held = [whole.subarray(bom)];
      }
      const newest = held.at(-1) ?? chunk;
      const splitter = decide(newest, startsAt + bom);
      if (splitter) yield* use(splitter);
    },
    *end() {
      if (heldSize === 0) throw new ImportError("bad-structure", EMPTY_FILE);
      if (!target) yield* use(splitStructure(startsAt + (bom ?? 0), structure));
      if (target) yield* target.end();
    },
  };
}

function* inBatches(records: Iterable<JsonRecord>): Iterable<JsonRecord[]> {
  let batch: JsonRecord[] = [];
  for (const record of records) {
    batch.push(record);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** @throws ImportError `bad-structure`, naming the byte, when the file as a whole is no such JSON */
export async function* readJsonRecords(
  chunks: AsyncIterable<Uint8Array>,
  options: JsonOptions = {},
): AsyncIterable<JsonRecord[]> {
  const splitter = createJsonSplitter(options);
  for await (const chunk of chunks) yield* inBatches(splitter.push(chunk));
  yield* inBatches(splitter.end());
}

/** What was found in a sample without options, which many importers look at one after the other. */
const found = new WeakMap<Uint8Array, Map<boolean, readonly JsonRecord[]>>();

/** The records that stand whole in the first bytes of a file; none when it is no such JSON. */
export function sampleJsonRecords(
  sample: Uint8Array,
  whole: boolean,
  options: JsonOptions = {},
): readonly JsonRecord[] {
  if (Object.keys(options).length > 0) return splitSample(sample, whole, options);
  const known = found.get(sample) ?? new Map<boolean, readonly JsonRecord[]>();
  found.set(sample, known);
  const records = known.get(whole) ?? splitSample(sample, whole, options);
  known.set(whole, records);
  return records;
}

function splitSample(sample: Uint8Array, whole: boolean, options: JsonOptions): JsonRecord[] {
  const splitter = createJsonSplitter(options);
  const records: JsonRecord[] = [];
  try {
    for (const record of splitter.push(sample)) records.push(record);
    if (whole) for (const record of splitter.end()) records.push(record);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
  }
  return records;
}

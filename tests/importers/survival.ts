/** What every importer must stand, whatever the bytes; and bytes made of fixtures to see whether it does. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { contextFrom, type Importer, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { quoteAt } from "../../src/importers/reading/quote.ts";
import { claimSchema } from "../../src/model/claim.ts";
import { ImportError } from "../../src/model/errors.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { inChunks, sliceAt, utf8 } from "./chunks.ts";

const CONTEXT = contextFrom(manifestSchema.parse({ origin: "a test", platform: "4chan/pol" }));

/** Of a claim of thousands of facts only some are read back, evenly spread: each reads its slice anew. */
const MOST_QUOTES = 50;

const samples = new WeakMap<Uint8Array, Uint8Array>();

/** One for all importers that look at the bytes, as when a file is read: what is found in it is kept by it. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE_BYTES) return bytes;
  const sample = samples.get(bytes) ?? bytes.subarray(0, SAMPLE_BYTES);
  samples.set(bytes, sample);
  return sample;
}

/**
 * Reads the bytes; every claim is one that the model knows, and all that it says can be read back.
 * @throws whatever the importer throws, but for an ImportError, and what a claim lacks
 */
export async function survives(importer: Importer, bytes: Uint8Array): Promise<void> {
  const sample = sampleOf(bytes);
  // Pages are looked at whole, too, however long they are.
  importer.detects(bytes, true);
  importer.detects(sample, false);
  try {
    for await (const results of importer.parse(inChunks(bytes, 4099), CONTEXT)) {
      for (const { claims } of results) {
        for (const claim of claims) {
          claimSchema.parse(claim);
          const slice = sliceAt(bytes, claim.place);
          await quoteAt(slice, claim.place, claim.quoteAt);
          const step = Math.ceil(claim.facts.length / MOST_QUOTES);
          for (let i = 0; i < claim.facts.length; i += step) {
            await quoteAt(slice, claim.place, claim.facts[i]?.at);
          }
        }
      }
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
  }
}

const inputs = new Map<string, readonly Uint8Array[]>();

/** The inputs of an importer's fixtures. */
export function inputsOf({ id }: Importer): readonly Uint8Array[] {
  const folder = join(import.meta.dirname, id);
  const read = (name: string): Uint8Array => {
    const input = readdirSync(join(folder, name)).find((file) => file.startsWith("input."));
    return new Uint8Array(readFileSync(join(folder, name, input ?? "")));
  };
  const known = inputs.get(id) ?? readdirSync(folder).map(read);
  inputs.set(id, known);
  return known;
}

type Change = [at: number, remove: number, insert: Uint8Array];

const insertion = fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc
    .constantFrom(
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ";",
      ":",
      "null",
      "1e999",
      "-1",
      "99999999999999999999",
      '"\\ud800"',
      "\\u0000",
      "<a>",
      "<!--",
      "\n",
      "__proto__",
      "2017-13-45T99:99:99Z",
      "http://[",
    )
    .map(utf8),
);

const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(), fc.nat({ max: 12 }), insertion);
export const changes = fc.array(change, { minLength: 1, maxLength: 4 });

export function changed(bytes: Uint8Array, made: readonly Change[]): Uint8Array {
  let result = bytes;
  for (const [at, remove, insert] of made) {
    const from = at % (result.length + 1);
    const rest = result.subarray(from + remove);
    const next = new Uint8Array(from + insert.length + rest.length);
    next.set(result.subarray(0, from));
    next.set(insert, from);
    next.set(rest, from + insert.length);
    result = next;
  }
  return result;
}

/** The bytes with one piece of them many times over, up to a size: what takes more than linear time shows. */
export function swollen(
  bytes: Uint8Array,
  [at, length]: readonly [number, number],
  size: number,
): Uint8Array {
  if (bytes.length === 0) return bytes;
  const from = at % bytes.length;
  const piece = bytes.subarray(from, from + 1 + (length % 64));
  const times = Math.max(0, Math.floor((size - bytes.length) / piece.length));
  const result = new Uint8Array(bytes.length + times * piece.length);
  result.set(bytes.subarray(0, from));
  for (let i = 0; i < times; i += 1) result.set(piece, from + i * piece.length);
  result.set(bytes.subarray(from), from + times * piece.length);
  return result;
}

/** JSON whose ids are written as numbers beyond 2^53, which as numbers would lose their digits. */

/** A number outside of strings, or what looks like one inside: then the text is only parsed twice. */
const LONG_NUMBER = /(?:^|[[:,\s])\d{16}/;

/** ECMAScript's JSON.parse source text access. */
const digitsOfLong = (_: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === "number" && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? "")
    ? context?.source
    : value;

/** The value of JSON text, with integers beyond 2^53 as strings of their digits. */
export function exactValue({ text, value }: { text: string; value: unknown }): unknown {
  if (!LONG_NUMBER.test(text)) return value;
  try {
    return JSON.parse(text, digitsOfLong);
  } catch (error) {
    // Nested more deeply than it can walk; no id that is read lies so deep.
    if (error instanceof RangeError) return value;
    throw error;
  }
}

/** JSON whose ids are written as numbers beyond 2^53, which as numbers would lose their digits. */

/** A number outside of strings, or what looks like one inside: then the text is only parsed twice. */
const LONG_NUMBER = /(?:^|[[:,\s])\d{16}/;

/** ECMAScript's JSON.parse source text access. */
const digitsOfLong = (_: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === "number" && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? "")
    ? context?.source
    : value;

const LONG_INTEGER = /([[:,]\s{0,8})(\d{16,64})(?=\s{0,8}[,}\]])/g;

/** Puts quotes around long integers, which is no JSON any more where they stood in a string. */
function findQuoted(text: string): unknown {
  const quoted = text.replace(LONG_INTEGER, (whole, before: string, digits: string) =>
    Number.isSafeInteger(Number(digits)) ? whole : `${before}"${digits}"`,
  );
  if (LONG_NUMBER.test(quoted)) return undefined;
  try {
    return JSON.parse(quoted);
  } catch {
    return undefined;
  }
}

/** The value of JSON text, with integers beyond 2^53 as strings of their digits. */
export function exactValue({ text, value }: { text: string; value: unknown }): unknown {
  if (!LONG_NUMBER.test(text)) return value;
  const quoted = findQuoted(text);
  if (quoted !== undefined) return quoted;
  try {
    return JSON.parse(text, digitsOfLong);
  } catch (error) {
    // Nested more deeply than it can walk; no id that is read lies so deep.
    if (error instanceof RangeError) return value;
    throw error;
  }
}

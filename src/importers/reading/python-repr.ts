/**
 * Python literals as `repr` writes them, which tools put into the cells of CSV: None, True, numbers,
 * strings, lists, tuples, sets, dicts, and `datetime.datetime(…)`. Documented in the Python Language
 * Reference, "Lexical analysis", and the Library Reference, `datetime`. Strict: whatever else there
 * is (bytes, objects, code, strings side by side as NumPy writes them) is no literal, and nothing is
 * ever run.
 */

/** The text is no literal of the kinds that are read. */
export class PythonReprError extends Error {}

/** Deeper than any tool nests. */
const MAX_DEPTH = 64;

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const SPACE = /\s*/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][\w.]*/y;
const PLAIN = { "'": /[^'\\\n]*/y, '"': /[^"\\\n]*/y } as const;
const CONSTANTS = new Map<string, unknown>([
  ["None", null],
  ["True", true],
  ["False", false],
  // No number says it; JSON has none either.
  ["nan", null],
  ["inf", null],
]);

const pad = (value: number, length: number): string => String(value).padStart(length, "0");

function offsetText(seconds: number): string {
  const size = Math.abs(seconds);
  const hours = Math.floor(size / 3600);
  return `${seconds < 0 ? "-" : "+"}${pad(hours, 2)}:${pad(Math.floor((size % 3600) / 60), 2)}`;
}

/** A zone as the offset that it is, in seconds; undefined for one that does not say. */
class Offset {
  readonly seconds: number | undefined;
  constructor(seconds: number | undefined) {
    this.seconds = seconds;
  }
}

interface Call {
  values: unknown[];
  named: ReadonlyMap<string, unknown>;
}

const wholeOf = (value: unknown): number => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new PythonReprError("an argument of a time is no whole number");
};

function timeText({ values, named }: Call): string {
  const zone = named.get("tzinfo") ?? values.find((value) => value instanceof Offset);
  const numbers = values.filter((value) => !(value instanceof Offset)).map(wholeOf);
  const [year, month, day, hour = 0, minute = 0, second = 0, micro = 0] = numbers;
  if (year === undefined || month === undefined || day === undefined) {
    throw new PythonReprError("a time has no day");
  }
  const clock = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;
  const fraction = micro === 0 ? "" : `.${pad(micro, 6)}`;
  const offset =
    zone instanceof Offset && zone.seconds !== undefined ? offsetText(zone.seconds) : "";
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)} ${clock}${fraction}${offset}`;
}

function dateText({ values }: Call): string {
  const [year, month, day] = values.map(wholeOf);
  return `${pad(year ?? 0, 4)}-${pad(month ?? 0, 2)}-${pad(day ?? 0, 2)}`;
}

function durationOf({ values, named }: Call): number {
  const [days, seconds] = values;
  return (
    wholeOf(named.get("days") ?? days ?? 0) * 86_400 + wholeOf(named.get("seconds") ?? seconds ?? 0)
  );
}

/** What such calls stand for; no other is known. */
const CALLS = new Map<string, (call: Call) => unknown>([
  ["datetime.datetime", timeText],
  ["datetime.date", dateText],
  ["datetime.timedelta", durationOf],
  ["datetime.timezone", ({ values }) => new Offset(wholeOf(values[0] ?? 0))],
  ["tzutc", () => new Offset(0)],
  ["tzlocal", () => new Offset(undefined)],
  ["tzoffset", ({ values }) => new Offset(wholeOf(values[1]))],
  ["set", () => []],
  ["PosixPath", ({ values }) => values[0]],
  ["WindowsPath", ({ values }) => values[0]],
]);

class Reader {
  readonly #text: string;
  readonly #numbers: "as digits" | "as numbers";
  #at = 0;

  constructor(text: string, numbers: "as digits" | "as numbers") {
    this.#text = text;
    this.#numbers = numbers;
  }

  #fails(message: string): PythonReprError {
    return new PythonReprError(`at character ${this.#at + 1}: ${message}`);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ""] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  #skip(char: string): boolean {
    this.#take(SPACE);
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  whole(): unknown {
    const value = this.#plain(0);
    this.#take(SPACE);
    if (this.#at < this.#text.length) throw this.#fails("something stands behind the value");
    return value;
  }

  /** A zone is one only within a time. */
  #plain(depth: number): unknown {
    const value = this.#value(depth);
    if (value instanceof Offset) throw this.#fails("a zone alone is no value");
    return value;
  }

  #value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#fails("it is nested too deeply");
    this.#take(SPACE);
    const next = this.#text[this.#at];
    if (next === "'" || next === '"') {
      this.#at += 1;
      return this.#string(next);
    }
    if (this.#skip("[")) return this.#list("]", depth).values;
    if (this.#skip("(")) return this.#tuple(depth);
    if (this.#skip("{")) return this.#dict(depth);
    return this.#number() ?? this.#word(depth);
  }

  #number(): unknown {
    const written = this.#take(NUMBER);
    if (written === "") return undefined;
    if (this.#numbers === "as digits") return written;
    const value = Number(written);
    // Ids lose no digit.
    return /^[+-]?\d+$/.test(written) && !Number.isSafeInteger(value) ? written : value;
  }

  #word(depth: number): unknown {
    const word = this.#take(WORD);
    if (CONSTANTS.has(word)) return CONSTANTS.get(word);
    if (word === "datetime.timezone.utc") return new Offset(0);
    const call = CALLS.get(word);
    if (call !== undefined && this.#skip("(")) return call(this.#arguments(depth));
    throw this.#fails(word === "" ? "no value stands here" : `"${word}" is not known`);
  }

  #string(quote: "'" | '"'): string {
    const parts: string[] = [];
    for (;;) {
      parts.push(this.#take(PLAIN[quote]));
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === quote) return parts.join("");
      if (next !== "\\") throw this.#fails("a string is not closed");
      parts.push(this.#escape());
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at] ?? "";
    this.#at += 1;
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain !== undefined) return plain;
    const length = Object.hasOwn(HEX_DIGITS, letter) ? HEX_DIGITS[letter] : undefined;
    const digits = length === undefined ? "" : this.#text.slice(this.#at, this.#at + length);
    const code = /^[0-9a-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
    if (digits.length !== length || !(code <= 0x10ffff)) throw this.#fails("a bad escape");
    this.#at += digits.length;
    return String.fromCodePoint(code);
  }

  #list(close: string, depth: number): { values: unknown[]; commas: number } {
    const values: unknown[] = [];
    let commas = 0;
    while (!this.#skip(close)) {
      if (values.length > commas) throw this.#fails(`"," or "${close}" is missing`);
      values.push(this.#plain(depth + 1));
      if (this.#skip(",")) commas += 1;
    }
    return { values, commas };
  }

  /** In brackets without a comma, a value is that value. */
  #tuple(depth: number): unknown {
    const { values, commas } = this.#list(")", depth);
    return values.length === 1 && commas === 0 ? values[0] : values;
  }

  #dict(depth: number): unknown {
    if (this.#skip("}")) return {};
    const first = this.#plain(depth + 1);
    if (!this.#skip(":")) {
      if (this.#skip("}")) return [first];
      if (this.#skip(",")) return [first, ...this.#list("}", depth).values];
      throw this.#fails('"," or "}" is missing');
    }
    const entries: [string, unknown][] = [[keyText(first), this.#plain(depth + 1)]];
    while (!this.#skip("}")) {
      if (!this.#skip(",")) throw this.#fails('"," or "}" is missing');
      if (this.#skip("}")) break;
      const key = keyText(this.#plain(depth + 1));
      if (!this.#skip(":")) throw this.#fails('":" is missing');
      entries.push([key, this.#plain(depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  #arguments(depth: number): Call {
    const values: unknown[] = [];
    const named = new Map<string, unknown>();
    while (!this.#skip(")")) {
      const start = this.#at;
      const name = this.#take(WORD);
      if (name !== "" && this.#skip("=")) named.set(name, this.#value(depth + 1));
      else {
        this.#at = start;
        values.push(this.#value(depth + 1));
      }
      if (!this.#skip(",")) {
        if (this.#skip(")")) break;
        throw this.#fails('"," or ")" is missing');
      }
    }
    return { values, named };
  }
}

function keyText(key: unknown): string {
  if (typeof key === "string" || typeof key === "number" || typeof key === "boolean") {
    return String(key);
  }
  throw new PythonReprError("a key of a dict is no text");
}

/**
 * The value of a literal: dicts as objects; lists, tuples and sets as arrays; integers beyond 2^53 as
 * strings of their digits; a `datetime` as `YYYY-MM-DD HH:MM:SS[.ffffff]` with its offset where it has
 * one.
 * @throws PythonReprError when the text is no such literal
 */
export const readPythonRepr = (text: string): unknown => new Reader(text, "as numbers").whole();

/** The elements, with numbers as their digits; undefined where the text is no list. */
export function findPythonList(text: string): readonly unknown[] | undefined {
  try {
    const read = new Reader(text, "as digits").whole();
    return Array.isArray(read) ? read : undefined;
  } catch (error) {
    if (error instanceof PythonReprError) return undefined;
    throw error;
  }
}

/** The elements that are texts or numbers, also of a list whose elements stand without quotes. */
export function textsInList(text: string): string[] {
  const elements = findPythonList(text);
  if (elements !== undefined) {
    return elements.flatMap((element) => (typeof element === "string" ? [element] : []));
  }
  const bare = /^\[(?!['"[{(])([^\]]*)\]$/.exec(text.trim())?.[1] ?? "";
  return bare
    .split(", ")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

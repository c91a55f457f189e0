/** Splits JSON whose records only its own structure tells apart; broken structure fails the file. */
import type { ImportError } from "../../model/errors.ts";
import {
  broken,
  createCollector,
  type JsonRecord,
  type JsonSplitter,
  type JsonWithin,
  readRecord,
} from "./json-record.ts";
import { BYTE, bracketsPair, createValueScanner, isSpace, startsValue } from "./json-scan.ts";

/**
 * Names of members, from the top-level value down to the array whose elements are the records;
 * `*` stands for each element of an array, such as in chats, list, *, messages; first, of the file's.
 */
export type JsonPath = readonly string[];

/** What may stand next outside of a value. */
type State =
  | "start"
  | "next-object"
  | "element-or-end"
  | "element"
  | "element-comma"
  | "key-or-end"
  | "key"
  | "colon"
  | "property"
  | "property-comma"
  | "done";

const EXPECTED: Readonly<Record<State, string>> = {
  start: "an object or an array",
  "next-object": "another object or the end of the file",
  "element-or-end": "a value or ]",
  element: "a value",
  "element-comma": "a comma or ]",
  "key-or-end": "a name or }",
  key: "a name",
  colon: "a colon",
  property: "a value",
  "property-comma": "a comma or }",
  done: "the end of the file",
};

/** An object or array that the paths lead through. */
interface Level {
  isArray: boolean;
  /** What is left of the paths; of an array, one that is empty says that its elements are records. */
  rest: readonly JsonPath[];
  /** Members that the paths lead through, as far as they have stood. */
  met: Set<string>;
  /** Of an object that holds an array of records: its other members so far. */
  before: Map<string, JsonRecord & { error?: undefined }>;
  /** Of an array of records. */
  within: JsonWithin | undefined;
}

/** Members of an object that holds records are kept no longer than this, and no more of them. */
const MAX_MEMBER_BYTES = 65_536;
const MAX_MEMBERS = 64;

const levelOf = (isArray: boolean, rest: readonly JsonPath[], within?: JsonWithin): Level => ({
  isArray,
  rest,
  met: new Set(),
  before: new Map(),
  within,
});

/** What follows after a member of that name, or after each element. */
const after = (rest: readonly JsonPath[], name: string): readonly JsonPath[] =>
  rest.filter(([first]) => first === name).map((path) => path.slice(1));

const holdsRecords = ({ rest }: Level): boolean => rest.some(({ length }) => length === 0);
const standsBesideRecords = ({ rest }: Level): boolean => rest.some(({ length }) => length === 1);

interface StructureOptions {
  /** They lead to the arrays whose elements are the records; without them the top level holds them. */
  paths?: readonly JsonPath[] | undefined;
  /** A semicolon may end it. */
  inScript?: boolean;
  /** The object that the paths lead through may be followed by others like it; one that is unlike it is a failed record. */
  repeats?: boolean | undefined;
}

export function splitStructure(
  base: number,
  { paths, inScript = false, repeats = false }: StructureOptions = {},
): JsonSplitter {
  const scanner = createValueScanner();
  const value = createCollector();
  const levels: Level[] = [];
  let state: State = "start";
  let reading: "record" | "key" | "member" | "other" | undefined;
  let valueStart = 0;
  let offset = base;
  let record = 0;
  let key = "";
  let found = false;
  let foundAny = false;
  let objectStart = 0;
  /** What step() found that is to be given before the next. */
  let unlike: JsonRecord | undefined;

  const noRecords = `no ${paths?.map((path) => `"${path.join(".")}"`).join(" or ")}`;
  const unexpected = (at: number): ImportError => broken(`expected ${EXPECTED[state]}`, at);

  function begin(what: NonNullable<typeof reading>, byte: number, at: number, next: State): void {
    if (!startsValue(byte)) throw unexpected(at);
    reading = what;
    valueStart = at;
    state = next;
    scanner.begin(byte);
  }

  function open(level: Level): void {
    levels.push(level);
    state = level.isArray ? "element-or-end" : "key-or-end";
    if (level.isArray && holdsRecords(level)) [found, foundAny] = [true, true];
  }

  function openObject(through: readonly JsonPath[], at: number): void {
    found = false;
    objectStart = at;
    open(levelOf(false, through));
  }

  function close(): void {
    levels.pop();
    const outer = levels.at(-1);
    if (outer === undefined) state = "done";
    else state = outer.isArray ? "element-comma" : "property-comma";
  }

  /** Takes a byte between values; true when a value begins with it. */
  function step(byte: number, at: number): boolean {
    switch (state) {
      case "start":
        if (paths === undefined && byte === BYTE.openBracket) open(levelOf(true, [[]]));
        else if (byte === BYTE.openBracket && paths?.some(([first]) => first === "*")) {
          open(levelOf(true, paths));
        } else if (byte !== BYTE.openBrace) throw unexpected(at);
        else if (paths === undefined) begin("record", byte, at, "next-object");
        else openObject(paths, at);
        break;
      case "next-object":
        if (byte !== BYTE.openBrace) throw unexpected(at);
        begin("record", byte, at, "next-object");
        break;
      case "element-or-end":
      case "element":
        if (byte === BYTE.closeBracket && state === "element-or-end") close();
        else beginElement(byte, at);
        break;
      case "element-comma":
        if (byte === BYTE.comma) state = "element";
        else if (byte === BYTE.closeBracket) close();
        else throw unexpected(at);
        break;
      case "key-or-end":
      case "key":
        if (byte === BYTE.closeBrace && state === "key-or-end") closeObject(at);
        else if (byte === BYTE.quote) begin("key", byte, at, "colon");
        else throw unexpected(at);
        break;
      case "colon":
        if (byte !== BYTE.colon) throw unexpected(at);
        state = "property";
        break;
      case "property":
        beginProperty(byte, at);
        break;
      case "property-comma":
        if (byte === BYTE.comma) state = "key";
        else if (byte === BYTE.closeBrace) closeObject(at);
        else throw unexpected(at);
        break;
      case "done":
        if (repeats && paths !== undefined && byte === BYTE.openBrace) {
          openObject(paths, at);
        } else if (!inScript || byte !== BYTE.semicolon) throw unexpected(at);
        break;
    }
    return reading !== undefined;
  }

  /** Of an array that only leads to records, an element that is no object holds none. */
  function beginElement(byte: number, at: number): void {
    const level = levels.at(-1);
    if (level === undefined || holdsRecords(level)) begin("record", byte, at, "element-comma");
    else if (byte === BYTE.openBrace) open(levelOf(false, after(level.rest, "*")));
    else begin("other", byte, at, "element-comma");
  }

  function beginProperty(byte: number, at: number): void {
    const level = levels.at(-1);
    const rest = level === undefined ? [] : after(level.rest, key);
    if (level === undefined || rest.length === 0) {
      const isKept = level && standsBesideRecords(level) && level.before.size < MAX_MEMBERS;
      begin(isKept ? "member" : "other", byte, at, "property-comma");
      return;
    }
    const isArray = rest.some(([next]) => next === undefined || next === "*");
    if (byte !== (isArray ? BYTE.openBracket : BYTE.openBrace)) {
      throw broken(`"${key}" is not an ${isArray ? "array" : "object"}`, at);
    }
    if (level.met.has(key)) throw broken(`"${key}" occurs twice`, at);
    level.met.add(key);
    open(levelOf(isArray, rest, { name: key, before: new Map(level.before) }));
  }

  function closeObject(at: number): void {
    if (levels.length === 1 && !found) {
      if (!repeats) throw broken(`the object has ${noRecords}`, at);
      record += 1;
      unlike = {
        record,
        bytes: [objectStart, at + 1],
        error: `the object has ${noRecords}`,
        isJson: true,
      };
    }
    close();
  }

  function finish(): JsonRecord | undefined {
    const slice = value.take();
    const what = reading;
    reading = undefined;
    if (what === "other") return undefined;
    const read = readRecord(what === "record" ? record + 1 : 0, valueStart, slice);
    if (what === "member") {
      if (read.error === undefined) levels.at(-1)?.before.set(key, read);
      return undefined;
    }
    if (what === "key") {
      if (read.error !== undefined) throw broken("a name cannot be read", valueStart);
      key = String(read.value);
      return undefined;
    }
    if (read.error !== undefined && !bracketsPair(slice)) {
      throw broken("brackets do not pair in the value", valueStart);
    }
    record += 1;
    const within = levels.at(-1)?.within;
    return within === undefined ? read : { ...read, within };
  }

  /** Keeps what is read of the value, unless it is of no use. */
  function keep(part: Uint8Array): void {
    if (reading === "member" && value.size() + part.length > MAX_MEMBER_BYTES) {
      value.take();
      reading = "other";
    }
    if (reading !== "other") value.add(part, valueStart);
  }

  return {
    *push(chunk) {
      let i = 0;
      while (i < chunk.length) {
        if (reading === undefined) {
          const byte = chunk[i] ?? 0;
          if (isSpace(byte) || !step(byte, offset + i)) {
            i += 1;
            if (unlike !== undefined) yield unlike;
            unlike = undefined;
            continue;
          }
        }
        const end = scanner.scan(chunk, i);
        keep(chunk.subarray(i, end === -1 ? chunk.length : end));
        if (end === -1) break;
        i = end;
        const read = finish();
        if (read) yield read;
      }
      offset += chunk.length;
    },
    end() {
      if (reading !== undefined) {
        throw broken(
          `the file ends at byte ${offset}, inside of the value that begins`,
          valueStart,
        );
      }
      if (state !== "done" && state !== "next-object") {
        throw broken(`the file ends where ${EXPECTED[state]} is expected,`, offset);
      }
      if (repeats && !foundAny) throw broken(`the object has ${noRecords}`, objectStart);
      return [];
    },
  };
}

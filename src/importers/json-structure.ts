/** Splits JSON whose records only its own structure tells apart; broken structure fails the file. */
import type { ImportError } from "../model/errors.ts";
import {
  broken,
  createCollector,
  type JsonRecord,
  type JsonSplitter,
  readRecord,
} from "./json-record.ts";
import { BYTE, bracketsPair, createValueScanner, isSpace, startsValue } from "./json-scan.ts";

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

/** `property` names the array whose elements are the records; without it the top level holds them. */
export function splitStructure(base: number, property: string | undefined): JsonSplitter {
  const scanner = createValueScanner();
  const value = createCollector();
  let state: State = "start";
  let reading: "record" | "key" | "other" | undefined;
  let valueStart = 0;
  let offset = base;
  let record = 0;
  let key = "";
  let found = false;

  const unexpected = (at: number): ImportError => broken(`expected ${EXPECTED[state]}`, at);

  function begin(what: NonNullable<typeof reading>, byte: number, at: number, next: State): void {
    if (!startsValue(byte)) throw unexpected(at);
    reading = what;
    valueStart = at;
    state = next;
    scanner.begin(byte);
  }

  /** Takes a byte between values; true when a value begins with it. */
  function step(byte: number, at: number): boolean {
    switch (state) {
      case "start":
        if (property === undefined && byte === BYTE.openBracket) state = "element-or-end";
        else if (byte !== BYTE.openBrace) throw unexpected(at);
        else if (property === undefined) begin("record", byte, at, "next-object");
        else state = "key-or-end";
        break;
      case "next-object":
        if (byte !== BYTE.openBrace) throw unexpected(at);
        begin("record", byte, at, "next-object");
        break;
      case "element-or-end":
      case "element":
        if (byte === BYTE.closeBracket && state === "element-or-end") closeArray();
        else begin("record", byte, at, "element-comma");
        break;
      case "element-comma":
        if (byte === BYTE.comma) state = "element";
        else if (byte === BYTE.closeBracket) closeArray();
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
        throw unexpected(at);
    }
    return reading !== undefined;
  }

  function beginProperty(byte: number, at: number): void {
    if (key !== property) {
      begin("other", byte, at, "property-comma");
      return;
    }
    if (byte !== BYTE.openBracket) throw broken(`"${property}" is not an array`, at);
    if (found) throw broken(`"${property}" occurs twice`, at);
    found = true;
    state = "element-or-end";
  }

  function closeArray(): void {
    state = property === undefined ? "done" : "property-comma";
  }

  function closeObject(at: number): void {
    if (!found) throw broken(`the object has no "${property}"`, at);
    state = "done";
  }

  function finish(): JsonRecord | undefined {
    const slice = value.take();
    const what = reading;
    reading = undefined;
    if (what === "other") return undefined;
    const read = readRecord(what === "record" ? record + 1 : 0, valueStart, slice);
    if (what === "key") {
      if (read.error !== undefined) throw broken("a name cannot be read", valueStart);
      key = String(read.value);
      return undefined;
    }
    if (read.error !== undefined && !bracketsPair(slice)) {
      throw broken("brackets do not pair in the value", valueStart);
    }
    record += 1;
    return read;
  }

  return {
    *push(chunk) {
      let i = 0;
      while (i < chunk.length) {
        if (reading === undefined) {
          const byte = chunk[i] ?? 0;
          if (isSpace(byte) || !step(byte, offset + i)) {
            i += 1;
            continue;
          }
        }
        const end = scanner.scan(chunk, i);
        const part = chunk.subarray(i, end === -1 ? chunk.length : end);
        if (reading !== "other") value.add(part, valueStart);
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
      return [];
    },
  };
}

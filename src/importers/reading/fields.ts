/**
 * Which fields of a format give claims and which do not, and what a file holds beside them. A name
 * stands for all that is below it unless something below it is named too; `*` is any name, and the
 * elements of an array count as one.
 */
import type { FieldNote } from "../../model/evidence.ts";
import { type Fields, isFields } from "./records.ts";

interface Node {
  /** Why it is left out. */
  reason?: string;
  below: Map<string, Node>;
}

export interface FieldTable {
  root: Node;
}

function add(root: Node, path: string, reason: string | undefined): void {
  let node = root;
  for (const name of path.split(".")) {
    const next = node.below.get(name) ?? { below: new Map() };
    node.below.set(name, next);
    node = next;
  }
  if (reason !== undefined) node.reason = reason;
}

const pathsIn = (words: string): string[] => words.split(/\s+/).filter((path) => path !== "");

/**
 * @param read paths that give claims, apart by spaces
 * @param ignored paths that give none, apart by spaces, each group with the reason in a line
 */
export const fieldTable = (
  read: string,
  ignored: Readonly<Record<string, string>> = {},
): FieldTable =>
  fieldTableOf(
    pathsIn(read),
    Object.entries(ignored).flatMap(([paths, reason]) =>
      pathsIn(paths).map((path) => [path, reason] as const),
    ),
  );

/** Of paths that may hold spaces; those ignored each with its reason. */
export function fieldTableOf(
  read: readonly string[],
  ignored: Iterable<readonly [path: string, reason: string]> = [],
): FieldTable {
  const root: Node = { below: new Map() };
  for (const path of read) add(root, path, undefined);
  for (const [path, reason] of ignored) add(root, path, reason);
  return { root };
}

/** Has the fields of a table at a path of another; a table may stand within itself. */
export function placeTable(table: FieldTable, path: string, inner: FieldTable): void {
  const names = path.split(".");
  const last = names.pop() ?? path;
  if (names.length > 0) add(table.root, names.join("."), undefined);
  let node = table.root;
  for (const name of names) node = node.below.get(name) ?? node;
  node.below.set(last, inner.root);
}

const MAX_UNKNOWN = 200;
const SAMPLE_LENGTH = 80;
/** Deeper than any format nests; what lies below counts with the field above it. */
const MAX_DEPTH = 32;

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0);

function sampleOf(value: unknown): string {
  const text =
    typeof value === "string"
      ? value
      : typeof value === "object" && value !== null
        ? Array.isArray(value)
          ? `${value.length} elements`
          : `{${Object.keys(value).slice(0, 6).join(", ")}}`
        : String(value);
  return text.length > SAMPLE_LENGTH
    ? `${text.slice(0, SAMPLE_LENGTH).toWellFormed()}…`
    : text.toWellFormed();
}

/** Tells of each field that is left out or never heard of, once in a file; empty ones hold nothing. */
export function createFieldWatch({ root }: FieldTable) {
  const told = new Set<Node>();
  const unknown = new Set<string>();

  function see(value: unknown, node: Node, path: string, depth: number, notes: FieldNote[]): void {
    if (node.below.size === 0 || depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      for (const element of value) see(element, node, path, depth + 1, notes);
      return;
    }
    if (!isFields(value)) return;
    // Paths are written only where they are told of: this runs for every field of every record.
    const pathOf = (name: string): string => (path === "" ? name : `${path}.${name}`);
    for (const name of Object.keys(value)) {
      const inner = value[name];
      if (isEmpty(inner)) continue;
      const known = node.below.get(name) ?? node.below.get("*");
      if (known === undefined) {
        if (unknown.size >= MAX_UNKNOWN || unknown.has(pathOf(name))) continue;
        unknown.add(pathOf(name));
        notes.push({ field: pathOf(name).toWellFormed(), sample: sampleOf(inner) });
        continue;
      }
      if (known.reason !== undefined && !told.has(known)) {
        told.add(known);
        notes.push({ field: pathOf(name), reason: known.reason });
      }
      if (known.below.size > 0 && typeof inner === "object") {
        see(inner, known, pathOf(name), depth + 1, notes);
      }
    }
  }

  return (record: Fields): FieldNote[] => {
    const notes: FieldNote[] = [];
    see(record, root, "", 0, notes);
    return notes;
  };
}

function findNode(root: Node, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const name of path.split(".")) {
    if (node === undefined) return undefined;
    if (node !== root && node.below.size === 0) return node;
    node = node.below.get(name) ?? node.below.get("*");
  }
  return node;
}

/** Tells of each column that is left out or never heard of, at its first cell that is not empty. */
export function createColumnWatch({ root }: FieldTable) {
  let waiting: number[] | undefined;
  return (names: readonly string[], cells: readonly string[]): FieldNote[] => {
    const notes: FieldNote[] = [];
    waiting ??= names.map((_, index) => index).filter((index) => isLeftOut(root, names[index]));
    waiting = waiting.filter((index) => {
      const [name, cell] = [names[index] ?? "", cells[index] ?? ""];
      if (cell === "") return true;
      const reason = findNode(root, name)?.reason;
      const field = name.toWellFormed();
      notes.push(reason === undefined ? { field, sample: sampleOf(cell) } : { field, reason });
      return false;
    });
    return notes;
  };
}

function isLeftOut(root: Node, name = ""): boolean {
  const node = findNode(root, name);
  return node === undefined || node.reason !== undefined;
}

/**
 * A hit whose values stand side by side under their paths, as tables have them: `account.acct`, or
 * `account_acct` where dots were not wanted, lists and objects as JSON or as Python's repr. It is put
 * together again, and a place in it is read back as the column that the value stood in.
 */
import type { Fact } from "../../model/claim.ts";
import type { FieldTable } from "../reading/fields.ts";
import { exactValue } from "../reading/json-exact.ts";
import { PythonReprError, readPythonRepr } from "../reading/python-repr.ts";
import { type Fields, RecordError } from "../reading/records.ts";
import type { Reading } from "../reading/told.ts";
import { wayOf } from "./openmeasures-hit.ts";
import { fieldsOf } from "./openmeasures-post.ts";
import type { OpenMeasuresSite } from "./openmeasures-site.ts";
import { SITES } from "./openmeasures-sites.ts";

/** Paths that a site's row names, by their names without dots. */
export function joinedPaths(site: OpenMeasuresSite): ReadonlyMap<string, string> {
  const { author = {} } = site;
  const ignored = Object.keys(site.ignored ?? {}).join(" ");
  const paths = [site.read ?? "", ...site.text, ...site.time, site.title, ignored];
  const all = [...paths, author.id, author.handle, author.name].join(" ");
  const nested = all.split(/\s+/).filter((path) => path.includes(".") && !path.includes("*"));
  return new Map(nested.map((path) => [path.replaceAll(".", "_"), path]));
}

/** The path that a column is of. */
export function pathOfColumn(column: string, joined: ReadonlyMap<string, string>): string {
  const bare = column.replace(/^_source[._]/, "");
  return joined.get(bare) ?? bare;
}

/** Sites whose rows extractors write without the index. */
const COLUMNS: readonly (readonly [site: string, columns: readonly string[]])[] = [
  ["bluesky", ["author", "createdAt", "text", "authorProfile.did"]],
  ["bluesky", ["author", "createdAt", "text", "rkey_str"]],
  ["truth_social", ["account.username", "content_cleaned", "created_at", "datatype"]],
];

export function siteOfColumns(columns: readonly string[]): OpenMeasuresSite | undefined {
  const bare = new Set(columns.map((column) => column.replace(/^_source[._]/, "")));
  const isThere = (path: string) => bare.has(path) || bare.has(path.replaceAll(".", "_"));
  const found = COLUMNS.find(([, needed]) => needed.every(isThere));
  return found && SITES.find(({ name }) => name === found[0]);
}

type Node = FieldTable["root"];

/** The table of a site's rows: its fields under their paths, and under those without dots. */
export function tableOfRow(around: FieldTable, site: OpenMeasuresSite): FieldTable {
  const below = new Map(around.root.below);
  const source = fieldsOf(site);
  const add = (name: string, path: string): void => {
    let node: Node | undefined = source.root;
    for (const part of path.split(".")) node = node?.below.get(part) ?? node?.below.get("*");
    if (node !== undefined) below.set(name, node);
  };
  for (const [name, node] of source.root.below) below.set(name, node);
  for (const [name, path] of joinedPaths(site)) {
    add(name, path);
    add(path, path);
  }
  const prefixed: Node = { below: new Map(below) };
  return { root: { below: below.set("_source", prefixed) } };
}

/** Tables that have no whole numbers where some are missing write 12 as `12.0`. */
const FLOAT = /^(-?\d{1,15})\.0$/;

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text.replace(FLOAT, "$1");
  try {
    return exactValue({ text, value: JSON.parse(text) });
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
  }
  try {
    return readPythonRepr(text);
  } catch (error) {
    if (error instanceof PythonReprError) return text;
    throw error;
  }
}

const NAMED_WORDS = /(?:name|acct|text|content|message|title|trip|sub|flag)$/;

/** Words stay words, whatever they look like. */
const isWords = (path: string, { text, title, author, words }: OpenMeasuresSite): boolean =>
  NAMED_WORDS.test(path) ||
  [...text, ...(words ?? []), title, author?.handle, author?.name].includes(path);

interface Branch {
  [name: string]: unknown;
}

const isBranch = (value: unknown): value is Branch =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function put(root: Branch, path: string, value: unknown): boolean {
  let node = root;
  const { names } = wayOf(path);
  const last = names.at(-1) ?? path;
  for (const name of names.slice(0, -1)) {
    const next = Object.hasOwn(node, name) ? node[name] : {};
    if (!isBranch(next)) return false;
    Object.defineProperty(node, name, { value: next, enumerable: true, configurable: true });
    node = next;
  }
  Object.defineProperty(node, last, { value, enumerable: true, configurable: true });
  return true;
}

export interface Flat {
  source: Fields;
  /** Where the value at a place in the source stands in the row. */
  placeOf: (pointer: string) => string | undefined;
}

/** @param cells columns with their values and places */
export function unflatten(
  cells: Iterable<{ path: string; value: string; at: string }>,
  site: OpenMeasuresSite,
): Flat {
  const source: Branch = {};
  const places = new Map<string, string>();
  for (const { path, value, at } of cells) {
    if (!put(source, path, isWords(path, site) ? value : parsed(value))) continue;
    places.set(wayOf(path).pointer, at);
  }
  const placeOf = (pointer: string): string | undefined => {
    for (let end = pointer; end !== ""; end = end.slice(0, end.lastIndexOf("/"))) {
      const at = places.get(end);
      if (at !== undefined) return at;
    }
    return undefined;
  };
  return { source, placeOf };
}

/**
 * The reading of a hit that was put together, with its places as the row has them.
 * @throws RecordError when it cannot be read
 */
export function readPlaced(read: () => Reading, placeOf: Flat["placeOf"]): Reading {
  try {
    return placedInRow(read(), placeOf);
  } catch (error) {
    if (!(error instanceof RecordError) || error.field === undefined) throw error;
    throw new RecordError(error.code, error.message, placeOf(error.field) ?? error.field);
  }
}

function placedInRow(reading: Reading, placeOf: Flat["placeOf"]): Reading {
  const at = (place: string | undefined): { at?: string } => {
    const column = place === undefined ? undefined : (placeOf(place) ?? place);
    return column === undefined ? {} : { at: column };
  };
  const moved = (fact: Fact): Fact => ({ ...fact, ...at(fact.at) });
  return {
    told: reading.told.map(({ quoteAt, ...told }) => ({
      ...told,
      quoteAt: at(quoteAt).at,
      facts: told.facts.map(moved),
    })),
    warnings: reading.warnings.map(([code, message, place]) =>
      place === undefined ? [code, message] : [code, message, at(place).at ?? place],
    ),
  };
}

/** An entry of a feed, element by element: those of the entry itself, by their names. */
import type { Fields } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { readXml, type XmlElement } from "../reading/xml.ts";

export interface EntryElement extends XmlElement {
  name: string;
}

export interface Entry {
  xml: string;
  root: XmlElement;
  /** All elements below the entry itself; of those further in, by the path from the entry on. */
  elements: readonly EntryElement[];
  /** Paths of those that hold others. */
  parents: ReadonlySet<string>;
}

const UNNUMBERED = /\[\d+\]/g;

/** @throws XmlError when the entry is no XML */
export function readEntry(xml: string): Entry {
  const [root, ...others] = readXml(xml);
  if (root === undefined) throw new Error("an entry has a root");
  const prefix = root.path.length + 1;
  const elements = others.map((element) => ({
    ...element,
    name: element.path.slice(prefix).replace(UNNUMBERED, ""),
  }));
  const parents = new Set(others.map(({ path }) => path.slice(0, path.lastIndexOf("/"))));
  return { xml, root, elements, parents };
}

export const allOf = ({ elements }: Entry, name: string): EntryElement[] =>
  elements.filter((element) => element.name === name);

/** The first element of one of these names that holds words, in the order of the names. */
export function textOf(entry: Entry, ...names: readonly string[]): Said | undefined {
  for (const name of names) {
    const found = allOf(entry, name).find(({ text }) => text.trim() !== "");
    if (found) return { value: found.text.trim().toWellFormed(), at: found.path };
  }
  return undefined;
}

export function attributeOf(element: XmlElement, name: string): Said | undefined {
  const value = Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;
  const trimmed = value?.trim().toWellFormed();
  return trimmed ? { value: trimmed, at: `${element.path}@${name}` } : undefined;
}

const GROUP = "media:group/";

/** The elements as fields, so that those are told of that nobody reads. */
export function fieldsOf({ root, elements }: Entry): Fields {
  const fields: Record<string, unknown> = {};
  const group = Object.fromEntries(
    elements
      .filter(({ name }) => name.startsWith(GROUP))
      .map(({ name, text }) => [name.slice(GROUP.length), text]),
  );
  for (const name of Object.keys(root.attributes)) fields[`@${name}`] = root.attributes[name];
  for (const element of elements) {
    if (element.name.includes("/")) continue;
    fields[element.name] = element.name === "media:group" ? group : element.text || "present";
  }
  return fields;
}

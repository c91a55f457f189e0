/** What a page says of itself in JSON-LD (schema.org), node by node, with the place of each. */
import type { HtmlPage } from "../reading/html.ts";
import { attributeOf } from "../reading/html.ts";
import { jsonOfScript, placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import { type Fields, isFields } from "../reading/records.ts";

export interface LdNode {
  fields: Fields;
  /** Names of its types, without the address of the vocabulary. */
  types: readonly string[];
  /** Its place in the page. */
  at: string;
}

/** What a person should know of a page: code, words and place. */
export type Note = readonly [code: string, message: string, at: string];

const MAX_NODES = 200;

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function typesOf(fields: Fields): string[] {
  return asList(fields["@type"]).flatMap((type) =>
    typeof type === "string" ? [type.replace(/^.*[/#:]/s, "")] : [],
  );
}

/** A value or each of a list, with its pointer. */
function* each(value: unknown, at: string): Iterable<{ value: unknown; at: string }> {
  if (!Array.isArray(value)) yield { value, at };
  else for (const [index, entry] of value.entries()) yield { value: entry, at: `${at}/${index}` };
}

/** The nodes that are told first-hand: of the script, of its graph, and what a page is mainly about. */
function* nodesIn(json: unknown, script: string): Iterable<LdNode> {
  for (const outer of each(json, script)) {
    if (!isFields(outer.value)) continue;
    const members = [
      outer,
      ...each(outer.value["@graph"], `${outer.at}/@graph`),
      ...each(outer.value["mainEntity"], `${outer.at}/mainEntity`),
    ];
    for (const { value, at } of members) {
      if (isFields(value) && value["@type"] !== undefined) {
        yield { fields: value, types: typesOf(value), at };
      }
    }
  }
}

/** Every node, at most 200; a script that is not JSON is noted. */
export function readJsonLd(page: HtmlPage): { nodes: LdNode[]; notes: Note[] } {
  const nodes: LdNode[] = [];
  const notes: Note[] = [];
  for (const element of page.about.filter("script[type]").toArray()) {
    if (!/^\s*application\/ld\+json\s*(?:;|$)/i.test(attributeOf(element, "type") ?? "")) continue;
    const at = placeOfElement(element);
    let json: unknown;
    try {
      json = JSON.parse(jsonOfScript(wordsOf(element)));
    } catch {
      notes.push(["bad-json-ld", "what the page says of itself here is not JSON", at]);
      continue;
    }
    for (const node of nodesIn(json, at)) {
      if (nodes.length === MAX_NODES) {
        notes.push(["json-ld-cut", `only the first ${MAX_NODES} nodes are read`, at]);
        return { nodes, notes };
      }
      nodes.push(node);
    }
  }
  return { nodes, notes };
}

/** The texts of a field: a string or each string of a list, with their places. */
export function textsOf(node: LdNode, field: string): { text: string; at: string }[] {
  return [...each(node.fields[field], `${node.at}/${field}`)].flatMap(({ value, at }) =>
    typeof value === "string" && value.trim() !== "" ? [{ text: value, at }] : [],
  );
}

/**
 * Names in a field: strings, the `name` of an object, or of the node that an `@id` refers to.
 */
export function namesOf(
  node: LdNode,
  field: string,
  all: readonly LdNode[],
): { text: string; at: string }[] {
  return [...each(node.fields[field], `${node.at}/${field}`)].flatMap(({ value, at }) => {
    if (typeof value === "string") return value.trim() === "" ? [] : [{ text: value, at }];
    if (!isFields(value)) return [];
    if (value["name"] !== undefined) return textsOf({ fields: value, types: [], at }, "name");
    const id = value["@id"];
    const meant = typeof id === "string" && all.find(({ fields }) => fields["@id"] === id);
    return meant ? textsOf(meant, "name") : [];
  });
}

/**
 * Elements of a small XML document with their text. Only the five predefined entities and numeric
 * references are decoded; a document type is refused, since it can define others.
 */
import { Parser } from "htmlparser2";

export class XmlError extends Error {}

export interface XmlElement {
  /** Names from the root, `name[2]` for the second of one name among its siblings. */
  path: string;
  /** Text within it, that of its children included. */
  text: string;
  attributes: Readonly<Record<string, string>>;
  /** Where in the document what is between its tags stands; empty where there is nothing. */
  inside: readonly [from: number, to: number];
}

const MAX_DEPTH = 32;

interface OpenElement extends Omit<XmlElement, "inside"> {
  inside: [from: number, to: number];
  children: Map<string, number>;
}

function open(
  parent: OpenElement | undefined,
  name: string,
  attributes: XmlElement["attributes"],
): OpenElement {
  const number = (parent?.children.get(name) ?? 0) + 1;
  parent?.children.set(name, number);
  const step = number === 1 ? name : `${name}[${number}]`;
  const path = parent ? `${parent.path}/${step}` : step;
  return { path, text: "", attributes, inside: [0, 0], children: new Map() };
}

/**
 * Every element, in the order of their beginnings.
 * @throws XmlError when elements are not closed, text stands outside of the root, there is a
 * document type, or elements are nested deeper than 32
 */
export function readXml(xml: string): XmlElement[] {
  const text = xml.replace(/^\uFEFF/, "");
  const elements: OpenElement[] = [];
  const stack: OpenElement[] = [];
  let roots = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (stack.length === 0) roots += 1;
        if (roots > 1) throw new XmlError("there is more than one root element");
        if (stack.length === MAX_DEPTH) {
          throw new XmlError(`elements are nested deeper than ${MAX_DEPTH}`);
        }
        const element = open(stack.at(-1), name, attributes);
        element.inside = [parser.endIndex + 1, parser.endIndex + 1];
        elements.push(element);
        stack.push(element);
      },
      ontext(data) {
        if (stack.length === 0 && data.trim() !== "") {
          throw new XmlError("there is text outside of the root element");
        }
        for (const element of stack) element.text += data;
      },
      onclosetag(name, isImplied) {
        // `<a/>` is closed by itself, which the parser takes as implied too.
        const closesItself = text.slice(parser.endIndex - 1, parser.endIndex + 1) === "/>";
        if (isImplied && !closesItself) throw new XmlError(`<${name}> is not closed`);
        const element = stack.pop();
        if (element && !closesItself) element.inside[1] = parser.startIndex;
      },
      onprocessinginstruction(name) {
        if (name.toLowerCase() === "!doctype") {
          throw new XmlError("it declares a document type, which is not read");
        }
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  if (elements.length === 0) throw new XmlError("there is no element");
  if (!text.trimEnd().endsWith(">")) throw new XmlError("it ends in the middle of a tag");
  return elements.map(({ children: _, ...element }) => element);
}

/**
 * HTML from templates. What is put into a template is escaped, with what could turn the writing
 * round written out, unless a template made it; an address leads nowhere but to our own pages.
 */
import { plain } from "../../model/plain-text.ts";

class Markup {
  readonly #text: string;
  /** Nothing was put into its template. */
  readonly literal: boolean;
  constructor(text: string, literal: boolean) {
    this.#text = text;
    this.literal = literal;
  }
  static textOf(markup: Markup): string {
    return markup.#text;
  }
}
class OwnAddress {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static textOf(address: OwnAddress): string {
    return address.#text;
  }
}
export type Html = Markup;
export type Address = OwnAddress;
type Hole = Markup | OwnAddress | string | number | null | readonly Hole[];

/** A path on this server, or `#` and the id of an element. Names of query fields may repeat. */
export function address(
  path: string,
  query: readonly (readonly [name: string, value: string])[] = [],
): Address {
  if (!/^(?:\/(?!\/)|#)[!-~]*$/.test(path) || path.includes("\\")) {
    throw new Error(`not an address of ours: ${path}`);
  }
  const fields = new URLSearchParams();
  for (const [name, value] of query) fields.append(name, value);
  return new OwnAddress(query.length === 0 ? path : `${path}?${fields}`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\0": "\ufffd",
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"'\0]/g, (character) => ESCAPES[character] ?? "");

type Place = "text" | "tag" | "attribute" | "address";

const ADDRESSES = new Set(["href", "action", "src"]);
const NEVER = /^(?:on.*|style|srcdoc|srcset|formaction)$/i;

const placesKnown = new WeakMap<TemplateStringsArray, readonly Place[]>();

function attributePlace(name: string): Place {
  if (NEVER.test(name)) throw new Error(`nothing is put into the attribute ${name}`);
  return ADDRESSES.has(name.toLowerCase()) ? "address" : "attribute";
}

/** @throws Error for a template in which a hole could change what the markup around it is */
function placesOf(template: TemplateStringsArray): readonly Place[] {
  const known = placesKnown.get(template);
  if (known) return known;
  const places: Place[] = [];
  let place: Place = "text";
  template.forEach((part, index) => {
    if (/<(?:script|style|!--)/i.test(part)) throw new Error("no script, style or comment in HTML");
    for (let i = 0; i < part.length; i += 1) {
      const character = part[i];
      if (place === "text") {
        if (character === "<") place = "tag";
      } else if (place === "tag") {
        if (character === ">") place = "text";
        else if (character === "'") throw new Error("write attributes in double quotes");
        else if (character === '"') {
          place = attributePlace(/([\w-]+)=$/.exec(part.slice(0, i))?.[1] ?? "");
        }
      } else if (character === '"') place = "tag";
    }
    if (index === template.length - 1) return;
    if (place === "tag" && /[=<\w]$/.test(part)) throw new Error("put values in double quotes");
    if (place === "address" && !(part.endsWith('"') && template[index + 1]?.startsWith('"'))) {
      throw new Error("an address is the whole of its attribute");
    }
    places.push(place);
  });
  if (place !== "text") throw new Error("a template ends outside tags");
  placesKnown.set(template, places);
  return places;
}

function fill(hole: Hole, place: Place): string {
  if (hole === null) return "";
  if (hole instanceof Markup && (place === "text" || (place === "tag" && hole.literal))) {
    return Markup.textOf(hole);
  }
  if (hole instanceof OwnAddress && place === "address") return escaped(OwnAddress.textOf(hole));
  if (place === "text" || place === "attribute") {
    if (typeof hole === "string") return escaped(plain(hole));
    if (typeof hole === "number") return String(hole);
  }
  if (place === "text" && Array.isArray(hole)) {
    return hole.map((one: Hole) => fill(one, place)).join("");
  }
  throw new Error(`this cannot be put into an HTML ${place}`);
}

export function html(template: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  const places = placesOf(template);
  const filled = holes.map((hole, i) => fill(hole, places[i] ?? "tag"));
  return new Markup(
    template.map((part, i) => part + (filled[i] ?? "")).join(""),
    holes.length === 0,
  );
}

/** The text of made HTML, to be sent. */
export const markupOf = (made: Html): string => Markup.textOf(made);

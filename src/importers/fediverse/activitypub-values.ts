/** Values of ActivityStreams: each may be one or many, whole or only its address. */
import { type Fields, findFields, findText } from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";

/** What stands at a property, one by one. */
export function valuesAt(fields: Fields, name: string, at: string): Said<unknown>[] {
  const value = fields[name];
  const place = `${at}/${name}`;
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => ({ value: one, at: `${place}/${index}` }));
  }
  return value === undefined || value === null ? [] : [{ value, at: place }];
}

/** A type, or the first of several. */
export function typeOf(value: unknown): string | undefined {
  const type = findFields(value)?.["type"];
  return findText(Array.isArray(type) ? type[0] : type);
}

/** The address of a value that is one, or of a link to it. */
export function hrefOf({ value, at }: Said<unknown>): Said | undefined {
  const text = findText(value);
  if (text !== undefined) return { value: text, at };
  const fields = findFields(value);
  return textAt(fields, "href", at) ?? textAt(fields, "id", at) ?? textAt(fields, "url", at);
}

/** By which servers know it. */
export function idOf({ value, at }: Said<unknown>): Said | undefined {
  const text = findText(value);
  return text === undefined ? textAt(findFields(value), "id", at) : { value: text, at };
}

/** The page that people see: of several links the one to HTML. */
export function pageOf({ value, at }: Said<unknown>): Said | undefined {
  const fields = findFields(value);
  if (fields === undefined) return undefined;
  const links = valuesAt(fields, "url", at);
  const page = links.find((link) => findFields(link.value)?.["mediaType"] === "text/html");
  const plain = links.find((link) => typeof link.value === "string");
  const chosen = page ?? plain ?? (links.length === 1 ? links[0] : undefined);
  return chosen && hrefOf(chosen);
}

/** A text, or the one there is of several languages, with that language. */
export function wordsAt(fields: Fields, name: string, at: string) {
  const map = findFields(fields[`${name}Map`]);
  const [language, ...others] = Object.keys(map ?? {});
  const only = others.length === 0 ? language : undefined;
  const said =
    textAt(fields, name, at) ??
    (language === undefined ? undefined : textAt(map, language, `${at}/${name}Map`));
  const place = only === undefined ? undefined : textAt(map, only, `${at}/${name}Map`);
  return {
    said,
    language: only !== undefined && place ? { value: only, at: place.at } : undefined,
  };
}

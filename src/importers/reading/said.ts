/** Values within a JSON record, each with its place there. */
import { pointerToken } from "./json-pointer.ts";
import { type Fields, findFields, findScalar, findText, listOf } from "./records.ts";

export interface Said<T = string> {
  value: T;
  /** JSON Pointer within the record, or what else `at` of a fact is. */
  at: string;
}

/** The place of a fact, where it has one. */
export const placed = (at: string | undefined) => (at === undefined ? {} : { at });

const placeAt = (at: string, name: string): string => `${at}/${pointerToken(name)}`;

export function textAt(fields: Fields | undefined, name: string, at: string): Said | undefined {
  const value = findText(fields?.[name]);
  return value === undefined ? undefined : { value, at: placeAt(at, name) };
}

export function scalarAt(fields: Fields | undefined, name: string, at: string): Said | undefined {
  const value = findScalar(fields?.[name]);
  return value === undefined ? undefined : { value, at: placeAt(at, name) };
}

export function fieldsAt(fields: Fields, name: string, at: string): Said<Fields> | undefined {
  const value = findFields(fields[name]);
  return value === undefined ? undefined : { value, at: placeAt(at, name) };
}

/** Those elements of a list that are objects. */
export const elementsOf = (list: unknown, at: string): { fields: Fields; at: string }[] =>
  listOf(list).flatMap((element, index) => {
    const fields = findFields(element);
    return fields === undefined ? [] : [{ fields, at: `${at}/${index}` }];
  });

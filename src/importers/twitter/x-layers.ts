/** Fields of a tweet of X's GraphQL API, which lie in `legacy` or, since 2026, beside it. */
import type { Key } from "../../model/key.ts";
import { type Fields, findFields, findText, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { isId, statusKey } from "./tweet-ids.ts";
import type { XResult } from "./x-results.ts";

/** The objects in which a field may lie, the older first. */
export function layersOf({ value, at }: XResult): readonly XResult[] {
  const legacy = findFields(value["legacy"]);
  const own = { value, at };
  return legacy === undefined ? [own] : [{ value: legacy, at: `${at}/legacy` }, own];
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** A field that is not null. */
export function findIn({ value, at }: XResult, name: string): Said<unknown> | undefined {
  const legacy = findFields(value["legacy"])?.[name];
  if (isThere(legacy)) return { value: legacy, at: `${at}/legacy/${name}` };
  const own = value[name];
  return isThere(own) ? { value: own, at: `${at}/${name}` } : undefined;
}

export function findTextIn(result: XResult, name: string): Said | undefined {
  const found = findIn(result, name);
  const value = findText(found?.value);
  return found === undefined || value === undefined ? undefined : { value, at: found.at };
}

export function findFieldsIn(result: XResult, name: string): Said<Fields> | undefined {
  const found = findIn(result, name);
  const value = findFields(found?.value);
  return found === undefined || value === undefined ? undefined : { value, at: found.at };
}

export const findTweetKey = (id: unknown): Key | undefined =>
  isId(id) ? statusKey(id) : undefined;

/** The key of the tweet that a field names by id. */
export function findTweetIn(result: XResult, name: string): Said<Key> | undefined {
  const id = findTextIn(result, name);
  const value = findTweetKey(id?.value);
  return id === undefined || value === undefined ? undefined : { value, at: id.at };
}

/**
 * `rest_id`, which is `legacy.id_str`. Never `id`, which collectors put there and round.
 * @throws RecordError when there is none, or the two differ
 */
export function xTweetKey(result: XResult): Said<Key> {
  const rest = { value: result.value["rest_id"], at: `${result.at}/rest_id` };
  const old = findIn(result, "id_str");
  const value = findTweetKey(rest.value);
  if (value === undefined) {
    const byOld = findTweetKey(old?.value);
    if (old && byOld !== undefined) return { value: byOld, at: old.at };
    throw new RecordError("no-id", "the tweet has no id", rest.at);
  }
  if (old && isId(old.value) && old.value !== rest.value) {
    throw new RecordError("id-differs", `rest_id is of ${value}, id_str is ${old.value}`, old.at);
  }
  return { value, at: rest.at };
}

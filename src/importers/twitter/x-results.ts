/** Tweet results in an answer of X's GraphQL API, wherever they lie, and out of their wrappers. */
import type { Part } from "../reading/json-file.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import { type Fields, findFields, findText, isFields } from "../reading/records.ts";

export interface XResult {
  value: Fields;
  /** JSON Pointer within the record. */
  at: string;
}

const UNAVAILABLE: ReadonlySet<unknown> = new Set(["TweetTombstone", "TweetUnavailable"]);
const TYPES: ReadonlySet<unknown> = new Set([
  ...UNAVAILABLE,
  "Tweet",
  "TweetWithVisibilityResults",
  "TweetPreviewDisplay",
]);

/** Further down lies no tweet of a timeline. */
const MAX_DEPTH = 48;
const MAX_WRAPPERS = 3;

/** Without what only says how the platform fences it; an object that is not wrapped stays. */
export function unwrapped(value: Fields, at: string): XResult {
  let result: XResult = { value, at };
  for (let depth = 0; depth < MAX_WRAPPERS; depth += 1) {
    const inner = findFields(result.value["tweet"]);
    if (inner === undefined) break;
    result = { value: inner, at: `${result.at}/tweet` };
  }
  return result;
}

export const isUnavailable = ({ value }: XResult): boolean =>
  UNAVAILABLE.has(value["__typename"]) || isFields(value["tombstone"]);

/** What X shows in place of the tweet, such as that its author is suspended. */
export function findTombstone({ value, at }: XResult): { text: string; at: string } | undefined {
  const text = findText(findFields(findFields(value["tombstone"])?.["text"])?.["text"]);
  return text === undefined ? undefined : { text, at: `${at}/tombstone/text/text` };
}

const hasWords = (value: Fields): boolean => typeof value["full_text"] === "string";

/** Whether an object is a tweet as GraphQL gives it, or what stands in the place of one. */
export function isXResult(value: Fields): boolean {
  if (value["tweet_results"] !== undefined) return false;
  if (TYPES.has(value["__typename"])) return true;
  const legacy = findFields(value["legacy"]);
  return typeof value["rest_id"] === "string" && (hasWords(legacy ?? value) || hasWords(value));
}

/** An entry of a timeline whose tweet X leaves out. */
const isEmptyEntry = (name: string, value: Fields): boolean =>
  name === "tweet_results" && value["result"] === undefined;

/** In the order of the answer; tweets within tweets are left to whoever reads those. */
export function resultsIn(page: Fields): Part[] {
  const parts: Part[] = [];
  function walk(value: unknown, name: string, at: string, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      value.forEach((element, index) => {
        walk(element, "", `${at}/${index}`, depth + 1);
      });
      return;
    }
    if (!isFields(value)) return;
    if (isXResult(value) || isEmptyEntry(name, value)) {
      parts.push({ value, at });
      return;
    }
    for (const [inner, below] of Object.entries(value)) {
      if (typeof below === "object") walk(below, inner, `${at}/${pointerToken(inner)}`, depth + 1);
    }
  }
  walk(page, "", "", 0);
  return parts;
}

/** What a person types to name a thing, as the selector that it is: the same in the box and in the fields. */
import { findKey } from "../../model/key.ts";
import { platformFacts } from "../../model/platform.ts";

export type IsPlatform = (name: string) => boolean;

/** What people put before a thing, and no source does. */
const withoutArticle = (thing: string): string => thing.replace(/^(?:the|an?) +(?=\S)/i, "");

/** One bare word is a platform where there is such a one, else it is looked for. */
export function selectorOf(thing: string, isPlatform: IsPlatform): string {
  const named = withoutArticle(thing);
  if (findKey(named) !== undefined || /^'|[\s:/."“”]/.test(named) || isPlatform(named))
    return named;
  return platformFacts(named) === undefined ? `"${named}"` : named;
}

/** Keys of what stands in a field that a mapping names, and why some is none. */
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { linksInText } from "../reading/text-links.ts";

export const shown = (value: string): string => JSON.stringify(value.slice(0, 80).toWellFormed());

/** Of several addresses, one would be made. */
export const SEVERAL = /[\t\r\n]|\shttps?:\/\//i;
/** An address may hold another. */
export const PERHAPS_SEVERAL = /[,;|]https?:\/\//i;
export const SAY_SEPARATOR = 'say in the mapping which "separator" parts them';

function keyOfWords(words: string): Key | undefined {
  const key = keyOfUrl(words) ?? findKey(words);
  if (key !== undefined || !/^hxxps?|^https?\W{1,9}\S+$/i.test(words)) return key;
  const [url, ...others] = linksInText(words);
  return url === undefined || others.length > 0 ? undefined : keyOfUrl(url);
}

/** Tools write handles and tags with and without their marks. */
const behind = (prefix: string, words: string): string =>
  prefix + (/[@:/]$/.test(prefix) ? words.replace(/^[@#]/, "") : words);

export function keyOf(value: string, prefix: string | undefined): Key | undefined {
  const words = value.trim();
  if (SEVERAL.test(words)) return undefined;
  const isWhole = /^https?:\/\/$/.test(prefix ?? "") && /^https?:\/\//i.test(words);
  if (prefix === undefined || isWhole) return keyOfWords(words);
  // No platform gives out this id, and tools write it for none; as a handle or tag it may be somebody's.
  if (words === "0" && !/^(?:https?|tag):|@$/.test(prefix)) return undefined;
  const text = behind(prefix, words);
  return findKey(text) ?? keyOfUrl(text);
}

/** What was tried, and behind which prefixes it would be one. */
export function whyNoAccount(value: string, prefix: string | undefined): string {
  const words = value.trim();
  const tried =
    prefix === undefined ? "" : `: the mapping makes ${shown(behind(prefix, words))} of it`;
  const [, platform = ""] = /^(?:https?:\/\/)?([^:/]+)/.exec(prefix ?? words) ?? [];
  const fitting = ["@", "user/"].flatMap((way) => {
    const other = `${platform}:${way}`;
    const key = keyOf(words, other);
    return key !== undefined && kindOfKey(key) === "account" ? [JSON.stringify(other)] : [];
  });
  return fitting.length === 0 ? tried : `${tried}; behind the prefix ${fitting.join(" or ")} it is`;
}

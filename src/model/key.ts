/**
 * The identity table: every way of writing a thing leads to one key. A key is a string, never a
 * number: tweet ids exceed 2^53.
 */
import { z } from "zod";
import { HeadwaterError } from "./errors.ts";
import type { ItemType } from "./item.ts";
import { KEY_FORMS, type KeyForm, type KeyKind } from "./key-forms.ts";
import { covers, type PlatformId } from "./platform.ts";
import { canonicalUrl, withoutPlaceInPage } from "./url.ts";
import { TWITTER, URL_FORMS } from "./url-forms.ts";

export const keySchema = z.string().min(1).brand<"Key">();
export type Key = z.infer<typeof keySchema>;

const brand = (text: string): Key => keySchema.parse(text);

interface ReadKey {
  key: Key;
  form: KeyForm;
  parts: RegExpExecArray;
}

const CACHE_LIMIT = 200_000;
const cache = new Map<string, ReadKey | null>();

function readKeyUncached(text: string): ReadKey | null {
  for (const form of KEY_FORMS) {
    if (!form.pattern.test(text)) continue;
    const key = form.normalise ? form.normalise(text) : text;
    const parts = form.pattern.exec(key);
    if (parts) return { key: brand(key), form, parts };
  }
  return null;
}

function readKey(text: string): ReadKey | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const read = readKeyUncached(text);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, read);
  return read;
}

/** The key that a text spells, normalised; undefined if it is no key. */
export const findKey = (text: string): Key | undefined => readKey(text)?.key;

/** @throws HeadwaterError `bad-selector` when the text is no key */
export function parseKey(text: string): Key {
  const key = findKey(text);
  if (key !== undefined) return key;
  throw new HeadwaterError(
    "bad-selector",
    `"${text}" is not a key: write one like ${KEY_FORMS[0]?.example}, case:<case>/<name>, or a URL`,
    { where: text },
  );
}

const formOf = (key: Key): ReadKey => {
  const read = readKey(key);
  if (read === null) throw new Error(`not a key: ${key}`);
  return read;
};

/** What a key's own form says of the thing; a `case:` key says nothing. */
export const kindOfKey = (key: Key): KeyKind => formOf(key).form.kind;
export const typeOfKey = (key: Key): ItemType | undefined => formOf(key).form.type;
export function platformOfKey(key: Key): PlatformId | undefined {
  const { form, parts } = formOf(key);
  return form.platform?.(parts);
}
/** Whether the key says only that the thing has an address: a statement may know better what it is. */
export const isAddress = (key: Key): boolean => key.startsWith("web:");

/** Whether a thing with this key can be on the platform: its key's own, or one that lies in that. */
export function canBeOn(key: Key, platform: PlatformId): boolean {
  const own = platformOfKey(key);
  return own === undefined || isAddress(key) || covers(own, platform);
}

/** The handle in an account key such as `twitter:@wikileaks`. */
export const handleOfKey = (key: Key): string | undefined => /^[^:]+:@(.+)$/.exec(key)?.[1];
export const caseOfKey = (key: Key): string | undefined => /^case:([^/]+)\//.exec(key)?.[1];

/** Twitter's addresses of 2010 to 2012 held the path in the fragment. */
function behindHashBang(url: URL): URL {
  if (!TWITTER.includes(url.hostname) || url.pathname !== "/") return url;
  const path = /^#!(\/.+)$/.exec(url.hash)?.[1];
  return (path && canonicalUrl(`${url.origin}${path}`)) || url;
}

/**
 * The key of a URL: a platform's own key where the host is known, else `web:<canonical URL>`;
 * undefined for what is no http(s) URL. Never fetches.
 */
export function keyOfUrl(text: string): Key | undefined {
  const canonical = canonicalUrl(text);
  if (!canonical) return undefined;
  const url = behindHashBang(canonical);
  for (const form of URL_FORMS) {
    if (!form.hosts.includes(url.hostname)) continue;
    const parts = form.path.exec(url.pathname);
    const key = parts && findKey(form.key(parts, url));
    if (key) return key;
  }
  return findKey(`web:${withoutPlaceInPage(url).href.replaceAll(" ", "%20")}`);
}

/** The page that an archive copy was taken of, when its key says so. */
export function originalOfCopy(key: Key): Key | undefined {
  const wrapped = /^wayback:\d{14}\/(.+)$/.exec(key)?.[1];
  return wrapped === undefined ? undefined : keyOfUrl(wrapped);
}

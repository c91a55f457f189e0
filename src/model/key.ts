/**
 * The identity table: every way of writing a thing leads to one key. A key is a string, never a
 * number: tweet ids exceed 2^53.
 */
import { z } from "zod";
import { HeadwaterError } from "./errors.ts";
import type { ItemType } from "./item.ts";
import type { KeyForm, KeyKind } from "./key-form.ts";
import { KEY_FORMS } from "./key-forms.ts";
import { covers, type PlatformId } from "./platform.ts";
import { canonicalUrl, withoutPlaceInPage } from "./url.ts";
import { TWITTER, URL_FORMS } from "./url-forms.ts";

export const keySchema = z.string().min(1).brand<"Key">();
export type Key = z.infer<typeof keySchema>;

const brand = (text: string): Key => keySchema.parse(text);

interface ReadKey {
  key: Key;
  form: KeyForm;
}

const prefixOf = (text: string): string => text.slice(0, text.indexOf(":") + 1);
const FORMS_BY_PREFIX = Map.groupBy(KEY_FORMS, ({ example }) => prefixOf(example));

function readKey(text: string): ReadKey | null {
  for (const form of FORMS_BY_PREFIX.get(prefixOf(text)) ?? []) {
    if (!form.pattern.test(text)) continue;
    const key = form.normalise ? form.normalise(text) : text;
    if (key === text || form.pattern.test(key)) return { key: brand(key), form };
  }
  return null;
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

const CACHE_LIMIT = 20_000;
const formCache = new Map<Key, KeyForm>();

function formOf(key: Key): KeyForm {
  const known = formCache.get(key);
  if (known !== undefined) return known;
  const read = readKey(key);
  if (read === null) throw new Error(`not a key: ${key}`);
  if (formCache.size >= CACHE_LIMIT) formCache.clear();
  formCache.set(key, read.form);
  return read.form;
}

/** What a key's own form says of the thing; a `case:` key says nothing. */
export const kindOfKey = (key: Key): KeyKind => formOf(key).kind;
export const typeOfKey = (key: Key): ItemType | undefined => formOf(key).type;
export function platformOfKey(key: Key): PlatformId | undefined {
  const { platform, pattern } = formOf(key);
  const parts = platform && pattern.exec(key);
  return platform && parts ? platform(parts) : undefined;
}
/** Whether the key is a platform's own cover for an account that others may name: it contradicts none of them. */
export const isPseudonym = (key: Key): boolean => key.startsWith("twitter:hashed/");
/** Whether the key is a poster's id within one thread: a tripcode, or an account, names the same poster beside it. */
export const isOfOneThread = (key: Key): boolean => /\/thread\/\d+\/id\/[^/]/.test(key);
/** Whether the key says only that the thing has an address: a statement may know better what it is. */
export const isAddress = (key: Key): boolean => key.startsWith("web:");

/** Whether a thing with this key can be on the platform: its key's own, or one that lies in that. */
export function canBeOn(key: Key, platform: PlatformId): boolean {
  const own = platformOfKey(key);
  return own === undefined || isAddress(key) || covers(own, platform);
}

const chatOf = (platform: string): Key | undefined => {
  const key = findKey(platform.replace("/", ":"));
  return key !== undefined && platformOfKey(key) === platform ? key : undefined;
};

/**
 * The platform under all its names: that of a chat is named as the chat's key is, and `namesOf` gives
 * the keys which that chat has.
 */
export function platformsMeant(
  platform: string,
  namesOf: (chat: Key) => Iterable<Key>,
): readonly string[] {
  const chat = chatOf(platform);
  if (chat === undefined) return [platform];
  const others = [...namesOf(chat)].flatMap((name) => {
    const own = platformOfKey(name);
    return own !== undefined && chatOf(own) === name ? [own] : [];
  });
  return [platform, ...others];
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

const FORMS_BY_HOST = Map.groupBy(
  URL_FORMS.flatMap((form) => form.hosts.map((host) => ({ ...form, host }))),
  ({ host }) => host,
);

function readUrlKey(text: string): Key | undefined {
  const canonical = canonicalUrl(text);
  if (!canonical) return undefined;
  const url = behindHashBang(canonical);
  for (const form of FORMS_BY_HOST.get(url.hostname) ?? []) {
    const parts = form.path.exec(url.pathname);
    const key = parts && findKey(form.key(parts, url));
    if (key) return key;
  }
  return findKey(`web:${withoutPlaceInPage(url).href.replaceAll(" ", "%20")}`);
}

const MAX_CACHED_URL = 200;
const urlCache = new Map<string, Key | null>();

/**
 * The key of a URL: a platform's own key where the host is known, else `web:<canonical URL>`;
 * undefined for what is no http(s) URL. Never fetches.
 */
export function keyOfUrl(text: string): Key | undefined {
  if (text.length > MAX_CACHED_URL) return readUrlKey(text);
  // A string of its own: a part of a long text would keep all of that in memory.
  const name = `url ${text}`;
  const known = urlCache.get(name);
  if (known !== undefined) return known ?? undefined;
  const key = readUrlKey(text);
  if (urlCache.size >= CACHE_LIMIT) urlCache.clear();
  urlCache.set(name, key ?? null);
  return key;
}

/** The page that an archive copy was taken of, when its key says so. */
export function originalOfCopy(key: Key): Key | undefined {
  const wrapped = /^wayback:\d{14}\/(.+)$/.exec(key)?.[1];
  return wrapped === undefined ? undefined : keyOfUrl(wrapped);
}

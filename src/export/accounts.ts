/** Accounts left out of what is handed on: each goes by one number throughout an answer. */
import { findKey, keyOfUrl, kindOfKey } from "../model/key.ts";
import { accountOfChat, inChats, namesOfId } from "./chat-accounts.ts";

/** Shorter names stand in texts by chance, as do shorter numbers. */
const SHORTEST_NAME = 4;
const SHORTEST_NUMBER = 7;
/** Characters of a longer name that are looked for; what follows, as long as the name is, goes too. */
const LOOKED_FOR = 200;
const URL_IN_TEXT = /https?:\/\/[^\s"'<>“”]+/giu;
const MENTION = /(?<![\p{L}\p{N}_])[@＠][\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu;
const BETWEEN_WORDS = /[\s,;()"'<>“”]+/u;

function accountIn(word: string): string | undefined {
  const key = word.includes(":") ? findKey(word) : undefined;
  return key !== undefined && kindOfKey(key) === "account" ? key : undefined;
}

/** The id or handle that a key holds: `wikileaks` of `twitter:@wikileaks`. */
const idIn = (key: string): string =>
  key.replace(/^[^:]+:/, "").replace(/^(?:@|user\/|hashed\/|in\/|.*\/@|.*\/id\/)/, "");

const isTelling = (name: string): boolean =>
  name.length >= (/^\d+$/.test(name) ? SHORTEST_NUMBER : SHORTEST_NAME);

/** An address on a known platform says who posted there; the key that it leads to does not. */
function withoutAddress(url: string): string {
  const key = keyOfUrl(url);
  if (key === undefined || key.startsWith("web:")) return url;
  return kindOfKey(key) === "account" ? "[account]" : key;
}

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function patternOf(name: string): string {
  const characters = [...name];
  if (characters.length <= LOOKED_FOR) return escaped(name);
  const rest = characters.length - LOOKED_FOR;
  return `${escaped(characters.slice(0, LOOKED_FOR).join(""))}[^]{0,${rest}}`;
}

interface Patterns {
  /** Standing alone. */
  alone: RegExp;
  /** Too short to be looked for in texts: only as a part of an address or key. */
  short: RegExp;
  /** Part of a name of something else, as of a file `tweets_wikileaks.csv`, or of an address within an address. */
  joined: RegExp;
}

const NOTHING = /(?!)/gu;

function shortOf(names: readonly string[]): RegExp {
  if (names.length === 0) return NOTHING;
  const any = names.map(escaped).join("|");
  return new RegExp(
    String.raw`(?<=[/=]|[\p{L}\p{N}]:|%2f)(?:${any})(?=$|[/?#&.,;:!\s"'<>)\]]|%2f)`,
    "giu",
  );
}

function patternsOf(names: readonly string[]): Patterns {
  const told = names.filter(isTelling).sort((a, b) => b.length - a.length);
  const short = shortOf(names.filter((name) => !isTelling(name) && !/^\d+$/.test(name)));
  if (told.length === 0) return { alone: NOTHING, joined: NOTHING, short };
  const any = told.map(patternOf).join("|");
  return {
    short,
    alone: new RegExp(String.raw`(?<![\p{L}\p{N}_])[@＠]?(${any})(?![\p{L}\p{N}_])`, "giu"),
    joined: new RegExp(
      String.raw`(?<=_|%[0-9a-f]{2})(?:${any})(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:${any})(?=_)`,
      "giu",
    ),
  };
}

/** Tags, and characters that take no room: a name may be written over them. */
const WITHIN_NAMES = /<[^<>]{1,300}>|[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** The text as it is read, and where each of its code units stands in the text as it is written. */
function asRead(text: string): { read: string; places: number[] } {
  const places: number[] = [];
  const parts: string[] = [];
  let from = 0;
  const keep = (to: number) => {
    parts.push(text.slice(from, to));
    for (let i = from; i < to; i += 1) places.push(i);
  };
  for (const match of text.matchAll(WITHIN_NAMES)) {
    keep(match.index);
    from = match.index + match[0].length;
  }
  keep(text.length);
  return { read: parts.join(""), places };
}

/** Replaces what the patterns find in the text as it is read, where it is written over something else. */
function replacedOver(
  text: string,
  patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[],
): string {
  if (!WITHIN_NAMES.test(text)) return text;
  WITHIN_NAMES.lastIndex = 0;
  const { read, places } = asRead(text);
  const cuts = patterns.flatMap(([pattern, stand]) =>
    [...read.matchAll(pattern)].flatMap((match) => {
      const from = places[match.index] ?? 0;
      const to = (places[match.index + match[0].length - 1] ?? 0) + 1;
      return to - from === match[0].length ? [] : [{ from, to, by: stand(match) }];
    }),
  );
  let [done, told] = [0, ""];
  for (const { from, to, by } of cuts.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < done) continue;
    told += text.slice(done, from) + by;
    done = to;
  }
  return told + text.slice(done);
}

/** What an account's key says it is called. */
const namesOfKey = (key: string, handle: string | null): string[] => [
  ...[key, idIn(key), ...namesOfId(key)],
  ...(handle === null ? [] : [`${key.replace(/:.*$/s, "")}:@${handle}`, handle]),
];

export class Accounts {
  readonly #numbers = new Map<string, number>();
  /** Handles, ids and names; null for one that several accounts have. */
  readonly #names = new Map<string, number | null>();
  /** Names of those who have no key. */
  readonly #keyless = new Set<string>();
  #patterns: Patterns | undefined;

  add(key: string, handle: string | null = null, called: readonly (string | null)[] = []): void {
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    for (const given of [...namesOfKey(key, handle), ...called]) {
      const name = given?.trim().toLowerCase() ?? "";
      if (name === "") continue;
      const known = this.#names.get(name) ?? number;
      this.#names.set(name, this.#names.get(name) === null || known !== number ? null : number);
    }
    this.#patterns = undefined;
  }

  /** Who is called so has no key, and so no number, unless an account is called the same. */
  addName(called: string): void {
    this.#keyless.add(called.trim().toLowerCase());
    this.#patterns = undefined;
  }

  /** The accounts whose keys stand in a text, and that whose chat it is the key of. */
  addFrom(text: string): void {
    const chat = accountOfChat(text);
    const words = [text, ...text.split(BETWEEN_WORDS)].flatMap((word) => accountIn(word) ?? []);
    for (const key of new Set(chat === undefined ? words : [...words, chat])) {
      if (!this.#names.has(key)) this.add(key);
    }
  }

  without(text: string): string {
    this.#patterns ??= patternsOf([
      ...new Set([...this.#names.keys(), ...[...this.#keyless].filter(isTelling)]),
    ]);
    const { alone, joined, short } = this.#patterns;
    if (this.#isName(text)) return this.#standFor(text.trim());
    const over = replacedOver(text, [
      [alone, ([, name = ""]) => this.#standFor(name)],
      [MENTION, () => "[account]"],
    ]);
    const rest = over
      .replaceAll(URL_IN_TEXT, withoutAddress)
      .replaceAll(alone, (_, name: string) => this.#standFor(name))
      .replaceAll(MENTION, "[account]")
      .replaceAll(joined, "[account]")
      .replaceAll(short, "[account]");
    return this.withoutChats(rest);
  }

  /** Names of platforms and keys of chats are left, but for the account that the chat is of. */
  withoutChats(text: string): string {
    return inChats(text, (account) =>
      this.#names.has(account) ? this.#standFor(account) : undefined,
    );
  }

  /** A short name too is one where nothing else stands; a number may be a count. */
  #isName(text: string): boolean {
    const name = text.trim().toLowerCase();
    return (this.#names.has(name) || this.#keyless.has(name)) && !/^\d*$/.test(name);
  }

  #standFor(name: string): string {
    const number = this.#names.get(name.toLowerCase()) ?? null;
    return number === null ? "[account]" : `[account ${number}]`;
  }
}

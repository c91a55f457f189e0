/** Accounts left out of what is handed on: each goes by one number throughout an answer. */
import { findKey, keyOfUrl, kindOfKey } from "../model/key.ts";

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
  /** Part of a name of something else, as of a file `tweets_wikileaks.csv`, or of an address within an address. */
  joined: RegExp;
}

function patternsOf(names: readonly string[]): Patterns {
  const told = names.filter(isTelling).sort((a, b) => b.length - a.length);
  if (told.length === 0) return { alone: /(?!)/gu, joined: /(?!)/gu };
  const any = told.map(patternOf).join("|");
  return {
    alone: new RegExp(String.raw`(?<![\p{L}\p{N}_])[@＠]?(${any})(?![\p{L}\p{N}_])`, "giu"),
    joined: new RegExp(
      String.raw`(?<=_|%[0-9a-f]{2})(?:${any})(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:${any})(?=_)`,
      "giu",
    ),
  };
}

export class Accounts {
  readonly #numbers = new Map<string, number>();
  /** Handles, ids and names; null for one that several accounts have. */
  readonly #names = new Map<string, number | null>();
  #patterns: Patterns | undefined;

  add(key: string, names: readonly (string | null)[] = []): void {
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    for (const given of [key, idIn(key), ...names]) {
      const name = given?.trim().toLowerCase() ?? "";
      if (name === "") continue;
      const known = this.#names.get(name) ?? number;
      this.#names.set(name, this.#names.get(name) === null || known !== number ? null : number);
    }
    this.#patterns = undefined;
  }

  /** The accounts whose keys stand in a text. */
  addFrom(text: string): void {
    for (const word of new Set([text, ...text.split(BETWEEN_WORDS)])) {
      const key = accountIn(word);
      if (key !== undefined && !this.#numbers.has(key)) this.add(key);
    }
  }

  without(text: string): string {
    this.#patterns ??= patternsOf([...this.#names.keys()]);
    const { alone, joined } = this.#patterns;
    return text
      .replaceAll(URL_IN_TEXT, withoutAddress)
      .replaceAll(alone, (_, name: string) => this.#standFor(name))
      .replaceAll(MENTION, "[account]")
      .replaceAll(joined, "[account]");
  }

  #standFor(name: string): string {
    const number = this.#names.get(name.toLowerCase()) ?? null;
    return number === null ? "[account]" : `[account ${number}]`;
  }
}

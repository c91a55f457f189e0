/** The words by which nodes are found, and queries for them. */
import { BASES } from "../../model/basis.ts";
import type { MergedNode } from "../../model/merge.ts";

/** Lists nodes, by first and last id, whose words have to be indexed anew. */
export const UNINDEXED = "INSERT INTO unindexed (first_node, last_node) VALUES (?, ?)";

function statedWords(node: MergedNode): string[] {
  return BASES.flatMap((basis) => {
    const state = node.states[basis];
    if (state === undefined) return [];
    const { title, text, names, handles } = state;
    return [title, text, ...(names ?? []), ...(handles ?? [])].filter((one) => one !== undefined);
  });
}

export function sameWords(a: MergedNode, b: MergedNode): boolean {
  const [left, right] = [statedWords(a), statedWords(b)];
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

/** Scripts written without spaces, of which every character is indexed as a word. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/gu;

/** The tokenizer takes case and accents away; this is what it does not do. */
const prepared = (text: string): string =>
  text.normalize("NFKC").replaceAll("\0", " ").replace(UNSPACED, " $& ");

export const wordsOf = (node: MergedNode, attributes: readonly string[]): string =>
  prepared([node.key, ...new Set(statedWords(node)), ...attributes].join("\n"));

/** What the tokenizer takes for a part of a word. */
const SEARCHABLE = /[\p{L}\p{N}\p{Co}]/u;

/**
 * An FTS5 query that every word matches; a word of several parts (`@a_b`, a URL, a run of Chinese)
 * is a phrase. Undefined if no word has a letter or digit.
 */
export function matchFor(words: string): string | undefined {
  const phrases = words
    .normalize("NFKC")
    .split(/[\s\0]+/u)
    .filter((word) => SEARCHABLE.test(word))
    .map((word) => `"${prepared(word).replaceAll('"', " ")}"`);
  return phrases.length === 0 ? undefined : [...new Set(phrases)].join(" ");
}

const EXCERPT_LENGTH = 200;

/** Title, text or names, from the best basis that has any. */
export function excerptOf(node: MergedNode): string {
  const states = BASES.flatMap((basis) => node.states[basis] ?? []);
  const words =
    states.find((state) => state.title !== undefined)?.title ??
    states.find((state) => state.text !== undefined)?.text ??
    states.find((state) => state.names !== undefined)?.names?.join(", ") ??
    "";
  const start = [...words.slice(0, 2 * EXCERPT_LENGTH)];
  return start.length > EXCERPT_LENGTH ? `${start.slice(0, EXCERPT_LENGTH).join("")}…` : words;
}

/**
 * The words by which nodes are found. Stores keep them as one line of tokens with a space before,
 * between and after, so that every store finds the same nodes, in the same order: what holds the
 * words in the least text first, then by key.
 */
import { BASES } from "../../model/basis.ts";
import type { MergedNode } from "../../model/merged.ts";
import type { ClaimFacts } from "./claim-facts.ts";

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

const SPACELESS = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]`;
const LETTER = String.raw`(?:(?!${SPACELESS})[\p{L}\p{N}\p{M}\p{Co}])`;
/** Characters of scripts written without spaces, each a token, or a run of other letters, marks and digits. */
const TOKENS = new RegExp(`${SPACELESS}|${LETTER}+`, "gu");
/** Accents of Latin, Greek and Cyrillic. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Longer tokens are cut: full-text indexes split them at lengths of their own. */
const MAX_TOKEN = 100;

/** A run of millions of letters is more than the regular expression of tokens can match. */
const MAX_AT_ONCE = 500_000;
const MAX_PIECE = 5_000;
const PIECES = new RegExp(`${SPACELESS}|${LETTER}{1,${MAX_PIECE}}`, "gu");
const BEGINS_SPACELESS = new RegExp(`^${SPACELESS}`, "u");

/** Of each run of letters its first piece, since tokens are cut anyway. */
function tokensByPiece(text: string): string[] {
  const found: string[] = [];
  let goesOn = -1;
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const isRest = index === goesOn && !BEGINS_SPACELESS.test(piece);
    if (!isRest) found.push(piece);
    goesOn = piece.length < MAX_PIECE ? -1 : index + piece.length;
  }
  return found;
}

/** Without regard to case, width and accents. */
function tokensOf(text: string): string[] {
  const bare = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(ACCENTS, "");
  const plain = bare.normalize("NFC");
  const found = plain.length > MAX_AT_ONCE ? tokensByPiece(plain) : (plain.match(TOKENS) ?? []);
  return found.map((token) => (token.length > MAX_TOKEN ? token.slice(0, MAX_TOKEN) : token));
}

const lineOf = (tokens: readonly string[]): string => ` ${tokens.join(" ")} `;

export interface Words {
  /** Tokens in a line. */
  line: string;
  /** How many there are. */
  size: number;
}

/** Values that attributes give to a subject, in order. */
export const attributesIn = (claim: ClaimFacts, subject: string): string[] =>
  claim.facts.flatMap((fact) =>
    fact.fact === "remark" && fact.kind === "attribute" && fact.subject === subject
      ? [fact.value, fact.object].filter((value) => value !== undefined)
      : [],
  );

export function wordsOf(node: MergedNode, attributes: readonly string[]): Words {
  const values = [...new Set(attributes)].sort();
  const tokens = tokensOf([node.key, ...new Set(statedWords(node)), ...values].join("\n"));
  return { line: lineOf(tokens), size: tokens.length };
}

/** Words asked for beyond these are left out. */
const MAX_PHRASES = 1_000;

/**
 * Lines that must all occur among the words of a node; a word of several tokens (`@a_b`, a URL, a
 * run of Chinese) is one line. None if no word has a letter or digit.
 */
export function phrasesOf(words: string): string[] {
  const phrases = words
    .split(/\s+/u)
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0)
    .map(lineOf);
  return [...new Set(phrases)].slice(0, MAX_PHRASES);
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

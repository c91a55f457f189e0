/** Sentences that are questions, in the words of the box: read whole, and offered piece by piece. */
import { findKey } from "../../model/key.ts";
import { address, itemAddress, searchAddress } from "../site/address.ts";
import { type IsPlatform, selectorOf } from "./named.ts";

interface Sentence {
  /** What stands around the things that it names: before, between, after. A verb stands for its others. */
  words: readonly [string, ...string[]];
  asks: (...things: string[]) => string;
}

const ends = (from = "", to = "", without = "") =>
  [["from", from], ["to", to], ...(without === "" ? [] : [["without", without] as const])] as const;

/** Longer ones first where one begins like another. */
export const SENTENCES: readonly Sentence[] = [
  {
    words: ["How did ", " reach ", " without ", "?"],
    asks: (from, to, without) => address("/", ends(from, to, without)),
  },
  {
    words: ["How did ", " reach ", " if inferred edges count?"],
    asks: (from, to) => address("/", [...ends(from, to), ["basis", "inferred"], ["paths", "10"]]),
  },
  { words: ["How did ", " reach ", "?"], asks: (from, to) => address("/", ends(from, to)) },
  { words: ["Where did ", " first appear?"], asks: (of = "") => address("/first", [["of", of]]) },
  {
    words: ["What did ", " become without ", "?"],
    asks: (from = "", without = "") =>
      address("/reach", [
        ["from", from],
        ["without", without],
      ]),
  },
  { words: ["What did ", " reach?"], asks: (from = "") => address("/reach", [["from", from]]) },
  {
    words: ["What does it hang on that ", " reached ", "?"],
    asks: (from, to) => address("/what-if", ends(from, to)),
  },
  {
    words: ["Where did ", " cross?"],
    asks: (from = "") => address("/crossings", [["from", from]]),
  },
  { words: ["How did ", " spread?"], asks: (of = "") => address("/adoption", [["of", of]]) },
  {
    words: ["Which stands first: ", " or ", "?"],
    asks: (one = "", other = "") =>
      address("/first", [
        ["of", one],
        ["of", other],
      ]),
  },
  { words: ["What is known of ", "?"], asks: (of = "") => itemAddress(of) },
];

/** Verbs, each with what is said in its place. */
const VERBS: readonly (readonly [verb: string, others: readonly string[]])[] = [
  [" reached", ["got to", "ended up on", "ended up at", "ended up in", "made it to", "arrived at"]],
  [" reached", ["spread to", "came to"]],
  [" reach", ["get to", "got to", "end up on", "end up at", "end up in", "make it to"]],
  [" reach", ["made it to", "spread to", "come to", "arrive at", "arrive on"]],
];

/** Words between things, and what may be said in their place. */
function waysToSay(words: string): readonly string[] {
  const said = VERBS.filter(([verb]) => new RegExp(`^${verb}\\b`).test(words));
  const others = said.flatMap(([verb, all]) =>
    all.map((one) => ` ${one}${words.slice(verb.length)}`),
  );
  return [words, ...others];
}

/** Where words stand in a text, however they are said. */
function found(text: string, words: string, from = 0): { at: number; end: number } | undefined {
  for (const way of waysToSay(words)) {
    const at = text.toLowerCase().indexOf(way.toLowerCase(), from);
    if (at !== -1) return { at, end: at + way.length };
  }
  return undefined;
}

/** As it is offered before anything is typed: `How did … reach …?` */
export const pattern = ({ words }: Sentence): string => words.join("…");

const startsWith = (text: string, start: string): boolean =>
  text.slice(0, start.length).toLowerCase() === start.toLowerCase();

/** The things that a text names in the gaps of a sentence; undefined for another sentence. */
function thingsIn({ words }: Sentence, text: string): string[] | undefined {
  const [head, ...rest] = words;
  if (!startsWith(text, head)) return undefined;
  let left = text.slice(head.length).trim().replace(/\?*$/, "").concat("?");
  const things: string[] = [];
  for (const after of rest) {
    const next = found(left, after);
    if (next === undefined || next.at <= 0) return undefined;
    if (after === rest.at(-1) && next.end !== left.length) return undefined;
    things.push(left.slice(0, next.at).trim());
    left = left.slice(next.end);
  }
  return things;
}

/** Where a text leads: the answer of a sentence, the page of a thing, a search. */
export function addressOf(text: string, isPlatform: IsPlatform): string | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  for (const sentence of SENTENCES) {
    const things = thingsIn(sentence, typed);
    if (things) return sentence.asks(...things.map((one) => selectorOf(one, isPlatform)));
  }
  const isName = findKey(typed) !== undefined || URL.canParse(typed) || isPlatform(typed);
  return isName && !/\s/.test(typed) ? itemAddress(typed) : searchAddress(typed.slice(0, 500));
}

/** What may follow a text: the thing that is being named, and what stands around it. */
export interface Gap {
  before: string;
  typed: string;
  /** What follows the thing in each sentence that the text may become. */
  after: readonly string[];
}

function gapIn({ words }: Sentence, text: string): { before: string; after: string } | undefined {
  const [head, ...rest] = words;
  if (!startsWith(text, head)) return undefined;
  let before = head.length;
  for (const after of rest) {
    const next = found(text, after, before);
    if (next === undefined) return { before: text.slice(0, before), after };
    if (after === rest.at(-1)) return undefined;
    before = next.end;
  }
  return undefined;
}

/** Words that a text breaks off in, with as much of them as stands there. */
function begunIn(typed: string, words: readonly string[]) {
  const ways = words.flatMap(waysToSay).flatMap((way) => {
    for (let length = way.length - 1; length > 1; length -= 1) {
      if (typed.toLowerCase().endsWith(way.slice(0, length).toLowerCase()))
        return [{ way, length }];
    }
    return [];
  });
  const longest = Math.max(0, ...ways.map(({ length }) => length));
  const begun = ways.filter(({ length }) => length === longest).map(({ way }) => way);
  return { begun: [...new Set(begun)], length: longest };
}

/** The gap that a person is at; a text that begins no sentence is a gap of its own. */
export function gapAt(text: string): Gap | undefined {
  const isWhole = SENTENCES.some((sentence) => thingsIn(sentence, text) !== undefined);
  if (isWhole && text.trimEnd().endsWith("?")) return undefined;
  const gaps = SENTENCES.flatMap((sentence) => gapIn(sentence, text) ?? []);
  const longest = Math.max(0, ...gaps.map(({ before }) => before.length));
  const open = gaps.filter(({ before }) => before.length === longest);
  if (open.length > 0) {
    const after = [...new Set(open.map((gap) => gap.after))];
    const typed = text.slice(longest);
    const { begun, length } = begunIn(typed, after);
    return {
      before: text.slice(0, longest),
      typed: typed.slice(0, typed.length - length),
      after: begun.length > 0 ? begun : after,
    };
  }
  return { before: "", typed: text, after: [] };
}

/** A text that was meant as a question, whether or not it is one of these sentences. */
export const soundsAsked = (text: string): boolean =>
  /\?\s*$/.test(text) ||
  /^\s*(?:how|wh(?:at|en|ere|ich|o|y))\s+(?:did|do|does|is|was|were|has|have|got)\b/i.test(text);
